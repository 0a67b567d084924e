// The table of what organisers did.
import sql from 'sql-template-tag';
import { type Account, type PlatformName, parseAccountKey } from '../kernel/account.ts';
import {
  type PersonId,
  personId,
  type SeatId,
  seatId,
  type TalkId,
  talkId,
} from '../kernel/ids.ts';
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

/** A seat that came to somebody after the last of their accounts was deactivated. */
export interface LeftSeat {
  readonly seat: SeatId;
  readonly talk: TalkId;
  /** The account that took it. */
  readonly account: Account;
}

/**
 * Seats in talks to come that were given, or are offered, from the waiting list since nobody can use any account of their person: what platforms say of accounts
 * is of their own clock, which a series that people meet in keeps too.
 */
export async function seatsLeft(read: Read, now: Instant): Promise<readonly LeftSeat[]> {
  const rows = await read.all<{ id: string; talk_id: string; account_key: string }>(sql`
    SELECT DISTINCT s.id, s.talk_id, s.account_key, s.place
    FROM account_activity gone CROSS JOIN accounts g CROSS JOIN seats s CROSS JOIN talks t
    WHERE gone.active = 0 AND g.key = gone.account_key AND s.person_id = g.person_id
      AND s.state <> 'ended' AND s.state IN ('confirmed', 'offered') AND t.id = s.talk_id
      AND t.ends_at > ${now} AND t.starts_at > ${now} AND t.cancelled IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM accounts a LEFT JOIN account_activity x ON x.account_key = a.key
        WHERE a.person_id = s.person_id AND COALESCE(x.active, 1) = 1)
      AND EXISTS (
        SELECT 1 FROM ledger l
        WHERE l.talk_id = s.talk_id AND l.person_id = s.person_id AND l.seat_id = s.id
          AND l.kind IN ('promoted', 'offered') AND l.at > (
            SELECT MAX(x.heard_at) FROM accounts a JOIN account_activity x ON x.account_key = a.key
            WHERE a.person_id = s.person_id))
    ORDER BY s.talk_id, s.place, s.id`);
  return rows.map((row) => {
    const account = parseAccountKey(row.account_key);
    if (!account) throw new Error('a seat without an account');
    return { seat: seatId(row.id), talk: talkId(row.talk_id), account };
  });
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
