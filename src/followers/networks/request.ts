// One request to a network and its answer as a value: time-outs, faults and nonsense become refusals, and no secret leaves with their words.
import { z } from 'zod';
import { ok, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Asked, Asking, NetworkRefusal, Setting } from './client.ts';

export interface Request {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as POST: as JSON, or as a form where it is `URLSearchParams`. */
  readonly body?: Readonly<Record<string, unknown>> | URLSearchParams;
}

/** An answer as it came; `body` is undefined where it is no JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const hidden = '[redacted]';
const longestDetail = 200;
/** The answers asked for are a few kilobytes; a hundred posts of one network may have some hundred. */
const longestAnswer = 4_000_000;
const userAgent = 'idea-circle-bot (follower counts)';

/** What a client may tell others of what a network said: one short line, without the values of its secret settings. */
function detailOf(words: unknown, asking: Asking, settings: readonly Setting[]): string {
  let text = typeof words === 'string' ? words : '';
  for (const { name, secret } of settings) {
    const value = secret ? asking.settings[name] : undefined;
    if (!value) continue;
    for (const form of [value, encodeURIComponent(value)]) text = text.replaceAll(form, hidden);
  }
  const line = text
    .replace(/([?&/](?:access_token|key|token|client_secret|secret)=)[^&\s"']+/gi, `$1${hidden}`)
    .replace(/<[^>]*>/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length > longestDetail ? `${line.slice(0, longestDetail)}…` : line;
}

/** Asks, and gives the answer whatever its status is; refused as `unavailable` where none came whole and in time. */
async function request(asking: Asking, { url, headers, body }: Request) {
  const form = body instanceof URLSearchParams;
  const signal = asking.deadline();
  try {
    const response = await asking.fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        'user-agent': userAgent,
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      // A key must not travel to wherever an answer points.
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const text = await textOf(response);
    if (text === undefined) return refused('badResponse', 'the answer is too long');
    return ok<Answer>({ status: response.status, headers: response.headers, body: parsed(text) });
  } catch {
    // What a fault says may hold the address, and with it a key.
    return refused(
      'unavailable',
      signal.aborted ? 'no answer in time' : 'no connection, or it broke off',
    );
  }
}

async function textOf(response: Response): Promise<string | undefined> {
  if (Number(response.headers.get('content-length')) > longestAnswer) {
    await response.body?.cancel();
    return undefined;
  }
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > longestAnswer) return undefined;
  }
  return text + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Plain = Exclude<NetworkRefusal['kind'], 'misnamed' | 'notConfigured' | 'rateLimited'>;

/** A refusal that has nothing to say beyond its kind. */
export function refused(kind: Plain, detail = ''): Refused {
  return refuse<NetworkRefusal>({ kind, detail });
}

/** `write` is an account as it should be written. */
export function misnamed(write: string): Refused {
  return refuse<NetworkRefusal>({ kind: 'misnamed', write, detail: '' });
}

/** The settings speak of another account. */
export function notConfigured(missing: string): Refused {
  return refuse<NetworkRefusal>({ kind: 'notConfigured', missing, detail: '' });
}

export function rateLimited(retryAt: Instant | undefined, detail = ''): Refused {
  return refuse<NetworkRefusal>({ kind: 'rateLimited', retryAt, detail });
}

/** What a status alone says; undefined for one that went well. `detail` is free of secrets already. */
function refusedBy(
  { status, headers }: Answer,
  asking: Asking,
  detail: string,
): Refused | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 401) return refused('auth', detail);
  if (status === 429) return rateLimited(retryAtOf(headers, asking.now()), detail);
  if (status === 403) return refused('forbidden', detail);
  if (status === 404 || status === 410) return refused('notFound', detail);
  if (status === 426) return refused('versionRetired', detail);
  if (status >= 500 || status === 408) return refused('unavailable', detail || `status ${status}`);
  return refused('badResponse', detail || `status ${status}`);
}

/** How a network says that it does not give what was asked for. */
export interface Manners {
  readonly settings: readonly Setting[];
  /** Where the words of a refusal stand in its answers. */
  readonly words: z.ZodType<string>;
  /** What only this network means; undefined: the status says it all. */
  readonly judge?: (answer: Answer, detail: string, now: Instant) => Refused | undefined;
}

export interface Refused {
  readonly ok: false;
  readonly refusal: NetworkRefusal;
}

/** How a client asks its network: one request, judged by its manners and read by a schema that says only what is needed. */
export function asker({ settings, words, judge }: Manners) {
  return async <T>(asking: Asking, ask: Request, schema: z.ZodType<T>): Promise<Asked<T>> => {
    const answer = await request(asking, ask);
    if (!answer.ok) return answer;
    const detail = detailOf(words.safeParse(answer.value.body).data, asking, settings);
    return (
      judge?.(answer.value, detail, asking.now()) ??
      refusedBy(answer.value, asking, detail) ??
      read(schema, answer.value.body)
    );
  };
}

/** A time further away is a slip of theirs, or ours in reading it. */
const farthest = 32 * 86_400_000;

/** When the headers let one ask again: `Retry-After` in seconds or as a date, or a reset as seconds since 1970 or as an ISO date. */
export function retryAtOf(headers: Headers, now: Instant): Instant | undefined {
  const after = headers.get('retry-after');
  const reset = headers.get('x-rate-limit-reset') ?? headers.get('x-ratelimit-reset');
  const at =
    after !== null
      ? /^\d+$/.test(after)
        ? now + Number(after) * 1000
        : Date.parse(after)
      : reset !== null
        ? /^\d+(?:\.\d+)?$/.test(reset)
          ? resetOf(Number(reset), now)
          : Date.parse(reset)
        : Number.NaN;
  return at >= now && at <= now + farthest ? at : undefined;
}

/** Most networks write seconds since 1970; a few, seconds from now. */
function resetOf(seconds: number, now: Instant): Instant {
  return seconds < 1_000_000_000 ? now + Math.ceil(seconds) * 1000 : seconds * 1000;
}

/** The part of an answer that a client needs; everything else in it may be as it likes. */
function read<T>(schema: z.ZodType<T>, body: unknown): Asked<T> {
  if (body === undefined) return refused('badResponse', 'the answer is no JSON');
  const found = schema.safeParse(body);
  if (found.success) return ok(found.data);
  const at = found.error.issues[0]?.path.join('.') ?? '';
  return refused('badResponse', `the answer has not what was asked for${at && `: ${at}`}`);
}

/** A number of people or posts. */
export const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** One that a network may leave out. */
export const maybe = count.nullish().transform((value) => value ?? undefined);
/** An instant as ISO text, also with an offset without a colon. */
export const isoInstant = z.string().transform((text, context) => {
  const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: 'no instant' });
  return z.NEVER;
});

/** Only what was told: unknown is left out. */
export function told<T extends Record<string, number | undefined>>(
  values: T,
): { [K in keyof T]?: number } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: number;
  };
}

/** A value that a client cannot do without, and that the settings have, since it is only asked then. */
export function setting(asking: Asking, name: string): string {
  const value = asking.settings[name];
  if (value === undefined) throw new Error(`asked without ${name}`);
  return value;
}
