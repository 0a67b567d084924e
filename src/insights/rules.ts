// What people did with posts: the figures of single posts. A figure that no network told is unknown and never 0.
import type { Counted, WatchedAccount } from '../followers/rules.ts';
import { day, type Instant, instantOf, type LocalDate, type Zone } from '../kernel/time.ts';
/** What is counted as interaction, where the network tells it. Quotes are passed on with words of one's own. */
export const interactionKinds = ['likes', 'comments', 'shares', 'quotes', 'saves'] as const;
export type InteractionKind = (typeof interactionKinds)[number];

/** `views`: how often it was shown; `paidViews`: how many of these were paid for; `reach`: how many different people saw it. */
export const figures = [...interactionKinds, 'clicks', 'reach', 'views', 'paidViews'] as const;
export type Figure = (typeof figures)[number];
export type Figures = Readonly<Record<Figure, number | undefined>>;

/** Nothing is known. */
export const noFigures: Figures = {
  likes: undefined,
  comments: undefined,
  shares: undefined,
  quotes: undefined,
  saves: undefined,
  clicks: undefined,
  reach: undefined,
  views: undefined,
  paidViews: undefined,
};

/** Where figures came from; of one post the earlier in this list stands before the later, whole. */
export const postOrigins = ['file', 'network'] as const;
export type PostOrigin = (typeof postOrigins)[number];

export interface Post extends Figures {
  /** The network's own name for it. */
  readonly id: string;
  readonly at: Instant;
  /** Where it can be seen. */
  readonly url: string | undefined;
}

/** One line of a file of posts. */
export interface FiledPost {
  readonly account: Pick<WatchedAccount, 'network' | 'account'>;
  readonly post: Post;
}

/** Of each post the figures that stand, oldest first. */
export function standingPosts(
  kept: readonly (Post & { readonly origin: PostOrigin })[],
): readonly Post[] {
  const byId = new Map<string, (typeof kept)[number]>();
  for (const post of kept) {
    const other = byId.get(post.id);
    if (!other || postOrigins.indexOf(post.origin) < postOrigins.indexOf(other.origin))
      byId.set(post.id, post);
  }
  return [...byId.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** An account with what was counted of its followers, as `standing` gives it. `zone` is the series'. */
interface Followed {
  readonly account: WatchedAccount;
  readonly readings: readonly Counted[];
  readonly zone: Zone;
}

/** The posts of an account, as `standingPosts` gives them. */
export interface Measured extends Followed {
  readonly posts: readonly Post[];
}

/** A post whose interactions are known, and no more of it. */
export interface AnsweredPost extends Pick<Post, 'id' | 'at' | 'url'> {
  readonly interactions: number;
}

/** What people did with the posts of an account, in no promised order: all that is said of it beside others. `all`: its posts, answered or not. */
export interface Answered extends Followed {
  readonly all: number;
  readonly kinds: readonly InteractionKind[];
  readonly posts: readonly AnsweredPost[];
}

export function answeredOf({ account, readings, zone, posts }: Measured): Answered {
  const kinds = kindsTold(posts);
  const answered = known(posts, (post) => {
    const interactions = interactionsOf(post, kinds);
    const { id, at, url } = post;
    return interactions === undefined ? undefined : { id, at, url, interactions };
  });
  return { account, readings, zone, all: posts.length, kinds, posts: answered };
}

/** The kinds of interaction that at least half of the posts tell: only these are counted, and a post that lacks one of them is left out. */
export function kindsTold(posts: readonly Post[]): readonly InteractionKind[] {
  return kindsCounted(
    posts.length,
    (kind) => posts.filter((post) => post[kind] !== undefined).length,
  );
}

/** The same, by how many of `all` posts tell a kind. */
export function kindsCounted(
  all: number,
  telling: (kind: InteractionKind) => number,
): readonly InteractionKind[] {
  return interactionKinds.filter((kind) => {
    const told = telling(kind);
    return told > 0 && told * 2 >= all;
  });
}

/** Undefined where one of the kinds is unknown, or none is told at all. */
export function interactionsOf(post: Post, kinds: readonly InteractionKind[]): number | undefined {
  if (kinds.length === 0) return undefined;
  let sum = 0;
  for (const kind of kinds) {
    const told = post[kind];
    if (told === undefined) return undefined;
    sum += told;
  }
  return sum;
}

const counted = new WeakMap<readonly Counted[], Float64Array>();

/** The days of readings as numbers; of the same readings several figures are made. */
function daysOf(readings: readonly Counted[]): Float64Array {
  const known = counted.get(readings);
  if (known) return known;
  const days = Float64Array.from(readings, ({ on }) => Date.parse(on) / day);
  counted.set(readings, days);
  return days;
}

/** How many days off a reading of the followers may be that stands for the day of a post. */
export const readingTolerance = 31;

/**
 * Finds the reading nearest to the day of a post, of two as near the earlier; undefined where none is near, or nobody followed. Days are those of UTC: against
 * a month of tolerance hours do not count, and years of posts are looked up in years of readings.
 */
export function followersFinder({
  readings,
}: Pick<Followed, 'readings'>): (post: Pick<Post, 'at'>) => Counted | undefined {
  const days = daysOf(readings);
  return ({ at }) => {
    const on = Math.floor(at / day);
    let [from, to] = [0, days.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((days[middle] as number) < on) from = middle + 1;
      else to = middle;
    }
    const off = (index: number) => Math.abs((days[index] ?? Number.NaN) - on);
    const best = off(from) < off(from - 1) || from === 0 ? from : from - 1;
    const reading = readings[best];
    return reading && reading.value > 0 && off(best) <= readingTolerance ? reading : undefined;
  };
}

/** What can be said of the posts, where it can. */
export function known<P, T>(posts: readonly P[], of: (post: P) => T | undefined): readonly T[] {
  return posts.map(of).filter((value) => value !== undefined);
}

/** A part and its whole, or two figures of one post; undefined where one is unknown. */
export type Pair = readonly [part: number, whole: number];

export function pairOf(part: number | undefined, whole: number | undefined): Pair | undefined {
  return part === undefined || whole === undefined ? undefined : [part, whole];
}

/** From this day on YouTube counts a public view at the first frame: views before it and after it are two things. */
export const youTubeViewsBreakOn: LocalDate = '2026-08-24';

/** Whether views of both kinds stand side by side. */
export function crossesViewsBreak({ account, posts, zone }: Measured): boolean {
  if (account.network !== 'youtube') return false;
  const breakAt = instantOf(youTubeViewsBreakOn, '00:00', zone);
  const seen = posts.filter((post) => post.views !== undefined);
  return seen.some(({ at }) => at < breakAt) && seen.some(({ at }) => at >= breakAt);
}
