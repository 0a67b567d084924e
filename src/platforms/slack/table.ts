// A chart's numbers as a table, for a workspace that does not take the chart: a row a day, a column each series, every number with its bound.
import type { RichTextBlock, TableBlock } from '@slack/types';
import type { Chart, ChartPoint } from '../../kernel/chart.ts';
import type { Language } from '../../kernel/language.ts';
import { dateText, numberText } from '../../wording/dates.ts';
import { chosenDays } from './chart.ts';
import { oneLine } from './inline.ts';
import { limits } from './limits.ts';
import { wording } from './wording.ts';

/**
 * The days of the chart, the newest first, each with what was last read of every series up to it. An account that begins later has no number before. At most
 * 21 rows of 7 cells, far below what Slack takes.
 */
export function drawTable({ language, series }: Chart): TableBlock {
  const days = chosenDays(series, '').toReversed();
  const head = [wording(language).asOf(), ...series.map(({ name }) => oneLine(name))];
  const rows = days.map((on) => [
    cell(dateText(on, language)),
    ...series.map(({ points }) => {
      const last = points.findLast((point) => point.on <= on);
      return cell(last ? numberOf(last, language) : '–');
    }),
  ]);
  return {
    type: 'table',
    rows: [head.map((name) => cell(cut(name), true)), ...rows],
    column_settings: head.map((_, i) => ({ align: i === 0 ? 'left' : 'right' })),
  };
}

function numberOf({ value, between, open }: ChartPoint, language: Language): string {
  const number = (one: number): string => numberText(one, language);
  if (between) return `${number(between[0])}–${number(between[1])}`;
  if (open) return `${open === 'above' ? '≥' : '≤'} ${number(value)}`;
  return number(value);
}

const cut = (name: string): string =>
  name.length <= limits.cellText ? name : `${name.slice(0, limits.cellText - 1)}…`;

// Rich text and never raw text, which Slack's servers were seen to stumble over; an empty cell they refuse.
function cell(text: string, bold = false): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [{ type: 'text', text: text || ' ', ...(bold ? { style: { bold } } : {}) }],
      },
    ],
  };
}
