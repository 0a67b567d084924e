// How a count grows between two readings, when it may reach a number, and the round numbers that are worth telling.
// A reading is an interval, so every figure here is one too: what lies outside it is ruled out, what lies inside is possible.
import type { LocalDate } from '../../kernel/time.ts';
import { type Count, changeBetween, type Interval, intervalOf } from '../rules.ts';

export interface DatedCount extends Count {
  readonly on: LocalDate;
}

/** Growth from one reading to a later one. An end of an interval that the readings leave open is infinite. */
export interface Growth {
  readonly days: number;
  /** More followers, or fewer. */
  readonly by: Interval;
  /** A share of the earlier count: 0.07 is 7 %. */
  readonly share: Interval;
  /** Followers a week, as if as many came each week. */
  readonly aWeek: Interval;
  /** A share a week, as if each week brought the same share of what was there. */
  readonly shareAWeek: Interval;
}

const daysOfWeek = 7;

function daysFrom(earlier: LocalDate, later: LocalDate): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
}

const each = ({ low, high }: Interval, of: (end: number) => number): Interval => ({
  low: of(low),
  high: of(high),
});

/** Undefined where not a whole day lies between the readings. */
export function growthBetween(earlier: DatedCount, later: DatedCount): Growth | undefined {
  const days = daysFrom(earlier.on, later.on);
  if (days < 1) return undefined;
  const by = changeBetween(intervalOf(earlier), intervalOf(later));
  const ratio = ratioBetween(intervalOf(earlier), intervalOf(later));
  return {
    days,
    by,
    share: each(ratio, (end) => end - 1),
    aWeek: each(by, (end) => end / (days / daysOfWeek)),
    shareAWeek: each(ratio, (end) => end ** (daysOfWeek / days) - 1),
  };
}

/** How many times as many; of nothing, no number is so many times as many. */
function ratioBetween(earlier: Interval, later: Interval): Interval {
  return {
    low: earlier.high === 0 ? 0 : later.low / earlier.high,
    high: earlier.low === 0 ? Number.POSITIVE_INFINITY : later.high / earlier.low,
  };
}

/** `linear`: as many more each week as between the readings. `exponential`: the same share more each week. */
export type Course = 'linear' | 'exponential';

/**
 * Weeks from the later reading until the count reaches a number, if it goes on as between the two readings; `high` is infinite where it may never. Undefined
 * where it cannot: no readings a day apart, or no growth that they allow. Zero where it is reached for certain.
 */
export function weeksUntil(
  goal: number,
  earlier: DatedCount,
  later: DatedCount,
  course: Course,
): Interval | undefined {
  const days = daysFrom(earlier.on, later.on);
  if (days < 1) return undefined;
  const from = intervalOf(earlier);
  const to = intervalOf(later);
  if (to.low >= goal) return { low: 0, high: 0 };
  const weeks = (start: number, end: number) => weeksOn(goal, start, end, days, course);
  // More followers now, and fewer before, both bring the goal nearer: the ends of the interval lie at these corners.
  const low = weeks(from.low, to.high);
  if (low === Number.POSITIVE_INFINITY) return undefined;
  return { low, high: weeks(from.high, to.low) };
}

function weeksOn(goal: number, start: number, end: number, days: number, course: Course): number {
  if (end >= goal) return 0;
  if (end <= start) return Number.POSITIVE_INFINITY;
  const weeks = days / daysOfWeek;
  if (course === 'linear') return ((goal - end) / (end - start)) * weeks;
  return start === 0 ? 0 : (Math.log(goal / end) / Math.log(end / start)) * weeks;
}

/** From here on every half million counts. */
const million = 1_000_000;
const everyHalf = million / 2;
/** What is round within one power of ten. */
const roundSteps = [1, 2, 2.5, 5] as const;

/** The highest round number that a count has reached: 1, 2, 2.5 and 5 of each power of ten, and each half million above one; undefined below 1. */
export function milestoneUpTo(count: number): number | undefined {
  if (count < 1) return undefined;
  if (count >= million) return Math.floor(count / everyHalf) * everyHalf;
  return roundBelow(10 * million).findLast((one) => one <= count);
}

/** The next round number above a count. */
export function milestoneAfter(count: number): number {
  if (count >= million) return (Math.floor(count / everyHalf) + 1) * everyHalf;
  return roundBelow(10 * million).find((one) => one > count) as number;
}

/** The whole round numbers below this one, in their order. */
function roundBelow(end: number): readonly number[] {
  const found: number[] = [];
  for (let power = 1; power < end; power *= 10)
    found.push(...roundSteps.map((step) => step * power).filter(Number.isInteger));
  return found;
}

/**
 * The milestone that a reading reaches for certain, by the least that it can mean, where it is higher than any told before; `told` is undefined where none was.
 * A count that sinks and comes back reaches nothing anew.
 */
export function milestoneReached(reading: Count, told: number | undefined): number | undefined {
  const reached = milestoneUpTo(intervalOf(reading).low);
  return reached !== undefined && reached > (told ?? 0) ? reached : undefined;
}
