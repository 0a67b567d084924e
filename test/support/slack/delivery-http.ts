// Requests to the app over HTTP, signed as Slack signs them, and deliberately bad ones.
import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { Json } from './json.ts';

export interface HttpAnswer {
  /** 0 when no answer came. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly failure: '' | 'late' | 'unreachable';
}

const NO_ANSWER = { status: 0, headers: {}, body: '' } as const;

/** `v0=` and the HMAC over `v0:<timestamp>:<raw body>`. */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Signatures are judged by the machine's clock, so they carry its time. */
export function machineSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

export function signedHeaders(
  secret: string,
  body: string,
  type: string,
  at = machineSeconds(),
): Record<string, string> {
  return {
    'content-type': type,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': sign(secret, String(at), body),
  };
}

/** Sends a body and waits for the answer, at most so long. */
export function send(
  url: string,
  body: string,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    const bytes = Buffer.from(body);
    let late = false;
    const outgoing = request(url, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': String(bytes.length) },
    });
    const timer = setTimeout(() => {
      late = true;
      outgoing.destroy(new Error('no answer in time'));
    }, timeoutMs);
    const fail = (): void => {
      clearTimeout(timer);
      resolve({ ...NO_ANSWER, failure: late ? 'late' : 'unreachable' });
    };
    outgoing.on('error', fail);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        clearTimeout(timer);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          failure: '',
        });
      });
    });
    outgoing.end(bytes);
  });
}

export const FORM = 'application/x-www-form-urlencoded';
export const JSON_TYPE = 'application/json';

/** Events travel as JSON, commands as a form, everything that is pressed as JSON in a form. */
export function httpBody(
  kind: 'event' | 'command' | 'action' | 'view' | 'shortcut',
  payload: Json,
): { body: string; type: string } {
  if (kind === 'event') return { body: JSON.stringify(payload), type: JSON_TYPE };
  if (kind !== 'command')
    return {
      body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      type: FORM,
    };
  const fields = Object.entries(payload).map(([key, value]): [string, string] => [
    key,
    String(value),
  ]);
  return { body: new URLSearchParams(fields).toString(), type: FORM };
}

export interface RawRequest {
  readonly body: string;
  /** JSON when left out. */
  readonly type?: string;
  /** `expired`: well signed, six minutes ago. */
  readonly signature?: 'good' | 'none' | 'wrong' | 'expired';
  readonly headers?: Readonly<Record<string, string>>;
}

export function sendRaw(url: string, secret: string, raw: RawRequest): Promise<HttpAnswer> {
  const type = raw.type ?? JSON_TYPE;
  const signature = raw.signature ?? 'good';
  const at = machineSeconds() - (signature === 'expired' ? 360 : 0);
  const used = signature === 'wrong' ? `${secret}-not` : secret;
  const headers = signedHeaders(used, raw.body, type, at);
  if (signature === 'none') {
    delete headers['x-slack-signature'];
    delete headers['x-slack-request-timestamp'];
  }
  return send(url, raw.body, { ...headers, ...raw.headers }, 10_000);
}
