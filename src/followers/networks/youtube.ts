// YouTube gives counts as text, cut down to three digits, and says that there is no channel by leaving it out. What it gives may be kept for thirty days and
// shares no figure with another network.
// developers.google.com/youtube/v3/docs/channels, developers.google.com/youtube/terms/developer-policies
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import { type Instant, instantOf, localDate, plusDays } from '../../kernel/time.ts';
import type { Asked, Asking, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import { asker, isoInstant, misnamed, rateLimited, refused, setting, told } from './request.ts';

const { address, settings } = facts.youtube;

const fault = z.object({
  error: z.object({
    message: z.string().default(''),
    errors: z.array(z.object({ reason: z.string().default('') })).default([]),
    details: z.array(z.object({ reason: z.string().optional() })).default([]),
  }),
});
const spent = /^(?:quotaExceeded|dailyLimitExceeded)$/;
const tooFast = /^(?:rateLimitExceeded|userRateLimitExceeded)$/;
const badKey = /^(?:keyInvalid|keyExpired|API_KEY_INVALID)$/;
const gone = /^(?:channelNotFound|playlistNotFound|videoNotFound)$/;

const asked = asker({
  settings,
  words: fault.transform(({ error }) => error.message),
  judge: ({ body }, detail, now) => {
    const error = fault.safeParse(body).data?.error;
    const reasons = [...(error?.errors ?? []), ...(error?.details ?? [])].map(
      (e) => e.reason ?? '',
    );
    const says = (reason: RegExp) => reasons.some((r) => reason.test(r));
    if (says(spent)) return rateLimited(nextQuota(now), detail);
    if (says(tooFast)) return rateLimited(undefined, detail);
    if (says(badKey)) return refused('auth', detail);
    return says(gone) ? refused('notFound', detail) : undefined;
  },
});

/** Quotas begin anew at midnight in California. */
function nextQuota(now: Instant): Instant {
  const zone = 'America/Los_Angeles';
  return instantOf(plusDays(localDate(now, zone), 1), '00:00', zone);
}

const digits = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const channels = z.object({
  items: z
    .array(
      z.object({
        statistics: z.object({
          subscriberCount: digits.optional(),
          hiddenSubscriberCount: z.boolean().default(false),
        }),
        contentDetails: z
          .object({ relatedPlaylists: z.object({ uploads: z.string().optional() }) })
          .optional(),
      }),
    )
    .default([]),
});
const uploads = z.object({
  items: z
    .array(
      z.object({
        contentDetails: z.object({ videoId: z.string(), videoPublishedAt: isoInstant.optional() }),
      }),
    )
    .default([]),
});
const videos = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        statistics: z.object({
          viewCount: digits.optional(),
          likeCount: digits.optional(),
          commentCount: digits.optional(),
        }),
      }),
    )
    .default([]),
});

function resource(asking: Asking, name: string, query: Readonly<Record<string, string>>) {
  const said = new URLSearchParams({ ...query, key: setting(asking, 'YOUTUBE_API_KEY') });
  return { url: `${asking.address ?? address}/${name}?${said}` };
}

async function lookUp(
  account: string,
  asking: Asking,
): Promise<Asked<z.infer<typeof channels>['items'][number]>> {
  const id = /^UC[\w-]{22}$/.test(account);
  if (!id && account.includes('/')) return misnamed('CERN');
  const query: Record<string, string> = id ? { id: account } : { forHandle: `@${account}` };
  const part = 'statistics,contentDetails';
  const answer = await asked(asking, resource(asking, 'channels', { part, ...query }), channels);
  if (!answer.ok) return answer;
  const [channel] = answer.value.items;
  return channel ? ok(channel) : refused('notFound', 'there is no such channel');
}

/** Whether nothing but zeros follows the third digit. */
const threeDigits = (value: number): boolean => /^\d{1,3}0*$/.test(String(value));

export const youtube: NetworkClient = {
  counts: async (account, asking) => {
    const channel = await lookUp(account, asking);
    if (!channel.ok) return channel;
    const { hiddenSubscriberCount, subscriberCount: value } = channel.value.statistics;
    if (hiddenSubscriberCount) return refused('hidden', 'the channel hides its subscribers');
    if (value === undefined) return refused('badResponse', 'the channel has no subscriberCount');
    // Finer counts would mean that the rounding has changed, and with it what the number means.
    if (!threeDigits(value)) return refused('badResponse', 'a count of more than three digits');
    return ok([{ series: 'followers', value, bound: 'floor3' }]);
  },
  posts: async (account, asking) => {
    const channel = await lookUp(account, asking);
    if (!channel.ok) return channel;
    const playlistId = channel.value.contentDetails?.relatedPlaylists.uploads;
    if (!playlistId) return ok([]);
    const list = { part: 'contentDetails', playlistId, maxResults: '50' };
    const newest = await asked(asking, resource(asking, 'playlistItems', list), uploads);
    if (!newest.ok) return newest;
    const shown = new Map(
      newest.value.items.flatMap(({ contentDetails: { videoId, videoPublishedAt: at } }) =>
        at === undefined ? [] : [[videoId, at] as const],
      ),
    );
    if (shown.size === 0) return ok([]);
    const ask = { part: 'statistics', id: [...shown.keys()].join(',') };
    const answer = await asked(asking, resource(asking, 'videos', ask), videos);
    if (!answer.ok) return answer;
    return ok(
      answer.value.items.flatMap(({ id, statistics: of }) => {
        const at = shown.get(id);
        if (at === undefined) return [];
        const interactions = told({ likes: of.likeCount, comments: of.commentCount });
        return [{ id, at, interactions, ...told({ views: of.viewCount }) }];
      }),
    );
  },
};
