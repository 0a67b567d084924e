// What a plot of follower counts shows: which readings, how each is drawn by its bound, and which accounts share a picture.
import { type ChartPoint, type ChartSeries, mostSeries } from '../../kernel/chart.ts';
import { type LocalDate, plusDays } from '../../kernel/time.ts';
import { intervalOf, type Reading } from '../rules.ts';

const plotWords = /(^|\s)(?:plot|graph|chart|graphique|courbes?)(?=\s|$)/i;

/** Whether a picture is asked for, and what else: `x plot since january` asks `x since january`. */
export function readPlot(rest: string): { readonly plot: boolean; readonly rest: string } {
  const text = rest.normalize('NFC').trim();
  if (!plotWords.test(text)) return { plot: false, rest };
  return { plot: true, rest: text.replace(plotWords, ' ').replace(/\s+/g, ' ').trim() };
}

/** How far a plot reaches back where nobody says since when. */
const plotDays = 365;

export function plotFrom(since: LocalDate | undefined, today: LocalDate): LocalDate {
  return since ?? plusDays(today, -plotDays);
}

/** More points than this a line of a picture cannot show. */
export const mostPoints = 120;

/** The newest of each of so many equal parts, and the first: a long history keeps its course. Takes what `standing` gives. */
export function thinned(
  readings: readonly Reading[],
  most: number = mostPoints,
): readonly Reading[] {
  if (readings.length <= most) return readings;
  const at = (i: number) => Math.round((i * (readings.length - 1)) / (most - 1));
  return Array.from({ length: most }, (_, i) => readings[at(i)] as Reading);
}

function pointOf(reading: Reading): ChartPoint {
  const { on, value, bound } = reading;
  switch (bound) {
    case 'exact':
      return { on, value };
    case 'atLeast':
      return { on, value, open: 'above' };
    case 'atMost':
      return { on, value, open: 'below' };
    case 'approximately':
    case 'floor3': {
      const { low, high } = intervalOf(reading);
      return low === high ? { on, value } : { on, value, between: [low, high] };
    }
  }
}

/** A line of a plot; undefined where there are fewer than two readings. A count that is told cut down stands still until it is told higher. */
export function seriesOf(name: string, readings: readonly Reading[]): ChartSeries | undefined {
  if (readings.length < 2) return undefined;
  const drawn = thinned(readings);
  const steps = drawn.some((reading) => reading.bound === 'floor3');
  return { name, steps, points: drawn.map(pointOf) };
}

/** Above this factor between the largest and the smallest count, the small ones would lie flat on the ground. */
const mostApart = 5;

export function scaleOf(series: readonly ChartSeries[]): 'linear' | 'log' {
  const values = series.flatMap(({ points }) => points.map(({ value }) => value));
  const least = Math.min(...values);
  return series.length > 1 && least > 0 && Math.max(...values) > least * mostApart
    ? 'log'
    : 'linear';
}

/** Pictures in one message: no platform takes more everywhere. */
const mostPictures = 2;

/** The lines of each picture, and how many found no room. */
export function pictures(series: readonly ChartSeries[]): {
  readonly drawn: readonly (readonly ChartSeries[])[];
  readonly left: number;
} {
  const drawn: (readonly ChartSeries[])[] = [];
  for (let i = 0; i < mostPictures && i * mostSeries < series.length; i += 1)
    drawn.push(series.slice(i * mostSeries, (i + 1) * mostSeries));
  return { drawn, left: Math.max(0, series.length - mostPictures * mostSeries) };
}
