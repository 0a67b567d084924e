// Facebook gives two counts of a page: its followers, and its fans, who once pressed "Like". They are two series.
// developers.facebook.com/docs/graph-api/reference/page
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asking, FetchedCount, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import { graphAsker } from './graph.ts';
import { count, isoInstant, maybe, refused, setting, told } from './request.ts';

const { address, settings } = facts.facebook;
const asked = graphAsker(settings);

const page = z.object({ followers_count: maybe, fan_count: maybe });
const summary = z
  .object({ summary: z.object({ total_count: count }).optional() })
  .optional()
  .transform((said) => said?.summary?.total_count);
const posts = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      created_time: isoInstant,
      shares: z.object({ count: maybe }).optional(),
      reactions: summary,
      comments: summary,
    }),
  ),
});

function node(asking: Asking, path: string, query: Readonly<Record<string, string>>) {
  const token = setting(asking, 'FACEBOOK_ACCESS_TOKEN');
  const said = new URLSearchParams({ ...query, access_token: token });
  return { url: `${asking.address ?? address}/${path}?${said}` };
}

type Page = z.infer<typeof posts>['data'][number];

/**
 * Facebook leaves `shares` out where a post has none: its reference of a post is silent on it, and those who read it for years take it so
 * (github.com/abjerner/Skybrud.Social/issues/34). Where not even reactions or comments are told, the token sees no figures, and nothing is known.
 */
function sharesOf({ shares, reactions, comments }: Page): number | undefined {
  if (shares) return shares.count;
  return reactions === undefined && comments === undefined ? undefined : 0;
}

export const facebook: NetworkClient = {
  counts: async (account, asking) => {
    const fields = 'id,followers_count,fan_count';
    const answer = await asked(asking, node(asking, encodeURIComponent(account), { fields }), page);
    if (!answer.ok) return answer;
    const { followers_count: followers, fan_count: fans } = answer.value;
    const counts: FetchedCount[] = [];
    if (fans !== undefined) counts.push({ series: 'fans', value: fans, bound: 'exact' });
    if (followers !== undefined)
      counts.push({ series: 'followers', value: followers, bound: 'exact' });
    return counts.length > 0
      ? ok(counts)
      : refused('hidden', 'the page shows no count to the token');
  },
  posts: async (account, asking) => {
    const fields =
      'created_time,shares,reactions.summary(total_count).limit(0),comments.summary(total_count).limit(0)';
    const path = `${encodeURIComponent(account)}/posts`;
    const answer = await asked(asking, node(asking, path, { fields, limit: '100' }), posts);
    if (!answer.ok) return answer;
    return ok(
      answer.value.data.map((post) => ({
        id: post.id,
        at: post.created_time,
        interactions: told({
          likes: post.reactions,
          comments: post.comments,
          shares: sharesOf(post),
        }),
      })),
    );
  },
};
