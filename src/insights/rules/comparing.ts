// Posts beside one another: which stand out, whether reach and comments go together, and what may be added up.
import type { Interval, Network, WatchedAccount } from '../../followers/rules.ts';
import {
  type Answered,
  type AnsweredPost,
  followersFinder,
  known,
  type Post,
  pairOf,
} from '../rules.ts';
import { correlation, correlationInterval, normal95, zScores } from './statistics.ts';

/** A post that people answered far more than the others of its account. */
export interface Outstanding {
  readonly post: AnsweredPost;
  /** Interactions per thousand followers, at the number that the reading names. */
  readonly perThousand: number;
  /** Deviations above the mean of the account's posts. */
  readonly z: number;
}

/** Of n numbers none lies more than (n − 1) / √n deviations from their mean: below six nothing could stand out, and below ten one post would make the scale. */
export const fewestToCompare = 10;

/** Undefined where too few posts can be compared; the one that stands out most comes first. */
export function outstandingOf(answered: Answered): readonly Outstanding[] | undefined {
  const followersAt = followersFinder(answered);
  const compared = known(answered.posts, (post) => {
    const reading = followersAt(post);
    return reading && { post, perThousand: (post.interactions / reading.value) * 1_000 };
  });
  if (compared.length < fewestToCompare) return undefined;
  const scores = zScores(compared.map((one) => one.perThousand));
  return compared
    .map((one, i) => ({ ...one, z: scores[i] as number }))
    .filter((one) => one.z > normal95)
    .sort((a, b) => b.z - a.z || b.post.at - a.post.at || (a.post.id < b.post.id ? -1 : 1));
}

/** Whether posts that more people see are also talked about more. */
export type Relation =
  | {
      readonly kind: 'told';
      readonly r: number;
      readonly interval: Interval;
      readonly posts: number;
      /** `none`: the interval holds zero, so that neither can be said. */
      readonly direction: 'together' | 'against' | 'none';
    }
  | { readonly kind: 'few'; readonly posts: number };

/** Comments by reach, over the posts that tell both. */
export function commentsWithReach(posts: readonly Post[]): Relation {
  const pairs = known(posts, ({ comments, reach }) => pairOf(comments, reach));
  const r = correlation(
    pairs.map(([comments]) => comments),
    pairs.map(([, reach]) => reach),
  );
  if (pairs.length < fewestToCompare || r === undefined)
    return { kind: 'few', posts: pairs.length };
  const interval = correlationInterval(r, pairs.length);
  const direction = interval.low > 0 ? 'together' : interval.high < 0 ? 'against' : 'none';
  return { kind: 'told', r, interval, posts: pairs.length, direction };
}

/** The sum over accounts whose terms let them be added; `apart` are those that stay out of it. */
export interface Together {
  readonly posts: number;
  readonly interactions: number;
  readonly apart: readonly WatchedAccount[];
}

/** Undefined where fewer than two accounts can be added. */
export function togetherOf(
  all: readonly Answered[],
  maySum: (network: Network) => boolean,
): Together | undefined {
  const told = all.filter(({ posts }) => posts.length > 0);
  const summed = told.filter(({ account }) => maySum(account.network));
  if (summed.length < 2) return undefined;
  const posts = summed.flatMap((one) => one.posts);
  return {
    posts: posts.length,
    interactions: posts.reduce((sum, { interactions }) => sum + interactions, 0),
    apart: told.map(({ account }) => account).filter(({ network }) => !maySum(network)),
  };
}
