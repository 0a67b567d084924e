// Round numbers in words: what was reached, and what comes next.
import type { Line } from '../../kernel/inline.ts';
import { strong } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { wording } from '../../wording/wording.ts';
import { type Ahead, aheadOf, type Milestone, reachedBy } from '../rules/milestones.ts';
import type { Reading, WatchedAccount } from '../rules.ts';
import { accountName, type Words } from './counts.ts';

/** "500,000 reached; 1,000,000 between 3 Sep 2019 and 1 Oct 2019 at this pace"; undefined where there is nothing to say. */
export function milestoneText(readings: readonly Reading[], words: Words): string | undefined {
  const newest = readings.at(-1);
  const reached = newest && reachedBy(newest);
  const ahead = aheadOf(readings);
  const parts = [
    ...(reached === undefined ? [] : [words.reached(reached)]),
    ...(ahead ? [aheadText(ahead, words)] : []),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

function aheadText({ milestone, from, to }: Ahead, words: Words): string {
  if (to === undefined) return words.aheadFrom(milestone, from);
  return from === to
    ? words.aheadOn(milestone, from)
    : words.aheadBetween(words.number(milestone), from, to);
}

/** "Instagram has passed 500,000 followers (2 Aug 2019)", for the digest. */
export function milestoneLine(
  { account, milestone, on }: Milestone & { readonly account: WatchedAccount },
  among: readonly WatchedAccount[],
  language: Language,
): Line {
  const words = wording(language).followers;
  return [
    strong(accountName(account, among, language)),
    words.passed(words[account.series](milestone), on),
  ];
}
