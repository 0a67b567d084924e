// The socket over drops, restarts and silence; and what was written while nobody listened.
import { afterEach, describe, expect, test } from 'vitest';
import { createReadMark } from '../../../src/platforms/mattermost/catch-up.ts';
import { createMattermost } from '../../../src/platforms/mattermost/mattermost.ts';
import {
  createHarness,
  deadAddress,
  type Harness,
  type HarnessOptions,
  mapMemory,
  recordingLog,
  until,
} from './harness.ts';

let harness: Harness;

async function started(options: HarnessOptions = {}): Promise<Harness> {
  harness = await createHarness(options);
  await harness.start();
  return harness;
}

afterEach(async () => {
  await harness.close();
  harness.chat.assertFaultless();
});

const texts = () => harness.heard.flatMap((h) => (h.kind === 'words' ? h.text : []));
const connections = () => harness.chat.calls.filter((c) => c.path.endsWith('/users/me')).length;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(['current', 'old'] as const)('on a %s server', (profile) => {
  test('a dropped socket takes up where it was: nothing is lost, nothing comes twice', async () => {
    const { chat } = await started({ server: { profile } });
    await chat.direct('ana', 'one');
    await until(() => texts().length === 1);
    chat.dropSockets();
    await chat.direct('ana', 'two');
    await chat.direct('ana', 'three');
    await until(() => texts().length === 3);
    expect(texts()).toEqual(['one', 'two', 'three']);
    expect(chat.calls.filter((c) => c.path.includes('/channels/') && c.method === 'GET')).toEqual(
      [],
    );
    await until(() => harness.platform.troubles().length === 0);
  });

  test('a connection that the server forgot is followed by reading what was missed', async () => {
    const { chat } = await started({ server: { profile } });
    await chat.direct('ana', 'one');
    await until(() => texts().length === 1);
    chat.dropSockets({ forget: true });
    await chat.direct('ben', 'two');
    await chat.mention('ana', 'town-square', 'three');
    await chat.say('ana', 'town-square', 'not for the bot');
    await until(() => texts().length === 3);
    await pause(200);
    expect(new Set(texts())).toEqual(new Set(['one', 'two', 'three']));
    expect(chat.connected()).toBe(1);
  });
});

test('a frozen server is noticed by its silence, and the connection made again', async () => {
  const { chat } = await started();
  const before = connections();
  chat.freezeSockets();
  await until(() => harness.platform.troubles().length > 0);
  await chat.direct('ana', 'meanwhile');
  await pause(300);
  chat.thawSockets();
  await until(() => harness.platform.troubles().length === 0);
  await until(() => texts().length === 1);
  expect(texts()).toEqual(['meanwhile']);
  expect(connections()).toBeGreaterThan(before);
});

test('what was written between a stop and the next start is answered, once', async () => {
  const { chat } = await started();
  await chat.direct('ana', 'before');
  await until(() => texts().length === 1);
  await harness.platform.stop();
  await chat.direct('ana', 'during');
  await chat.mention('ben', 'idea-circle', 'also during');
  const next = createMattermost(harness.options);
  await next.start(harness.receive, harness.heed);
  await until(() => texts().length === 3);
  await chat.direct('ana', 'after');
  await until(() => texts().length === 4);
  await next.stop();
  expect(new Set(texts())).toEqual(new Set(['before', 'during', 'also during', 'after']));
});

test('the first start of all answers nothing of before', async () => {
  harness = await createHarness();
  await harness.chat.direct('ana', 'long ago');
  await pause(20);
  await harness.start();
  await harness.chat.direct('ana', 'now');
  await until(() => texts().length === 1);
  await pause(200);
  expect(texts()).toEqual(['now']);
});

test('reading what was missed is tried again until it works, and the mark waits for it', async () => {
  const { chat } = await started();
  await chat.direct('ana', 'one');
  await until(() => texts().length === 1);
  await harness.platform.stop();
  // The mark may move until then.
  const read = harness.facts.get('mattermost:read-until');
  expect(read).toBeDefined();
  await chat.direct('ana', 'two');
  const trouble = chat.disturb({
    path: /\/channels\/\w+\/posts$/,
    method: 'GET',
    kind: 'error',
    times: 99,
  });
  const next = createMattermost(harness.options);
  await next.start(harness.receive, harness.heed);
  await chat.direct('ben', 'live');
  await until(() => texts().includes('live'));
  expect(harness.facts.get('mattermost:read-until')).toBe(read);
  trouble.stop();
  await until(() => texts().includes('two'), 8_000);
  await until(() => harness.facts.get('mattermost:read-until') !== read);
  await next.stop();
});

test('more than a channel may give is cut from its older end, and said', async () => {
  const { chat } = await started();
  await chat.direct('ana', 'first');
  await until(() => texts().length === 1);
  await harness.platform.stop();
  for (let i = 1; i <= 210; i += 1) await chat.say('ana', 'town-square', `@idea-circle ask ${i}`);
  harness.reply = () => ({ kind: 'silence' });
  const next = createMattermost(harness.options);
  await next.start(harness.receive, harness.heed);
  await until(() => texts().includes('ask 210'));
  await next.stop();
  expect(texts()).not.toContain('ask 10');
  expect(texts()).toContain('ask 11');
  expect(harness.lines.some((l) => l.event === 'mattermost-catch-up-cut')).toBe(true);
});

test('whoever is deactivated, comes back or changes is told on, and described anew', async () => {
  const { chat } = await started();
  const ben = { platform: 'mattermost', workspace: '', user: chat.user('ben').id } as const;
  expect(await harness.platform.describe(ben)).not.toHaveProperty('deactivated');
  chat.setActive('ben', false);
  await until(() => harness.news.length === 1);
  expect(await harness.platform.describe(ben)).toMatchObject({ deactivated: true });
  chat.setActive('ben', true);
  chat.changeUser('ana', { locale: 'fr' });
  await until(() => harness.news.length === 3);
  const ana = { ...ben, user: chat.user('ana').id };
  expect(harness.news.map(({ account, active }) => [account, active])).toEqual([
    [ben, false],
    [ben, true],
    [ana, true],
  ]);
  const times = harness.news.map(({ at }) => at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(harness.heard).toEqual([]);
});

test('a revoked token is told, although the socket stays open', async () => {
  const { chat } = await started();
  chat.revokeToken(harness.options.botToken);
  await harness.platform.post(
    harness.channel('town-square'),
    { language: 'en', title: ['x'], blocks: [] },
    {
      key: 'k',
      revision: 0,
      pendingId: 'p',
    },
  );
  expect(harness.platform.troubles().join()).toContain('the bot token is refused');
});

test('a wrong token is refused at the start, in a sentence for the operator', async () => {
  harness = await createHarness({ platform: { botToken: 'wrong' } });
  await expect(harness.start()).rejects.toThrow(/MATTERMOST_BOT_TOKEN/);
  expect(harness.platform.troubles()).toHaveLength(1);
});

test('an address without a server is refused at the start, in a sentence for the operator', async () => {
  harness = await createHarness();
  const platform = createMattermost({
    ...harness.options,
    url: `${await deadAddress()}/`,
    memory: mapMemory(),
    log: recordingLog([]),
  });
  await expect(platform.start(harness.receive, harness.heed)).rejects.toThrow(
    /ECONNREFUSED.*MATTERMOST_URL/,
  );
});

test('stopped while the server is away, it does not come back', async () => {
  const { chat } = await started();
  chat.dropSockets({ forget: true });
  await harness.platform.stop();
  await pause(400);
  expect(chat.connected()).toBe(0);
});

test('a short secret is refused', async () => {
  await started();
  expect(() => createMattermost({ ...harness.options, actionSecret: 'short' })).toThrow(/32/);
});

test('the mark stays before what is still being handled, over restarts too', async () => {
  await started();
  const facts = new Map<string, string>();
  const mark = await createReadMark(mapMemory(facts));
  const stored = () => facts.get('mattermost:read-until');
  let finish = () => {};
  const slow = mark.during(100_000, () => new Promise<void>((resolve) => (finish = resolve)));
  await mark.during(200_000, async () => {});
  expect(stored()).toBe('99999');
  finish();
  await slow;
  expect(stored()).toBe('200000');
  await mark.passed(210_000);
  expect(stored()).toBe('200000');
  const release = mark.hold();
  await mark.during(300_000, async () => {});
  expect(stored()).toBe('200000');
  await release();
  await release();
  expect(stored()).toBe('300000');
  expect(await (await createReadMark(mapMemory(facts))).recall()).toBe(300_000);
});
