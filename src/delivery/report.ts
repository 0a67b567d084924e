// What an operator is told of the outbox: counts for /metrics, and by name what was lost or refused, for doctor.
import sql from 'sql-template-tag';
import type { PlatformName } from '../kernel/account.ts';
import type { Instant } from '../kernel/time.ts';
import type { Read } from '../storage/database.ts';
import type { FailureReason } from './desk.ts';
import { type NoticeState, noticeStates } from './rows.ts';

/** A notice that nobody got, or perhaps did: no person's name, no text. */
export interface FailedNotice {
  readonly key: string;
  readonly drawer: string;
  readonly state: 'lost' | 'dead';
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly channel: string | undefined;
  readonly reason: FailureReason | undefined;
  readonly detail: string;
  /** On the series' clock. */
  readonly at: Instant;
}

export interface DeliveryReport {
  /** Rows of the outbox by state; what was pruned is not among them. */
  readonly counts: Readonly<Record<NoticeState, number>>;
  /** When the longest waiting of those that are not sent yet fell or falls due, on the series' clock. */
  readonly oldestDueAt: Instant | undefined;
  /** The newest hundred. */
  readonly failed: readonly FailedNotice[];
  readonly liveCopies: number;
  readonly dirtyCopies: number;
}

/** Reads the state of delivery for every program on this database. */
export async function reportDelivery(read: Read): Promise<DeliveryReport> {
  const states = await read.all<{ state: NoticeState; rows: number }>(
    sql`SELECT state, COUNT(*) AS rows FROM outbox GROUP BY state`,
  );
  const oldest = await read.get<{ due: number | null }>(
    sql`SELECT MIN(due_at) AS due FROM outbox WHERE finished_at IS NULL`,
  );
  const copies = await read.get<{ live: number; dirty: number }>(
    sql`SELECT COUNT(*) AS live, COUNT(dirty_since) AS dirty FROM live_copies`,
  );
  const counted = new Map(states.map((row) => [row.state, Number(row.rows)]));
  const counts = Object.fromEntries(noticeStates.map((state) => [state, counted.get(state) ?? 0]));
  return {
    counts: counts as Record<NoticeState, number>,
    oldestDueAt: oldest?.due ?? undefined,
    failed: await failedNotices(read),
    liveCopies: Number(copies?.live ?? 0),
    dirtyCopies: Number(copies?.dirty ?? 0),
  };
}

async function failedNotices(read: Read): Promise<readonly FailedNotice[]> {
  const rows = await read.all<{
    notice_key: string;
    drawer: string;
    state: 'lost' | 'dead';
    platform: PlatformName;
    workspace: string;
    channel: string | null;
    refusal: FailureReason | null;
    detail: string | null;
    finished_at: number;
  }>(sql`
    SELECT notice_key, drawer, state, platform, workspace, channel, refusal, detail, finished_at
    FROM outbox WHERE state IN ('lost', 'dead')
    ORDER BY finished_at DESC NULLS LAST, notice_key NULLS LAST LIMIT 100`);
  return rows.map((row) => ({
    key: row.notice_key,
    drawer: row.drawer,
    state: row.state,
    platform: row.platform,
    workspace: row.workspace,
    channel: row.channel ?? undefined,
    reason: row.refusal ?? undefined,
    detail: row.detail ?? '',
    at: row.finished_at,
  }));
}
