// The only place that reads the machine's clock, timers and randomness. Two clocks are handed out: the machine's, and the series'.
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Machine } from '../chat/platform.ts';
import type { Instant } from '../kernel/time.ts';

export const machine: Machine = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
      signal?.addEventListener('abort', done, { once: true });
    }),
  random: (bytes) => randomBytes(bytes).toString('hex'),
};

/** What the storage needs of the event loop. */
export const eventLoop = {
  sleep: (ms: number) => machine.sleep(ms),
  nextTurn: (task: () => void) => void setImmediate(task),
  afterMicrotasks: (task: () => void) => process.nextTick(task),
};

export const tempFile = () => join(tmpdir(), `idea-circle-${randomUUID()}.db`);

/** The millisecond of the last id, as it is written, and the number that followed. */
let last = { at: -1, text: '', number: 0 };

/**
 * Fourteen letters and digits: the millisecond, then a number that is drawn from 30 bits for the first id of the millisecond and counts up for the others. What
 * is made together lies together, at the end of each index that begins with it, so that a commit of many decisions writes few pages. An id is a name, never a secret.
 */
export function newId(): string {
  const at = Date.now();
  if (at === last.at) last.number += 1;
  else {
    const text = at.toString(36).padStart(8, '0');
    last = { at, text, number: randomBytes(4).readUInt32LE() >>> 2 };
  }
  return last.text + last.number.toString(36).padStart(6, '0');
}

/** Six digits for linking two accounts. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** The series' clock: at the real pace, by an offset from the machine's that a demonstration may move. */
export interface SeriesClock {
  now(): Instant;
  /** Moves it; only a demonstration may. */
  set(to: Instant): void;
  /** The instant minus the machine's, to be kept in the database. */
  offset(): number;
}

export function seriesClock(offset: number): SeriesClock {
  let by = offset;
  return {
    now: () => machine.now() + by,
    set: (to) => {
      by = to - machine.now();
    },
    offset: () => by,
  };
}
