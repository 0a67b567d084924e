// The change of a count over a week, a month, or since a day: between the readings that stand for those days, where there are such.
import { type LocalDate, plusDays } from '../../kernel/time.ts';
import { type Change, type Reading, sayChange } from '../rules.ts';

/** How far back, and how many days off a reading may be that stands for that day. */
export interface Span {
  readonly days: number;
  readonly tolerance: number;
}
export const week: Span = { days: 7, tolerance: 2 };
export const month: Span = { days: 30, tolerance: 5 };
/** For `since`: a reading this near to the asked day stands for it; its own date is always told. */
export const sinceTolerance = 15;

function daysApart(a: LocalDate, b: LocalDate): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
}

/** The reading nearest to a day; of two as near, the earlier, so that a span is not shorter than it is called. */
export function nearest(readings: readonly Reading[], on: LocalDate): Reading | undefined {
  return readings.reduce<Reading | undefined>((best, reading) => {
    if (!best) return reading;
    const nearer = daysApart(reading.on, on) - daysApart(best.on, on);
    return nearer < 0 || (nearer === 0 && reading.on < best.on) ? reading : best;
  }, undefined);
}

export type SpanChange =
  | {
      readonly kind: 'said';
      readonly from: Reading;
      readonly to: Reading;
      readonly change: Change;
    }
  /** There is but one reading, or none. */
  | { readonly kind: 'single' }
  /** No reading stands for the day; `nearestOn` is the date of the nearest. */
  | { readonly kind: 'none-near'; readonly wanted: LocalDate; readonly nearestOn: LocalDate }
  /** The newest reading is of that day or before it. */
  | { readonly kind: 'none-since'; readonly newestOn: LocalDate }
  /** Two readings, but their bounds show neither a rise nor a fall. */
  | { readonly kind: 'bounds'; readonly from: Reading; readonly to: Reading };

/** The change over the span that ends with the newest reading. Takes what `standing` gives. */
export function changeOver(readings: readonly Reading[], span: Span): SpanChange {
  const newest = readings.at(-1);
  if (!newest) return { kind: 'single' };
  return changeFrom(readings, plusDays(newest.on, -span.days), span.tolerance);
}

/** The change from the reading that stands for a day to the newest one. Takes what `standing` gives. */
export function changeFrom(
  readings: readonly Reading[],
  wanted: LocalDate,
  tolerance: number = sinceTolerance,
): SpanChange {
  const to = readings.at(-1);
  const from = nearest(readings.slice(0, -1), wanted);
  if (to && to.on <= wanted) return { kind: 'none-since', newestOn: to.on };
  if (!to || !from) return { kind: 'single' };
  if (daysApart(from.on, wanted) > tolerance)
    return { kind: 'none-near', wanted, nearestOn: from.on };
  const change = sayChange(from, to);
  return change ? { kind: 'said', from, to, change } : { kind: 'bounds', from, to };
}
