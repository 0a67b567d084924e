// Wall clocks, worked out for the checker alone: the product's own reckoning is what it checks.
import { DateTime } from 'luxon';

const minute = 60_000;
const hour = 60 * minute;

const at = (instant: number, zone: string) => DateTime.fromMillis(instant, { zone });

export const dateIn = (zone: string, instant: number): string =>
  at(instant, zone).toISODate() ?? '';

const minutes = new Map<string, string>();

/** `2019-07-09 13:30`. Kept: the same minutes are asked for again and again. */
export function minuteIn(zone: string, instant: number): string {
  const key = `${zone} ${instant}`;
  const known = minutes.get(key);
  if (known !== undefined) return known;
  const written = at(instant, zone).toFormat('yyyy-MM-dd HH:mm');
  minutes.set(key, written);
  return written;
}

export const timeIn = (zone: string, instant: number): string => minuteIn(zone, instant).slice(11);

export const weekdayOf = (date: string): number => DateTime.fromISO(date).weekday;

export const daysAfter = (date: string, days: number): string =>
  DateTime.fromISO(date, { zone: 'UTC' }).plus({ days }).toISODate() ?? '';

/** The first minute of a local day at which its clock shows this time or a later one: what a clock change skips is then, what comes twice is the first. */
export function instantIn(zone: string, date: string, time: string): number {
  const guess = DateTime.fromISO(`${date}T${time}`, { zone }).toMillis();
  const offset = (instant: number) => at(instant, zone).offset;
  if (offset(guess - 4 * hour) === offset(guess + 4 * hour)) return guess;
  for (let instant = guess - 4 * hour; ; instant += minute)
    if (minuteIn(zone, instant) >= `${date} ${time}` && dateIn(zone, instant) === date)
      return instant;
}

/** How many minutes a zone is ahead of UTC. */
export const offsetIn = (zone: string, instant: number): number => at(instant, zone).offset;

/** The first minute at which quiet hours that hold now are over; undefined where they do not. */
export function quietEnd(
  quiet: { readonly from: string; readonly to: string } | undefined,
  zone: string,
  instant: number,
): number | undefined {
  if (!quiet) return undefined;
  const holds = (time: string) =>
    quiet.from < quiet.to
      ? time >= quiet.from && time < quiet.to
      : time >= quiet.from || time < quiet.to;
  if (!holds(timeIn(zone, instant))) return undefined;
  for (let later = instant + minute; ; later += minute)
    if (!holds(timeIn(zone, later))) return later;
}
