// The picture that is sent by itself: drawn from the readings as they are when it is sent.
import type { Drawer } from '../../delivery/drawer.ts';
import type { Ports } from '../../delivery/ports.ts';
import { localDate } from '../../kernel/time.ts';
import { isDrawable, plotCard } from '../cards/plots.ts';
import { countedFrom } from '../commands/plots.ts';
import { watchedAccounts } from '../store.ts';

export function followerDrawers(ports: Pick<Ports, 'seriesZone'>): readonly [string, Drawer][] {
  return [
    [
      'plot',
      async ({ params, now }, { language }, read) => {
        const wanted = new Set(String(params['accounts']).split(' '));
        const from = String(params['from']);
        const accounts = (await watchedAccounts(read)).filter(({ id }) => wanted.has(id));
        const counted = await countedFrom(read, accounts, from, localDate(now, ports.seriesZone));
        if (!isDrawable(counted)) return { dropped: 'nothing to plot any more' };
        return plotCard(counted, { from, shown: 'here' }, language);
      },
    ],
  ];
}
