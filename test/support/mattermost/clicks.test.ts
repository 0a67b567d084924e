// Rules of buttons and menus, driven by the real client and a tiny app.
import { describe, expect, it } from 'vitest';
import type { SeenButton } from '../seen.ts';
import { clientOf, refusal, type Setup, setup } from './harness.ts';
import { card, type Said } from './tiny-app.ts';

async function posted(options: Parameters<typeof setup>[0] = {}) {
  const all = await setup(options);
  const props = { attachments: [card(all.app.url)] };
  const post = await all.bot.createPost({ channel_id: all.channelId, message: 'Talks', props });
  return { ...all, post, buttons: all.server.seen()[0]?.buttons ?? [] };
}

function named(buttons: readonly SeenButton[], label: string): SeenButton {
  const found = buttons.find((button) => button.label === label);
  if (found === undefined) throw new Error(`no button ${label}`);
  return found;
}

async function answered({ server, app }: Setup, said: Said) {
  app.says = { json: { text: 'private', attachments: [card(app.url)] } };
  await server.command('ana', 'idea-circle', 'list');
  app.says = said;
  return server.seen('ana').at(-1)?.buttons ?? [];
}

describe('the request of a click', () => {
  it('is JSON without any signature, built by the server around our context', async () => {
    const { server, app, post, buttons, channelId } = await posted();
    expect((await server.press('ana', named(buttons, 'Register'))).ok).toBe(true);
    const [got] = app.received;
    expect(got?.path).toBe('/mattermost/action');
    expect(got?.headers['authorization']).toBeUndefined();
    expect(got?.headers['content-type']).toBe('application/json');
    expect(got?.json).toEqual({
      user_id: server.user('ana').id,
      user_name: 'ana',
      channel_id: channelId,
      channel_name: 'idea-circle',
      team_id: server.team().id,
      team_domain: 'acme',
      post_id: post.id,
      trigger_id: expect.stringMatching(/^[A-Za-z0-9+/=]{60,}$/),
      type: 'button',
      data_source: '',
      context: { a: 'reg', k: 'secret' },
    });
  });

  it('has no team in a direct channel, and comes only from people who may read the post', async () => {
    const { server, app, bot } = await setup();
    const channel = await bot.createDirectChannel([server.bot.id, server.user('ana').id]);
    const props = { attachments: [card(app.url)] };
    await bot.createPost({ channel_id: channel.id, message: '', props });
    const [seen] = server.seen('ana');
    expect(seen).toMatchObject({ where: 'direct', reader: server.user('ana').id });
    const button = named(seen?.buttons ?? [], 'Register');
    expect((await server.press('ben', button)).status).toBe(403);
    await server.press('ana', button);
    expect(app.received[0]?.json).toMatchObject({ team_id: '', team_domain: '' });
    expect(app.received).toHaveLength(1);
  });

  it('passes on any value of a menu, unchecked, and leaves the field out when there is none', async () => {
    const { server, app, buttons } = await posted();
    const menu = named(buttons, 'Seats: Two');
    await server.press('ana', menu);
    await server.press('ana', menu, { option: 'no-such-option' });
    await server.press('ana', menu, { option: '' });
    expect(app.received.map((one) => one.json['context'])).toEqual([
      { a: 'pick', k: 'secret', selected_option: '2' },
      { a: 'pick', k: 'secret', selected_option: 'no-such-option' },
      { a: 'pick', k: 'secret' },
    ]);
  });

  it('can be sent by the bot through REST', async () => {
    const { app, bot, post } = await posted();
    const done = await bot.doPostActionWithCookie(post.id, 'reg', '');
    expect(done).toMatchObject({ status: 'OK' });
    expect(app.received).toHaveLength(1);
  });

  it('never arrives for an action id of anything but letters and digits', async () => {
    const { server, app, bot, channelId } = await setup();
    const good = card(app.url);
    const props = { attachments: [JSON.parse(JSON.stringify(good).replace('"reg"', '"reg_1"'))] };
    await bot.createPost({ channel_id: channelId, message: 'x', props });
    const button = named(server.seen()[0]?.buttons ?? [], 'Register');
    expect((await server.press('ana', button)).status).toBe(404);
    expect(app.received).toEqual([]);
    expect(server.faults.every((fault) => fault.kind === 'dead-button')).toBe(true);
    expect(server.faults.length).toBeGreaterThan(0);
  });

  it('can be forged and replayed by hand', async () => {
    const { server, app, buttons } = await posted();
    await server.press('ana', named(buttons, 'Register'));
    const [delivery] = server.deliveries;
    if (delivery === undefined) throw new Error('nothing was delivered');
    await server.replay(delivery);
    expect(app.received[1]?.json['trigger_id']).toBe(app.received[0]?.json['trigger_id']);
    const answer = await server.forge('/mattermost/action', { json: { user_id: 'x' } });
    expect(answer?.status).toBe(200);
    expect(app.received[2]?.json).toEqual({ user_id: 'x' });
  });
});

describe('the answer to a click', () => {
  it('shows ephemeral_text to the clicker alone, and ignores error and unknown keys', async () => {
    const { server, app, buttons } = await posted();
    app.says = { json: { ephemeral_text: 'You are **in**.', error: { message: 'x' }, foo: 1 } };
    expect((await server.press('ana', named(buttons, 'Register'))).ok).toBe(true);
    expect(server.seen('ana').at(-1)).toMatchObject({
      where: 'private',
      lines: ['You are in.'],
      messageId: '',
    });
    expect(server.seen('ben')).toHaveLength(1);
    app.says = { json: { error: { message: 'Sold out' } } };
    expect((await server.press('ana', named(buttons, 'Register'))).ok).toBe(true);
    expect(server.seen()).toHaveLength(2);
  });

  it('overwrites message and props as sent with update, never the author', async () => {
    const { server, app, post, buttons } = await posted();
    const button = named(buttons, 'Register');
    const update = { props: { attachments: [card(app.url, 'changed')] } };
    app.says = { json: { update } };
    await server.press('ben', button);
    expect(server.posts()[0]).toMatchObject({
      author: server.bot.id,
      messageId: post.id,
      change: 'edited',
      lines: ['Bees', 'changed'],
    });
    app.says = { json: { update: { message: 'only this' } } };
    await server.press('ben', button);
    expect(server.posts()[0]?.lines).toEqual(['only this', 'Bees', 'changed']);
    app.says = { json: { update: { message: 'closed', props: {} } } };
    await server.press('ben', button);
    expect(server.posts()[0]).toMatchObject({ lines: ['closed'], buttons: [] });
    expect((await server.press('ben', button)).status).toBe(404);
    expect(server.seen('ana').map((seen) => seen.change)).toEqual([
      'posted',
      'edited',
      'edited',
      'edited',
    ]);
  });

  it.each([
    ['current', 'true'],
    ['old', undefined],
  ] as const)(
    'gives from_bot back after an update, or loses it (old): %s',
    async (profile, kept) => {
      const { server, app, buttons } = await posted({ profile });
      app.says = { json: { update: { message: 'x', props: { override_username: 'y' } } } };
      await server.press('ana', named(buttons, 'Register'));
      const props = server.posts()[0]?.post.props ?? {};
      expect(props['from_bot']).toBe(kept);
      expect(props['override_username']).toBeUndefined();
    },
  );

  const failing: [string, Said][] = [
    ['status 201', { status: 201 }],
    ['status 429', { status: 429 }],
    ['status 500', { status: 500 }],
    ['an empty body', { raw: '' }],
    ['OK as text', { raw: 'OK', type: 'text/plain' }],
    ['no JSON', { raw: '{"ephemeral_text":' }],
    ['a list', { json: [] }],
    ['an ephemeral_text that is a number', { json: { ephemeral_text: 5, update: {} } }],
  ];
  it.each(failing)('is 400 to the clicker and updates nothing: %s', async (_, said) => {
    const { server, app, buttons } = await posted();
    app.says = said;
    const done = await server.press('ana', named(buttons, 'Register'));
    expect(done).toMatchObject({ ok: false, status: 400 });
    expect(server.seen()).toHaveLength(1);
    expect(server.faults.map((fault) => fault.kind)).toEqual(['click-answer']);
  });

  it('is 400 to the clicker when it does not come in time', async () => {
    const { server, app, buttons } = await posted({ integrationTimeoutMs: 50 });
    app.says = { silent: true };
    expect((await server.press('ana', named(buttons, 'Register'))).status).toBe(400);
  });

  it('may be null, and JSON under any content type', async () => {
    const { server, app, buttons } = await posted();
    app.says = { raw: 'null' };
    expect((await server.press('ana', named(buttons, 'Register'))).ok).toBe(true);
    app.says = { raw: '{"ephemeral_text":"read anyway"}', type: 'text/plain' };
    expect((await server.press('ana', named(buttons, 'Register'))).ok).toBe(true);
    expect(server.seen().at(-1)?.lines).toEqual(['read anyway']);
  });
});

describe('buttons on an ephemeral answer', () => {
  it('carry a cookie in the place of the integration; the post is not in the database', async () => {
    const all = await setup();
    const { server, app } = all;
    const buttons = await answered(all, { json: { ephemeral_text: 'done' } });
    expect(JSON.stringify(buttons)).not.toContain('secret');
    expect((await server.press('ana', named(buttons, 'Register'))).ok).toBe(true);
    const got = app.received.at(-1)?.json ?? {};
    expect(got).toMatchObject({
      user_id: server.user('ana').id,
      channel_id: all.channelId,
      context: { a: 'reg', k: 'secret' },
    });
    const gone = await refusal(
      clientOf(server, server.tokenOf('ana')).getPost(`${got['post_id']}`),
    );
    expect(gone.status_code).toBe(404);
    expect(server.seen('ana').at(-1)?.lines).toEqual(['done']);
  });

  it('may be pressed by a second person with the first one’s cookie; user_id says who', async () => {
    const all = await setup();
    const { server, app } = all;
    const buttons = await answered(all, {});
    expect((await server.press('ben', named(buttons, 'Register'))).ok).toBe(true);
    expect(app.received.at(-1)?.json['user_id']).toBe(server.user('ben').id);
  });

  it('reach the app when it answers with update, which is 404 and loses ephemeral_text', async () => {
    const all = await setup();
    const { server, app } = all;
    const buttons = await answered(all, {
      json: { update: { message: 'new' }, ephemeral_text: 'lost' },
    });
    const before = server.seen().length;
    const done = await server.press('ana', named(buttons, 'Register'));
    expect(done).toMatchObject({ status: 404, error: 'app.post.get.app_error' });
    expect(app.received).toHaveLength(2);
    expect(server.seen()).toHaveLength(before);
    expect(server.faults.map((fault) => fault.kind)).toEqual(['lost-text']);
  });

  it('are refused without their cookie, with a broken one, and under another post', async () => {
    const all = await setup();
    const { server, app } = all;
    const [button] = await answered(all, {});
    const press = button?.press as { postId: string; cookie: string };
    const ana = clientOf(server, server.tokenOf('ana'));
    const click = async (post: string, cookie: string) =>
      (await refusal(ana.doPostActionWithCookie(post, 'reg', cookie))).status_code;
    expect(await click(press.postId, '')).toBe(403);
    expect(await click(press.postId, `AAAA${press.cookie.slice(4)}`)).toBe(400);
    expect(await click('v'.repeat(26), press.cookie)).toBe(400);
    expect(app.received).toHaveLength(1);
  });
});
