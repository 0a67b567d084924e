// What is done again and again while the program runs, and calls that become one.
import type { Log } from '../chat/platform.ts';
import { hour } from '../kernel/time.ts';
import type { SqliteDatabase } from '../storage/sqlite.ts';
import { machine } from './clock.ts';
import { forgetOldClaims } from './transact.ts';

/** Calls that follow one another closely become one, so many milliseconds after the first: in a rush not every commit is a reason to look. */
export function atMostEvery(ms: number, task: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    void machine.sleep(ms).then(() => {
      waiting = false;
      task();
    });
  };
}

const tidyEveryMs = 10_000;

/**
 * Every ten seconds: where a demonstration's clock stands; now and then: claims that no platform delivers again, and what `forget` knows to be kept too long.
 */
export function tidy(
  database: SqliteDatabase,
  save: () => false | Promise<void>,
  forget: () => Promise<unknown>,
  log: Log,
) {
  const ending = new AbortController();
  let lastClaims = machine.now();
  const run = async () => {
    while (!ending.signal.aborted) {
      await machine.sleep(tidyEveryMs, ending.signal);
      if (ending.signal.aborted) return;
      try {
        await save();
        if (machine.now() - lastClaims < hour / 6) continue;
        lastClaims = machine.now();
        await database.write((tx) => forgetOldClaims(tx, machine.now()));
        await forget();
      } catch (error) {
        log.warn({ err: error }, 'tidying failed');
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
