// The line between a platform's client and its stand-in: passes requests on, and fails as planned, before the stand-in has seen a request or after.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Fault {
  /** Whether the stand-in carries the request out before the line fails. */
  readonly done: boolean;
  /** What the client gets in place of the answer: another one, the end of the connection, its reset, or nothing at all. */
  readonly gets: Answer | 'end' | 'reset' | 'nothing';
}

export interface Passed {
  readonly method: string;
  readonly path: string;
  /** As text that was never encoded. */
  readonly body: string;
  readonly at: number;
}

interface Plan {
  readonly matches: (passed: Passed) => boolean;
  readonly fault: Fault;
  left: number;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

export class Line {
  /** Every request that came, in order. */
  readonly passed: Passed[] = [];
  /** Requests that get nothing, and whose client still waits. */
  hanging = 0;
  private readonly plans: Plan[] = [];
  private readonly sockets = new Set<Duplex>();
  private readonly to: URL;
  private readonly now: () => number;
  private readonly server = createServer((incoming, response) => {
    this.pass(incoming, response).catch(() => incoming.socket.destroy());
  });
  private port = 0;

  constructor(to: string, now: () => number) {
    this.to = new URL(to);
    this.now = now;
    this.server.on('connection', (socket) => this.keep(socket));
    this.server.on('upgrade', (incoming, socket) => this.upgrade(incoming, socket));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** On a free port at first, and on the same one after `down`. */
  async up(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Nobody listens any more, and every connection ends. */
  async down(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  plan(matches: Plan['matches'], fault: Fault, times = 1): void {
    this.plans.push({ matches, fault, left: times });
  }

  private keep(socket: Duplex): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }

  private async pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const { method = 'GET', url = '/' } = incoming;
    const text = body.toString('utf8');
    const form = incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
    const passed = {
      method,
      path: url,
      body: form ? decodeURIComponent(text.replaceAll('+', ' ')) : text,
      at: this.now(),
    };
    this.passed.push(passed);
    const plan = this.plans.find((one) => one.left > 0 && one.matches(passed));
    if (plan) plan.left -= 1;
    const answer =
      plan?.fault.done === false ? undefined : await this.forward(method, url, incoming, body);
    const gets = plan ? plan.fault.gets : answer;
    if (gets === 'end') incoming.socket.end();
    else if (gets === 'reset') incoming.socket.resetAndDestroy();
    else if (gets === 'nothing') this.hang(incoming.socket);
    else if (gets) response.writeHead(gets.status, gets.headers).end(gets.body);
  }

  private hang(socket: Socket): void {
    this.hanging += 1;
    socket.once('close', () => {
      this.hanging -= 1;
    });
  }

  private forward(
    method: string,
    path: string,
    incoming: IncomingMessage,
    body: Buffer,
  ): Promise<Answer> {
    const { hostname, port } = this.to;
    const { connection: _, host: __, ...headers } = incoming.headers;
    return new Promise((resolve, reject) => {
      const outgoing = request({ hostname, port, method, path, headers }, (answer) => {
        bodyOf(answer).then((bytes) => {
          const given = Object.entries(answer.headers).filter(
            ([name]) => !['transfer-encoding', 'connection', 'keep-alive'].includes(name),
          );
          const status = answer.statusCode ?? 0;
          resolve({
            status,
            headers: Object.fromEntries(given) as Record<string, string>,
            body: bytes.toString('utf8'),
          });
        }, reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /** WebSockets are passed through, byte by byte. */
  private upgrade(incoming: IncomingMessage, socket: Duplex): void {
    const through = connect(Number(this.to.port), this.to.hostname, () => {
      const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
      through.write(`GET ${incoming.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      through.pipe(socket).pipe(through);
    });
    this.keep(through);
    socket.on('close', () => through.destroy());
    through.on('close', () => socket.destroy());
  }
}
