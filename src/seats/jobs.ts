// What a fact of an earlier feature obliges the seats to do, and how their notices are drawn.
import type { Drawer } from '../delivery/drawer.ts';
import type { Ports } from '../delivery/ports.ts';
import type { Fact } from '../kernel/facts.ts';
import { seatId } from '../kernel/ids.ts';
import type { Write } from '../storage/database.ts';
import { lockTalk, readTalk } from '../talks/store.ts';
import { promotedCard } from './cards/answers.ts';
import { talkParam } from './commands.ts';
import { drawPlanChanged, tellChange } from './jobs/changes.ts';
import { betterSeat, type FreedBy } from './rules.ts';
import { settle, touchTalk } from './settle.ts';
import { endSeat, liveSeatsOf, moveSeats, note, seatState } from './store.ts';

/** Listens to facts inside the transaction that made them. */
export async function seatsListen(
  tx: Write,
  ports: Pick<Ports, 'newId' | 'now'>,
  fact: Fact,
): Promise<readonly Fact[]> {
  switch (fact.kind) {
    case 'talk-changed': {
      const talk = await readTalk(tx, fact.talk);
      if (talk) await touchTalk(tx, talk);
      return [];
    }
    case 'plan-changed': {
      const talk = await lockTalk(tx, fact.talk);
      if (talk) await tellChange(tx, ports, talk, fact.before);
      return [];
    }
    case 'seats-changed': {
      const talk = await lockTalk(tx, fact.talk);
      if (!talk) return [];
      await settle(tx, ports, talk, 'more-seats');
      await touchTalk(tx, talk);
      return [];
    }
    case 'persons-merged':
      return mergeSeats(tx, ports, fact);
    case 'persons-parted':
      return [];
  }
}

/** Of two live seats for a talk the better stays; the other is freed and settled. Talks are locked in the order of their ids. */
async function mergeSeats(
  tx: Write,
  ports: Pick<Ports, 'newId' | 'now'>,
  fact: Extract<Fact, { kind: 'persons-merged' }>,
): Promise<readonly Fact[]> {
  const theirs = await liveSeatsOf(tx, fact.from);
  const ours = new Map((await liveSeatsOf(tx, fact.into)).map((s) => [s.talk, s]));
  const now = ports.now();
  for (const seat of theirs) {
    const other = ours.get(seat.talk);
    if (!other) continue;
    const talk = await lockTalk(tx, seat.talk);
    if (!talk) continue;
    const { goes, stays } = betterSeat(seat, other);
    await endSeat(tx, goes.id, now);
    const person = stays === seat ? fact.from : fact.into;
    await note(tx, {
      id: ports.newId(),
      talk: talk.id,
      person,
      seat: goes.id,
      step: talk.revision,
      kind: 'merged-freed',
      at: now,
      detail: '',
    });
    await settle(tx, ports, talk, 'accounts-linked');
    await touchTalk(tx, talk);
  }
  await moveSeats(tx, fact.from, fact.into);
  return [];
}

/** The message to whoever got a freed seat is dropped where they gave it back since, or the talk is past or cancelled. */
export function seatDrawers(): ReadonlyMap<string, Drawer> {
  return new Map<string, Drawer>([
    ['plan-changed', drawPlanChanged],
    [
      'promoted',
      async ({ params, now }, audience, read) => {
        const talk = await readTalk(read, talkParam(params['talk']));
        if (!talk) return { dropped: 'no such talk' };
        if (talk.cancelled !== undefined) return { dropped: 'the talk is cancelled' };
        if (now >= talk.startsAt) return { dropped: 'the talk has started' };
        if ((await seatState(read, seatId(String(params['seat'])))) !== 'confirmed')
          return { dropped: 'the seat was given back' };
        return promotedCard(talk, params['freedBy'] as FreedBy, {
          language: audience.language,
          zone: audience.zone,
          command: audience.command,
          now,
        });
      },
    ],
  ]);
}
