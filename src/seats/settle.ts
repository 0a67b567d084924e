// The one place that gives freed seats away, whatever freed them.
import type { IncomingPress } from '../chat/incoming.ts';
import { touch } from '../delivery/copies.ts';
import { talkSubject } from '../delivery/notice.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { Ports } from '../delivery/ports.ts';
import type { Write } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { decideSettle, type FreedBy } from './rules.ts';
import { countSeats, note, promoteFirst } from './store.ts';

/**
 * Gives free seats to the first in line, notes and tells it; the caller says that the talk's cards changed. The caller holds the talk's lock; `talk` is as
 * locked. Does nothing once the talk has started.
 */
export async function settle(
  tx: Write,
  ports: Pick<Ports, 'newId' | 'now'>,
  talk: Talk,
  freedBy: FreedBy,
): Promise<number> {
  const now = ports.now();
  const count = decideSettle(talk, await countSeats(tx, talk.id), now);
  const promoted = await promoteFirst(tx, talk.id, count);
  for (const seat of promoted) {
    await note(tx, {
      id: ports.newId(),
      talk: talk.id,
      person: seat.person,
      seat: seat.id,
      step: talk.revision,
      kind: 'promoted',
      at: now,
      detail: freedBy,
    });
    await enqueue(
      tx,
      {
        key: `promoted:${seat.id}:${talk.revision}`,
        drawer: 'promoted',
        to: { kind: 'account', account: seat.account },
        params: { talk: talk.id, seat: seat.id, freedBy },
        uselessAt: talk.startsAt,
      },
      now,
    );
  }
  return promoted.length;
}

/** The talk's live cards are drawn again, the pressed copy first. */
export async function touchTalk(tx: Write, talk: Talk, press?: IncomingPress): Promise<void> {
  await touch(
    tx,
    talkSubject(talk.id),
    press?.pressed === undefined
      ? undefined
      : { conversation: press.place.conversation, message: press.pressed },
  );
}
