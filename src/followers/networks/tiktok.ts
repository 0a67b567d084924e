// TikTok shows an account to itself alone: its owner's consent gives a token that is good for a day, and another one, good for a year, to get the next.
// Every answer says in `error.code` how it went, whatever its status.
// developers.tiktok.com/doc/tiktok-api-v2-get-user-info
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asked, Asking, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import {
  asker,
  count,
  maybe,
  notConfigured,
  rateLimited,
  refused,
  retryAtOf,
  setting,
  told,
} from './request.ts';

const { address, settings } = facts.tiktok;

const outcome = z.object({
  error: z.object({ code: z.string(), message: z.string().default('') }),
});

const asked = asker({
  settings,
  words: outcome.transform(({ error }) => error.message || error.code),
  judge: ({ status, headers, body }, detail, now) => {
    const code = outcome.safeParse(body).data?.error.code;
    if (code === undefined || code === 'ok') return undefined;
    if (/^access_token_/.test(code)) return refused('auth', detail);
    if (/^scope_/.test(code)) return refused('forbidden', detail);
    if (code === 'rate_limit_exceeded') return rateLimited(retryAtOf(headers, now), detail);
    if (code === 'internal_error') return refused('unavailable', detail);
    return status < 300 ? refused('badResponse', detail) : undefined;
  },
});

const grant = z.object({ error: z.string().optional(), error_description: z.string().default('') });
const grantAsked = asker({
  settings,
  words: grant.transform((said) => said.error_description || said.error || ''),
  judge: ({ body }, detail) => {
    const error = grant.safeParse(body).data?.error;
    return error ? refused(error === 'server_error' ? 'unavailable' : 'auth', detail) : undefined;
  },
});
const tokens = z.object({ access_token: z.string().min(1), refresh_token: z.string().optional() });

const user = z.object({ data: z.object({ user: z.object({ follower_count: count }) }) });
const videos = z.object({
  data: z.object({
    videos: z
      .array(
        z.object({
          id: z.string(),
          create_time: count,
          view_count: maybe,
          like_count: maybe,
          comment_count: maybe,
          share_count: maybe,
        }),
      )
      .default([]),
  }),
});

/** What a request needs to speak for the account: the settings say whose consent they hold. */
async function consent(account: string, asking: Asking) {
  const whose = setting(asking, 'TIKTOK_ACCOUNT').replace(/^@/, '');
  if (whose.toLowerCase() !== account.toLowerCase()) return notConfigured('TIKTOK_ACCOUNT');
  const used = setting(asking, 'TIKTOK_REFRESH_TOKEN');
  const body = new URLSearchParams({
    client_key: setting(asking, 'TIKTOK_CLIENT_KEY'),
    client_secret: setting(asking, 'TIKTOK_CLIENT_SECRET'),
    grant_type: 'refresh_token',
    refresh_token: used,
  });
  const base = asking.address ?? address;
  const given: Asked<z.infer<typeof tokens>> = await grantAsked(
    asking,
    { url: `${base}/oauth/token/`, body },
    tokens,
  );
  if (!given.ok) return given;
  const { access_token: token, refresh_token: next } = given.value;
  if (next && next !== used) await asking.renew('TIKTOK_REFRESH_TOKEN', next);
  return ok({ base, headers: { authorization: `Bearer ${token}` } });
}

export const tiktok: NetworkClient = {
  counts: async (account, asking) => {
    const given = await consent(account, asking);
    if (!given.ok) return given;
    const { base, headers } = given.value;
    const url = `${base}/user/info/?fields=display_name,follower_count`;
    const answer = await asked(asking, { url, headers }, user);
    if (!answer.ok) return answer;
    const value = answer.value.data.user.follower_count;
    return ok([{ series: 'followers', value, bound: 'exact' }]);
  },
  posts: async (account, asking) => {
    const given = await consent(account, asking);
    if (!given.ok) return given;
    const { base, headers } = given.value;
    const url = `${base}/video/list/?fields=id,create_time,view_count,like_count,comment_count,share_count`;
    const answer = await asked(asking, { url, headers, body: { max_count: 20 } }, videos);
    if (!answer.ok) return answer;
    return ok(
      answer.value.data.videos.map((video) => ({
        id: video.id,
        at: video.create_time * 1000,
        interactions: told({
          likes: video.like_count,
          comments: video.comment_count,
          shares: video.share_count,
        }),
        ...told({ views: video.view_count }),
      })),
    );
  },
};
