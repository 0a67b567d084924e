// How counts grow: the vectors of the reference, intervals that never claim too much, and milestones that are told once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DatedCount,
  type Growth,
  growthBetween,
  milestoneAfter,
  milestoneReached,
  milestoneUpTo,
  weeksUntil,
} from '../../src/followers/rules/growth.ts';
import { type Bound, bounds, fitsBound, intervalOf } from '../../src/followers/rules.ts';
import { plusDays } from '../../src/kernel/time.ts';

const count = (on: string, value: number, bound: Bound = 'exact'): DatedCount => ({
  on,
  value,
  bound,
});

/** CERN's Facebook and Instagram in the autumn of 2014. */
const facebook = [count('2014-10-17', 343_243), count('2014-12-11', 368_169)] as const;
const instagram = [count('2014-10-20', 266), count('2014-12-11', 1_290)] as const;

function grown(earlier: DatedCount, later: DatedCount): Growth {
  const growth = growthBetween(earlier, later);
  if (!growth) throw new Error('there is no day between the readings');
  return growth;
}

describe('growth between exact readings', () => {
  it.each([
    ['Facebook', ...facebook, 55, 24_926, 0.0726, 3_172.4, 0.00896],
    ['Instagram', ...instagram, 52, 1_024, 3.8496, 137.8, 0.2368],
    ['a fall', count('2019-01-01', 1_000), count('2019-01-15', 900), 14, -100, -0.1, -50, -0.0513],
    ['no change', count('2019-01-01', 5), count('2019-01-02', 5), 1, 0, 0, 0, 0],
  ])('%s', (_, earlier, later, days, by, share, aWeek, shareAWeek) => {
    const growth = grown(earlier, later);
    expect(growth.days).toBe(days);
    expect(growth.by).toEqual({ low: by, high: by });
    for (const end of ['low', 'high'] as const) {
      expect(growth.share[end]).toBeCloseTo(share, 4);
      expect(growth.aWeek[end]).toBeCloseTo(aWeek, 1);
      expect(growth.shareAWeek[end]).toBeCloseTo(shareAWeek, 4);
    }
  });

  it('counts days of the calendar, also where clocks change', () => {
    expect(grown(count('2019-10-26', 1), count('2019-10-28', 2)).days).toBe(2);
    expect(grown(count('2020-03-28', 1), count('2020-03-30', 2)).days).toBe(2);
  });

  it('is not said within a day, or backwards', () => {
    expect(growthBetween(count('2019-01-01', 1), count('2019-01-01', 2))).toBeUndefined();
    expect(growthBetween(count('2019-01-02', 1), count('2019-01-01', 2))).toBeUndefined();
  });
});

describe('growth between rounded readings', () => {
  it('of YouTube is known to the step of the third digit', () => {
    const { by } = grown(
      count('2019-01-01', 536_000, 'floor3'),
      count('2019-01-08', 537_000, 'floor3'),
    );
    expect(by).toEqual({ low: 1, high: 1_999 });
  });

  it('between two lower bounds is unknown', () => {
    const before = count('2019-02-03', 350_000, 'atLeast');
    const after = count('2019-07-10', 400_000, 'atLeast');
    expect(grown(before, after)).toMatchObject({
      by: { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
      share: { low: -1, high: Number.POSITIVE_INFINITY },
    });
    expect(weeksUntil(500_000, before, after, 'linear')).toEqual({
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
  });

  const bounded = fc
    .record({
      value: fc.integer({ min: 0, max: 3_000_000 }),
      bound: fc.constantFrom(...bounds),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .filter(fitsBound)
    .map(({ value, bound, part }) => {
      const { low, high } = intervalOf({ value, bound });
      const top = Math.min(high, 2 * value + 1_000);
      return { value, bound, truth: Math.round(low + part * (top - low)) };
    });

  it('never rules out what is true, nor when a goal will be reached', () => {
    fc.assert(
      fc.property(
        bounded,
        bounded,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 9_000_000 }),
        (a, b, days, goal) => {
          const later = plusDays('2019-01-01', days);
          const said = grown(count('2019-01-01', a.value, a.bound), count(later, b.value, b.bound));
          const truth = grown(count('2019-01-01', a.truth), count(later, b.truth));
          // Of nothing there is no share.
          const shares = a.truth > 0 ? (['share', 'shareAWeek'] as const) : [];
          for (const figure of ['by', 'aWeek', ...shares] as const) {
            const slack = 1e-9 * Math.max(1, Math.abs(truth[figure].low));
            expect(said[figure].low).toBeLessThanOrEqual(truth[figure].low + slack);
            expect(said[figure].high).toBeGreaterThanOrEqual(truth[figure].low - slack);
          }
          for (const course of ['linear', 'exponential'] as const) {
            const real = weeksUntil(
              goal,
              count('2019-01-01', a.truth),
              count(later, b.truth),
              course,
            );
            if (!real) continue;
            const told = weeksUntil(
              goal,
              count('2019-01-01', a.value, a.bound),
              count(later, b.value, b.bound),
              course,
            );
            const slack = 1e-6 * Math.max(1, real.low);
            expect(told?.low).toBeLessThanOrEqual(real.low + slack);
            expect(told?.high).toBeGreaterThanOrEqual(real.low - slack);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('when a number may be reached', () => {
  it('400,000 on Facebook: in 10.0 weeks by equal steps, in 9.3 by equal shares', () => {
    const [earlier, later] = facebook;
    const linear = weeksUntil(400_000, earlier, later, 'linear');
    const exponential = weeksUntil(400_000, earlier, later, 'exponential');
    for (const end of ['low', 'high'] as const) {
      expect(linear?.[end]).toBeCloseTo(10.03, 2);
      expect(exponential?.[end]).toBeCloseTo(9.3, 1);
    }
  });

  it('is nothing where it is reached, and not said without growth', () => {
    const [earlier, later] = facebook;
    expect(weeksUntil(368_169, earlier, later, 'linear')).toEqual({ low: 0, high: 0 });
    expect(weeksUntil(400_000, later, { ...earlier, on: '2015-01-01' }, 'linear')).toBeUndefined();
    expect(weeksUntil(400_000, later, { ...later, on: '2015-01-01' }, 'linear')).toBeUndefined();
    expect(weeksUntil(400_000, later, later, 'linear')).toBeUndefined();
  });
});

describe('milestones', () => {
  it.each([
    [0, undefined, 1],
    [1, 1, 2],
    [2, 2, 5],
    [9, 5, 10],
    [24, 20, 25],
    [412_000, 250_000, 500_000],
    [999_999, 500_000, 1_000_000],
    [1_000_000, 1_000_000, 1_500_000],
    [2_499_999, 2_000_000, 2_500_000],
    [3_004_127, 3_000_000, 3_500_000],
    [10_000_000, 10_000_000, 10_500_000],
  ])('%d has reached %s, and %d is next', (at, reached, next) => {
    expect(milestoneUpTo(at)).toBe(reached);
    expect(milestoneAfter(at)).toBe(next);
  });

  it('are reached on the least that a reading can mean', () => {
    expect(milestoneReached({ value: 2_500_000, bound: 'atLeast' }, 2_000_000)).toBe(2_500_000);
    expect(milestoneReached({ value: 700_000, bound: 'atMost' }, 250_000)).toBeUndefined();
    expect(milestoneReached({ value: 500_000, bound: 'approximately' }, 250_000)).toBeUndefined();
    expect(milestoneReached({ value: 536_000, bound: 'floor3' }, 250_000)).toBe(500_000);
  });

  it('are told once, also after a dip', () => {
    let told: number | undefined;
    const heard: number[] = [];
    for (const value of [990, 1_004, 998, 1_001, 2_600, 900, 2_500]) {
      const reached = milestoneReached({ value, bound: 'exact' }, told);
      if (reached === undefined) continue;
      told = reached;
      heard.push(reached);
    }
    expect(heard).toEqual([500, 1_000, 2_500]);
  });
});
