// Commands, clicks and posts against the stand-in server.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { redraw, silence, whisper } from '../../../src/chat/reply.ts';
import { cardWithButtons, createHarness, type Harness, mark, talk, until } from './harness.ts';

let harness: Harness;

describe.each(['current', 'old'] as const)('on a %s server', (profile) => {
  beforeEach(async () => {
    harness = await createHarness({ server: { profile } });
    await harness.start();
  });

  afterEach(async () => {
    await harness.close();
    harness.chat.assertFaultless();
    expect(harness.chat.pings).toEqual([]);
    vi.restoreAllMocks();
  });

  describe('a slash command', () => {
    test('is answered to its person alone, with real buttons', async () => {
      harness.reply = () => whisper(cardWithButtons());
      const outcome = await harness.chat.command('ana', 'town-square', 'register 9');
      expect(outcome.ok).toBe(true);
      const seen = harness.chat.seen('ana').at(-1);
      expect(seen).toMatchObject({ where: 'private', lines: ['Seats', 'Give it up?'] });
      expect(seen?.buttons.map((b) => b.label)).toEqual(['Yes', 'Keep it']);
      expect(harness.chat.seen('ben')).toEqual([]);
      expect(harness.heard).toEqual([
        {
          kind: 'words',
          account: { platform: 'mattermost', workspace: '', user: harness.chat.user('ana').id },
          speaker: 'person',
          place: { conversation: harness.channel('town-square'), kind: 'channel' },
          delivery: expect.stringMatching(/^mattermost:command:[0-9a-f]{40}$/),
          event: false,
          text: ['register 9'],
        },
      ]);
    });

    test('names people as persons, and leaves other names as text', async () => {
      await harness.chat.command('ana', 'town-square', 'give 9 @Ben. and @nobody');
      expect(harness.heard[0]).toMatchObject({
        text: [
          'give 9 ',
          { kind: 'person', account: { user: harness.chat.user('ben').id }, name: 'ben' },
          '. and @nobody',
        ],
      });
    });

    test('in the direct channel comes from there', async () => {
      await harness.chat.command('ana', '@', 'mine');
      expect(harness.heard[0]).toMatchObject({ place: { kind: 'direct' } });
    });

    test('of a bot is told as one', async () => {
      harness.chat.addPerson({ username: 'robot', bot: true });
      const channel = harness.chat.channel('town-square');
      channel.members.add(harness.chat.user('robot').id);
      await harness.chat.command('robot', 'town-square', 'list');
      expect(harness.heard[0]).toMatchObject({ speaker: 'bot' });
    });

    test('that was answered before says nothing', async () => {
      await harness.chat.command('ana', 'town-square', 'list');
      const delivery = harness.chat.deliveries.at(-1);
      const again = delivery && (await harness.chat.replay(delivery));
      expect(again).toMatchObject({ status: 200, body: '{}' });
      expect(harness.heard).toHaveLength(1);
    });

    test('whose decision takes too long is answered by a direct message', async () => {
      harness.reply = async () => {
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        return whisper(cardWithButtons('At last'));
      };
      await harness.chat.command('ana', 'town-square', 'list');
      expect(harness.chat.seen('ana').at(-1)?.lines).toEqual([
        'This takes a moment. The answer follows as a direct message.',
      ]);
      const late = await harness.chat.settled(() =>
        harness.chat.seen('ana').find((s) => s.where === 'direct'),
      );
      expect(late.lines[0]).toBe('At last');
    });

    test('that meets a fault tells its reference', async () => {
      harness.reply = () => {
        throw new Error('broken');
      };
      await harness.chat.command('ben', 'town-square', 'list');
      const fault = harness.lines.find((l) => l.event === 'mattermost-fault');
      expect(harness.chat.seen('ben').at(-1)?.lines[0]).toContain(
        String(fault?.facts['reference']),
      );
      expect(harness.chat.seen('ben').at(-1)?.lines[0]).toMatch(/^Un problème est survenu/);
    });
  });

  describe('a click', () => {
    test('on a post in a channel is answered as text to the presser, and names the post', async () => {
      const sent = await harness.platform.post(
        harness.channel('town-square'),
        cardWithButtons(),
        mark('announce:1'),
      );
      expect(sent.kind).toBe('sent');
      const button = harness.chat.seen('ana').at(-1)?.buttons[0];
      harness.reply = () => redraw(cardWithButtons('Sure?'));
      const outcome = await harness.chat.press('ben', button as NonNullable<typeof button>);
      expect(outcome.ok).toBe(true);
      expect(harness.heard[0]).toMatchObject({
        kind: 'press',
        speaker: 'person',
        place: { kind: 'channel' },
        action: { ok: true, value: { verb: 'give-up', talk } },
        pressed: sent.kind === 'sent' ? sent.message : '',
      });
      expect(harness.chat.seen('ben').at(-1)).toMatchObject({
        where: 'private',
        lines: ['Sure?', 'Give it up?', 'Yes: type /icdd cancel 9 yes', 'Keep it: type /icdd mine'],
        buttons: [],
      });
      expect(harness.chat.seen('ana')).toHaveLength(1);
    });

    test('on a private answer works for its person, and for nobody else', async () => {
      harness.reply = () => whisper(cardWithButtons());
      await harness.chat.command('ana', 'town-square', 'cancel 9');
      const button = harness.chat.seen('ana').at(-1)?.buttons[0];
      if (!button) throw new Error('no button');
      await harness.chat.press('ben', button);
      expect(harness.heard).toHaveLength(1);
      expect(harness.chat.seen('ben').at(-1)?.lines[0]).toMatch(/^Ce bouton a été fait pour/);
      await harness.chat.press('ana', button);
      expect(harness.heard[1]).toMatchObject({ kind: 'press', pressed: undefined });
    });

    test('answered before says nothing', async () => {
      await harness.platform.post(harness.channel('town-square'), cardWithButtons(), mark('a:1'));
      const button = harness.chat.seen('ana').at(-1)?.buttons[0];
      harness.reply = () => silence;
      const outcome = await harness.chat.press('ana', button as NonNullable<typeof button>);
      expect(outcome.ok).toBe(true);
      expect(harness.chat.seen('ana')).toHaveLength(1);
    });

    test('on a direct message is no press of a shared message', async () => {
      const opened = await harness.platform.openDirect({
        platform: 'mattermost',
        workspace: '',
        user: harness.chat.user('ana').id,
      });
      if (opened.kind !== 'open') throw new Error('not open');
      await harness.platform.post(opened.conversation, cardWithButtons(), mark('n:1'));
      const button = harness.chat.seen('ana').at(-1)?.buttons[0];
      await harness.chat.press('ana', button as NonNullable<typeof button>);
      expect(harness.heard[0]).toMatchObject({ place: { kind: 'direct' }, pressed: undefined });
    });
  });

  describe('a post', () => {
    test('in the direct channel is answered there', async () => {
      harness.reply = () => whisper(cardWithButtons('Yours'));
      const post = await harness.chat.direct('ana', '@idea-circle: give 9 @ben');
      const seen = await harness.chat.settled(() =>
        harness.chat.seen('ana').find((s) => s.lines[0] === 'Yours'),
      );
      expect(seen).toMatchObject({ where: 'direct', channel: post.channelId });
      expect(seen.buttons).toHaveLength(2);
      expect(harness.heard[0]).toMatchObject({
        kind: 'words',
        event: true,
        delivery: `mattermost:post:${post.id}`,
        place: { kind: 'direct' },
        text: ['give 9 ', { kind: 'person', account: { user: harness.chat.user('ben').id } }],
      });
    });

    test('that mentions the bot in a channel is answered in the direct channel', async () => {
      await harness.chat.mention('ben', 'town-square', 'when is the next one?');
      const seen = await harness.chat.settled(() => harness.chat.seen('ben').at(-1));
      expect(seen).toMatchObject({ where: 'direct', lines: ['Heard.'] });
      expect(harness.heard[0]).toMatchObject({
        text: ['when is the next one?'],
        place: { kind: 'channel', conversation: harness.channel('town-square') },
      });
    });

    test('of the server, of a webhook, to everybody, or of somebody to somebody else is not answered', async () => {
      const { chat } = harness;
      await chat.say('ana', 'town-square', '@channel lunch');
      await chat.say('ana', 'town-square', 'ask @ben');
      await chat.say('ana', 'town-square', '`@idea-circle list`');
      await chat.say('ana', 'town-square', '@idea-circle joined', {
        type: 'system_add_to_channel',
      });
      await chat.say('ana', '@', 'list', { props: { from_webhook: 'true' } });
      await chat.direct('ben', 'help');
      await until(() => harness.heard.length > 0);
      expect(harness.heard).toHaveLength(1);
      expect(harness.heard[0]).toMatchObject({ text: ['help'] });
    });

    test('with a forged mark of a bot is that of its person; of a true bot, it is answered once', async () => {
      const { chat } = harness;
      await chat.say('ana', '@', 'list', { props: { from_bot: 'true' } });
      await until(() => harness.heard.length === 1);
      expect(harness.heard[0]).toMatchObject({ speaker: 'person' });
      chat.addPerson({ username: 'robot', bot: true });
      await chat.direct('robot', 'hello');
      await until(() => harness.heard.length === 2);
      await chat.direct('robot', 'hello again');
      await chat.direct('ana', 'mine');
      await until(() => harness.heard.length === 3);
      expect(harness.heard.map((h) => h.speaker)).toEqual(['person', 'bot', 'person']);
    });

    test('delivered again is answered once; those of one channel in their order', async () => {
      const { chat } = harness;
      const post = await chat.direct('ana', 'one');
      void chat.direct('ana', 'two');
      void chat.direct('ana', 'three');
      chat.deliverAgain(post.id);
      await until(() => harness.heard.length >= 3);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const texts = harness.heard.flatMap((h) => (h.kind === 'words' ? h.text : []));
      expect(texts).toEqual(['one', 'two', 'three']);
      expect(chat.posts().filter((p) => p.author === chat.bot.id)).toHaveLength(3);
    });

    test('in a thread of the direct channel is answered in the thread', async () => {
      const root = await harness.chat.direct('ana', 'list');
      await until(() => harness.heard.length === 1);
      await harness.chat.say('ana', '@', 'show 9', { rootId: root.id });
      const answers = await harness.chat.settled(() => {
        const own = harness.chat.posts().filter((p) => p.author === harness.chat.bot.id);
        return own.length === 2 && own;
      });
      expect(answers.map((a) => a.post.rootId)).toEqual(['', root.id]);
    });

    test('is answered although the server holds back for a while', async () => {
      harness.chat.disturb({ path: '/posts', method: 'POST', kind: 'rate-limit', retryAfter: 1 });
      await harness.chat.direct('ana', 'list');
      await harness.chat.settled(() => harness.chat.seen('ana').at(-1));
      expect(harness.chat.seen('ana').at(-1)?.lines).toEqual(['Heard.']);
    });

    test('whose answer is lost on the way is answered exactly once', async () => {
      harness.chat.disturb({ path: '/posts', method: 'POST', kind: 'lose-reply' });
      await harness.chat.direct('ana', 'list');
      await until(
        () =>
          harness.chat.calls.filter((c) => c.path.endsWith('/posts') && c.method === 'POST')
            .length >= 2,
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(harness.chat.posts().filter((p) => p.author === harness.chat.bot.id)).toHaveLength(1);
    });

    test('that meets a fault tells its reference', async () => {
      harness.reply = () => Promise.reject(new Error('broken'));
      await harness.chat.direct('ana', 'list');
      const seen = await harness.chat.settled(() =>
        harness.chat.seen('ana').find((s) => s.lines[0]?.startsWith('Something went wrong')),
      );
      expect(seen.where).toBe('direct');
    });
  });

  test('it says who it is', () => {
    expect(harness.platform.workspace()).toBe('');
    expect(harness.platform.door()).toBe(`Mattermost ${harness.chat.url} (@idea-circle)`);
    expect(harness.platform.command).toBe('/icdd');
    expect(harness.platform.troubles()).toEqual([]);
    expect(harness.platform.editsPerMinute).toBeUndefined();
  });

  test('it describes people', async () => {
    const of = (name: string) =>
      harness.platform.describe({
        platform: 'mattermost',
        workspace: '',
        user: harness.chat.user(name).id,
      });
    expect(await of('ben')).toEqual({
      name: 'Ben Roy',
      locale: 'fr',
      zone: 'Europe/Paris',
      bot: false,
    });
    expect(await of('idea-circle')).toMatchObject({ bot: true });
    harness.chat.changeUser('ben', { locale: 'en' });
    await until(() => true);
    await vi.waitFor(async () => expect(await of('ben')).toMatchObject({ locale: 'en' }));
    expect(
      await harness.platform.describe({
        platform: 'mattermost',
        workspace: '',
        user: 'x'.repeat(26),
      }),
    ).toBe('nobody');
  });

  test('what is under way at the stop is answered', async () => {
    harness.reply = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return whisper(cardWithButtons('Still'));
    };
    const typed = harness.chat.command('ana', 'town-square', 'list');
    await until(() => harness.heard.length === 1);
    await harness.platform.stop();
    await typed;
    expect(harness.chat.seen('ana').at(-1)?.lines[0]).toBe('Still');
  });

  test('after the stop it says that it is not ready, and hears nothing', async () => {
    await harness.platform.stop();
    await harness.chat.command('ana', 'town-square', 'list');
    expect(harness.chat.seen('ana').at(-1)?.lines[0]).toMatch(/^I am just starting or stopping/);
    await harness.chat.direct('ana', 'list');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(harness.heard).toEqual([]);
    expect(harness.chat.connected()).toBe(0);
  });
});
