// The server's requests to the app: the headers of the real one, a deadline, one mebibyte of answer, redirects followed as GET.
import { type IncomingMessage, request } from 'node:http';
import type { Delivery } from './types.ts';
import type { World } from './world.ts';

const MAX_ANSWER = 1024 * 1024;
const MAX_REDIRECTS = 10;

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly contentType: string;
  /** Cut at one mebibyte. */
  readonly body: string;
}

export interface Ask {
  readonly url: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Limits of every request to the app. */
export interface Line {
  readonly timeoutMs: number;
  /** Ends what is still open when the server closes. */
  readonly signal: AbortSignal;
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes: Buffer = chunk;
    chunks.push(bytes);
    size += bytes.length;
    if (size > MAX_ANSWER) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER).toString();
}

function once(ask: Ask, signal: AbortSignal): Promise<Answer & { readonly location: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(ask.url, {
      method: ask.method ?? 'POST',
      agent: false,
      signal,
      headers: {
        'User-Agent': 'Mattermost-Bot/1.1',
        ...(ask.body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(ask.body)) }),
        ...ask.headers,
        'Accept-Encoding': 'gzip',
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      readBody(response)
        .then((body) =>
          resolve({
            status: response.statusCode ?? 0,
            statusText: response.statusMessage ?? '',
            contentType: response.headers['content-type'] ?? '',
            location: response.headers.location ?? '',
            body,
          }),
        )
        .catch(reject);
    });
    sent.end(ask.body);
  });
}

/** One request with everything that follows from it; undefined when the app gives no answer in time. */
export async function ask(what: Ask, line: Line): Promise<Answer | undefined> {
  const deadline = AbortSignal.timeout(line.timeoutMs);
  const signal = AbortSignal.any([deadline, line.signal]);
  let next = what;
  try {
    for (let i = 0; i <= MAX_REDIRECTS; i += 1) {
      const answer = await once(next, signal);
      if (answer.status < 300 || answer.status > 303 || answer.location === '') return answer;
      const { 'Content-Type': _, ...headers } = next.headers;
      next = {
        url: new URL(answer.location, next.url).href,
        method: 'GET',
        headers,
        body: '',
      };
    }
  } catch {
    return undefined;
  }
  return undefined;
}

export async function deliver(
  world: World,
  kind: Delivery['kind'],
  what: Ask,
  line: Line,
): Promise<Answer | undefined> {
  const at = world.now();
  const answer = await ask(what, line);
  world.deliveries.push({
    at,
    kind,
    url: what.url,
    headers: what.headers,
    body: what.body,
    status: answer?.status ?? 0,
    answer: answer?.body ?? '',
  });
  world.changed();
  return answer;
}
