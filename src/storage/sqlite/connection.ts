// What the rest of this folder needs of a SQLite connection. ../sqlite.ts, which alone knows the driver, opens them.

export interface Statement {
  /** Whether it returns rows. */
  readonly reader: boolean;
  /** Whether it can change nothing. */
  readonly readonly: boolean;
  run(values: readonly unknown[]): { readonly changes: number };
  get(values: readonly unknown[]): unknown;
  all(values: readonly unknown[]): unknown[];
  /** From now on rows are lists of values, in the order of the columns, where they were objects. */
  raw(on: boolean): unknown;
  columns(): readonly { readonly name: string }[];
}

export interface Connection {
  readonly inTransaction: boolean;
  prepare(text: string): Statement;
  exec(text: string): unknown;
  pragma(text: string, options?: { readonly simple?: boolean }): unknown;
  backup(path: string): Promise<unknown>;
  close(): unknown;
}

export type Connect = (path: string, access: 'write' | 'create' | 'read') => Connection;

/** The parts of the machine that storage may not reach for itself. */
export interface EventLoop {
  /** Milliseconds of the machine's timer. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Runs the task in the next turn of the event loop, after the input that is already there: `setImmediate`. */
  readonly nextTurn: (task: () => void) => void;
  /** Called from a microtask, runs the task as soon as no microtask is left: `process.nextTick`. */
  readonly afterMicrotasks: (task: () => void) => void;
}
