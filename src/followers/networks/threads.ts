// Threads: the account of the token by its insights, any other public one by its profile, which needs advanced access. Posts are the token's own alone.
// developers.facebook.com/docs/threads/insights, …/threads-profiles and …/retrieve-and-discover-posts/retrieve-posts
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asked, Asking, FetchedPost, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import { graphAsker } from './graph.ts';
import { count, isoInstant, refused, setting, told } from './request.ts';

const { address, settings } = facts.threads;
const asked = graphAsker(settings);

const insights = z.object({
  data: z.array(z.object({ name: z.string(), total_value: z.object({ value: count }).optional() })),
});
const profile = z.object({ follower_count: count });

function node(asking: Asking, path: string, query: Readonly<Record<string, string>>) {
  const token = setting(asking, 'THREADS_ACCESS_TOKEN');
  const said = new URLSearchParams({ ...query, access_token: token });
  return { url: `${asking.address ?? address}/${path}?${said}` };
}

async function own(asking: Asking) {
  const ask = node(asking, 'me/threads_insights', { metric: 'followers_count' });
  const answer = await asked(asking, ask, insights);
  if (!answer.ok) return answer;
  // What is not known is an empty list, never 0.
  const value = answer.value.data.find((m) => m.name === 'followers_count')?.total_value?.value;
  return value === undefined ? refused('hidden', 'the insights say no count') : ok(value);
}

async function other(account: string, asking: Asking) {
  const ask = node(asking, 'profile_lookup', { username: account });
  const answer = await asked(asking, ask, profile);
  return answer.ok ? ok(answer.value.follower_count) : answer;
}

const list = z.object({
  data: z.array(
    z.object({
      id: z.string().regex(/^\d+$/),
      timestamp: isoInstant,
      media_type: z.string().optional(),
    }),
  ),
});
const ofPost = z.object({
  data: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: count })).min(1) })),
});

/** Each of them is another request. */
const mostPosts = 25;

/** Likes, replies and so on of one post. What is not known is left out of the list. */
async function figuresOf(id: string, asking: Asking) {
  const metric = 'views,likes,replies,reposts,quotes,shares';
  const answer = await asked(asking, node(asking, `${id}/insights`, { metric }), ofPost);
  if (!answer.ok) return answer;
  const all = new Map(answer.value.data.map(({ name, values }) => [name, values[0]?.value]));
  const passedOn = [all.get('reposts'), all.get('shares')].filter((n) => n !== undefined);
  return ok({
    interactions: told({
      likes: all.get('likes'),
      comments: all.get('replies'),
      shares: passedOn.length === 0 ? undefined : passedOn.reduce((a, b) => a + b),
      quotes: all.get('quotes'),
    }),
    ...told({ views: all.get('views') }),
  });
}

async function ownPosts(asking: Asking): Promise<Asked<readonly FetchedPost[]>> {
  const ask = { fields: 'id,timestamp,media_type', limit: String(mostPosts) };
  const newest = await asked(asking, node(asking, 'me/threads', ask), list);
  if (!newest.ok) return newest;
  const posts: FetchedPost[] = [];
  for (const { id, timestamp: at, media_type } of newest.value.data.slice(0, mostPosts)) {
    // Somebody else's, passed on.
    if (media_type === 'REPOST_FACADE') continue;
    const figures = await figuresOf(id, asking);
    if (figures.ok) posts.push({ id, at, ...figures.value });
    // Deleted since the list.
    else if (figures.refusal.kind !== 'notFound') return figures;
  }
  return ok(posts);
}

const isOwn = (account: string, { settings: { THREADS_ACCOUNT: whose } }: Asking): boolean =>
  whose?.replace(/^@/, '').toLowerCase() === account.toLowerCase();

export const threads: NetworkClient = {
  counts: async (account, asking) => {
    const value = await (isOwn(account, asking) ? own(asking) : other(account, asking));
    return value.ok ? ok([{ series: 'followers', value: value.value, bound: 'exact' }]) : value;
  },
  // Nobody sees how the posts of others do.
  posts: async (account, asking) => (isOwn(account, asking) ? ownPosts(asking) : ok([])),
};
