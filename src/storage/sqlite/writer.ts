// The one writer of a database: it takes all decisions that wait at the same moment into one durable commit.
import type { Durability, Write } from '../database.ts';
import { StorageError } from '../storage-error.ts';
import type { Connection, EventLoop } from './connection.ts';
import { failure, patiently } from './failures.ts';
import { Group } from './group.ts';
import { Statements } from './statements.ts';
import { framing, type Outcome, Watch } from './transaction.ts';

interface Decision {
  readonly body: (tx: Write) => Promise<unknown>;
  readonly durability: Durability;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A commit of this many takes some milliseconds, in which the program answers nobody. */
const largestGroup = 256;
/**
 * Requests of one moment arrive over several turns of the event loop, each a few microseconds where there is nothing else to do: a group waits until so many of
 * them brought nothing more, but never for longer than the most.
 */
const quietTurns = 6;
const mostTurns = 32;

export interface WriterOptions extends EventLoop {
  readonly path: string;
  /** Nothing of it outlives the program: no commit waits for the disk. */
  readonly temporary: boolean;
  /** Told after each group how many of its decisions are durable: 0 where all failed and nothing was committed. */
  readonly onCommit?: ((decisions: number) => void) | undefined;
}

export class Writer {
  readonly #connection: Connection;
  readonly #options: WriterOptions;
  readonly #frame: ReturnType<typeof framing>;
  readonly #watch: Watch;
  readonly #queue: Decision[] = [];
  #running: Promise<void> | undefined;
  /** That of the last commit. */
  #durability: Durability = 'durable';
  readonly statements: Statements;

  constructor(connection: Connection, options: WriterOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#frame = framing(connection);
    this.#watch = new Watch(options.afterMicrotasks);
    this.statements = new Statements(connection);
  }

  write<T>(body: (tx: Write) => Promise<T>, durability: Durability = 'durable'): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ body, durability, resolve: resolve as (value: unknown) => void, reject });
      this.#running ??= this.#work();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #work(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#gather();
      await this.#decide(this.#queue.splice(0, largestGroup));
    }
    this.#running = undefined;
  }

  /** Waits a turn, so that what the same turn of the event loop delivered comes into one commit; and on, until some turns brought nothing more. */
  async #gather(): Promise<void> {
    let before = 0;
    for (let turn = 0, quiet = 0; turn < mostTurns && quiet < quietTurns; turn += 1) {
      await new Promise<void>((resolve) => this.#options.nextTurn(resolve));
      const waiting = this.#queue.length;
      if (waiting >= largestGroup) return;
      quiet = waiting === before ? quiet + 1 : 0;
      before = waiting;
    }
  }

  async #decide(group: readonly Decision[]): Promise<void> {
    const outcomes: Outcome<unknown>[] = [];
    try {
      this.#synchronize(group.some((one) => one.durability === 'durable') ? 'durable' : 'relaxed');
      await patiently(this.#frame.begin, this.#options.sleep, this.#options.path);
      const attempts = new Group(
        this.#connection,
        this.#frame,
        this.statements,
        this.#options.path,
        group.length,
      );
      for (const { body } of group) outcomes.push(await attempts.attempt(this.#watch, body));
      const kept = outcomes.reduce((count, outcome) => ('error' in outcome ? count : count + 1), 0);
      if (kept === 0) this.#frame.rollback();
      else this.#frame.commit();
      this.#options.onCommit?.(kept);
    } catch (error) {
      this.#abandon(group, outcomes, error);
      return;
    }
    for (let i = 0; i < group.length; i++) {
      const decision = group[i] as Decision;
      const outcome = outcomes[i] as Outcome<unknown>;
      if ('error' in outcome) decision.reject(outcome.error);
      else decision.resolve(outcome.value);
    }
  }

  /** A commit that is synchronized takes all before it to the disk. */
  #synchronize(durability: Durability): void {
    if (this.#options.temporary || durability === this.#durability) return;
    this.#connection.pragma(`synchronous = ${durability === 'durable' ? 'FULL' : 'NORMAL'}`);
    this.#durability = durability;
  }

  /** Nothing of the group is on disk: each decision is told so, those that failed by themselves with their own error. */
  #abandon(
    group: readonly Decision[],
    outcomes: readonly Outcome<unknown>[],
    error: unknown,
  ): void {
    try {
      if (this.#connection.inTransaction) this.#frame.rollback();
    } catch {
      // Nothing was committed, and the first error says why.
    }
    const { kind, message } = this.#lost(error);
    group.forEach((decision, i) => {
      const outcome = outcomes[i];
      if (outcome !== undefined && 'error' in outcome) decision.reject(outcome.error);
      else decision.reject(new StorageError(kind, message, error));
    });
  }

  #lost(error: unknown): StorageError {
    const told = failure(error, this.#options.path);
    if (told instanceof StorageError && told.kind !== 'constraint') return told;
    const reason = error instanceof Error ? error.message : String(error);
    return new StorageError(
      'commit',
      `The database ${this.#options.path} could not commit: ${reason}.`,
    );
  }
}
