// Rules of slash commands, driven by a tiny app.
import { describe, expect, it } from 'vitest';
import { setup } from './harness.ts';
import { card, type Said } from './tiny-app.ts';

describe('the request of a command', () => {
  it('is a form with Authorization: Token, fields sorted by key, and one white space cut after the trigger', async () => {
    const { server, app, channelId } = await setup();
    const done = await server.command('ana', 'idea-circle', '/CIRCLE   Register "Größe" & x=y');
    expect(done.ok).toBe(true);
    const [got] = app.received;
    expect(got?.method).toBe('POST');
    expect(got?.path).toBe('/mattermost/command');
    expect(got?.headers['authorization']).toBe(`Token ${server.commandToken()}`);
    expect(got?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(got?.headers['user-agent']).toBe('Mattermost-Bot/1.1');
    const keys = [...(got?.form.keys() ?? [])];
    expect(keys).toEqual([
      'channel_id',
      'channel_name',
      'command',
      'response_url',
      'root_id',
      'team_domain',
      'team_id',
      'text',
      'token',
      'trigger_id',
      'user_id',
      'user_name',
    ]);
    expect(got?.form.get('text')).toBe('  Register "Größe" & x=y');
    expect(got?.form.get('command')).toBe('/circle');
    expect(got?.form.get('channel_id')).toBe(channelId);
    expect(got?.form.get('team_domain')).toBe('acme');
    expect(got?.form.get('user_name')).toBe('ana');
  });

  it('has no root_id (old)', async () => {
    const { server, app } = await setup({ profile: 'old' });
    await server.command('ana', 'idea-circle', 'help');
    expect(app.received[0]?.form.has('root_id')).toBe(false);
    expect(app.received[0]?.form.get('text')).toBe('help');
  });

  it('brings mentions of people as parallel lists of names and ids, in no fixed order', async () => {
    const orders = new Set<string>();
    for (const numbers of [
      [0.1, 0.9],
      [0.9, 0.1],
    ]) {
      let at = 0;
      const { server, app } = await setup({ random: () => numbers[at++ % 2] ?? 0 });
      await server.command('ana', 'idea-circle', 'invite @ana @nobody @ben. ~town-square @ben');
      const form = app.received[0]?.form;
      const names = form?.getAll('user_mentions') ?? [];
      expect(form?.getAll('user_mentions_ids')).toEqual(names.map((name) => server.user(name).id));
      expect([...names].sort()).toEqual(['ana', 'ben']);
      expect(form?.getAll('channel_mentions')).toEqual(['town-square']);
      orders.add(names.join());
    }
    expect(orders.size).toBe(2);
  });

  it('goes out for people in the channel only, and in a direct channel under the team of the client', async () => {
    const { server, app } = await setup();
    server.leaveChannel('ben', 'idea-circle');
    expect((await server.command('ben', 'idea-circle', 'help')).status).toBe(403);
    expect((await server.command('ana', '@', 'help')).ok).toBe(true);
    expect(app.received[0]?.form.get('team_domain')).toBe('acme');
    expect((await server.command('ana', 'idea-circle', '/nosuch')).status).toBe(404);
  });

  it('may be run by the bot through REST, and a bot may not make commands', async () => {
    const { server, app, bot, channelId } = await setup();
    app.says = { json: { text: 'You can **register**.' } };
    const args = { channel_id: channelId, team_id: server.team().id };
    const body = await bot.executeCommand('/circle help', args);
    expect(body).toMatchObject({ text: 'You can **register**.', props: null });
    expect(server.seen('idea-circle').at(-1)?.lines).toEqual(['You can register.']);
    const made = await fetch(`${server.url}/api/v4/commands`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.botToken}` },
      body: JSON.stringify({ team_id: server.team().id, trigger: 'x', url: app.url }),
    });
    expect(made.status).toBe(403);
  });
});

describe('the answer to a command', () => {
  const failing: [string, Said][] = [
    ['status 201', { status: 201, json: { text: 'secret text' } }],
    ['status 204', { status: 204, raw: '' }],
    ['status 500', { status: 500, json: { text: 'secret text' } }],
    ['an empty JSON body', { raw: '' }],
    ['JSON that does not parse', { raw: '{"text":"secret text' }],
    ['a list', { json: [] }],
    ['a text that is a number', { json: { text: 5 } }],
    ['more than one mebibyte', { json: { text: 'x'.repeat(1_100_000) } }],
  ];
  it.each(failing)('is a failure with none of our text: %s', async (_, said) => {
    const { server, app } = await setup();
    app.says = said;
    const done = await server.command('ana', 'idea-circle', 'help');
    expect(done).toMatchObject({ ok: false, status: 500 });
    expect(done.message).not.toContain('secret');
    expect(server.seen()).toEqual([]);
    expect(server.faults.map((fault) => fault.kind)).toEqual(['command-answer']);
    expect(() => server.assertFaultless()).toThrow('command-answer');
  });

  it('is a failure when it does not come in time', async () => {
    const { server, app } = await setup({ integrationTimeoutMs: 50 });
    app.says = { silent: true };
    const done = await server.command('ana', 'idea-circle', 'help');
    expect(done).toMatchObject({ ok: false, status: 500 });
    expect(server.deliveries[0]?.status).toBe(0);
  });

  it('says nothing with {} and null, and is shown as plain text with any other content type', async () => {
    const { server, app } = await setup();
    app.says = { json: {} };
    expect((await server.command('ana', 'idea-circle', 'a')).ok).toBe(true);
    app.says = { raw: 'null' };
    expect((await server.command('ana', 'idea-circle', 'a')).ok).toBe(true);
    expect(server.seen()).toEqual([]);
    app.says = { raw: 'OK', type: 'text/plain; charset=utf-8' };
    await server.command('ana', 'idea-circle', 'a');
    expect(server.seen()[0]?.lines).toEqual(['OK']);
    app.says = { raw: '{"text":"x"}', type: 'text/plain' };
    await server.command('ana', 'idea-circle', 'a');
    expect(server.seen()[1]?.lines).toEqual(['{"text":"x"}']);
  });

  it('is shown to the caller only when ephemeral, with lines, fields and buttons', async () => {
    const { server, app, channelId } = await setup();
    app.says = {
      json: { response_type: 'ephemeral', text: 'Talks', attachments: [card(app.url)] },
    };
    await server.command('ana', 'idea-circle', 'list');
    expect(server.seen('ben')).toEqual([]);
    const [seen] = server.seen('ana');
    expect(seen).toMatchObject({
      where: 'private',
      change: 'posted',
      reader: server.user('ana').id,
      channel: channelId,
      messageId: '',
      lines: ['Talks', 'Bees', 'Tuesday, 14:00'],
      fields: [['Seats', '3 of 10']],
    });
    expect(seen?.buttons.map((button) => button.label)).toEqual([
      'Register',
      'Seats: One',
      'Seats: Two',
    ]);
    expect(server.leaks).toEqual([]);
    server.assertFaultless();
  });

  it('is posted as the caller with in_channel, whom the bot cannot edit', async () => {
    const { server, app, bot } = await setup();
    app.says = { json: { response_type: 'in_channel', text: 'all see this' } };
    await server.command('ana', 'idea-circle', 'list');
    const [standing] = server.posts('idea-circle');
    expect(standing).toMatchObject({ author: server.user('ana').id, lines: ['all see this'] });
    expect(standing?.post.props['from_webhook']).toBe('true');
    await expect(bot.patchPost({ id: standing?.messageId ?? '', message: 'x' })).rejects.toThrow();
  });

  it.each([
    ['in_channel', { response_type: 'in_channel', attachments: 'card' }],
    ['props.attachments', { props: { attachments: 'card' } }],
    ['unknown response_type', { response_type: 'whatever', attachments: 'card' }],
  ] as const)(
    'leaks our address and context to the client of the caller: %s',
    async (reason, json) => {
      const { server, app } = await setup();
      const full = JSON.stringify(json).replace('"card"', JSON.stringify([card(app.url)]));
      app.says = { raw: full };
      const done = await server.command('ana', 'idea-circle', 'list');
      expect(server.leaks).toMatchObject([{ reason, userId: server.user('ana').id }]);
      expect(JSON.stringify(done.body)).toContain('secret');
    },
  );

  it('is not shown with an unknown response_type', async () => {
    const { server, app } = await setup();
    app.says = { json: { response_type: 'whatever', text: 'x' } };
    expect((await server.command('ana', 'idea-circle', 'list')).ok).toBe(true);
    expect(server.seen()).toEqual([]);
    expect(server.faults[0]?.kind).toBe('lost-text');
  });

  it('is rewritten from the forms of Slack unless it says skip_slack_parsing', async () => {
    const { server, app } = await setup();
    app.says = { json: { text: 'see <http://e.org/x|page> <!here>' } };
    await server.command('ana', 'idea-circle', 'a');
    app.says = { json: { text: 'a <!here> b', skip_slack_parsing: true } };
    await server.command('ana', 'idea-circle', 'a');
    expect(server.seen().map((seen) => seen.lines)).toEqual([
      ['see page <http://e.org/x> @here'],
      ['a <!here> b'],
    ]);
  });

  it('may follow by response_url five times in thirty minutes; the sixth good use is 400', async () => {
    let now = 1_800_000_000_000;
    const { server, app } = await setup({ now: () => now });
    await server.command('ana', 'idea-circle', 'later');
    const url = app.received[0]?.form.get('response_url') ?? '';
    const use = async (body: string): Promise<number> => {
      const headers = { 'Content-Type': 'application/json' };
      return (await fetch(url, { method: 'POST', headers, body })).status;
    };
    expect(await use('{"text":')).toBe(400);
    for (let i = 0; i < 5; i += 1) expect(await use(`{"text":"late ${i}"}`)).toBe(200);
    expect(await use('{"text":"six"}')).toBe(400);
    expect(server.seen('ana').map((seen) => seen.lines[0])).toEqual(
      [0, 1, 2, 3, 4].map((i) => `late ${i}`),
    );
    await server.command('ana', 'idea-circle', 'later');
    const second = app.received[1]?.form.get('response_url') ?? '';
    now += 31 * 60_000;
    expect((await fetch(second, { method: 'POST', body: 'x' })).status).toBe(404);
  });
});

describe('by hand', () => {
  it('anyone can send a command to the app, and a command of the server can be sent again', async () => {
    const { server, app } = await setup();
    app.says = { status: 401, json: { text: 'no' } };
    const answer = await server.forge('/mattermost/command', {
      form: { token: 'wrong', user_id: server.user('ana').id, text: 'register 1' },
    });
    expect(answer).toMatchObject({ status: 401, body: '{"text":"no"}' });
    expect(app.received[0]?.form.get('text')).toBe('register 1');
    app.says = { json: { text: 'hello' } };
    await server.command('ana', 'idea-circle', 'help');
    const [delivery] = server.deliveries;
    if (delivery === undefined) throw new Error('nothing was delivered');
    expect((await server.replay(delivery))?.status).toBe(200);
    expect(app.received[2]?.raw).toBe(app.received[1]?.raw);
    expect(server.seen()).toHaveLength(1);
  });
});
