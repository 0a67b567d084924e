// The table of what organisers did.
import sql from 'sql-template-tag';
import type { Account, PlatformName } from '../kernel/account.ts';
import { type PersonId, personId, type TalkId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';

export interface LogEntry {
  readonly person: PersonId;
  readonly at: Instant;
  readonly what: 'capacity' | 'free' | 'send-again' | 'send-anyway' | 'send-all-again' | 'let-go';
  /** What is needed to tell it, as JSON: before and after; the seat, and what it was; the number and key of a message. */
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

/** Every account of those who hold a seat or a place in a talk that has not started and is not cancelled. */
export async function accountsHolding(read: Read, now: Instant): Promise<readonly Account[]> {
  const rows = await read.all<{ platform: PlatformName; workspace: string; user_id: string }>(sql`
    SELECT a.platform, a.workspace, a.user_id FROM accounts a
    WHERE a.person_id IN (
      SELECT s.person_id FROM seats s JOIN talks t ON t.id = s.talk_id
      WHERE s.state <> 'ended' AND t.ends_at > ${now} AND t.starts_at > ${now}
        AND t.cancelled IS NULL)`);
  return rows.map((row) => ({
    platform: row.platform,
    workspace: row.workspace,
    user: row.user_id,
  }));
}
