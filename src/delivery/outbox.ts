// Where a decision leaves what it wants to be told: rows that commit with it, told once for ever by their key.
import sql, { join } from 'sql-template-tag';
import type { Instant } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import { laneOf } from './desk.ts';
import type { Notice } from './notice.ts';
import { type NoticeState, opensFor } from './rows.ts';

/**
 * Leaves a notice in the outbox; `at` is now on the series' clock. True where it is new: a key that was ever told, or waits, changes nothing. Throws on a
 * key that no platform could carry, and on a direct message that wants to be live without a subject.
 */
export async function enqueue(tx: Write, notice: Notice, at: Instant): Promise<boolean> {
  checkKey(notice.key);
  const account = notice.to.kind === 'account' ? notice.to.account : undefined;
  const channel = notice.to.kind === 'channel' ? notice.to : undefined;
  const place = account ?? channel?.conversation;
  const live = notice.live;
  const added = await tx.run(sql`
    INSERT INTO outbox (notice_key, drawer, params, platform, workspace, recipient, channel, lane,
      language, zone, slot, subjects, last_drawing, enqueued_at, due_at, useless_at, bulk,
      opens, queued_order, state, holds_lane, revision, leased_until, not_before, attempts)
    VALUES (${notice.key}, ${notice.drawer}, ${JSON.stringify(notice.params)},
      ${place?.platform ?? null}, ${place?.workspace ?? null}, ${account?.user ?? null},
      ${channel?.conversation.channel ?? null}, ${laneOf(notice.to)},
      ${channel?.language ?? null}, ${channel?.zone ?? null},
      ${live?.slot ?? null}, ${live ? JSON.stringify(live.subjects) : null},
      ${live?.lastDrawing ? 1 : 0}, ${at}, ${notice.dueAt ?? at}, ${notice.uselessAt ?? null},
      ${notice.bulk ? 1 : 0}, ${account ? opensFor(account) : 0},
      (SELECT COALESCE(MAX(o.queued_order), 0) + 1 FROM outbox o), 'waiting', 1, 0, 0, 0, 0)
    ON CONFLICT (notice_key) DO NOTHING`);
  if (added === 0) return false;
  // Looked for after inserting: a pruning under way on another machine holds the old row until its key is remembered.
  const told = await tx.get(sql`SELECT 1 AS told FROM told_keys WHERE notice_key = ${notice.key}`);
  if (!told) return true;
  await tx.run(sql`DELETE FROM outbox WHERE notice_key = ${notice.key}`);
  return false;
}

/** What became of a notice; undefined where none had that key, and after the month for which its row is kept. */
export async function noticeState(read: Read, key: string): Promise<NoticeState | undefined> {
  const row = await read.get<{ state: NoticeState }>(
    sql`SELECT state FROM outbox WHERE notice_key = ${key}`,
  );
  return row?.state;
}

/** Whether a notice of that key ever was left, whatever became of it. */
export async function wasLeft(read: Read, key: string): Promise<boolean> {
  const row = await read.get(sql`
    SELECT 1 AS known FROM outbox WHERE notice_key = ${key}
    UNION ALL SELECT 1 AS known FROM told_keys WHERE notice_key = ${key}`);
  return row !== undefined;
}

/** When a notice was sent, on the series' clock; undefined where it was not, and after the month for which its row is kept. */
export async function sentAt(read: Read, key: string): Promise<Instant | undefined> {
  const row = await read.get<{ finished_at: Instant }>(
    sql`SELECT finished_at FROM outbox WHERE notice_key = ${key} AND state = 'sent'`,
  );
  return row?.finished_at;
}

/**
 * Leaves many direct messages in the outbox with a few statements, whatever their number; some hundreds at a time keep a commit short. How many are new: a
 * key that was ever told, or waits, changes nothing. Throws as `enqueue` does, and on one that is live or goes to a channel.
 */
export async function enqueueAll(
  tx: Write,
  notices: readonly Notice[],
  at: Instant,
): Promise<number> {
  if (notices.length === 0) return 0;
  const last = await tx.get<{ newest: number | null }>(
    sql`SELECT MAX(queued_order) AS newest FROM outbox`,
  );
  const order = Number(last?.newest ?? 0) + 1;
  const rows = notices.map((notice, i) => {
    checkKey(notice.key);
    if (notice.to.kind !== 'account' || notice.live)
      throw new Error(`not a direct message: ${notice.key}`);
    const { platform, workspace, user } = notice.to.account;
    return sql`(${notice.key}, ${notice.drawer}, ${JSON.stringify(notice.params)}, ${platform},
      ${workspace}, ${user}, ${laneOf(notice.to)}, 0, ${at}, ${notice.dueAt ?? at},
      ${notice.uselessAt ?? null}, ${notice.bulk ? 1 : 0}, ${opensFor(notice.to.account)},
      ${order + i}, 'waiting', 1, 0, 0, 0, 0)`;
  });
  const added = await tx.all<{ notice_key: string }>(sql`
    INSERT INTO outbox (notice_key, drawer, params, platform, workspace, recipient, lane,
      last_drawing, enqueued_at, due_at, useless_at, bulk, opens, queued_order, state, holds_lane,
      revision, leased_until, not_before, attempts)
    VALUES ${join(rows)}
    ON CONFLICT (notice_key) DO NOTHING RETURNING notice_key`);
  if (added.length === 0) return 0;
  const told = await tx.all<{ notice_key: string }>(sql`
    SELECT notice_key FROM told_keys WHERE notice_key IN (${join(added.map((row) => row.notice_key))})`);
  if (told.length > 0) {
    const keys = told.map((row) => row.notice_key);
    await tx.run(sql`DELETE FROM outbox WHERE notice_key IN (${join(keys)})`);
  }
  return added.length - told.length;
}

function checkKey(key: string): void {
  if (!/^[A-Za-z0-9:-]{1,120}$/.test(key)) throw new Error(`not a key of a notice: ${key}`);
}

/**
 * After a backup was restored: marks all that fell due before `now` (series' clock) as not to be sent, and says how many. Only while no program delivers.
 */
export async function dropOverdue(tx: Write, now: Instant): Promise<number> {
  return tx.run(sql`
    UPDATE outbox SET state = 'dropped', detail = 'restored from a backup', finished_at = ${now}
    WHERE finished_at IS NULL AND due_at < ${now}`);
}
