// A person's quiet hours: the times of their own wall clock at which what can wait is held back. Seats, offers and changes never wait.
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Instant, type LocalTime, minute, wall, type Zone } from '../../kernel/time.ts';

/** From the first time to the second, across midnight where the second is the earlier one; they differ. */
export interface QuietHours {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/**
 * When a person's quiet hours end that hold at an instant: the first instant after it at which the wall clock of their zone shows a time outside them;
 * undefined where it is not quiet. A clock change inside them moves the end with the wall clock: what it skips is over, what comes twice is quiet twice.
 */
export function quietUntil(quiet: QuietHours, zone: Zone, at: Instant): Instant | undefined {
  if (!isQuiet(quiet, zone, at)) return undefined;
  // With one change of the clock the end is found in the second round; no zone changes it three times in two days.
  for (let from = at, round = 0; round < 4; round += 1) {
    const end = endWithoutChange(quiet, zone, from);
    const change = nextChange(zone, from, end);
    if (change === undefined) return end;
    if (!isQuiet(quiet, zone, change)) return change;
    from = change;
  }
  throw new Error(`quiet hours without an end: ${quiet.from}-${quiet.to} ${zone} ${at}`);
}

/** Whether the wall clock shows a time from the first to just before the second. */
function isQuiet({ from, to }: QuietHours, zone: Zone, at: Instant): boolean {
  const now = minuteOfDay(zone, at);
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start < end ? now >= start && now < end : now >= start || now < end;
}

/** The end as it would be if the clock ran on. */
function endWithoutChange({ to }: QuietHours, zone: Zone, at: Instant): Instant {
  const local = wall(at, zone);
  const ahead = (minutesOf(to) - minuteOfDay(zone, at) + minutesInDay) % minutesInDay;
  return at + ahead * minute - local.second * 1000 - local.millisecond;
}

/** The first instant between two at which the zone's offset is another; undefined where it stays. */
function nextChange(zone: Zone, from: Instant, to: Instant): Instant | undefined {
  const offset = (at: Instant) => wall(at, zone).offset;
  const before = offset(from);
  if (offset(to) === before) return undefined;
  let [same, other] = [from, to];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offset(middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

const minutesInDay = 24 * 60;

function minutesOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function minuteOfDay(zone: Zone, at: Instant): number {
  const local = wall(at, zone);
  return local.hour * 60 + local.minute;
}

export type QuietRefusal =
  | { readonly kind: 'no-times' }
  | { readonly kind: 'bad-time'; readonly typed: string }
  /** They would last the whole day, or no time at all. */
  | { readonly kind: 'same-time' };

/** Quiet hours from two local times, `HH:MM`. */
export function quietHours(
  from: LocalTime,
  to: LocalTime,
): Result<QuietHours, Extract<QuietRefusal, { readonly kind: 'same-time' }>> {
  return from === to ? refuse({ kind: 'same-time' }) : ok({ from, to });
}

/** Reads `22:00-07:00`, `22h–7h`, `22:00 to 07:00`, `de 22h30 à 7h`. */
export function parseQuietHours(typed: string): Result<QuietHours, QuietRefusal> {
  const bare = typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/^(?:from|between|de|entre)\s+/, '');
  const [first = '', second = '', ...more] = bare.split(
    /\s*[-–—−]\s*|\s+(?:to|until|and|a|et)\s+|\s+/,
  );
  if (first === '' || second === '' || more.length > 0) return refuse({ kind: 'no-times' });
  const [from, to] = [parseTime(first), parseTime(second)];
  if (from === undefined) return refuse({ kind: 'bad-time', typed: first });
  if (to === undefined) return refuse({ kind: 'bad-time', typed: second });
  return quietHours(from, to);
}

/** `22:00`, `22.00`, `22h`, `22h30`, `22`, `10pm`, as HH:MM; 24 is midnight. */
function parseTime(typed: string): LocalTime | undefined {
  const match = /^(\d{1,2})(?:[:.h](\d{2})|h)?(am|pm)?$/.exec(typed);
  if (!match) return undefined;
  const [, hours = '', minutes = '00', half] = match;
  const hour = half === undefined ? Number(hours) : halfDay(Number(hours), half);
  const [h, m] = [hour === 24 && minutes === '00' ? 0 : hour, Number(minutes)];
  if (h === undefined || h > 23 || m > 59) return undefined;
  return `${String(h).padStart(2, '0')}:${minutes}`;
}

/** From 1 to 12 in the first or second half of the day. */
function halfDay(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}
