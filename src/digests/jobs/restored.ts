// After a backup was restored: the digests of the days between the backup and now may have been sent before.
import type { Instant } from '../../kernel/time.ts';
import type { Write } from '../../storage/database.ts';
import { activeDigests, claimDay } from '../store.ts';
import { nextOf, type Rhythm } from './schedule.ts';

/**
 * Claims every day of every digest that was due before `now` (series' clock), so that none is sent, and gives how many still would have been: those of the days
 * before come too late anyway. Only while no program runs.
 */
export async function skipOverdueDigests(tx: Write, now: Instant, rhythm: Rhythm): Promise<number> {
  let count = 0;
  for (const digest of await activeDigests(tx)) {
    let window = await nextOf(tx, digest, rhythm);
    while (window && window.at < now) {
      await claimDay(tx, digest.id, window.on, 'skipped');
      if (now <= window.lastAt) count += 1;
      window = await nextOf(tx, digest, rhythm);
    }
  }
  return count;
}
