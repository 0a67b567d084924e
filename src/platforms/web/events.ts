// The open windows: each is told, in order of versions, what changed after the last that it saw (Server-Sent Events).
import type { ServerResponse } from 'node:http';
import type { Log, Machine } from '../../chat/platform.ts';
import { safeHeaders } from './guard.ts';
import type { Posts } from './posts.ts';
import { wirePost } from './wire.ts';

/** Proxies and browsers drop a silent stream after about half a minute. */
const heartbeatMs = 15_000;
/** Between looks for what another program on the same database wrote. */
const lookMs = 2_000;
/** A window that does not read is closed: it asks again from where it stopped. */
const unreadBytes = 4_000_000;

export interface Windows {
  /** Streams to this window until it closes; starts after `since`, and anew where that version belongs to another run. */
  open(
    window: { user: string; since: number; epoch: string },
    response: ServerResponse,
  ): Promise<void>;
  /** Something was posted or changed. */
  wake(): void;
  /** An event that is not kept: told to those who are there. */
  tell(event: string, data: (user: string) => unknown): void;
  /** The same, to the windows of one person. */
  tellPerson(user: string, event: string, data: unknown): void;
  /** The same, to the window behind this answer. */
  tellOne(response: ServerResponse, event: string, data: unknown): void;
  /** The conversation was emptied. */
  reset(): Promise<void>;
  closeAll(): void;
  count(): number;
  /** Who has one open. */
  users(): ReadonlySet<string>;
}

interface Window {
  readonly user: string;
  readonly response: ServerResponse;
  seen: number;
  /** Grows with every reset: what was read before one is not written after it. */
  run: number;
  busy: boolean;
  again: boolean;
  caughtUp: boolean;
  readonly gone: AbortController;
}

export function createWindows(posts: Posts, machine: Machine, log: Log): Windows {
  const windows = new Set<Window>();
  let newestSeen = 0;
  let looking = false;

  function close(window: Window): void {
    windows.delete(window);
    window.gone.abort();
    window.response.end();
  }

  function write(window: Window, event: string, data: unknown, id?: number): void {
    if (window.gone.signal.aborted) return;
    if (window.response.writableLength > unreadBytes) {
      window.response.destroy();
      close(window);
      return;
    }
    const head = id === undefined ? '' : `id: ${id}\n`;
    window.response.write(`${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  async function catchUp(window: Window): Promise<void> {
    if (window.busy) {
      window.again = true;
      return;
    }
    window.busy = true;
    try {
      do {
        window.again = false;
        const { run } = window;
        const fresh = await posts.since(window.seen, window.user);
        if (run !== window.run) {
          window.again = true;
          continue;
        }
        for (const post of fresh.posts) {
          const drawn = wirePost(post);
          if (drawn) write(window, 'post', drawn, post.version);
          else log.warn({ post: post.id }, 'web-post-unreadable');
        }
        window.seen = fresh.upTo;
        newestSeen = Math.max(newestSeen, fresh.upTo);
      } while (window.again && !window.gone.signal.aborted);
      if (!window.caughtUp) {
        window.caughtUp = true;
        write(window, 'ready', { version: window.seen });
      }
    } catch (fault) {
      // The window asks again by itself, from where it stopped.
      log.error({ fault: String(fault) }, 'web-window-failed');
      close(window);
    } finally {
      window.busy = false;
    }
  }

  function wake(): void {
    for (const window of windows) void catchUp(window);
  }

  async function beat(window: Window): Promise<void> {
    while (!window.gone.signal.aborted) {
      await machine.sleep(heartbeatMs, window.gone.signal);
      if (!window.gone.signal.aborted) window.response.write(': still here\n\n');
    }
  }

  async function lookForOthers(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      while (windows.size > 0) {
        const anyone = windows.values().next().value as Window;
        await machine.sleep(lookMs, anyone.gone.signal);
        const newest = await posts.newest().catch(() => newestSeen);
        if (newest > newestSeen) wake();
      }
    } finally {
      looking = false;
    }
  }

  return {
    async open({ user, since, epoch }, response) {
      const current = await posts.epoch();
      const newest = await posts.newest();
      const stale = (epoch !== '' && epoch !== current) || since > newest;
      response.writeHead(200, {
        ...safeHeaders,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 2000\n\n');
      const window: Window = {
        user,
        response,
        seen: stale ? 0 : since,
        run: 0,
        busy: false,
        again: false,
        caughtUp: false,
        gone: new AbortController(),
      };
      windows.add(window);
      response.on('close', () => close(window));
      response.on('error', () => close(window));
      write(window, stale ? 'reset' : 'hello', { epoch: current });
      void beat(window);
      void lookForOthers();
      await catchUp(window);
    },

    wake,

    tell(event, data) {
      for (const window of windows) write(window, event, data(window.user));
    },

    tellPerson(user, event, data) {
      for (const window of windows) if (window.user === user) write(window, event, data);
    },

    tellOne(response, event, data) {
      for (const window of windows) if (window.response === response) write(window, event, data);
    },

    async reset() {
      newestSeen = 0;
      const epoch = await posts.epoch();
      for (const window of windows) {
        window.seen = 0;
        window.run += 1;
        window.caughtUp = false;
        write(window, 'reset', { epoch });
        void catchUp(window);
      }
    },

    closeAll() {
      for (const window of windows) close(window);
    },

    count: () => windows.size,

    users: () => new Set([...windows].map((window) => window.user)),
  };
}
