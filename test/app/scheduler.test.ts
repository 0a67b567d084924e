// What falls due as the series' clock passes: in time, in order, and whatever one work does to another.
import { afterEach, describe, expect, it } from 'vitest';
import { createScheduler, type Scheduler } from '../../src/app/scheduler.ts';
import type { Log, Machine } from '../../src/chat/platform.ts';
import type { DueWork } from '../../src/delivery/ports.ts';

let schedulers: Scheduler[] = [];

afterEach(async () => {
  for (const one of schedulers) await one.stop();
  schedulers = [];
});

interface Sleep {
  readonly ms: number;
  end(): void;
}

function stage(works: readonly DueWork[], start = 0) {
  const sleeps: Sleep[] = [];
  const errors: string[] = [];
  let now = start;
  let asleep: Sleep | undefined;
  const machine: Machine = {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const end = () => {
          if (asleep === sleep) asleep = undefined;
          resolve();
        };
        const sleep = { ms, end };
        sleeps.push(sleep);
        asleep = sleep;
        signal?.addEventListener('abort', end, { once: true });
      }),
    random: () => '00',
  };
  const log: Log = { info: () => {}, warn: () => {}, error: (_, event) => void errors.push(event) };
  const scheduler = createScheduler({ works, now: () => now, machine, log });
  schedulers.push(scheduler);
  return {
    scheduler,
    errors,
    sleeps,
    /** Waits until the scheduler sleeps, and gives for how long. */
    async rests(times: number): Promise<number> {
      await expect.poll(() => sleeps.length).toBe(times);
      return sleeps.at(-1)?.ms ?? Number.NaN;
    },
    /** Time passes while it sleeps. */
    pass(ms: number): void {
      now += ms;
      asleep?.end();
    },
  };
}

/** Does something at each of these instants, once. */
function work(name: string, at: readonly number[], done: string[]): DueWork {
  const left = [...at];
  return {
    name,
    nextAt: async () => left[0],
    run: async (now) => {
      while (left[0] !== undefined && left[0] <= now) done.push(`${name} ${left.shift()}`);
    },
  };
}

describe('the scheduler', () => {
  it('does what is overdue at once, and sleeps until the next instant', async () => {
    const done: string[] = [];
    const { scheduler, rests, pass } = stage([work('a', [500, 21_000], done)], 1_000);
    scheduler.start();
    expect(await rests(1)).toBe(20_000);
    expect(done).toEqual(['a 500']);
    pass(20_000);
    expect(await rests(2)).toBe(60_000);
    expect(done).toEqual(['a 500', 'a 21000']);
  });

  it('looks again after a minute, since another program may have changed what is due', async () => {
    const { scheduler, rests } = stage([work('a', [3_600_000], [])]);
    scheduler.start();
    expect(await rests(1)).toBe(60_000);
  });

  it('looks again when it is woken, even while it works', async () => {
    const done: string[] = [];
    const late: number[] = [];
    const waking: DueWork = {
      name: 'waking',
      nextAt: async () => late[0],
      run: async () => {
        done.push('ran');
        late.shift();
        if (done.length === 1) {
          late.push(0);
          staged.scheduler.wake();
        }
      },
    };
    const staged = stage([waking]);
    staged.scheduler.start();
    await staged.rests(1);
    late.push(0);
    staged.scheduler.wake();
    await staged.rests(2);
    expect(done).toEqual(['ran', 'ran']);
  });

  it('a work that fails is tried again in five seconds, and logged', async () => {
    let fails = true;
    const done: string[] = [];
    const failing: DueWork = {
      name: 'failing',
      nextAt: async () => (done.length > 0 ? undefined : 0),
      run: async () => {
        if (fails) throw new Error('no');
        done.push('done');
      },
    };
    const { scheduler, rests, pass, errors } = stage([failing]);
    scheduler.start();
    expect(await rests(1)).toBe(5_000);
    expect(errors).toEqual(['due work failed']);
    fails = false;
    pass(5_000);
    await rests(2);
    expect(done).toEqual(['done']);
  });

  it('a work that fails keeps none of those behind it from its turn', async () => {
    const failing: DueWork = {
      name: 'failing',
      nextAt: async () => 0,
      run: async () => {
        throw new Error('no');
      },
    };
    const done: string[] = [];
    const { scheduler, rests, errors } = stage([failing, work('behind', [0], done)]);
    scheduler.start();
    expect(await rests(1)).toBe(5_000);
    expect(done).toHaveLength(1);
    expect(errors).toEqual(['due work failed']);
    await expect(scheduler.runDue(0)).rejects.toThrow('no');
  });

  it('runDue runs what is due of every work, in their order, and nextAt is the soonest', async () => {
    const done: string[] = [];
    const works = [work('a', [30, 90], done), work('b', [10, 40], done)];
    const { scheduler } = stage(works);
    expect(await scheduler.nextAt(0)).toBe(10);
    await scheduler.runDue(40);
    expect(done).toEqual(['a 30', 'b 10', 'b 40']);
    expect(await scheduler.nextAt(40)).toBe(90);
    await scheduler.runDue(90);
    expect(await scheduler.nextAt(90)).toBeUndefined();
  });

  it('stops in the middle of its sleep, and twice changes nothing', async () => {
    const { scheduler, rests } = stage([]);
    scheduler.start();
    await rests(1);
    await scheduler.stop();
    await scheduler.stop();
  });
});
