// Prepares each SQL text once.
import type { Sql } from 'sql-template-tag';
import type { Connection, Statement } from './connection.ts';

/** A statement with what is asked of it at every call: the driver's own answers are slow. */
export interface Prepared {
  readonly statement: Statement;
  /** Whether it returns rows. */
  readonly reader: boolean;
  /** Whether it can change something. */
  readonly changes: boolean;
}

interface Branch {
  readonly next: Map<string, Branch>;
  prepared: Prepared | undefined;
}

// Lists of values (`IN (?, ?, …)`) make a text for every length: past this many the cache starts anew.
const most = 1000;

const branch = (): Branch => ({ next: new Map(), prepared: undefined });

export class Statements {
  readonly #connection: Connection;
  #root = branch();
  #size = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** How many statements are kept. */
  get size(): number {
    return this.#size;
  }

  /**
   * Finds the statement piece by piece: the pieces of a template are constants whose hash the engine already knows, while the joined text is a new string
   * at every call.
   */
  of(query: Sql): Prepared {
    const pieces = query.strings;
    let at = this.#root;
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i] as string;
      let next = at.next.get(piece);
      if (next === undefined) {
        next = branch();
        at.next.set(piece, next);
      }
      at = next;
    }
    return at.prepared ?? this.#prepare(query, at);
  }

  #prepare(query: Sql, at: Branch): Prepared {
    const statement = this.#connection.prepare(query.sql);
    const prepared = { statement, reader: statement.reader, changes: !statement.readonly };
    if (this.#size >= most) {
      this.#root = branch();
      this.#size = 0;
      return prepared;
    }
    at.prepared = prepared;
    this.#size += 1;
    return prepared;
  }
}
