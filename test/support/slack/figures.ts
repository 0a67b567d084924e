// The rules of charts and tables in messages, and of rich text, which table cells may hold.
import {
  type Check,
  flag,
  list,
  number,
  object,
  oneOf,
  type Report,
  text,
  typed,
} from './checks.ts';
import { isRecord, type Json, recordsAt, stringAt } from './json.ts';
import { COUNT, TEXT } from './limits.ts';

const marks = object({
  optional: { bold: flag, italic: flag, strike: flag, code: flag, underline: flag },
});
const word = text(TEXT.id, 1);

const INLINE: Readonly<Record<string, Check>> = {
  text: object({ required: { text: text(TEXT.object, 1) }, optional: { style: marks } }),
  link: object({
    required: { url: text(TEXT.url, 1) },
    optional: { text: text(TEXT.object), style: marks, unsafe: flag },
  }),
  user: object({ required: { user_id: word }, optional: { style: marks } }),
  usergroup: object({ required: { usergroup_id: word }, optional: { style: marks } }),
  channel: object({ required: { channel_id: word }, optional: { style: marks } }),
  broadcast: object({
    required: { range: oneOf('here', 'channel', 'everyone') },
    optional: { style: marks },
  }),
  emoji: object({ required: { name: word }, optional: { unicode: word, style: marks } }),
  color: object({ required: { value: word }, optional: { style: marks } }),
  date: object({
    required: { timestamp: number(0, 9_999_999_999), format: word },
    optional: { url: text(TEXT.url, 1), fallback: word, timezone: word, style: marks },
  }),
};

const inline = list(
  typed('rich text', () => INLINE),
  0,
  1000,
);
const section = typed('a rich text list', () => ({
  rich_text_section: object({ required: { elements: inline } }),
}));

const RICH: Readonly<Record<string, Check>> = {
  rich_text_section: object({ required: { elements: inline } }),
  rich_text_quote: object({ required: { elements: inline }, optional: { border: number(0, 1) } }),
  rich_text_preformatted: object({
    required: { elements: inline },
    optional: { border: number(0, 1), language: word },
  }),
  rich_text_list: object({
    required: { style: oneOf('bullet', 'ordered'), elements: list(section, 1, 1000) },
    optional: { indent: number(0, 8), offset: number(0, 10_000), border: number(0, 1) },
  }),
};

export const richText = object({
  required: {
    elements: list(
      typed('rich_text', () => RICH),
      1,
      1000,
    ),
  },
  optional: { block_id: text(TEXT.id, 1) },
});

const rawText = object({ required: { text: text(TEXT.object) } });
const rawNumber = object({
  required: { value: number(-Number.MAX_VALUE, Number.MAX_VALUE), text: text(TEXT.object, 1) },
});
const cell = typed('a cell', () => ({
  raw_text: rawText,
  raw_number: rawNumber,
  rich_text: richText,
}));

function rowsOf(block: Json): unknown[][] {
  const rows = block['rows'];
  return Array.isArray(rows) ? rows.filter((row): row is unknown[] => Array.isArray(row)) : [];
}

function equalWidth(block: Json, at: string, report: Report): void {
  const widths = new Set(rowsOf(block).map((row) => row.length));
  if (widths.size > 1) report(`${at}/rows`, 'all rows must have the same number of cells');
}

/** The words in all cells, however deep. */
function charsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + charsOf(one), 0);
  if (!isRecord(value)) return 0;
  return [...stringAt(value, 'text')].length + charsOf(value['elements']);
}

export const table = object({
  required: { rows: list(list(cell, 1, COUNT.tableColumns), 1, COUNT.tableRows) },
  optional: {
    block_id: text(TEXT.id, 1),
    column_settings: list(
      object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: flag } }),
      1,
      COUNT.tableColumns,
    ),
  },
  also: (block, at, report) => {
    equalWidth(block, at, report);
    if (charsOf(rowsOf(block)) > COUNT.tableChars)
      report(`${at}/rows`, 'too many characters in all cells');
  },
});

export const dataTable = object({
  required: {
    rows: list(list(cell, 1, COUNT.tableColumns), 2, COUNT.dataTableRows),
    caption: text(TEXT.object, 1),
  },
  optional: {
    block_id: text(TEXT.id, 1),
    page_size: number(1, 100),
    row_header_column_index: number(0, COUNT.tableColumns - 1),
  },
  also: (block, at, report) => {
    equalWidth(block, at, report);
    const rows = rowsOf(block);
    for (const [i, head] of (rows[0] ?? []).entries())
      if (stringAt(head, 'type') === 'rich_text')
        report(`${at}/rows/0/${i}`, 'a header cell must not be rich_text');
    if (JSON.stringify(rows).length > COUNT.dataTableChars * 3)
      report(`${at}/rows`, 'too many characters in all cells');
    const written = rows.flat().reduce<number>((sum, one) => sum + stringAt(one, 'text').length, 0);
    if (written > COUNT.dataTableChars) report(`${at}/rows`, 'too many characters in all cells');
  },
});

const label = text(TEXT.chartLabel, 1);
const point = object({
  required: { label, value: number(-Number.MAX_VALUE, Number.MAX_VALUE) },
});
const segment = object({
  required: { label, value: number(Number.MIN_VALUE, Number.MAX_VALUE) },
});

/** Every series has its own name and covers every category exactly once. */
function coversCategories(chart: Json, at: string, report: Report): void {
  const axis = chart['axis_config'];
  const categories = isRecord(axis) ? axis['categories'] : undefined;
  if (!Array.isArray(categories)) return;
  const wanted = [...categories].map(String).sort().join('\n');
  const names = new Set<string>();
  for (const [i, series] of recordsAt(chart, 'series').entries()) {
    const name = stringAt(series, 'name');
    if (names.has(name)) report(`${at}/series/${i}/name`, 'series names must be unique');
    names.add(name);
    const labels = recordsAt(series, 'data').map((one) => stringAt(one, 'label'));
    if (labels.sort().join('\n') !== wanted)
      report(`${at}/series/${i}/data`, 'must have every category exactly once');
  }
}

const lines = object({
  required: {
    series: list(
      object({ required: { name: label, data: list(point, 1, COUNT.categories) } }),
      1,
      COUNT.series,
    ),
    axis_config: object({
      required: { categories: list(label, 1, COUNT.categories) },
      optional: { x_label: text(TEXT.chartTitle), y_label: text(TEXT.chartTitle) },
    }),
  },
  also: coversCategories,
});

export const chart = object({
  required: {
    title: text(TEXT.chartTitle, 1),
    chart: typed('a chart', () => ({
      pie: object({ required: { segments: list(segment, 1, COUNT.segments) } }),
      bar: lines,
      area: lines,
      line: lines,
    })),
  },
  optional: { block_id: text(TEXT.id, 1) },
});
