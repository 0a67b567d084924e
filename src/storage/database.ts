// The database port: small and asynchronous, one SQL text for every engine.
import sql, { type Sql } from 'sql-template-tag';

export type Row = Readonly<Record<string, string | number | null | Uint8Array>>;

/** A consistent view; every query is one SQL text written with the `sql` tag. */
export interface Read {
  all<T = Row>(query: Sql): Promise<readonly T[]>;
  get<T = Row>(query: Sql): Promise<T | undefined>;
}

/** A transaction that may write. A body may await only its `tx`: anything else fails the write. */
export interface Write extends Read {
  /** How many rows it changed. */
  run(query: Sql): Promise<number>;
}

/**
 * `relaxed`: resolves when it is committed and every other program sees it. A crash of the machine may undo it, one of the program not; what is written durably
 * later is undone only with it.
 */
export type Durability = 'durable' | 'relaxed';

export interface Database {
  read<T>(body: (read: Read) => Promise<T>): Promise<T>;
  /**
   * Runs the body in a transaction and resolves when its outcome is durable on disk; rejects with what the body threw, having changed nothing, or with what
   * the commit threw, in which case every decision of the same commit fails. Durable unless it says otherwise.
   */
  write<T>(body: (tx: Write) => Promise<T>, durability?: Durability): Promise<T>;
  /** Waits for the writes under way, then closes. Later calls reject. */
  close(): Promise<void>;
}

/**
 * `LIMIT`, with a number of rows that a call gives. Of a bare parameter there SQLite plans the statement anew at each call, because the number might change
 * its plan: a search of the outbox that finds nothing took 43 µs so, and 3 as a sum.
 */
export const atMost = (rows: number): Sql => sql`LIMIT ${rows} + 0`;
