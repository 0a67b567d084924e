// What travels to the page: every block of a card, whole; and what a typed text means.
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { RememberedPost } from '../../../src/chat/memory.ts';
import { meantFor, named } from '../../../src/platforms/web/incoming.ts';
import { wireCard, wirePost } from '../../../src/platforms/web/wire.ts';
import { web as en } from '../../../src/wording/en/web.ts';
import { web as fr } from '../../../src/wording/fr/web.ts';
import { digest, moment, nine, seatCard, talkCard } from './sample.ts';
import { people } from './support.ts';

const ben = { platform: 'web', workspace: '', user: 'ben' } as const;

const everything: Card = {
  language: 'fr',
  title: ['Tout ', { kind: 'strong', text: 'ici' }],
  blocks: [
    {
      kind: 'text',
      lines: [
        [
          { kind: 'code', text: '/icdd list' },
          { kind: 'person', account: ben, name: 'Ben' },
        ],
        [{ kind: 'mention', account: ben, name: 'Ben' }, moment],
        [{ kind: 'link', label: 'page', url: 'https://example.org/' }],
        [{ kind: 'link', label: 'forged', url: 'javascript:alert(1)' }],
      ],
      quiet: true,
    },
    { kind: 'fields', fields: [{ label: 'Where', value: ['here'] }] },
    { kind: 'meter', taken: 46, capacity: 45, caption: ['46 / 45, 1 over'] },
    { kind: 'list', items: [['one']], ordered: true },
    { kind: 'rule' },
    {
      kind: 'buttons',
      buttons: [
        {
          label: 'Go',
          action: { verb: 'register', talk: nine },
          typed: 'register 9',
          describes: 'Register for talk 9',
          style: 'primary',
        },
        { label: 'List', action: { verb: 'list' }, typed: 'list' },
      ],
    },
  ],
};

describe('a card on its way to the page', () => {
  it('carries every block, its actions encoded and its moments as instants', () => {
    expect(wireCard(everything)).toEqual({
      language: 'fr',
      title: ['Tout ', { kind: 'strong', text: 'ici' }],
      blocks: [
        {
          kind: 'text',
          quiet: true,
          lines: [
            [
              { kind: 'code', text: '/icdd list' },
              { kind: 'person', user: 'ben', name: 'Ben' },
            ],
            [
              { kind: 'mention', user: 'ben', name: 'Ben' },
              {
                kind: 'moment',
                at: '2019-07-10T16:00:00.000Z',
                text: 'Wednesday 10 July, 18:00–19:00 (Zurich)',
              },
            ],
            [{ kind: 'link', label: 'page', url: 'https://example.org/' }],
            ['forged'],
          ],
        },
        { kind: 'fields', fields: [{ label: 'Where', value: ['here'] }] },
        { kind: 'meter', taken: 46, capacity: 45, caption: ['46 / 45, 1 over'] },
        { kind: 'list', ordered: true, items: [['one']] },
        { kind: 'rule' },
        {
          kind: 'buttons',
          buttons: [
            {
              label: 'Go',
              action: '1:register:talk9',
              typed: 'register 9',
              describes: 'Register for talk 9',
              style: 'primary',
            },
            { label: 'List', action: '1:list', typed: 'list' },
          ],
        },
      ],
    });
  });

  it.each([digest, seatCard, talkCard(33), everything])(
    'survives the journey as JSON: %#',
    (card) => {
      const drawn = wireCard(card);
      expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn);
      expect(wireCard(JSON.parse(JSON.stringify(card)) as Card)).toEqual(drawn);
    },
  );

  const post: RememberedPost = {
    id: 3,
    channel: 'general',
    reader: 'ana',
    author: 'bot',
    at: 5,
    version: 8,
    body: JSON.stringify(seatCard),
    key: 'web:secret',
  };

  it('tells of a post neither its reader nor its key', () => {
    expect(wirePost(post)).toEqual({
      id: 3,
      version: 8,
      channel: 'general',
      private: true,
      author: 'bot',
      at: 5,
      card: wireCard(seatCard),
    });
    expect(wirePost({ ...post, author: 'ana', body: '"hello"' })).toMatchObject({ text: 'hello' });
  });

  it.each([
    '',
    '{',
    'null',
    '7',
    '{"title":[]}',
    '{"language":"en","title":[],"blocks":[{"kind":"pie"}]}',
  ])('leaves out a post whose body it cannot read: %s', (body) =>
    expect(wirePost({ ...post, body })).toBeUndefined(),
  );
});

describe('what a typed text means', () => {
  it.each([
    ['in the channel', '/icdd list', false, 'self', ['list']],
    ['in the channel, bare', '/icdd', false, 'self', ['']],
    ['in the channel, in capitals', '/ICDD list', false, 'self', ['list']],
    ['in the channel, after a mention', '@bot list', false, 'everybody', ['list']],
    ['in the channel, before a mention', 'register 9 @bot', false, 'everybody', ['register 9']],
    ['in the channel, with a colon', '@Bot: list', false, 'everybody', ['list']],
    ['in the direct conversation', 'list', true, 'self', ['list']],
    ['in the direct conversation, as a command', '/icdd list', true, 'self', ['list']],
  ] as const)('%s: %s', (_where, text, direct, echo, parts) => {
    expect(meantFor(text, direct, '/icdd', people)).toEqual({ kind: 'bot', echo, parts });
  });

  it.each(['hello', 'mail me at a@bot.example', 'the @bottle', 'icdd list'])(
    'is mere chatter in the channel: %s',
    (text) => expect(meantFor(text, false, '/icdd', people)).toEqual({ kind: 'chatter' }),
  );

  it.each(['/icddlist', '/other list', ' /idcc cancel 9'])(
    'is meant as a command, which there is not: %s',
    (text) => {
      for (const direct of [false, true])
        expect(meantFor(text, direct, '/icdd', people)).toEqual({ kind: 'no-command' });
    },
  );

  it('names people by user id or first name, and leaves strangers as they were typed', () => {
    const account = (user: string) => ({ platform: 'web', workspace: '', user });
    expect(named('give 9 @ben', people)).toEqual([
      'give 9 ',
      { kind: 'person', account: account('ben'), name: 'Ben' },
    ]);
    expect(named('@Cléo, and @dora.', people)).toEqual([
      { kind: 'person', account: account('cleo'), name: 'Cléo' },
      ', and @dora.',
    ]);
    expect(named('who is it?', people)).toEqual(['who is it?']);
  });
});

describe('the sentences of the page', () => {
  it('have the same keys and the same places in both languages', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect([key, places(fr[key])]).toEqual([key, places(en[key])]);
    }
  });
});
