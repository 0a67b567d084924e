// What one day did to a count: for the line of a digest, which has room for what is certain and for nothing else.
import { never } from '../../kernel/result.ts';
import { type LocalDate, plusDays } from '../../kernel/time.ts';
import { type Change, type Reading, sayChange } from '../rules.ts';

/**
 * The change from yesterday's reading to today's; undefined where either is missing, and where their bounds leave open whether it rose or fell. Takes what
 * `standing` gives; `today` in the series' zone.
 */
export function changeSinceYesterday(
  readings: readonly Reading[],
  today: LocalDate,
): Change | undefined {
  const to = readings.at(-1);
  const from = readings.at(-2);
  if (to?.on !== today || from?.on !== plusDays(today, -1)) return undefined;
  const change = sayChange(from, to);
  return change && tellsWhichWay(change) ? change : undefined;
}

function tellsWhichWay(change: Change): boolean {
  switch (change.kind) {
    case 'exact':
      return true;
    case 'between':
      return change.low > 0 || change.high < 0;
    case 'atLeast':
      return change.by > 0;
    case 'atMost':
      return change.by < 0;
    default:
      return never(change);
  }
}
