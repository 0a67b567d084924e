// What a digest tells of the talks, and what is new about them since it last did.
import { noticeState } from '../../delivery/outbox.ts';
import type { Ports } from '../../delivery/ports.ts';
import { milestonesNoted, noteMilestones } from '../../followers/milestone-store.ts';
import type { PersonId } from '../../kernel/ids.ts';
import { type Instant, localDate } from '../../kernel/time.ts';
import { mySeat, mySeats } from '../../seats/store.ts';
import type { Read, Write } from '../../storage/database.ts';
import { upcomingTalks } from '../../talks/store.ts';
import { type Since, since, type Told, type ToldTalks, toldOf } from '../rules/news.ts';
import { type Digest, forgetTold, keepTold, type ToldRow, toldRows } from '../store.ts';

/** More talks than a series plans ahead. */
const mostTalks = 500;

/** All talks to come as they are now; with a person's places in the waiting lists. */
export async function toldNow(
  read: Read,
  now: Instant,
  person: PersonId | undefined,
): Promise<ToldTalks> {
  const held = new Set<string>();
  if (person !== undefined)
    for (const seat of await mySeats(read, person, now))
      if (seat.state !== 'confirmed') held.add(seat.talk);
  const told: Record<string, Told> = {};
  for (const talk of await upcomingTalks(read, now, mostTalks)) {
    const mine = held.has(talk.id) ? await mySeat(read, talk.id, person) : undefined;
    told[talk.id] = toldOf(talk, mine);
  }
  return told;
}

/** What it told last, as far as is known: what was refused, lost, or came too late to be sent was never told. */
async function lastTold(read: Read, id: Digest['id']): Promise<ToldRow | undefined> {
  for (const row of await toldRows(read, id)) {
    if (row.noticeKey === '') return row;
    const state = await noticeState(read, row.noticeKey);
    // The rows of what was sent go after a month.
    if (state === 'sent' || state === undefined) return row;
  }
  return undefined;
}

/** What is new since a digest told of the talks; nothing where it never did. */
export async function newsSince(
  read: Read,
  digest: Pick<Digest, 'id'> | undefined,
  now: ToldTalks,
): Promise<Since> {
  const last = digest && (await lastTold(read, digest.id));
  return last ? since(last.talks, now) : {};
}

/** A span of instants in which milestones were noted of which a digest has not told; undefined where there are none. Notes what is reached by now. */
export async function newMilestones(
  tx: Write,
  { seriesZone }: Pick<Ports, 'seriesZone'>,
  digest: Pick<Digest, 'id' | 'setAt'>,
  now: Instant,
): Promise<{ readonly after: Instant; readonly until: Instant } | undefined> {
  await noteMilestones(tx, localDate(now, seriesZone), now);
  const after = (await lastTold(tx, digest.id))?.toldAt ?? digest.setAt;
  const found = await milestonesNoted(tx, after, now);
  return found.length > 0 ? { after, until: now } : undefined;
}

/** Keeps what a digest tells by a notice; what it told before the last is of no use any more. The caller holds the digest's lock. */
export async function noteTold(tx: Write, id: Digest['id'], row: ToldRow): Promise<void> {
  const last = await lastTold(tx, id);
  if (last) await forgetTold(tx, id, last.toldAt);
  await keepTold(tx, id, row);
}
