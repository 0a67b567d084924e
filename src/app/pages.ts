// The pages of the features over HTTP: validators, so that whoever asks again is told that nothing changed, and headers that say who may keep a copy.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Page, PageDocument } from '../chat/page.ts';
import type { HttpRoute } from '../chat/platform.ts';
import { pathOf, sendNotFound } from './http.ts';

/** The routes at which pages are answered; HEAD is asked as GET, and the server leaves the body out. */
export function routesOf(pages: readonly Page[]): readonly HttpRoute[] {
  return pages.map(({ path, answer }) => ({
    method: 'GET',
    path,
    handle: async (request, response) => {
      const found = await answer(pathOf(request));
      if (found.kind === 'not-found') sendNotFound(response);
      else send(request, response, found);
    },
  }));
}

function send(request: IncomingMessage, response: ServerResponse, page: PageDocument): void {
  const body = Buffer.from(page.body, 'utf8');
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const headers = {
    etag: tag,
    // Asked for again each time: a calendar that asks must not be told what a cache remembers.
    'cache-control': page.readers === 'one' ? 'private, no-cache' : 'public, no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(page.readers === 'one' && { 'x-robots-tag': 'noindex, nofollow' }),
    ...(page.changedAt !== undefined && {
      'last-modified': new Date(page.changedAt).toUTCString(),
    }),
  };
  if (names(request.headers['if-none-match'], tag)) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': page.type,
    'content-disposition': `inline; filename="${page.fileName}"`,
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Whether a list of If-None-Match names the tag, as RFC 9110 (13.1.2) compares it: a proxy may have made it weak. */
function names(list: string | undefined, tag: string): boolean {
  if (list === undefined) return false;
  if (list.trim() === '*') return true;
  return list.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
