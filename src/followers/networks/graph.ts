// What the three networks of Meta's Graph API have in common: how they refuse.
// developers.facebook.com/docs/graph-api/guides/error-handling
import { z } from 'zod';
import { type Instant, minute } from '../../kernel/time.ts';
import type { Setting } from './client.ts';
import { type Answer, asker, type Refused, rateLimited, refused, retryAtOf } from './request.ts';

const fault = z.object({
  error: z.object({
    message: z.string().default(''),
    error_user_msg: z.string().default(''),
    code: z.number().default(0),
    error_subcode: z.number().default(0),
    is_transient: z.boolean().default(false),
  }),
});

/** Pages of a business, calls by an app, and calls by a user. */
const throttled = new Set([4, 17, 32, 613]);

function judge({ headers, body }: Answer, detail: string, now: Instant): Refused | undefined {
  const error = fault.safeParse(body).data?.error;
  if (!error) return undefined;
  const { code, error_subcode: subcode, is_transient } = error;
  if (throttled.has(code) || (code >= 80_000 && code <= 80_014))
    return rateLimited(regainedAt(headers, now) ?? retryAtOf(headers, now), detail);
  if (code === 190 || code === 102) return refused('auth', detail);
  if (code === 2635) return refused('versionRetired', detail);
  if (is_transient || code === 1 || code === 2) return refused('unavailable', detail);
  if (code === 803 || subcode === 2_207_013 || (code === 100 && subcode === 33))
    return refused('notFound', detail);
  if (code === 3 || code === 10 || (code >= 200 && code <= 299))
    return refused('forbidden', detail);
  return refused('badResponse', detail);
}

const usage = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().min(0).max(100_000).default(0) })),
);

/** Throttled businesses are told in how many minutes they may ask again. */
function regainedAt(headers: Headers, now: Instant): Instant | undefined {
  let said: unknown;
  try {
    said = JSON.parse(headers.get('x-business-use-case-usage') ?? 'null');
  } catch {
    return undefined;
  }
  const businesses = Object.values(usage.safeParse(said).data ?? {}).flat();
  const minutes = Math.max(0, ...businesses.map((b) => b.estimated_time_to_regain_access));
  return minutes > 0 ? now + minutes * minute : undefined;
}

/** Asks a network of the Graph API. */
export const graphAsker = (settings: readonly Setting[]) =>
  asker({
    settings,
    words: fault.transform(({ error }) => error.error_user_msg || error.message),
    judge,
  });
