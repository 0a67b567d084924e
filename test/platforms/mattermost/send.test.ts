// Posting, editing and finding messages: what becomes of them, case by case.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failureOfFetch, retryAfterOf } from '../../../src/platforms/mattermost/client.ts';
import { createMattermost } from '../../../src/platforms/mattermost/mattermost.ts';
import { outcomeOf } from '../../../src/platforms/mattermost/outcome.ts';
import {
  cardWithButtons,
  createHarness,
  deadAddress,
  type Harness,
  mapMemory,
  mark,
  quickPace,
  sentence,
} from './harness.ts';

describe('what the server answered', () => {
  const answered = (status: number, id = 'x.app_error', retryAfterMs?: number) =>
    ({ kind: 'answered', status, id, message: '', detail: '', retryAfterMs }) as const;
  test.each([
    ['a rate limit', answered(429, '', 3_000), { kind: 'later', afterMs: 3_000, limits: 'server' }],
    [
      'a rate limit without a time',
      answered(429, ''),
      { kind: 'later', afterMs: 1_000, limits: 'server' },
    ],
    ['a refused token', answered(401), { kind: 'not-begun' }],
    ['no permission', answered(403), { kind: 'refused', why: 'not-a-member' }],
    ['not found', answered(404), { kind: 'refused', why: 'no-such-conversation' }],
    [
      'archived',
      answered(400, 'api.post.create_post.can_not_post_to_deleted.error'),
      { kind: 'refused', why: 'archived' },
    ],
    [
      'too long',
      answered(400, 'model.post.is_valid.msg.app_error'),
      { kind: 'refused', why: 'other' },
    ],
    ['too large for a proxy', answered(413, ''), { kind: 'refused', why: 'other' }],
    ['a proxy’s own 404', answered(404, ''), { kind: 'unknown' }],
    ['a fault of the server', answered(500), { kind: 'unknown' }],
    ['a proxy’s 502', answered(502, ''), { kind: 'unknown' }],
    [
      'no connection',
      { kind: 'not-begun', detail: 'ECONNREFUSED' } as const,
      { kind: 'not-begun', detail: 'ECONNREFUSED' },
    ],
    [
      'no answer',
      { kind: 'lost', detail: 'no answer in 9 ms' } as const,
      { kind: 'unknown', detail: 'no answer in 9 ms' },
    ],
  ])('%s', (_, failure, expected) => {
    expect(outcomeOf(failure)).toMatchObject(expected);
  });

  test.each([
    ['Retry-After', { 'Retry-After': '2' }, 2_000],
    ['the reset', { 'X-Ratelimit-Reset': '1.5' }, 1_500],
    ['a date', { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT' }, undefined],
    ['nothing', {}, undefined],
  ])('the wait from %s', (_, headers, expected) => {
    expect(retryAfterOf(new Headers(headers as Record<string, string>))).toBe(expected);
  });

  const failed = (...codes: string[]) =>
    new TypeError('fetch failed', {
      cause:
        codes.length === 1
          ? Object.assign(new Error('x'), { code: codes[0] })
          : new AggregateError(codes.map((code) => Object.assign(new Error('x'), { code }))),
    });
  test.each([
    [failed('ECONNREFUSED'), 'not-begun'],
    [failed('ECONNREFUSED', 'ENETUNREACH'), 'not-begun'],
    [failed('ENOTFOUND'), 'not-begun'],
    [failed('UND_ERR_CONNECT_TIMEOUT'), 'not-begun'],
    [failed('DEPTH_ZERO_SELF_SIGNED_CERT'), 'not-begun'],
    [failed('ECONNRESET'), 'lost'],
    [failed('UND_ERR_SOCKET'), 'lost'],
    [failed('UND_ERR_HEADERS_TIMEOUT'), 'lost'],
    [new Error('who knows'), 'lost'],
  ])('%o', (error, kind) => {
    expect(failureOfFetch(error).kind).toBe(kind);
  });
});

describe.each(['current', 'old'] as const)('on a %s server', (profile) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness({ server: { profile } });
    await harness.start();
  });
  afterEach(async () => {
    await harness.close();
    harness.chat.assertFaultless();
  });

  const here = () => harness.channel('town-square');
  const post = (key = 'k:1') => harness.platform.post(here(), cardWithButtons(), mark(key));
  const look = (key = 'k:1') => harness.platform.look(here(), key, Date.now() - 60_000, false);

  test('a post stands there with its key, and is found by it', async () => {
    const sent = await post();
    const [standing] = harness.chat.posts('town-square');
    expect(sent).toEqual({ kind: 'sent', message: standing?.messageId });
    expect(standing?.post.props).toMatchObject({ idea_circle_key: 'k:1' });
    expect(await look()).toEqual({ kind: 'found', message: standing?.messageId });
    expect(await look('k:2')).toEqual({ kind: 'absent' });
  });

  test('somebody else’s post with our key does not count', async () => {
    await harness.chat.say('ana', 'town-square', 'x', { props: { idea_circle_key: 'k:1' } });
    expect(await look()).toEqual({ kind: 'absent' });
  });

  test('a lost answer: unknown, and then found', async () => {
    harness.chat.disturb({ path: '/posts', method: 'POST', kind: 'lose-reply' });
    expect(await post()).toMatchObject({ kind: 'unknown' });
    expect(await look()).toMatchObject({ kind: 'found' });
  });

  test('sent again with the same pending id it stands there once', async () => {
    const same = mark('k:1');
    const first = await harness.platform.post(here(), sentence('x'), same);
    expect(await harness.platform.post(here(), sentence('x'), same)).toEqual(first);
    expect(harness.chat.posts('town-square')).toHaveLength(1);
  });

  test.each([
    ['rate-limit', { kind: 'later', afterMs: 1_000, limits: 'server' }],
    ['bad-gateway', { kind: 'unknown', detail: 'status 502' }],
    ['drop', { kind: 'unknown' }],
    ['error', { kind: 'unknown', detail: 'status 500 app.test.app_error' }],
  ] as const)('%s on the way', async (kind, expected) => {
    harness.chat.disturb({ path: '/posts', method: 'POST', kind });
    expect(await post()).toMatchObject(expected);
    expect(await look()).toEqual({ kind: 'absent' });
  });

  test('an answer that does not come is waited for, but not for ever', async () => {
    const impatient = createMattermost({
      ...harness.options,
      pace: { ...quickPace, restMs: 200 },
      memory: mapMemory(),
    });
    harness.chat.disturb({ path: '/posts', method: 'POST', kind: 'hang' });
    expect(await impatient.post(here(), cardWithButtons(), mark('k:1'))).toEqual({
      kind: 'unknown',
      detail: 'no answer in 200 ms',
    });
    expect(await look()).toEqual({ kind: 'absent' });
  });

  test('trouble while looking is no answer', async () => {
    harness.chat.disturb({ path: /\/channels\/\w+\/posts/, kind: 'bad-gateway' });
    expect(await look()).toMatchObject({ kind: 'unknown' });
    harness.chat.disturb({ path: /\/channels\/\w+\/posts/, kind: 'rate-limit', retryAfter: 4 });
    expect(await look()).toEqual({ kind: 'later', afterMs: 4_000, limits: 'server' });
  });

  test('an edit changes title, text and buttons, and keeps the key', async () => {
    const sent = await post();
    if (sent.kind !== 'sent') throw new Error('not sent');
    const edited = await harness.platform.edit(
      here(),
      sent.message,
      cardWithButtons('Now'),
      mark('k:1'),
    );
    expect(edited).toEqual(sent);
    const [standing] = harness.chat.posts('town-square');
    expect(standing?.lines[0]).toBe('Now');
    expect(await look()).toMatchObject({ kind: 'found' });
    const [button] = standing?.buttons ?? [];
    expect((await harness.chat.press('ana', button as NonNullable<typeof button>)).ok).toBe(true);
  });

  test('a deleted message is gone; one in a channel that we left is not', async () => {
    const sent = await post();
    if (sent.kind !== 'sent') throw new Error('not sent');
    harness.chat.leaveChannel('idea-circle', 'town-square');
    const edit = () => harness.platform.edit(here(), sent.message, sentence('x'), mark('k:1'));
    expect(await edit()).toMatchObject({ kind: 'refused', why: 'not-a-member' });
    harness.chat.joinChannel('idea-circle', 'town-square');
    await fetch(`${harness.chat.url}/api/v4/posts/${sent.message}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${harness.chat.botToken}` },
    });
    expect(await edit()).toMatchObject({ kind: 'refused', why: 'message-gone' });
    expect(await look()).toEqual({ kind: 'absent' });
  });

  test('a channel that we are not in, one that is archived, one that never was', async () => {
    harness.chat.addChannel({ name: 'secret', type: 'P', members: ['ana'] });
    const secret = harness.channel('secret');
    expect(await harness.platform.post(secret, sentence('x'), mark('a'))).toMatchObject({
      kind: 'refused',
      why: 'not-a-member',
    });
    expect(await harness.platform.look(secret, 'a', 0, false)).toEqual({ kind: 'cannot-look' });
    harness.chat.archiveChannel('town-square', 'admin');
    expect(await post()).toMatchObject({ kind: 'refused', why: 'archived' });
    const nowhere = { ...here(), channel: 'z'.repeat(26) };
    expect(await harness.platform.post(nowhere, sentence('x'), mark('b'))).toMatchObject({
      kind: 'refused',
      why: 'not-a-member',
    });
  });

  test('a direct channel is opened once, and remembered', async () => {
    const ana = {
      platform: 'mattermost',
      workspace: '',
      user: harness.chat.user('ana').id,
    } as const;
    const first = await harness.platform.openDirect(ana);
    expect(first).toMatchObject({ kind: 'open', conversation: harness.directOf('ana') });
    const calls = harness.chat.calls.length;
    expect(await harness.platform.openDirect(ana)).toEqual(first);
    expect(harness.chat.calls).toHaveLength(calls);
  });

  test('a person who is deactivated is gone', async () => {
    const ana = {
      platform: 'mattermost',
      workspace: '',
      user: harness.chat.user('ana').id,
    } as const;
    const opened = await harness.platform.openDirect(ana);
    harness.chat.setActive('ana', false);
    if (opened.kind !== 'open') throw new Error('not open');
    expect(
      await harness.platform.post(opened.conversation, sentence('x'), mark('d')),
    ).toMatchObject({
      kind: 'refused',
      why: 'person-gone',
    });
  });

  test('nobody has no direct channel', async () => {
    const nobody = { platform: 'mattermost', workspace: '', user: 'z'.repeat(26) } as const;
    expect(await harness.platform.openDirect(nobody)).toMatchObject({
      kind: 'refused',
      why: 'person-gone',
    });
  });

  test('a mention notifies its person by name, and nobody else', async () => {
    const ana = {
      platform: 'mattermost',
      workspace: '',
      user: harness.chat.user('ana').id,
    } as const;
    await harness.platform.post(
      here(),
      {
        language: 'en',
        title: ['A seat for ', { kind: 'mention', account: ana, name: 'Ana' }],
        blocks: [{ kind: 'text', lines: [['@all @ben']] }],
      },
      mark('m'),
    );
    expect(harness.chat.pings).toMatchObject([{ words: ['@ana'], users: [ana.user] }]);
  });

  test('a long card says what is left out; one that cannot be shortened is refused', async () => {
    const section = (i: number) =>
      [
        { kind: 'text', lines: [[`Talk ${i} ${'x'.repeat(profile === 'old' ? 900 : 20_000)}`]] },
        { kind: 'rule' },
      ] as const;
    const long = {
      language: 'en',
      title: ['Talks'],
      blocks: Array.from({ length: 60 }, (_, i) => section(i)).flat(),
    } as const;
    const sent = await harness.platform.post(here(), long, mark('long'));
    expect(sent.kind).toBe('sent');
    expect(harness.chat.posts('town-square').at(-1)?.lines.at(-1)).toMatch(/^… and \d+ more$/);
    const large = { language: 'en', title: ['x'.repeat(20_000)], blocks: [] } as const;
    expect(await harness.platform.post(here(), large, mark('large'))).toMatchObject({
      kind: 'refused',
      why: 'other',
    });
    expect(harness.lines.some((l) => l.event === 'mattermost-card-too-large')).toBe(true);
  });
});

test('more posts than one answer holds are looked through page by page', async () => {
  const harness = await createHarness();
  await harness.start();
  const here = harness.channel('town-square');
  await harness.platform.post(here, sentence('ours'), mark('deep'));
  for (let i = 0; i < 1_100; i += 1) await harness.chat.say('ana', 'town-square', `${i}`);
  expect(await harness.platform.look(here, 'deep', 0, false)).toMatchObject({ kind: 'found' });
  expect(await harness.platform.look(here, 'none', 0, false)).toEqual({ kind: 'absent' });
  await harness.close();
});

test('a server that is not there was never asked', async () => {
  const harness = await createHarness();
  const away = createMattermost({
    ...harness.options,
    url: await deadAddress(),
    memory: mapMemory(),
  });
  const outcome = await away.post(harness.channel('town-square'), sentence('x'), mark('a'));
  expect(outcome).toEqual({ kind: 'not-begun', detail: 'ECONNREFUSED' });
  const ana = { platform: 'mattermost', workspace: '', user: 'a'.repeat(26) } as const;
  expect(await away.openDirect(ana)).toMatchObject({ kind: 'not-begun' });
  expect(await away.describe(ana)).toBeUndefined();
  await harness.close();
});
