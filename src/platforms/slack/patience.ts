// Waits for decisions, each for the same time. They give up in the order in which they began, so one timer serves all: a timer and a signal for each would be a
// twentieth of what an answer costs.
import type { Machine } from '../../chat/platform.ts';

export interface Patience {
  /** What was decided, or undefined where that takes too long; rejects where the decision does in time. */
  soon<T>(decision: Promise<T>): Promise<T | undefined>;
}

interface Waiter {
  /** On the machine's clock. */
  readonly until: number;
  readonly giveUp: () => void;
  over: boolean;
}

/** `ms`: milliseconds of the machine's clock. */
export function createPatience(machine: Pick<Machine, 'now' | 'sleep'>, ms: number): Patience {
  const waiters: Waiter[] = [];
  let open = 0;
  let asleep: AbortController | undefined;

  /** The first that still waits. */
  const first = (): Waiter | undefined => {
    while (waiters[0]?.over) waiters.shift();
    return waiters[0];
  };

  async function watch(sleeper: AbortController): Promise<void> {
    for (let next = first(); next && !sleeper.signal.aborted; next = first()) {
      await machine.sleep(Math.max(0, next.until - machine.now()), sleeper.signal);
      const now = machine.now();
      for (let late = first(); late !== undefined && late.until <= now; late = first())
        late.giveUp();
    }
  }

  const end = (waiter: Waiter) => {
    if (waiter.over) return;
    waiter.over = true;
    open -= 1;
    if (open > 0) return;
    // Nobody waits: no timer is left behind.
    waiters.length = 0;
    asleep?.abort('nobody waits');
    asleep = undefined;
  };

  return {
    soon: (decision) =>
      new Promise((resolve, reject) => {
        const waiter: Waiter = {
          until: machine.now() + ms,
          giveUp: () => {
            end(waiter);
            resolve(undefined);
          },
          over: false,
        };
        waiters.push(waiter);
        open += 1;
        decision.then(
          (value) => {
            end(waiter);
            resolve(value);
          },
          (error: unknown) => {
            end(waiter);
            reject(error);
          },
        );
        if (asleep !== undefined) return;
        asleep = new AbortController();
        void watch(asleep);
      }),
  };
}
