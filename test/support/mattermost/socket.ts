// The WebSocket side: authentication by header or challenge, numbered events, resumption, silence and sudden ends.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isRecord } from './attachments.ts';
import { isId, newId } from './ids.ts';
import { answerSocket } from './socket-actions.ts';
import type { Outgoing, User } from './types.ts';
import type { World } from './world.ts';

const RESUME_LIFE_MS = 5 * 60_000;

export interface SocketOptions {
  /** How long a socket may stay open without authentication. */
  readonly authTimeoutMs: number;
  /** Events kept for a connection that is away. */
  readonly sendQueue: number;
  /** Events already sent that may be asked for again. */
  readonly deadQueue: number;
  readonly challengeOrder: 'hello-first' | 'reply-first';
}

/** A connection as the server counts it; it outlives its sockets for a while. */
interface Connection {
  readonly id: string;
  readonly userId: string;
  next: number;
  readonly frames: Map<number, string>;
  socket: WebSocket | undefined;
  droppedSeq: number;
  droppedAt: number;
}

export class Sockets {
  private readonly world: World;
  private readonly options: SocketOptions;
  private readonly server: WebSocketServer;
  private readonly connections = new Map<string, Connection>();
  private readonly open = new Set<WebSocket>();
  private readonly posted = new Map<string, Outgoing>();
  private held: (() => void)[] | undefined;

  constructor(world: World, options: SocketOptions) {
    this.world = world;
    this.options = options;
    this.server = new WebSocketServer({ noServer: true, maxPayload: 8192 });
    world.publish = (event) => this.publish(event);
  }

  private audience(event: Outgoing): (userId: string) => boolean {
    const { world } = this;
    if (event.userId !== undefined) return (userId) => userId === event.userId;
    const members =
      event.channelId !== undefined
        ? world.channels.get(event.channelId)?.members
        : event.teamId !== undefined
          ? world.teams.get(event.teamId)?.members
          : undefined;
    return members === undefined ? () => true : (userId) => members.has(userId);
  }

  publish(event: Outgoing): void {
    if (event.event === 'posted') {
      const post: unknown = JSON.parse(String(event.data['post']));
      if (isRecord(post)) this.posted.set(String(post['id']), event);
    }
    const hears = this.audience(event);
    for (const connection of [...this.connections.values()])
      if (hears(connection.userId)) this.send(connection, event);
    this.world.changed();
  }

  /** The very event of a post once more, under a new number. */
  deliverAgain(postId: string): void {
    const event = this.posted.get(postId);
    if (event === undefined) throw new Error(`no posted event of ${postId}`);
    this.publish(event);
  }

  private send(connection: Connection, event: Outgoing): void {
    const seq = connection.next;
    connection.next += 1;
    const frame = JSON.stringify({
      event: event.event,
      data: event.data,
      broadcast: {
        omit_users: null,
        user_id: event.userId ?? '',
        channel_id: event.channelId ?? '',
        team_id: event.teamId ?? '',
        ...(this.world.profile.newSocketFields
          ? { connection_id: '', omit_connection_id: '' }
          : {}),
      },
      seq,
    });
    connection.frames.set(seq, frame);
    connection.frames.delete(seq - this.options.deadQueue - this.options.sendQueue);
    if (connection.socket !== undefined) this.write(connection.socket, frame);
    else if (connection.next - connection.droppedSeq > this.options.sendQueue)
      this.connections.delete(connection.id);
  }

  private write(socket: WebSocket, frame: string): void {
    const go = (): void => {
      if (socket.readyState === socket.OPEN) socket.send(frame);
    };
    if (this.held === undefined) go();
    else this.held.push(go);
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const accept = (): void => {
      if (stream.destroyed) return;
      this.server.handleUpgrade(request, stream, head, (socket) => this.welcome(socket, request));
    };
    if (this.held === undefined) accept();
    else this.held.push(accept);
  }

  private welcome(socket: WebSocket, request: IncomingMessage): void {
    this.open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      this.open.delete(socket);
      this.detach(socket);
      this.world.changed();
    });
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const wanted = query.get('connection_id') ?? '';
    const number = query.get('sequence_number') ?? '';
    if (wanted !== '' && (!isId(wanted) || !/^\d+$/.test(number))) {
      socket.terminate();
      return;
    }
    const user = this.world.session(request.headers.authorization);
    let connection: Connection | undefined;
    if (user !== undefined) connection = this.begin(socket, user, wanted, Number(number));
    const timer = setTimeout(() => {
      if (connection === undefined) socket.terminate();
    }, this.options.authTimeoutMs);
    socket.on('close', () => clearTimeout(timer));
    socket.on('message', (data) => {
      const message = parse(String(data));
      if (message === undefined) return socket.terminate();
      if (message['action'] === 'authentication_challenge') {
        if (connection !== undefined) return;
        connection = this.challenge(socket, message);
        return;
      }
      if (connection === undefined) return;
      answerSocket(this.world, message, (reply) => this.write(socket, JSON.stringify(reply)));
    });
  }

  private challenge(socket: WebSocket, message: Record<string, unknown>): Connection | undefined {
    const data = message['data'];
    const token = isRecord(data) ? String(data['token']) : '';
    const user = this.world.session(`Bearer ${token}`);
    if (user === undefined) {
      socket.terminate();
      return undefined;
    }
    const reply = JSON.stringify({ status: 'OK', seq_reply: message['seq'] });
    if (this.options.challengeOrder === 'reply-first') this.write(socket, reply);
    const connection = this.begin(socket, user, '', 0);
    if (this.options.challengeOrder === 'hello-first') this.write(socket, reply);
    return connection;
  }

  private begin(socket: WebSocket, user: User, wanted: string, from: number): Connection {
    const known = this.connections.get(wanted);
    const resumed = known?.userId === user.id && this.resume(known, socket, from);
    if (known !== undefined && resumed === true) {
      this.world.changed();
      return known;
    }
    const connection: Connection = {
      id: newId(),
      userId: user.id,
      next: 0,
      frames: new Map(),
      socket,
      droppedSeq: 0,
      droppedAt: 0,
    };
    this.connections.set(connection.id, connection);
    this.send(connection, {
      event: 'hello',
      data: {
        connection_id: connection.id,
        server_version: this.world.profile.versionId,
        ...(this.world.profile.newSocketFields ? { server_hostname: 'mattermost' } : {}),
      },
      userId: user.id,
    });
    this.world.changed();
    return connection;
  }

  /** Sends what was missed, if all of it is still there. */
  private resume(connection: Connection, socket: WebSocket, from: number): boolean {
    const away = connection.socket === undefined;
    if (away && this.world.now() - connection.droppedAt > RESUME_LIFE_MS) return false;
    if (from > connection.next) return false;
    const kept = (away ? connection.droppedSeq : connection.next) - this.options.deadQueue;
    if (from < kept) return false;
    const missed: string[] = [];
    for (let seq = from; seq < connection.next; seq += 1) {
      const frame = connection.frames.get(seq);
      if (frame === undefined) return false;
      missed.push(frame);
    }
    const before = connection.socket;
    connection.socket = socket;
    before?.terminate();
    for (const frame of missed) this.write(socket, frame);
    return true;
  }

  private detach(socket: WebSocket): void {
    for (const connection of this.connections.values()) {
      if (connection.socket !== socket) continue;
      connection.socket = undefined;
      connection.droppedSeq = connection.next;
      connection.droppedAt = this.world.now();
    }
  }

  /** How many authenticated sockets a person has open. */
  count(userId: string): number {
    return [...this.connections.values()].filter(
      (connection) => connection.userId === userId && connection.socket !== undefined,
    ).length;
  }

  /** Ends every socket without a word; with `forget`, nothing can be resumed, as after a restart. */
  drop(forget: boolean): void {
    for (const socket of this.open) {
      this.detach(socket);
      socket.terminate();
    }
    if (forget) this.connections.clear();
    this.world.changed();
  }

  /** From now on nothing is read, answered, sent or closed, until `thaw`. */
  freeze(): void {
    this.held ??= [];
    for (const socket of this.open) socket.pause();
  }

  thaw(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const socket of this.open) socket.resume();
    for (const go of held) go();
  }

  close(): void {
    this.held = undefined;
    for (const socket of this.open) socket.terminate();
    this.connections.clear();
    this.server.close();
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
