// What is said of a day in the digest's line: from two readings on two days that follow each other, and never more than their bounds show.
import { describe, expect, it } from 'vitest';
import { changeSinceYesterday } from '../../src/followers/rules/day-change.ts';
import type { Bound, Change, Reading } from '../../src/followers/rules.ts';

const reading = (on: string, value: number, bound: Bound = 'exact'): Reading => ({
  on,
  value,
  bound,
  origin: 'network',
  source: '',
});

describe('the change since yesterday', () => {
  it.each<[string, readonly Reading[], Change | undefined]>([
    ['no reading', [], undefined],
    ['one of today alone', [reading('2019-10-28', 5)], undefined],
    ['yesterday’s is missing', [reading('2019-10-26', 5), reading('2019-10-28', 7)], undefined],
    ['today’s is missing', [reading('2019-10-26', 5), reading('2019-10-27', 7)], undefined],
    [
      'over the night of a clock change',
      [reading('2019-10-27', 3_003_715), reading('2019-10-28', 3_004_127)],
      { kind: 'exact', by: 412 },
    ],
    ['a fall', [reading('2019-10-27', 7), reading('2019-10-28', 5)], { kind: 'exact', by: -2 }],
    [
      'the same number',
      [reading('2019-10-27', 7), reading('2019-10-28', 7)],
      { kind: 'exact', by: 0 },
    ],
    [
      'the next step of what is rounded down',
      [reading('2019-10-27', 154_000, 'floor3'), reading('2019-10-28', 155_000, 'floor3')],
      { kind: 'between', low: 1, high: 1_999 },
    ],
    [
      'the same step: up or down by anything below a thousand',
      [reading('2019-10-27', 154_000, 'floor3'), reading('2019-10-28', 154_000, 'floor3')],
      undefined,
    ],
    [
      'more than before',
      [reading('2019-10-27', 400_000), reading('2019-10-28', 405_000, 'atLeast')],
      { kind: 'atLeast', by: 5_000 },
    ],
    [
      'perhaps less than before',
      [reading('2019-10-27', 410_000), reading('2019-10-28', 405_000, 'atLeast')],
      undefined,
    ],
    [
      'less than before',
      [reading('2019-10-27', 700_300), reading('2019-10-28', 700_000, 'atMost')],
      { kind: 'atMost', by: -300 },
    ],
    [
      'two numbers that are open above',
      [reading('2019-10-27', 400_000, 'atLeast'), reading('2019-10-28', 405_000, 'atLeast')],
      undefined,
    ],
  ])('%s', (_, readings, change) => {
    expect(changeSinceYesterday(readings, '2019-10-28')).toEqual(change);
  });
});
