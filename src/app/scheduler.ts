// Runs what falls due as the series' clock passes; a jump of a demonstration goes from one due instant to the next.
import type { Log, Machine } from '../chat/platform.ts';
import type { DueWork } from '../delivery/ports.ts';
import { type Instant, minute } from '../kernel/time.ts';

export interface Scheduler {
  start(): void;
  stop(): Promise<void>;
  /** Something may fall due sooner than was foreseen. */
  wake(): void;
  /** Runs everything due at or before now, until nothing is; rejects with the first fault when all works had their turn. */
  runDue(now: Instant): Promise<void>;
  /** The next due instant of all works. */
  nextAt(now: Instant): Promise<Instant | undefined>;
}

/** Another program may change what is due: look again at least this often. */
const lookEvery = minute;
const afterFault = 5_000;

export function createScheduler(parts: {
  readonly works: readonly DueWork[];
  readonly now: () => Instant;
  readonly machine: Machine;
  readonly log: Log;
}): Scheduler {
  let stopping = false;
  let sleeping = new AbortController();
  let loop: Promise<void> | undefined;

  async function nextAt(now: Instant): Promise<Instant | undefined> {
    const all = await Promise.all(parts.works.map((w) => w.nextAt(now)));
    return all.filter((at) => at !== undefined).sort((a, b) => a - b)[0];
  }

  /** One that fails keeps none of those behind it from its turn. */
  async function runAll(now: Instant): Promise<readonly unknown[]> {
    const faults: unknown[] = [];
    for (const work of parts.works) {
      try {
        const at = await work.nextAt(now);
        if (at !== undefined && at <= now) await work.run(now);
      } catch (error) {
        parts.log.error({ err: error, work: work.name }, 'due work failed');
        faults.push(error);
      }
    }
    return faults;
  }

  async function runDue(now: Instant): Promise<void> {
    const [fault] = await runAll(now);
    if (fault !== undefined) throw fault;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      let wait = lookEvery;
      try {
        const now = parts.now();
        const faults = await runAll(now);
        const next = faults.length > 0 ? now + afterFault : await nextAt(now);
        if (next !== undefined) wait = Math.max(50, Math.min(lookEvery, next - parts.now()));
      } catch (error) {
        parts.log.error({ err: error }, 'due work failed');
        wait = afterFault;
      }
      if (stopping) return;
      await parts.machine.sleep(wait, sleeping.signal);
      if (sleeping.signal.aborted) sleeping = new AbortController();
    }
  }

  return {
    start: () => {
      loop = run();
    },
    stop: async () => {
      stopping = true;
      sleeping.abort();
      await loop;
    },
    wake: () => sleeping.abort(),
    runDue,
    nextAt,
  };
}
