// Where a decision leaves what it wants to be told: rows that commit with it, told once for ever by their key.
import sql, { type Sql } from 'sql-template-tag';
import type { Account } from '../kernel/account.ts';
import type { Instant } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import { laneOf } from './desk.ts';
import type { Notice } from './notice.ts';
import type { NoticeState } from './rows.ts';

/**
 * Leaves a notice in the outbox; `at` is now on the series' clock. True where it is new: a key that was ever told, or waits, changes nothing. Throws on a
 * key that no platform could carry, and on a direct message that wants to be live without a subject.
 */
export async function enqueue(tx: Write, notice: Notice, at: Instant): Promise<boolean> {
  if (!/^[A-Za-z0-9:-]{1,120}$/.test(notice.key)) {
    throw new Error(`not a key of a notice: ${notice.key}`);
  }
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

/** 1 where the account's direct conversation is not known, and must be opened before anything is sent to it. */
export const opensFor = ({ platform, workspace, user }: Account): Sql => sql`
  CASE WHEN EXISTS (
    SELECT 1 FROM direct_channels d
    WHERE d.platform = ${platform} AND d.workspace = ${workspace} AND d.account = ${user})
  THEN 0 ELSE 1 END`;

/** What became of a notice; undefined where none had that key, and after the month for which its row is kept. */
export async function noticeState(read: Read, key: string): Promise<NoticeState | undefined> {
  const row = await read.get<{ state: NoticeState }>(
    sql`SELECT state FROM outbox WHERE notice_key = ${key}`,
  );
  return row?.state;
}

/**
 * After a backup was restored: marks all that fell due before `now` (series' clock) as not to be sent, and says how many. Only while no program delivers.
 */
export async function dropOverdue(tx: Write, now: Instant): Promise<number> {
  return tx.run(sql`
    UPDATE outbox SET state = 'dropped', detail = 'restored from a backup', finished_at = ${now}
    WHERE finished_at IS NULL AND due_at < ${now}`);
}
