// The one door to @mattermost/client over REST: its client, with a deadline, the status and Retry-After that it would lose.
import type { Client4 } from '@mattermost/client';
import mattermost from '@mattermost/client';
import { z } from 'zod';
import type { Machine } from '../../chat/platform.ts';
import type { Dialog } from './dialog.ts';
import { bare } from './options.ts';

export type Failure =
  /** The server answered, and said no. `id` is empty where the body was none of Mattermost's (a proxy, a rate limit). */
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly id: string;
      readonly message: string;
      readonly detail: string;
      /** What Retry-After says, in milliseconds. */
      readonly retryAfterMs: number | undefined;
    }
  /** No connection: the server cannot have seen the call. */
  | { readonly kind: 'not-begun'; readonly detail: string }
  /** The call was begun, and its answer never came. */
  | { readonly kind: 'lost'; readonly detail: string };

export class RestError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(describeFailure(failure));
    this.failure = failure;
  }
}

export function describeFailure(failure: Failure): string {
  if (failure.kind !== 'answered') return failure.detail;
  const id = failure.id === '' ? '' : ` ${failure.id}`;
  return `status ${failure.status}${id}`;
}

/** The failure behind an error; whatever else was thrown counts as lost, since nothing is known of it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RestError) return error.failure;
  return { kind: 'lost', detail: error instanceof Error ? error.message : String(error) };
}

// Errors of the system and of TLS that come before the first byte of a request. A reset connection is not among them.
const neverBegun =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|ERR_TLS_.*|ERR_SSL_.*)$/;

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...inner, ...codesOf(error.cause)];
}

/** What a failed `fetch` says of whether the call was begun. */
export function failureOfFetch(error: unknown): Failure {
  const codes = codesOf(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const detail = codes.length > 0 ? codes.join(', ') : String(cause);
  const begun = codes.length === 0 || !codes.every((code) => neverBegun.test(code));
  return { kind: begun ? 'lost' : 'not-begun', detail };
}

const errorBody = z.object({
  id: z.string().catch(''),
  message: z.string().catch(''),
  detailed_error: z.string().catch(''),
});

/** Reads what stands in Retry-After, else in X-Ratelimit-Reset (both are seconds), as milliseconds. */
export function retryAfterOf(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? headers.get('x-ratelimit-reset');
  const seconds = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : undefined;
}

function failureOfAnswer(status: number, headers: Headers, body: string): Failure {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    json = undefined;
  }
  const parsed = errorBody.safeParse(json);
  return {
    kind: 'answered',
    status,
    id: parsed.data?.id ?? '',
    message: parsed.data?.message ?? '',
    detail: parsed.data?.detailed_error ?? '',
    retryAfterMs: retryAfterOf(headers),
  };
}

export interface Rest {
  readonly api: Client4;
  /** A dialog that opens before the person whose command or click gave the trigger. */
  openDialog(asked: {
    readonly trigger_id: string;
    readonly url: string;
    readonly dialog: Dialog;
  }): Promise<void>;
  /** The X-Version-Id of the last answer; undefined before the first. */
  version(): string | undefined;
  /** Whether the last answer that said so was a refusal of our token. */
  tokenRefused(): boolean;
}

interface RestOptions {
  readonly url: string;
  readonly token: string;
  readonly machine: Machine;
  readonly deadlineMs: number;
}

/** Every call of `api` resolves, or rejects with a RestError. */
export function createRest({ url, token, machine, deadlineMs }: RestOptions): Rest {
  const api = new mattermost.Client4();
  api.setUrl(bare(url));
  api.setToken(token);
  let version: string | undefined;
  let tokenRefused = false;

  const call = async (address: string, options: RequestInit): Promise<[Response, string]> => {
    const late = new AbortController();
    const answered = new AbortController();
    void machine.sleep(deadlineMs, answered.signal).then(() => {
      if (!answered.signal.aborted) late.abort();
    });
    try {
      // Redirects are not followed: they would turn a POST into a GET.
      const response = await fetch(address, {
        ...options,
        signal: late.signal,
        redirect: 'manual',
      });
      return [response, await response.text()];
    } catch (error) {
      if (late.signal.aborted)
        throw new RestError({ kind: 'lost', detail: `no answer in ${deadlineMs} ms` });
      throw new RestError(failureOfFetch(error));
    } finally {
      answered.abort();
    }
  };

  type Options = Parameters<Client4['getOptions']>[0];
  const fetchWithResponse = async (address: string, options: Options) => {
    const { method = 'get', headers, body } = api.getOptions(options);
    const [response, text] = await call(address, { method, headers, body });
    version = response.headers.get('x-version-id') ?? version;
    if (response.ok || response.status === 401) tokenRefused = response.status === 401;
    if (!response.ok) throw new RestError(failureOfAnswer(response.status, response.headers, text));
    try {
      // The library reads nothing of the headers for the calls that are made here.
      return { response, headers: new Map<string, string>(), data: JSON.parse(text) as unknown };
    } catch {
      // A page of some proxy with status 200: nothing is known of the call.
      throw new RestError({ kind: 'lost', detail: 'the answer is no JSON' });
    }
  };
  // The one method behind all calls; private in the types, and the only place where the status is still there.
  Reflect.set(api, 'doFetchWithResponse', fetchWithResponse);
  const openDialog: Rest['openDialog'] = async (asked) => {
    const address = `${api.getBaseRoute()}/actions/dialogs/open`;
    await fetchWithResponse(address, { method: 'post', body: JSON.stringify(asked) });
  };
  return { api, openDialog, version: () => version, tokenRefused: () => tokenRefused };
}
