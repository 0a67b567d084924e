// What a platform must remember over a restart. Its SQL is storage/platform-memory.ts; a platform knows only this port.
import type { Account } from '../kernel/account.ts';

/** A post of the built-in web chat. `card` is a Card as JSON. */
export interface RememberedPost {
  /** Grows with every new post; assigned when appended. */
  readonly id: number;
  readonly channel: string;
  /** Empty for everybody in the channel; else the only person who sees it. */
  readonly reader: string;
  /** `bot`, or the person who typed. */
  readonly author: string;
  readonly at: number;
  /** Grows with every change to any post: windows ask for what is newer than the last that they saw. */
  readonly version: number;
  /** The bot's card as JSON, or what a person typed as a JSON string. */
  readonly body: string;
  /** By which it is found again and never kept twice: the outbox key, or that of the request it answers; empty where there is none. */
  readonly key: string;
}

export interface PlatformMemory {
  directChannel(account: Account): Promise<string | undefined>;
  rememberDirectChannel(account: Account, channel: string): Promise<void>;
  /** Small facts of a platform by key, e.g. how far a channel was read. */
  recall(key: string): Promise<string | undefined>;
  remember(key: string, value: string): Promise<void>;
  appendPost(post: Omit<RememberedPost, 'id' | 'version'>): Promise<RememberedPost>;
  /** Undefined where the post is gone. */
  changePost(id: number, body: string): Promise<RememberedPost | undefined>;
  /** By key among all posts; undefined where there is none. */
  postByKey(key: string): Promise<RememberedPost | undefined>;
  /** By id among all posts; undefined where there is none. */
  post(id: number): Promise<RememberedPost | undefined>;
  /** Posts that changed after a version and that this reader may see, oldest first, at most `limit` of them (the newest ones where there are more). */
  postsSince(version: number, limit: number, reader: string): Promise<readonly RememberedPost[]>;
  newestVersion(): Promise<number>;
}
