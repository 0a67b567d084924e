// Mastodon: the account's own server is asked, since others know only some of its followers. No key.
// docs.joinmastodon.org/methods/accounts
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asking, NetworkClient } from './client.ts';
import { asker, count, isoInstant, maybe, misnamed, refused, told } from './request.ts';

const asked = asker({
  settings: [],
  words: z.object({ error: z.string() }).transform(({ error }) => error),
  // A server may show accounts to its own members only: there is no key to be wrong.
  judge: ({ status }, detail) => (status === 401 ? refused('forbidden', detail) : undefined),
});

const profile = z.object({ id: z.string().regex(/^\d+$/), followers_count: count });
const statuses = z.array(
  z.object({
    id: z.string(),
    created_at: isoInstant,
    replies_count: maybe,
    reblogs_count: maybe,
    favourites_count: maybe,
    quotes_count: maybe,
  }),
);

async function lookUp(account: string, asking: Asking) {
  const [, name = '', server = ''] =
    /^([^@/]+)@((?:[a-z0-9-]+\.)+[a-z0-9-]+)$/i.exec(account) ?? [];
  if (name === '') return misnamed('cern@social.example');
  const base = asking.address ?? `https://${server.toLowerCase()}`;
  const url = `${base}/api/v1/accounts/lookup?acct=${encodeURIComponent(name)}`;
  const found = await asked(asking, { url }, profile);
  return found.ok ? ok({ base, ...found.value }) : found;
}

export const mastodon: NetworkClient = {
  counts: async (account, asking) => {
    const found = await lookUp(account, asking);
    if (!found.ok) return found;
    return ok([{ series: 'followers', value: found.value.followers_count, bound: 'exact' }]);
  },
  posts: async (account, asking) => {
    const found = await lookUp(account, asking);
    if (!found.ok) return found;
    const { base, id } = found.value;
    const url = `${base}/api/v1/accounts/${id}/statuses?limit=40&exclude_reblogs=true`;
    const posts = await asked(asking, { url }, statuses);
    if (!posts.ok) return posts;
    return ok(
      posts.value.map((post) => ({
        id: post.id,
        at: post.created_at,
        interactions: told({
          likes: post.favourites_count,
          comments: post.replies_count,
          shares: post.reblogs_count,
          quotes: post.quotes_count,
        }),
      })),
    );
  },
};
