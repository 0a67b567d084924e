// Instants, zones and local dates. Nothing here reads a clock: now is always an argument.
import { DateTime, IANAZone } from 'luxon';
import { remember } from './remember.ts';

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
export const isZone = remember(
  (name: string): boolean =>
    /^[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*$/.test(name) && IANAZone.isValidZone(name),
);

/** The zone's own spelling (`europe/paris` → `Europe/Paris`); undefined where there is none. */
export const canonicalZone = remember((name: string): Zone | undefined => {
  if (!isZone(name)) return undefined;
  if (/^utc$/i.test(name)) return 'UTC';
  return (
    Intl.supportedValuesOf('timeZone').find((z) => z.toLowerCase() === name.toLowerCase()) ??
    spelled(name)
  );
});

/** Of names that the runtime knows but does not list, such as `Asia/Kolkata`: capitals where names have them. */
function spelled(name: string): Zone {
  const parts = name.toLowerCase().split(/([/_+-])/);
  return parts
    .map((part) =>
      part.length <= 3 ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1),
    )
    .join('')
    .replace(/^ETC(?=\/)/, 'Etc');
}

export const localDate = remember(
  (at: Instant, zone: Zone): LocalDate => wall(at, zone).toISODate(),
);

export function isLocalTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'UTC' }).isValid;
}

/**
 * The instant at which a zone's wall clock shows this date and time. What a clock change skips, be it an hour or a whole day, is the first valid instant after
 * the gap; a time that comes twice is its first.
 */
export const instantOf = remember((on: LocalDate, at: LocalTime, zone: Zone): Instant => {
  const wanted = DateTime.fromISO(`${on}T${at}`, { zone: 'UTC' });
  if (!wanted.isValid || !isZone(zone)) throw new Error(`no such local time: ${on} ${at} ${zone}`);
  const shown = wanted.toMillis();
  const place = IANAZone.create(zone);
  const shownAt = (instant: Instant) => instant + place.offset(instant) * minute;
  // No zone lies further from UTC than this, a skipped day included.
  const reach = 40 * hour;
  const [earlier, later] = [place.offset(shown - reach), place.offset(shown + reach)];
  // No zone changed its clocks and changed them back within so short a time.
  if (earlier === later) return shown - earlier * minute;
  const fitting = [-reach, -14 * hour, 0, 14 * hour, reach]
    .map((away) => shown - place.offset(shown + away) * minute)
    .filter((instant) => shownAt(instant) === shown);
  if (fitting.length > 0) return Math.min(...fitting);
  let [before, after] = [shown - reach, shown + reach];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (shownAt(middle) < shown) before = middle;
    else after = middle;
  }
  return after;
});

export const plusDays = remember((on: LocalDate, days: number): LocalDate => {
  return DateTime.fromISO(on, { zone: 'UTC' }).plus({ days }).toISODate() as LocalDate;
});

/** ISO weekday: Monday 1 … Sunday 7. */
export const weekdayOf = remember(
  (on: LocalDate): number => DateTime.fromISO(on, { zone: 'UTC' }).weekday,
);
