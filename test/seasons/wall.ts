// Wall clocks, worked out for the checker alone: the product's own reckoning is what it checks.
import { DateTime } from 'luxon';

const minute = 60_000;
const quarter = 15 * minute;
const hour = 60 * minute;
const day = 24 * hour;

const offsets = new Map<string, number>();

/** How many minutes a zone is ahead of UTC. Kept for each quarter of an hour: no zone has changed its clock within one for many years. */
export function offsetIn(zone: string, instant: number): number {
  const key = `${zone} ${Math.floor(instant / quarter)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const { offset } = DateTime.fromMillis(instant, { zone });
  offsets.set(key, offset);
  return offset;
}

const minutes = new Map<string, string>();

/** `2019-07-09 13:30`. Kept: the same minutes are asked for again and again. */
export function minuteIn(zone: string, instant: number): string {
  const key = `${zone} ${instant}`;
  const known = minutes.get(key);
  if (known !== undefined) return known;
  const shown = new Date(instant + offsetIn(zone, instant) * minute);
  const written = shown.toISOString().slice(0, 16).replace('T', ' ');
  minutes.set(key, written);
  return written;
}

export const dateIn = (zone: string, instant: number): string =>
  minuteIn(zone, instant).slice(0, 10);

export const timeIn = (zone: string, instant: number): string => minuteIn(zone, instant).slice(11);

/** Monday is 1, Sunday 7. */
export const weekdayOf = (date: string): number => ((new Date(date).getUTCDay() + 6) % 7) + 1;

export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

/** The first minute of a local day at which its clock shows this time or a later one: what a clock change skips is then, what comes twice is the first. */
export function instantIn(zone: string, date: string, time: string): number {
  const shown = Date.parse(`${date}T${time}Z`);
  const near = shown - offsetIn(zone, shown) * minute;
  const guess = shown - offsetIn(zone, near) * minute;
  if (offsetIn(zone, guess - 4 * hour) === offsetIn(zone, guess + 4 * hour)) return guess;
  for (let instant = guess - 4 * hour; ; instant += minute)
    if (minuteIn(zone, instant) >= `${date} ${time}` && dateIn(zone, instant) === date)
      return instant;
}

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
