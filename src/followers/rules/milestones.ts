// Which round number an account has newly reached, and when it may reach the next: by the least that its readings can mean.
import { type LocalDate, plusDays } from '../../kernel/time.ts';
import { changeOver, month, week } from '../rules/spans.ts';
import type { Reading } from '../rules.ts';
import { milestoneAfter, milestoneReached, milestoneUpTo, weeksUntil } from './growth.ts';

export interface Milestone {
  readonly milestone: number;
  /** The day whose reading showed it. */
  readonly on: LocalDate;
}

/** What was reached longer ago is history, not news: so many days after its reading nobody is told. */
export const freshDays = 14;

/**
 * The highest milestone above those `noted` before (0: none) that one of these readings has reached for certain. What stood at the first reading ever was
 * there before anybody counted: its number, whatever its bound, has been passed. `fresh` as `standing` gives it.
 */
export function newMilestone(
  first: Reading,
  fresh: readonly Reading[],
  noted: number,
): Milestone | undefined {
  const before = Math.max(noted, milestoneUpTo(first.value) ?? 0);
  let found: Milestone | undefined;
  for (const reading of fresh) {
    if (reading.on <= first.on) continue;
    const milestone = milestoneReached(reading, found?.milestone ?? before);
    if (milestone !== undefined) found = { milestone, on: reading.on };
  }
  return found;
}

/** When the next round number may be reached, if it goes on as in the last month, or week. */
export interface Ahead {
  readonly milestone: number;
  readonly from: LocalDate;
  /** Undefined where the readings leave it open. */
  readonly to: LocalDate | undefined;
}

/** Further ahead nobody can say by a month's growth. */
const mostWeeks = 104;

/** Undefined where the readings show no growth, or none that leads there within two years. Takes what `standing` gives. */
export function aheadOf(readings: readonly Reading[]): Ahead | undefined {
  for (const span of [month, week]) {
    const change = changeOver(readings, span);
    if (change.kind !== 'said') continue;
    const milestone = milestoneAfter(change.to.value);
    const weeks = weeksUntil(milestone, change.from, change.to, 'linear');
    if (!weeks || weeks.low > mostWeeks) return undefined;
    const after = (count: number) => plusDays(change.to.on, Math.ceil(count * 7));
    const to = weeks.high > mostWeeks ? undefined : after(weeks.high);
    return { milestone, from: after(weeks.low), to };
  }
  return undefined;
}

/** The round number that stands reached for certain; undefined where the bound shows none. */
export function reachedBy(reading: Reading): number | undefined {
  return milestoneReached(reading, undefined);
}
