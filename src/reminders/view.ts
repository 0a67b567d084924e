// Reads what somebody was asked before a talk and may still answer.
import { sentAt } from '../delivery/outbox.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { whyEnded } from '../seats/rules/standing.ts';
import { seatsComing } from '../seats/store/coming.ts';
import { mySeat, mySeats } from '../seats/store.ts';
import type { Read } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { readTalk } from '../talks/store.ts';
import { reminderKey } from './rules.ts';

/** "Still coming?", as somebody was asked it for the time at which the talk now is. */
export interface ComingQuestion {
  readonly talk: Talk;
  /** When it was sent, on the series' clock. */
  readonly at: Instant;
  /** They said yes, and may say it again. */
  readonly answered: boolean;
}

/** What a person was asked about the seats that they hold in talks to come, the next talk first. */
export async function questionsAsked(
  read: Read,
  person: PersonId,
  now: Instant,
): Promise<readonly ComingQuestion[]> {
  const asked: ComingQuestion[] = [];
  for (const { talk: id, state } of await mySeats(read, person, now)) {
    const talk = state === 'confirmed' ? await readTalk(read, id) : undefined;
    const seat = talk && (await mySeat(read, id, person));
    if (!talk || !seat || whyEnded(talk, now)) continue;
    const at = await sentAt(read, reminderKey('day', seat.id, talk.startsAt));
    if (at === undefined) continue;
    asked.push({ talk, at, answered: (await seatsComing(read, talk, seat.id)).has(seat.id) });
  }
  return asked;
}
