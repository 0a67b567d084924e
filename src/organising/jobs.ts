// How an announcement is drawn, and what two accounts that become one person mean for the log.
import type { Drawer, Drawers } from '../delivery/drawer.ts';
import type { Ports } from '../delivery/ports.ts';
import { parseAccountKey } from '../kernel/account.ts';
import type { Fact } from '../kernel/facts.ts';
import { seatId } from '../kernel/ids.ts';
import { talkCard } from '../seats/cards.ts';
import { talkParam } from '../seats/commands.ts';
import { seatHolder } from '../seats/store.ts';
import { viewById } from '../seats/view.ts';
import type { Write } from '../storage/database.ts';
import { accountGoneCard, seatFreedCard } from './cards/freeing.ts';
import { leftBehind } from './decide.ts';
import { moveDone } from './store.ts';

/** Draws `announcement` (params: talk): a talk's card in a channel; `account-gone` (account) and `seat-freed` (talk, seat): to a person. */
export function organisingDrawers(_ports: Ports): Drawers {
  return new Map<string, Drawer>([
    [
      'announcement',
      async ({ params, now }, { language, command }, read) => {
        const view = await viewById(read, talkParam(params['talk']), undefined);
        if (!view) return { dropped: 'no such talk' };
        return talkCard(view, { language, zone: undefined, command, now }, false);
      },
    ],
    ['account-gone', accountGone],
    ['seat-freed', seatFreed],
  ]);
}

const accountGone: Drawer = async ({ params, now }, { language, zone, command }, read) => {
  const account = parseAccountKey(String(params['account']));
  const left = account && (await leftBehind(read, account, now));
  if (!left) return { dropped: 'in use again, or nothing is held any more' };
  return accountGoneCard(left.holder, left.held, { language, zone, command, now });
};

const seatFreed: Drawer = async ({ params, now }, { language, zone, command }, read) => {
  const freed = await seatHolder(read, seatId(String(params['seat'])));
  const view = freed && (await viewById(read, freed.talk, freed.person));
  if (!view) return { dropped: 'no such talk' };
  if (view.mine) return { dropped: 'registered again' };
  return seatFreedCard(view, { language, zone, command, now });
};

/** Listens to facts inside the transaction that made them. */
export async function organisingListen(
  tx: Write,
  _ports: Pick<Ports, 'newId' | 'now'>,
  fact: Fact,
): Promise<readonly Fact[]> {
  if (fact.kind === 'persons-merged') await moveDone(tx, fact.from, fact.into);
  return [];
}
