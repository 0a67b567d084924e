// What other programs on the same database decide, for the pages that stand open here: looked for while there are any. What this program decides it tells at once.
import type { Log, Machine, Platform } from '../chat/platform.ts';
import type { Instant } from '../kernel/time.ts';
import type { Database } from '../storage/database.ts';
import { upcomingMark } from '../talks/store.ts';

const lookEveryMs = 2_000;

export interface FollowedChanges {
  stop(): Promise<void>;
}

/** Tells the platforms of changes until it is stopped. `now` on the series' clock. */
export function followChanges(parts: {
  readonly database: Database;
  readonly platforms: readonly Pick<Platform, 'openPages' | 'changed'>[];
  readonly machine: Machine;
  readonly now: () => Instant;
  readonly log: Log;
}): FollowedChanges {
  const { database, platforms, machine, log } = parts;
  const ending = new AbortController();

  async function follow(): Promise<void> {
    let last: string | undefined;
    for (;;) {
      await machine.sleep(lookEveryMs, ending.signal);
      if (ending.signal.aborted) return;
      const open = platforms.filter((platform) => platform.openPages() > 0);
      if (open.length === 0) {
        last = undefined;
        continue;
      }
      try {
        const mark = await database.read((read) => upcomingMark(read, parts.now()));
        if (mark !== last) for (const platform of open) platform.changed(undefined);
        last = mark;
      } catch (error) {
        log.warn({ err: error }, 'changes could not be looked for');
      }
    }
  }

  const following = follow();
  return {
    stop: async () => {
      ending.abort('stopping');
      await following;
    },
  };
}
