// The decisions of one commit, each of them whole or not at all.
import type { Write } from '../database.ts';
import type { Connection } from './connection.ts';
import type { Statements } from './statements.ts';
import { type framing, type Outcome, type Said, Transaction, type Watch } from './transaction.ts';

/**
 * A savepoint makes the engine keep every page as it was, and a decision that fails after it has changed something is rare. So the group has one savepoint: at
 * the first such failure all of it is undone, and what the decisions before it said is said again, with the same values and, since the lock was held all the
 * while, the same effect. From then on each decision has a savepoint of its own, so that many failures cost no more than many decisions.
 */
export class Group {
  readonly #connection: Connection;
  readonly #frame: ReturnType<typeof framing>;
  readonly #statements: Statements;
  readonly #path: string;
  /** What the kept decisions said, as long as nothing failed and others may follow. */
  #said: Said[] | undefined;

  /** The transaction has begun and holds the lock for writing. `size`: so many decisions are to come. */
  constructor(
    connection: Connection,
    frame: ReturnType<typeof framing>,
    statements: Statements,
    path: string,
    size: number,
  ) {
    this.#connection = connection;
    this.#frame = frame;
    this.#statements = statements;
    this.#path = path;
    // One alone, which may be a large import, need not be remembered.
    if (size < 2) return;
    this.#said = [];
    frame.savepoint();
  }

  /** Runs a body and undoes it where it fails. Throws where the engine has undone the whole group. */
  async attempt<T>(watch: Watch, body: (tx: Write) => Promise<T>): Promise<Outcome<T>> {
    const said = this.#said;
    if (said === undefined) return this.#attemptAlone(watch, body);
    const before = said.length;
    const outcome = await watch.run(body, new Transaction(this.#statements, this.#path, said));
    this.#assertGoesOn(outcome);
    if ('error' in outcome && said.length > before) {
      this.#frame.undo();
      for (const { statement, values } of said.slice(0, before)) statement.run(values);
      this.#said = undefined;
    }
    return outcome;
  }

  async #attemptAlone<T>(watch: Watch, body: (tx: Write) => Promise<T>): Promise<Outcome<T>> {
    this.#frame.decisionSavepoint();
    const outcome = await watch.run(body, new Transaction(this.#statements, this.#path));
    this.#assertGoesOn(outcome);
    if ('error' in outcome) this.#frame.decisionUndo();
    this.#frame.decisionRelease();
    return outcome;
  }

  /** A full disk or a failed read makes the engine undo everything, also what other bodies did. */
  #assertGoesOn(outcome: Outcome<unknown>): void {
    if (!this.#connection.inTransaction)
      throw 'error' in outcome ? outcome.error : new Error('a body ended the transaction');
  }
}
