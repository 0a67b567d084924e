// Every kind of payload that says something to us, and what it becomes.
import { describe, expect, it } from 'vitest';
import {
  type CommandPayload,
  type EventPayload,
  type PressPayload,
  parseCommand,
  parseEvent,
  parsePress,
  parseUserChange,
  type UserChangePayload,
} from '../../../src/platforms/slack/parse.ts';

const self = { team: 'T01ACME', botUser: 'U0BOT', botId: 'B0BOT' };
const account = { platform: 'slack', workspace: 'T01ACME', user: 'U01ANA' };
const place = (channel: string, kind: 'channel' | 'direct') => ({
  conversation: { platform: 'slack', workspace: 'T01ACME', channel },
  kind,
});

describe('a slash command', () => {
  const payload: CommandPayload = {
    team_id: 'T01ACME',
    user_id: 'U01ANA',
    channel_id: 'C01TALKS',
    text: ' give 9 <@U02BEN|ben> ',
    trigger_id: '97.86.01',
  };
  it('is words in a channel', () => {
    expect(parseCommand(payload, self)).toEqual({
      kind: 'words',
      account,
      speaker: 'person',
      place: place('C01TALKS', 'channel'),
      delivery: 'slack:T01ACME:command:97.86.01',
      event: false,
      text: ['give 9 ', { kind: 'person', account: { ...account, user: 'U02BEN' }, name: 'ben' }],
    });
  });
  it('in a direct conversation is said there', () => {
    expect(parseCommand({ ...payload, channel_id: 'D01ANA' }, self).place).toEqual(
      place('D01ANA', 'direct'),
    );
  });
  it('of another workspace is a stranger’s', () => {
    expect(parseCommand({ ...payload, team_id: 'T02' }, self)).toMatchObject({
      speaker: 'stranger',
      account: { ...account, workspace: 'T02' },
      place: place('C01TALKS', 'channel'),
      delivery: 'slack:T01ACME:command:97.86.01',
    });
  });
  it('without words is the bare command', () => {
    const { text: _, ...bare } = payload;
    expect(parseCommand(bare, self).text).toEqual([]);
  });
});

describe('a press', () => {
  const payload: PressPayload = {
    team: { id: 'T01ACME' },
    user: { id: 'U01ANA', team_id: 'T01ACME' },
    channel: { id: 'C01TALKS' },
    container: { message_ts: '1795691000.000100', channel_id: 'C01TALKS', is_ephemeral: false },
    actions: [
      { action_id: '1:register:k3f9a1', action_ts: '1795691234.567890', block_id: 'copy:1~0~3' },
    ],
  };
  it('of a shared card names the card', () => {
    expect(parsePress(payload, self)).toEqual({
      kind: 'press',
      account,
      speaker: 'person',
      place: place('C01TALKS', 'channel'),
      delivery: 'slack:T01ACME:press:U01ANA:1795691000.000100:1795691234.567890',
      event: false,
      action: { ok: true, value: { verb: 'register', talk: 'k3f9a1' } },
      pressed: '1795691000.000100',
    });
  });
  it('of an ephemeral card names none', () => {
    const ephemeral = { ...payload, container: { ...payload.container, is_ephemeral: true } };
    expect(parsePress(ephemeral, self)).toMatchObject({
      pressed: undefined,
      place: place('C01TALKS', 'channel'),
    });
  });
  it('of a direct message names none', () => {
    const direct = { ...payload, channel: { id: 'D01ANA' } };
    expect(parsePress(direct, self)).toMatchObject({
      pressed: undefined,
      place: place('D01ANA', 'direct'),
    });
  });
  it('in a view has no channel', () => {
    const { channel: _, ...rest } = payload;
    const view = { ...rest, container: { view_id: 'V1' } };
    expect(parsePress(view, self)).toMatchObject({
      pressed: undefined,
      place: place('', 'direct'),
      delivery: 'slack:T01ACME:press:U01ANA:V1:1795691234.567890',
    });
  });
  it('by somebody of another workspace is a stranger’s', () => {
    const foreign = { ...payload, user: { id: 'U09', team_id: 'T02' } };
    expect(parsePress(foreign, self)).toMatchObject({
      speaker: 'stranger',
      account: { platform: 'slack', workspace: 'T02', user: 'U09' },
    });
  });
  it.each([
    ['0:register:k3f9a1', 'old'],
    ['seat.take', 'malformed'],
  ])('with the action %s is %s', (action_id, refusal) => {
    const odd = { ...payload, actions: [{ action_id, action_ts: '1' }] };
    expect(parsePress(odd, self).action).toEqual({ ok: false, refusal });
  });
  it('without an action is a fault', () => {
    expect(() => parsePress({ ...payload, actions: [] }, self)).toThrow('without an action');
  });
});

describe('an event', () => {
  const mention: EventPayload = {
    event_id: 'Ev02',
    event: {
      type: 'app_mention',
      user: 'U01ANA',
      team: 'T01ACME',
      text: '<@U0BOT> next',
      channel: 'C01TALKS',
    },
  };
  const direct: EventPayload = {
    event_id: 'Ev03',
    event: {
      type: 'message',
      user: 'U01ANA',
      team: 'T01ACME',
      text: 'mine',
      channel: 'D01ANA',
      channel_type: 'im',
    },
  };
  const altered = (
    payload: EventPayload,
    change: Partial<EventPayload['event']>,
  ): EventPayload => ({
    ...payload,
    event: { ...payload.event, ...change },
  });

  it('that mentions us is words without our name', () => {
    expect(parseEvent(mention, self)).toEqual({
      kind: 'words',
      account,
      speaker: 'person',
      place: place('C01TALKS', 'channel'),
      delivery: 'slack:T01ACME:event:Ev02',
      event: true,
      text: ['next'],
    });
  });
  it('that is a direct message is words in it', () => {
    expect(parseEvent(direct, self)).toMatchObject({
      text: ['mine'],
      place: place('D01ANA', 'direct'),
      event: true,
    });
  });
  it('of another bot that mentions us is a bot’s', () => {
    expect(parseEvent(altered(mention, { bot_id: 'B07' }), self)).toMatchObject({ speaker: 'bot' });
  });
  it.each([
    ['user_team', { user_team: 'T02' }],
    ['team', { team: 'T02' }],
  ])('from another workspace (%s) is a stranger’s', (_, change) => {
    expect(parseEvent(altered(mention, change), self)).toMatchObject({
      speaker: 'stranger',
      account: { workspace: 'T02' },
    });
  });
  it.each<readonly [string, EventPayload]>([
    ['our own mention', altered(mention, { user: 'U0BOT' })],
    ['our own direct message', altered(direct, { bot_id: 'B0BOT', user: 'U0BOT' })],
    ['another bot’s direct message', altered(direct, { bot_id: 'B07' })],
    ['Slackbot’s', altered(direct, { user: 'USLACKBOT' })],
    ['an edit', altered(direct, { subtype: 'message_changed' })],
    ['a message of a channel', altered(direct, { channel: 'C01TALKS', channel_type: 'channel' })],
    [
      'a mention in a direct conversation, which comes as a message too',
      altered(mention, { channel: 'D01ANA' }),
    ],
    ['something else', altered(mention, { type: 'reaction_added' })],
  ])('is dropped: %s', (_, payload) => {
    expect(parseEvent(payload, self)).toBeUndefined();
  });
  it('without a user is dropped', () => {
    const { user: _, ...event } = mention.event;
    expect(parseEvent({ ...mention, event }, self)).toBeUndefined();
  });
});

describe('a change of a person', () => {
  const change = (user: object, event_ts = '1795691500.124850'): UserChangePayload =>
    ({ event: { type: 'user_change', user, event_ts } }) as unknown as UserChangePayload;
  const account = { platform: 'slack', workspace: 'T01ACME', user: 'U02BEN' };

  it.each([
    ['that is deactivated', { id: 'U02BEN', team_id: 'T01ACME', deleted: true }, false],
    ['that is back', { id: 'U02BEN', team_id: 'T01ACME', deleted: false }, true],
    ['of which only the status changed', { id: 'U02BEN', team_id: 'T01ACME' }, true],
    ['whose workspace is not said', { id: 'U02BEN', deleted: true }, false],
  ])('tells of an account %s', (_, user, active) => {
    expect(parseUserChange(change(user), self)).toEqual({ account, active, at: 1795691500124 });
  });

  it('of another workspace, or at no instant, is nothing to us', () => {
    const there = { id: 'U02BEN', team_id: 'T02', deleted: true };
    expect(parseUserChange(change(there), self)).toBeUndefined();
    expect(parseUserChange(change({ id: 'U02BEN' }, 'soon'), self)).toBeUndefined();
  });
});
