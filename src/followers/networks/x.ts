// X: an account that there is not is told inside an answer that went well. Each account that is read costs, once a UTC day.
// docs.x.com/x-api/users/lookup
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asked, Asking, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import {
  asker,
  count,
  isoInstant,
  maybe,
  misnamed,
  rateLimited,
  refused,
  setting,
  told,
} from './request.ts';

const { address, settings } = facts.x;

const problem = z.object({
  title: z.string().default(''),
  detail: z.string().default(''),
  type: z.string().default(''),
  value: z.unknown().optional(),
});
const problems = z.object({ errors: z.array(problem).default([]) });

const asked = asker({
  settings,
  words: z
    .union([problem.refine((p) => p.title + p.detail !== ''), problems])
    .transform((said) => ('errors' in said ? said.errors[0] : said))
    .transform((said) => said?.detail || said?.title || ''),
  judge: ({ status, body }, detail) => {
    // docs.x.com/x-api/fundamentals/response-codes: Gone is said of an endpoint that was turned off, never of an account.
    if (status === 410) return refused('versionRetired', detail);
    const type = problem.safeParse(body).data?.type ?? '';
    if (type.endsWith('/usage-capped')) return rateLimited(undefined, detail);
    // Without credits, or over the spending limit, nothing is read until somebody pays.
    return status === 402 ? refused('forbidden', detail || 'no credits are left') : undefined;
  },
});

const users = problems.extend({
  data: z
    .array(
      z.object({
        id: z.string().regex(/^\d+$/),
        username: z.string(),
        public_metrics: z.object({ followers_count: count }),
      }),
    )
    .default([]),
});
// Version 2.167 of the interface renamed retweets to reposts; both are sent for a while.
const posts = z.object({
  data: z
    .array(
      z.object({
        id: z.string(),
        created_at: isoInstant,
        public_metrics: z.object({
          repost_count: maybe,
          retweet_count: maybe,
          reply_count: maybe,
          like_count: maybe,
          quote_count: maybe,
          bookmark_count: maybe,
          impression_count: maybe,
        }),
      }),
    )
    .default([]),
});

const withToken = (asking: Asking, path: string) => ({
  url: `${asking.address ?? address}${path}`,
  headers: { authorization: `Bearer ${setting(asking, 'X_BEARER_TOKEN')}` },
});

async function lookUp(
  account: string,
  asking: Asking,
): Promise<Asked<z.infer<typeof users>['data'][number]>> {
  if (!/^\w{1,15}$/.test(account)) return misnamed('CERN');
  const path = `/2/users/by?usernames=${account}&user.fields=public_metrics`;
  const answer = await asked(asking, withToken(asking, path), users);
  if (!answer.ok) return answer;
  const { data, errors } = answer.value;
  const found = data.find((user) => user.username.toLowerCase() === account.toLowerCase());
  if (found) return ok(found);
  const [error] = errors;
  if (!error) return refused('badResponse', 'the answer says nothing of the account');
  if (/suspended/i.test(error.detail)) return refused('hidden', error.detail);
  if (error.type.endsWith('/resource-not-found')) return refused('notFound', error.detail);
  return /not-authorized|forbidden/i.test(error.type)
    ? refused('forbidden', error.detail)
    : refused('badResponse', error.detail || error.title);
}

export const x: NetworkClient = {
  counts: async (account, asking) => {
    const found = await lookUp(account, asking);
    if (!found.ok) return found;
    const value = found.value.public_metrics.followers_count;
    return ok([{ series: 'followers', value, bound: 'exact' }]);
  },
  posts: async (account, asking) => {
    const found = await lookUp(account, asking);
    if (!found.ok) return found;
    const path = `/2/users/${found.value.id}/tweets?max_results=20&exclude=retweets,replies&tweet.fields=created_at,public_metrics`;
    const answer = await asked(asking, withToken(asking, path), posts);
    if (!answer.ok) return answer;
    return ok(
      answer.value.data.map(({ id, created_at, public_metrics: metrics }) => ({
        id,
        at: created_at,
        interactions: told({
          likes: metrics.like_count,
          comments: metrics.reply_count,
          shares: metrics.repost_count ?? metrics.retweet_count,
          quotes: metrics.quote_count,
          saves: metrics.bookmark_count,
        }),
        ...told({ views: metrics.impression_count }),
      })),
    );
  },
};
