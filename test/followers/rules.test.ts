// The rules of follower counts: networks, readings as intervals, and what an interval may show.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountsCalled,
  type Bound,
  bounds,
  type Count,
  changeBetween,
  fitsBound,
  intervalOf,
  type Network,
  networkName,
  networkOf,
  type Series,
  sayChange,
  thenTwitter,
  usualSeries,
} from '../../src/followers/rules.ts';

const infinity = Number.POSITIVE_INFINITY;
const count = (value: number, bound: Bound = 'exact'): Count => ({ value, bound });

describe('a network', () => {
  it.each([
    ['x', 'x'],
    ['Twitter', 'x'],
    [' Instagram ', 'instagram'],
    ['fb', 'facebook'],
    ['insta', 'instagram'],
    ['ig', 'instagram'],
    ['yt', 'youtube'],
    ['friendster', undefined],
    ['', undefined],
  ])('“%s” means %s', (typed, network) => expect(networkOf(typed)).toBe(network));

  it.each<[Network, string, Series]>([
    ['facebook', 'CERN', 'fans'],
    ['x', 'CERN', 'followers'],
    ['github', 'CERN', 'followers'],
    ['github', 'root-project/root', 'stars'],
    ['elsewhere', 'Weibo', 'followers'],
  ])('%s %s counts %s where nothing is said', (network, account, series) =>
    expect(usualSeries(network, account)).toBe(series),
  );

  it('calls what is counted elsewhere by its own name, and never by that word', () => {
    const weibo = { network: 'elsewhere', account: 'Weibo' } as const;
    const x = { network: 'x', account: 'elsewhere' } as const;
    expect(networkName(weibo)).toBe('Weibo');
    expect(networkOf('elsewhere')).toBeUndefined();
    expect(accountsCalled(' WEIBO', [x, weibo])).toEqual([weibo]);
    expect(accountsCalled('twitter', [x, weibo])).toEqual([x]);
    expect(accountsCalled('elsewhere', [x, weibo])).toEqual([]);
  });

  it('was Twitter until 24 July 2023', () => {
    expect(thenTwitter('x', '2019-07-08')).toBe(true);
    expect(thenTwitter('x', '2023-07-24')).toBe(false);
    expect(thenTwitter('facebook', '2019-07-08')).toBe(false);
  });
});

describe('a reading as an interval', () => {
  it.each<[Count, number, number]>([
    [count(412_000), 412_000, 412_000],
    [count(2_500_000, 'atLeast'), 2_500_000, infinity],
    [count(700_000, 'atMost'), 0, 700_000],
    [count(400_000, 'approximately'), 350_000, 450_000],
    [count(412_000, 'approximately'), 391_400, 432_600],
    [count(2_500_000, 'approximately'), 2_375_000, 2_625_000],
    [count(1, 'approximately'), 0, 2],
    [count(0, 'approximately'), 0, 0],
    [count(412_000, 'floor3'), 412_000, 412_999],
    [count(1_230, 'floor3'), 1_230, 1_239],
    [count(999, 'floor3'), 999, 999],
    [count(0, 'floor3'), 0, 0],
  ])('%j lies from %d to %d', (of, low, high) => expect(intervalOf(of)).toEqual({ low, high }));

  it.each<[Count, boolean]>([
    [count(412_345), true],
    [count(412_000, 'floor3'), true],
    [count(412_300, 'floor3'), false],
    [count(999, 'floor3'), true],
    [count(1_234, 'floor3'), false],
  ])('%j can be so: %s', (of, fits) => expect(fitsBound(of)).toBe(fits));
});

describe('what is said of a change', () => {
  it.each<[string, Count, Count, ReturnType<typeof sayChange>]>([
    ['two exact numbers', count(100), count(120), { kind: 'exact', by: 20 }],
    ['a fall', count(120), count(100), { kind: 'exact', by: -20 }],
    [
      'rounded down, then exact',
      count(412_000, 'floor3'),
      count(413_500),
      { kind: 'between', low: 501, high: 1_500 },
    ],
    [
      'more than, then exact',
      count(400_000, 'atLeast'),
      count(412_000),
      { kind: 'atMost', by: 12_000 },
    ],
    [
      'exact, then more than',
      count(400_000),
      count(412_000, 'atLeast'),
      { kind: 'atLeast', by: 12_000 },
    ],
    [
      'nearly, then exact',
      count(700_000, 'atMost'),
      count(712_000),
      { kind: 'atLeast', by: 12_000 },
    ],
    [
      'exact, then nearly',
      count(690_000),
      count(700_000, 'atMost'),
      { kind: 'atMost', by: 10_000 },
    ],
    [
      'nearly, then more than',
      count(700_000, 'atMost'),
      count(750_000, 'atLeast'),
      { kind: 'atLeast', by: 50_000 },
    ],
    [
      'more than, then nearly',
      count(700_000, 'atLeast'),
      count(650_000, 'atMost'),
      { kind: 'atMost', by: -50_000 },
    ],
    ['more than twice', count(400_000, 'atLeast'), count(500_000, 'atLeast'), undefined],
    ['nearly twice', count(400_000, 'atMost'), count(500_000, 'atMost'), undefined],
    [
      'from nothing',
      count(0),
      count(1_230, 'floor3'),
      { kind: 'between', low: 1_230, high: 1_239 },
    ],
    [
      'to nothing',
      count(1_230, 'floor3'),
      count(0),
      { kind: 'between', low: -1_239, high: -1_230 },
    ],
  ])('%s', (_, earlier, later, change) => expect(sayChange(earlier, later)).toEqual(change));

  const aCount = fc
    .record({ value: fc.integer({ min: 0, max: 10_000_000 }), bound: fc.constantFrom(...bounds) })
    .filter(fitsBound);
  const aTruth = aCount.chain((said) => {
    const { low, high } = intervalOf(said);
    return fc.record({
      said: fc.constant(said),
      truth: fc.integer({ min: low, max: Math.min(high, 50_000_000) }),
    });
  });

  it('never claims what is not so, whatever the true counts are', () => {
    fc.assert(
      fc.property(aTruth, aTruth, (earlier, later) => {
        const by = later.truth - earlier.truth;
        const { low, high } = changeBetween(intervalOf(earlier.said), intervalOf(later.said));
        expect(low <= by && by <= high).toBe(true);
        const said = sayChange(earlier.said, later.said);
        if (said?.kind === 'exact') expect(by).toBe(said.by);
        if (said?.kind === 'between') expect(said.low <= by && by <= said.high).toBe(true);
        if (said?.kind === 'atLeast') expect(by).toBeGreaterThanOrEqual(said.by);
        if (said?.kind === 'atMost') expect(by).toBeLessThanOrEqual(said.by);
      }),
      { numRuns: 1000 },
    );
  });

  it('holds the number that was said', () => {
    fc.assert(
      fc.property(aCount, (said) => {
        const { low, high } = intervalOf(said);
        expect(0 <= low && low <= said.value && said.value <= high).toBe(true);
      }),
    );
  });

  it('is the opposite when the readings change places', () => {
    fc.assert(
      fc.property(aCount, aCount, (a, b) => {
        const there = changeBetween(intervalOf(a), intervalOf(b));
        const back = changeBetween(intervalOf(b), intervalOf(a));
        expect([there.low, there.high]).toEqual([0 - back.high, 0 - back.low]);
      }),
    );
  });
});
