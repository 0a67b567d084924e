// What an organiser may do to a talk, as tables.
import { describe, expect, it } from 'vitest';
import { decideCapacity, parseCapacity, partsOf, whyOld } from '../../src/organising/rules.ts';

const talk = {
  cancelled: undefined,
  opensAt: undefined,
  closesAt: undefined,
  startsAt: 1_000,
  endsAt: 2_000,
  capacity: 45,
  elsewhere: 33,
};
const counts = { confirmed: 9, offered: 1, waiting: 2 };

describe('capacity as typed', () => {
  it.each([
    ['9 60', { name: '9', capacity: 60, sure: false }],
    [' #9   060 ', { name: '#9', capacity: 60, sure: false }],
    ['9 41 yes', { name: '9', capacity: 41, sure: true }],
    ['9 41 Oui.', { name: '9', capacity: 41, sure: true }],
    ['next 0', { name: 'next', capacity: 0, sure: false }],
    ['robots at work 100000', { name: 'robots at work', capacity: 100_000, sure: false }],
  ])('“%s”', (typed, value) => {
    expect(parseCapacity(typed)).toEqual({ ok: true, value });
  });

  it.each([
    ['', { kind: 'no-capacity' }],
    ['9', { kind: 'no-capacity' }],
    ['9 yes', { kind: 'no-capacity' }],
    ['yes', { kind: 'no-capacity' }],
    ['9 many', { kind: 'not-a-number', typed: 'many' }],
    ['9 60.5', { kind: 'not-a-number', typed: '60.5' }],
    ['9 6e1', { kind: 'not-a-number', typed: '6e1' }],
    ['9 -5', { kind: 'negative', typed: '-5' }],
    ['9 −5 yes', { kind: 'negative', typed: '−5' }],
    ['9 100001', { kind: 'too-many', typed: '100001' }],
    ['9 99999999999999999999', { kind: 'too-many', typed: '99999999999999999999' }],
  ])('“%s” is refused', (typed, refusal) => {
    expect(parseCapacity(typed)).toEqual({ ok: false, refusal });
  });
});

describe('capacity', () => {
  const decide = (
    more: { capacity?: number; cancelled?: string },
    capacity: number,
    sure = false,
    now = 0,
  ) => decideCapacity({ ...talk, ...more }, counts, { capacity, sure }, now);
  it.each([
    ['more', decide({}, 60), { ok: true, value: { kind: 'change', before: 45 } }],
    ['as many as are taken', decide({}, 43), { ok: true, value: { kind: 'change', before: 45 } }],
    [
      'fewer than are taken',
      decide({}, 41),
      { ok: true, value: { kind: 'ask', taken: 43, over: 2 } },
    ],
    [
      'fewer than are taken, surely',
      decide({}, 41, true),
      { ok: true, value: { kind: 'change', before: 45 } },
    ],
    [
      'more, yet still too few',
      decide({ capacity: 40 }, 42),
      { ok: true, value: { kind: 'change', before: 40 } },
    ],
    ['the same', decide({}, 45), { ok: false, refusal: { kind: 'same' } }],
    [
      'while it runs',
      decide({}, 60, false, 1_500),
      { ok: true, value: { kind: 'change', before: 45 } },
    ],
    ['after it', decide({}, 60, false, 2_000), { ok: false, refusal: { kind: 'over' } }],
    ['cancelled', decide({ cancelled: 'ill' }, 60), { ok: false, refusal: { kind: 'cancelled' } }],
  ])('%s', (_, decision, expected) => {
    expect(decision).toEqual(expected);
  });
});

it.each([
  [0, undefined],
  [1_500, undefined],
  [2_000, { kind: 'over' }],
])('at %s a talk is old: %s', (now, expected) => {
  expect(whyOld(talk, now)).toEqual(expected);
});

it.each([
  [[], []],
  [['a'], [{ from: 1, to: 1, items: ['a'] }]],
  [['a', 'b'], [{ from: 1, to: 2, items: ['a', 'b'] }]],
  [
    ['a', 'b', 'c'],
    [
      { from: 1, to: 2, items: ['a', 'b'] },
      { from: 3, to: 3, items: ['c'] },
    ],
  ],
])('%j in parts of two', (items, parts) => {
  expect(partsOf(items, 2)).toEqual(parts);
});
