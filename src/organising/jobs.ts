// How an announcement is drawn, and what two accounts that become one person mean for the log.
import type { Drawers } from '../delivery/drawer.ts';
import type { Ports } from '../delivery/ports.ts';
import type { Fact } from '../kernel/facts.ts';
import { talkCard } from '../seats/cards.ts';
import { talkParam } from '../seats/commands.ts';
import { viewById } from '../seats/view.ts';
import type { Write } from '../storage/database.ts';
import { moveDone } from './store.ts';

/** Draws `announcement` (params: talk): a talk's card in a channel. */
export function organisingDrawers(_ports: Ports): Drawers {
  return new Map([
    [
      'announcement',
      async ({ params, now }, { language, command }, read) => {
        const view = await viewById(read, talkParam(params['talk']), undefined);
        if (!view) return { dropped: 'no such talk' };
        return talkCard(view, { language, zone: undefined, command, now }, false);
      },
    ],
  ]);
}

/** Listens to facts inside the transaction that made them. */
export async function organisingListen(
  tx: Write,
  _ports: Pick<Ports, 'newId' | 'now'>,
  fact: Fact,
): Promise<readonly Fact[]> {
  if (fact.kind === 'persons-merged') await moveDone(tx, fact.from, fact.into);
  return [];
}
