// The two real platforms before their strict stand-ins, with a line between them that fails, on a clock that a test moves.
import type { PlatformMemory } from '../../../src/chat/memory.ts';
import type { Log, Platform } from '../../../src/chat/platform.ts';
import { type Account, accountKey, type Conversation } from '../../../src/kernel/account.ts';
import { createMattermost } from '../../../src/platforms/mattermost/mattermost.ts';
import { keyProp } from '../../../src/platforms/mattermost/send.ts';
import { markOf } from '../../../src/platforms/slack/render.ts';
import { createSlack } from '../../../src/platforms/slack/slack.ts';
import { createManualMachine, type ManualMachine } from '../../support/manual-machine.ts';
import { startMattermost } from '../../support/mattermost/index.ts';
import { startSlack } from '../../support/slack/index.ts';
import { type Answer, Line, type Passed } from './line.ts';

export const calls = ['post', 'edit', 'look', 'open'] as const;
export type Call = (typeof calls)[number];

/** What a platform answers in its own words. */
export interface Words {
  limited(seconds: number | undefined): Answer;
  readonly fault: Answer;
  readonly refusedToken: Answer;
}

export interface World {
  readonly name: 'slack' | 'mattermost';
  readonly platform: Platform;
  readonly machine: ManualMachine;
  readonly line: Line;
  readonly words: Words;
  /** How long it is left alone that says "not now" without saying for how long; milliseconds. */
  readonly unsaidMs: number;
  readonly channel: Conversation;
  readonly otherChannel: Conversation;
  readonly person: Account;
  /** Whether a request is this call. */
  is(call: Call): (passed: Passed) => boolean;
  /** How often the bot's message with this key stands there, and what it says first. */
  standing(key: string): readonly string[];
  /** The direct conversations that the program knows are forgotten. */
  forget(): void;
  /** Rules that the program broke. */
  faults(): readonly unknown[];
  close(): Promise<void>;
}

const silent = () => undefined;
const log: Log = { info: silent, warn: silent, error: silent };
const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };

/** What a proxy puts in place of an answer. */
export const gateway: Answer = {
  status: 502,
  headers: html,
  body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
};
/** An answer that was cut short. */
export const nonsense: Answer = { status: 200, headers: json, body: '{"ok":tr' };

function memoryOf(direct: Map<string, string>): PlatformMemory {
  const notes = new Map<string, string>();
  const unused = () => Promise.reject(new Error('of the web chat alone'));
  return {
    directChannel: async (account) => direct.get(accountKey(account)),
    rememberDirectChannel: async (account, channel) => {
      direct.set(accountKey(account), channel);
    },
    recall: async (key) => notes.get(key),
    remember: async (key, value) => void notes.set(key, value),
    appendPost: unused,
    changePost: unused,
    postByKey: unused,
    post: unused,
    postsSince: unused,
    newestVersion: unused,
  };
}

export async function slackWorld(): Promise<World> {
  const machine = createManualMachine();
  const slack = await startSlack({ now: machine.now, rateLimits: true });
  const line = new Line(slack.url, machine.now);
  await line.up();
  const direct = new Map<string, string>();
  const platform = createSlack({
    botToken: slack.botToken,
    signingSecret: slack.signingSecret,
    apiUrl: `${line.url}/api/`,
    command: 'icdd',
    language: 'en',
    machine,
    memory: memoryOf(direct),
    log,
    fault: () => ({ language: 'en', title: ['fault'], blocks: [] }),
  });
  await platform.start(
    async () => ({ kind: 'silence' }),
    async () => undefined,
  );
  const workspace = slack.workspace.teamId;
  const conversation = (channel: string) => ({ platform: 'slack', workspace, channel }) as const;
  const methods = {
    post: 'chat.postMessage',
    edit: 'chat.update',
    look: 'conversations.history',
    open: 'conversations.open',
  } as const;
  return {
    name: 'slack',
    platform,
    machine,
    line,
    words: {
      limited: (seconds) => ({
        status: 429,
        headers: { ...json, ...(seconds && { 'retry-after': String(seconds) }) },
        body: '{"ok":false,"error":"ratelimited"}',
      }),
      fault: { status: 500, headers: html, body: '<!DOCTYPE html><h1>Server Error</h1>' },
      refusedToken: { status: 200, headers: json, body: '{"ok":false,"error":"token_revoked"}' },
    },
    unsaidMs: 30_000,
    channel: conversation('C01TALKS'),
    otherChannel: conversation('C03DESK'),
    person: { platform: 'slack', workspace, user: 'U01ANA' },
    is: (call) => (passed) => passed.path === `/api/${methods[call]}`,
    standing: (key) =>
      slack
        .posts()
        .filter(({ blocks }) =>
          blocks.some((block) => markOf(block['block_id'] as string)?.key === key),
        )
        .map(({ lines }) => lines[0] ?? ''),
    forget: () => direct.clear(),
    faults: () => slack.faults,
    async close() {
      await line.down();
      await platform.stop();
      await slack.close();
    },
  };
}

export async function mattermostWorld(): Promise<World> {
  const machine = createManualMachine();
  const chat = await startMattermost({ trigger: 'icdd', now: machine.now });
  const line = new Line(chat.url, machine.now);
  await line.up();
  const direct = new Map<string, string>();
  const platform = createMattermost({
    url: line.url,
    botToken: chat.botToken,
    commandTokens: [chat.commandToken()],
    command: 'icdd',
    publicUrl: 'http://127.0.0.1:9',
    actionSecret: 's'.repeat(40),
    machine,
    memory: memoryOf(direct),
    log,
  });
  await platform.start(
    async () => ({ kind: 'silence' }),
    async () => undefined,
  );
  const conversation = (name: string) =>
    ({ platform: 'mattermost', workspace: '', channel: chat.channel(name).id }) as const;
  const is: Record<Call, (passed: Passed) => boolean> = {
    post: ({ method, path }) => method === 'POST' && path === '/api/v4/posts',
    edit: ({ method, path }) => method === 'PUT' && /^\/api\/v4\/posts\/\w+\/patch$/.test(path),
    look: ({ method, path }) =>
      method === 'GET' && /^\/api\/v4\/channels\/\w+\/posts\?.*since=/.test(path),
    open: ({ method, path }) => method === 'POST' && path === '/api/v4/channels/direct',
  };
  const error = (status: number, id: string): Answer => ({
    status,
    headers: json,
    body: JSON.stringify({ id, message: id, detailed_error: '', status_code: status }),
  });
  return {
    name: 'mattermost',
    platform,
    machine,
    line,
    words: {
      limited: (seconds) => ({
        status: 429,
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          ...(seconds && { 'retry-after': String(seconds) }),
        },
        body: 'limit exceeded\n',
      }),
      fault: error(500, 'app.post.save.app_error'),
      refusedToken: error(401, 'api.context.session_expired.app_error'),
    },
    unsaidMs: 1_000,
    channel: conversation('idea-circle'),
    otherChannel: conversation('town-square'),
    person: { platform: 'mattermost', workspace: '', user: chat.user('ana').id },
    is: (call) => is[call],
    standing: (key) =>
      chat
        .posts()
        .filter(({ post }) => post.props[keyProp] === key)
        .map(({ lines }) => lines[0] ?? ''),
    forget: () => direct.clear(),
    faults: () => [...chat.faults, ...chat.leaks],
    async close() {
      await platform.stop();
      await line.down();
      await chat.close();
    },
  };
}
