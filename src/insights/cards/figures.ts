// What the cards of the engagement share: figures as far as they are known, and posts that stand out.
import type { Interval } from '../../followers/rules.ts';
import { type Line, link } from '../../kernel/inline.ts';
import { localDate } from '../../kernel/time.ts';
import type { wording } from '../../wording/wording.ts';
import type { Outstanding } from '../rules/comparing.ts';
import type { Measured } from '../rules.ts';

export type Words = ReturnType<typeof wording>['insights'];

/** A figure as far as it is known. A rate lies at or above something, or at or below something, whatever the readings leave open. */
export function rangeText(
  { low, high }: Interval,
  write: (value: number) => string,
  words: Words,
): string {
  if (high === Number.POSITIVE_INFINITY) return words.atLeast(write(low));
  const [from, to] = [write(low), write(high)];
  if (from === to) return to;
  return low === 0 ? words.atMost(to) : words.between(from, to);
}

/** "3 Jul 2019 – 4,120 interactions, 3.2 deviations above its account’s mean". */
export function outstandingLine(
  { post, z }: Outstanding,
  { zone }: Pick<Measured, 'zone'>,
  words: Words,
): Line {
  const day = words.postOn(localDate(post.at, zone));
  return [
    post.url === undefined ? day : link(day, post.url),
    ` – ${words.outstanding(post.interactions, z)}`,
  ];
}
