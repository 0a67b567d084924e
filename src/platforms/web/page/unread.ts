// What a person has not seen yet, per conversation: remembered on this machine, so that a reload forgets nothing.
import { kept } from './dom.ts';
import type { WirePost } from './wire.ts';

export interface Unread {
  /** Everything of this channel is read. */
  read(channel: string, posts: readonly WirePost[]): void;
  count(channel: string, posts: readonly WirePost[]): number;
}

export function createUnread(person: string, epoch: string): Unread {
  const keyOf = (channel: string) => `read:${person}:${channel}`;

  function lastRead(channel: string): number {
    const [run, id] = (kept.get(keyOf(channel)) ?? '').split(' ');
    return run === epoch ? Number(id) : 0;
  }

  return {
    read(channel, posts) {
      const last = posts.at(-1)?.id ?? 0;
      if (last > lastRead(channel)) kept.set(keyOf(channel), `${epoch} ${last}`);
    },
    count(channel, posts) {
      const last = lastRead(channel);
      return posts.filter((post) => post.id > last && post.author !== person).length;
    },
  };
}
