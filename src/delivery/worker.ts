// Finds what is due at one station and claims it: many rows to a commit, the urgent ones first, nothing that the platform told us to hold back.
import type { Platform } from '../chat/platform.ts';
import type { Instant } from '../kernel/time.ts';
import { createAttempt } from './attempt.ts';
import type { Bell } from './bell.ts';
import { type Desk, type Station, stationKey } from './desk.ts';
import type { Found, Source } from './loop.ts';
import { heldUntil, holdsAt, pollMs } from './pacing.ts';
import { createRest } from './rest.ts';
import { claimRow, nextTryAt, type OutboxRow, readyKeys } from './rows.ts';
import type { Width } from './width.ts';

/** Finds and sends what is due at one platform's workspace. `progress` rings whenever a row changed its state. */
export function createWorker(parts: {
  readonly desk: Desk;
  readonly platform: Platform;
  readonly width: Width;
  readonly progress: Bell;
  readonly stopping: () => boolean;
}): Source {
  const { desk, platform, width, progress, stopping } = parts;
  const { database, machine } = desk;
  const rest = createRest(machine);
  const attempt = createAttempt({ desk, platform, rest, width, stopping });
  const station = (): Station => ({ platform: platform.name, workspace: platform.workspace() });
  let underWay = 0;

  async function find(places: number): Promise<Found> {
    const now = { series: desk.seriesNow(), machine: machine.now() };
    const room = rest.room(places, underWay);
    const wait = (until: Instant) => ({ work: [], waitMs: Math.min(pollMs, until - now.machine) });
    if (rest.until() > now.machine) return wait(rest.until());
    if (room <= 0) return wait(Number.POSITIVE_INFINITY);
    const here = station();
    const found = await database.read(async (read) => {
      const holds = await holdsAt(read, now.machine);
      const held = heldUntil(holds, here, 'post');
      if (held > now.machine) return { keys: [], next: held };
      const may = {
        open: heldUntil(holds, here, 'open') <= now.machine,
        look: heldUntil(holds, here, 'look') <= now.machine,
      };
      const keys = await readyKeys(read, here, now, room, may);
      const next = (await nextTryAt(read, here, now)) ?? Number.POSITIVE_INFINITY;
      return { keys, next: Math.min(next, nextRelease(holds, here)) };
    });
    const rows = found.keys.length === 0 ? [] : await claim(found.keys);
    return {
      work: rows.map((row) => () => carryOut(row)),
      waitMs: Math.min(pollMs, found.next - machine.now()),
    };
  }

  /** A claim that a crash of the machine undoes is made again: nothing was sent before the mark, which is durable. */
  function claim(keys: readonly string[]): Promise<readonly OutboxRow[]> {
    return database.write(async (tx) => {
      const rows: OutboxRow[] = [];
      for (const key of keys) {
        const row = await claimRow(tx, key, machine.random(8), desk.newId(), machine.now());
        if (row) rows.push(row);
      }
      return rows;
    }, 'relaxed');
  }

  async function carryOut(row: OutboxRow): Promise<void> {
    underWay += 1;
    try {
      await attempt(row);
    } finally {
      underWay -= 1;
      progress.ring();
    }
  }

  return { name: 'posts', find };
}

/** When the first of a station's holds ends. */
function nextRelease(holds: ReadonlyMap<string, Instant>, station: Station): Instant {
  const key = stationKey(station);
  const ours = [...holds].filter(([scope]) => scope.startsWith(key)).map(([, until]) => until);
  return Math.min(...ours);
}
