// Calls that anybody can send to our two addresses: what is not genuine gets a clear answer and changes nothing.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkClick, parseClick } from '../../../src/platforms/mattermost/click.ts';
import { parseCommand, wordsOfCommand } from '../../../src/platforms/mattermost/command.ts';
import { checkSeal, sameText, seal } from '../../../src/platforms/mattermost/mac.ts';
import { createHarness, type Harness, secret } from './harness.ts';

const channel = 'c'.repeat(26);
const ana = 'a'.repeat(26);
const ben = 'b'.repeat(26);
const action = '1:register:k3f9';
const sealed = { action, channel, person: '' };

describe('the seal of a button', () => {
  const good = seal(secret, sealed);
  const digest = good.slice(2);
  test.each([
    ['its own', good, sealed, [secret], 'good'],
    [
      'by a previous secret',
      seal('p'.repeat(32), sealed),
      sealed,
      [secret, 'p'.repeat(32)],
      'good',
    ],
    ['by another secret', seal('x'.repeat(32), sealed), sealed, [secret], 'forged'],
    ['with another action', good, { ...sealed, action: '1:announce:k3f9' }, [secret], 'forged'],
    ['in another channel', good, { ...sealed, channel: 'd'.repeat(26) }, [secret], 'forged'],
    ['for a person', good, { ...sealed, person: ana }, [secret], 'forged'],
    [
      'with parts moved',
      seal(secret, { action: 'a', channel: 'bc', person: '' }),
      { action: 'ab', channel: 'c', person: '' },
      [secret],
      'forged',
    ],
    ['of an older kind', `0.${digest}`, sealed, [secret], 'old'],
    ['of no kind', digest, sealed, [secret], 'forged'],
    ['empty', '', sealed, [secret], 'forged'],
    ['without secrets', good, sealed, [], 'forged'],
  ] as const)('%s', (_, mac, given, secrets, expected) => {
    expect(checkSeal(mac, given, secrets)).toBe(expected);
  });

  test('texts of different lengths are compared too', () => {
    expect(sameText('a', 'a')).toBe(true);
    expect(sameText('a', 'aa')).toBe(false);
    expect(sameText('', '')).toBe(true);
  });
});

const click = (change: object = {}, context: object | null = {}) => ({
  user_id: ana,
  user_name: 'ana',
  channel_id: channel,
  channel_name: 'town-square',
  team_id: '',
  team_domain: '',
  post_id: 'p'.repeat(26),
  trigger_id: 'trigger',
  type: 'button',
  data_source: '',
  ...(context === null ? {} : { context: { action, mac: seal(secret, sealed), ...context } }),
  ...change,
});

describe('a click', () => {
  const own = { person: ana, mac: seal(secret, { ...sealed, person: ana }) };
  test.each([
    ['on a shared button', click(), 'good'],
    ['on one’s own button', click({}, own), 'good'],
    ['on somebody else’s button', click({ user_id: ben }, own), 'others'],
    [
      'on a private button made one’s own',
      click({ user_id: ben }, { ...own, person: ben }),
      'foreign',
    ],
    ['on a private button made shared', click({}, { mac: own.mac }), 'foreign'],
    ['on a button of another channel', click({ channel_id: 'd'.repeat(26) }), 'foreign'],
    ['on a button with another action', click({}, { action: '1:announce:k3f9' }), 'foreign'],
    ['without a context', click({}, null), 'foreign'],
    ['with a context of numbers', click({}, { action: 5 }), 'foreign'],
    ['with a context that is a list', click({ context: [] }), 'foreign'],
    [
      'with the seal of an older kind',
      click({}, { mac: `0.${seal(secret, sealed).slice(2)}` }),
      'foreign',
    ],
  ])('%s', (_, body, expected) => {
    const parsed = parseClick(JSON.stringify(body));
    expect(parsed && checkClick(parsed, [secret])).toBe(expected);
  });

  test.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no user', JSON.stringify(click({ user_id: undefined }))],
    ['a user of another shape', JSON.stringify(click({ user_id: '../me' }))],
    ['no trigger', JSON.stringify(click({ trigger_id: '' }))],
  ])('that is none: %s', (_, body) => {
    expect(parseClick(body)).toBeUndefined();
  });
});

describe('a command', () => {
  const form = (change: Record<string, string> = {}, more: [string, string][] = []) =>
    new URLSearchParams([
      ...Object.entries({
        channel_id: channel,
        channel_name: 'town-square',
        user_id: ana,
        text: 'list',
        trigger_id: 't',
        ...change,
      }),
      ...more,
    ]);

  test('names people by two parallel lists, in any order', () => {
    const typed = parseCommand(
      form({ text: '  give 9 @ben,@Ana\n' }, [
        ['user_mentions', 'ben'],
        ['user_mentions', 'ana'],
        ['user_mentions_ids', ben],
        ['user_mentions_ids', ana],
      ]),
    );
    expect(typed && wordsOfCommand(typed)).toEqual([
      'give 9 ',
      {
        kind: 'person',
        account: { platform: 'mattermost', workspace: '', user: ben },
        name: 'ben',
      },
      ',',
      {
        kind: 'person',
        account: { platform: 'mattermost', workspace: '', user: ana },
        name: 'ana',
      },
    ]);
  });

  test('with lists that do not match names nobody wrongly', () => {
    const typed = parseCommand(
      form({ text: 'give @ben @ana' }, [
        ['user_mentions', 'ben'],
        ['user_mentions', 'ana'],
        ['user_mentions_ids', ben],
        ['user_mentions_ids', '?'],
      ]),
    );
    expect(typed && wordsOfCommand(typed)).toMatchObject([
      'give ',
      { kind: 'person', name: 'ben' },
      ' @ana',
    ]);
  });

  test('takes no address for a name', () => {
    const typed = parseCommand(
      form({ text: 'mail me@ben' }, [
        ['user_mentions', 'ben'],
        ['user_mentions_ids', ben],
      ]),
    );
    expect(typed && wordsOfCommand(typed)).toEqual(['mail me@ben']);
  });

  test.each([['channel_id'], ['user_id'], ['trigger_id']])('without %s is none', (name) => {
    const without = form();
    without.delete(name);
    expect(parseCommand(without)).toBeUndefined();
  });
});

describe('over HTTP', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await createHarness();
    await harness.start();
  });
  afterAll(async () => {
    await harness.close();
  });
  beforeEach(() => {
    harness.heard.length = 0;
    harness.chat.seen();
  });

  const genuine = () => ({
    token: harness.chat.commandToken(),
    channel_id: channel,
    user_id: harness.chat.user('ana').id,
    text: 'list',
    trigger_id: `t${Math.random()}`,
  });
  const say = async (
    what: Promise<{ status: number; contentType: string; body: string } | undefined>,
  ) => {
    const answer = await what;
    expect(answer?.contentType).toBe('application/json');
    return [answer?.status, JSON.parse(answer?.body ?? '')] as const;
  };

  test.each([
    ['a wrong token', { token: 'wrong' }, 401],
    ['an empty token', { token: '' }, 401],
    ['no channel', { channel_id: '' }, 400],
  ] as const)('a command with %s is refused', async (_, change, status) => {
    const [given, body] = await say(
      harness.chat.forge('/mattermost/command', { form: { ...genuine(), ...change } }),
    );
    expect(given).toBe(status);
    expect(body).toHaveProperty('error');
    expect(harness.heard).toEqual([]);
  });

  test('the token in the header alone is not enough', async () => {
    const { token, ...rest } = genuine();
    const [status] = await say(
      harness.chat.forge('/mattermost/command', {
        form: rest,
        headers: { Authorization: `Token ${token}` },
      }),
    );
    expect(status).toBe(401);
  });

  test('an empty list of tokens accepts no empty token', async () => {
    const other = await createHarness({ platform: { commandTokens: [''] } });
    await other.start();
    const answer = await other.chat.forge('/mattermost/command', {
      form: { ...genuine(), token: '' },
    });
    await other.close();
    expect(answer?.status).toBe(401);
  });

  test.each([
    ['a command as JSON', '/mattermost/command', { json: { token: 'x' } }, 415],
    ['a click as a form', '/mattermost/action', { form: { context: 'x' } }, 415],
    ['a click as text', '/mattermost/action', { text: '{}' }, 415],
    [
      'a broken click',
      '/mattermost/action',
      { text: '{', headers: { 'Content-Type': 'application/json' } },
      400,
    ],
    ['an empty click', '/mattermost/action', { json: {} }, 400],
    [
      'a command of a mebibyte',
      '/mattermost/command',
      { form: { text: 'x'.repeat(1024 * 1024) } },
      413,
    ],
    [
      'a click of a mebibyte',
      '/mattermost/action',
      { json: { text: 'x'.repeat(1024 * 1024) } },
      413,
    ],
  ] as const)('%s is refused', async (_, path, given, status) => {
    const answer = await harness.chat.forge(path, given);
    expect(answer?.status).toBe(status);
    expect(JSON.parse(answer?.body ?? '')).toHaveProperty('error');
    expect(harness.heard).toEqual([]);
  });

  test.each(['dialog_submission', 'dialog_cancel', 'select', ''])(
    'a click of type "%s" is refused',
    async (type) => {
      const [status, body] = await say(
        harness.chat.forge('/mattermost/action', { json: click({ type }) }),
      );
      expect([status, Object.keys(body)]).toEqual([403, ['error']]);
      expect(harness.heard).toEqual([]);
    },
  );

  test.each([
    ['a forged seal', click({}, { mac: 'x' })],
    ['another channel', click({ channel_id: 'd'.repeat(26) })],
    ['no context', click({}, null)],
  ])('a click with %s gets a sentence', async (_, body) => {
    const [status, answer] = await say(harness.chat.forge('/mattermost/action', { json: body }));
    expect(status).toBe(200);
    expect(answer).toEqual({
      ephemeral_text:
        'This button is not valid here, and nothing was changed. Type /icdd list instead.',
      skip_slack_parsing: true,
    });
    expect(harness.heard).toEqual([]);
  });

  test('a click on a button of an older release reaches the handlers as such', async () => {
    const old = '0:register:k3f9';
    const context = { action: old, mac: seal(secret, { ...sealed, action: old }) };
    const [status] = await say(
      harness.chat.forge('/mattermost/action', { json: click({}, context) }),
    );
    expect(status).toBe(200);
    expect(harness.heard).toMatchObject([{ kind: 'press', action: { ok: false, refusal: 'old' } }]);
  });

  test('a replayed click is answered with nothing', async () => {
    const body = click({ trigger_id: 'same' });
    await say(harness.chat.forge('/mattermost/action', { json: body }));
    const [status, answer] = await say(harness.chat.forge('/mattermost/action', { json: body }));
    expect([status, answer]).toEqual([200, {}]);
    expect(harness.heard).toHaveLength(1);
  });

  test('a genuine command goes through', async () => {
    const [status, body] = await say(
      harness.chat.forge('/mattermost/command', { form: genuine() }),
    );
    expect([status, body]).toEqual([
      200,
      { response_type: 'ephemeral', text: '**Heard.**', skip_slack_parsing: true },
    ]);
  });
});
