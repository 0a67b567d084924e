// The Web API of the stand-in, called by Slack's own client: tokens, rates, lost replies, people and conversations.
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { client, refusal, section } from './bolt-app.ts';
import { type Slack, type SlackOptions, startSlack } from './index.ts';

let slack: Slack;
let web: WebClient;
let now: number;

const CHANNEL = 'C01TALKS';

async function start(options: SlackOptions = {}): Promise<void> {
  slack = await startSlack({ now: () => now, ...options });
  web = client(slack);
}

beforeEach(async () => {
  now = Date.UTC(2026, 6, 1, 10);
  await start();
});
afterEach(() => slack.close());

async function raw(method: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${slack.apiUrl}${method}`, { method: 'POST', ...init });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function postedTs(text = 'x'): Promise<string> {
  const { ts } = await web.chat.postMessage({ channel: CHANNEL, text });
  return ts ?? '';
}

describe('tokens', () => {
  test('42: each kind of bad token has its own error', async () => {
    const none = await raw('auth.test');
    expect(await none.json()).toMatchObject({ ok: false, error: 'not_authed' });
    expect(await refusal(client(slack, 'xoxb-nobody').auth.test())).toMatchObject({
      error: 'invalid_auth',
    });
    expect(await refusal(web.apps.connections.open({}))).toMatchObject({
      error: 'not_allowed_token_type',
    });
    const app = client(slack, slack.appToken);
    expect(await refusal(app.chat.postMessage({ channel: CHANNEL, text: 'x' }))).toMatchObject({
      error: 'not_allowed_token_type',
    });
    expect((await app.apps.connections.open({})).url).toMatch(/^ws:/);
    slack.workspace.scopes.delete('chat:write');
    expect(await refusal(web.chat.postMessage({ channel: CHANNEL, text: 'x' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
      provided: expect.stringContaining('commands'),
    });
    expect(await refusal(web.conversations.info({ channel: CHANNEL }))).toMatchObject({
      error: 'missing_scope',
      needed: expect.stringContaining('channels:read'),
      provided: expect.stringContaining('users:read'),
    });
  });

  test('43: a token knows the ids of its own workspace only', async () => {
    await slack.close();
    await start({
      workspaces: [
        {},
        {
          teamId: 'T02BETA',
          teamName: 'Beta',
          botUser: 'U1BOT',
          people: [{ id: 'U11EVA', name: 'eva' }],
          channels: [{ id: 'C11HALL', name: 'hall', members: ['U11EVA', 'U1BOT'] }],
        },
      ],
    });
    const beta = client(slack, slack.in('T02BETA').workspace.botToken);
    expect(await beta.auth.test()).toMatchObject({ team_id: 'T02BETA', user_id: 'U1BOT' });
    expect(await refusal(beta.chat.postMessage({ channel: CHANNEL, text: 'x' }))).toMatchObject({
      error: 'channel_not_found',
    });
    expect(await refusal(beta.users.info({ user: 'U01ANA' }))).toMatchObject({
      error: 'user_not_found',
    });
    await beta.chat.postMessage({ channel: 'C11HALL', text: 'x' });
    expect(slack.in('T02BETA').seen('U11EVA')).toHaveLength(1);
  });

  test('50: after the app was removed the tokens of that workspace are dead, others go on', async () => {
    await slack.close();
    await start({ workspaces: [{}, { teamId: 'T02BETA', teamName: 'Beta' }] });
    slack.useHttp('http://127.0.0.1:1/');
    await slack.in('T01ACME').uninstall();
    expect(await refusal(web.auth.test())).toMatchObject({ error: 'account_inactive' });
    await client(slack, slack.in('T02BETA').workspace.botToken).auth.test();
  });
});

describe('rates and failures', () => {
  test('44: one post a second and channel after a short burst, then 429 with Retry-After', async () => {
    await slack.close();
    await start({ rateLimits: true });
    for (let i = 0; i < 3; i += 1) await postedTs();
    const answer = await raw('chat.postMessage', {
      headers: bearer(slack.botToken),
      body: new URLSearchParams({ channel: CHANNEL, text: 'x' }),
    });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(await answer.json()).toEqual({ ok: false, error: 'ratelimited' });
    await web.chat.postMessage({ channel: 'C03DESK', text: 'another channel' });
    now += 3000;
    await postedTs();
  });

  test('44: each method has its tier, per workspace', async () => {
    await slack.close();
    await start({ rateLimits: true, workspaces: [{}, { teamId: 'T02BETA' }] });
    const ts = await postedTs();
    for (let i = 0; i < 50; i += 1) await web.chat.update({ channel: CHANNEL, ts, text: `${i}` });
    await expect(web.chat.update({ channel: CHANNEL, ts, text: 'y' })).rejects.toMatchObject({
      retryAfter: 60,
    });
    await web.users.info({ user: 'U01ANA' });
    const beta = client(slack, slack.in('T02BETA').workspace.botToken);
    const other = await beta.chat.postMessage({ channel: CHANNEL, text: 'x' });
    await beta.chat.update({ channel: CHANNEL, ts: other.ts ?? '', text: 'y' });
    now += 60_000;
    await web.chat.update({ channel: CHANNEL, ts, text: 'z' });
  });

  test('45: a refusal is HTTP 200; 5xx has an HTML body', async () => {
    const refused = await raw('chat.postMessage', { headers: bearer(slack.botToken) });
    expect(refused.status).toBe(200);
    expect(await refused.json()).toMatchObject({ ok: false, error: 'invalid_arguments' });
    slack.misbehave('auth.test', { kind: 'server-error', status: 503 });
    const broken = await raw('auth.test', { headers: bearer(slack.botToken) });
    expect(broken.status).toBe(503);
    expect(await broken.text()).toContain('<html>');
    await web.auth.test();
  });

  test('46, 47: a lost reply leaves the message standing, and a retry posts it a second time', async () => {
    slack.misbehave('chat.postMessage', { kind: 'lose-reply' });
    const retrying = client(slack, slack.botToken, 1);
    await retrying.chat.postMessage({ channel: CHANNEL, text: 'once?' });
    expect(slack.posts().map((one) => one.text)).toEqual(['once?', 'once?']);
    expect(slack.calls.map((one) => one.status)).toEqual([0, 200]);
  });

  test('46: a cut connection, an error, a 429 or a hang on demand leave nothing behind', async () => {
    const post = () => web.chat.postMessage({ channel: CHANNEL, text: 'x' });
    slack.misbehave('chat.postMessage', { kind: 'cut' });
    await expect(post()).rejects.toThrow();
    slack.misbehave('*', { kind: 'error', error: 'internal_error' });
    expect(await refusal(post())).toMatchObject({ error: 'internal_error' });
    slack.misbehave('chat.postMessage', { kind: 'rate-limited', retryAfter: 7 });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    slack.misbehave('chat.postMessage', { kind: 'hang' });
    await expect(
      raw('chat.postMessage', {
        headers: bearer(slack.botToken),
        signal: AbortSignal.timeout(300),
      }),
    ).rejects.toThrow();
    expect(slack.posts()).toEqual([]);
    await post();
    expect(slack.posts()).toHaveLength(1);
  });

  test('an unknown method is refused and is a fault', async () => {
    expect(await refusal(web.apiCall('chat.shout'))).toMatchObject({ error: 'unknown_method' });
    expect(slack.faults).toMatchObject([{ kind: 'unknown-method', detail: 'chat.shout' }]);
  });

  test('a JSON body is taken, with a warning when it names no charset', async () => {
    const answer = await raw('chat.postMessage', {
      headers: { ...bearer(slack.botToken), 'content-type': 'application/json' },
      body: JSON.stringify({ channel: CHANNEL, text: 'x', blocks: [section('y')] }),
    });
    expect(await answer.json()).toMatchObject({ ok: true, warning: 'missing_charset' });
    expect(slack.calls[0]?.args).toMatchObject({ channel: CHANNEL, blocks: [section('y')] });
  });
});

describe('people and conversations', () => {
  test('48: users.info has the zone with summer time, the locale when asked for, the address with its scope', async () => {
    const { user: plain } = await web.users.info({ user: 'U02BEN' });
    expect(plain).toMatchObject({
      tz: 'Europe/Paris',
      tz_offset: 7200,
      tz_label: 'Central European Summer Time',
    });
    expect(plain).not.toHaveProperty('locale');
    expect(plain?.profile).not.toHaveProperty('email');
    now = Date.UTC(2026, 11, 1);
    slack.workspace.scopes.add('users:read.email');
    const { user } = await web.users.info({ user: 'U02BEN', include_locale: true });
    expect(user).toMatchObject({
      tz_offset: 3600,
      locale: 'fr-FR',
      profile: { email: 'ben@acme.example' },
    });
  });

  test('49: lists are paged, and the last page has an empty cursor', async () => {
    slack.workspace.scopes.add('channels:read');
    const first = await web.conversations.members({ channel: CHANNEL, limit: 3 });
    expect(first.members).toHaveLength(3);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const last = await web.conversations.members({ channel: CHANNEL, limit: 3, cursor });
    expect(last).toMatchObject({ members: ['U0BOT'], response_metadata: { next_cursor: '' } });
    expect(
      await refusal(web.conversations.members({ channel: CHANNEL, cursor: 'nonsense' })),
    ).toMatchObject({ error: 'invalid_cursor' });
  });

  test('a direct conversation is opened once; its history comes newest first with the blocks as sent', async () => {
    const { channel } = await web.conversations.open({ users: 'U01ANA' });
    expect(channel).toEqual({ id: 'D01ANA' });
    expect(await web.conversations.open({ users: 'U01ANA' })).toMatchObject({ already_open: true });
    expect(await refusal(web.conversations.open({ users: 'U99' }))).toMatchObject({
      error: 'user_not_found',
    });
    await web.chat.postMessage({
      channel: 'D01ANA',
      text: 'one',
      blocks: [section('one', 'note:1')],
    });
    now += 1000;
    await web.chat.postMessage({ channel: 'D01ANA', text: 'two' });
    const history = await web.conversations.history({ channel: 'D01ANA', limit: 1 });
    expect(history.messages?.map((one) => one.text)).toEqual(['two']);
    expect(history.has_more).toBe(true);
    const cursor = history.response_metadata?.next_cursor ?? '';
    const rest = await web.conversations.history({ channel: 'D01ANA', limit: 1, cursor });
    expect(rest.messages?.[0]?.blocks?.[0]).toMatchObject({ block_id: 'note:1' });
    expect(await refusal(web.conversations.history({ channel: CHANNEL }))).toMatchObject({
      error: 'missing_scope',
      needed: 'channels:history',
    });
  });
});
