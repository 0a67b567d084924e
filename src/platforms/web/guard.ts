// The door: the web chat has no passwords, so it answers only requests that come from its own page on this machine.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Language, languageOf } from '../../kernel/language.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { web as en, type WebWords } from '../../wording/en/web.ts';
import { web as fr } from '../../wording/fr/web.ts';

/** Far more than a typed line or a press needs. */
export const bodyLimit = 16_384;

const wordings: Readonly<Record<Language, WebWords>> = { en, fr };

export const wordingOf = (language: Language): WebWords => wordings[language];

export const refusals = {
  'foreign-host': [403, 'refusedHost'],
  'foreign-origin': [403, 'refusedOrigin'],
  'not-json': [403, 'refusedType'],
  'too-large': [413, 'refusedSize'],
  'broken-json': [400, 'refusedJson'],
  'bad-request': [400, 'refusedFields'],
  'unknown-person': [400, 'refusedPerson'],
  'unknown-channel': [400, 'refusedChannel'],
  'unknown-action': [400, 'refusedAction'],
  'unknown-command': [400, 'refusedCommand'],
  'unknown-form': [400, 'refusedForm'],
  'unknown-message': [404, 'refusedMessage'],
  'not-yours': [403, 'refusedReader'],
  'not-found': [404, 'refusedPath'],
  'no-demonstration': [404, 'refusedDemonstration'],
  'nothing-left': [409, 'refusedNothingLeft'],
  busy: [409, 'refusedBusy'],
  stopping: [503, 'refusedStopping'],
  fault: [500, 'refusedFault'],
} as const satisfies Record<string, readonly [number, keyof WebWords]>;

export type Refused = keyof typeof refusals;

/** Whether a name or address means this machine only. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** Headers that every answer carries: nothing is fetched from elsewhere, nothing is written in the page, nobody frames it. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function hostOf(authority: string): URL | undefined {
  if (!/^[A-Za-z0-9.[\]:-]+$/.test(authority)) return undefined;
  return URL.canParse(`http://${authority}`) ? new URL(`http://${authority}`) : undefined;
}

/** Whether a request comes from our own page: the Host is ours, and so is the Origin where there is one. */
export function admit(request: IncomingMessage, publicUrl: string): Result<null, Refused> {
  const ours = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  const host = hostOf(request.headers.host ?? '');
  if (!host) return refuse('foreign-host');
  const named = host.host === ours?.host || host.hostname === ours?.hostname;
  if (!named && !isLoopback(host.hostname)) return refuse('foreign-host');

  // Browsers send Origin with every POST; what sends none is no browser, and no page can make it.
  const { origin } = request.headers;
  if (origin === undefined) return ok(null);
  const from = URL.canParse(origin) ? new URL(origin) : undefined;
  const own = from && /^https?:$/.test(from.protocol) && from.host === host.host;
  return own || (from && from.origin === ours?.origin) ? ok(null) : refuse('foreign-origin');
}

/** Reads a JSON object of at most `bodyLimit` bytes. */
export async function readJson(
  request: IncomingMessage,
): Promise<Result<Readonly<Record<string, unknown>>, Refused>> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refuse('not-json');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    // What follows is still read, and forgotten, so that the answer reaches the sender.
    if (size <= bodyLimit) parts.push(part);
    else if (size > 64 * bodyLimit) break;
  }
  if (size > bodyLimit) return refuse('too-large');
  try {
    const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      return refuse('broken-json');
    return ok(body as Readonly<Record<string, unknown>>);
  } catch {
    return refuse('broken-json');
  }
}

/** The language that the browser asks for, for those of whom nothing else is known. */
export function askedLanguage(request: IncomingMessage): Language {
  for (const part of (request.headers['accept-language'] ?? '').split(',')) {
    const language = languageOf(part.split(';')[0]?.trim());
    if (language) return language;
  }
  return 'en';
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    ...safeHeaders,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-length': bytes.length,
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(bytes);
}

/** Answers a refusal: its status and one sentence. */
export function sendRefusal(response: ServerResponse, refused: Refused, language: Language): void {
  const [status, word] = refusals[refused];
  sendJson(response, status, { refused, sentence: wordingOf(language)[word] });
}
