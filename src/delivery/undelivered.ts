// What could not be delivered, as an organiser settles it: listed by its number, sent again, or let go. Each number is settled once, whoever presses how often.
import sql from 'sql-template-tag';
import type { FailureNumber } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { atMost, type Read, type Write } from '../storage/database.ts';
import { type Drawable, type FailureReason, recipientOf } from './desk.ts';
import type { Params } from './drawer.ts';
import type { Recipient } from './notice.ts';
import type { NoticeState } from './rows.ts';

export interface Undelivered {
  readonly number: FailureNumber;
  readonly key: string;
  readonly drawer: string;
  readonly params: Params;
  readonly to: Recipient;
  readonly state: 'lost' | 'dead';
  readonly reason: FailureReason;
  /** On the series' clock. */
  readonly failedAt: Instant;
}

interface FailureRow extends Drawable {
  readonly failure: number;
  readonly notice_key: string;
  readonly state: 'lost' | 'dead';
  readonly refusal: FailureReason | null;
  readonly finished_at: Instant;
}

/** The newest first, at most so many; and how many there are. */
export async function listUndelivered(
  read: Read,
  limit: number,
): Promise<{ readonly newest: readonly Undelivered[]; readonly count: number }> {
  const counted = await read.get<{ count: number }>(
    sql`SELECT COUNT(*) AS count FROM outbox WHERE failure IS NOT NULL`,
  );
  const rows = await read.all<FailureRow>(sql`
    SELECT * FROM outbox WHERE failure IS NOT NULL ORDER BY failure DESC NULLS LAST ${atMost(limit)}`);
  return { newest: rows.map(undeliveredOf), count: Number(counted?.count ?? 0) };
}

/** Undefined where nothing undelivered has that number, or no longer. */
export async function readUndelivered(
  read: Read,
  number: FailureNumber,
): Promise<Undelivered | undefined> {
  const row = await read.get<FailureRow>(
    sql`SELECT * FROM outbox WHERE failure = ${Number(number)}`,
  );
  return row && undeliveredOf(row);
}

/** What became of a notice that was sent again, as far as it is known. */
export async function sentAgain(
  read: Read,
  key: string,
): Promise<'sent' | 'waiting' | 'dropped' | Undelivered> {
  const row = await read.get<Omit<FailureRow, 'state'> & { state: NoticeState }>(
    sql`SELECT * FROM outbox WHERE notice_key = ${key}`,
  );
  switch (row?.state) {
    case 'lost':
    case 'dead':
      return undeliveredOf({ ...row, state: row.state });
    case 'dropped':
    case 'sent':
      return row.state;
    default:
      return 'waiting';
  }
}

export type Again =
  | { readonly kind: 'again'; readonly notice: Undelivered }
  /** It may stand there already, and only a person can look: nothing was done. */
  | { readonly kind: 'may-stand'; readonly notice: Undelivered }
  /** Nothing undelivered has that number: it was settled meanwhile. */
  | { readonly kind: 'settled' };

/** Back into the line, as if it had never been tried; where it is not in doubt, its direct conversation is looked up anew. */
const untried = sql`failure = NULL, refusal = NULL, detail = NULL, finished_at = NULL, holder = NULL,
  leased_until = 0, not_before = 0, holds_lane = 1, attempts = 0, first_tried_at = NULL`;
const surelyUnsent = sql`state = 'waiting', begun_at = NULL,
  channel = CASE WHEN recipient IS NULL THEN channel ELSE NULL END,
  opens = CASE WHEN recipient IS NULL OR EXISTS (
    SELECT 1 FROM direct_channels d
    WHERE d.platform = outbox.platform AND d.workspace = outbox.workspace
      AND d.account = outbox.recipient) THEN 0 ELSE 1 END`;

/**
 * Puts a notice back into the line, to be drawn from the state as it will be then. One whose answer was lost is looked for first; where nobody can look, it
 * is left alone unless `anyway`.
 */
export async function sendAgain(tx: Write, number: FailureNumber, anyway: boolean): Promise<Again> {
  const notice = await readUndelivered(tx, number);
  if (!notice) return { kind: 'settled' };
  if (notice.reason === 'cannot-look' && !anyway) return { kind: 'may-stand', notice };
  const inDoubt = notice.reason === 'no-answer';
  const changed = await tx.run(sql`
    UPDATE outbox SET ${untried}, ${inDoubt ? sql`state = 'under-way'` : surelyUnsent}
    WHERE failure = ${Number(number)}`);
  return changed === 0 ? { kind: 'settled' } : { kind: 'again', notice };
}

/** Puts every direct message back that was clearly not sent; how many. */
export async function sendAllAgain(tx: Write): Promise<number> {
  return tx.run(sql`
    UPDATE outbox SET ${untried}, ${surelyUnsent}
    WHERE failure IS NOT NULL AND state = 'dead' AND recipient IS NOT NULL`);
}

/** Nobody sends it any more; undefined where it was settled meanwhile. `now` is on the series' clock. */
export async function letGo(
  tx: Write,
  number: FailureNumber,
  now: Instant,
): Promise<Undelivered | undefined> {
  const notice = await readUndelivered(tx, number);
  if (!notice) return undefined;
  const changed = await tx.run(sql`
    UPDATE outbox SET state = 'dropped', failure = NULL, detail = 'let go by an organiser',
      finished_at = ${now}
    WHERE failure = ${Number(number)}`);
  return changed === 0 ? undefined : notice;
}

function undeliveredOf(row: FailureRow): Undelivered {
  return {
    number: String(row.failure) as FailureNumber,
    key: row.notice_key,
    drawer: row.drawer,
    params: JSON.parse(row.params) as Params,
    to: recipientOf(row),
    state: row.state,
    reason: row.refusal ?? 'other',
    failedAt: row.finished_at,
  };
}
