// Talks and seats as CSV or JSON, for whoever runs the program.
import sql from 'sql-template-tag';
import type { Database, Row } from '../storage/database.ts';

export type Format = 'csv' | 'json';

/** Every talk with its numbers. Instants as ISO 8601 in UTC. */
export async function exportTalks(database: Database, format: Format): Promise<string> {
  const rows = await database.read((read) =>
    read.all<Row>(sql`
      SELECT t.number, t.title, t.starts_at, t.ends_at, t.zone, t.place, t.capacity, t.elsewhere, t.cancelled,
        (SELECT COUNT(*) FROM seats s WHERE s.talk_id = t.id AND s.state = 'confirmed') AS confirmed,
        (SELECT COUNT(*) FROM seats s WHERE s.talk_id = t.id AND s.state = 'offered') AS offered,
        (SELECT COUNT(*) FROM seats s WHERE s.talk_id = t.id AND s.state = 'waiting') AS waiting
      FROM talks t ORDER BY t.starts_at, t.id`),
  );
  return write(
    rows,
    [
      'number',
      'title',
      'starts_at',
      'ends_at',
      'zone',
      'place',
      'capacity',
      'elsewhere',
      'confirmed',
      'waiting',
      'cancelled',
      // New columns stand last: people read these files by position too.
      'offered',
    ],
    format,
  );
}

/** Live seats of one talk, or of all; undefined where there is no such talk. */
export async function exportSeats(
  database: Database,
  format: Format,
  talk: number | undefined,
): Promise<string | undefined> {
  const found = await database.read(async (read) => {
    if (
      talk !== undefined &&
      !(await read.get(sql`SELECT 1 AS found FROM talks WHERE number = ${talk}`))
    )
      return undefined;
    return read.all<Row>(sql`
      SELECT t.number AS talk, a.name, s.account_key AS account, s.state, s.since, s.offered_until
      FROM seats s JOIN talks t ON t.id = s.talk_id JOIN accounts a ON a.key = s.account_key
      WHERE s.state <> 'ended' AND (${talk ?? -1} = -1 OR t.number = ${talk ?? -1})
      ORDER BY t.number, s.state, s.place, s.id`);
  });
  return (
    found && write(found, ['talk', 'name', 'account', 'state', 'since', 'offered_until'], format)
  );
}

/** Columns whose numbers are instants. */
const instants = /_at$|_until$|^since$/;

function write(rows: readonly Row[], columns: readonly string[], format: Format): string {
  const value = (row: Row, column: string): string | number | null => {
    const found = row[column] as string | number | null;
    return typeof found === 'number' && instants.test(column)
      ? new Date(found).toISOString()
      : found;
  };
  if (format === 'json')
    return JSON.stringify(
      rows.map((row) => Object.fromEntries(columns.map((c) => [c, value(row, c)]))),
      null,
      2,
    );
  return [
    columns.join(','),
    ...rows.map((row) => columns.map((c) => cell(value(row, c))).join(',')),
  ].join('\r\n');
}

/** Quoted where needed; a leading sign that a spreadsheet would take for a formula is made text. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
