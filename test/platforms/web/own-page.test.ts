// A person's own page over the wire: told to each window as it opens and when something was decided; its presses and forms are answered to the window that asked.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../src/chat/form.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { faulted, openForm, type Reply, silence, whisper } from '../../../src/chat/reply.ts';
import { listen } from './listening.ts';
import { nine, puzzled, seatCard } from './sample.ts';
import { bareMinimumPage, type Running, runWeb } from './support.ts';

const press = { person: 'ana', action: `1:register:${nine}` };
const form: Form = {
  id: { form: 'choose-talk' },
  language: 'en',
  title: 'Which?',
  submit: 'Register',
  intro: [],
  fields: [],
};

let running: Running;
let seats: Record<string, number>;

beforeEach(async () => {
  running = await runWeb({ pageDirectory: await bareMinimumPage() });
  seats = {};
  running.visit = ({ account }: Incoming): Reply =>
    whisper({
      language: 'en',
      title: [`${account.user} has ${seats[account.user] ?? 0} seats`],
      blocks: [],
    });
});
afterEach(() => running.stop());

describe('a person’s own page', () => {
  it('is told to a window when it opens, and to all of that person when it changes', async () => {
    const [one, other, ben] = await Promise.all([
      listen(running.address, 'ana'),
      listen(running.address, 'ana'),
      listen(running.address, 'ben'),
    ]);
    const titles = (who: typeof one) =>
      who.told.filter(({ event }) => event === 'page').map(({ data }) => data['title']);
    await Promise.all([one, other, ben].map((who) => who.until(() => titles(who).length === 1)));
    expect(titles(ben)).toEqual([['ben has 0 seats']]);
    seats['ana'] = 1;
    for (let n = 0; n < 200; n += 1) running.web.changed(undefined);
    await Promise.all([one, other].map((who) => who.until(() => titles(who).length >= 2)));
    expect(titles(one).at(-1)).toEqual(['ana has 1 seats']);
    expect(titles(other)).toEqual(titles(one));
    // Two hundred decisions became one drawing, and what is as it was is not told again but once after an opening.
    expect(titles(one)).toHaveLength(2);
    seats['ana'] = 2;
    running.web.changed(undefined);
    await one.until(() => titles(one).length === 3);
    expect(titles(ben).length).toBeLessThanOrEqual(2);
    expect(running.web.openPages()).toBe(3);
    for (const who of [one, other, ben]) who.close();
  });

  it('stays as it is where it cannot be drawn, and is tried again', async () => {
    const ana = await listen(running.address, 'ana');
    const titles = () =>
      ana.told.filter(({ event }) => event === 'page').map(({ data }) => data['title']);
    await ana.until(() => titles().length === 1);
    let asked = 0;
    running.visit = (incoming) => {
      asked += 1;
      if (asked > 2) return whisper({ language: 'en', title: ['drawn again'], blocks: [] });
      expect(incoming.kind).toBe('visit');
      return faulted({ language: 'en', title: ['went wrong'], blocks: [] });
    };
    running.web.changed(undefined);
    await ana.until(() => titles().length === 2);
    expect(titles()).toEqual([['ana has 0 seats'], ['drawn again']]);
    ana.close();
  });

  it('has a number that grows, by which a window tells an older drawing from the one after a press', async () => {
    const ana = await listen(running.address, 'ana');
    const pages = () => ana.told.filter(({ event }) => event === 'page').map(({ data }) => data);
    await ana.until(() => pages().length === 1);
    running.answer = () => whisper(seatCard);
    const pressed = await running.say('/web/page-press', press);
    const after = pressed.body['page'] as { readonly drawn: number };
    expect(after.drawn).toBeGreaterThan(Number(pages()[0]?.['drawn']));
    ana.close();
  });

  it('takes presses in the person’s own conversation, and says nothing there', async () => {
    running.answer = () => whisper(seatCard);
    const { status, body } = await running.say('/web/page-press', {
      ...press,
      request: 'r-0000001',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ done: true, answer: { title: seatCard.title } });
    expect(running.received).toMatchObject([
      {
        kind: 'press',
        account: { platform: 'web', user: 'ana' },
        place: { kind: 'direct', conversation: { channel: 'direct-ana' } },
        action: { ok: true, value: { verb: 'register' } },
        pressed: undefined,
        event: false,
      },
    ]);
    expect(running.memory.posts).toEqual([]);
    // Asked again because the answer was lost, it is the same one.
    const again = await running.say('/web/page-press', { ...press, request: 'r-0000001' });
    expect(again.body).toEqual(body);
    expect(running.received).toHaveLength(1);
  });

  it('opens forms, and is answered itself when they are sent', async () => {
    running.answer = (incoming) =>
      incoming.kind === 'submit' ? whisper(seatCard) : openForm(form, puzzled);
    const opened = await running.say('/web/page-press', press);
    expect(opened.body).toMatchObject({ form: { title: 'Which?' } });
    const sent = { person: 'ana', channel: 'general', form: '1:choose-talk', values: {} };
    const here = await running.say('/web/submit', { ...sent, page: true });
    expect(here.body).toMatchObject({ done: true, answer: { title: seatCard.title } });
    expect(running.memory.posts).toEqual([]);
    expect(running.received.at(-1)?.place.kind).toBe('direct');
    const there = await running.say('/web/submit', sent);
    expect(there.body).toEqual({ done: true });
    expect(running.memory.posts).toHaveLength(1);
  });

  it('says nothing where there is nothing to say', async () => {
    running.answer = () => silence;
    expect((await running.say('/web/page-press', press)).body).toEqual({ done: true });
  });

  it.each([
    [{ ...press, person: 'mallory' }, 'unknown-person'],
    [{ ...press, person: 7 }, 'unknown-person'],
    [{ ...press, action: 'nonsense' }, 'unknown-action'],
    [{ person: 'ana' }, 'unknown-action'],
    [{ ...press, request: 'no' }, 'bad-request'],
  ])('refuses %j: %s', async (body, refused) => {
    expect(await running.say('/web/page-press', body)).toMatchObject({
      status: 400,
      body: { refused },
    });
    expect(running.received).toEqual([]);
  });

  it('refuses a form that says something else than yes or no of where it was opened', async () => {
    const sent = { person: 'ana', channel: 'general', form: '1:choose-talk', values: {}, page: 1 };
    expect(await running.say('/web/submit', sent)).toMatchObject({
      body: { refused: 'bad-request' },
    });
  });
});
