// One HTTP server for all doors: the platforms' routes, and what an operator's checks ask.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { HttpRoute, Log } from '../chat/platform.ts';
import { ListenRefused } from './refused.ts';

export interface HttpServer {
  readonly port: number;
  /** Routes may be mounted at any time; exact paths win over those with a star. */
  mount(routes: readonly HttpRoute[]): void;
  /** Takes nothing new, lets what is under way be answered, at most so many milliseconds long, then closes. */
  close(withinMs?: number): Promise<void>;
}

const closeWithinMs = 10_000;
const sweepEveryMs = 50;

/**
 * So many connections may wait to be taken; a system with a lower limit has its own. Whatever is more is dropped, and asks again after a second, then after two more:
 * with Node's 511, hundreds of a rush of two thousand did.
 */
const waitingConnections = 4096;

/** Listens at once; port 0 takes a free one. Rejects with ListenRefused. */
export async function listen(host: string, port: number, log: Log): Promise<HttpServer> {
  const exact = new Map<string, HttpRoute>();
  const starred: HttpRoute[] = [];
  let closing = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (closing) response.setHeader('connection', 'close');
    const path = pathOf(request);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route =
      exact.get(`${method} ${path}`) ??
      starred.find((r) => r.method === method && path.startsWith(r.path.slice(0, -1)));
    if (!route) {
      const known = [...exact.values()].some((r) => r.path === path);
      if (!known) return sendNotFound(response);
      return sendJson(response, 405, { error: 'method not allowed' });
    }
    await route.handle(request, response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error, path: pathOf(request) }, 'a request failed');
      if (!response.headersSent) sendJson(response, 500, { error: 'internal error' });
      else response.destroy();
    });
  });
  // A browser connects ahead of what it may ask: Node takes such a connection for one at work.
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', (request: IncomingMessage) => silent.delete(request.socket));
  // Longer than a proxy keeps idle connections, so that it never writes into one that we are closing.
  server.keepAliveTimeout = 65_000;
  await listening(server, host, port);

  return {
    port: (server.address() as AddressInfo).port,
    mount: (routes) => {
      for (const route of routes)
        if (route.path.endsWith('*')) starred.push(route);
        else exact.set(`${route.method} ${route.path}`, route);
    },
    close: async (withinMs = closeWithinMs) => {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of silent) socket.destroy();
      server.closeIdleConnections();
      // What was at work a moment ago is idle now, and would be kept alive.
      const sweeping = setInterval(() => server.closeIdleConnections(), sweepEveryMs);
      const late = setTimeout(() => server.closeAllConnections(), withinMs);
      await closed;
      clearInterval(sweeping);
      clearTimeout(late);
    },
  };
}

/** What was asked for, undecoded and without its query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/';
}

/** The one answer to an address that does not exist, whatever the reason. */
export function sendNotFound(response: ServerResponse): void {
  sendJson(response, 404, { error: 'not found' });
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${JSON.stringify(body)}\n`);
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentences: Readonly<Record<string, string>> = {
        EADDRINUSE: `PORT: ${host}:${port} is taken by another program; stop it or choose another PORT`,
        EACCES: `PORT: this user may not listen on port ${port}; choose one above 1023`,
        EADDRNOTAVAIL: `HOST: ${host} is no address of this machine`,
        ENOTFOUND: `HOST: ${host} is no address of this machine`,
      };
      reject(
        new ListenRefused(
          sentences[error.code ?? ''] ??
            `HOST, PORT: cannot listen on ${host}:${port} (${error.code})`,
        ),
      );
    });
    server.listen(port, host, waitingConnections, () => resolve());
  });
}
