// A chart as Vega-Lite is told of it: lines with marks, bands where a number is only known between two, arrows where it is open.
import type { TopLevelSpec } from 'vega-lite';
import type { Chart, ChartSeries } from '../kernel/chart.ts';
import { axisLocale, countMarks, dayAxis } from './axis.ts';
import { dashes, type Palette, palettes, shapes, type Theme } from './colours.ts';
import { font } from './letters.ts';

type Layered = Extract<TopLevelSpec, { layer: unknown }>;
type Layer = Layered['layer'][number];

/** Logical pixels. A card on a telephone of 375 leaves 277 to a picture: the smallest letters still measure eleven there. */
const width = 310;
const height = 236;
/** A line under the title, and a row of names above the lines, where there are several. */
const subtitleHeight = 16;
const nameHeight = 20;
/** Longer names than this do not stand beside one another. */
const shortName = 13;
/** Letters of a line under the title. */
const subtitleLetters = 40;
const titleLetters = 16;
const letters = 13;
const smallLetters = 12.5;
/** Readings of one line that are marked one by one. */
const mostMarked = 40;
/** Marks on each of several lines: enough to know them by their shape. */
const marksAmong = 8;

interface Row {
  readonly name: string;
  readonly on: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly mark: 'reading' | 'above' | 'below' | 'none';
}

function rowsOf({ name, points }: ChartSeries, several: boolean): readonly Row[] {
  const most = several ? marksAmong : mostMarked;
  const step = Math.ceil(points.length / most);
  const marked = (i: number) => (several || step === 1) && (points.length - 1 - i) % step === 0;
  return points.map(({ on, value, between, open }, i) => ({
    name,
    on,
    value,
    low: between?.[0] ?? value,
    high: between?.[1] ?? value,
    mark: open ?? (marked(i) ? 'reading' : 'none'),
  }));
}

/** The values that the vertical axis shows; a flat line gets room above and below it. */
function reach(rows: readonly Row[], log: boolean): readonly [number, number] {
  const least = log ? 1 : 0;
  const low = Math.max(least, Math.min(...rows.map((row) => row.low)));
  const high = Math.max(least, Math.max(...rows.map((row) => row.high)));
  const room = high > low ? 0 : Math.max(1, high / 100);
  return [Math.max(least, low - room), high + room];
}

/** What is alike in every layer: where a row stands, and how its series is told from the others. */
function encodings(chart: Chart, rows: readonly Row[], palette: Palette) {
  const days = rows.map((row) => row.on).sort();
  const axis = dayAxis(days[0] as string, days.at(-1) as string);
  const log = chart.scale === 'log';
  const [low, high] = reach(rows, log);
  const names = chart.series.map((series) => series.name);
  const taken = <T>(list: readonly T[]): T[] => names.map((_, i) => list[i % list.length] as T);
  const legend = names.length > 1 ? { title: null, columns: nameColumns(names) } : null;
  return {
    x: {
      field: 'on',
      type: 'temporal' as const,
      scale: { type: 'utc' as const, nice: false },
      axis: {
        title: null,
        values: [...axis.marks],
        format: axis.format,
        labelOverlap: false,
        labelFlush: false,
      },
    },
    y: {
      field: 'value',
      type: 'quantitative' as const,
      scale: log
        ? { type: 'log' as const, nice: true, domain: [low, high] }
        : { type: 'linear' as const, zero: false, nice: true, domain: [low, high] },
      axis: {
        title: null,
        format: '~s',
        labelExpr: "datum.value === 0 ? '0' : datum.label",
        ...(log ? { values: [...countMarks(low, high)] } : { tickCount: 5, tickMinStep: 1 }),
      },
    },
    colour: {
      field: 'name',
      type: 'nominal' as const,
      scale: { domain: names, range: taken(palette.series) },
      legend,
    },
    shape: {
      field: 'name',
      type: 'nominal' as const,
      scale: { domain: names, range: taken(shapes) },
      legend,
    },
  };
}

type Encodings = ReturnType<typeof encodings>;

function linesOf(
  series: ChartSeries,
  dash: readonly number[],
  { x, y, colour }: Encodings,
): readonly Layer[] {
  const own = { filter: { field: 'name', equal: series.name } };
  const interpolate = series.steps ? ('step-after' as const) : ('linear' as const);
  const band: Layer = {
    transform: [own],
    mark: { type: 'area', opacity: 0.25, interpolate },
    encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color: colour },
  };
  const line: Layer = {
    transform: [own],
    mark: { type: 'line', strokeWidth: 2.5, strokeDash: [...dash], interpolate },
    encoding: { x, y, color: colour },
  };
  return series.points.some((point) => point.between) ? [band, line] : [line];
}

function marksOf({ x, y, colour, shape }: Encodings): readonly Layer[] {
  const only = (mark: Row['mark']) => [{ filter: { field: 'mark', equal: mark } }];
  const arrow = (mark: 'above' | 'below'): Layer => ({
    transform: only(mark),
    mark: {
      type: 'point',
      filled: true,
      size: 110,
      opacity: 1,
      shape: mark === 'above' ? 'triangle-up' : 'triangle-down',
    },
    encoding: { x, y, color: colour },
  });
  const readings: Layer = {
    transform: only('reading'),
    mark: { type: 'point', filled: true, size: 50, opacity: 1 },
    encoding: { x, y, color: colour, shape },
  };
  return [readings, arrow('above'), arrow('below')];
}

const nameColumns = (names: readonly string[]): 1 | 2 =>
  names.some((name) => name.length > shortName) ? 1 : 2;

/** Words in as many lines as they need; none for no words. */
function linesOfWords(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((one) => one !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= subtitleLetters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The whole picture as a specification; the same chart and theme always give the same one. */
export function planOf(chart: Chart, theme: Theme): TopLevelSpec {
  const palette = palettes[theme];
  const several = chart.series.length > 1;
  const rows = chart.series.flatMap((series) => rowsOf(series, several));
  const encoding = encodings(chart, rows, palette);
  // What is counted stands under the title: turned by the axis it would be read by nobody, and may be longer than the axis.
  const subtitle = [chart.axisTitle ?? chart.unit, chart.note ?? ''].flatMap(linesOfWords);
  const names = chart.series.map((one) => one.name);
  const nameRows = several ? Math.ceil(names.length / nameColumns(names)) : 0;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width,
    height: height + subtitle.length * subtitleHeight + nameRows * nameHeight,
    autosize: { type: 'fit', contains: 'padding' },
    background: palette.background,
    padding: 12,
    title: {
      text: chart.title,
      anchor: 'start',
      fontSize: titleLetters,
      offset: 10,
      // Vega measures letters wider than they are.
      limit: (width * 13) / 10,
      subtitle,
      subtitleFontSize: smallLetters,
      subtitleLineHeight: subtitleHeight,
      subtitlePadding: 5,
    },
    data: { values: [...rows] },
    layer: [
      ...chart.series.flatMap((series, i) =>
        linesOf(series, dashes[i % dashes.length] as readonly number[], encoding),
      ),
      ...marksOf(encoding),
    ],
    config: {
      font,
      locale: axisLocale(chart.language),
      view: { stroke: null },
      title: { color: palette.text, subtitleColor: palette.text },
      axis: {
        labelFontSize: letters,
        labelColor: palette.text,
        gridColor: palette.grid,
        domainColor: palette.grid,
        tickColor: palette.grid,
      },
      legend: {
        orient: 'top',
        labelFontSize: letters,
        // As wide as it is beside the numbers of the axis.
        labelLimit: nameColumns(names) === 1 ? 285 : 145,
        labelColor: palette.text,
        symbolSize: 90,
        symbolOpacity: 1,
      },
    },
  };
}
