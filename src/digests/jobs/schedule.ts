// When digests come, and which talks they show then.
import { accountKey } from '../../kernel/account.ts';
import type { Instant, Zone } from '../../kernel/time.ts';
import type { Read } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import { talksStarting } from '../../talks/store.ts';
import { horizonOf, type IsHoliday, nextWindow, type Schedule, type Window } from '../rules.ts';
import { type Digest, firstDated, lastDay, undatedDigests } from '../store.ts';

/** What the days of all digests depend on. */
export interface Rhythm {
  readonly seriesZone: Zone;
  readonly isHoliday: IsHoliday;
}

/** When a digest comes, the series' zone filled in. */
export function scheduleOf(digest: Digest, seriesZone: Zone): Schedule {
  const { at, days, setAt } = digest;
  return { at, days, setAt, zone: digest.zone ?? seriesZone };
}

/** A digest's next day that is not done with; it may lie in the past. Undefined where more than a year has none. */
export async function nextOf(
  read: Read,
  digest: Digest,
  { seriesZone, isHoliday }: Rhythm,
): Promise<Window | undefined> {
  return nextWindow(scheduleOf(digest, seriesZone), await lastDay(read, digest.id), isHoliday);
}

/** The digest that is due first, or one that is overdue; `own`: the account, as `accountKey` writes it, where it is a person's. Undefined where none is set. */
export async function nextDigest(
  read: Read,
  rhythm: Rhythm,
): Promise<{ readonly at: Instant; readonly own: string | undefined } | undefined> {
  let next = await firstDated(read);
  for (const digest of await undatedDigests(read)) {
    const window = await nextOf(read, digest, rhythm);
    if (window && (next === undefined || window.at < next.at))
      next = { at: window.at, own: digest.account && accountKey(digest.account) };
  }
  return next;
}

/** The talks that a digest of this moment shows. */
export function talksAhead(read: Read, now: Instant, zone: Zone): Promise<readonly Talk[]> {
  return talksStarting(read, now, horizonOf(now, zone));
}
