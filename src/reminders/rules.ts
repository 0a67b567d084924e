// When a talk's reminders fall due, until when they are of use, and what a change of the talk does to them: pure decisions. Time is an argument.
import type { SeatId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import {
  hour,
  type Instant,
  instantOf,
  type LocalTime,
  localDate,
  plusDays,
  type Zone,
} from '../kernel/time.ts';
import { type QuietHours, quietUntil } from '../people/rules/quiet-hours.ts';
import { whyEnded } from '../seats/rules/standing.ts';
import type { MySeat } from '../seats/rules.ts';
import type { Talk } from '../talks/rules.ts';

/** `day`: "Still coming?", on the day before. `hour`: place and map, one hour before. */
export const reminderKinds = ['day', 'hour'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** The key of its notice: one for each seat and time of its talk. */
export const reminderKey = (kind: ReminderKind, seat: SeatId, startsAt: Instant): string =>
  `remind:${kind}:${seat}:${startsAt}`;

/** On the day before, in the talk's zone. */
export const dayBeforeAt: LocalTime = '10:00';

/** Which reminders a person wants. */
export type ReminderSettings = Readonly<Record<ReminderKind, boolean>>;

/** Of whoever never set any. */
export const usualSettings: ReminderSettings = { day: true, hour: true };

export interface ReminderWindow {
  readonly at: Instant;
  /** The last instant at which it is still of use, should it come late. */
  readonly lastAt: Instant;
}

type Timed = Pick<Talk, 'startsAt' | 'zone'>;

/**
 * When a reminder of a talk is due: 10:00 of the talk's zone on the day before, and one elapsed hour before it starts. The first is useless once the second
 * is due, and the second once the talk starts. Undefined where it would be useless from the start, as after a day that a zone leaves out.
 */
export function windowOf(
  kind: ReminderKind,
  { startsAt, zone }: Timed,
): ReminderWindow | undefined {
  const hourBefore = startsAt - hour;
  if (kind === 'hour') return { at: hourBefore, lastAt: startsAt - 1 };
  const at = instantOf(plusDays(localDate(startsAt, zone), -1), dayBeforeAt, zone);
  return at < hourBefore ? { at, lastAt: hourBefore - 1 } : undefined;
}

/** `sent`: left in the outbox; `passed`: it was due before this time of the talk was known; `dropped`: too late, or the talk was cancelled. */
export type PlanState = 'open' | 'sent' | 'passed' | 'dropped';

/** One kind of reminder for one time of a talk. */
export interface Plan {
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  readonly state: PlanState;
}

export interface Replanned {
  /** To be written; undefined where all is as it should be. */
  readonly write: Plan | undefined;
  /** Starts of open plans for times at which the talk is no longer held. */
  readonly forget: readonly Instant[];
}

/**
 * Plans a kind of reminder for a talk as it now stands; `known`: what was planned for it before, for whatever time. A moved talk's reminder falls due anew for
 * its new time. One that would have been due before the move is not made up for: whoever has a seat is told of the move itself, and was perhaps asked
 * before. Only where the old time's reminder was overdue and not yet sent does the new time's take its place.
 */
export function replan(
  known: readonly Plan[],
  kind: ReminderKind,
  talk: Timed,
  now: Instant,
): Replanned {
  const stale = known.filter((p) => p.state === 'open' && p.startsAt !== talk.startsAt);
  const forget = stale.map((p) => p.startsAt);
  const window = windowOf(kind, talk);
  const mine = known.find((p) => p.startsAt === talk.startsAt);
  // Nothing comes any more for a talk that has begun; what was planned is done with when it falls due.
  if (!mine && now >= talk.startsAt) return { write: undefined, forget };
  const dueAt = window?.at ?? talk.startsAt;
  if (mine && (mine.state !== 'open' || mine.dueAt === dueAt)) return { write: undefined, forget };
  const overdue = [...stale, ...(mine ? [mine] : [])].some((p) => p.dueAt <= now);
  const open = window !== undefined && (window.at > now || overdue);
  return { write: { startsAt: talk.startsAt, dueAt, state: open ? 'open' : 'passed' }, forget };
}

/** What becomes of a reminder that is due: sent, or dropped and why. */
export type Verdict = 'send' | 'moved' | 'cancelled' | 'useless';

/** Judges a reminder for one time of a talk, when it falls due and again when it is sent. */
export function judge(
  kind: ReminderKind,
  startsAt: Instant,
  talk: Timed & Pick<Talk, 'cancelled'>,
  now: Instant,
): Verdict {
  if (talk.startsAt !== startsAt) return 'moved';
  if (talk.cancelled !== undefined) return 'cancelled';
  const window = windowOf(kind, talk);
  return window && now <= window.lastAt ? 'send' : 'useless';
}

/** A reminder that is still to fall due for somebody who has a seat. */
export interface Upcoming {
  readonly kind: ReminderKind;
  /** When it comes: held back to the end of quiet hours where it is due in them. Undefined: it would be useless by then and will not come. */
  readonly at: Instant | undefined;
  readonly dueAt: Instant;
}

/** What is still to come for a seat in a talk that is held, of the reminders that its holder wants. Quiet hours count in their zone. */
export function upcomingOf(
  talk: Timed,
  wanted: ReminderSettings,
  quiet: QuietHours | undefined,
  zone: Zone,
  now: Instant,
): readonly Upcoming[] {
  return reminderKinds.flatMap((kind): readonly Upcoming[] => {
    const window = wanted[kind] ? windowOf(kind, talk) : undefined;
    if (!window || window.at <= now) return [];
    const dueAt = window.at;
    const at = (quiet && quietUntil(quiet, zone, dueAt)) ?? dueAt;
    return [{ kind, dueAt, at: at <= window.lastAt ? at : undefined }];
  });
}

export type ComingRefusal =
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'started' | 'over' | 'not-registered' }
  | { readonly kind: 'waiting'; readonly mine: MySeat };

/** Whether somebody may say that they are still coming: they hold a seat in a talk that has not started. */
export function decideComing(
  talk: Parameters<typeof whyEnded>[0],
  mine: MySeat | undefined,
  now: Instant,
): Result<MySeat, ComingRefusal> {
  const ended = whyEnded(talk, now);
  if (ended) return refuse(ended);
  if (!mine) return refuse({ kind: 'not-registered' });
  return mine.state === 'confirmed' ? ok(mine) : refuse({ kind: 'waiting', mine });
}
