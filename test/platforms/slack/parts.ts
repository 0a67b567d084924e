// What the platform is given in these tests: clocks, a memory, a log that is read, a server that mounts its routes.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Incoming } from '../../../src/chat/incoming.ts';
import type { PlatformMemory } from '../../../src/chat/memory.ts';
import type { HttpRoute, Log, Machine, Receive } from '../../../src/chat/platform.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { accountKey } from '../../../src/kernel/account.ts';

let drawn = 0;
const random = (bytes: number): string => {
  drawn += 1;
  return drawn.toString(16).padStart(bytes * 2, '0');
};

export const realMachine: Machine = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
  random,
};

export function memory(): PlatformMemory {
  const channels = new Map<string, string>();
  const notUsed = (): never => {
    throw new Error('Slack does not use this');
  };
  return {
    directChannel: async (account) => channels.get(accountKey(account)),
    rememberDirectChannel: async (account, channel) => {
      channels.set(accountKey(account), channel);
    },
    recall: notUsed,
    remember: notUsed,
    appendPost: notUsed,
    changePost: notUsed,
    postByKey: notUsed,
    post: notUsed,
    postsSince: notUsed,
    newestVersion: notUsed,
  };
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export function readableLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine['level']) =>
    (facts: LogLine['facts'], event: string): void => {
      lines.push({ level, event, facts });
    };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** Receives as told, and keeps what it received. */
export function receiver(answer: (incoming: Incoming) => Reply | Promise<Reply>): {
  readonly arrived: Incoming[];
  readonly receive: Receive;
} {
  const arrived: Incoming[] = [];
  return {
    arrived,
    receive: async (incoming) => {
      arrived.push(incoming);
      return answer(incoming);
    },
  };
}

export interface Mounted {
  readonly url: string;
  close(): Promise<void>;
}

/** Our own HTTP server with a platform's routes, as app/ mounts them. */
export async function mount(routes: readonly HttpRoute[]): Promise<Mounted> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const route = routes.find((one) => one.path === path && one.method === request.method);
    if (route === undefined) response.writeHead(404).end();
    else void route.handle(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Resolves when it holds, looking again and again; rejects after five seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000; turn += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it did not come to hold in five seconds');
}

/** The mark of a first drawing. */
export function mark(key: string) {
  return { key, revision: 0, pendingId: 'p' };
}

export function first<T>(list: readonly T[] | undefined): T {
  const [one] = list ?? [];
  if (one === undefined) throw new Error('there is none');
  return one;
}

/** Holds until it is opened. */
export function promise(): { readonly held: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { held, open: () => open() };
}
