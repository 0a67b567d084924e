// The Home tab end to end over both transports: drawn when it is opened, pressed in, drawn again when something was decided, and what Slack may answer.
import { afterEach, describe, expect, it } from 'vitest';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { openForm, type Reply, whisper } from '../../../src/chat/reply.ts';
import type { Account } from '../../../src/kernel/account.ts';
import { NOTHING_EXPECTED } from '../../support/slack/index.ts';
import { cancel, plainCard, register } from './cards.ts';
import { type Door, type DoorOptions, forget, openDoor, transports } from './door.ts';
import { first, until } from './parts.ts';

const ana = 'U01ANA';
const team = 'T01ACME';
const hers: Account = { platform: 'slack', workspace: team, user: ana };

describe.each(transports)('over %s', (transport) => {
  let door: Door;
  let seats: number;
  afterEach(async () => {
    await door.close();
    expect(door.slack.faults).toEqual([]);
  });
  /** A page of so many seats; `register` takes one more. */
  const bot = (incoming: Incoming): Reply => {
    if (incoming.kind === 'visit')
      return whisper(
        seats === 0 ? plainCard('No seat', register) : plainCard(`${seats} seats`, cancel),
      );
    if (incoming.kind === 'press' && incoming.action.ok) {
      if (incoming.action.value.verb === 'cancel') return whisper(plainCard('Give it up?', cancel));
      seats += 1;
      door.platform.changed(incoming.account);
    }
    return whisper(plainCard('You have a seat in talk 9.', cancel));
  };
  const open = async (options?: DoorOptions, answer = bot): Promise<Door> => {
    seats = 0;
    door = await openDoor(transport, answer, options);
    return door;
  };
  const home = () => door.slack.in(team).views(ana).home;
  const pageOf = (user = ana) =>
    door.slack
      .seen(user)
      .filter(({ where }) => where === 'page')
      .at(-1)?.lines;
  const publishes = () => door.slack.calls.filter(({ method }) => method === 'views.publish');

  it('is that person’s own page, drawn when they open it; the other tab draws nothing', async () => {
    const { slack, arrived, platform } = await open();
    await slack.openHome(ana, 'messages', NOTHING_EXPECTED);
    expect(arrived).toEqual([]);
    expect(platform.openPages()).toBe(0);
    const [page] = await slack.openHome(ana);
    expect(page).toMatchObject({ where: 'page', reader: ana, lines: ['No seat'] });
    expect(page?.buttons.map(({ label }) => label)).toEqual(['Register']);
    expect(arrived).toMatchObject([
      { kind: 'visit', account: hers, speaker: 'person', place: { kind: 'direct' }, event: false },
    ]);
    expect(platform.openPages()).toBe(1);
  });

  it('is not drawn again when it is opened again and nothing was decided', async () => {
    const { slack, arrived } = await open();
    await slack.openHome(ana);
    await slack.openHome(ana, 'home', NOTHING_EXPECTED);
    await until(() => arrived.length === 2);
    seats = 2;
    await slack.openHome(ana);
    await until(() => pageOf()?.[0] === '2 seats');
    expect(publishes()).toHaveLength(2);
  });

  it('takes presses: the answer comes in a window, and the page below it is true', async () => {
    const { slack, arrived } = await open();
    const [page] = await slack.openHome(ana);
    await slack.press(ana, first(page?.buttons));
    await until(() => pageOf()?.[0] === '1 seats');
    const windows = () => slack.seen(ana).filter(({ where }) => where === 'window');
    await until(() => windows().length > 0);
    expect(windows()).toMatchObject([{ lines: ['You have a seat in talk 9.'] }]);
    const press = arrived.find(({ kind }) => kind === 'press');
    expect(press).toMatchObject({ account: hers, place: { kind: 'direct' }, pressed: undefined });
    expect(slack.calls.map(({ method }) => method)).not.toContain('chat.postMessage');
  });

  it('asks in a window what must be asked, and changes nothing', async () => {
    const { slack } = await open();
    seats = 1;
    const [page] = await slack.openHome(ana);
    const [asked] = await slack.press(ana, first(page?.buttons));
    expect(asked).toMatchObject({ where: 'window', lines: ['Give it up?'] });
    expect(publishes()).toHaveLength(1);
  });

  it('opens forms', async () => {
    const instead = plainCard('Which talk?');
    const { slack } = await open({}, (incoming) =>
      incoming.kind === 'visit'
        ? bot(incoming)
        : openForm(
            {
              id: { form: 'choose-talk' },
              language: 'en',
              title: 'Which talk?',
              submit: 'Register',
              intro: [],
              fields: [{ kind: 'line', key: 'talk', label: 'Talk', required: true }],
            },
            instead,
          ),
    );
    const [page] = await slack.openHome(ana);
    const [form] = await slack.press(ana, first(page?.buttons));
    expect(form).toMatchObject({ where: 'window', form: { title: 'Which talk?' } });
  });

  it('takes a press in a page that an earlier run of the program drew', async () => {
    const { slack } = await open();
    const [page] = await slack.openHome(ana);
    await door.restart();
    expect(door.platform.openPages()).toBe(0);
    await slack.press(ana, first(page?.buttons));
    await until(() => pageOf()?.[0] === '1 seats');
    expect(door.platform.openPages()).toBe(1);
  });

  it('follows a deed that was done elsewhere', async () => {
    const { slack, platform } = await open();
    await slack.openHome(ana);
    seats = 3;
    platform.changed(hers);
    await until(() => pageOf()?.[0] === '3 seats');
    expect(publishes()[1]?.args).toMatchObject({ user_id: ana });
  });

  it('where another program drew it since, is drawn again from what is true now', async () => {
    const { slack, platform } = await open();
    await slack.openHome(ana);
    // Slack's own word for what stands there is no longer ours.
    const stands = home();
    if (stands) stands.hash = 'another';
    seats = 4;
    platform.changed(hers);
    await until(() => pageOf()?.[0] === '4 seats');
    const [, guarded, over] = publishes();
    expect(guarded?.args).toHaveProperty('hash');
    expect(over?.args).not.toHaveProperty('hash');
  });

  it('waits as long as Slack says, and is drawn then', async () => {
    const { slack } = await open();
    slack.misbehave('views.publish', { kind: 'rate-limited', retryAfter: 1 });
    await slack.openHome(ana, 'home', NOTHING_EXPECTED);
    await until(() => pageOf()?.[0] === 'No seat');
    expect(publishes()).toHaveLength(2);
    expect(door.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('without a Home tab says so once to the operator', async () => {
    const { slack, platform, log } = await open({ slack: { homeTab: false } });
    for (const times of [1, 2, 3]) {
      await slack.openHome(ana, 'home', NOTHING_EXPECTED);
      await until(() => publishes().length === times && platform.openPages() === 0);
    }
    expect(log.filter(({ event }) => event.includes('no Home tab'))).toHaveLength(1);
  });

  it('is tried again where Slack does not answer, and not where it refuses', async () => {
    const { slack, platform, log } = await open();
    slack.misbehave('views.publish', { kind: 'server-error' });
    await slack.openHome(ana, 'home', NOTHING_EXPECTED);
    await until(() => pageOf()?.[0] === 'No seat');
    slack.misbehave('views.publish', { kind: 'error', error: 'internal_kind_of_error' });
    seats = 1;
    platform.changed(hers);
    await until(() => log.some(({ event }) => event === 'slack: a Home tab was not drawn'));
    expect(platform.openPages()).toBe(0);
    await slack.openHome(ana);
    expect(pageOf()).toEqual(['1 seats']);
    forget(door, 'view');
  });
});
