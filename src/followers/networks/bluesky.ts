// Bluesky, by the public view of its network. No key. An account that there is not answers with 400.
// docs.bsky.app/docs/api/app-bsky-actor-get-profile
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asking, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import { asker, count, isoInstant, maybe, misnamed, refused, told } from './request.ts';

const refusal = z.object({ error: z.string().default(''), message: z.string().default('') });

const asked = asker({
  settings: [],
  words: refusal.transform(({ error, message }) => message || error),
  judge: ({ status, body }, detail) => {
    const { error = '', message = '' } = refusal.safeParse(body).data ?? {};
    if (status !== 400) return undefined;
    if (/not found/i.test(message) || /^Account(?:Takedown|Deactivated)$/.test(error))
      return refused('notFound', detail);
    return /valid (?:did|handle)/i.test(message) ? misnamed('cern.bsky.social') : undefined;
  },
});

const profile = z.object({ did: z.string(), followersCount: count.nullish() });
const feed = z.object({
  feed: z.array(
    z.object({
      /** There where somebody else's post was only passed on. */
      reason: z.unknown().optional(),
      post: z.object({
        uri: z.string(),
        record: z.object({ createdAt: isoInstant }),
        likeCount: maybe,
        replyCount: maybe,
        repostCount: maybe,
        quoteCount: maybe,
        bookmarkCount: maybe,
      }),
    }),
  ),
});

const { address } = facts.bluesky;

/** Whoever has no address of their own has one of Bluesky's. */
function query(account: string, asking: Asking, method: string): string {
  const actor = account.includes('.') ? account : `${account}.bsky.social`;
  const base = asking.address ?? address;
  return `${base}/xrpc/app.bsky.${method}?actor=${encodeURIComponent(actor)}`;
}

export const bluesky: NetworkClient = {
  counts: async (account, asking) => {
    const url = query(account, asking, 'actor.getProfile');
    const found = await asked(asking, { url }, profile);
    if (!found.ok) return found;
    const value = found.value.followersCount ?? undefined;
    if (value === undefined) return refused('hidden', 'the profile says no count');
    return ok([{ series: 'followers', value, bound: 'exact' }]);
  },
  posts: async (account, asking) => {
    const url = `${query(account, asking, 'feed.getAuthorFeed')}&limit=100&filter=posts_no_replies`;
    const found = await asked(asking, { url }, feed);
    if (!found.ok) return found;
    return ok(
      found.value.feed
        .filter(({ reason }) => reason === undefined || reason === null)
        .map(({ post }) => ({
          id: post.uri,
          at: post.record.createdAt,
          interactions: told({
            likes: post.likeCount,
            comments: post.replyCount,
            shares: post.repostCount,
            quotes: post.quoteCount,
            saves: post.bookmarkCount,
          }),
        })),
    );
  },
};
