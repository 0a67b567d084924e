// Block Kit as the stand-in enforces it.
import { describe, expect, test } from 'vitest';
import { storedBlocks, validateBlocks } from './blocks.ts';
import { actions, section } from './bolt-app.ts';
import { validateMessage } from './index.ts';

const long = (count: number): string => 'é'.repeat(count);
const plain = (text: string) => ({ type: 'plain_text', text });
const button = (more: object = {}) => ({
  type: 'button',
  action_id: 'a',
  text: plain('Go'),
  ...more,
});
const chart = (more: object = {}) => ({
  type: 'data_visualization',
  title: 'Followers',
  chart: {
    type: 'line',
    series: [
      {
        name: 'Video',
        data: [
          { label: 'W1', value: 1 },
          { label: 'W2', value: 3 },
        ],
      },
    ],
    axis_config: { categories: ['W1', 'W2'] },
  },
  ...more,
});

describe('31: over-long, unknown or misplaced blocks are refused with a JSON pointer', () => {
  const good: readonly (readonly [string, unknown])[] = [
    ['a section of 3000 code points', section('😀'.repeat(3000))],
    ['a header of 150', { type: 'header', text: plain(long(150)) }],
    ['a button of 75', { type: 'actions', elements: [button({ text: plain(long(75)) })] }],
    ['ten fields', { type: 'section', fields: Array.from({ length: 10 }, () => plain('x')) }],
    ['a divider', { type: 'divider' }],
    ['a context', { type: 'context', elements: [plain('small')] }],
    ['a chart', chart()],
    [
      'a table',
      {
        type: 'table',
        rows: [[{ type: 'raw_text', text: 'a' }], [{ type: 'raw_number', value: 1, text: '1' }]],
      },
    ],
    [
      'a confirmed button',
      {
        type: 'actions',
        elements: [
          button({
            style: 'danger',
            confirm: {
              title: plain('Sure?'),
              text: plain('It goes.'),
              confirm: plain('Yes'),
              deny: plain('No'),
            },
          }),
        ],
      },
    ],
    [
      'a menu',
      {
        type: 'section',
        text: plain('Pick'),
        accessory: {
          type: 'static_select',
          action_id: 'm',
          options: [{ text: plain('One'), value: '1' }],
        },
      },
    ],
  ];
  test.each(good)('%s is taken', (_, block) => {
    expect(validateBlocks([block])).toEqual([]);
  });

  const bad: readonly (readonly [string, unknown, string])[] = [
    [
      'a section of 3001',
      section(long(3001)),
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an empty section text', section(''), '[json-pointer:/blocks/0/text/text]'],
    ['a section of nothing', { type: 'section' }, 'must have one of: text, fields'],
    ['a header of 151', { type: 'header', text: plain(long(151)) }, '/blocks/0/text/text'],
    [
      'a header in mrkdwn',
      { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
      '/blocks/0/text/type',
    ],
    [
      'a button of 76',
      { type: 'actions', elements: [button({ text: plain(long(76)) })] },
      '/blocks/0/elements/0/text/text',
    ],
    [
      'a button value of 2001',
      { type: 'actions', elements: [button({ value: long(2001) })] },
      '/blocks/0/elements/0/value',
    ],
    [
      'a button in mrkdwn',
      { type: 'actions', elements: [button({ text: { type: 'mrkdwn', text: 'x' } })] },
      '/text/type',
    ],
    [
      'an unknown style',
      { type: 'actions', elements: [button({ style: 'default' })] },
      'must be a valid enum value',
    ],
    [
      'a script as a link',
      { type: 'actions', elements: [button({ url: 'javascript:alert(1)' })] },
      'must be a valid URL',
    ],
    [
      '26 buttons',
      {
        type: 'actions',
        elements: Array.from({ length: 26 }, (_, i) => button({ action_id: `a${i}` })),
      },
      'no more than 25 items',
    ],
    [
      'eleven fields',
      { type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) },
      'no more than 10 items',
    ],
    [
      'a field of 2001',
      { type: 'section', fields: [plain(long(2001))] },
      '/blocks/0/fields/0/text',
    ],
    [
      'eleven context elements',
      { type: 'context', elements: Array.from({ length: 11 }, () => plain('x')) },
      'no more than 10 items',
    ],
    [
      'a button in a context',
      { type: 'context', elements: [button()] },
      'unsupported type: button',
    ],
    ['an unknown block', { type: 'banner' }, 'unsupported type: banner'],
    ['an inherited name as type', { type: 'constructor' }, 'unsupported type: constructor'],
    ['an alert', { type: 'alert', text: plain('full') }, 'unsupported type: alert'],
    ['a property of ours', { type: 'divider', talk: 9 }, 'invalid additional property: talk'],
    ['a block_id of 256', { type: 'divider', block_id: long(256) }, '/blocks/0/block_id'],
    [
      'an option value of 151',
      {
        type: 'section',
        text: plain('Pick'),
        accessory: { type: 'static_select', options: [{ text: plain('One'), value: long(151) }] },
      },
      '/accessory/options/0/value',
    ],
    [
      'rows of different width',
      { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }], []] },
      '/blocks/0/rows',
    ],
    ['a chart title of 51', chart({ title: long(51) }), '/blocks/0/title'],
    [
      'a series without a category',
      chart({
        chart: {
          type: 'bar',
          series: [{ name: 'V', data: [{ label: 'W1', value: 1 }] }],
          axis_config: { categories: ['W1', 'W2'] },
        },
      }),
      'every category exactly once',
    ],
  ];
  test.each(bad)('%s is refused', (_, block, words) => {
    expect(validateBlocks([block]).join('\n')).toContain(words);
  });

  test('51 blocks are refused', () => {
    const many = Array.from({ length: 51 }, () => ({ type: 'divider' }));
    expect(validateBlocks(many)).toEqual([
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ]);
    expect(validateBlocks(many.slice(1))).toEqual([]);
  });
});

test('32: the same block_id twice in a message, or the same action_id twice in a block, is refused', () => {
  expect(validateBlocks([section('a', 'x'), section('b', 'x')]).join()).toContain('unique: x');
  expect(validateBlocks([actions('x', 'Go', 'Go')]).join()).toContain('action_id must be unique');
  expect(validateBlocks([actions('x', 'Go'), actions('y', 'Go')])).toEqual([]);
});

test('34: a second table is refused, and one of more than 10,000 characters', () => {
  const one = (text: string) => ({
    type: 'table',
    rows: [[{ type: 'rich_text', elements: [textOf(text)] }]],
  });
  const textOf = (text: string) => ({
    type: 'rich_text_section',
    elements: Array.from({ length: 5 }, () => ({ type: 'text', text })),
  });
  expect(validateBlocks([one('x'.repeat(2000))])).toEqual([]);
  expect(validateBlocks([one('x'), one('x')]).join()).toContain('only one table');
  expect(validateBlocks([one('x'.repeat(2001))]).join()).toContain('too many characters');
});

test('34: more than two charts are refused', () => {
  expect(validateBlocks([chart(), chart()])).toEqual([]);
  expect(validateBlocks([chart(), chart(), chart()]).join()).toContain('no more than 2');
});

test('40: the stored copy has block ids, emoji and verbatim filled in', () => {
  const [first, second] = storedBlocks([
    section('hello'),
    { type: 'header', block_id: 'mine', text: plain('Day') },
  ]);
  expect(first).toEqual({
    type: 'section',
    block_id: expect.stringMatching(/.+/),
    text: { type: 'mrkdwn', text: 'hello', verbatim: false },
  });
  expect(second).toEqual({
    type: 'header',
    block_id: 'mine',
    text: { type: 'plain_text', text: 'Day', emoji: true },
  });
});

test('a whole message also needs a text for notifications, of at most 4000 characters', () => {
  expect(validateMessage([section('a')], 'a')).toEqual([]);
  expect(validateMessage([section('a')], ' ')).toHaveLength(1);
  expect(validateMessage([section('a')], long(4001))).toHaveLength(1);
  expect(validateMessage('[]', 'a').join()).toContain('must be an array');
});
