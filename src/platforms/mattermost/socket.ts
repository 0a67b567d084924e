// The one door to @mattermost/client over WebSocket: events as they come, over reconnections, and a word when some may have been missed.
import mattermost from '@mattermost/client';
import { CloseEvent, type MessageEvent, WebSocket } from 'undici';
import type { Log, Machine } from '../../chat/platform.ts';
import { bare } from './options.ts';

// The library reads both from the global object, where Node 20 has neither.
function polyfill(): void {
  const there: Record<string, unknown> = globalThis as unknown as Record<string, unknown>;
  there['WebSocket'] ??= WebSocket;
  there['CloseEvent'] ??= CloseEvent;
}

// The library writes to the console, where the operator's structured lines stand. What it calls back here is quiet meanwhile: all of it is synchronous.
function quietly(work: () => void): void {
  const { log } = globalThis.console;
  globalThis.console.log = () => {};
  try {
    work();
  } finally {
    globalThis.console.log = log;
  }
}

/** Makes the handlers that the library will set on the socket quiet. */
function quieten(socket: WebSocket): void {
  for (const name of ['onopen', 'onclose', 'onerror', 'onmessage'] as const) {
    const inherited = Object.getOwnPropertyDescriptor(WebSocket.prototype, name);
    Object.defineProperty(socket, name, {
      get: () => inherited?.get?.call(socket),
      set: (handler: ((event: unknown) => void) | null) => {
        const quiet = handler && ((event: unknown) => quietly(() => handler(event)));
        inherited?.set?.call(socket, quiet);
      },
    });
  }
}

export interface SocketOptions {
  readonly url: string;
  readonly token: string;
  readonly machine: Machine;
  readonly log: Log;
  readonly pingMs: number;
  readonly reconnectMs: number;
  readonly onEvent: (event: SocketEvent) => void;
  /** Events may have been missed: the server gave a new connection instead of the old one. */
  readonly onMissed: () => void;
  /** The connection is gone; it is opened again by itself. */
  readonly onLost: () => void;
}

export interface SocketEvent {
  readonly event: string;
  readonly data: unknown;
}

export interface Socket {
  open(): void;
  /** Whether the server has answered on the connection that stands now. */
  alive(): boolean;
  /** Resolves to true once it is alive, to false when that takes longer. */
  ready(withinMs: number): Promise<boolean>;
  close(): void;
}

// The library multiplies the wait by the square of the number of failures, beyond seven of them, up to this.
const longestWaitMs = 30_000;

/** One connection to `<url>/api/v4/websocket`, opened again whenever it ends until it is closed here. */
export function createSocket(options: SocketOptions): Socket {
  const { machine, log } = options;
  const address = `${bare(options.url).replace(/^http/i, 'ws')}/api/v4/websocket`;
  const closed = new AbortController();
  const waiting = new Set<() => void>();
  let current: WebSocket | undefined;
  let alive = false;

  // Only a header on the upgrade itself lets the server give back the old connection; the library would authenticate after it.
  const connect = (url: string): WebSocket => {
    const socket = new WebSocket(url, { headers: { Authorization: `Bearer ${options.token}` } });
    current = socket;
    quieten(socket);
    socket.addEventListener('message', (message) => {
      noticeUnreadable(socket, message);
      alive = true;
      for (const tell of waiting) tell();
    });
    // A server that takes the connection and never answers the upgrade would hold the library for minutes.
    void machine.sleep(options.pingMs, closed.signal).then(() => {
      if (socket.readyState === WebSocket.CONNECTING) socket.close();
    });
    return socket;
  };

  // The library would throw on what is no JSON, outside of anything that could catch it.
  const noticeUnreadable = (socket: WebSocket, message: MessageEvent): void => {
    try {
      JSON.parse(String(message.data));
    } catch {
      message.stopImmediatePropagation();
      log.warn({}, 'mattermost-socket-unreadable');
      socket.close();
    }
  };

  polyfill();
  const client = new mattermost.WebSocketClient({
    clientPingInterval: options.pingMs,
    minWebSocketRetryTime: options.reconnectMs,
    maxWebSocketRetryTime: longestWaitMs,
    reconnectJitterRange: options.reconnectMs,
    // The types of undici and of the browser differ in what nobody uses here.
    newWebSocketFn: (url) => connect(url) as unknown as ReturnType<WebSocketFactory>,
  });
  client.addMessageListener((message) => {
    options.onEvent({ event: String(message.event), data: message.data });
  });
  // Without this listener the library never takes over the server's new numbers, and ends in a loop of reconnections.
  client.addMissedMessageListener(() => options.onMissed());
  client.addCloseListener(() => {
    alive = false;
    options.onLost();
  });
  // An error is always followed by the close.
  client.addErrorListener(() => log.warn({}, 'mattermost-socket-error'));

  return {
    open: () => quietly(() => client.initialize(address)),
    alive: () => alive,
    ready: async (withinMs) => {
      const done = new AbortController();
      const tell = () => done.abort();
      waiting.add(tell);
      if (!alive) await machine.sleep(withinMs, done.signal);
      waiting.delete(tell);
      return alive;
    },
    close: () => {
      closed.abort();
      alive = false;
      quietly(() => client.close());
      // The library leaves a connection alone that is still being opened, and would open another when that fails.
      if (current !== undefined && current.readyState !== WebSocket.CLOSED) {
        current.onclose = null;
        current.onerror = null;
        current.onopen = null;
        current.onmessage = null;
        current.close();
      }
    },
  };
}

type WebSocketFactory = NonNullable<
  NonNullable<ConstructorParameters<typeof mattermost.WebSocketClient>[0]>['newWebSocketFn']
>;
