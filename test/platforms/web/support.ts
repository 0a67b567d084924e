// The web chat on a real port of this machine, with a memory of its own, a scripted bot and a clock that is set by hand.
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Card } from '../../../src/chat/card.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import type { PlatformMemory, RememberedPost } from '../../../src/chat/memory.ts';
import type { Heed, Log, Machine, Platform } from '../../../src/chat/platform.ts';
import { type Reply, silence } from '../../../src/chat/reply.ts';
import { ok, refuse } from '../../../src/kernel/result.ts';
import {
  createWeb,
  type Stop,
  type WebOptions,
  type WebPerson,
} from '../../../src/platforms/web/web.ts';
import { build, root } from '../../app/built.ts';

const pageSource = join(root, 'src/platforms/web/page');

const unheard: Heed = async () => undefined;

/** Where the built page lies, built anew where its sources changed. */
export async function buildPage(): Promise<string> {
  await build();
  return join(root, 'dist/platforms/web/page');
}

/** A directory with the least that `start` asks for, where no browser looks. */
export async function bareMinimumPage(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'web-bare-'));
  await mkdir(directory, { recursive: true });
  for (const name of ['index.html', 'style.css', 'icon.svg']) {
    await cp(join(pageSource, name), join(directory, name));
  }
  await cp(join(pageSource, 'theme.ts'), join(directory, 'app.js'));
  return directory;
}

export interface TestMemory extends PlatformMemory {
  readonly posts: RememberedPost[];
  empty(): void;
}

export function createMemory(): TestMemory {
  const posts: RememberedPost[] = [];
  const facts = new Map<string, string>();
  let version = 0;
  let id = 0;
  return {
    posts,
    empty() {
      posts.length = 0;
      facts.clear();
      version = 0;
      id = 0;
    },
    directChannel: async () => undefined,
    rememberDirectChannel: async () => {},
    recall: async (key) => facts.get(key),
    remember: async (key, value) => void facts.set(key, value),
    async appendPost(post) {
      version += 1;
      id += 1;
      const kept = { ...post, id, version };
      posts.push(kept);
      return kept;
    },
    async changePost(wanted, body) {
      const at = posts.findIndex((p) => p.id === wanted);
      const old = posts[at];
      if (!old) return undefined;
      version += 1;
      const changed = { ...old, body, version };
      posts[at] = changed;
      return changed;
    },
    postByKey: async (key) => posts.find((p) => p.key === key),
    post: async (wanted) => posts.find((p) => p.id === wanted),
    async postsSince(since, limit, reader) {
      const fresh = posts
        .filter((p) => p.version > since && ['', reader].includes(p.reader))
        .sort((a, b) => a.version - b.version);
      return fresh.slice(-limit);
    },
    newestVersion: async () => version,
  };
}

export const machine: Machine = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      timer.unref();
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
  random: (bytes) => crypto.getRandomValues(Buffer.alloc(bytes)).toString('hex'),
};

export interface LogLine {
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export function createLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const write = (facts: Readonly<Record<string, unknown>>, event: string) =>
    void lines.push({ event, facts });
  return { lines, info: write, warn: write, error: write };
}

export const people: readonly WebPerson[] = [
  { user: 'ana', name: 'Ana', language: 'en', zone: 'Europe/Zurich' },
  { user: 'ben', name: 'Ben', language: 'en', zone: 'Europe/Zurich' },
  { user: 'cleo', name: 'Cléo', language: 'fr', zone: 'Europe/Paris' },
  { user: 'olga', name: 'Olga', language: 'en', zone: 'Europe/Zurich', organiser: true },
];

const words: WebOptions['words'] = (language) =>
  language === 'fr'
    ? [
        { typed: 'liste', meaning: 'les prochaines conférences', organisers: false },
        { typed: 'inscrire 9', meaning: 'prendre une place', organisers: false },
        { typed: 'aide', meaning: 'ce que je peux faire', organisers: false },
      ]
    : [
        { typed: 'list', meaning: 'what is on', organisers: false },
        { typed: 'list past', meaning: 'what was on', organisers: false },
        { typed: 'show 9', meaning: 'all about talk 9', organisers: false },
        { typed: 'register 9', meaning: 'take a seat in talk 9', organisers: false },
        { typed: 'cancel 9', meaning: 'give your seat back', organisers: false },
        { typed: 'mine', meaning: 'your seats', organisers: false },
        { typed: 'followers', meaning: 'how many follow CERN', organisers: false },
        { typed: 'help', meaning: 'what you can do', organisers: false },
        { typed: 'announce 9', meaning: 'post the card in this channel', organisers: true },
      ];

/** Monday 8 July 2019, 09:00 in Zurich. */
export const start = Date.UTC(2019, 6, 8, 7, 0);
const talkAt = Date.UTC(2019, 6, 10, 16, 0);
const digestAt = Date.UTC(2019, 6, 9, 7, 0);

export interface Running {
  readonly web: Platform;
  readonly memory: TestMemory;
  readonly address: string;
  readonly port: number;
  readonly log: ReturnType<typeof createLog>;
  /** What reached the bot. */
  readonly received: Incoming[];
  readonly jumps: string[];
  /** What the scripted bot answers. */
  answer: (incoming: Incoming, web: Platform) => Reply | Promise<Reply>;
  /** Whose page is asked for without anybody having done anything: nobody has one unless told. */
  visit: (incoming: Incoming) => Reply | Promise<Reply>;
  post(card: Card, key: string, channel?: string): Promise<string>;
  say(
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
  stop(): Promise<void>;
}

export interface RunningOptions {
  readonly memory?: TestMemory;
  readonly pageDirectory: string;
  readonly demonstration?: boolean;
  readonly port?: number;
}

/** Starts a web chat; its routes are mounted as the program mounts them. */
export async function runWeb(options: RunningOptions): Promise<Running> {
  const memory = options.memory ?? createMemory();
  const log = createLog();
  const jumps: string[] = [];
  let now = start;
  const server: Server = createServer();
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  const stops = (): Stop[] =>
    (
      [
        { kind: 'digest', at: digestAt, label: '#general' },
        { kind: 'talk', at: talkAt, label: 'Talk 9: Beyond KPIs' },
      ] as const
    ).filter((s) => s.at > now);

  const web = createWeb({
    host: '127.0.0.1',
    port,
    publicUrl: address,
    people,
    command: 'icdd',
    words,
    channel: { id: 'general', name: 'general' },
    pageDirectory: options.pageDirectory,
    machine,
    memory,
    log,
    ...(options.demonstration === false
      ? {}
      : {
          demonstration: {
            now: () => now,
            zone: 'Europe/Zurich',
            nextStops: async () => stops(),
            async jump(to) {
              jumps.push(to);
              const stop = stops().find((s) => s.kind === to);
              if (!stop) return refuse('nothing-left');
              now = stop.at;
              return ok(now);
            },
            async restart() {
              memory.empty();
              now = start;
              await running.onRestart();
            },
          },
        }),
  });

  server.on('request', (request, response) => {
    const path = (request.url ?? '/').split('?')[0] as string;
    const route =
      web.routes.find((r) => r.method === request.method && r.path === path) ??
      web.routes.find(
        (r) =>
          r.method === request.method &&
          r.path.endsWith('*') &&
          path.startsWith(r.path.slice(0, -1)),
      );
    if (route) void route.handle(request, response);
    else response.writeHead(404).end();
  });

  const running = {
    web,
    memory,
    address,
    port,
    log,
    received: [] as Incoming[],
    jumps,
    answer: (() => silence) as Running['answer'],
    visit: (() => silence) as Running['visit'],
    onRestart: async () => {},
    async post(card: Card, key: string, channel = 'general') {
      const sent = await web.post({ platform: 'web', workspace: '', channel }, card, {
        key,
        revision: 0,
        pendingId: 'p',
      });
      if (sent.kind !== 'sent') throw new Error(`not posted: ${JSON.stringify(sent)}`);
      return sent.message;
    },
    async say(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
      const answer = await fetch(address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: address, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    async stop() {
      await web.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  await web.start(async (incoming) => {
    if (incoming.kind === 'visit') return running.visit(incoming);
    running.received.push(incoming);
    return running.answer(incoming, web);
  }, unheard);
  return running;
}
