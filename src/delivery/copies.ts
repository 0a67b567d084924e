// The SQL of live copies: what stands in a conversation and is drawn again when one of its subjects is touched.
import sql, { join } from 'sql-template-tag';
import type { Conversation } from '../kernel/account.ts';
import type { Instant } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import type { Drawable, Station } from './desk.ts';
import { leaseMs, spacingMs } from './pacing.ts';
import type { OutboxRow } from './rows.ts';

export interface CopyRow extends Drawable {
  readonly notice_key: string;
  readonly channel: string;
  readonly lane: string;
  /** 1: a newer copy of its slot stands there; it is drawn one last time. */
  readonly closing: number;
  readonly message: string;
  readonly pending_id: string;
  /** Empty where it is not known what stands there. */
  readonly drawn_hash: string;
  readonly revision: number;
  readonly wanted: number;
  readonly pressed: number;
  readonly holder: string | null;
  readonly leased_until: Instant;
  readonly spaced_until: Instant;
  readonly not_before: Instant;
  readonly failures: number;
}

/** A place in the line of dirty copies that needs no clock: one more than the last in it. */
const lastInLine = sql`(SELECT COALESCE(MAX(d.dirty_since), 0) + 1 FROM live_copies d)`;

/**
 * Says, within a decision, that what a subject's copies show has changed: each live copy is drawn again. `pressed` names the message whose button was
 * pressed; it goes first. Several subjects are touched in the order of their names, since each stays locked until the decision commits.
 */
export async function touch(
  tx: Write,
  subject: string,
  pressed?: { readonly conversation: Conversation; readonly message: string },
): Promise<void> {
  await tx.run(sql`
    INSERT INTO subject_changes (subject, revision) VALUES (${subject}, 1)
    ON CONFLICT (subject) DO UPDATE SET revision = subject_changes.revision + 1`);
  const shown = await tx.get(
    sql`SELECT 1 AS shown FROM live_subjects WHERE subject = ${subject} LIMIT 1`,
  );
  if (!shown) return;
  await tx.run(sql`
    UPDATE live_copies SET wanted = wanted + 1, dirty_since = COALESCE(dirty_since, ${lastInLine})
    WHERE notice_key IN (SELECT s.notice_key FROM live_subjects s WHERE s.subject = ${subject})`);
  if (!pressed) return;
  const { platform, workspace, channel } = pressed.conversation;
  await tx.run(sql`
    UPDATE live_copies SET pressed = 1
    WHERE platform = ${platform} AND workspace = ${workspace} AND channel = ${channel}
      AND message = ${pressed.message} AND dirty_since IS NOT NULL`);
}

/** How often subjects were touched: read in the same view as the drawing, compared when the copy is stored. */
export type SubjectCounts = ReadonlyMap<string, number>;

export async function countSubjects(
  read: Read,
  subjects: readonly string[],
): Promise<SubjectCounts> {
  if (subjects.length === 0) return new Map();
  const rows = await read.all<{ subject: string; revision: number }>(
    sql`SELECT subject, revision FROM subject_changes WHERE subject IN (${join(subjects)})`,
  );
  return new Map(rows.map((row) => [row.subject, row.revision]));
}

/** As `countSubjects`, but every decision that touches them waits until this one commits: none is missed between counting and storing. */
async function lockSubjects(tx: Write, subjects: readonly string[]): Promise<SubjectCounts> {
  const counts = new Map<string, number>();
  for (const subject of [...subjects].sort()) {
    const row = await tx.get<{ revision: number }>(sql`
      INSERT INTO subject_changes (subject, revision) VALUES (${subject}, 0)
      ON CONFLICT (subject) DO UPDATE SET revision = subject_changes.revision
      RETURNING revision`);
    counts.set(subject, row?.revision ?? 0);
  }
  return counts;
}

export interface Posted {
  readonly channel: string;
  readonly message: string;
  readonly revision: number;
  /** What was drawn, and its subjects' counts then; undefined where the message was found again, so that it is drawn anew. */
  readonly drawn: { readonly hash: string; readonly counts: SubjectCounts } | undefined;
}

/** Stores a sent live notice as the live copy of its slot in its conversation; the older one goes out of life, or is drawn one last time. */
export async function storeCopy(
  tx: Write,
  row: OutboxRow,
  posted: Posted,
  machineNow: Instant,
): Promise<void> {
  if (row.slot === null || row.subjects === null) return;
  const subjects = JSON.parse(row.subjects) as readonly string[];
  const counts = await lockSubjects(tx, subjects);
  const drawn = posted.drawn;
  const stale = !drawn || [...counts].some(([s, count]) => count !== (drawn.counts.get(s) ?? 0));
  const inSlot = sql`platform = ${row.platform} AND workspace = ${row.workspace}
    AND channel = ${posted.channel} AND slot = ${row.slot} AND closing = 0`;
  await tx.run(sql`DELETE FROM live_copies WHERE ${inSlot} AND last_drawing = 0`);
  await tx.run(sql`
    UPDATE live_copies SET closing = 1, wanted = wanted + 1,
      dirty_since = COALESCE(dirty_since, ${lastInLine})
    WHERE ${inSlot}`);
  await tx.run(sql`
    INSERT INTO live_copies (notice_key, drawer, params, platform, workspace, recipient, channel,
      lane, language, zone, slot, last_drawing, closing, message, pending_id, drawn_hash, revision,
      wanted, drawn, dirty_since, pressed, leased_until, spaced_until, not_before, failures, faulty)
    VALUES (${row.notice_key}, ${row.drawer}, ${row.params}, ${row.platform}, ${row.workspace},
      ${row.recipient}, ${posted.channel}, ${row.lane}, ${row.language}, ${row.zone}, ${row.slot},
      ${row.last_drawing}, 0, ${posted.message}, ${row.pending_id}, ${drawn?.hash ?? ''},
      ${posted.revision}, ${stale ? 1 : 0}, 0, ${stale ? lastInLine : sql`NULL`}, 0, 0,
      ${machineNow + spacingMs}, 0, 0, 0)`);
  for (const subject of new Set(subjects)) {
    await tx.run(sql`
      INSERT INTO live_subjects (subject, notice_key) VALUES (${subject}, ${row.notice_key})`);
  }
}

/** All copies of a station that are not as they should be, the longest waiting first. They are few: one for each slot and channel. */
export async function dirtyCopies(read: Read, station: Station): Promise<readonly CopyRow[]> {
  return read.all<CopyRow>(sql`
    SELECT * FROM live_copies
    WHERE dirty_since IS NOT NULL AND platform = ${station.platform}
      AND workspace = ${station.workspace}
    ORDER BY dirty_since NULLS LAST, notice_key NULLS LAST`);
}

/** Leases a dirty copy to one holder; undefined where somebody was faster. A press that comes from now on puts it first again. */
export async function claimCopy(
  tx: Write,
  key: string,
  holder: string,
  machineNow: Instant,
): Promise<CopyRow | undefined> {
  return tx.get<CopyRow>(sql`
    UPDATE live_copies SET holder = ${holder}, leased_until = ${machineNow + leaseMs}, pressed = 0
    WHERE notice_key = ${key} AND dirty_since IS NOT NULL AND leased_until <= ${machineNow}
    RETURNING *`);
}

/** What the newest touch of a copy was, and whether this drawing is its last: read in the same view as the drawing. */
export async function wantedNow(
  read: Read,
  copy: CopyRow,
): Promise<{ readonly wanted: number; readonly closing: number } | undefined> {
  return read.get<{ wanted: number; closing: number }>(
    sql`SELECT wanted, closing FROM live_copies WHERE notice_key = ${copy.notice_key}`,
  );
}

/** Before the call: what stands there is not known until it answers. Undefined where the lease went to another. */
export async function markEditing(
  tx: Write,
  copy: CopyRow,
  machineNow: Instant,
): Promise<{ readonly revision: number; readonly leasedUntil: Instant } | undefined> {
  const leasedUntil = machineNow + leaseMs;
  const marked = await tx.get<{ revision: number }>(sql`
    UPDATE live_copies SET revision = revision + 1, drawn_hash = '', leased_until = ${leasedUntil}
    WHERE notice_key = ${copy.notice_key} AND holder = ${copy.holder}
    RETURNING revision`);
  return marked ? { revision: marked.revision, leasedUntil } : undefined;
}

/** The copy shows what was wanted; what was wanted since keeps it in line, behind those that wait already. */
export async function finishCopy(
  tx: Write,
  copy: CopyRow,
  drawn: { readonly wanted: number; readonly hash: string; readonly spacedUntil: Instant },
): Promise<void> {
  await tx.run(sql`
    UPDATE live_copies SET drawn = ${drawn.wanted}, drawn_hash = ${drawn.hash}, holder = NULL,
      leased_until = 0, spaced_until = ${drawn.spacedUntil}, not_before = 0, failures = 0,
      faulty = 0, dirty_since = CASE WHEN wanted = ${drawn.wanted} THEN NULL ELSE ${lastInLine} END
    WHERE notice_key = ${copy.notice_key} AND holder = ${copy.holder}`);
}

export interface CopyReleased {
  /** On the machine's clock. */
  readonly notBefore: Instant;
  /** What stands there, as far as it is known; else empty. */
  readonly hash: string;
  readonly failures: number;
  /** The drawer failed. */
  readonly faulty: boolean;
  /** It was first in line when it was claimed. */
  readonly pressed: boolean;
}

/** Gives a copy back, still dirty, in its old place of the line. */
export async function releaseCopy(tx: Write, copy: CopyRow, how: CopyReleased): Promise<void> {
  await tx.run(sql`
    UPDATE live_copies SET holder = NULL, leased_until = 0, not_before = ${how.notBefore},
      drawn_hash = ${how.hash}, failures = ${how.failures}, faulty = ${how.faulty ? 1 : 0},
      pressed = ${how.pressed ? sql`1` : sql`pressed`}
    WHERE notice_key = ${copy.notice_key} AND holder = ${copy.holder}`);
}

/** The message is gone, or was drawn for the last time. */
export async function forgetCopy(tx: Write, copy: CopyRow): Promise<void> {
  await tx.run(sql`DELETE FROM live_copies WHERE notice_key = ${copy.notice_key}`);
}

/** Whether a copy of a station remains to be drawn; not what waits out a failing drawer's back-off. */
export async function remainsToDraw(
  read: Read,
  station: Station,
  machineNow: Instant,
): Promise<boolean> {
  const row = await read.get(sql`
    SELECT 1 AS remains FROM live_copies
    WHERE dirty_since IS NOT NULL AND platform = ${station.platform}
      AND workspace = ${station.workspace} AND (faulty = 0 OR not_before <= ${machineNow})
    LIMIT 1`);
  return row !== undefined;
}
