// How an announcement is drawn, and what two accounts that become one person mean for the log.
import type { Drawer, Drawers } from '../delivery/drawer.ts';
import { enqueue, wasLeft } from '../delivery/outbox.ts';
import type { DueWork, Ports } from '../delivery/ports.ts';
import { type Account, parseAccountKey, sameAccount } from '../kernel/account.ts';
import { decided, type Fact } from '../kernel/facts.ts';
import { seatId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { talkCard } from '../seats/cards.ts';
import { talkParam } from '../seats/commands.ts';
import { seatHolder } from '../seats/store.ts';
import { viewById } from '../seats/view.ts';
import type { Read, Write } from '../storage/database.ts';
import { readTalk } from '../talks/store.ts';
import { accountGoneCard, seatFreedCard, seatLeftCard } from './cards/freeing.ts';
import { leftBehind } from './decide.ts';
import { type LeftSeat, moveDone, seatsLeft } from './store.ts';

/** Draws `announcement` (params: talk): a talk's card in a channel; `account-gone` (account), `seat-left` (seat) and `seat-freed` (talk, seat): to a person. */
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
    ['seat-left', seatLeft],
    ['seat-freed', seatFreed],
  ]);
}

const accountGone: Drawer = async ({ params, now }, { language, zone, command }, read) => {
  const account = parseAccountKey(String(params['account']));
  const left = account && (await leftBehind(read, account, now));
  if (!left) return { dropped: 'in use again, or nothing is held any more' };
  return accountGoneCard(left.holder, left.held, { language, zone, command, now });
};

const seatLeft: Drawer = async ({ params, now }, { language, zone, command }, read) => {
  const seat = seatId(String(params['seat']));
  const holder = await seatHolder(read, seat);
  const account = parseAccountKey(holder?.accountKey ?? '');
  const left = account && (await leftBehind(read, account, now));
  const held = left?.held.filter(({ mine }) => mine.id === seat) ?? [];
  if (!left || held.length === 0) return { dropped: 'in use again, or the seat was given on' };
  return seatLeftCard(left.holder, held, { language, zone, command, now });
};

/** Tells organisers once of each seat that came to somebody whose accounts are all deactivated; of what was held before, they were told with the account. */
export function seatsLeftDue(ports: Ports, organisers: readonly Account[]): DueWork {
  const others = ({ account }: LeftSeat) => organisers.filter((one) => !sameAccount(one, account));
  const keyOf = ({ seat }: LeftSeat, to: number) => `seat-left:${seat}:${to}`;

  /** Those of which nobody was told, while there is somebody to tell. */
  async function untold(read: Read, now: Instant): Promise<readonly LeftSeat[]> {
    if (organisers.length === 0) return [];
    const found: LeftSeat[] = [];
    for (const left of await seatsLeft(read, now))
      if (others(left).length > 0 && !(await wasLeft(read, keyOf(left, 0)))) found.push(left);
    return found;
  }

  async function tell(tx: Write, left: LeftSeat, now: Instant): Promise<void> {
    const uselessAt = (await readTalk(tx, left.talk))?.startsAt ?? now;
    const params = { seat: left.seat };
    for (const [i, account] of others(left).entries()) {
      const to = { kind: 'account', account } as const;
      await enqueue(tx, { key: keyOf(left, i), drawer: 'seat-left', to, params, uselessAt }, now);
    }
  }

  return {
    name: 'seats left behind',
    nextAt: async (now) =>
      (await ports.database.read((read) => untold(read, now))).length > 0 ? now : undefined,
    run: (now) =>
      ports.transact({ job: 'seats-left' }, async (tx) => {
        for (const left of await untold(tx, now)) await tell(tx, left, now);
        return decided(undefined);
      }),
  };
}

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
