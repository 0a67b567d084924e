// A machine whose clock stands still between the instants that a test announces to all its programs: no lease ends and no back-off is over because a process was
// slow. What only looks around goes on in real time, faster.
import { randomBytes } from 'node:crypto';
import type { Machine } from '../../src/chat/platform.ts';

export interface AnnouncedMachine extends Machine {
  /** Whoever sleeps until then wakes. */
  announce(now: number): void;
}

/** Up to here a sleep is a look around: it takes real time, so many times less. */
const longestLook = 1_000;
const faster = 5;

/** `tag`: four hexadecimal digits with which its random numbers begin, so that what a program holds can be told from what others hold. */
export function createAnnouncedMachine(tag: string, start: number): AnnouncedMachine {
  let now = start;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  return {
    now: () => now,
    random: (bytes) => (tag + randomBytes(bytes).toString('hex')).slice(0, 2 * bytes),
    sleep(ms, signal) {
      if (ms <= 0 || signal?.aborted) return Promise.resolve();
      return new Promise<void>((resolve) => {
        if (ms <= longestLook) {
          const done = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', done);
            resolve();
          };
          const timer = setTimeout(done, ms / faster);
          signal?.addEventListener('abort', done, { once: true });
          return;
        }
        const sleeper = {
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
    announce(to) {
      now = to;
      for (const sleeper of [...sleepers]) if (sleeper.at <= now) sleeper.wake();
    },
  };
}
