// Rules of the REST interface, and of trouble on demand.
import { describe, expect, it } from 'vitest';
import { clientOf, refusal, setup } from './harness.ts';

describe('the calls that the client makes', () => {
  it('give the server, the bot, people, teams and channels', async () => {
    const { server, bot, channelId } = await setup({ teams: ['acme', 'labs'] });
    const ana = server.user('ana');
    expect(await bot.ping(false)).toMatchObject({ status: 'OK' });
    expect(await bot.getMe()).toMatchObject({ id: server.bot.id, is_bot: true });
    expect(bot.getServerVersion()).toBe(server.profile.versionId);
    expect(await bot.getUser(ana.id)).toMatchObject({
      username: 'ana',
      first_name: 'Ana',
      locale: 'en',
      timezone: { automaticTimezone: 'Europe/Zurich', useAutomaticTimezone: 'true' },
    });
    expect(await bot.getUserByUsername('ben')).toMatchObject({ locale: 'fr' });
    expect(await bot.getProfilesByIds([ana.id, 'x'.repeat(26)])).toHaveLength(1);
    expect((await bot.getMyTeams()).map((team) => team.name)).toEqual(['acme', 'labs']);
    expect((await bot.getTeamByName('labs')).id).toBe(server.team('labs').id);
    const team = server.team('acme').id;
    expect((await bot.getChannelByName(team, 'idea-circle')).id).toBe(channelId);
    expect((await bot.getChannel(channelId)).display_name).toBe('Idea Circle');
    expect((await bot.getChannelMember(channelId, 'me')).user_id).toBe(server.bot.id);
    await bot.createDirectChannel([server.bot.id, ana.id]);
    const types = (await bot.getMyChannels(team)).map((channel) => channel.type);
    expect(types.sort()).toEqual(['D', 'O', 'O']);
    expect(await bot.getAllTeamsChannels()).toHaveLength(3);
    for (const id of [ana.id, server.bot.id]) expect(id).toMatch(/^[a-z0-9]{26}$/);
  });

  it('list the channels of one team at a time (old)', async () => {
    const { server, bot } = await setup({ profile: 'old' });
    await bot.createDirectChannel([server.bot.id, server.user('ana').id]);
    const all = await fetch(`${server.url}/api/v4/users/me/channels`, {
      headers: { Authorization: `Bearer ${server.botToken}` },
    });
    expect(all.status).toBe(404);
    expect(await bot.getMyChannels(server.team().id)).toHaveLength(3);
  });

  it('open one direct channel for two, whatever the order, and none for others', async () => {
    const { server, bot } = await setup();
    const [ana, ben] = [server.user('ana').id, server.user('ben').id];
    const first = await bot.createDirectChannel([server.bot.id, ana]);
    expect((await bot.createDirectChannel([ana, server.bot.id])).id).toBe(first.id);
    expect((await refusal(bot.createDirectChannel([ana, ben]))).status_code).toBe(403);
    expect((await refusal(bot.createDirectChannel([server.bot.id, 'nope']))).status_code).toBe(400);
  });

  it('make and archive a private channel', async () => {
    const { server, bot } = await setup();
    const made = await bot.createChannel({
      team_id: server.team().id,
      name: 'check',
      display_name: 'Check',
      type: 'P',
    });
    await bot.createPost({ channel_id: made.id, message: 'x' });
    await bot.deleteChannel(made.id);
    const late = await refusal(bot.createPost({ channel_id: made.id, message: 'x' }));
    expect(late.status_code).toBe(400);
  });

  it('give MaxPostSize only with a token', async () => {
    const { server, bot } = await setup();
    expect(await bot.getClientConfig()).toMatchObject({ MaxPostSize: '16383' });
    const open = await fetch(`${server.url}/api/v4/config/client?format=old`);
    expect(await open.json()).not.toHaveProperty('MaxPostSize');
  });
});

describe('refusals', () => {
  it('are JSON with id and status_code: 400, 401, 403, 404', async () => {
    const { server, bot, channelId } = await setup();
    server.addChannel({ name: 'secret', type: 'P', members: ['ana'] });
    const team = server.team().id;
    expect(await refusal(clientOf(server, 'w'.repeat(26)).getMe())).toMatchObject({
      status_code: 401,
      server_error_id: 'api.context.session_expired.app_error',
    });
    expect((await refusal(bot.getUser('xyz'))).status_code).toBe(400);
    expect((await refusal(bot.getUser('x'.repeat(26)))).status_code).toBe(404);
    expect((await refusal(bot.getUserByUsername('nobody'))).status_code).toBe(404);
    expect((await refusal(bot.getChannelByName(team, 'secret'))).status_code).toBe(404);
    const hidden = server.channel('secret').id;
    expect((await refusal(bot.getChannel(hidden))).status_code).toBe(403);
    expect((await refusal(bot.getPosts(hidden))).status_code).toBe(403);
    const raw = await fetch(`${server.url}/api/v4/posts`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.botToken}` },
      body: 'no json',
    });
    expect(await raw.json()).toEqual({
      id: 'api.context.invalid_body_param.app_error',
      message: 'Invalid or missing post in request body.',
      detailed_error: '',
      request_id: expect.stringMatching(/^[a-z0-9]{26}$/),
      status_code: 400,
    });
    expect(server.calls.at(-1)).toMatchObject({ method: 'POST', status: 400, body: 'no json' });
    expect(channelId).toHaveLength(26);
  });

  it('follow when a token is revoked or the person deactivated', async () => {
    const { server, bot } = await setup();
    server.setActive('idea-circle', false);
    expect((await refusal(bot.getMe())).status_code).toBe(401);
    server.setActive('idea-circle', true);
    expect((await bot.getMe()).id).toBe(server.bot.id);
    server.revokeToken(server.botToken);
    expect((await refusal(bot.getMe())).status_code).toBe(401);
  });

  it('follow when the bot is removed from a channel or a team, a channel renamed, a person deactivated', async () => {
    const { server, bot, channelId } = await setup();
    const post = await bot.createPost({ channel_id: channelId, message: 'x' });
    server.leaveChannel('idea-circle', 'idea-circle', 'admin');
    const write = (channel_id: string) => bot.createPost({ channel_id, message: 'x' });
    expect((await refusal(write(channelId))).status_code).toBe(403);
    expect((await refusal(bot.patchPost({ id: post.id, message: 'y' }))).status_code).toBe(403);
    server.joinChannel('idea-circle', 'idea-circle', 'admin');
    await write(channelId);
    server.renameChannel('idea-circle', 'talks');
    const team = server.team().id;
    expect((await refusal(bot.getChannelByName(team, 'idea-circle'))).status_code).toBe(404);
    expect((await bot.getChannelByName(team, 'talks')).id).toBe(channelId);
    const direct = await bot.createDirectChannel([server.bot.id, server.user('ana').id]);
    server.setActive('ana', false);
    expect((await refusal(write(direct.id))).status_code).toBe(403);
    expect((await bot.getUser(server.user('ana').id)).delete_at).toBeGreaterThan(0);
    server.leaveTeam('idea-circle');
    expect((await refusal(bot.getChannel(channelId))).status_code).toBe(403);
    expect((await refusal(bot.getMyChannels(team))).status_code).toBe(403);
  });
});

describe('trouble on demand', () => {
  it('429 has the plain text, Retry-After and the limit headers, for the next calls to an address', async () => {
    const { server, bot } = await setup();
    const handle = server.disturb({
      path: '/users/me',
      kind: 'rate-limit',
      times: 2,
      retryAfter: 7,
    });
    const limited = await fetch(`${server.url}/api/v4/users/me`);
    expect(limited.status).toBe(429);
    expect(await limited.text()).toBe('limit exceeded\n');
    expect(limited.headers.get('content-type')).toContain('text/plain');
    expect(limited.headers.get('retry-after')).toBe('7');
    expect(limited.headers.get('x-ratelimit-limit')).toBe('101');
    expect(limited.headers.has('x-version-id')).toBe(false);
    await bot.ping(false);
    expect(handle.left()).toBe(1);
    expect((await refusal(bot.getMe())).status_code).toBeUndefined();
    expect((await bot.getMe()).username).toBe('idea-circle');
  });

  it('the limiter counts per server and refills with time', async () => {
    let now = 1_800_000_000_000;
    const { server, bot } = await setup({ now: () => now });
    server.limitRate({ perSecond: 2, burst: 3 });
    const ana = clientOf(server, server.tokenOf('ana'));
    for (const client of [bot, ana, bot, ana]) await client.getMe();
    await refusal(bot.getMe());
    await refusal(ana.getMe());
    const limited = await fetch(`${server.url}/hooks/commands/x`, { method: 'POST' });
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('1');
    now += 2_500;
    expect((await bot.getMe()).username).toBe('idea-circle');
  });

  it('a proxy’s 502 is HTML', async () => {
    const { server, bot } = await setup();
    server.disturb({ path: /./, kind: 'bad-gateway', times: 2 });
    const answer = await fetch(`${server.url}/api/v4/users/me`);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(await answer.text()).toContain('<html>');
    expect((await refusal(bot.getMe())).message).toBe('');
  });

  it('a reply may be lost after the post was stored, and the pending id finds it again', async () => {
    const { server, bot, channelId } = await setup();
    server.disturb({ path: '/posts', method: 'POST', kind: 'lose-reply' });
    const write = () =>
      bot.createPost({ channel_id: channelId, message: 'once', pending_post_id: 'p-1' });
    await expect(write()).rejects.toThrow();
    expect(server.posts()).toHaveLength(1);
    expect((await write()).id).toBe(server.posts()[0]?.messageId);
    expect(server.posts()).toHaveLength(1);
    server.disturb({ path: '/posts', kind: 'drop' });
    await expect(write()).rejects.toThrow();
    server.disturb({ path: '/posts', kind: 'error', status: 500 });
    expect((await refusal(write())).status_code).toBe(500);
  });

  it('a server that is down refuses connections, and comes back at the same address', async () => {
    const { server, bot } = await setup();
    await server.goDown();
    await expect(bot.getMe()).rejects.toThrow('fetch failed');
    await server.comeBack();
    expect((await bot.getMe()).username).toBe('idea-circle');
    await server.goDown();
  });

  it('a call may hang until the server closes', async () => {
    const { server, bot } = await setup();
    server.disturb({ path: '/users/me', kind: 'hang' });
    const hanging = bot.getMe().then(
      () => 'answered',
      () => 'cut',
    );
    await server.settled(() => server.calls.some((call) => call.status === 0));
    expect((await bot.getUserByUsername('ana')).username).toBe('ana');
    await server.close();
    expect(await hanging).toBe('cut');
  });
});

describe('settled', () => {
  it('resolves with what happens later, and fails with the condition when it does not', async () => {
    const { server, bot, channelId } = await setup();
    const later = server.settled(() => server.seen().find((seen) => seen.lines[0] === 'now'));
    await bot.createPost({ channel_id: channelId, message: 'now' });
    expect((await later).where).toBe('channel');
    const never = server.settled(() => server.leaks.length > 0, { timeoutMs: 20 });
    await expect(never).rejects.toThrow('server.leaks');
  });
});
