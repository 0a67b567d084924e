// Rules of the WebSocket: authentication, events and silence, driven by a plain client.
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { clientOf, refusal, setup } from './harness.ts';
import { challenge, dial, hello } from './wire.ts';

describe('authentication', () => {
  it('by header gives hello at once; a later challenge stays unanswered', async () => {
    const { server, wire } = await hello();
    expect(wire.frames[0]).toMatchObject({
      event: 'hello',
      seq: 0,
      data: { server_version: server.profile.versionId, server_hostname: expect.any(String) },
    });
    wire.send(challenge(server.botToken));
    wire.send({ seq: 2, action: 'ping' });
    expect((await wire.count(2))[1]).toMatchObject({
      seq_reply: 2,
      status: 'OK',
      data: { text: 'pong', version: server.profile.version },
    });
    expect(server.connected()).toBe(1);
  });

  it('by challenge gives hello, then the OK, or the other way round', async () => {
    for (const challengeOrder of ['hello-first', 'reply-first'] as const) {
      const { server } = await setup({ challengeOrder });
      const wire = dial(server, undefined);
      await wire.opened;
      wire.send(challenge(server.botToken));
      const kinds = (await wire.count(2)).map((frame) => frame.event ?? frame.status);
      expect(kinds).toEqual(challengeOrder === 'hello-first' ? ['hello', 'OK'] : ['OK', 'hello']);
    }
  });

  it('with a bad token opens a socket that dies after its time; every close is 1006', async () => {
    const { server } = await setup({ authTimeoutMs: 50 });
    const bad = dial(server, 'w'.repeat(26));
    await bad.opened;
    expect(await bad.closed).toBe(1006);
    const silent = dial(server, undefined);
    expect(await silent.closed).toBe(1006);
    const wrong = dial(server, undefined);
    await wrong.opened;
    wrong.send(challenge('w'.repeat(26)));
    expect(await wrong.closed).toBe(1006);
    expect([...bad.frames, ...silent.frames, ...wrong.frames]).toEqual([]);
  });

  it('answers unknown actions and bad numbers, and ends at a text that is no JSON', async () => {
    const { wire } = await hello();
    wire.send({ seq: 1, action: 'no_such_action' });
    wire.send({ action: 'ping' });
    const frames = await wire.count(3);
    expect(frames[1]?.error?.id).toBe('api.web_socket_router.bad_action.app_error');
    expect(frames[2]?.error?.id).toBe('api.web_socket_router.bad_seq.app_error');
    wire.send('this is no json');
    expect(await wire.closed).toBe(1006);
  });

  it('counts presence as a fault of the app', async () => {
    const { server, wire } = await hello();
    wire.send({ seq: 1, action: 'presence', data: { channel_id: '' } });
    await wire.count(2);
    expect(server.faults[0]?.kind).toBe('socket');
  });
});

describe('events', () => {
  it('bring people’s words, the bot’s own posts, other bots and forged props, numbered from 0', async () => {
    const { server, bot, wire, channelId } = await hello();
    server.addPerson({ username: 'robot', bot: true });
    server.joinChannel('robot', 'idea-circle');
    await server.mention('ana', 'idea-circle', 'help');
    await bot.createPost({ channel_id: channelId, message: 'mine' });
    const forged = { from_bot: 'true', from_webhook: 'true', override_username: 'idea-circle' };
    await server.say('ben', 'idea-circle', 'I am a bot', { props: forged });
    await server.say('robot', 'idea-circle', 'beep');
    await server.direct('ana', 'hi');
    server.addChannel({ name: 'elsewhere', members: ['ana'] });
    await server.say('ana', 'elsewhere', 'not for the bot');
    await server.direct('ana', 'end');
    const at = () => wire.frames.findIndex((frame) => `${frame.data?.['post']}`.includes('"end"'));
    while (at() < 0) await wire.count(wire.frames.length + 1);
    expect(wire.frames.map((frame) => frame.seq)).toEqual([...wire.frames.keys()]);
    const posted = wire.frames.filter((frame) => frame.event === 'posted');
    const texts = posted.map((frame) => JSON.parse(String(frame.data?.['post'])));
    expect(texts.map((post) => post.message)).toEqual([
      'robot joined the channel.',
      '@idea-circle help',
      'mine',
      'I am a bot',
      'beep',
      'hi',
      'end',
    ]);
    expect(posted[1]?.data).toMatchObject({
      channel_type: 'O',
      channel_name: 'idea-circle',
      sender_name: '@ana',
      mentions: JSON.stringify([server.bot.id]),
    });
    expect(texts[2]).toMatchObject({ user_id: server.bot.id, props: { from_bot: 'true' } });
    expect(posted[3]?.data?.['sender_name']).toBe('idea-circle');
    expect(texts[4].props.from_bot).toBe('true');
    expect(posted[5]?.data).toMatchObject({
      channel_type: 'D',
      mentions: JSON.stringify([server.bot.id]),
    });
  });

  it('tell of removals, renamings, archiving and changes of people; system posts mention the bot', async () => {
    const { server, wire } = await hello();
    server.leaveChannel('idea-circle', 'idea-circle', 'admin');
    server.joinChannel('idea-circle', 'idea-circle', 'admin');
    server.renameChannel('idea-circle', 'talks');
    server.changeUser('ana', { timezone: 'Asia/Tokyo', manual: true, locale: 'de' });
    server.setActive('ben', false);
    server.archiveChannel('talks', 'admin');
    server.leaveTeam('idea-circle');
    const events = (await wire.count(11)).map((frame) => frame.event);
    expect(events).toEqual([
      'hello',
      'user_removed',
      'user_added',
      'posted',
      'channel_updated',
      'user_updated',
      'user_updated',
      'user_activation_status_change',
      'posted',
      'channel_deleted',
      'leave_team',
    ]);
    expect(wire.frames[1]?.data).not.toHaveProperty('user_id');
    expect(wire.frames[3]?.data).toMatchObject({
      sender_name: 'System',
      mentions: JSON.stringify([server.bot.id]),
    });
    expect(wire.frames[5]?.data?.['user']).toMatchObject({
      locale: 'de',
      timezone: { useAutomaticTimezone: 'false', manualTimezone: 'Asia/Tokyo' },
    });
  });

  it('of one post may come again', async () => {
    const { server, wire } = await hello();
    const post = await server.direct('ana', 'register 1');
    server.deliverAgain(post.id);
    const frames = await wire.count(4);
    expect(frames[3]?.data).toEqual(frames[2]?.data);
    expect(frames[3]?.seq).toBe(3);
  });
});

describe('silence', () => {
  it('of a frozen server closes nothing: only an unanswered ping tells', async () => {
    const { server, wire } = await hello();
    server.freezeSockets();
    let pongs = 0;
    wire.socket.on('pong', () => {
      pongs += 1;
    });
    wire.send({ seq: 1, action: 'ping' });
    wire.socket.ping();
    await server.say('ana', 'idea-circle', 'unheard');
    const second = dial(server, server.botToken);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([wire.frames.length, pongs, second.frames.length]).toEqual([1, 0, 0]);
    expect(wire.socket.readyState).toBe(WebSocket.OPEN);
    server.thawSockets();
    await wire.count(3);
    await second.count(1);
  });

  it('after a token was revoked: the socket stays open while REST says 401', async () => {
    const { server, wire } = await hello();
    const { botToken } = server;
    server.revokeToken(botToken);
    await server.say('ana', 'idea-circle', 'still heard');
    expect((await wire.count(2))[1]?.event).toBe('posted');
    expect((await refusal(clientOf(server, botToken).getMe())).status_code).toBe(401);
  });
});
