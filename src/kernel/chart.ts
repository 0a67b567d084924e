// A chart as a value: what is counted, day by day, with its bounds. A platform that shows pictures draws it; the numbers in words stand beside it everywhere.
import type { Language } from './language.ts';
import type { LocalDate } from './time.ts';

export interface ChartPoint {
  readonly on: LocalDate;
  readonly value: number;
  /** Where the true number lies, if not at `value` alone: drawn as a band. */
  readonly between?: readonly [low: number, high: number];
  /** The number is only known to be as high, or as low, as this: drawn as an arrow. */
  readonly open?: 'above' | 'below';
}

export interface ChartSeries {
  readonly name: string;
  /** The number is rounded and stays until the next is told: a staircase, not a slope. */
  readonly steps: boolean;
  /** Oldest first, a day at most once, at least one. */
  readonly points: readonly ChartPoint[];
}

export interface Chart {
  readonly language: Language;
  readonly title: string;
  /** What the signs in the picture mean, where it has any that are not told beside it. */
  readonly note?: string;
  /** What the vertical axis counts: "Followers". */
  readonly unit: string;
  /** What a drawn axis says in its place, where it has to say more. */
  readonly axisTitle?: string;
  /** `log`: equal steps are equal factors, so that a small number beside a large one still shows how it changes. */
  readonly scale: 'linear' | 'log';
  /** At most `mostSeries`. */
  readonly series: readonly ChartSeries[];
}

/** As many lines as a reader, colour-blind or not, tells apart in one picture. */
export const mostSeries = 6;
