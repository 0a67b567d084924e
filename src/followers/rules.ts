// Follower counts as what they are: readings with bounds. A reading is an interval, and so is the change between two of them;
// nothing is said that the bounds cannot show.
import type { Instant, LocalDate } from '../kernel/time.ts';

/** In the order in which people are told of them where the file says nothing else. */
export const networks = [
  'x',
  'facebook',
  'instagram',
  'youtube',
  'linkedin',
  'tiktok',
  'threads',
  'bluesky',
  'mastodon',
  'reddit',
  'github',
  'telegram',
  'wechat',
  'flickr',
  // Any other one: its accounts are called by what stands in the place of the account.
  'elsewhere',
] as const;
export type Network = (typeof networks)[number];

/** The networks' own names, the same in every language. */
export const networkNames: Readonly<Record<Exclude<Network, 'elsewhere'>, string>> = {
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  youtube: 'YouTube',
  linkedin: 'LinkedIn',
  tiktok: 'TikTok',
  threads: 'Threads',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  reddit: 'Reddit',
  github: 'GitHub',
  telegram: 'Telegram',
  wechat: 'WeChat',
  flickr: 'Flickr',
};

/** How a network is called: by its name, or as the file calls one of those elsewhere. */
export function networkName({ network, account }: Pick<WatchedAccount, 'network' | 'account'>) {
  return network === 'elsewhere' ? account : networkNames[network];
}

const otherNames: ReadonlyMap<string, Network> = new Map([
  ['twitter', 'x'],
  ['fb', 'facebook'],
  ['insta', 'instagram'],
  ['ig', 'instagram'],
  ['yt', 'youtube'],
]);

/** The network that a typed name means, in any case; `twitter` is understood for X. */
export function networkOf(typed: string): Network | undefined {
  const name = typed.trim().toLowerCase();
  if (name === 'elsewhere') return undefined;
  return networks.find((n) => n === name) ?? otherNames.get(name);
}

/** The accounts that a typed name means: those of a network, or one that is counted elsewhere under this name. */
export function accountsCalled<T extends Pick<WatchedAccount, 'network' | 'account'>>(
  typed: string,
  watched: readonly T[],
): readonly T[] {
  const network = networkOf(typed);
  if (network) return watched.filter((w) => w.network === network);
  const name = typed.trim().toLowerCase();
  return watched.filter((w) => w.network === 'elsewhere' && w.account.toLowerCase() === name);
}

/** The day on which Twitter took the name X. */
const renamedOn: LocalDate = '2023-07-24';

/** Whether a reading of this day was taken while the network had its former name. */
export function thenTwitter(network: Network, on: LocalDate): boolean {
  return network === 'x' && on < renamedOn;
}

/** What is counted. A network that counts two of one account, as Facebook does, gives two series, which are never one. */
export const allSeries = ['followers', 'fans', 'stars'] as const;
export type Series = (typeof allSeries)[number];

/** What is meant where nothing is said: fans on Facebook, as it was in 2019, the stars of a repository on GitHub, and followers. */
export function usualSeries(network: Network, account: string): Series {
  if (network === 'facebook') return 'fans';
  return network === 'github' && account.includes('/') ? 'stars' : 'followers';
}

/**
 * How a number is meant. `atLeast`: this or more ("more than"). `atMost`: this or less, and near it ("nearly"). `approximately`: around it. `floor3`: cut
 * down to three significant digits, as YouTube gives its counts.
 */
export const bounds = ['exact', 'atLeast', 'atMost', 'approximately', 'floor3'] as const;
export type Bound = (typeof bounds)[number];

/** No network has as many members: a larger number is a slip of the hand. */
export const mostFollowers = 10_000_000_000;

export interface Count {
  readonly value: number;
  readonly bound: Bound;
}

/** Where a reading came from; on one day the earlier in this list stands before the later. */
export const origins = ['hand', 'network', 'file'] as const;
export type Origin = (typeof origins)[number];

/** A count of a day. */
export interface Counted extends Count {
  /** The day it speaks of, in the series' zone. */
  readonly on: LocalDate;
  readonly origin: Origin;
}

export interface Reading extends Counted {
  /** Who says so, in the file's words; empty for what was typed or fetched. */
  readonly source: string;
  /** When the network was asked, where it was. */
  readonly fetchedAt?: Instant;
}

/** One series of an account: what of it is counted. */
export interface WatchedAccount {
  readonly id: string;
  readonly network: Network;
  readonly account: string;
  readonly series: Series;
}

/** What data/followers.yaml says, every network by its own name. */
export interface FollowersFile {
  readonly accounts: readonly Pick<WatchedAccount, 'network' | 'account'>[];
  readonly readings: readonly (Count &
    Pick<WatchedAccount, 'network' | 'account'> & {
      readonly on: LocalDate;
      readonly source: string;
    })[];
}

/** Both ends belong to it; `high` may be Infinity, and in a change `low` may be -Infinity. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The step of the third significant digit: 1 up to 999, 1,000 for 412,000. */
function thirdDigit(value: number): number {
  return 10 ** Math.max(0, String(value).length - 3);
}

/** Whether a number can be what this bound says: `floor3` has nothing after its third digit. */
export function fitsBound({ value, bound }: Count): boolean {
  return bound !== 'floor3' || value % thirdDigit(value) === 0;
}

/** Half the step of the last digit that is not zero: 400,000 may stand for 350,000 to 450,000. */
function rounding(value: number): number {
  const zeros = /0*$/.exec(String(value))?.[0].length as number;
  return value === 0 ? 0 : 10 ** zeros / 2;
}

/**
 * Where the true count lies. `approximately` names no width: it is taken as the wider of a twentieth of the number and half the step of its last digit that is
 * not zero, so that "about 412,000" is not believed to the thousand. `atMost` names no lower end: its "near" is for people, not for sums.
 */
export function intervalOf({ value, bound }: Count): Interval {
  switch (bound) {
    case 'exact':
      return { low: value, high: value };
    case 'atLeast':
      return { low: value, high: Number.POSITIVE_INFINITY };
    case 'atMost':
      return { low: 0, high: value };
    case 'approximately': {
      const width = Math.ceil(Math.max(value / 20, rounding(value)));
      return { low: Math.max(0, value - width), high: value + width };
    }
    case 'floor3':
      return { low: value, high: value + thirdDigit(value) - 1 };
  }
}

/** Every difference that two counts within these intervals can have. */
export function changeBetween(earlier: Interval, later: Interval): Interval {
  return { low: later.low - earlier.high, high: later.high - earlier.low };
}

/** What can be said of a change without claiming more than the readings show. */
export type Change =
  | { readonly kind: 'exact'; readonly by: number }
  | { readonly kind: 'between'; readonly low: number; readonly high: number }
  | { readonly kind: 'atLeast'; readonly by: number }
  | { readonly kind: 'atMost'; readonly by: number };

/**
 * Undefined where nothing can be said. An end that only rests on a count never being below zero ("nearly 700,000" may be any number down to 0) is true but says
 * nothing, and is left out.
 */
export function sayChange(earlier: Count, later: Count): Change | undefined {
  const from = intervalOf(earlier);
  const to = intervalOf(later);
  const { low, high } = changeBetween(from, to);
  if (low === high) return { kind: 'exact', by: low };
  const hasLow = low !== Number.NEGATIVE_INFINITY && !isVacuous(to);
  const hasHigh = high !== Number.POSITIVE_INFINITY && !isVacuous(from);
  if (hasLow && hasHigh) return { kind: 'between', low, high };
  if (hasLow) return { kind: 'atLeast', by: low };
  return hasHigh ? { kind: 'atMost', by: high } : undefined;
}

const isVacuous = ({ low, high }: Interval): boolean => low === 0 && high > 0;

/** One reading a day, oldest first: typed before fetched before the file's; none after today. */
export function standing<T extends Counted>(
  readings: readonly T[],
  today: LocalDate,
): readonly T[] {
  const byDay = new Map<LocalDate, T>();
  for (const reading of readings) {
    if (reading.on > today) continue;
    const other = byDay.get(reading.on);
    if (!other || origins.indexOf(reading.origin) < origins.indexOf(other.origin))
      byDay.set(reading.on, reading);
  }
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}
