// Pages over HTTP: validators and HEAD, who may keep a copy, and one answer to all that does not exist.
import { afterEach, describe, expect, it } from 'vitest';
import { type HttpServer, listen } from '../../src/app/http.ts';
import { routesOf } from '../../src/app/pages.ts';
import type { Page, PageDocument } from '../../src/chat/page.ts';

const silent = () => undefined;
const log = { info: silent, warn: silent, error: silent };
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const page: PageDocument = {
  kind: 'document',
  type: 'text/calendar; charset=utf-8',
  body: 'Loïc, 18:00\r\n',
  fileName: 'talk-9.ics',
  changedAt: Date.UTC(2019, 6, 8, 7, 0, 1, 999),
  readers: 'anybody',
};

async function serving(...pages: readonly Page[]): Promise<string> {
  const server: HttpServer = await listen('127.0.0.1', 0, log);
  ends.push(() => server.close(0));
  server.mount(routesOf(pages));
  return `http://127.0.0.1:${server.port}`;
}

const always = (answer: PageDocument): Page => ({ path: '/page', answer: async () => answer });
const under: Page = {
  path: '/below/*',
  answer: async (path) =>
    path === '/below/one' ? { ...page, readers: 'one' } : { kind: 'not-found' },
};

describe('a page', () => {
  it('says what it is, when it changed, and how to ask again', async () => {
    const answer = await fetch(`${await serving(always(page))}/page?v=2`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(page.body);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="talk-9.ics"',
      'content-length': '14',
      'last-modified': 'Mon, 08 Jul 2019 07:00:01 GMT',
      'cache-control': 'public, no-cache',
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
    });
  });

  it('answers HEAD as GET, without the body', async () => {
    const url = `${await serving(always(page))}/page`;
    const [get, head] = [await fetch(url), await fetch(url, { method: 'HEAD' })];
    expect(await head.text()).toBe('');
    const told = ({ headers }: Response) =>
      ['etag', 'content-length', 'content-type', 'last-modified'].map((name) => headers.get(name));
    expect(told(head)).toEqual(told(get));
  });

  it.each<[string, (tag: string) => string]>([
    ['the tag', (tag) => tag],
    ['the tag made weak by a proxy', (tag) => `W/${tag}`],
    ['the tag among others', (tag) => `"a", ${tag},"b"`],
    ['anything', () => '*'],
  ])('is not sent again to whoever has it: %s', async (_, naming) => {
    const url = `${await serving(always(page))}/page`;
    const tag = (await fetch(url)).headers.get('etag') as string;
    for (const method of ['GET', 'HEAD']) {
      const again = await fetch(url, { method, headers: { 'if-none-match': naming(tag) } });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    }
  });

  it('is sent again where it changed, also within the second', async () => {
    let body = 'one';
    const url = `${await serving({ path: '/page', answer: async () => ({ ...page, body }) })}/page`;
    const first = await fetch(url);
    body = 'two';
    const headers = {
      'if-none-match': first.headers.get('etag') as string,
      'if-modified-since': first.headers.get('last-modified') as string,
    };
    expect(await (await fetch(url, { headers })).text()).toBe('two');
    const since = { 'if-modified-since': headers['if-modified-since'] };
    expect(await (await fetch(url, { headers: since })).text()).toBe('two');
  });

  it('for one reader is kept by no shared cache and listed nowhere', async () => {
    const { headers } = await fetch(`${await serving(under)}/below/one`);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
  });

  it('that is not found answers as an address that never was', async () => {
    const url = await serving(under);
    const whole = async (path: string) => {
      const answer = await fetch(`${url}${path}`);
      const { date, ...headers } = Object.fromEntries(answer.headers);
      return { status: answer.status, headers, body: await answer.text() };
    };
    expect(await whole('/below/two')).toEqual(await whole('/nowhere'));
    expect((await whole('/below/two')).status).toBe(404);
  });
});
