// Reddit: the members of a community. An app that Reddit has approved gets a token for an hour.
// reddit.com/dev/api, github.com/reddit-archive/reddit/wiki/OAuth2
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asking, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import { asker, count, misnamed, refused, setting, told } from './request.ts';

const { address, settings } = facts.reddit;

const fault = z.object({
  message: z.string().default(''),
  reason: z.string().default(''),
  error: z.union([z.string(), z.number()]).optional(),
});

const asked = asker({
  settings,
  words: fault.transform(({ message, reason, error }) => reason || message || String(error ?? '')),
  judge: ({ status, body }, detail) => {
    // A community that there is not is answered with the way to the search.
    if (status >= 300 && status < 400) return refused('notFound', 'there is no such community');
    const { reason, error } = fault.safeParse(body).data ?? {};
    if (reason === 'private') return refused('hidden', 'the community is private');
    // The token is refused inside an answer that went well.
    return status < 300 && typeof error === 'string' ? refused('auth', detail) : undefined;
  },
});

const token = z.object({ access_token: z.string().min(1) });
const community = z.object({ kind: z.literal('t5'), data: z.object({ subscribers: count }) });
const listing = z.object({
  data: z.object({
    children: z.array(
      z.object({
        data: z.object({
          id: z.string(),
          created_utc: z.number().positive(),
          // Votes against count too.
          score: z.number().int().optional(),
          num_comments: count.optional(),
        }),
      }),
    ),
  }),
});

const tokenAddress = 'https://www.reddit.com';

async function enter(account: string, asking: Asking) {
  const [, name] = /^(?:r\/)?(\w{2,21})$/i.exec(account) ?? [];
  if (!name) return misnamed('CERN');
  const pair = `${setting(asking, 'REDDIT_CLIENT_ID')}:${setting(asking, 'REDDIT_CLIENT_SECRET')}`;
  const given = await asked(
    asking,
    {
      url: `${asking.address ?? tokenAddress}/api/v1/access_token`,
      headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    },
    token,
  );
  if (!given.ok) return given;
  return ok({
    url: `${asking.address ?? address}/r/${name}`,
    headers: { authorization: `Bearer ${given.value.access_token}` },
  });
}

export const reddit: NetworkClient = {
  counts: async (account, asking) => {
    const there = await enter(account, asking);
    if (!there.ok) return there;
    const { url, headers } = there.value;
    const answer = await asked(asking, { url: `${url}/about?raw_json=1`, headers }, community);
    if (!answer.ok) return answer;
    return ok([{ series: 'followers', value: answer.value.data.subscribers, bound: 'exact' }]);
  },
  posts: async (account, asking) => {
    const there = await enter(account, asking);
    if (!there.ok) return there;
    const { url, headers } = there.value;
    const answer = await asked(
      asking,
      { url: `${url}/new?limit=100&raw_json=1`, headers },
      listing,
    );
    if (!answer.ok) return answer;
    return ok(
      answer.value.data.children.map(({ data: post }) => ({
        id: post.id,
        at: Math.round(post.created_utc * 1000),
        interactions: told({
          likes: post.score === undefined ? undefined : Math.max(0, post.score),
          comments: post.num_comments,
        }),
      })),
    );
  },
};
