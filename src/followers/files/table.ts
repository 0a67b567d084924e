// A CSV file as rows with their lines, read as it comes and never held whole. Commas, semicolons or tabs, with or without a byte-order mark.
import { CsvError, parse } from 'csv-parse';
import type { z } from 'zod';
import type { Result } from '../../kernel/result.ts';
import type { FileMistake } from '../files.ts';

/** What a first line says: the names of its columns in lower case, and by what they are divided. */
export interface TableHead {
  readonly delimiter: string;
  readonly columns: readonly string[];
}

const delimiters = [',', ';', '\t'] as const;

/** Reads the first line of a text; undefined where it names no network and account, so that it is no table of ours. */
export function tableHead(start: string): TableHead | undefined {
  const [first = ''] = start.replace(/^\ufeff/, '').split(/\r\n|\n|\r/, 1);
  return delimiters
    .map((delimiter) => ({ delimiter, columns: first.split(delimiter).map(columnName) }))
    .find(({ columns }) => columns.includes('network') && columns.includes('account'));
}

function columnName(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
    .toLowerCase();
}

/** A kind of table: its columns, how a row becomes a value, and by what two rows are the same. */
export interface TableKind<T> {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
  /** `cells`: by their columns, trimmed; empty ones are left out. A refusal is what is wrong, ready to print. */
  readonly read: (cells: Readonly<Record<string, string>>) => Result<T, readonly string[]>;
  /** Rows of one key may not stand twice; it begins as people would call it. */
  readonly keyOf: (value: T) => string;
}

export type TableItem<T> =
  | { readonly kind: 'row'; readonly line: number; readonly value: T }
  | ({ readonly kind: 'mistake' } & FileMistake);

/** A record larger than this is a quote that nobody closed. */
const largestRecord = 100_000;

interface RawRecord {
  readonly cells: readonly string[];
  /** Lines up to its end, as the parser counts them. */
  readonly lines: number;
}

/** The records of a text, and at last what is no CSV in it, if anything. */
async function* records(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<RawRecord | CsvError> {
  const read: RawRecord[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: largestRecord,
    // Taken here: what stands in a stream that fails is lost with it.
    on_record: (cells: readonly string[], { lines }) => {
      read.push({ cells, lines });
    },
  });
  parser.on('error', () => {});
  const fed = (feed: (done: (error?: Error | null) => void) => void) =>
    new Promise<CsvError | undefined>((resolve, reject) => {
      feed((error) => {
        if (!error || error instanceof CsvError) resolve(error ?? undefined);
        else reject(error);
      });
    });
  for await (const chunk of chunks) {
    const failed = await fed((done) => parser.write(chunk, done));
    yield* read.splice(0);
    if (failed) return yield failed;
  }
  const failed = await fed((done) => parser.end(done));
  yield* read.splice(0);
  if (failed) yield failed;
}

/** Every row in its order, or what is wrong with it. After what is no CSV any more nothing is read. */
export async function* readTable<T>(
  chunks: AsyncIterable<Uint8Array>,
  head: TableHead,
  kind: TableKind<T>,
): AsyncGenerator<TableItem<T>> {
  const mistake = (line: number, message: string) => ({ kind: 'mistake', line, message }) as const;
  const wrong = wrongColumns(head, kind);
  yield* wrong.map((message) => mistake(1, message));
  if (wrong.length > 0) return;
  const firstLines = new Map<string, number>();
  const lines = new Lines();
  for await (const found of records(chunks, head.delimiter)) {
    if (found instanceof CsvError) {
      yield mistake(
        lines.next,
        `here, or below, a quote is not as CSV has it (${found.code}); nothing after it was read`,
      );
      return;
    }
    const line = lines.startOf(found);
    // The names of the columns, and rows that a spreadsheet left empty.
    if (line === 1 || found.cells.every((cell) => cell.trim() === '')) continue;
    const read = readRecord(found.cells, head, kind);
    if (!read.ok) {
      yield* read.refusal.map((message) => mistake(line, message));
      continue;
    }
    const key = kind.keyOf(read.value);
    const first = firstLines.get(key);
    if (first === undefined) firstLines.set(key, line);
    yield first === undefined
      ? { kind: 'row', line, value: read.value }
      : mistake(line, `${key} stands twice, first in line ${first}`);
  }
}

/** Where records begin. The parser tells where they end, and counts a line break of two characters inside quotes twice. */
class Lines {
  #twice = 0;
  /** The line after the last record. */
  next = 1;

  startOf({ cells, lines }: RawRecord): number {
    const breaks = cells.flatMap((cell) => cell.match(/\r\n|\n|\r/g) ?? []);
    this.#twice += breaks.filter((one) => one.length === 2).length;
    const end = lines - this.#twice;
    this.next = end + 1;
    return end - breaks.length;
  }
}

function wrongColumns(
  { columns }: TableHead,
  { needed, optional }: Pick<TableKind<never>, 'needed' | 'optional'>,
): readonly string[] {
  const known = [...needed, ...optional];
  const extra = columns.filter((name) => !known.includes(name));
  return [
    ...extra.map((name) => `there is no column “${name}”; there are ${known.join(', ')}`),
    ...needed
      .filter((name) => !columns.includes(name))
      .map((name) => `the column ${name} is missing`),
    ...known
      .filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name))
      .map((name) => `the column ${name} stands twice`),
  ];
}

function readRecord<T>(
  record: readonly string[],
  { columns }: TableHead,
  kind: TableKind<T>,
): Result<T, readonly string[]> {
  if (record.length !== columns.length)
    return {
      ok: false,
      refusal: [`there are ${record.length} values, and ${columns.length} columns`],
    };
  // What stands for bytes that are no UTF-8, such as an accent of an older encoding.
  const broken = columns.filter((_, i) => record[i]?.includes('\ufffd'));
  if (broken.length > 0)
    return {
      ok: false,
      refusal: broken.map((name) => `${name}: is not written in UTF-8; save the file as CSV UTF-8`),
    };
  const cells = columns.map((name, i) => [name, (record[i] ?? '').trim()] as const);
  return kind.read(Object.fromEntries(cells.filter(([, cell]) => cell !== '')));
}

/** What a schema found wrong with a row, each by its column. */
export function rowMistakes(error: z.ZodError): readonly string[] {
  return error.issues.map(({ path, message, input }) => {
    const column = String(path[0] ?? 'the row');
    return input === undefined ? `${column} is missing` : `${column}: ${message}`;
  });
}

/** A whole number without dividers; ".0" or ",0" behind it, as programs write whole numbers that they take for others, is understood. */
export function wholeNumber(typed: string): number | undefined {
  const [, digits] = /^(\d{1,15})(?:[.,]0{1,2})?$/.exec(typed) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
