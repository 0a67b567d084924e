// Forms of the web chat over HTTP: opened in the window that asked, sent once, not taken, and what is refused.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../src/chat/form.ts';
import { readForm } from '../../../src/chat/form-values.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { formErrors, openForm, type Reply, whisper } from '../../../src/chat/reply.ts';
import { validateWireForm } from '../../dialogues/doors/read-wire-form.ts';
import { puzzled, seatCard } from './sample.ts';
import { bareMinimumPage, type Running, runWeb } from './support.ts';

const form: Form = {
  id: { form: 'choose-talk' },
  language: 'en',
  title: 'Register for a talk',
  submit: 'Register',
  intro: [],
  fields: [
    {
      kind: 'choice',
      key: 'talk',
      label: 'Talk',
      required: true,
      choices: [{ value: 'talk9', label: 'Talk 9' }],
    },
  ],
};
const reply = openForm(form, puzzled) as Extract<Reply, { kind: 'form' }>;

const asks = (incoming: Incoming): Reply => {
  if (incoming.kind !== 'submit') return reply;
  const values = readForm(form, incoming.values, incoming.account);
  return values.ok
    ? whisper(seatCard)
    : formErrors(reply, new Map([['talk', 'Please fill this in.']]));
};

let running: Running;

beforeAll(async () => {
  running = await runWeb({ pageDirectory: await bareMinimumPage() });
});
afterAll(() => running.stop());
beforeEach(() => {
  running.answer = asks;
  running.received.length = 0;
  running.memory.posts.length = 0;
});

let requests = 0;
const sent = (more: object = {}) => {
  requests += 1;
  return {
    person: 'ana',
    channel: 'general',
    form: '1:choose-talk',
    values: { talk: 'talk9' },
    request: `request-${requests}`,
    ...more,
  };
};
const posts = () => running.memory.posts.filter(({ author }) => author === 'bot');

describe('a form', () => {
  it('goes to the window that asked, and stands in no conversation', async () => {
    const asked = await running.say('/web/words', {
      person: 'ana',
      channel: 'general',
      text: '/icdd register',
    });
    expect(asked.body).toMatchObject({ done: true, form: { title: 'Register for a talk' } });
    expect(validateWireForm(asked.body['form'])).toEqual([]);
    expect(posts()).toEqual([]);
  });

  it('once sent is answered privately where the person is', async () => {
    const answered = await running.say('/web/submit', sent());
    expect([answered.status, answered.body]).toEqual([200, { done: true }]);
    expect(posts()).toMatchObject([{ channel: 'general', reader: 'ana' }]);
    expect(running.received).toMatchObject([
      {
        kind: 'submit',
        account: { platform: 'web', user: 'ana' },
        place: { conversation: { channel: 'general' }, kind: 'channel' },
        form: { ok: true, value: { form: 'choose-talk' } },
        values: new Map([['talk', 'talk9']]),
      },
    ]);
  });

  it('that is not filled in stays open with its sentences, and says nothing in the conversation', async () => {
    const answered = await running.say('/web/submit', sent({ values: {} }));
    expect(answered.body).toEqual({ done: true, errors: { talk: 'Please fill this in.' } });
    expect(posts()).toEqual([]);
  });

  it('that is sent again under the same request is decided once', async () => {
    const body = sent();
    for (const _ of [1, 2]) expect((await running.say('/web/submit', body)).status).toBe(200);
    expect(running.received).toHaveLength(1);
    expect(posts()).toHaveLength(1);
  });

  it('of an older version is passed on, so that a sentence says so', async () => {
    await running.say('/web/submit', sent({ form: '0:choose-talk' }));
    expect(running.received).toMatchObject([{ form: { ok: false, refusal: 'old' } }]);
  });

  it.each<[string, object, number, string]>([
    ['a form that was never ours', { form: 'choose' }, 400, 'That form is none of ours.'],
    ['no form', { form: undefined }, 400, 'That form is none of ours.'],
    ['a form of no talk', { form: '1:give-seat' }, 400, 'That form is none of ours.'],
    [
      'a form of settings without its mark',
      { form: '1:remind:' },
      400,
      'That form is none of ours.',
    ],
    ['nobody', { person: 'zoe' }, 400, 'There is nobody of that name here.'],
    [
      'somebody else’s conversation',
      { channel: 'direct-ben' },
      400,
      'There is no such conversation for this person.',
    ],
    [
      'values that are no object',
      { values: [] },
      400,
      'Something is missing in that request, or is too long.',
    ],
    [
      'a value of no known kind',
      { values: { talk: { a: 1 } } },
      400,
      'Something is missing in that request, or is too long.',
    ],
    [
      'a list of more than words',
      { values: { talk: [1] } },
      400,
      'Something is missing in that request, or is too long.',
    ],
    [
      'more fields than any form has',
      { values: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [i, 'x'])) },
      400,
      'Something is missing in that request, or is too long.',
    ],
    [
      'a request id that is none',
      { request: '!' },
      400,
      'Something is missing in that request, or is too long.',
    ],
    [
      'more than a form holds',
      { values: { talk: 'x'.repeat(20_000) } },
      413,
      'That is more than a message can hold. Make it shorter.',
    ],
  ])('with %s is refused, and decides nothing', async (_, more, status, sentence) => {
    const refused = await running.say('/web/submit', sent(more));
    expect([refused.status, refused.body['sentence']]).toEqual([status, sentence]);
    expect(running.received).toEqual([]);
  });

  it('from another page is refused', async () => {
    const refused = await running.say('/web/submit', sent(), { origin: 'https://evil.example' });
    expect(refused.status).toBe(403);
    expect(running.received).toEqual([]);
  });
});
