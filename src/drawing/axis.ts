// The days at which a time axis has its marks, and how they are written: whole days, months or years, never an hour and never a zone.
import type { Language } from '../kernel/language.ts';
import type { LocalDate } from '../kernel/time.ts';

const dayMs = 86_400_000;
/** Labels that fit side by side: "26 juil.", "sept. 2020", and "2020". */
const mostDayMarks = 4;
const mostMonthMarks = 3;
const mostYearMarks = 5;
/** Up to here days are written with their month, up to `mostMonths` months with their year. */
const mostDays = 75;
const mostMonths = 30;

export interface DayAxis {
  /** UTC midnights in milliseconds. */
  readonly marks: readonly number[];
  /** Vega's format of a mark. */
  readonly format: string;
}

const every = (count: number, marks: number): number => Math.max(1, Math.ceil(count / marks));

/** Marks from the first to the last day, both included. */
export function dayAxis(first: LocalDate, last: LocalDate): DayAxis {
  const from = Date.parse(first);
  const to = Date.parse(last);
  const days = Math.round((to - from) / dayMs) + 1;
  if (days <= mostDays) {
    const step = every(days, mostDayMarks) * dayMs;
    const marks: number[] = [];
    for (let at = from; at <= to; at += step) marks.push(at);
    return { marks, format: '%-d %b' };
  }
  const [fromYear, fromMonth] = yearAndMonth(first);
  const [toYear, toMonth] = yearAndMonth(last);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  const step =
    months <= mostMonths ? every(months, mostMonthMarks) : every(months / 12, mostYearMarks) * 12;
  const begin = months <= mostMonths ? fromMonth : 0;
  const marks: number[] = [];
  for (let month = begin; month <= fromMonth + months; month += step) {
    const at = Date.UTC(fromYear, month, 1);
    if (at >= from && at <= to) marks.push(at);
  }
  return { marks, format: months <= mostMonths ? '%b %Y' : '%Y' };
}

function yearAndMonth(on: LocalDate): readonly [year: number, month: number] {
  return [Number(on.slice(0, 4)), Number(on.slice(5, 7)) - 1];
}

/** The marks of a logarithmic axis: powers of ten, and 2 and 5 between them where there is room. */
export function countMarks(low: number, high: number): readonly number[] {
  const steps = high / low > 200 ? [1] : [1, 2, 5];
  const marks: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(low)); power <= high * 10; power *= 10)
    marks.push(...steps.map((step) => step * power));
  return marks;
}

type Seven = [string, string, string, string, string, string, string];
type Twelve = [...Seven, string, string, string, string, string];

const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2019, month, 1));
// 7 July 2019 is a Sunday.
const weekdays = Array.from({ length: 7 }, (_, day) => Date.UTC(2019, 6, 7 + day));

/** The names of months and the signs of numbers as Vega wants them told. */
export function axisLocale(language: Language) {
  const names = <T extends string[]>(
    instants: readonly number[],
    options: Intl.DateTimeFormatOptions,
  ): T => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    return instants.map((at) => format.format(at)) as T;
  };
  const french = language === 'fr';
  return {
    number: {
      decimal: french ? ',' : '.',
      thousands: french ? '\u00a0' : ',',
      grouping: [3],
      currency: ['', ''] as [string, string],
    },
    time: {
      dateTime: '%Y-%m-%d',
      date: '%Y-%m-%d',
      time: '%H:%M',
      periods: ['AM', 'PM'] as [string, string],
      days: names<Seven>(weekdays, { weekday: 'long' }),
      shortDays: names<Seven>(weekdays, { weekday: 'short' }),
      months: names<Twelve>(months, { month: 'long' }),
      shortMonths: names<Twelve>(months, { month: 'short' }),
    },
  };
}
