// What other programs on the same database decide, for the pages that stand open here: looked for while there are any. What this program decides it tells at once.
import type { Log, Machine, Platform } from '../chat/platform.ts';
import { digestsMark } from '../digests/store.ts';
import { readingsMark } from '../followers/store.ts';
import type { Instant } from '../kernel/time.ts';
import { personsMark } from '../people/store.ts';
import type { Database, Read } from '../storage/database.ts';
import { upcomingMark } from '../talks/store.ts';

const lookEveryMs = 2_000;

/** A text that is another one as soon as anything is decided that a page shows: of the talks ahead, of what people have set, of the followers. */
async function pagesMark(read: Read, now: Instant): Promise<string> {
  const marks = [
    await upcomingMark(read, now),
    await personsMark(read),
    await digestsMark(read),
    await readingsMark(read),
  ];
  return marks.join('|');
}

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
        const mark = await database.read((read) => pagesMark(read, parts.now()));
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
