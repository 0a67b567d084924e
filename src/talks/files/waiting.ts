// The rules of the waiting list in the talks file: each may be left out, and together they must make sense.
import { z } from 'zod';
import { hour, instantOf, isLocalTime, type LocalTime, minute } from '../../kernel/time.ts';
import { usualWaiting, type WaitingRules } from '../rules.ts';

export const clockTime = z
  .string('must be a time like "18:00", in quotes')
  .refine(isLocalTime, 'must be a time like "18:00", in quotes');

/** An offer that would hold for less is not made. */
const leastOffer = 30 * minute;

const hours = (least: number) =>
  z
    .number('must be a number of hours, such as 4 or 0.5')
    .min(least, `must be ${least} hours or more`)
    .max(1000, 'must be 1000 hours or less');

export const waitingSchema = z
  .strictObject({
    straightUntilHours: hours(0),
    openUntilHours: hours(0),
    offerHours: hours(leastOffer / hour),
    from: clockTime,
    to: clockTime,
  })
  .partial();

type Written = z.infer<typeof waitingSchema>;

export interface WaitingMistake {
  /** The key whose line is named. */
  readonly key: keyof WaitingRules;
  readonly message: string;
}

/** What the file says, the usual numbers where it says nothing; and what does not fit together. */
export function readWaiting(written: Written = {}): {
  readonly rules: WaitingRules;
  readonly mistakes: readonly WaitingMistake[];
} {
  const rules: WaitingRules = {
    straightUntilHours: written.straightUntilHours ?? usualWaiting.straightUntilHours,
    openUntilHours: written.openUntilHours ?? usualWaiting.openUntilHours,
    offerHours: written.offerHours ?? usualWaiting.offerHours,
    from: written.from ?? usualWaiting.from,
    to: written.to ?? usualWaiting.to,
  };
  const { straightUntilHours, openUntilHours, from, to } = rules;
  const mistakes: WaitingMistake[] = [];
  if (openUntilHours > straightUntilHours) {
    const key = written.openUntilHours === undefined ? 'straightUntilHours' : 'openUntilHours';
    const message = `seats are offered from ${straightUntilHours} hours before a talk and open to anyone from ${openUntilHours}: the second must not be more`;
    mistakes.push({ key, message });
  }
  if (onOneDay(to) - onOneDay(from) < leastOffer) {
    const key = written.to === undefined ? 'from' : 'to';
    const message = `offers count from ${from} to ${to}: the first must be at least half an hour earlier, on one day`;
    mistakes.push({ key, message });
  }
  return { rules, mistakes };
}

const onOneDay = (time: LocalTime) => instantOf('2000-01-01', time, 'UTC');
