// The newest readings in one row of bars.
import type { LocalDate } from '../../kernel/time.ts';
import type { Reading } from '../rules.ts';

const bars = '▁▂▃▄▅▆▇█';
/** A line of readings as long as a telephone shows in one row. */
export const mostBars = 24;

export interface Sparkline {
  readonly bars: string;
  readonly from: LocalDate;
  readonly readings: number;
  readonly lowest: number;
  readonly highest: number;
  /** Whether any of the numbers is a bound, drawn at its number. */
  readonly bounded: boolean;
}

/** The newest readings as bars between their lowest and highest number; undefined below three. Takes what `standing` gives. */
export function sparkline(readings: readonly Reading[]): Sparkline | undefined {
  const drawn = readings.slice(-mostBars);
  const first = drawn[0];
  if (!first || drawn.length < 3) return undefined;
  const values = drawn.map((r) => r.value);
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const height = (value: number) =>
    highest === lowest ? 3 : Math.round(((value - lowest) / (highest - lowest)) * 7);
  return {
    bars: values.map((value) => bars.charAt(height(value))).join(''),
    from: first.on,
    readings: drawn.length,
    lowest,
    highest,
    bounded: drawn.some((r) => r.bound !== 'exact'),
  };
}
