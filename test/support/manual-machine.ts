// A machine's clock that moves only when a test says so, with seeded randomness.
import type { Machine } from '../../src/chat/platform.ts';

export interface ManualMachine extends Machine {
  /** Moves the clock, stopping at each instant at which somebody sleeps until, and lets what wakes run. */
  advance(ms: number): Promise<void>;
  /** Moves the clock at once, as if the program had not run meanwhile; whoever slept until then wakes. */
  leap(ms: number): Promise<void>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Enough turns of the event loop for a chain of a dozen database calls. */
const turns = 40;

export async function settle(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** `start` is UTC milliseconds. The same seed gives the same random numbers. */
export function createManualMachine(start = 1_700_000_000_000, seed = 1): ManualMachine {
  let now = start;
  let state = seed >>> 0;
  const sleepers = new Set<Sleeper>();

  function randomByte(): number {
    // xorshift32: any fixed sequence will do.
    state = (state ^ 0x9e3779b9) >>> 0 || 1;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state & 0xff;
  }

  function wakeDue(): void {
    for (const sleeper of [...sleepers]) if (sleeper.at <= now) sleeper.wake();
  }

  return {
    now: () => now,
    random: (bytes) =>
      Array.from({ length: bytes }, () => randomByte().toString(16).padStart(2, '0')).join(''),
    sleep(ms, signal) {
      if (ms <= 0 || signal?.aborted) return Promise.resolve();
      return new Promise<void>((resolve) => {
        const sleeper: Sleeper = {
          at: now + ms,
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
      });
    },
    async advance(ms) {
      const target = now + ms;
      for (;;) {
        await settle();
        const next = Math.min(...[...sleepers].map((s) => s.at));
        if (next > target) break;
        now = Math.max(now, next);
        wakeDue();
      }
      now = target;
      await settle();
    },
    async leap(ms) {
      await settle();
      now += ms;
      wakeDue();
      await settle();
    },
  };
}
