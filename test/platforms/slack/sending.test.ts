// Messages by their keys: posted, edited, looked for; and what comes of them when Slack misbehaves.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { SendOutcome } from '../../../src/chat/platform.ts';
import { silence } from '../../../src/chat/reply.ts';
import type { Account, Conversation } from '../../../src/kernel/account.ts';
import { oneLine } from '../../drawing/charts.ts';
import type { AnswerMode } from '../../support/slack/index.ts';
import { plainCard, register, talkCard } from './cards.ts';
import { type Door, openDoor } from './door.ts';
import { realMachine } from './parts.ts';

const team = 'T01ACME';
const ana: Account = { platform: 'slack', workspace: team, user: 'U01ANA' };
const channel = (id: string): Conversation => ({ platform: 'slack', workspace: team, channel: id });
const talks = channel('C01TALKS');
const mark = (key: string, revision = 0) => ({ key, revision, pendingId: '' });

let door: Door;
beforeAll(async () => {
  door = await openDoor('Socket Mode', () => silence, { platform: { callTimeoutMs: 1_000 } });
});
afterAll(() => door.close());
afterEach(() => door.slack.behave());

const idOf = (outcome: SendOutcome): string => {
  if (outcome.kind !== 'sent') throw new Error(JSON.stringify(outcome));
  return outcome.message;
};

describe('post and edit', () => {
  it('a card stands in its channel, and is drawn again under new block ids', async () => {
    const { platform, slack } = door;
    const message = idOf(await platform.post(talks, talkCard, mark('copy:1')));
    expect(slack.posts('C01TALKS').at(-1)).toMatchObject({
      messageId: message,
      lines: [
        'Talk 9: Beyond KPIs',
        'With Ana & Co, type /icdd show 9',
        'Second line',
        '▓▓▓▓▓▓▓░░░ 33 / 45 · 4 waiting',
        'Event page <https://indico.cern.ch/event/833254>',
        'Survey',
        '1. first',
        '2. second',
        'Small print',
      ],
      fields: [
        ['When', 'Wed 10 July, 18:00 (Europe/Zurich) (2019-07-10 16:00 UTC your time)'],
        ['Where', 'Room <3179>'],
      ],
      buttons: [{ label: 'Register' }, { label: 'Cancel' }],
    });
    const edited = await platform.edit(
      talks,
      message,
      plainCard('Talk 9, changed'),
      mark('copy:1', 1),
    );
    expect(edited).toEqual({ kind: 'sent', message });
    expect(slack.posts('C01TALKS').at(-1)?.lines).toEqual(['Talk 9, changed']);
    expect(slack.faults).toEqual([]);
    expect(slack.pings).toEqual([]);
  });

  describe('a chart', () => {
    const numbers = [['X: 2,505,343 followers']] as const;
    const card = {
      ...plainCard('Followers'),
      blocks: [{ kind: 'chart', chart: oneLine, numbers }],
    } as Card;
    const refused = { kind: 'error', error: 'invalid_blocks' } as const;
    const linesOf = async (refusals: number): Promise<readonly string[]> => {
      const { platform, slack } = door;
      for (let i = 0; i < refusals; i += 1) slack.misbehave('chat.postMessage', refused);
      const outcome = await platform.post(talks, card, mark(`plot:${refusals}`));
      expect(outcome).toMatchObject({ kind: 'sent' });
      return slack.posts('C01TALKS').at(-1)?.lines ?? [];
    };

    it('stands there as Slack’s own block', async () => {
      const lines = await linesOf(0);
      expect(lines.slice(0, 2)).toEqual(['Followers', oneLine.title]);
      expect(lines[2]).toMatch(/^X: 24 Jun 2019 \d+, /);
      expect(lines.at(-1)).toBe('X: 2,505,343 followers');
    });

    it('is a table of its days where Slack does not take the block', async () => {
      const lines = await linesOf(1);
      expect(lines.slice(0, 3)).toEqual([
        'Followers',
        `As of | ${oneLine.series[0]?.name}`,
        '2 Aug 2019 | 2,505,739',
      ]);
      expect(lines.at(-2)).toBe('24 Jun 2019 | 2,500,000');
      expect(lines.at(-1)).toBe('X: 2,505,343 followers');
    });

    it('is its numbers in words where Slack does not take tables either', async () => {
      expect(await linesOf(2)).toEqual(['Followers', 'X: 2,505,343 followers']);
    });
  });

  it('a mention pings whom it names', async () => {
    const { platform, slack } = door;
    const card = plainCard('Hello');
    const mention = { kind: 'mention', account: ana, name: 'Ana' } as const;
    await platform.post(
      talks,
      { ...card, blocks: [{ kind: 'text', lines: [[mention]] }] },
      mark('ping:1'),
    );
    expect(slack.pings.at(-1)).toMatchObject({ users: ['U01ANA'] });
  });

  it.each<readonly [string, Conversation, string]>([
    ['where we are not', channel('C02RANDOM'), 'not-a-member'],
    ['where nothing is', channel('C99'), 'no-such-conversation'],
    ['where all is over', channel('C05OLD'), 'archived'],
    ['in another workspace', { ...talks, workspace: 'T02' }, 'no-such-conversation'],
  ])('%s a post is refused', async (_, conversation, why) => {
    expect(await door.platform.post(conversation, plainCard('x'), mark('k'))).toMatchObject({
      kind: 'refused',
      why,
    });
  });

  it('of a message that is gone an edit is refused', async () => {
    const outcome = await door.platform.edit(talks, '1.000001', plainCard('x'), mark('k', 1));
    expect(outcome).toMatchObject({ kind: 'refused', why: 'message-gone' });
  });

  it('a card that is too large is refused before it is sent', async () => {
    const huge = plainCard('x', { ...register, label: 'L'.repeat(80) });
    expect(await door.platform.post(talks, huge, mark('k'))).toMatchObject({
      kind: 'refused',
      why: 'other',
    });
  });
});

describe('when Slack misbehaves', () => {
  const limited = (limits: string) => ({ kind: 'later', afterMs: 7000, limits });
  it.each<readonly [string, AnswerMode, object, object]>([
    ['limits', { kind: 'rate-limited', retryAfter: 7 }, limited('channel'), limited('method')],
    ['fails', { kind: 'server-error', status: 503 }, { kind: 'unknown' }, { kind: 'unknown' }],
    ['hangs', { kind: 'hang' }, { kind: 'unknown' }, { kind: 'unknown' }],
    ['loses its answer', { kind: 'lose-reply' }, { kind: 'unknown' }, { kind: 'unknown' }],
    [
      'says fatal_error',
      { kind: 'error', error: 'fatal_error' },
      { kind: 'unknown' },
      { kind: 'unknown' },
    ],
    [
      'forbids',
      { kind: 'error', error: 'restricted_action' },
      { kind: 'refused', why: 'not-allowed' },
      { kind: 'refused', why: 'not-allowed' },
    ],
  ])('and %s: called once, and told so', async (_, mode, posted, edited) => {
    const { platform, slack } = door;
    const message = idOf(await platform.post(talks, plainCard('Steady'), mark('copy:2')));
    const calls = slack.calls.length;
    slack.misbehave('chat.postMessage', mode);
    slack.misbehave('chat.update', mode);
    expect(await platform.post(talks, plainCard('Doubtful'), mark('copy:3'))).toMatchObject(posted);
    expect(
      await platform.edit(talks, message, plainCard('Doubtful'), mark('copy:2', 1)),
    ).toMatchObject(edited);
    expect(slack.calls.slice(calls).map((call) => call.method)).toEqual([
      'chat.postMessage',
      'chat.update',
    ]);
  });
});

it('a limit on posts is the channel’s only where something was posted there just now', async () => {
  let now = 1_700_000_000_000;
  const clocked = await openDoor('Socket Mode', () => silence, {
    machine: { ...realMachine, now: () => now },
  });
  const post = async (to: string) => {
    clocked.slack.misbehave('chat.postMessage', { kind: 'rate-limited', retryAfter: 7 });
    return clocked.platform.post(channel(to), plainCard('x'), mark('k'));
  };
  expect(await post('C01TALKS')).toEqual({ kind: 'later', afterMs: 7000, limits: 'method' });
  now += 3_000;
  expect(await post('C01TALKS')).toEqual({ kind: 'later', afterMs: 7000, limits: 'channel' });
  expect(await post('D01ANA')).toEqual({ kind: 'later', afterMs: 7000, limits: 'method' });
  now += 3_001;
  expect(await post('C01TALKS')).toEqual({ kind: 'later', afterMs: 7000, limits: 'method' });
  await clocked.close();
});

describe('look', () => {
  it('finds in a direct conversation what was posted though its answer was lost', async () => {
    const { platform, slack } = door;
    const opened = await platform.openDirect(ana);
    if (opened.kind !== 'open') throw new Error(opened.kind);
    slack.misbehave('chat.postMessage', { kind: 'lose-reply' });
    expect(
      await platform.post(opened.conversation, plainCard('A seat'), mark('promoted:1')),
    ).toMatchObject({
      kind: 'unknown',
    });
    const { channel: id } = opened.conversation;
    const [post] = slack.posts(id);
    expect(await platform.look(opened.conversation, 'promoted:1', 0, true)).toEqual({
      kind: 'found',
      message: post?.messageId,
    });
    expect(await platform.look(opened.conversation, 'promoted:2', 0, true)).toEqual({
      kind: 'absent',
    });
    expect(
      await platform.look(opened.conversation, 'promoted:1', Date.now() + 60_000, true),
    ).toEqual({ kind: 'absent' });
  });

  it('looks through many messages', async () => {
    const { platform, slack } = door;
    const ben: Account = { ...ana, user: 'U02BEN' };
    const opened = await platform.openDirect(ben);
    if (opened.kind !== 'open') throw new Error(opened.kind);
    const message = idOf(
      await platform.post(opened.conversation, plainCard('First'), mark('offer:1')),
    );
    for (let n = 0; n < 250; n += 1) {
      slack.workspace.post({
        channel: opened.conversation.channel,
        author: 'U02BEN',
        text: 'hm',
        blocks: [],
      });
    }
    expect(await platform.look(opened.conversation, 'offer:1', 0, true)).toEqual({
      kind: 'found',
      message,
    });
  });

  it('cannot look into channels', async () => {
    expect(await door.platform.look(talks, 'copy:1', 0, false)).toEqual({ kind: 'cannot-look' });
  });

  it('that is limited is to be asked later', async () => {
    door.slack.misbehave('conversations.history', { kind: 'rate-limited', retryAfter: 9 });
    expect(await door.platform.look(channel('D01ANA'), 'k', 0, true)).toEqual({
      kind: 'later',
      afterMs: 9000,
      limits: 'method',
    });
  });

  it('that gets no answer is to be asked again', async () => {
    door.slack.misbehave('conversations.history', { kind: 'server-error' });
    expect(await door.platform.look(channel('D01ANA'), 'k', 0, true)).toMatchObject({
      kind: 'unknown',
    });
  });
});

describe('people', () => {
  it('a direct conversation is opened once and remembered', async () => {
    const { platform, slack } = door;
    const cho: Account = { ...ana, user: 'U03CHO' };
    const conversation = channel('D03CHO');
    expect(await platform.openDirect(cho)).toEqual({ kind: 'open', conversation });
    expect(await platform.openDirect(cho)).toEqual({ kind: 'open', conversation });
    const opened = slack.calls.filter(
      (c) => c.method === 'conversations.open' && c.args['users'] === 'U03CHO',
    );
    expect(opened).toHaveLength(1);
  });

  it('nobody, and somebody of another workspace, cannot be written to', async () => {
    const { platform } = door;
    expect(await platform.openDirect({ ...ana, user: 'U99' })).toMatchObject({
      kind: 'refused',
      why: 'person-gone',
    });
    expect(await platform.openDirect({ ...ana, workspace: 'T02' })).toMatchObject({
      kind: 'refused',
      why: 'person-gone',
    });
    door.slack.misbehave('conversations.open', { kind: 'rate-limited', retryAfter: 2 });
    expect(await platform.openDirect({ ...ana, user: 'U04DAN' })).toEqual({
      kind: 'later',
      afterMs: 2000,
      limits: 'method',
    });
  });

  it('are described as Slack describes them', async () => {
    const { platform, slack } = door;
    expect(await platform.describe(ana)).toEqual({
      name: 'ana',
      locale: 'en-GB',
      zone: 'Europe/Lisbon',
      bot: false,
    });
    expect(await platform.describe({ ...ana, user: 'U99' })).toBe('nobody');
    expect(await platform.describe({ ...ana, workspace: 'T02' })).toBeUndefined();
    slack.misbehave('users.info', { kind: 'hang' });
    expect(await platform.describe(ana)).toBeUndefined();
  });
});

it('a token that dies is a trouble, and what it could not send is not refused', async () => {
  const { platform, slack } = door;
  slack.misbehave('chat.postMessage', { kind: 'error', error: 'token_revoked' });
  expect(await platform.post(talks, plainCard('x'), mark('k'))).toEqual({
    kind: 'not-begun',
    detail: 'token_revoked',
  });
  expect(platform.troubles()).toEqual(['Slack: the bot token is refused (token_revoked)']);
});
