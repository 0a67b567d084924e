// A chart's numbers as a table: which days, which bounds, and what stands where nothing was read yet.
import { describe, expect, it } from 'vitest';
import type { Chart, ChartSeries } from '../../../src/kernel/chart.ts';
import { drawTable } from '../../../src/platforms/slack/table.ts';
import { longLine, openNumbers, sixLines, staircase } from '../../drawing/charts.ts';
import { validateBlocks } from '../../support/slack/blocks.ts';

function rowsOf(chart: Chart): readonly string[] {
  const table = drawTable(chart);
  const text = (one: unknown): string => JSON.stringify(one).match(/"text":"([^"]*)"/)?.[1] ?? '';
  return table.rows.map((row) => row.map(text).join(' | '));
}

const line = (name: string, ...points: ChartSeries['points']): ChartSeries => ({
  name,
  steps: false,
  points,
});

describe('a chart as a table', () => {
  it('says every number with its bound, the newest first', () => {
    expect(rowsOf(openNumbers)).toEqual([
      'As of | Instagram',
      '1 Sept 2019 | ≤ 420,000',
      '1 Aug 2019 | 391,400–432,600',
      '8 Jul 2019 | ≥ 400,000',
      '3 Feb 2019 | ≥ 350,000',
    ]);
  });

  it('says of each day what was last read, and nothing before the first reading', () => {
    const chart: Chart = {
      ...openNumbers,
      series: [
        line('X', { on: '2019-07-01', value: 10 }, { on: '2019-07-08', value: 12 }),
        line('Mastodon', { on: '2019-07-03', value: 4 }, { on: '2019-07-05', value: 5 }),
      ],
    };
    expect(rowsOf(chart)).toEqual([
      'As of | X | Mastodon',
      '8 Jul 2019 | 12 | 5',
      '5 Jul 2019 | 10 | 5',
      '3 Jul 2019 | 10 | 4',
      '1 Jul 2019 | 10 | –',
    ]);
  });

  it.each([
    ['six lines', sixLines],
    ['ten years', longLine],
    ['a staircase', staircase],
    [
      'long names',
      { ...sixLines, series: sixLines.series.map((s) => line('n'.repeat(300), ...s.points)) },
    ],
  ])('has at most twenty days and is taken: %s', (_, chart) => {
    expect(rowsOf(chart).length).toBeLessThanOrEqual(21);
    expect(validateBlocks(JSON.parse(JSON.stringify([drawTable(chart)])))).toEqual([]);
  });
});
