// The days that a question can mean, counted from today: a date, a weekday, a week, a month. Local dates alone; which zone they are of is the caller's.
import { isLocalDate, type LocalDate, plusDays, weekdayOf } from '../../kernel/time.ts';

/** From one local date to another, both included. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What was named, or may have been: "next Wednesday", said on a Monday, can be either of two. */
export type Days = readonly Period[];

/** Whether a date is one of those that were named. */
export const isAmong = (on: LocalDate, days: Days): boolean =>
  days.some(({ from, to }) => from <= on && on <= to);

export const oneDay = (on: LocalDate): Days => [{ from: on, to: on }];

const monday = (on: LocalDate): LocalDate => plusDays(on, 1 - weekdayOf(on));

/** The week from Monday to Sunday that comes so many weeks after this one. */
export function weekAfter(today: LocalDate, weeks: number): Days {
  const from = plusDays(monday(today), 7 * weeks);
  return [{ from, to: plusDays(from, 6) }];
}

const twoDigits = (n: number | string): string => String(n).padStart(2, '0');
const yearOf = (on: LocalDate): number => Number(on.slice(0, 4));
const monthOf = (on: LocalDate): number => Number(on.slice(5, 7));

/** `month` counts on over the ends of a year: 13 is the January after. */
function wholeMonth(year: number, month: number): Period {
  const first = (n: number) =>
    `${year + Math.floor((n - 1) / 12)}-${twoDigits(((n + 119) % 12) + 1)}-01`;
  return { from: first(month), to: plusDays(first(month + 1), -1) };
}

/** The month that comes so many months after this one. */
export function monthAfter(today: LocalDate, months: number): Days {
  return [wholeMonth(yearOf(today), monthOf(today) + months)];
}

/** So many days from today; weeks and months are meant whole. */
export function after(n: number, unit: 'day' | 'week' | 'month', today: LocalDate): Days {
  if (unit === 'day') return oneDay(plusDays(today, n));
  return unit === 'week' ? weekAfter(today, n) : monthAfter(today, n);
}

const distance = (a: LocalDate, b: LocalDate): number => Math.abs(Date.parse(a) - Date.parse(b));

/** A day of a month; without a year the one nearest to today. Undefined where no calendar has it. */
export function dayAndMonth(
  day: string,
  month: string,
  year: string | undefined,
  today: LocalDate,
): Days | undefined {
  const years =
    year === undefined || year === ''
      ? [0, 1, -1].map((away) => String(yearOf(today) + away))
      : [year.length === 2 ? `20${year}` : year];
  const [near] = years
    .map((y) => `${y}-${twoDigits(month)}-${twoDigits(day)}`)
    .filter(isLocalDate)
    .sort((a, b) => distance(a, today) - distance(b, today));
  return near === undefined ? undefined : oneDay(near);
}

/** The next such day of a month, today included: "the 24th". */
export function dayOfMonth(day: number, today: LocalDate): Days | undefined {
  const on = [0, 1, 2]
    .map((later) => wholeMonth(yearOf(today), monthOf(today) + later).from.slice(0, 8))
    .map((month) => `${month}${twoDigits(day)}`)
    .find((date) => isLocalDate(date) && date >= today);
  return on === undefined ? undefined : oneDay(on);
}

/** A whole month; without a year the one nearest to today. */
export function monthNamed(month: number, year: string | undefined, today: LocalDate): Days {
  if (year !== undefined && year !== '') return [wholeMonth(Number(year), month)];
  const away = month - monthOf(today);
  return [wholeMonth(yearOf(today) + (away > 6 ? -1 : away < -6 ? 1 : 0), month)];
}

/** An ISO weekday: alone the next one, today included. `next` said in the week before it can be the coming one, or that of the week after. */
export function weekday(day: number, which: 'next' | 'last' | undefined, today: LocalDate): Days {
  const ahead = (day - weekdayOf(today) + 7) % 7;
  if (which === 'last') return oneDay(plusDays(today, ahead === 0 ? -7 : ahead - 7));
  if (which === undefined) return oneDay(plusDays(today, ahead));
  const coming = plusDays(today, ahead === 0 ? 7 : ahead);
  return monday(coming) === monday(today)
    ? [...oneDay(coming), ...oneDay(plusDays(coming, 7))]
    : oneDay(coming);
}

/** A date with a weekday beside it, where the two agree. */
export function agreeing(day: number | undefined, days: Days | undefined): Days | undefined {
  const on = days?.[0]?.from;
  return day === undefined || on === undefined || weekdayOf(on) === day ? days : undefined;
}
