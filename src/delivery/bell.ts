// Wakes whoever waits for something to do. A ring that comes between looking and waiting is not missed.
import type { Machine } from '../chat/platform.ts';

export interface Bell {
  /** How often it rang: taken before looking, handed to `wait` after. */
  rings(): number;
  ring(): void;
  /** Resolves at the first ring after `since`, or after so many milliseconds of the machine's clock. */
  wait(since: number, ms: number): Promise<void>;
}

export function createBell(machine: Machine): Bell {
  let count = 0;
  const waiting = new Set<AbortController>();
  return {
    rings: () => count,
    ring() {
      count += 1;
      for (const sleeper of waiting) sleeper.abort('rung');
      waiting.clear();
    },
    async wait(since, ms) {
      if (count !== since) return;
      const sleeper = new AbortController();
      waiting.add(sleeper);
      await machine.sleep(Math.max(ms, 0), sleeper.signal);
      waiting.delete(sleeper);
    },
  };
}
