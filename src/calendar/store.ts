// The tables of calendars: what they were shown of each talk, and whose link shows whose seats.
import sql from 'sql-template-tag';
import { type PersonId, personId, type TalkId, talkId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { SeatState } from '../seats/rules.ts';
import type { Read, Row, Write } from '../storage/database.ts';
import type { FeedLink, OwnSteps } from './rules.ts';

/** Notes what calendars are shown of a talk from now on; the sequence rises where it differs from what they were shown. True where it does. */
export async function noteShown(
  tx: Write,
  talk: TalkId,
  shown: string,
  now: Instant,
): Promise<boolean> {
  const changed = await tx.run(sql`
    INSERT INTO calendar_entries (talk_id, sequence, shown, changed_at)
    VALUES (${talk}, 0, ${shown}, ${now})
    ON CONFLICT (talk_id) DO UPDATE SET sequence = calendar_entries.sequence + 1,
      shown = excluded.shown, changed_at = excluded.changed_at
    WHERE calendar_entries.shown <> excluded.shown`);
  return changed > 0;
}

export interface EntryRow {
  readonly sequence: number;
  readonly shown: string;
  readonly changedAt: Instant;
}

/** What calendars were shown of each talk. */
export async function entryRows(read: Read): Promise<ReadonlyMap<TalkId, EntryRow>> {
  const rows = await read.all<Row>(
    sql`SELECT talk_id, sequence, shown, changed_at FROM calendar_entries`,
  );
  return new Map(
    rows.map((row) => [
      talkId(row['talk_id'] as string),
      {
        sequence: row['sequence'] as number,
        shown: row['shown'] as string,
        changedAt: row['changed_at'] as number,
      },
    ]),
  );
}

export interface OwnSeat {
  readonly talk: TalkId;
  readonly state: SeatState;
  readonly steps: OwnSteps;
}

/** All that a person holds, past talks too, with what was noted of each. */
export async function ownSeats(read: Read, person: PersonId): Promise<readonly OwnSeat[]> {
  const rows = await read.all<Row>(sql`
    SELECT s.talk_id, s.state, COUNT(l.id) AS steps, MAX(l.at) AS last_at
    FROM seats s LEFT JOIN ledger l ON l.talk_id = s.talk_id AND l.person_id = s.person_id
    WHERE s.person_id = ${person} AND s.state <> 'ended'
    GROUP BY s.talk_id, s.state`);
  return rows.map((row) => ({
    talk: talkId(row['talk_id'] as string),
    state: row['state'] as SeatState,
    steps: {
      count: Number(row['steps']),
      lastAt: (row['last_at'] as Instant | null) ?? undefined,
    },
  }));
}

/** When anything was last noted of a person's seats, also of those that are no more. */
export async function lastStepAt(read: Read, person: PersonId): Promise<Instant | undefined> {
  const row = await read.get<{ at: Instant | null }>(
    sql`SELECT MAX(at) AS at FROM ledger WHERE person_id = ${person}`,
  );
  return row?.at ?? undefined;
}

/** A person's own link, made where there is none yet. */
export async function ensureLink(tx: Write, person: PersonId): Promise<FeedLink> {
  const row = await tx.get<{ number: number }>(sql`
    INSERT INTO calendar_feeds (person_id, owner_id, number) VALUES (${person}, ${person}, 1)
    ON CONFLICT (person_id) DO UPDATE SET number = calendar_feeds.number
    RETURNING number`);
  return { person, number: row?.number ?? 1 };
}

/** Ends every link that shows this person's seats, and counts their own on: its next is one that nobody has. */
export async function endLinks(tx: Write, person: PersonId): Promise<void> {
  await tx.run(
    sql`DELETE FROM calendar_feeds WHERE owner_id = ${person} AND person_id <> ${person}`,
  );
  await tx.run(sql`UPDATE calendar_feeds SET number = number + 1 WHERE person_id = ${person}`);
}

/** The links that showed the seats of one person show those of another, who has them now. */
export async function passLinks(tx: Write, from: PersonId, into: PersonId): Promise<void> {
  await tx.run(sql`UPDATE calendar_feeds SET owner_id = ${into} WHERE owner_id = ${from}`);
}

/** Whose seats a link shows; undefined for one that is no more, or never was. */
export async function ownerOf(read: Read, link: FeedLink): Promise<PersonId | undefined> {
  const row = await read.get<{ owner_id: string }>(sql`
    SELECT owner_id FROM calendar_feeds
    WHERE person_id = ${link.person} AND number = ${link.number}`);
  return row && personId(row.owner_id);
}
