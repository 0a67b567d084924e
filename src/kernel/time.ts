// Instants, zones and local dates. Nothing here reads a clock: now is always an argument.
import { DateTime, IANAZone } from 'luxon';

/** UTC milliseconds since 1970. */
export type Instant = number;
/** An IANA name, e.g. `Europe/Zurich`. */
export type Zone = string;
/** `2019-07-10`. */
export type LocalDate = string;
/** `18:00`, 24 hours. */
export type LocalTime = string;

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A wall clock in some zone at an instant. */
export function wall(at: Instant, zone: Zone): DateTime<true> {
  const local = DateTime.fromMillis(at, { zone });
  if (!local.isValid) throw new Error(`no such instant or zone: ${at} ${zone}`);
  return local;
}

/** Whether the name is an IANA zone of this runtime. Fixed offsets such as `UTC+2` are no places and are refused. */
export function isZone(name: string): boolean {
  return /^[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*$/.test(name) && IANAZone.isValidZone(name);
}

/** The zone's own spelling (`europe/paris` → `Europe/Paris`); undefined where there is none. */
export function canonicalZone(name: string): Zone | undefined {
  if (!isZone(name)) return undefined;
  if (/^utc$/i.test(name)) return 'UTC';
  return (
    Intl.supportedValuesOf('timeZone').find((z) => z.toLowerCase() === name.toLowerCase()) ?? name
  );
}

export function localDate(at: Instant, zone: Zone): LocalDate {
  return wall(at, zone).toISODate();
}

export function isLocalTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'UTC' }).isValid;
}

/**
 * The instant at which a zone's wall clock shows this date and time. A time that a clock change skips is the first valid minute after the gap; a time that
 * comes twice is its first.
 */
export function instantOf(on: LocalDate, at: LocalTime, zone: Zone): Instant {
  const wanted = DateTime.fromISO(`${on}T${at}`, { zone });
  if (!wanted.isValid) throw new Error(`no such local time: ${on} ${at} ${zone}`);
  if (wanted.toFormat('HH:mm') === at) {
    // luxon may give either side of a doubled hour: take the earlier where both show the same wall time.
    const earlier = wanted.getPossibleOffsets().map((d) => d.toMillis());
    return Math.min(wanted.toMillis(), ...earlier);
  }
  // In the gap: luxon pushes forward by the gap's length; the first valid minute is where the offset changes.
  let low = wanted.toMillis() - 3 * hour;
  let high = wanted.toMillis();
  const before = wall(low, zone).offset;
  while (high - low > minute) {
    const middle = low + Math.floor((high - low) / 2 / minute) * minute;
    if (wall(middle, zone).offset === before) low = middle;
    else high = middle;
  }
  return high;
}

export function plusDays(on: LocalDate, days: number): LocalDate {
  return DateTime.fromISO(on, { zone: 'UTC' }).plus({ days }).toISODate() as LocalDate;
}

/** ISO weekday: Monday 1 … Sunday 7. */
export function weekdayOf(on: LocalDate): number {
  return DateTime.fromISO(on, { zone: 'UTC' }).weekday;
}
