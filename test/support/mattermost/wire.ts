// A plain WebSocket client for the stand-in's own tests: keeps every frame and how the socket ended.
import { WebSocket } from 'ws';
import { ending, setup } from './harness.ts';
import type { Mattermost, MattermostOptions } from './index.ts';

export interface Frame {
  readonly event?: string;
  readonly data?: Record<string, unknown>;
  readonly seq?: number;
  readonly seq_reply?: number;
  readonly status?: string;
  readonly error?: { readonly id: string };
}

export class Wire {
  readonly frames: Frame[] = [];
  readonly socket: WebSocket;
  readonly opened: Promise<void>;
  readonly closed: Promise<number>;
  private wake: () => void = () => {};

  constructor(url: string, token?: string) {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    this.socket = new WebSocket(url, { headers });
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      this.frames.push(JSON.parse(String(data)) as Frame);
      this.wake();
    });
    this.opened = new Promise((resolve) => this.socket.once('open', () => resolve()));
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
  }

  async count(n: number): Promise<Frame[]> {
    while (this.frames.length < n)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    return this.frames;
  }

  send(value: unknown): void {
    this.socket.send(typeof value === 'string' ? value : JSON.stringify(value));
  }

  async close(): Promise<void> {
    this.socket.terminate();
  }
}

export function dial(server: Mattermost, token: string | undefined, query = ''): Wire {
  return ending(new Wire(`${server.socketUrl}${query}`, token));
}

export async function hello(options: MattermostOptions = {}) {
  const all = await setup(options);
  const wire = dial(all.server, all.server.botToken);
  const [first] = await wire.count(1);
  return { ...all, wire, connection: String(first?.data?.['connection_id']) };
}

export const challenge = (token: string) => ({
  seq: 1,
  action: 'authentication_challenge',
  data: { token },
});
