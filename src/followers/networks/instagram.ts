// Instagram: one's own business account looks at any other one, by name.
// developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/business_discovery
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asking, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import { graphAsker } from './graph.ts';
import { count, isoInstant, maybe, misnamed, setting, told } from './request.ts';

const { address, settings } = facts.instagram;
const asked = graphAsker(settings);

const found = z.object({ business_discovery: z.object({ followers_count: count }) });
const media = z.object({
  business_discovery: z.object({
    media: z
      .object({
        data: z.array(
          z.object({
            id: z.string(),
            timestamp: isoInstant,
            // Left out where the owner hides it.
            like_count: maybe,
            comments_count: maybe,
          }),
        ),
      })
      .default({ data: [] }),
  }),
});

/** Undefined where the account could say something else than a name inside the query. */
function discovery(account: string, asking: Asking, fields: string) {
  if (!/^[\w.]{1,30}$/.test(account)) return undefined;
  const query = new URLSearchParams({
    fields: `business_discovery.username(${account}){${fields}}`,
    access_token: setting(asking, 'INSTAGRAM_ACCESS_TOKEN'),
  });
  const own = encodeURIComponent(setting(asking, 'INSTAGRAM_USER_ID'));
  return { url: `${asking.address ?? address}/${own}?${query}` };
}

export const instagram: NetworkClient = {
  counts: async (account, asking) => {
    const ask = discovery(account, asking, 'followers_count');
    if (!ask) return misnamed('cern');
    const answer = await asked(asking, ask, found);
    if (!answer.ok) return answer;
    const value = answer.value.business_discovery.followers_count;
    return ok([{ series: 'followers', value, bound: 'exact' }]);
  },
  posts: async (account, asking) => {
    const ask = discovery(account, asking, 'media.limit(50){timestamp,like_count,comments_count}');
    if (!ask) return misnamed('cern');
    const answer = await asked(asking, ask, media);
    if (!answer.ok) return answer;
    return ok(
      answer.value.business_discovery.media.data.map((post) => ({
        id: post.id,
        at: post.timestamp,
        interactions: told({ likes: post.like_count, comments: post.comments_count }),
      })),
    );
  },
};
