// What an operator is told of the outbox: counts and ages for /metrics, and by name what was lost or refused, for doctor.
import sql from 'sql-template-tag';
import type { PlatformName } from '../kernel/account.ts';
import type { Instant } from '../kernel/time.ts';
import type { Read } from '../storage/database.ts';
import type { FailureReason } from './desk.ts';
import { type NoticeState, noticeStates } from './rows.ts';

/** A notice that nobody got, or perhaps did: no person's name, no text. */
export interface FailedNotice {
  readonly key: string;
  /** By which organisers name it. */
  readonly number: number | undefined;
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

/** Failed notices that are alike, counted. */
export interface FailedKind {
  readonly platform: PlatformName;
  readonly drawer: string;
  readonly state: 'lost' | 'dead';
  readonly reason: FailureReason | undefined;
  readonly count: number;
  /** When the first of them failed, on the series' clock. */
  readonly oldestAt: Instant;
}

/** What is due at a station and not sent yet. */
export interface Line {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly count: number;
  /** When the longest waiting fell due, on the series' clock. */
  readonly oldestDueAt: Instant;
}

export interface DeliveryReport {
  /** Rows of the outbox by state; what was pruned is not among them. */
  readonly counts: Readonly<Record<NoticeState, number>>;
  readonly lines: readonly Line[];
  readonly failedKinds: readonly FailedKind[];
  /** The newest hundred. */
  readonly failed: readonly FailedNotice[];
  readonly liveCopies: number;
  readonly dirtyCopies: number;
}

/** Reads the state of delivery for every program on this database; `now` is on the series' clock. */
export async function reportDelivery(read: Read, now: Instant): Promise<DeliveryReport> {
  const states = await read.all<{ state: NoticeState; rows: number }>(
    sql`SELECT state, COUNT(*) AS rows FROM outbox GROUP BY state`,
  );
  const copies = await read.get<{ live: number; dirty: number }>(
    sql`SELECT COUNT(*) AS live, COUNT(dirty_since) AS dirty FROM live_copies`,
  );
  const counted = new Map(states.map((row) => [row.state, Number(row.rows)]));
  const counts = Object.fromEntries(noticeStates.map((state) => [state, counted.get(state) ?? 0]));
  return {
    counts: counts as Record<NoticeState, number>,
    lines: await linesAt(read, now),
    failedKinds: await failedKinds(read),
    failed: await failedNotices(read),
    liveCopies: Number(copies?.live ?? 0),
    dirtyCopies: Number(copies?.dirty ?? 0),
  };
}

async function linesAt(read: Read, now: Instant): Promise<readonly Line[]> {
  const rows = await read.all<Omit<Line, 'oldestDueAt'> & { oldest: number }>(sql`
    SELECT platform, workspace, COUNT(*) AS count, MIN(due_at) AS oldest FROM outbox
    WHERE finished_at IS NULL AND due_at <= ${now}
    GROUP BY platform, workspace ORDER BY platform NULLS LAST, workspace NULLS LAST`);
  return rows.map(({ oldest, ...row }) => ({
    ...row,
    count: Number(row.count),
    oldestDueAt: oldest,
  }));
}

async function failedKinds(read: Read): Promise<readonly FailedKind[]> {
  const rows = await read.all<
    Pick<FailedKind, 'platform' | 'drawer' | 'state' | 'count'> & {
      refusal: FailureReason | null;
      oldest: number;
    }
  >(sql`
    SELECT platform, drawer, state, refusal, COUNT(*) AS count, MIN(finished_at) AS oldest
    FROM outbox WHERE state IN ('lost', 'dead')
    GROUP BY platform, drawer, state, refusal
    ORDER BY oldest NULLS LAST, platform NULLS LAST, drawer NULLS LAST, state NULLS LAST,
      refusal NULLS LAST`);
  return rows.map(({ refusal, oldest, ...row }) => ({
    ...row,
    reason: refusal ?? undefined,
    count: Number(row.count),
    oldestAt: oldest,
  }));
}

async function failedNotices(read: Read): Promise<readonly FailedNotice[]> {
  const rows = await read.all<{
    notice_key: string;
    failure: number | null;
    drawer: string;
    state: 'lost' | 'dead';
    platform: PlatformName;
    workspace: string;
    channel: string | null;
    refusal: FailureReason | null;
    detail: string | null;
    finished_at: number;
  }>(sql`
    SELECT notice_key, failure, drawer, state, platform, workspace, channel, refusal, detail,
      finished_at
    FROM outbox WHERE state IN ('lost', 'dead')
    ORDER BY finished_at DESC NULLS LAST, notice_key NULLS LAST LIMIT 100`);
  return rows.map((row) => ({
    key: row.notice_key,
    number: row.failure ?? undefined,
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
