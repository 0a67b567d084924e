// The worker's SQL over the outbox: which rows may be sent now, claiming one with a lease, and what became of it.
import sql, { empty, type Sql } from 'sql-template-tag';
import type { Account } from '../kernel/account.ts';
import type { Instant } from '../kernel/time.ts';
import { atMost, type Read, type Write } from '../storage/database.ts';
import { type Drawable, type FailureReason, laneOf, type Station } from './desk.ts';
import { leaseMs } from './pacing.ts';

/** `under-way`: a call may have been made whose answer is not known; `lost`: the same, and nobody can look. */
export const noticeStates = ['waiting', 'under-way', 'sent', 'dropped', 'lost', 'dead'] as const;
export type NoticeState = (typeof noticeStates)[number];

export interface OutboxRow extends Drawable {
  readonly notice_key: string;
  readonly lane: string;
  readonly slot: string | null;
  /** JSON. */
  readonly subjects: string | null;
  readonly last_drawing: number;
  readonly useless_at: Instant | null;
  /** 1 where its direct conversation was not known when it was left here. */
  readonly opens: 0 | 1;
  readonly state: NoticeState;
  readonly pending_id: string;
  readonly revision: number;
  readonly holder: string;
  readonly leased_until: Instant;
  readonly not_before: Instant;
  readonly attempts: number;
  readonly first_tried_at: Instant;
  readonly begun_at: Instant | null;
}

export interface Clocks {
  /** The series' clock. */
  readonly series: Instant;
  /** The machine's clock. */
  readonly machine: Instant;
}

const ofStation = (station: Station): Sql =>
  sql`o.platform = ${station.platform} AND o.workspace = ${station.workspace}`;

/** What a station may ask of its platform now, where that is known to be held back. */
export interface May {
  /** Open a direct conversation that is not known. */
  readonly open: boolean;
  /** Look for a message whose answer was lost. */
  readonly look: boolean;
}

/**
 * Keys of the rows that may be tried now: what is not bulk before what is, the longest due first; the first of each lane, unless another of the lane is
 * leased or the lane is held back. A row whose drawer failed does not hold its lane.
 */
export async function readyKeys(
  read: Read,
  station: Station,
  now: Clocks,
  limit: number,
  may: May,
): Promise<readonly string[]> {
  const urgent = await readyAmong(read, station, now, limit, may, 0);
  if (urgent.length === limit) return urgent;
  const bulk = await readyAmong(read, station, now, limit - urgent.length, may, 1);
  return [...urgent, ...bulk];
}

async function readyAmong(
  read: Read,
  station: Station,
  now: Clocks,
  limit: number,
  may: May,
  bulk: 0 | 1,
): Promise<readonly string[]> {
  const rows = await read.all<{ notice_key: string }>(sql`
    SELECT o.notice_key FROM outbox o
    WHERE o.finished_at IS NULL AND ${ofStation(station)} AND o.bulk = ${bulk}
      AND o.due_at <= ${now.series} ${may.open ? empty : sql`AND o.opens = 0`}
      AND o.not_before <= ${now.machine} AND o.leased_until <= ${now.machine}
      ${may.look ? empty : sql`AND o.state = 'waiting'`}
      AND NOT EXISTS (
        SELECT 1 FROM outbox p
        WHERE p.finished_at IS NULL AND p.lane = o.lane AND p.notice_key <> o.notice_key
          AND (p.leased_until > ${now.machine}
            OR (p.holds_lane = 1 AND p.due_at <= ${now.series} AND (p.bulk < o.bulk
              OR (p.bulk = o.bulk AND (p.due_at < o.due_at
                OR (p.due_at = o.due_at AND p.queued_order < o.queued_order)))))))
      AND NOT EXISTS (
        SELECT 1 FROM delivery_holds h
        WHERE h.scope = o.lane || '#post' AND h.until_at > ${now.machine})
    ORDER BY o.due_at NULLS FIRST, o.queued_order NULLS FIRST
    ${atMost(limit)}`);
  return rows.map((row) => row.notice_key);
}

/** When the next row of a station that waits out a back-off may be tried, on the machine's clock. */
export async function nextTryAt(
  read: Read,
  station: Station,
  now: Clocks,
): Promise<Instant | undefined> {
  const row = await read.get<{ at: number | null }>(sql`
    SELECT MIN(o.not_before) AS at FROM outbox o
    WHERE o.finished_at IS NULL AND ${ofStation(station)} AND o.due_at <= ${now.series}
      AND o.not_before > ${now.machine}`);
  return row?.at ?? undefined;
}

/** Leases a row to one holder; undefined where somebody was faster. `pendingId` is kept from the first claim. */
export async function claimRow(
  tx: Write,
  key: string,
  holder: string,
  pendingId: string,
  machineNow: Instant,
): Promise<OutboxRow | undefined> {
  return tx.get<OutboxRow>(sql`
    UPDATE outbox SET holder = ${holder}, leased_until = ${machineNow + leaseMs},
      pending_id = COALESCE(pending_id, ${pendingId}),
      first_tried_at = COALESCE(first_tried_at, ${machineNow}), attempts = attempts + 1
    WHERE notice_key = ${key} AND finished_at IS NULL AND leased_until <= ${machineNow}
      AND NOT EXISTS (
        SELECT 1 FROM outbox p
        WHERE p.finished_at IS NULL AND p.lane = outbox.lane
          AND p.notice_key <> outbox.notice_key AND p.leased_until > ${machineNow})
    RETURNING *`);
}

/** Marks a row, before the call, as one that may have been sent. The drawing's revision; undefined where the lease went to another. */
export async function markUnderWay(
  tx: Write,
  row: OutboxRow,
  channel: string,
  machineNow: Instant,
): Promise<{ readonly revision: number; readonly leasedUntil: Instant } | undefined> {
  const leasedUntil = machineNow + leaseMs;
  const marked = await tx.get<{ revision: number }>(sql`
    UPDATE outbox SET state = 'under-way', begun_at = COALESCE(begun_at, ${machineNow}),
      channel = ${channel}, revision = revision + 1, leased_until = ${leasedUntil}
    WHERE notice_key = ${row.notice_key} AND finished_at IS NULL AND holder = ${row.holder}
    RETURNING revision`);
  // What opened its conversation opened it for all that wait in the same lane.
  if (marked && row.opens === 1) {
    await tx.run(sql`
      UPDATE outbox SET opens = 0 WHERE lane = ${row.lane} AND finished_at IS NULL AND opens = 1`);
  }
  return marked ? { revision: marked.revision - 1, leasedUntil } : undefined;
}

export interface Released {
  readonly state: 'waiting' | 'under-way';
  /** On the machine's clock. */
  readonly notBefore: Instant;
  /** False: later messages of the lane may pass it. */
  readonly holdsLane: boolean;
  readonly detail: string;
}

/** Gives a row back, to be tried again. */
export async function releaseRow(tx: Write, row: OutboxRow, how: Released): Promise<void> {
  await tx.run(sql`
    UPDATE outbox SET state = ${how.state}, holder = NULL, leased_until = 0,
      not_before = ${how.notBefore}, holds_lane = ${how.holdsLane ? 1 : 0},
      detail = ${how.detail.slice(0, 200)}
    WHERE notice_key = ${row.notice_key} AND finished_at IS NULL AND holder = ${row.holder}`);
}

/** Gives a row back until a later instant of the series' clock: it has not been tried yet, and later messages of its lane go before it. */
export async function postponeRow(
  tx: Write,
  row: OutboxRow,
  until: Instant,
  detail: string,
): Promise<void> {
  await tx.run(sql`
    UPDATE outbox SET holder = NULL, leased_until = 0, not_before = 0, attempts = 0,
      first_tried_at = NULL, due_at = ${until}, detail = ${detail.slice(0, 200)}
    WHERE notice_key = ${row.notice_key} AND finished_at IS NULL AND holder = ${row.holder}`);
}

/** 1 where the account's direct conversation is not known, and must be opened before anything is sent to it. */
export const opensFor = ({ platform, workspace, user }: Account): Sql => sql`
  CASE WHEN EXISTS (
    SELECT 1 FROM direct_channels d
    WHERE d.platform = ${platform} AND d.workspace = ${workspace} AND d.account = ${user})
  THEN 0 ELSE 1 END`;

/** Gives a row to another account, in whose conversation it waits as it did in the one before: nothing of it was sent. */
export async function redirectRow(
  tx: Write,
  row: OutboxRow,
  account: Account,
  detail: string,
): Promise<void> {
  await tx.run(sql`
    UPDATE outbox SET platform = ${account.platform}, workspace = ${account.workspace},
      recipient = ${account.user}, channel = NULL, lane = ${laneOf({ kind: 'account', account })},
      opens = ${opensFor(account)}, holder = NULL, leased_until = 0, not_before = 0, attempts = 0,
      first_tried_at = NULL, detail = ${detail.slice(0, 200)}
    WHERE notice_key = ${row.notice_key} AND state = 'waiting' AND holder = ${row.holder}`);
}

/** When the next notice falls due that is not due yet, for whatever station; both on the series' clock. */
export async function nextDueAt(read: Read, now: Instant): Promise<Instant | undefined> {
  const row = await read.get<{ at: number | null }>(
    sql`SELECT MIN(due_at) AS at FROM outbox WHERE finished_at IS NULL AND due_at > ${now}`,
  );
  return row?.at ?? undefined;
}

/** Whoever saw it sent says so, whatever became of the lease. False where that was known. */
export async function finishSent(
  tx: Write,
  row: OutboxRow,
  channel: string,
  message: string,
  now: Instant,
): Promise<boolean> {
  const changed = await tx.run(sql`
    UPDATE outbox SET state = 'sent', channel = ${channel}, message = ${message}, holder = NULL,
      leased_until = 0, detail = NULL, refusal = NULL, failure = NULL, finished_at = ${now}
    WHERE notice_key = ${row.notice_key} AND state <> 'sent'`);
  return changed > 0;
}

/** Nothing is left to say. False where the lease went to another. */
export async function finishDropped(
  tx: Write,
  row: OutboxRow,
  detail: string,
  now: Instant,
): Promise<boolean> {
  const changed = await tx.run(sql`
    UPDATE outbox SET state = 'dropped', detail = ${detail.slice(0, 200)}, holder = NULL,
      leased_until = 0, finished_at = ${now}
    WHERE notice_key = ${row.notice_key} AND finished_at IS NULL AND holder = ${row.holder}`);
  return changed > 0;
}

/** Nobody got it, or perhaps did: it gets the number by which organisers name it. False where the lease went to another. */
export async function finishFailed(
  tx: Write,
  row: OutboxRow,
  state: 'lost' | 'dead',
  why: { readonly reason: FailureReason; readonly detail: string },
  now: Instant,
): Promise<boolean> {
  const changed = await tx.run(sql`
    UPDATE outbox SET state = ${state}, refusal = ${why.reason},
      detail = ${why.detail.slice(0, 200)}, holder = NULL, leased_until = 0, finished_at = ${now}
    WHERE notice_key = ${row.notice_key} AND finished_at IS NULL AND holder = ${row.holder}`);
  if (changed === 0) return false;
  const counted = await tx.get<{ newest_failure: number }>(sql`
    UPDATE outbox_counters SET newest_failure = newest_failure + 1
    WHERE single = 1 RETURNING newest_failure`);
  await tx.run(sql`
    UPDATE outbox SET failure = ${counted?.newest_failure ?? null}
    WHERE notice_key = ${row.notice_key}`);
  return true;
}

/** Whether anything of a station that is due waits to be sent; not what waits out a failing drawer's back-off. */
export async function remainsToSend(read: Read, station: Station, now: Clocks): Promise<boolean> {
  const row = await read.get(sql`
    SELECT 1 AS remains FROM outbox o
    WHERE o.finished_at IS NULL AND ${ofStation(station)} AND o.bulk IN (0, 1)
      AND o.due_at <= ${now.series} AND (o.holds_lane = 1
        OR o.not_before <= ${now.machine})
    LIMIT 1`);
  return row !== undefined;
}
