// What is computed of an account's posts. Each indicator names what it is divided by, its level, and of how many posts it speaks.
import { type Interval, intervalOf } from '../../followers/rules.ts';
import {
  type Answered,
  answeredOf,
  followersFinder,
  type InteractionKind,
  interactionsOf,
  kindsTold,
  known,
  type Measured,
  type Pair,
  type Post,
  pairOf,
} from '../rules.ts';
import { mean, median } from './statistics.ts';

/** By the framework of AMEC: what was put out, what people took up of it, what stayed with them. */
export type Level = 'output' | 'out-take' | 'outcome';

export type Denominator =
  | 'post'
  | 'followers'
  | 'fans'
  | 'stars'
  | 'reach'
  | 'views'
  | 'interactions';

export type IndicatorName =
  | 'reach'
  | 'views'
  | 'organic'
  | 'interactions'
  | 'per-thousand'
  | 'by-followers'
  | 'by-reach'
  | 'by-views'
  | 'conversation'
  | 'amplification'
  | 'click-through';

export type IndicatorValue =
  /** Computed for each post; an end that the readings leave open is 0 or infinite. */
  | { readonly kind: 'each'; readonly mean: Interval; readonly median: Interval }
  /** All posts together: a share between 0 and 1, as far as the figures are right. */
  | { readonly kind: 'whole'; readonly share: number }
  /** Of too few posts to say. */
  | { readonly kind: 'few' };

export interface Indicator {
  readonly name: IndicatorName;
  readonly level: Level;
  readonly denominator: Denominator;
  /** Of so many posts it speaks: those whose figures are known. */
  readonly posts: number;
  readonly value: IndicatorValue;
}

/** Of fewer posts neither mean nor median is told. */
export const fewestPosts = 3;

export type Computed = Pick<Indicator, 'posts' | 'value'>;

/** Interactions of each post. */
export function interactionsEach({ posts }: Pick<Answered, 'posts'>): Computed {
  return eachOf(posts.map(({ interactions: n }) => ({ low: n, high: n })));
}

/** Interactions of each post by so many times the followers of its day. */
export function byFollowersEach(answered: Answered, times: number): Computed {
  const followersAt = followersFinder(answered);
  return eachOf(
    known(answered.posts, (post) => {
      const reading = followersAt(post);
      return reading && rateOf(post.interactions, intervalOf(reading), times);
    }),
  );
}

/** What can be computed of an account's posts, in the order of the levels. */
export function indicatorsOf(measured: Measured): readonly Indicator[] {
  const { account, posts } = measured;
  const kinds = kindsTold(posts);
  const answered = answeredOf(measured);
  const unit = account.series;
  const counts = new Map(posts.map((post) => [post, interactionsOf(post, kinds)]));
  const interactions = (post: Post) => counts.get(post);
  const each = (of: (post: Post) => Interval | undefined) => () => eachOf(known(posts, of));
  const by = (figure: 'reach' | 'views') =>
    each((post) => exactRate(interactions(post), post[figure]));
  const exact = (value: number | undefined) =>
    value === undefined ? undefined : { low: value, high: value };
  const share = (of: (post: Post) => Pair | undefined) => (): Computed => {
    const pairs = known(posts, of);
    return { posts: pairs.length, value: wholeOf(pairs) };
  };
  const comments = (post: Post) => (kinds.includes('comments') ? post.comments : undefined);
  const table: readonly (readonly [IndicatorName, Level, Denominator, () => Computed])[] = [
    ['reach', 'output', 'post', each((post) => exact(post.reach))],
    ['views', 'output', 'post', each((post) => exact(post.views))],
    ['organic', 'output', 'views', share((post) => pairOf(notPaid(post), post.views))],
    ['interactions', 'out-take', 'post', () => interactionsEach(answered)],
    ['per-thousand', 'out-take', unit, () => byFollowersEach(answered, 1_000)],
    ['by-followers', 'out-take', unit, () => byFollowersEach(answered, 1)],
    ['by-reach', 'out-take', 'reach', by('reach')],
    ['by-views', 'out-take', 'views', by('views')],
    [
      'conversation',
      'out-take',
      'interactions',
      share((post) => pairOf(comments(post), interactions(post))),
    ],
    [
      'amplification',
      'out-take',
      'interactions',
      share((post) => pairOf(passedOn(post, kinds), interactions(post))),
    ],
    ['click-through', 'out-take', 'views', share((post) => pairOf(post.clicks, post.views))],
  ];
  return table.map(([name, level, denominator, compute]) => ({
    name,
    level,
    denominator,
    ...compute(),
  }));
}

function notPaid({ views, paidViews }: Post): number | undefined {
  return views === undefined || paidViews === undefined ? undefined : views - paidViews;
}

/** Passed on, with or without words of one's own. */
function passedOn(post: Post, kinds: readonly InteractionKind[]): number | undefined {
  return interactionsOf(
    post,
    kinds.filter((kind) => kind === 'shares' || kind === 'quotes'),
  );
}

function rateOf(
  count: number | undefined,
  { low, high }: Interval,
  times: number,
): Interval | undefined {
  if (count === undefined) return undefined;
  if (count === 0) return { low: 0, high: 0 };
  return {
    low: (count / high) * times,
    high: low === 0 ? Number.POSITIVE_INFINITY : (count / low) * times,
  };
}

function exactRate(count: number | undefined, of: number | undefined): Interval | undefined {
  return of === undefined || of === 0 ? undefined : rateOf(count, { low: of, high: of }, 1);
}

function eachOf(values: readonly Interval[]): Pick<Indicator, 'posts' | 'value'> {
  if (values.length < fewestPosts) return { posts: values.length, value: { kind: 'few' } };
  const lows = values.map((value) => value.low);
  const [low, middle] = [mean(lows), median(lows)];
  // Where all are exact, the other end is the same, and years of posts need not be sorted twice.
  const exact = values.every((value) => value.low === value.high);
  const highs = values.map((value) => value.high);
  return {
    posts: values.length,
    value: {
      kind: 'each',
      mean: { low, high: exact ? low : mean(highs) },
      median: { low: middle, high: exact ? middle : median(highs) },
    },
  };
}

/** All parts by all wholes: a post that nobody answered has no share of its own. */
function wholeOf(pairs: readonly Pair[]): IndicatorValue {
  const whole = pairs.reduce((sum, pair) => sum + pair[1], 0);
  if (pairs.length < fewestPosts || whole === 0) return { kind: 'few' };
  return { kind: 'whole', share: pairs.reduce((sum, pair) => sum + pair[0], 0) / whole };
}
