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

// Asked for in one piece: a call of its own for each id costs more than the rest of a decision's statements.
const chanceLength = 4;
let chance = randomBytes(0);
let used = 0;
let prefix = { at: -1, text: '' };

/**
 * Fourteen letters and digits: the millisecond, then 31 bits of chance. What is made together lies together in every index, so that a commit of many decisions
 * writes few pages. An id is a name, never a secret.
 */
export function newId(): string {
  if (used + chanceLength > chance.length) {
    chance = randomBytes(chanceLength * 256);
    used = 0;
  }
  const at = Date.now();
  if (at !== prefix.at) prefix = { at, text: at.toString(36).padStart(8, '0') };
  const drawn = chance.readUInt32LE(used) >>> 1;
  used += chanceLength;
  return prefix.text + drawn.toString(36).padStart(6, '0');
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
