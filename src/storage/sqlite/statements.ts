// Prepares each SQL text once.
import type { Sql } from 'sql-template-tag';
import type { Row } from '../database.ts';
import type { Connection, Statement } from './connection.ts';

/** A statement with what is asked of it at every call: the driver's own answers are slow. */
export interface Prepared {
  readonly statement: Statement;
  /** Whether it returns rows. */
  readonly reader: boolean;
  /** Whether it can change something. */
  readonly changes: boolean;
  /** Of the columns of its rows, which come as lists; undefined where they come as objects. */
  readonly names: readonly string[] | undefined;
}

/** What the statement returned as a row, with its names. */
export function rowOf({ names }: Prepared, found: unknown): Row | undefined {
  if (names === undefined || found === undefined) return found as Row | undefined;
  const values = found as readonly unknown[];
  const row: Record<string, Row[string]> = {};
  for (let i = 0; i < names.length; i++) row[names[i] as string] = values[i] as Row[string];
  return row;
}

/** What a star stands for is another thing when another program has migrated the file; names that are written out stay. */
const star = /(?:SELECT|DISTINCT|RETURNING|,|\.)\s*\*/i;

interface Known {
  readonly pieces: readonly string[];
  readonly prepared: Prepared;
}

// Lists of values (`IN (?, ?, …)`) make a text for every length: past this many the cache starts anew.
const most = 1000;

export class Statements {
  readonly #connection: Connection;
  /** By the first piece of their templates and the number of all. */
  #known = new Map<string, Known[][]>();
  #size = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** How many statements are kept. */
  get size(): number {
    return this.#size;
  }

  /**
   * Finds the statement by the pieces of its template: most are constants, which the engine compares by where they lie, while the joined text is a new string at
   * every call.
   */
  of(query: Sql): Prepared {
    const pieces = query.strings;
    const alike = this.#known.get(pieces[0] as string)?.[pieces.length];
    if (alike !== undefined)
      for (const known of alike) if (areSame(known.pieces, pieces)) return known.prepared;
    return this.#prepare(query);
  }

  #prepare(query: Sql): Prepared {
    const statement = this.#connection.prepare(query.sql);
    const { reader } = statement;
    // The driver makes an object in more than twice the time of a list, the longer the more columns it has.
    const names =
      reader && !star.test(query.sql) ? statement.columns().map(({ name }) => name) : undefined;
    if (names) statement.raw(true);
    const prepared = { statement, reader, changes: !statement.readonly, names };
    if (this.#size >= most) {
      this.#known.clear();
      this.#size = 0;
      return prepared;
    }
    const [first = '', { length }] = [query.strings[0], query.strings];
    const byLength = this.#known.get(first) ?? [];
    this.#known.set(first, byLength);
    byLength[length] ??= [];
    byLength[length].push({ pieces: query.strings, prepared });
    this.#size += 1;
    return prepared;
  }
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  // From the end: templates that begin alike differ there.
  for (let i = some.length - 1; i >= 0; i--) if (some[i] !== others[i]) return false;
  return true;
}
