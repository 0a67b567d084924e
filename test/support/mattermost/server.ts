// The listening side: reads requests, applies limits and trouble on demand, writes every call down, and ends on close.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  type Disturbance,
  type DisturbanceHandle,
  Disturbances,
  Limiter,
  limitHeaders,
  type RateLimit,
} from './disturb.ts';
import { errorReply, gatewayReply, limitedReply, type RawReply, type Rest } from './rest.ts';
import type { Incoming } from './rest-core.ts';
import type { Sockets } from './socket.ts';
import { ApiError, Crash, type World } from './world.ts';

async function readRequest(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    const bytes: Buffer = chunk;
    chunks.push(bytes);
  }
  const bytes = Buffer.concat(chunks);
  const raw = bytes.toString();
  const url = new URL(request.url ?? '/', 'http://localhost');
  let body: unknown;
  try {
    body = JSON.parse(raw);
  } catch {
    body = undefined;
  }
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    body,
    raw,
    bytes,
    contentType: request.headers['content-type'] ?? '',
  };
}

export class Listener {
  private readonly world: World;
  private readonly rest: Rest;
  private readonly sockets: Sockets;
  private readonly server: Server;
  private readonly disturbances = new Disturbances();
  private readonly streams = new Set<Duplex>();
  private limiter: Limiter | undefined;
  private port = 0;

  constructor(world: World, rest: Rest, sockets: Sockets) {
    this.world = world;
    this.rest = rest;
    this.sockets = sockets;
    this.server = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
        response.end(`the stand-in failed: ${error instanceof Error ? error.stack : error}`);
      });
    });
    this.server.on('upgrade', (request, stream, head) => {
      this.streams.add(stream);
      stream.on('error', () => {});
      stream.on('close', () => this.streams.delete(stream));
      this.upgrade(request, stream, head);
    });
  }

  private upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const trouble = this.disturbances.next('GET', pathname);
    if (trouble?.kind === 'hang') return;
    if (trouble?.kind === 'bad-gateway') {
      const { headers, body } = gatewayReply();
      const length = `Content-Length: ${Buffer.byteLength(body)}`;
      stream.end(
        `HTTP/1.1 502 Bad Gateway\r\nContent-Type: ${headers['Content-Type']}\r\n${length}\r\n\r\n${body}`,
      );
    } else if (trouble !== undefined || pathname !== '/api/v4/websocket') stream.destroy();
    else this.sockets.upgrade(request, stream, head);
  }

  /** On a free port at first, and on the same one after `close`. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    this.port = (this.server.address() as AddressInfo).port;
    this.world.url = `http://127.0.0.1:${this.port}`;
  }

  disturb(what: Disturbance): DisturbanceHandle {
    return this.disturbances.add(what);
  }

  limit(limit: RateLimit | undefined): void {
    this.limiter = limit === undefined ? undefined : new Limiter(this.world, limit);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const incoming = await readRequest(request);
    const { world } = this;
    const me = world.session(request.headers.authorization);
    const at = world.now();
    const note = (status: number): void => {
      world.calls.push({
        at,
        method: incoming.method,
        path: incoming.path,
        query: incoming.query.toString(),
        userId: me?.id ?? '',
        body: incoming.body ?? incoming.raw,
        status,
      });
      world.changed();
    };
    const reply = (given: RawReply, extra: Readonly<Record<string, string>> = {}): void => {
      note(given.status);
      response.writeHead(given.status, { ...given.headers, ...extra });
      response.end(given.body);
    };
    const cut = (): void => {
      note(0);
      response.destroy();
    };
    const allowance = this.limiter?.take();
    if (allowance !== undefined && !allowance.allowed) {
      reply(limitedReply(allowance.headers));
      return;
    }
    const trouble = this.disturbances.next(incoming.method, incoming.path);
    switch (trouble?.kind) {
      case 'rate-limit': {
        const seconds = trouble.retryAfter ?? 1;
        const headers = { ...limitHeaders(101, 0, seconds), 'Retry-After': String(seconds) };
        return reply(limitedReply(headers));
      }
      case 'bad-gateway':
        return reply(gatewayReply());
      case 'hang':
        return note(0);
      case 'drop':
        return cut();
      case 'error':
        return reply(
          errorReply(
            world,
            new ApiError(trouble.status ?? 500, 'app.test.app_error', 'Trouble on demand.'),
          ),
        );
      case 'lose-reply':
      case undefined:
        break;
    }
    try {
      const given = await this.rest.answer(incoming, me);
      if (trouble?.kind === 'lose-reply') cut();
      else reply(given, allowance?.headers);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      cut();
    }
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const stream of this.streams) stream.destroy();
    this.server.closeAllConnections();
    await closed;
  }
}
