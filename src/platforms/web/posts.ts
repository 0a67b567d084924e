// The conversation, kept through the platform's memory: who may see what, and whom to tell that something changed.
import type { Card } from '../../chat/card.ts';
import type { PlatformMemory, RememberedPost } from '../../chat/memory.ts';
import type { Account } from '../../kernel/account.ts';
import type { Instant } from '../../kernel/time.ts';

/** How many posts a window is given at first. */
const shown = 1000;

const directPrefix = 'direct-';

/** The direct conversation of a person with the bot. */
export const directChannel = (user: string): string => `${directPrefix}${user}`;

export const accountOf = (user: string): Account => ({ platform: 'web', workspace: '', user });

/** Whose direct conversation it is; undefined for a shared channel. */
export function directReader(channel: string): string | undefined {
  return channel.startsWith(directPrefix) ? channel.slice(directPrefix.length) : undefined;
}

export const mayRead = (post: RememberedPost, user: string): boolean =>
  post.reader === '' || post.reader === user;

export interface Posts {
  /** Keeps what the bot says; a known key is posted once. */
  say(channel: string, reader: string, card: Card, key: string): Promise<RememberedPost>;
  /** Keeps what a person typed, once for each key. */
  typed(
    channel: string,
    reader: string,
    author: string,
    text: string,
    key: string,
  ): Promise<RememberedPost>;
  /** Draws a post again; undefined where it is gone. */
  redraw(id: number, card: Card): Promise<RememberedPost | undefined>;
  byKey(key: string): Promise<RememberedPost | undefined>;
  byId(id: number): Promise<RememberedPost | undefined>;
  /** What changed after a version and this person may see, oldest first; `upTo` is the version then reached. */
  since(version: number, user: string): Promise<{ posts: readonly RememberedPost[]; upTo: number }>;
  newest(): Promise<number>;
  /** Says which run of the conversation this is: versions of another one mean nothing here. */
  epoch(): Promise<string>;
  /** The memory was emptied: a new run begins. */
  begunAnew(): void;
}

export function createPosts(
  memory: PlatformMemory,
  now: () => Instant,
  newEpoch: () => string,
  changed: () => void,
): Posts {
  let epoch: Promise<string> | undefined;

  async function recallEpoch(): Promise<string> {
    const known = await memory.recall('web:epoch');
    if (known !== undefined) return known;
    const made = newEpoch();
    await memory.remember('web:epoch', made);
    return made;
  }

  async function append(post: Omit<RememberedPost, 'id' | 'version' | 'at'>) {
    const kept = await memory.appendPost({ ...post, at: now() });
    changed();
    return kept;
  }

  return {
    async say(channel, reader, card, key) {
      const known = key === '' ? undefined : await memory.postByKey(key);
      return (
        known ?? (await append({ channel, reader, author: 'bot', body: JSON.stringify(card), key }))
      );
    },

    async typed(channel, reader, author, text, key) {
      const known = await memory.postByKey(key);
      return known ?? (await append({ channel, reader, author, body: JSON.stringify(text), key }));
    },

    async redraw(id, card) {
      const kept = await memory.changePost(id, JSON.stringify(card));
      if (kept) changed();
      return kept;
    },

    byKey: (key) => memory.postByKey(key),

    byId: (id) => memory.post(id),

    async since(version, user) {
      const posts = await memory.postsSince(version, shown, user);
      return { posts, upTo: posts.at(-1)?.version ?? version };
    },

    newest: () => memory.newestVersion(),

    epoch() {
      epoch ??= recallEpoch();
      return epoch;
    },

    begunAnew() {
      epoch = undefined;
    },
  };
}
