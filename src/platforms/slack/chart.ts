// A chart as Slack draws it by itself: a block of numbers, at most twenty days of at most six series, which Slack turns into a picture in its own colours.
import type { Block, KnownBlock } from '@slack/types';
import type { Chart, ChartSeries } from '../../kernel/chart.ts';
import type { Language } from '../../kernel/language.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { dateText } from '../../wording/dates.ts';
import { limits } from './limits.ts';

/** docs.slack.dev/reference/block-kit/blocks/data-visualization-block; not in @slack/types 3.2. */
export interface ChartBlock extends Block {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'line';
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: { readonly categories: readonly string[]; readonly y_label: string };
  };
}

/** A block of a message; Slack's own types do not know charts yet. */
export type MessageBlock = KnownBlock | ChartBlock;

export function isChart(block: Block): block is ChartBlock {
  return block.type === 'data_visualization';
}

/** None where Slack could not draw it: every series needs a number on each day, so the days begin with the youngest series. */
export function drawChart(chart: Chart): ChartBlock[] {
  const series = chart.series.slice(0, limits.chartSeries);
  const youngest = series
    .map(({ points }) => points[0]?.on ?? '')
    .reduce((a, b) => (a > b ? a : b), '');
  const days = chosenDays(series, youngest);
  if (days.length < 2) return [];
  const labels = days.map((on) => labelOf(on, chart.language));
  const names = distinct(series.map(({ name }) => name));
  return [
    {
      type: 'data_visualization',
      title: cut(chart.title, limits.chartTitle),
      chart: {
        type: 'line',
        series: series.map((one, i) => ({
          name: names[i] as string,
          data: days.map((on, d) => ({ label: labels[d] as string, value: valueOn(one, on) })),
        })),
        axis_config: { categories: labels, y_label: cut(chart.unit, limits.chartTitle) },
      },
    },
  ];
}

/** Days from one on with a reading, evenly chosen where there are too many; the first and the last are among them. */
export function chosenDays(series: readonly ChartSeries[], from: LocalDate): readonly LocalDate[] {
  const days = [...new Set(series.flatMap(({ points }) => points.map(({ on }) => on)))]
    .filter((on) => on >= from)
    .sort();
  const most = limits.chartCategories;
  if (days.length <= most) return days;
  const at = (i: number) => Math.round((i * (days.length - 1)) / (most - 1));
  return Array.from({ length: most }, (_, i) => days[at(i)] as LocalDate);
}

/** What was last read up to a day. */
function valueOn({ points }: ChartSeries, on: LocalDate): number {
  return (points.findLast((point) => point.on <= on) ?? points[0])?.value ?? 0;
}

function labelOf(on: LocalDate, language: Language): string {
  return cut(dateText(on, language), limits.chartLabel);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Slack wants names that differ, and short ones. */
function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, i) => {
    const short = cut(name, limits.chartLabel);
    const own = taken.has(short) ? `${i + 1} ${cut(name, limits.chartLabel - 2)}` : short;
    taken.add(own);
    return own;
  });
}
