// What people do on Slack, end to end over both transports: the real Bolt on our side, a strict stand-in on the other.
import { afterEach, describe, expect, it } from 'vitest';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { wordsOf } from '../../../src/chat/incoming.ts';
import { type Reply, redraw, silence, whisper } from '../../../src/chat/reply.ts';
import type { Conversation } from '../../../src/kernel/account.ts';
import { NOTHING_EXPECTED } from '../../support/slack/index.ts';
import { cancel, plainCard, register } from './cards.ts';
import { type Door, type DoorOptions, openDoor, transports } from './door.ts';
import { first, mark, until } from './parts.ts';

const ana = 'U01ANA';
const talks = 'C01TALKS';
const team = 'T01ACME';
const channel: Conversation = { platform: 'slack', workspace: team, channel: talks };

describe.each(transports)('over %s', (transport) => {
  let door: Door;
  const open = async (
    answer: (incoming: Incoming) => Reply | Promise<Reply>,
    options?: DoorOptions,
  ): Promise<Door> => {
    door = await openDoor(transport, answer, options);
    return door;
  };
  afterEach(async () => {
    await door.close();
    // Whatever a test does not expect, the stand-in has written down.
    expect(door.slack.faults).toEqual([]);
  });
  const echo = (incoming: Incoming): Reply =>
    incoming.kind === 'words'
      ? whisper(plainCard(`You said: ${wordsOf(incoming.text)}`, register))
      : redraw(plainCard(`You pressed`, cancel));

  it('a command is answered in its acknowledgement, to the person alone', async () => {
    const { slack, arrived } = await open(echo);
    const seen = await slack.command(ana, talks, 'give 9 @ben & <co>');
    expect(seen).toMatchObject([
      { where: 'private', change: 'posted', reader: ana, channel: talks },
    ]);
    expect(seen[0]?.lines).toEqual(['You said: give 9 @ben & <co>']);
    expect(arrived).toMatchObject([
      { kind: 'words', account: { user: ana }, speaker: 'person', event: false },
    ]);
    expect(slack.calls.map((c) => c.method)).not.toContain('chat.postEphemeral');
  });

  it('another command than ours is answered politely and not passed on', async () => {
    const { slack, arrived } = await open(echo);
    const seen = await slack.command(ana, talks, '/other list');
    expect(seen[0]?.lines).toEqual(['I answer to /icdd. Try /icdd help.']);
    expect(arrived).toEqual([]);
  });

  it('a press on a shared card is answered privately, and the card stays', async () => {
    const { slack, platform, arrived } = await open(echo);
    await platform.post(channel, plainCard('Talk 9', register), mark('copy:1'));
    const [card] = slack.posts(talks);
    const seen = await slack.press(ana, first(card?.buttons));
    expect(seen).toMatchObject([{ where: 'private', change: 'posted', lines: ['You pressed'] }]);
    expect(arrived).toMatchObject([
      { kind: 'press', pressed: card?.messageId, action: { ok: true, value: register.action } },
    ]);
    expect(slack.posts(talks)[0]?.lines).toEqual(['Talk 9']);
  });

  it('a press on a private card redraws it', async () => {
    const { slack, arrived } = await open(echo);
    const [answer] = await slack.command(ana, talks, 'show 9');
    const seen = await slack.press(ana, first(answer?.buttons));
    expect(seen).toMatchObject([{ where: 'private', change: 'replaced', lines: ['You pressed'] }]);
    expect(arrived[1]).toMatchObject({ pressed: undefined, place: { kind: 'channel' } });
  });

  it('a press on a direct message redraws it, and it can still be found by its key', async () => {
    const { slack, platform } = await open(echo);
    const opened = await platform.openDirect({ platform: 'slack', workspace: team, user: ana });
    if (opened.kind !== 'open') throw new Error(opened.kind);
    const sent = await platform.post(
      opened.conversation,
      plainCard('A seat', register),
      mark('promoted:7'),
    );
    const [message] = slack.posts(opened.conversation.channel);
    const seen = await slack.press(ana, first(message?.buttons));
    expect(seen).toMatchObject([{ where: 'direct', change: 'edited', lines: ['You pressed'] }]);
    expect(await platform.look(opened.conversation, 'promoted:7', 0, true)).toEqual({
      kind: 'found',
      message: sent.kind === 'sent' ? sent.message : '',
    });
  });

  it('a mention is answered in the channel, to the person alone', async () => {
    const { slack, arrived } = await open(echo);
    const seen = await slack.mention(ana, talks, 'next');
    expect(seen).toMatchObject([
      { where: 'private', reader: ana, channel: talks, lines: ['You said: next'] },
    ]);
    expect(arrived).toMatchObject([{ event: true, place: { kind: 'channel' } }]);
  });

  it('a mention in a thread is answered in the thread', async () => {
    const { slack } = await open(echo);
    const at = {
      ts: '1795691300.000700',
      event_ts: '1795691300.000700',
      thread_ts: '1795691000.000100',
    };
    const said = { type: 'app_mention', user: ana, team, text: '<@U0BOT> next', channel: talks };
    await slack.in(team).event({ ...said, ...at });
    await until(() => slack.seen(ana).length === 1);
    const call = slack.calls.find((one) => one.method === 'chat.postEphemeral');
    expect(call?.args).toMatchObject({ thread_ts: '1795691000.000100', parse: 'none' });
  });

  it('somebody of another workspace, and another bot, arrive as such', async () => {
    const { slack, arrived } = await open(() => silence);
    const said = {
      type: 'app_mention',
      text: '<@U0BOT> next',
      channel: talks,
      ts: '1.1',
      event_ts: '1.1',
    };
    await slack.in(team).event({ ...said, user: 'U09', team: 'T02', user_team: 'T02' });
    await slack.in(team).event({ ...said, user: 'U08', team, bot_id: 'B08' });
    await until(() => arrived.length === 2);
    expect(arrived.map((one) => one.speaker)).toEqual(['stranger', 'bot']);
  });

  it('a direct message is answered by one, and our own does not come back as words', async () => {
    const { slack, arrived } = await open(echo);
    const seen = await slack.direct(ana, 'mine');
    expect(seen).toMatchObject([{ where: 'direct', change: 'posted', lines: ['You said: mine'] }]);
    await slack.settled(() => slack.deliveries.length >= 2);
    expect(arrived).toMatchObject([{ event: true, place: { kind: 'direct' } }]);
  });

  it('an event that comes again has the same key', async () => {
    const { slack, arrived } = await open(() => silence);
    await slack.direct(ana, 'register 9', NOTHING_EXPECTED);
    await slack.deliverAgain(NOTHING_EXPECTED);
    await slack.settled(() => slack.deliveries.length === 2 && arrived.length === 2);
    expect(arrived[0]?.delivery).toMatch(/^slack:T01ACME:event:Ev/);
    expect(arrived[1]?.delivery).toBe(arrived[0]?.delivery);
  });

  it('two commands and two presses have different keys', async () => {
    const { slack, arrived } = await open(echo);
    const [answer] = await slack.command(ana, talks, 'show 9');
    await slack.command(ana, talks, 'show 9');
    await slack.press(ana, first(answer?.buttons));
    const again = slack.seen(ana).at(-1);
    await slack.press(ana, first(again?.buttons));
    expect(new Set(arrived.map((one) => one.delivery)).size).toBe(4);
  });

  it('silence acknowledges and says nothing', async () => {
    const { slack } = await open(() => silence);
    expect(await slack.command(ana, talks, 'list', NOTHING_EXPECTED)).toEqual([]);
    expect(slack.deliveries).toMatchObject([{ outcome: 'acked' }]);
  });

  it('whoever is deactivated or comes back is told on, and answered by nobody', async () => {
    const { slack, news, arrived } = await open(echo);
    await slack.in(team).setActive('U02BEN', false);
    await slack.in(team).setActive('U02BEN', true);
    await slack.in(team).setStatus(ana, 'riding a train');
    await until(() => news.length === 3);
    const account = (user: string) => ({ platform: 'slack', workspace: team, user });
    expect(news.map(({ account, active }) => [account, active])).toEqual([
      [account('U02BEN'), false],
      [account('U02BEN'), true],
      [account(ana), true],
    ]);
    const times = news.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    // A retry is the same word at the same instant.
    await slack.in(team).deliverAgain(NOTHING_EXPECTED);
    await until(() => news.length === 4);
    expect(news[3]).toEqual(news[2]);
    expect(arrived).toEqual([]);
    expect(slack.calls.map((call) => call.method)).not.toContain('chat.postMessage');
  });

  it('is asked about an account, and says that it is deactivated', async () => {
    const { slack, platform } = await open(echo);
    const ben = { platform: 'slack', workspace: team, user: 'U02BEN' } as const;
    expect(await platform.describe(ben)).not.toHaveProperty('deactivated');
    await slack.in(team).setActive('U02BEN', false);
    expect(await platform.describe(ben)).toMatchObject({ name: 'ben', deactivated: true });
  });

  it('being uninstalled is a trouble', async () => {
    const { slack, platform } = await open(echo);
    expect(platform.troubles()).toEqual([]);
    await slack.in(team).uninstall();
    await until(() => platform.troubles().length > 0);
    expect(platform.troubles()[0]).toMatch(
      /^Slack: the (app was uninstalled|bot token was revoked)$/,
    );
  });
});
