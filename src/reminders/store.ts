// The tables of reminders: which of them a person wants, when those of each talk fall due, and who is to get one.
import sql, { join } from 'sql-template-tag';
import {
  type PersonId,
  personId,
  type SeatId,
  seatId,
  type TalkId,
  talkId,
} from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { confirmingLines } from '../seats/rules/ledger.ts';
import { atMost, type Read, type Write } from '../storage/database.ts';
import {
  type Plan,
  type PlanState,
  type ReminderKind,
  type ReminderSettings,
  usualSettings,
} from './rules.ts';

interface SettingsRow {
  readonly day_before: number;
  readonly hour_before: number;
}

/** Which reminders a person wants; somebody unknown wants the usual ones. */
export async function settingsOf(
  read: Read,
  person: PersonId | undefined,
): Promise<ReminderSettings> {
  if (person === undefined) return usualSettings;
  const row = await read.get<SettingsRow>(
    sql`SELECT day_before, hour_before FROM reminder_settings WHERE person_id = ${person}`,
  );
  return row ? { day: row.day_before === 1, hour: row.hour_before === 1 } : usualSettings;
}

/** Sets which reminders a person wants. */
export async function saveSettings(
  tx: Write,
  person: PersonId,
  settings: ReminderSettings,
): Promise<void> {
  await tx.run(sql`
    INSERT INTO reminder_settings (person_id, day_before, hour_before)
    VALUES (${person}, ${settings.day ? 1 : 0}, ${settings.hour ? 1 : 0})
    ON CONFLICT (person_id) DO UPDATE SET day_before = excluded.day_before,
      hour_before = excluded.hour_before`);
}

/** Two persons become one: what the survivor set stays; whoever set nothing takes over what the other set. */
export async function mergeSettings(tx: Write, from: PersonId, into: PersonId): Promise<void> {
  await tx.run(sql`
    UPDATE reminder_settings SET person_id = ${into} WHERE person_id = ${from}
      AND NOT EXISTS (SELECT 1 FROM reminder_settings s WHERE s.person_id = ${into})`);
  await tx.run(sql`DELETE FROM reminder_settings WHERE person_id = ${from}`);
}

/** Names one row: a kind of reminder for one time of a talk. */
export interface PlanKey {
  readonly talk: TalkId;
  readonly kind: ReminderKind;
  readonly startsAt: Instant;
}

/** How far the seats of a talk have their reminders: by their place, then by their id. */
export interface SeatMark {
  readonly place: number;
  readonly seat: string;
}

interface PlanRow {
  readonly talk_id: string;
  readonly kind: ReminderKind;
  readonly starts_at: Instant;
  readonly due_at: Instant;
  readonly state: PlanState;
  readonly done_place: number;
  readonly done_seat: string;
}

const planOf = (row: PlanRow): Plan => ({
  startsAt: row.starts_at,
  dueAt: row.due_at,
  state: row.state,
});

/** What is planned of a kind for a talk, for whatever time. */
export async function plansOf(
  read: Read,
  talk: TalkId,
  kind: ReminderKind,
): Promise<readonly Plan[]> {
  const rows = await read.all<PlanRow>(
    sql`SELECT * FROM reminder_plans WHERE talk_id = ${talk} AND kind = ${kind}`,
  );
  return rows.map(planOf);
}

/** Writes a plan, which begins with the first seat. One that is no longer open stays as it is. */
export async function writePlan(
  tx: Write,
  talk: TalkId,
  kind: ReminderKind,
  plan: Plan,
): Promise<void> {
  await tx.run(sql`
    INSERT INTO reminder_plans (talk_id, kind, starts_at, due_at, state, done_place, done_seat)
    VALUES (${talk}, ${kind}, ${plan.startsAt}, ${plan.dueAt}, ${plan.state}, -1, '')
    ON CONFLICT (talk_id, kind, starts_at) DO UPDATE SET due_at = excluded.due_at,
      state = excluded.state
    WHERE reminder_plans.state = 'open'`);
}

/** Forgets open plans for times at which a talk is no longer held. */
export async function forgetPlans(
  tx: Write,
  talk: TalkId,
  kind: ReminderKind,
  starts: readonly Instant[],
): Promise<void> {
  if (starts.length === 0) return;
  await tx.run(sql`
    DELETE FROM reminder_plans WHERE talk_id = ${talk} AND kind = ${kind} AND state = 'open'
      AND starts_at IN (${join(starts)})`);
}

/** Talks to come of which a reminder was never planned for their present time, such as those of a database that is older than reminders. */
export async function unplannedTalks(read: Read, now: Instant): Promise<readonly TalkId[]> {
  const rows = await read.all<{ id: string }>(sql`
    SELECT t.id FROM talks t
    WHERE t.ends_at > ${now} AND t.starts_at > ${now} AND (
      SELECT COUNT(*) FROM reminder_plans p WHERE p.talk_id = t.id AND p.starts_at = t.starts_at) < 2
    ORDER BY t.starts_at, t.id LIMIT 100`);
  return rows.map((row) => talkId(row.id));
}

/** When the next reminder falls due; it may lie in the past. */
export async function nextPlanAt(read: Read): Promise<Instant | undefined> {
  const row = await read.get<{ at: Instant | null }>(
    sql`SELECT MIN(due_at) AS at FROM reminder_plans WHERE state = 'open'`,
  );
  return row?.at ?? undefined;
}

/** The open plans that are due, the longest due first. */
export async function duePlans(read: Read, now: Instant): Promise<readonly PlanKey[]> {
  const rows = await read.all<PlanRow>(sql`
    SELECT * FROM reminder_plans WHERE state = 'open' AND due_at <= ${now}
    ORDER BY due_at, talk_id, kind, starts_at`);
  return rows.map((row) => ({
    talk: talkId(row.talk_id),
    kind: row.kind,
    startsAt: row.starts_at,
  }));
}

/** The next reminder to fall due that somebody will get; undefined where nobody has a seat. */
export async function nextReminder(
  read: Read,
  now: Instant,
): Promise<(PlanKey & { readonly dueAt: Instant }) | undefined> {
  const row = await read.get<PlanRow>(sql`
    SELECT p.* FROM reminder_plans p JOIN talks t ON t.id = p.talk_id
    WHERE p.state = 'open' AND p.due_at > ${now} AND t.cancelled IS NULL AND EXISTS (
      SELECT 1 FROM seats s WHERE s.talk_id = p.talk_id AND s.state = 'confirmed')
    ORDER BY p.due_at, p.talk_id, p.kind LIMIT 1`);
  return (
    row && {
      talk: talkId(row.talk_id),
      kind: row.kind,
      startsAt: row.starts_at,
      dueAt: row.due_at,
    }
  );
}

/**
 * After a backup was restored: what fell due before `now` may have been sent before, so it is not sent, and how many it would have been. Only while no
 * program runs.
 */
export async function dropOverdueReminders(tx: Write, now: Instant): Promise<number> {
  let count = 0;
  for (const key of await duePlans(tx, now)) {
    const locked = await lockPlan(tx, key);
    if (!locked) continue;
    const { plan, done } = locked;
    count += (await seatsToRemind(tx, key, plan.dueAt, done, 1_000_000)).length;
    await closePlan(tx, key, 'dropped');
  }
  return count;
}

const thePlan = ({ talk, kind, startsAt }: PlanKey) =>
  sql`talk_id = ${talk} AND kind = ${kind} AND starts_at = ${startsAt}`;

/** A plan that is open, held until the end of the transaction: one program at a time works on it. */
export async function lockPlan(
  tx: Write,
  key: PlanKey,
): Promise<{ readonly plan: Plan; readonly done: SeatMark } | undefined> {
  const row = await tx.get<PlanRow>(sql`
    UPDATE reminder_plans SET state = state WHERE ${thePlan(key)} AND state = 'open' RETURNING *`);
  return row && { plan: planOf(row), done: { place: row.done_place, seat: row.done_seat } };
}

/** So many seats have their reminders now. */
export async function markPlan(tx: Write, key: PlanKey, { place, seat }: SeatMark): Promise<void> {
  await tx.run(
    sql`UPDATE reminder_plans SET done_place = ${place}, done_seat = ${seat} WHERE ${thePlan(key)}`,
  );
}

export async function closePlan(
  tx: Write,
  key: PlanKey,
  state: Exclude<PlanState, 'open'>,
): Promise<void> {
  await tx.run(sql`UPDATE reminder_plans SET state = ${state} WHERE ${thePlan(key)}`);
}

export interface SeatToRemind {
  readonly seat: SeatId;
  readonly person: PersonId;
  readonly place: number;
  /** Of the account that took the seat. */
  readonly accountKey: string;
}

/** The next seats after a mark that were confirmed before a reminder fell due and whose holders want it, in the order of their places; at most so many. */
export async function seatsToRemind(
  read: Read,
  { talk, kind }: PlanKey,
  dueAt: Instant,
  after: SeatMark,
  limit: number,
): Promise<readonly SeatToRemind[]> {
  const wants = kind === 'day' ? sql`r.day_before` : sql`r.hour_before`;
  const rows = await read.all<{
    id: string;
    person_id: string;
    place: number;
    account_key: string;
  }>(
    sql`
    SELECT s.id, s.person_id, s.place, s.account_key
    FROM seats s LEFT JOIN reminder_settings r ON r.person_id = s.person_id
    WHERE s.talk_id = ${talk} AND s.state = 'confirmed' AND s.place >= ${after.place}
      AND (s.place > ${after.place} OR s.id > ${after.seat}) AND COALESCE(${wants}, 1) = 1
      AND COALESCE((
        SELECT MAX(l.at) FROM ledger l
        WHERE l.talk_id = s.talk_id AND l.person_id = s.person_id AND l.seat_id = s.id
          AND l.kind IN (${join(confirmingLines)})), s.since) < ${dueAt}
    ORDER BY s.place, s.id ${atMost(limit)}`,
  );
  return rows.map((row) => ({
    seat: seatId(row.id),
    person: personId(row.person_id),
    place: row.place,
    accountKey: row.account_key,
  }));
}
