// The conversation behind the page: who is told what, live, after a gap, after a restart; and the port that the bot posts through.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/chat/incoming.ts';
import { redraw, silence, whisper } from '../../../src/chat/reply.ts';
import { listen } from './listening.ts';
import { goneCard, listCard, seatCard, talkCard } from './sample.ts';
import { bareMinimumPage, type Running, runWeb } from './support.ts';

let running: Running;
let pageDirectory: string;
const general = { platform: 'web', workspace: '', channel: 'general' } as const;
const mark = (key: string) => ({ key, revision: 0, pendingId: 'p' });

beforeAll(async () => {
  pageDirectory = await bareMinimumPage();
});

beforeEach(async () => {
  running = await runWeb({ pageDirectory });
  return () => running.stop();
});

describe('typed words', () => {
  it('a slash command: answered to the one who typed, invisible to others', async () => {
    running.answer = () => whisper(listCard);
    const [ana, ben] = [await listen(running.address, 'ana'), await listen(running.address, 'ben')];
    await running.say('/web/words', { person: 'ana', channel: 'general', text: '/icdd list' });
    await running.say('/web/words', { person: 'ana', channel: 'general', text: 'done' });
    await ben.until(() => ben.posts().length === 1);
    await ana.until(() => ana.posts().length === 3);
    expect(ana.posts().map((p) => [p.author, p.private, p.text ?? p.card?.title.join('')])).toEqual(
      [
        ['ana', true, '/icdd list'],
        ['bot', true, 'Upcoming talks'],
        ['ana', false, 'done'],
      ],
    );
    expect(ben.posts().map((p) => p.text)).toEqual(['done']);
    expect(running.received).toHaveLength(1);
    expect(running.received[0]).toMatchObject({
      kind: 'words',
      account: { platform: 'web', workspace: '', user: 'ana' },
      speaker: 'person',
      place: { conversation: general, kind: 'channel' },
      event: false,
      text: ['list'],
    });
  });

  it('a mention: seen by all, answered privately', async () => {
    running.answer = () => whisper(listCard);
    const ben = await listen(running.address, 'ben');
    await running.say('/web/words', { person: 'ana', channel: 'general', text: '@bot list' });
    await ben.until(() => ben.posts().length === 1);
    expect(ben.posts()[0]).toMatchObject({ text: '@bot list', private: false });
    expect(running.memory.posts.map((p) => p.reader)).toEqual(['', 'ana']);
  });

  it('in the direct conversation every text is for the bot, and nobody else sees it', async () => {
    running.answer = () => whisper(listCard);
    const asked = { person: 'cleo', channel: 'direct-cleo', text: 'donne 9 @ben' };
    await running.say('/web/words', asked);
    expect(running.received[0]?.place.kind).toBe('direct');
    const words = running.received[0];
    expect(words?.kind === 'words' && wordsOf(words.text)).toBe('donne 9 @Ben');
    const ben = await listen(running.address, 'ben');
    expect(ben.posts()).toEqual([]);
  });

  it('a request sent twice, even at once, is answered once', async () => {
    running.answer = () => whisper(listCard);
    const request = crypto.randomUUID();
    const asked = { person: 'ana', channel: 'general', text: '/icdd list', request };
    const answers = await Promise.all([1, 2, 3].map(() => running.say('/web/words', asked)));
    await running.say('/web/words', asked);
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200]);
    expect(running.received.map((r) => r.delivery)).toEqual([`web:${request}`]);
    expect(running.memory.posts).toHaveLength(2);
  });

  it.each(['hello', '/icdd list'])(
    'sent again to a restarted program it is neither said nor answered twice: %s',
    async (text) => {
      const asked = { person: 'ana', channel: 'general', text, request: crypto.randomUUID() };
      running.answer = () => whisper(listCard);
      await running.say('/web/words', asked);
      const before = structuredClone(running.memory.posts);
      const again = await runWeb({ pageDirectory, memory: running.memory });
      again.answer = () => whisper(listCard);
      await again.say('/web/words', asked);
      await again.stop();
      expect(running.memory.posts).toEqual(before);
    },
  );

  it.each([
    ['ana', 'general', 'There is no such command here. Nothing was posted.'],
    ['ana', 'direct-ana', 'There is no such command here. Nothing was posted.'],
    ['cleo', 'general', 'Cette commande n’existe pas ici. Rien n’a été publié.'],
  ])('with a slip in the command is not posted: %s in %s', async (person, channel, sentence) => {
    const refused = await running.say('/web/words', { person, channel, text: '/idcc cancel 9' });
    expect([refused.status, refused.body['sentence']]).toEqual([400, sentence]);
    expect(running.memory.posts).toEqual([]);
    expect(running.received).toEqual([]);
  });

  it('sent again after a restart that took its answer away, it is answered', async () => {
    const asked = {
      person: 'ana',
      channel: 'general',
      text: '/icdd list',
      request: crypto.randomUUID(),
    };
    running.answer = () => {
      throw new Error('killed');
    };
    expect((await running.say('/web/words', asked)).status).toBe(500);
    running.answer = () => whisper(listCard);
    expect((await running.say('/web/words', asked)).status).toBe(200);
    expect(running.memory.posts.map((p) => p.author)).toEqual(['ana', 'bot']);
  });
});

describe('presses', () => {
  it('on a shared card: named as pressed, answered privately', async () => {
    running.answer = () => whisper(seatCard);
    const message = await running.post(talkCard(33), 'a-1');
    await running.say('/web/press', { person: 'ana', message, action: '1:register:talk9' });
    expect(running.received[0]).toMatchObject({
      kind: 'press',
      action: { ok: true, value: { verb: 'register', talk: 'talk9' } },
      pressed: message,
      event: false,
    });
    expect(running.memory.posts.map((p) => [p.author, p.reader])).toEqual([
      ['bot', ''],
      ['bot', 'ana'],
    ]);
  });

  it('on a private card: the redraw takes its place', async () => {
    running.answer = (incoming) =>
      incoming.kind === 'press' ? redraw(goneCard) : whisper(seatCard);
    await running.say('/web/words', {
      person: 'ana',
      channel: 'general',
      text: '/icdd register 9',
    });
    const card = running.memory.posts[1];
    const asked = { person: 'ana', message: card?.id, action: '1:cancel:talk9' };
    await running.say('/web/press', asked);
    expect(running.received[1]).toMatchObject({ pressed: undefined });
    expect(running.memory.posts).toHaveLength(2);
    expect(running.memory.posts[1]?.body).toBe(JSON.stringify(goneCard));
  });

  it('of an older version: passed on, for a polite sentence', async () => {
    const message = await running.post(talkCard(33), 'a-1');
    await running.say('/web/press', { person: 'ana', message, action: '0:register:talk9' });
    expect(running.received[0]).toMatchObject({ action: { ok: false, refusal: 'old' } });
  });

  it('with nothing to say: nothing is posted', async () => {
    running.answer = () => silence;
    const message = await running.post(talkCard(33), 'a-1');
    await running.say('/web/press', { person: 'ana', message, action: '1:list' });
    expect(running.memory.posts).toHaveLength(1);
  });
});

describe('the live line', () => {
  it('resumes after the last version seen: what was changed meanwhile, and nothing else', async () => {
    const message = await running.post(talkCard(33), 'a-1');
    await running.post(seatCard, 'a-2');
    const first = await listen(running.address, 'ana');
    expect(first.told.filter((t) => t.event === 'post').map((t) => t.id)).toEqual(['1', '2']);
    first.close();
    await running.web.edit(general, message, talkCard(34), mark('a-1'));
    const second = await listen(running.address, 'ana', { 'last-event-id': '2' });
    expect(second.posts().map((p) => [p.id, p.version])).toEqual([[1, 3]]);
    const byQuery = await listen(running.address, 'ana', {}, '&since=2');
    expect(byQuery.posts()).toEqual(second.posts());
    const upToDate = await listen(running.address, 'ana', { 'last-event-id': '3' });
    expect(upToDate.posts()).toEqual([]);
  });

  it('two windows see the same change, in the order of versions', async () => {
    const message = await running.post(talkCard(0), 'a-1');
    const windows = await Promise.all(['ana', 'ben'].map((p) => listen(running.address, p)));
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        running.web.edit(general, message, talkCard(i + 1), mark('a-1')),
      ),
    );
    for (const window of windows) {
      await window.until((told) => told.some((t) => t.id === '31'));
      const ids = window.told.filter((t) => t.event === 'post').map((t) => Number(t.id));
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
    }
  });

  it('tells of what another program on the same memory posts', async () => {
    const window = await listen(running.address, 'ana');
    const other = await runWeb({ pageDirectory, memory: running.memory });
    await other.post(talkCard(33), 'a-1');
    await window.until(() => window.posts().length === 1);
    await other.stop();
  });

  it('a restart of the program keeps the conversation', async () => {
    running.answer = () => whisper(listCard);
    await running.say('/web/words', { person: 'ana', channel: 'general', text: '/icdd list' });
    const before = (await listen(running.address, 'ana')).posts();
    const again = await runWeb({ pageDirectory, memory: running.memory });
    expect((await listen(again.address, 'ana')).posts()).toEqual(before);
    await again.stop();
  });

  it('a jump moves the clock in every window', async () => {
    const window = await listen(running.address, 'ben');
    await running.say('/web/jump', { person: 'ana', to: 'digest' });
    await window.until((told) =>
      told.some(
        (t) =>
          t.event === 'clock' && t.data['now'] === Date.UTC(2019, 6, 9, 7, 0) && !t.data['jumping'],
      ),
    );
    expect(window.told.some((t) => t.event === 'clock' && t.data['jumping'] === true)).toBe(true);
    const nothing = await running.say('/web/jump', { person: 'ana', to: 'digest' });
    expect(nothing.status).toBe(409);
  });

  it('starting again empties every window, and a window that was away is told so', async () => {
    await running.post(talkCard(33), 'a-1');
    await running.post(seatCard, 'a-2');
    const window = await listen(running.address, 'ben');
    const epoch = window.told[0]?.data['epoch'];
    await running.say('/web/restart', { person: 'ana' });
    await window.until((told) => told.some((t) => t.event === 'reset'));
    expect(window.told.find((t) => t.event === 'reset')?.data['epoch']).not.toBe(epoch);
    await running.post(listCard, 'a-3');
    await window.until(() => window.posts().length === 3);
    expect(window.posts()[2]).toMatchObject({ id: 1, version: 1 });
    const away = await listen(running.address, 'ana', {}, `&since=1&epoch=${epoch}`);
    expect(away.told[0]?.event).toBe('reset');
    expect(away.posts()).toHaveLength(1);
    const ahead = await listen(running.address, 'ana', { 'last-event-id': '900' });
    expect(ahead.told[0]?.event).toBe('reset');
  });
});

describe('the port', () => {
  it('posts a key once, finds it, edits it, and says when it is gone', async () => {
    const { web } = running;
    expect(await web.post(general, talkCard(33), mark('a-1'))).toEqual({
      kind: 'sent',
      message: '1',
    });
    expect(await web.post(general, talkCard(34), mark('a-1'))).toEqual({
      kind: 'sent',
      message: '1',
    });
    expect(await web.look(general, 'a-1', 0, false)).toEqual({ kind: 'found', message: '1' });
    expect(await web.look(general, 'a-2', 0, false)).toEqual({ kind: 'absent' });
    expect(await web.edit(general, '1', talkCard(40), mark('a-1'))).toEqual({
      kind: 'sent',
      message: '1',
    });
    expect(running.memory.posts.map((p) => p.body)).toEqual([JSON.stringify(talkCard(40))]);
    for (const message of ['7', 'x', '']) {
      expect(await web.edit(general, message, talkCard(1), mark('a-1'))).toMatchObject({
        kind: 'refused',
        why: 'message-gone',
      });
    }
  });

  it('opens a person’s own conversation, which they alone read', async () => {
    const { web } = running;
    const account = { platform: 'web', workspace: '', user: 'ben' } as const;
    const conversation = { platform: 'web', workspace: '', channel: 'direct-ben' } as const;
    expect(await web.openDirect(account)).toEqual({ kind: 'open', conversation });
    await web.post(conversation, seatCard, mark('n-1'));
    expect(running.memory.posts[0]?.reader).toBe('ben');
    expect((await listen(running.address, 'ana')).posts()).toEqual([]);
    expect((await listen(running.address, 'ben')).posts()).toHaveLength(1);
    expect(await web.openDirect({ ...account, user: 'zoe' })).toMatchObject({ why: 'person-gone' });
    expect(await web.openDirect({ ...account, platform: 'mattermost' })).toMatchObject({
      why: 'person-gone',
    });
    expect(
      await web.post({ ...general, channel: 'direct-zoe' }, seatCard, mark('n-2')),
    ).toMatchObject({
      why: 'no-such-conversation',
    });
  });

  it('describes the people it has', async () => {
    const account = { platform: 'web', workspace: '', user: 'cleo' } as const;
    expect(await running.web.describe(account)).toEqual({
      name: 'Cléo',
      locale: 'fr',
      zone: 'Europe/Paris',
      bot: false,
    });
    expect(await running.web.describe({ ...account, user: 'zoe' })).toBe('nobody');
    expect(running.web.command).toBe('/icdd');
    expect(running.web.door()).toContain(running.address);
    expect(running.web.troubles()).toEqual([]);
  });
});
