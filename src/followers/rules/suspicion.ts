// Networks sometimes give a number that is not so: a reading that jumps is held until the next one confirms it.
import type { LocalDate } from '../../kernel/time.ts';
import { type Count, intervalOf } from '../rules.ts';

export interface DatedCount extends Count {
  readonly on: LocalDate;
}

/** Between two readings of a month or less a count may change by a fifth; over longer, by as much more. */
const share = 0.2;
const monthDays = 30;
/** So many people are no jump, however small the account. */
const slack = 50;

/** Whether a count can have followed from an earlier one without a jump, taking both as the intervals that they are. */
export function follows(later: DatedCount, earlier: DatedCount): boolean {
  const days = Math.abs(Date.parse(later.on) - Date.parse(earlier.on)) / 86_400_000;
  const may = share * Math.max(1, days / monthDays);
  const from = intervalOf(earlier);
  const to = intervalOf(later);
  // Nobody loses everybody: a sudden 0 is a fault of the network, however long the time.
  if (to.high === 0 && from.low > slack) return false;
  return (
    to.low <= from.high * (1 + may) + slack && to.high >= from.low * Math.max(0, 1 - may) - slack
  );
}

/** `good`: kept and shown. `confirms`: the held one was true, and both are kept. `held`: shown nowhere until the next one agrees with it. */
export type Verdict = 'good' | 'confirms' | 'held';

/**
 * Judges what a network gave. `last`: the newest good reading up to that day, of whatever origin; `held`: what waits to be confirmed. The first of an account
 * has nothing to jump from. A second reading of the same day confirms nothing: it may be the same fault.
 */
export function judge(
  fetched: DatedCount,
  last: DatedCount | undefined,
  held: DatedCount | undefined,
): Verdict {
  if (!last || follows(fetched, last)) return 'good';
  return held && held.on < fetched.on && follows(fetched, held) ? 'confirms' : 'held';
}
