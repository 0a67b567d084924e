// Reads of committed state on a connection of their own. All reads that wait at the same moment share one snapshot.
import type { Read } from '../database.ts';
import type { Connection, EventLoop } from './connection.ts';
import { failure, patiently } from './failures.ts';
import { Statements } from './statements.ts';
import { Transaction, Watch } from './transaction.ts';

interface Question {
  readonly body: (read: Read) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export class Reader {
  readonly #path: string;
  readonly #loop: EventLoop;
  readonly #watch: Watch;
  readonly #begin: () => void;
  readonly #end: () => void;
  #waiting: Question[] = [];
  #running: Promise<void> | undefined;
  readonly statements: Statements;

  constructor(connection: Connection, path: string, loop: EventLoop) {
    this.#path = path;
    this.#loop = loop;
    this.#watch = new Watch(loop.afterMicrotasks);
    this.statements = new Statements(connection);
    const begin = connection.prepare('BEGIN');
    const look = connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1');
    const end = connection.prepare('ROLLBACK');
    this.#begin = () => {
      if (!connection.inTransaction) begin.run([]);
      // BEGIN alone takes no snapshot: the first look does, and it alone can meet a lock.
      look.get([]);
    };
    this.#end = () => {
      if (connection.inTransaction) end.run([]);
    };
  }

  /**
   * A body runs to its end on microtasks, as a write's does; one that yields to the event loop is failed. It starts in a later turn of the event loop, so
   * that whoever reads again and again leaves room for the rest of the program.
   */
  read<T>(body: (read: Read) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ body, resolve: resolve as (value: unknown) => void, reject });
      this.#running ??= this.#work();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      await new Promise<void>((resolve) => this.#loop.nextTurn(resolve));
      const questions = this.#waiting;
      this.#waiting = [];
      await this.#answer(questions);
    }
    this.#running = undefined;
  }

  async #answer(questions: readonly Question[]): Promise<void> {
    try {
      await patiently(this.#begin, this.#loop.sleep, this.#path);
      for (const { body, resolve, reject } of questions) {
        const outcome = await this.#watch.run(body, new Transaction(this.statements, this.#path));
        if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.value);
      }
      this.#end();
    } catch (error) {
      const told = failure(error, this.#path);
      // Rejecting what was answered already changes nothing.
      for (const { reject } of questions) reject(told);
      this.#end();
    }
  }
}
