// One card, drawn: the exact message with its attachments, and the text with which a click is answered.
import { describe, expect, test } from 'vitest';
import { type Card, rule } from '../../../src/chat/card.ts';
import { codePoints, limitsOf, propsSize } from '../../../src/platforms/mattermost/limits.ts';
import { seal } from '../../../src/platforms/mattermost/mac.ts';
import { account } from '../../../src/platforms/mattermost/options.ts';
import {
  type DrawingRoom,
  drawPost,
  drawText,
  pinged,
} from '../../../src/platforms/mattermost/render.ts';
import { normalProps } from '../../support/mattermost/attachments.ts';
import { readMarkdown, validatePost } from '../../support/mattermost/index.ts';
import {
  codePoints as realCodePoints,
  propsSize as realPropsSize,
} from '../../support/mattermost/limits.ts';
import { secret, talk } from './harness.ts';

const anna = account('a'.repeat(26));
const channel = 'c'.repeat(26);
const url = 'https://bot.example/mattermost/action';

const room: DrawingRoom = {
  limits: limitsOf('11.7.0.x', undefined),
  command: '/icdd',
  usernames: new Map([[anna.user, 'anna']]),
  actionUrl: url,
  secret,
  channel,
  person: '',
};

const card: Card = {
  language: 'en',
  title: ['Talk 9: *Dark* matter'],
  blocks: [
    {
      kind: 'text',
      lines: [['By ', { kind: 'person', account: anna, name: 'Anna_B' }], ['- 18:00 @all']],
    },
    { kind: 'meter', taken: 33, capacity: 45, caption: ['33 / 45 · 4 waiting'] },
    {
      kind: 'fields',
      fields: [
        { label: 'Where', value: ['Room | 9'] },
        {
          label: 'Event page',
          value: [
            { kind: 'link', label: 'event', url: 'https://x.example/833254?a=b' },
            ', with all that there is to know',
          ],
        },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        {
          label: 'Register',
          action: { verb: 'register', talk },
          typed: 'register 9',
          style: 'primary',
          describes: 'Register for talk 9',
        },
        { label: 'Cancel', action: { verb: 'cancel', talk }, typed: 'cancel 9', style: 'danger' },
      ],
    },
    { kind: 'text', lines: [['Small print']], quiet: true },
    rule,
    { kind: 'list', items: [['one'], ['2. two']] },
    { kind: 'text', lines: [['After the list']] },
    { kind: 'list', items: [['first']], ordered: true },
    { kind: 'buttons', buttons: [{ label: 'List', action: { verb: 'list' }, typed: 'list' }] },
  ],
};

const action = (id: string, name: string, encoded: string, more: object = {}) => ({
  id,
  type: 'button',
  name,
  ...more,
  integration: {
    url,
    context: { action: encoded, mac: seal(secret, { action: encoded, channel, person: '' }) },
  },
});

test('a card as a post', () => {
  expect(drawPost(card, room)).toEqual({
    message: '**Talk 9: \\*Dark\\* matter**',
    attachments: [
      {
        text: 'By Anna\\_B\n\\- 18:00 @\u200Ball\n`▓▓▓▓▓▓▓░░░` 33 / 45 · 4 waiting',
        fields: [
          { title: 'Where', value: 'Room \\| 9', short: true },
          {
            title: 'Event page',
            value: '[event](https://x.example/833254?a=b), with all that there is to know',
            short: false,
          },
        ],
        actions: [
          action('a1', 'Register', '1:register:k3f9', {
            style: 'primary',
            tooltip: 'Register for talk 9',
          }),
          action('a2', 'Cancel', '1:cancel:k3f9', { style: 'danger' }),
        ],
      },
      { text: 'Small print' },
      {
        text: '- one\n- 2\\. two\n\nAfter the list\n\n1. first',
        actions: [action('a3', 'List', '1:list')],
      },
    ],
  });
});

test('what it draws is what a server takes', () => {
  const { message, attachments } = drawPost(card, room);
  expect(validatePost({ message, props: { attachments } })).toEqual([]);
});

test('a card as text', () => {
  expect(drawText(card, room)).toBe(
    [
      '**Talk 9: \\*Dark\\* matter**',
      '',
      'By Anna\\_B\n\\- 18:00 @\u200Ball',
      '',
      '`▓▓▓▓▓▓▓░░░` 33 / 45 · 4 waiting',
      '',
      '**Where**: Room \\| 9\n**Event page**: [event](https://x.example/833254?a=b), with all that there is to know',
      '',
      'Register: type `/icdd register 9`\nCancel: type `/icdd cancel 9`',
      '',
      'Small print',
      '',
      '- one\n- 2\\. two',
      '',
      'After the list',
      '',
      '1. first',
      '',
      'List: type `/icdd list`',
    ].join('\n'),
  );
  expect(drawText({ ...card, language: 'fr' }, room)).toContain('List : tapez `/icdd list`');
});

test('a private answer binds its buttons to its reader', () => {
  const drawn = drawPost(card, { ...room, person: anna.user });
  expect(drawn.attachments[0]?.actions?.[0]?.integration.context).toEqual({
    action: '1:register:k3f9',
    person: anna.user,
    mac: seal(secret, { action: '1:register:k3f9', channel, person: anna.user }),
  });
});

test('a card that is only a title has no attachments', () => {
  const drawn = drawPost({ language: 'en', title: ['Done.'], blocks: [] }, room);
  expect(drawn).toEqual({ message: '**Done.**', attachments: [] });
});

test('buttons before text start another attachment, so that the order stays', () => {
  const [, buttons] = [card.blocks[0], card.blocks[3]];
  if (!buttons) throw new Error('no buttons');
  const drawn = drawPost(
    {
      language: 'en',
      title: ['x'],
      blocks: [buttons, buttons, { kind: 'fields', fields: [] }, { kind: 'text', lines: [['y']] }],
    },
    room,
  );
  expect(drawn.attachments.map((a) => [a.actions?.map((b) => b.id), a.text])).toEqual([
    [['a1', 'a2', 'a3', 'a4'], undefined],
    [undefined, 'y'],
  ]);
});

describe('the meter', () => {
  test.each([
    [0, 45, '░░░░░░░░░░'],
    [1, 45, '▓░░░░░░░░░'],
    [44, 45, '▓▓▓▓▓▓▓▓▓░'],
    [45, 45, '▓▓▓▓▓▓▓▓▓▓'],
    [47, 45, '▓▓▓▓▓▓▓▓▓▓'],
    [0, 0, '░░░░░░░░░░'],
    [1, 0, '▓▓▓▓▓▓▓▓▓▓'],
  ])('%i of %i', (taken, capacity, bar) => {
    const drawn = drawPost(
      {
        language: 'en',
        title: ['x'],
        blocks: [{ kind: 'meter', taken, capacity, caption: ['c'] }],
      },
      room,
    );
    expect(drawn.attachments).toEqual([{ text: `\`${bar}\` c` }]);
  });
});

describe('limits', () => {
  const newest = { message: 16_383, props: 760_000, newFields: true };
  const older = { message: 16_383, props: 8_000, newFields: false };
  test.each([
    ['11.7.0.26012345678.abc.true', undefined, newest],
    ['11.1.0.abc.true', undefined, newest],
    ['11.0.4.abc.true', undefined, { ...newest, newFields: false }],
    ['5.37.0..abc.false', undefined, older],
    ['5.37.0..abc.false', '4000', { ...older, message: 4_000 }],
    ['development', undefined, { ...newest, newFields: false }],
    [undefined, 'x', { ...newest, newFields: false }],
  ])('of %s with MaxPostSize %s', (version, size, expected) => {
    expect(limitsOf(version, size)).toEqual(expected);
  });

  test('the count is never less than the server’s own', () => {
    const { attachments } = drawPost(card, room);
    const props = { idea_circle_key: 'k', attachments };
    const stored = { ...normalProps(props).props, from_bot: 'true' };
    const ours = propsSize({ idea_circle_key: 'k' }, attachments);
    expect(ours).toBeGreaterThanOrEqual(realPropsSize(stored));
    expect(ours).toBeLessThan(realPropsSize(stored) + 60);
    expect(codePoints('a😀é')).toBe(realCodePoints('a😀é'));
  });

  const long: Card = {
    language: 'fr',
    title: ['Exposés'],
    blocks: Array.from({ length: 30 }, (_, i) => [
      { kind: 'text', lines: [[`Exposé ${i} ${'<'.repeat(200)}`]] } as const,
      rule,
    ]).flat(),
  };

  test('whole sections are left out of a post, and said', () => {
    const limits = limitsOf('5.37.0', undefined);
    const { message, attachments } = drawPost(long, { ...room, limits });
    const kept = attachments.length;
    expect(kept).toBeLessThan(30);
    expect(attachments.at(-1)?.text).toMatch(new RegExp(`\n… et ${30 - kept} de plus$`));
    expect(validatePost({ message, props: { attachments } }, 'old')).toEqual([]);
  });

  test('whole sections are left out of a text, and said', () => {
    const text = drawText(long, {
      ...room,
      limits: { message: 4_000, props: 8_000, newFields: false },
    });
    expect(codePoints(text)).toBeLessThanOrEqual(4_000);
    expect(readMarkdown(text).at(-1)).toMatch(/^… et \d+ de plus$/);
  });
});

test('those who are pinged are found wherever they stand', () => {
  const mention = (n: string) => ({ kind: 'mention', account: account(n), name: n }) as const;
  const all: Card = {
    language: 'en',
    title: [mention('t')],
    blocks: [
      { kind: 'text', lines: [[mention('a')]] },
      { kind: 'list', items: [[mention('b'), mention('a')]] },
      { kind: 'fields', fields: [{ label: 'l', value: [mention('c')] }] },
      { kind: 'meter', taken: 1, capacity: 2, caption: [mention('d')] },
      rule,
      { kind: 'buttons', buttons: [] },
    ],
  };
  expect(pinged(all)).toEqual(['t', 'a', 'b', 'c', 'd']);
});
