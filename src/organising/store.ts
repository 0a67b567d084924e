// The table of what organisers did.
import sql from 'sql-template-tag';
import { type PersonId, personId, type TalkId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';

export interface LogEntry {
  readonly person: PersonId;
  readonly at: Instant;
  readonly what: 'capacity' | 'send-again' | 'send-anyway' | 'send-all-again' | 'let-go';
  /** What is needed to tell it, as JSON: before and after; the number and key of a message. */
  readonly detail: string;
}

/** Notes what an organiser did, to a talk or to none. */
export async function noteDone(
  tx: Write,
  entry: LogEntry & { readonly id: string; readonly talk?: TalkId },
): Promise<void> {
  await tx.run(sql`
    INSERT INTO organising_log (id, person_id, at, what, talk_id, detail)
    VALUES (${entry.id}, ${entry.person}, ${entry.at}, ${entry.what},
      ${entry.talk ?? null}, ${entry.detail})`);
}

/** What was done to a talk, the newest first. */
export async function doneTo(read: Read, talk: TalkId): Promise<readonly LogEntry[]> {
  const rows = await read.all<{
    person_id: string;
    at: Instant;
    what: LogEntry['what'];
    detail: string;
  }>(sql`
    SELECT person_id, at, what, detail FROM organising_log WHERE talk_id = ${talk}
    ORDER BY at DESC, id LIMIT 100`);
  return rows.map(({ person_id, ...row }) => ({ ...row, person: personId(person_id) }));
}

/** All that a person did belongs to another now. */
export async function moveDone(tx: Write, from: PersonId, into: PersonId): Promise<void> {
  await tx.run(sql`UPDATE organising_log SET person_id = ${into} WHERE person_id = ${from}`);
}
