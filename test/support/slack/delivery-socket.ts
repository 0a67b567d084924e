// Socket Mode: WebSocket connections of the app, hello and disconnect frames, envelopes and their acknowledgements.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isRecord, type Json, parseJson, stringAt } from './json.ts';
import { TIMING } from './limits.ts';
import type { World } from './world.ts';

export interface SocketAnswer {
  readonly outcome: 'acked' | 'late' | 'unreachable';
  readonly payload: unknown;
}

export interface Envelope {
  readonly id: string;
  readonly type: 'events_api' | 'interactive' | 'slash_commands';
  readonly payload: Json;
  readonly accepts: boolean;
  readonly attempt?: number;
  readonly reason?: string;
}

interface Connection {
  readonly socket: WebSocket;
  /** Told to go away: gets nothing new. */
  retired: boolean;
}

export type DisconnectReason =
  | 'warning'
  | 'refresh_requested'
  | 'link_disabled'
  | 'too_many_websockets';

const HOST = 'applink-stand-in';

export class SocketMode {
  private readonly sent = new Set<string>();
  private readonly world: World;
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly tickets = new Set<string>();
  private connections: Connection[] = [];
  private readonly waiting = new Map<string, (answer: SocketAnswer) => void>();
  private turn = 0;

  constructor(world: World) {
    this.world = world;
  }

  /** A URL that opens one connection. */
  newUrl(): string {
    const ticket = randomUUID();
    this.tickets.add(ticket);
    return `${this.world.url.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${this.world.appId}`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const ticket = url.searchParams.get('ticket') ?? '';
    if (url.pathname !== '/link/' || !this.tickets.delete(ticket)) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (opened) => this.welcome(opened));
  }

  /** Connections that may get envelopes. */
  open(): number {
    return this.usable().length;
  }

  private usable(): Connection[] {
    return this.connections.filter((one) => !one.retired && one.socket.readyState === 1);
  }

  private welcome(socket: WebSocket): void {
    const info = { connection_info: { app_id: this.world.appId } };
    const count = this.connections.length + 1;
    socket.on('error', () => undefined);
    if (count > TIMING.connections) {
      socket.send(
        JSON.stringify({
          type: 'disconnect',
          reason: 'too_many_websockets',
          num_connections: count,
          debug_info: { host: HOST },
          ...info,
        }),
      );
      socket.close();
      return;
    }
    const connection: Connection = { socket, retired: false };
    socket.on('message', (data: Buffer) => this.receive(data.toString('utf8')));
    socket.on('close', () => {
      this.connections = this.connections.filter((one) => one !== connection);
      this.world.journal.changed();
    });
    const debug = { host: HOST, build_number: 1, approximate_connection_time: 18_060 };
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: count, debug_info: debug, ...info }),
    );
    this.connections.push(connection);
    this.world.journal.changed();
  }

  private receive(text: string): void {
    const frame = parseJson(text);
    const id = stringAt(frame, 'envelope_id');
    const settle = this.waiting.get(id);
    if (settle !== undefined && isRecord(frame)) {
      settle({ outcome: 'acked', payload: frame['payload'] });
      return;
    }
    if (!this.sent.has(id))
      this.world.journal.fault(
        'socket',
        `a frame that acknowledges nothing: ${text.slice(0, 200)}`,
      );
  }

  /** To exactly one connection, in turn; resolves with the acknowledgement or when it is too late. */
  deliver(envelope: Envelope): Promise<SocketAnswer> {
    const all = this.usable();
    const connection = all[this.turn % Math.max(1, all.length)];
    this.turn += 1;
    if (connection === undefined)
      return Promise.resolve({ outcome: 'unreachable', payload: undefined });
    const envelope_id = envelope.id;
    const retry =
      envelope.type === 'events_api'
        ? { retry_attempt: envelope.attempt ?? 0, retry_reason: envelope.reason ?? '' }
        : {};
    const answer = new Promise<SocketAnswer>((resolve) => {
      const settle = (result: SocketAnswer): void => {
        clearTimeout(timer);
        this.waiting.delete(envelope_id);
        connection.socket.off('close', lost);
        resolve(result);
      };
      const lost = (): void => settle({ outcome: 'unreachable', payload: undefined });
      const timer = setTimeout(
        () => settle({ outcome: 'late', payload: undefined }),
        this.world.ackMs,
      );
      connection.socket.on('close', lost);
      this.waiting.set(envelope_id, settle);
    });
    this.sent.add(envelope_id);
    connection.socket.send(
      JSON.stringify({
        envelope_id,
        payload: envelope.payload,
        type: envelope.type,
        accepts_response_payload: envelope.accepts,
        ...retry,
      }),
    );
    return answer;
  }

  /** Tells every connection, or the first so many, to go. */
  disconnect(reason: DisconnectReason, count = Number.POSITIVE_INFINITY): void {
    for (const one of this.usable().slice(0, count)) {
      one.retired = true;
      one.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: HOST } }));
    }
    this.world.journal.changed();
  }

  /** Cuts every connection, or the first so many, without a word. */
  drop(count = Number.POSITIVE_INFINITY): void {
    for (const one of this.usable().slice(0, count)) {
      one.retired = true;
      one.socket.terminate();
    }
  }

  close(): void {
    for (const one of this.connections) one.socket.terminate();
    this.server.close();
  }
}
