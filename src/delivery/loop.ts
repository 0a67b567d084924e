// Goes on finding and doing work until it is told to stop: several pieces at once, never more than its places.
import type { Log, Machine } from '../chat/platform.ts';
import type { Bell } from './bell.ts';
import { gatherMs, pollMs } from './pacing.ts';

export interface Found {
  /** Each is started at once; none waits for another. */
  readonly work: readonly (() => Promise<void>)[];
  /** When there may be more, in milliseconds of the machine's clock. */
  readonly waitMs: number;
}

export interface Source {
  readonly name: string;
  /** Claims at most so many pieces of work. */
  find(room: number): Promise<Found>;
}

/** Resolves once `stopping` holds and what is under way has ended. A fault is logged; what it held comes free with its lease. */
export async function runLoop(
  source: Source,
  bell: Bell,
  places: () => number,
  machine: Pick<Machine, 'now'>,
  stopping: () => boolean,
  log: Log,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const begin = (piece: () => Promise<void>) => {
    const doing = piece()
      .catch((error: unknown) => {
        log.error({ loop: source.name, error: String(error) }, 'a delivery failed');
      })
      .finally(() => {
        underWay.delete(doing);
        bell.ring();
      });
    underWay.add(doing);
  };
  /** Until half of the places are free, but not for long: what is found together is claimed and marked in one commit. */
  const gather = async () => {
    const until = machine.now() + gatherMs;
    while (2 * (places() - underWay.size) < places() && machine.now() < until && !stopping())
      await bell.wait(bell.rings(), until - machine.now());
  };
  while (!stopping()) {
    await gather();
    if (stopping()) break;
    const since = bell.rings();
    const found = await look(source, places() - underWay.size, log);
    for (const piece of found.work) begin(piece);
    if (found.work.length === 0) await bell.wait(since, Math.max(found.waitMs, 1));
  }
  await Promise.all(underWay);
}

async function look(source: Source, room: number, log: Log): Promise<Found> {
  if (room <= 0) return { work: [], waitMs: pollMs };
  try {
    return await source.find(room);
  } catch (error) {
    log.error({ loop: source.name, error: String(error) }, 'looking for work failed');
    return { work: [], waitMs: 2 * pollMs };
  }
}
