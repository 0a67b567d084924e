// Mastodon: the account's own server is asked, since others know only some of its followers. No key.
// docs.joinmastodon.org/methods/accounts
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asked, Asking, NetworkClient } from './client.ts';
import type { Answer, Request } from './request.ts';
import {
  count,
  detailOf,
  isoInstant,
  maybe,
  misnamed,
  read,
  refusedBy,
  request,
  told,
} from './request.ts';

const account = z.object({ id: z.string(), followers_count: count });
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

/** The name and the server of `cern@social.example`. */
function partsOf(name: string) {
  const parts = /^([^@/]+)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(name);
  return parts
    ? { name: parts[1] as string, server: (parts[2] as string).toLowerCase() }
    : undefined;
}

async function asked(asking: Asking, ask: Request): Promise<Asked<Answer>> {
  const answer = await request(asking, ask);
  if (!answer.ok) return answer;
  const words = z.object({ error: z.string() }).safeParse(answer.value.body).data?.error;
  return refusedBy(answer.value, asking, detailOf(words, asking, [])) ?? answer;
}

async function lookUp(name: string, asking: Asking) {
  const parts = partsOf(name);
  if (!parts) return misnamed('cern@social.example');
  const base = asking.address ?? `https://${parts.server}`;
  const answer = await asked(asking, {
    url: `${base}/api/v1/accounts/lookup?acct=${encodeURIComponent(parts.name)}`,
  });
  if (!answer.ok) return answer;
  const found = read(account, answer.value.body);
  return found.ok ? ok({ base, ...found.value }) : found;
}

export const mastodon: NetworkClient = {
  address: 'https://SERVER',
  addressSetting: 'MASTODON_API_URL',
  settings: [],
  terms: { retentionDays: undefined, maySum: true, leastBetweenMs: 900_000 },
  counts: async (name, asking) => {
    const found = await lookUp(name, asking);
    if (!found.ok) return found;
    return ok([{ series: 'followers', value: found.value.followers_count, bound: 'exact' }]);
  },
  posts: async (name, asking) => {
    const found = await lookUp(name, asking);
    if (!found.ok) return found;
    const { base, id } = found.value;
    const answer = await asked(asking, {
      url: `${base}/api/v1/accounts/${encodeURIComponent(id)}/statuses?limit=40&exclude_reblogs=true`,
    });
    if (!answer.ok) return answer;
    const posts = read(statuses, answer.value.body);
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
