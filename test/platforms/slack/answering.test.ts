// Answers that come late, fail, or are held back, end to end over both transports.
import { afterEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { type Incoming, wordsOf } from '../../../src/chat/incoming.ts';
import { type Reply, redraw, whisper } from '../../../src/chat/reply.ts';
import type { Conversation } from '../../../src/kernel/account.ts';
import { oneLine } from '../../drawing/charts.ts';
import { createManualMachine } from '../../support/manual-machine.ts';
import { NOTHING_EXPECTED } from '../../support/slack/index.ts';
import { cancel, plainCard, register } from './cards.ts';
import { type Door, type DoorOptions, forget, openDoor, transports } from './door.ts';
import { first, mark, promise, until } from './parts.ts';

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

  it('a decision of more than two seconds is acknowledged empty and answered later', async () => {
    const machine = createManualMachine(Date.now());
    const gate = promise();
    const { slack, arrived } = await open(
      async (incoming) => {
        await gate.held;
        return echo(incoming);
      },
      { machine },
    );
    const seen = slack.command(ana, talks, 'list');
    await until(() => arrived.length === 1);
    await machine.advance(1999);
    expect(slack.deliveries).toEqual([]);
    await machine.advance(1);
    await slack.settled(() => slack.deliveries.length === 1);
    expect(slack.deliveries).toMatchObject([{ outcome: 'acked' }]);
    expect(slack.seen(ana)).toEqual([]);
    gate.open();
    expect(await seen).toMatchObject([{ where: 'private', lines: ['You said: list'] }]);
  });

  it('a slow press too', async () => {
    const machine = createManualMachine(Date.now());
    const gate = promise();
    const { slack, platform, arrived } = await open(
      async (incoming) => {
        await gate.held;
        return echo(incoming);
      },
      { machine },
    );
    await platform.post(channel, plainCard('Talk 9', register), mark('copy:1'));
    const seen = slack.press(ana, first(slack.posts(talks)[0]?.buttons));
    await until(() => arrived.length === 1);
    await machine.advance(2000);
    await slack.settled(() => slack.deliveries.length === 1);
    gate.open();
    expect(await seen).toMatchObject([{ where: 'private', lines: ['You pressed'] }]);
  });

  it('a response address that is gone becomes a direct message', async () => {
    const { slack, platform } = await open(echo);
    await platform.post(channel, plainCard('Talk 9', register), mark('copy:1'));
    const before = slack.world.responseUrls;
    const set = before.set.bind(before);
    before.set = (path, link) => set(path, { ...link, uses: 5 });
    const seen = await slack.press(ana, first(slack.posts(talks)[0]?.buttons));
    expect(seen).toMatchObject([{ where: 'direct', reader: ana, lines: ['You pressed'] }]);
    forget(door, 'response-url');
  });

  it('a card that cannot be drawn is a fault: logged, and told with its reference', async () => {
    const huge = plainCard('Huge', { ...register, label: 'L'.repeat(80) });
    const { slack, log } = await open(() => whisper(huge));
    const seen = [
      ...(await slack.command(ana, talks, 'list')),
      ...(await slack.direct(ana, 'list')),
    ];
    const faults = log.filter((one) => one.event === 'slack: a fault');
    const references = faults.map(
      (one) => `Something went wrong (${String(one.facts['reference'])})`,
    );
    expect(references).toHaveLength(2);
    expect(seen.map((one) => one.lines[0])).toEqual(references);
  });

  it('a mention that cannot be answered where it was made is answered directly', async () => {
    const { slack } = await open(echo);
    slack.misbehave('chat.postEphemeral', { kind: 'error', error: 'user_not_in_channel' });
    const seen = await slack.mention(ana, talks, 'next');
    expect(seen).toMatchObject([{ where: 'direct', reader: ana, lines: ['You said: next'] }]);
  });

  const withChart: Card = {
    ...plainCard('You pressed'),
    blocks: [{ kind: 'chart', chart: oneLine, numbers: [['X: 2,505,739']] }],
  };

  it.each([
    ['card', echo],
    ['chart, which has other shapes', () => redraw(withChart)],
  ])(
    'a response address that hangs is given up after ten seconds for a direct message: a %s',
    async (_, answer) => {
      const machine = createManualMachine(Date.now());
      const hung = promise();
      const { slack, platform } = await open(answer, { machine });
      slack.misbehave('response_url', { kind: 'wait', until: hung.held });
      await platform.post(channel, plainCard('Talk 9', register), mark('copy:1'));
      const seen = slack.press(ana, first(slack.posts(talks)[0]?.buttons));
      await until(() => slack.deliveries.length === 1);
      await machine.advance(10_000);
      const lines = expect.arrayContaining(['You pressed']);
      expect(await seen).toMatchObject([{ where: 'direct', lines }]);
      hung.open();
      await until(() => slack.seen(ana).filter((one) => one.where !== 'channel').length === 2);
    },
  );

  it('a held-back answer to a mention is sent when Slack lets it', async () => {
    const { slack } = await open(echo);
    slack.misbehave('chat.postEphemeral', { kind: 'rate-limited', retryAfter: 1 });
    expect(await slack.mention(ana, talks, 'next')).toMatchObject([{ lines: ['You said: next'] }]);
  });

  it('stopping waits for what is under way, and takes in nothing new', async () => {
    const gate = promise();
    const { slack, platform, arrived } = await open(async (incoming) => {
      await gate.held;
      return echo(incoming);
    });
    const seen = slack.command(ana, talks, 'list');
    await until(() => arrived.length === 1);
    const stopped = platform.stop();
    expect(platform.troubles()).toEqual(['Slack is stopping']);
    gate.open();
    expect(await seen).toMatchObject([{ lines: ['You said: list'] }]);
    await stopped;
    expect(slack.socket.open()).toBe(0);
    await slack.direct(ana, 'too late', { ...NOTHING_EXPECTED });
    expect(arrived).toHaveLength(1);
    forget(door, 'unreachable', 'refused');
  });
});
