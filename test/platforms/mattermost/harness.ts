// One platform against the stand-in server: a scripted bot behind it, a memory in a map, and the machine's own clock.

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Card, line } from '../../../src/chat/card.ts';
import type { AccountNews, Incoming } from '../../../src/chat/incoming.ts';
import type { PlatformMemory } from '../../../src/chat/memory.ts';
import type { HttpRoute, Log, Machine, Platform, PostMark } from '../../../src/chat/platform.ts';
import { type Reply, whisper } from '../../../src/chat/reply.ts';
import { accountKey } from '../../../src/kernel/account.ts';
import { talkId } from '../../../src/kernel/ids.ts';
import { createMattermost } from '../../../src/platforms/mattermost/mattermost.ts';
import type { MattermostOptions, Pace } from '../../../src/platforms/mattermost/options.ts';
import {
  type Mattermost,
  type MattermostOptions as ServerOptions,
  startMattermost,
} from '../../support/mattermost/index.ts';

export const secret = 's'.repeat(40);

export const machine: Machine = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const timer = setTimeout(done, ms);
      timer.unref();
      function done() {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      signal?.addEventListener('abort', done);
    }),
  random: (bytes) => randomBytes(bytes).toString('hex'),
};

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export function recordingLog(lines: LoggedLine[]): Log {
  const at = (level: LoggedLine['level']) => (facts: LoggedLine['facts'], event: string) => {
    lines.push({ level, event, facts });
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** The parts of a platform's memory that Mattermost uses. */
export function mapMemory(
  facts = new Map<string, string>(),
  direct = new Map<string, string>(),
): PlatformMemory {
  const unused = () => Promise.reject(new Error('not of Mattermost'));
  return {
    directChannel: async (account) => direct.get(accountKey(account)),
    rememberDirectChannel: async (account, channel) => {
      direct.set(accountKey(account), channel);
    },
    recall: async (key) => facts.get(key),
    remember: async (key, value) => {
      facts.set(key, value);
    },
    appendPost: unused,
    changePost: unused,
    postByKey: unused,
    post: unused,
    postsSince: unused,
    newestVersion: unused,
  };
}

export async function serve(
  routes: readonly HttpRoute[],
  port = 0,
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const route = routes.find((r) => r.method === request.method && r.path === request.url);
    if (route) void route.handle(request, response);
    else response.writeHead(404).end('no such page');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export const talk = talkId('k3f9');

/** A card with buttons, as an answer. */
export const cardWithButtons = (title = 'Seats'): Card => ({
  language: 'en',
  title: line(title),
  blocks: [
    { kind: 'text', lines: [['Give it up?']] },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Yes', action: { verb: 'give-up', talk }, typed: 'cancel 9 yes' },
        { label: 'Keep it', action: { verb: 'keep', talk }, typed: 'mine', style: 'primary' },
      ],
    },
  ],
});

export const sentence = (text: string): Card => ({ language: 'en', title: [text], blocks: [] });

export const mark = (key: string, pendingId = randomBytes(8).toString('hex')): PostMark => ({
  key,
  revision: 0,
  pendingId,
});

export const quickPace: Partial<Pace> = {
  // For an answer that comes, however busy the machine is; what waits for none has a pace of its own.
  restMs: 20_000,
  answerMs: 2_000,
  describeMs: 1_000,
  pingMs: 400,
  reconnectMs: 50,
};

export class Harness {
  readonly chat: Mattermost;
  readonly platform: Platform;
  readonly options: MattermostOptions;
  readonly heard: Incoming[] = [];
  /** What the server said of accounts. */
  readonly news: AccountNews[] = [];
  readonly lines: LoggedLine[];
  readonly facts: Map<string, string>;
  private readonly server: Server;
  /** What the bot answers; delivery ids are claimed before. */
  reply: (incoming: Incoming) => Reply | Promise<Reply> = () => whisper(sentence('Heard.'));

  constructor(given: {
    chat: Mattermost;
    platform: Platform;
    options: MattermostOptions;
    lines: LoggedLine[];
    facts: Map<string, string>;
    server: Server;
  }) {
    this.chat = given.chat;
    this.platform = given.platform;
    this.options = given.options;
    this.lines = given.lines;
    this.facts = given.facts;
    this.server = given.server;
  }

  readonly claimed = new Set<string>();

  receive = async (incoming: Incoming): Promise<Reply> => {
    if (this.claimed.has(incoming.delivery)) return { kind: 'silence' };
    this.claimed.add(incoming.delivery);
    this.heard.push(incoming);
    const reply = await this.reply(incoming);
    // What is not taken of a form claims nothing.
    if (reply.kind === 'errors') this.claimed.delete(incoming.delivery);
    return reply;
  };

  heed = async (news: AccountNews): Promise<void> => {
    this.news.push(news);
  };

  start(): Promise<void> {
    return this.platform.start(this.receive, this.heed);
  }

  /** The direct channel of a person with the bot. */
  directOf(person: string) {
    return {
      platform: 'mattermost',
      workspace: '',
      channel: this.chat.directChannel(person).id,
    } as const;
  }

  channel(name: string) {
    return { platform: 'mattermost', workspace: '', channel: this.chat.channel(name).id } as const;
  }

  async close(): Promise<void> {
    await this.platform.stop();
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
    await this.chat.close();
  }
}

export interface HarnessOptions {
  readonly server?: ServerOptions;
  readonly platform?: Partial<MattermostOptions>;
  readonly facts?: Map<string, string>;
}

/** A stand-in server, and a platform that it can call; not yet started. */
export async function createHarness(given: HarnessOptions = {}): Promise<Harness> {
  const chat = await startMattermost({ trigger: 'icdd', ...given.server });
  const routes: HttpRoute[] = [];
  const { server, url } = await serve(routes);
  chat.useApp(url);
  const lines: LoggedLine[] = [];
  const facts = given.facts ?? new Map<string, string>();
  const options: MattermostOptions = {
    url: chat.url,
    botToken: chat.botToken,
    commandTokens: [chat.commandToken()],
    command: 'icdd',
    publicUrl: url,
    actionSecret: secret,
    machine,
    memory: mapMemory(facts),
    log: recordingLog(lines),
    pace: quickPace,
    ...given.platform,
  };
  const platform = createMattermost(options);
  routes.push(...platform.routes);
  return new Harness({ chat, platform, options, lines, facts, server });
}

/** Waits for something that the stand-in does not tell of. */
export async function until(probe: () => boolean, withinMs = 5_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!probe()) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${probe}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** An address of this machine at which nobody listens. */
export async function deadAddress(): Promise<string> {
  const { server, url } = await serve([]);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return url;
}
