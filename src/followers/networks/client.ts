// What every client of a network is: which settings it needs, what the network's terms allow, and how it says what it read or why not.
import type { Instant, LocalDate } from '../../kernel/time.ts';

/** One variable of the environment that a client reads. */
export interface Setting {
  readonly name: string;
  /** Taken out of every error and every line of the log. */
  readonly secret: boolean;
  /** Without all of those that are needed the network is not asked. */
  readonly needed: boolean;
}

/** What a network's terms and price allow: data, which others enforce. */
export interface Terms {
  /** Days after which what was fetched must be deleted; undefined where the terms name none. */
  readonly retentionDays: number | undefined;
  /** Whether its figures may be added to those of other networks or share a figure with them. */
  readonly maySum: boolean;
  /** Milliseconds between two asks for the counts of the same account. */
  readonly leastBetweenMs: number;
  /** The same for its posts, which may cost more. */
  readonly leastBetweenPostsMs: number;
}

/** With what a client asks. Nothing of it is the client's own, so that a test can put a stand-in in its place. */
export interface Asking {
  readonly fetch: typeof globalThis.fetch;
  /** Aborts when a request took too long, or the program stops; made anew for each request. */
  readonly deadline: () => AbortSignal;
  /** The machine's clock. */
  readonly now: () => Instant;
  /** In the place of the network's own address; without a slash at its end. */
  readonly address: string | undefined;
  /** The values of the network's settings by their names; those that are not set are left out. */
  readonly settings: Readonly<Record<string, string>>;
  /** Keeps what a network gave in the place of a setting, such as a new token for one that is used up; `settings` says it from then on. */
  readonly renew: (name: string, value: string) => Promise<void>;
}

/** Why a network gave nothing, the same for all. `detail` is for the operator: the network's words, short and without secrets. */
export type NetworkRefusal = { readonly detail: string } & (
  | { readonly kind: 'notFound' }
  /** The account exists, and its owner lets nobody see the count. */
  | { readonly kind: 'hidden' }
  /** The account is not written as this network needs it; `write` is an example. */
  | { readonly kind: 'misnamed'; readonly write: string }
  /** The settings say nothing of this account; `missing` is the variable that would. */
  | { readonly kind: 'notConfigured'; readonly missing: string }
  /** A key or token is wrong, expired or revoked. */
  | { readonly kind: 'auth' }
  /** The key is known and may not ask this. */
  | { readonly kind: 'forbidden' }
  /** Not before `retryAt`, on the machine's clock; undefined where the network named no time. */
  | { readonly kind: 'rateLimited'; readonly retryAt: Instant | undefined }
  /** No connection, no answer in time, or a fault of theirs. */
  | { readonly kind: 'unavailable' }
  /** An answer that is none of those that the client knows. */
  | { readonly kind: 'badResponse' }
  /** The pinned version of the interface is no longer, or not yet, served. */
  | { readonly kind: 'versionRetired' }
);

export type Asked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: NetworkRefusal };

export interface FetchedCount {
  /** Facebook gives two of one page, which are two series and never one. */
  readonly series: 'followers' | 'fans' | 'stars';
  readonly value: number;
  /** `floor3`: cut down to three significant digits. */
  readonly bound: 'exact' | 'floor3';
  /** The day of which the network says it, where it is not now. */
  readonly on?: LocalDate;
}

/** How people answered a post. What is left out the network does not tell: unknown is never 0. */
export interface Interactions {
  /** Or favourites, reactions, votes. */
  readonly likes?: number;
  /** Or replies. */
  readonly comments?: number;
  /** Passed on as it is: reposts, boosts. */
  readonly shares?: number;
  /** Passed on with words of one's own. */
  readonly quotes?: number;
  /** Kept for oneself: bookmarks. */
  readonly saves?: number;
  readonly clicks?: number;
}

export interface FetchedPost {
  /** The network's own name for it, unique within the network. */
  readonly id: string;
  readonly at: Instant;
  readonly interactions: Interactions;
  /** How often it was shown or played. */
  readonly views?: number;
  /** How many different people saw it. */
  readonly reach?: number;
}

/** Figures of all posts together, where a network gives no single ones. */
export interface FetchedTotals {
  /** Up to how many days back they reach. */
  readonly overDays: number;
  readonly interactions: Interactions;
  readonly views?: number;
  readonly reach?: number;
}

export interface NetworkFacts {
  /** The network's own address, without a slash at its end; undefined where each account has another. */
  readonly address: string | undefined;
  /** The variable that replaces it. */
  readonly addressSetting: string;
  /** The variables that the client reads. */
  readonly settings: readonly Setting[];
  readonly terms: Terms;
}

export interface NetworkClient {
  /** The counts of an account, one of each series. */
  readonly counts: (account: string, asking: Asking) => Promise<Asked<readonly FetchedCount[]>>;
  /** The newest posts of an account, newest first; at most a hundred. */
  readonly posts?: (account: string, asking: Asking) => Promise<Asked<readonly FetchedPost[]>>;
  readonly totals?: (account: string, asking: Asking) => Promise<Asked<FetchedTotals>>;
}
