// What a body gets in its hand, and the watch that fails a body which lets go of the event loop.
import type { Sql } from 'sql-template-tag';
import type { Row, Write } from '../database.ts';
import { StorageError } from '../storage-error.ts';
import type { Connection, EventLoop, Statement } from './connection.ts';
import { failure } from './failures.ts';
import { type Prepared, rowOf, type Statements } from './statements.ts';

/** A statement that may have changed something, to be said again with the same values. */
export interface Said {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/**
 * A failed statement fails the whole transaction even where the body catches it, because PostgreSQL does so: whoever writes against one engine meets
 * the other's rule at once.
 */
export class Transaction implements Write {
  readonly #statements: Statements;
  readonly #path: string;
  readonly #said: Said[] | undefined;
  /** Why later calls reject; set by a failed statement or by `end`. */
  #over: unknown;
  /** The failure of a statement, which decides the outcome. */
  failed: { readonly error: unknown } | undefined;

  /** What may have changed something is added to `said`, also where it failed. */
  constructor(statements: Statements, path: string, said?: Said[]) {
    this.#statements = statements;
    this.#path = path;
    this.#said = said;
  }

  all<T = Row>(query: Sql): Promise<readonly T[]> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    try {
      const prepared = this.#say(query);
      const rows = prepared.statement.all(query.values);
      return Promise.resolve(rows.map((row) => rowOf(prepared, row)) as T[]);
    } catch (error) {
      return this.#fail(error);
    }
  }

  get<T = Row>(query: Sql): Promise<T | undefined> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    try {
      const prepared = this.#say(query);
      const row = rowOf(prepared, prepared.statement.get(query.values));
      return Promise.resolve(row as T | undefined);
    } catch (error) {
      return this.#fail(error);
    }
  }

  run(query: Sql): Promise<number> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    try {
      const { statement, reader } = this.#say(query);
      return Promise.resolve(
        reader ? statement.all(query.values).length : statement.run(query.values).changes,
      );
    } catch (error) {
      return this.#fail(error);
    }
  }

  /** From now on every call rejects with this error. */
  end(why: unknown): void {
    this.#over ??= why;
  }

  #say(query: Sql): Prepared {
    const prepared = this.#statements.of(query);
    if (prepared.changes) this.#said?.push({ statement: prepared.statement, values: query.values });
    return prepared;
  }

  #fail(thrown: unknown): Promise<never> {
    const error = failure(thrown, this.#path);
    this.failed = { error };
    this.#over = error;
    return Promise.reject(error);
  }
}

export type Outcome<T> = { readonly value: T } | { readonly error: unknown };

const ended = new StorageError('closed', 'This transaction has ended: its body already returned.');

/** Runs one body at a time and fails it as soon as microtasks run out while it has not returned. */
export class Watch {
  readonly #afterMicrotasks: EventLoop['afterMicrotasks'];
  #armed = false;
  #giveUp: (() => void) | undefined;

  constructor(afterMicrotasks: EventLoop['afterMicrotasks']) {
    this.#afterMicrotasks = afterMicrotasks;
  }

  /** To be called from a microtask. Never rejects; afterwards the transaction is dead. */
  run<T>(body: (tx: Transaction) => Promise<T>, tx: Transaction): Promise<Outcome<T>> {
    return new Promise((resolve) => {
      const settle = (outcome: Outcome<T>, why: unknown) => {
        if (this.#giveUp !== giveUp) return;
        this.#giveUp = undefined;
        tx.end(why);
        resolve('error' in outcome ? outcome : (tx.failed ?? outcome));
      };
      const giveUp = () => {
        const error = new StorageError(
          'yielded',
          'A database body awaited something other than its transaction; its changes were undone.',
        );
        settle({ error }, error);
      };
      this.#giveUp = giveUp;
      this.#arm();
      const refuse = (error: unknown) => settle({ error }, ended);
      try {
        body(tx).then((value) => settle({ value }, ended), refuse);
      } catch (error) {
        refuse(error);
      }
    });
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    this.#afterMicrotasks(() => {
      this.#armed = false;
      this.#giveUp?.();
    });
  }
}

/** The statements that frame a transaction, prepared once. */
export function framing(connection: Connection) {
  const statement = (text: string) => {
    const prepared = connection.prepare(text);
    return () => {
      prepared.run([]);
    };
  };
  return {
    begin: statement('BEGIN IMMEDIATE'),
    commit: statement('COMMIT'),
    rollback: statement('ROLLBACK'),
    savepoint: statement('SAVEPOINT group_start'),
    undo: statement('ROLLBACK TO group_start'),
    decisionSavepoint: statement('SAVEPOINT decision'),
    decisionRelease: statement('RELEASE decision'),
    decisionUndo: statement('ROLLBACK TO decision'),
  };
}
