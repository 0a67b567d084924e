// The calls of Slack's SDK over real connections: what goes out, what comes back, and what is known of a call that failed.
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createFetch, notConnected } from '../../../src/platforms/slack/calls.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await once(server, 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  closing.push(close);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/api/x`, close, connections: () => connections };
}

/** What came, said back as JSON. */
const echo: RequestListener = (request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (piece: string) => {
    body += piece;
  });
  request.on('end', () => {
    const { authorization, 'content-length': length } = request.headers;
    const said = JSON.stringify({ method: request.method, body, authorization, length });
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': 'a,b' });
    response.end(said);
  });
};

const call = { method: 'POST', headers: { Authorization: 'Bearer t' }, body: 'text=Café' };
const codeOf = (failing: Promise<unknown>) =>
  failing.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  );

it('sends text, with its length in bytes, and gives the whole answer', async () => {
  const { url } = await serve(echo);
  const answer = await createFetch()(url, call);
  expect(await answer.json()).toEqual({
    method: 'POST',
    body: 'text=Café',
    authorization: 'Bearer t',
    length: '10',
  });
  expect(answer).toMatchObject({ ok: true, status: 200, statusText: 'OK', url });
  expect(answer.headers.get('X-OAuth-Scopes')).toBe('a,b');
  expect(answer.headers.get('retry-after')).toBe(null);
  expect(Object.fromEntries(answer.headers.entries())).toMatchObject({ 'x-oauth-scopes': 'a,b' });
  expect(new TextDecoder().decode(await answer.arrayBuffer())).toBe(await answer.text());
});

it('keeps the connection for the next call', async () => {
  const server = await serve(echo);
  const fetch = createFetch();
  for (let n = 0; n < 3; n += 1) await fetch(server.url, call);
  expect(server.connections()).toBe(1);
});

it('gives an answer that is no success as it is, and follows no redirect', async () => {
  const moved = await serve((_, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end('moved'),
  );
  const answer = await createFetch()(moved.url, call);
  expect(answer).toMatchObject({ ok: false, status: 302 });
  expect(await answer.text()).toBe('moved');
});

it('leaves forms with files to fetch', async () => {
  const { url } = await serve(echo);
  const form = new FormData();
  form.append('file', new Blob(['picture']), 'chart.png');
  const answer = await createFetch()(url, { method: 'POST', body: form });
  expect(await answer.text()).toContain('chart.png');
});

it('knows that nothing was sent where nobody listens, or where it was given up before there was a connection', async () => {
  const gone = await serve(echo);
  await gone.close();
  closing.length = 0;
  expect(await codeOf(createFetch()(gone.url, call))).toBe('ECONNREFUSED');

  const { url } = await serve(echo);
  const [before, meanwhile] = [new AbortController(), new AbortController()];
  before.abort();
  expect(await codeOf(createFetch()(url, { ...call, signal: before.signal }))).toBe(notConnected);
  const given = createFetch()(url, { ...call, signal: meanwhile.signal });
  meanwhile.abort();
  expect(await codeOf(given)).toBe(notConnected);
});

it('knows that nothing was sent while the encryption was not agreed upon', async () => {
  const silent = createTcpServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  closing.push(async () => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const ending = new AbortController();
  const failing = createFetch()(`https://127.0.0.1:${port}/`, { ...call, signal: ending.signal });
  const [socket] = (await once(silent, 'connection')) as [{ destroy(): void }];
  ending.abort();
  expect(await codeOf(failing)).toBe(notConnected);
  socket.destroy();
});

it.each<[string, RequestListener]>([
  ['is cut before an answer', (request) => request.socket.destroy()],
  [
    'is cut in the middle of the answer',
    (request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half of it', () => request.socket.destroy());
    },
  ],
  [
    'gets another protocol than it asked for',
    (request) =>
      request.socket.end(
        'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      ),
  ],
])('does not claim that nothing was sent of a call that %s', async (_, listener) => {
  const { url } = await serve(listener);
  expect(await codeOf(createFetch()(url, call))).toBe('ECONNRESET');
});

it('does not claim that nothing was sent of a call that was given up while the answer was awaited', async () => {
  const ending = new AbortController();
  const { url } = await serve((request) => request.resume().on('end', () => ending.abort()));
  const failing = createFetch()(url, { ...call, signal: ending.signal });
  expect(await codeOf(failing)).toBe('ABORT_ERR');
});
