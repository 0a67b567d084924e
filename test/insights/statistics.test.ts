// Our statistics beside those of an independent library, on a file of posts and on generated numbers.
import fc from 'fast-check';
import * as library from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import {
  correlation,
  correlationInterval,
  mean,
  median,
  sampleDeviation,
  zScores,
} from '../../src/insights/rules/statistics.ts';

const near = (ours: number | undefined, theirs: number) => {
  expect(Math.abs((ours as number) - theirs)).toBeLessThanOrEqual(
    1e-9 * Math.max(1, Math.abs(theirs)),
  );
};

const numbers = (least: number) =>
  fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: least, maxLength: 60 });

describe('the statistics', () => {
  it('agree with an independent library to 1e-9', () => {
    fc.assert(
      fc.property(numbers(2), (values) => {
        near(mean(values), library.mean(values));
        near(median(values), library.median(values));
        near(sampleDeviation(values), library.sampleStandardDeviation(values));
      }),
      { numRuns: 200 },
    );
  });

  it('agree on how two rows go together, unless one of them does not vary', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ max: 9_000 }), fc.integer({ max: 9_000 })), {
      minLength: 4,
      maxLength: 60,
    });
    fc.assert(
      fc.property(pairs, (drawn) => {
        const xs = drawn.map(([x]) => x);
        const ys = drawn.map(([, y]) => y);
        const r = correlation(xs, ys);
        if (new Set(xs).size === 1 || new Set(ys).size === 1) expect(r).toBeUndefined();
        else near(r, library.sampleCorrelation(xs, ys));
      }),
      { numRuns: 200 },
    );
  });

  it('score each value by the deviation of the sample', () => {
    const values = [3, 5, 8, 13, 21, 34];
    const [m, s] = [library.mean(values), library.sampleStandardDeviation(values)];
    zScores(values).forEach((z, i) => {
      near(z, library.zScore(values[i] as number, m, s));
    });
    expect(zScores([7, 7, 7])).toEqual([0, 0, 0]);
    expect(zScores([0.1, 0.1, 0.1])).toEqual([0, 0, 0]);
  });

  it('never score one of n above (n − 1) / √n', () => {
    fc.assert(
      fc.property(numbers(2), (values) => {
        const most = (values.length - 1) / Math.sqrt(values.length);
        expect(Math.max(...zScores(values))).toBeLessThanOrEqual(most + 1e-9);
      }),
    );
  });

  it('know an r of few pairs less well', () => {
    // Fisher: atanh 0.5 = 0.549306; 1.96 / √25 = 0.392 on either side.
    const { low, high } = correlationInterval(0.5, 28);
    expect(low).toBeCloseTo(Math.tanh(0.157306), 5);
    expect(high).toBeCloseTo(Math.tanh(0.941306), 5);
    expect(correlationInterval(1, 10)).toEqual({ low: 1, high: 1 });
  });
});
