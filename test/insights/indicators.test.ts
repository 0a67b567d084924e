// The indicators beside plain sums as a spreadsheet would have them, the vectors of the reference, and what cannot be said.
import fc from 'fast-check';
import * as library from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import type { Bound, Network, Reading } from '../../src/followers/rules.ts';
import { usualSeries } from '../../src/followers/rules.ts';
import {
  commentsWithReach,
  outstandingOf as outstandingAmong,
  togetherOf,
} from '../../src/insights/rules/comparing.ts';
import { type Indicator, indicatorsOf } from '../../src/insights/rules/indicators.ts';
import {
  answeredOf,
  crossesViewsBreak,
  type Figures,
  followersFinder,
  interactionsOf,
  kindsTold,
  type Measured,
  noFigures,
  type Post,
  standingPosts,
} from '../../src/insights/rules.ts';
import { instantOf, plusDays } from '../../src/kernel/time.ts';

const zone = 'Europe/Zurich';
const post = (id: string, told: Partial<Figures>, on = '2019-07-01'): Post => ({
  ...noFigures,
  ...told,
  id,
  at: instantOf(on, '12:00', zone),
  url: undefined,
});
const reading = (value: number, bound: Bound = 'exact', on = '2019-07-01'): Reading => ({
  on,
  value,
  bound,
  origin: 'file',
  source: 'page',
});
const measured = (
  posts: readonly Post[],
  readings: readonly Reading[] = [],
  network: Network = 'x',
): Measured => ({
  account: { id: network, network, account: 'CERN', series: usualSeries(network, 'CERN') },
  posts,
  readings,
  zone,
});

const outstandingOf = (of: Measured) => outstandingAmong(answeredOf(of));

function indicator(of: Measured, name: Indicator['name']): Indicator {
  const found = indicatorsOf(of).find((one) => one.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

function each(of: Measured, name: Indicator['name']) {
  const { value } = indicator(of, name);
  if (value.kind !== 'each') throw new Error(`${name} is ${value.kind}`);
  return value;
}

function whole(of: Measured, name: Indicator['name']): number {
  const { value } = indicator(of, name);
  if (value.kind !== 'whole') throw new Error(`${name} is ${value.kind}`);
  return value.share;
}

/** The same post three times: its own rates are then mean and median. */
const thrice = (told: Partial<Figures>) => ['a', 'b', 'c'].map((id) => post(id, told));

describe('engagement rates of the reference', () => {
  it.each([
    ['500 of 10,000 followers', { likes: 500 }, 10_000, 0.05],
    [
      '150, 20, 15 and 15 of 2,500',
      { likes: 150, comments: 20, shares: 15, saves: 15 },
      2_500,
      0.08,
    ],
    ['5.9 of 90.6 million', { likes: 5_900_000 }, 90_600_000, 0.0651],
  ])('%s', (_, told, followers, rate) => {
    const of = measured(thrice(told), [reading(followers)]);
    const { mean, median } = each(of, 'by-followers');
    for (const value of [mean.low, mean.high, median.low, median.high])
      expect(value).toBeCloseTo(rate, 4);
    // Per cent of the followers are a tenth of what comes per thousand.
    expect(each(of, 'per-thousand').mean.low).toBeCloseTo(rate * 1_000, 1);
    const reached = measured(thrice({ ...told, reach: followers, views: followers }));
    expect(each(reached, 'by-reach').mean.low).toBeCloseTo(rate, 4);
    expect(each(reached, 'by-views').median.high).toBeCloseTo(rate, 4);
  });
});

describe('every indicator', () => {
  it('names its level and what it is divided by', () => {
    const told = (network: Network) =>
      indicatorsOf(measured([], [], network)).map((one) => [one.name, one.level, one.denominator]);
    expect(told('x')).toEqual([
      ['reach', 'output', 'post'],
      ['views', 'output', 'post'],
      ['organic', 'output', 'views'],
      ['interactions', 'out-take', 'post'],
      ['per-thousand', 'out-take', 'followers'],
      ['by-followers', 'out-take', 'followers'],
      ['by-reach', 'out-take', 'reach'],
      ['by-views', 'out-take', 'views'],
      ['conversation', 'out-take', 'interactions'],
      ['amplification', 'out-take', 'interactions'],
      ['click-through', 'out-take', 'views'],
    ]);
    expect(told('facebook')).toContainEqual(['per-thousand', 'out-take', 'fans']);
  });

  const figure = (max: number) => fc.option(fc.integer({ min: 0, max }), { nil: undefined });
  const drawnPost = fc.record({
    likes: figure(2_000),
    comments: figure(200),
    shares: figure(200),
    clicks: figure(500),
    reach: figure(90_000),
    views: figure(90_000),
  });

  it('is what a spreadsheet would compute', () => {
    fc.assert(
      fc.property(
        fc.array(drawnPost, { minLength: 3, maxLength: 40 }),
        fc.integer({ min: 1, max: 3_000_000 }),
        (drawn, followers) => {
          const posts = drawn.map((told, i) => post(`p${i}`, told));
          const of = measured(posts, [reading(followers)]);
          // Columns that at least half of the rows fill in count, and rows that leave one of them empty do not.
          const columns = (['likes', 'comments', 'shares'] as const).filter((column) => {
            const filled = drawn.filter((row) => row[column] !== undefined).length;
            return filled > 0 && filled >= drawn.length / 2;
          });
          const rows = drawn
            .filter((row) => columns.length > 0 && columns.every((c) => row[c] !== undefined))
            .map((row) => ({ ...row, sum: columns.reduce((s, c) => s + (row[c] as number), 0) }));
          const near = (name: Indicator['name'], values: readonly number[]) => {
            const { value, posts: count } = indicator(of, name);
            expect(count).toBe(values.length);
            if (value.kind !== 'each') return expect(values.length).toBeLessThan(3);
            for (const end of ['low', 'high'] as const) {
              expect(value.mean[end]).toBeCloseTo(library.mean([...values]), 9);
              expect(value.median[end]).toBeCloseTo(library.median([...values]), 9);
            }
          };
          near(
            'interactions',
            rows.map((row) => row.sum),
          );
          near(
            'per-thousand',
            rows.map((row) => row.sum / (followers / 1_000)),
          );
          near(
            'by-followers',
            rows.map((row) => row.sum / followers),
          );
          near(
            'by-reach',
            rows.flatMap((row) => (row.reach ? [row.sum / row.reach] : [])),
          );
          near(
            'by-views',
            rows.flatMap((row) => (row.views ? [row.sum / row.views] : [])),
          );
          near(
            'reach',
            drawn.flatMap((row) => (row.reach === undefined ? [] : [row.reach])),
          );
          const share = (
            name: Indicator['name'],
            pairs: readonly (readonly [number | undefined, number | undefined])[],
          ) => {
            const told = pairs.filter(([a, b]) => a !== undefined && b !== undefined);
            const sum = (side: 0 | 1) => told.reduce((s, pair) => s + (pair[side] as number), 0);
            const { value } = indicator(of, name);
            if (value.kind === 'whole') expect(value.share).toBeCloseTo(sum(0) / sum(1), 9);
            else expect(told.length < 3 || sum(1) === 0).toBe(true);
          };
          share(
            'click-through',
            drawn.map((row) => [row.clicks, row.views]),
          );
          if (columns.includes('comments'))
            share(
              'conversation',
              rows.map((row) => [row.comments, row.sum]),
            );
          if (columns.includes('shares'))
            share(
              'amplification',
              rows.map((row) => [row.shares, row.sum]),
            );
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('what is unknown', () => {
  it('is never counted as 0: a post that lacks what the others tell is left out', () => {
    const posts = [
      post('a', { likes: 10, comments: 1 }),
      post('b', { likes: 20, comments: 2 }),
      post('c', { likes: 30, comments: 3 }),
      post('hidden', { comments: 99 }),
      post('odd', { likes: 40, comments: 4, saves: 7 }),
    ];
    expect(kindsTold(posts)).toEqual(['likes', 'comments']);
    expect(interactionsOf(posts[3] as Post, ['likes', 'comments'])).toBeUndefined();
    const of = measured(posts);
    expect(indicator(of, 'interactions').posts).toBe(4);
    expect(each(of, 'interactions').mean.low).toBe((11 + 22 + 33 + 44) / 4);
    expect(whole(of, 'conversation')).toBe(10 / 110);
    expect(indicator(of, 'amplification')).toMatchObject({ posts: 0, value: { kind: 'few' } });
  });

  it('leaves two posts unsaid, and shares of nothing', () => {
    const two = measured([post('a', { likes: 1 }), post('b', { likes: 2 })]);
    expect(indicator(two, 'interactions')).toMatchObject({ posts: 2, value: { kind: 'few' } });
    const zero = measured(thrice({ likes: 0, comments: 0 }));
    expect(indicator(zero, 'conversation').value).toEqual({ kind: 'few' });
    expect(each(zero, 'interactions').mean).toEqual({ low: 0, high: 0 });
    // Nothing is no part of any number, also of one that may be none.
    const bounded = measured(thrice({ likes: 0 }), [reading(700, 'atMost')]);
    expect(each(bounded, 'per-thousand').mean).toEqual({ low: 0, high: 0 });
    expect(indicatorsOf(measured([])).every((one) => one.value.kind === 'few')).toBe(true);
  });

  it('counts quotes as passed on, and what is paid as a part of the views', () => {
    const of = measured(
      thrice({ likes: 70, shares: 20, quotes: 10, views: 1_000, paidViews: 250 }),
    );
    expect(whole(of, 'amplification')).toBeCloseTo(0.3, 12);
    expect(whole(of, 'organic')).toBeCloseTo(0.75, 12);
  });
});

describe('rates by followers that are rounded or bounded', () => {
  const rate = (bound: Bound, value: number) =>
    each(measured(thrice({ likes: 100 }), [reading(value, bound)]), 'by-followers').median;

  it('are as wide as the reading', () => {
    expect(rate('atLeast', 1_000)).toEqual({ low: 0, high: 0.1 });
    expect(rate('atMost', 1_000)).toEqual({ low: 0.1, high: Number.POSITIVE_INFINITY });
    expect(rate('floor3', 10_400)).toEqual({ low: 100 / 10_499, high: 100 / 10_400 });
    expect(rate('exact', 1_000)).toEqual({ low: 0.1, high: 0.1 });
  });

  it('take the reading nearest to each post, within a month of it', () => {
    const posts = ['2019-05-01', '2019-05-31', '2019-07-20'].map((on) =>
      post(on, { likes: 100 }, on),
    );
    const readings = [reading(1_000, 'exact', '2019-05-15'), reading(2_000, 'exact', '2019-07-01')];
    expect(each(measured(posts, readings), 'by-followers').mean.low).toBeCloseTo(
      (0.1 + 0.1 + 0.05) / 3,
      12,
    );
    const early = [reading(1_000, 'exact', '2019-03-30')];
    expect(indicator(measured(posts, early), 'by-followers').posts).toBe(0);
    const month = [reading(1_000, 'exact', '2019-03-31')];
    expect(indicator(measured(posts, month), 'by-followers').posts).toBe(1);
    expect(indicator(measured(posts, [reading(0)]), 'by-followers').posts).toBe(0);
  });
});

describe('the reading of a post', () => {
  it('is the nearest of all, of two as near the earlier, and none beyond a month', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 12 }),
        fc.integer({ min: 0, max: 200 }),
        (days, on) => {
          const readings = [...days]
            .sort((a, b) => a - b)
            .map((n) => reading(n + 1, 'exact', plusDays('2019-01-01', n)));
          const found = followersFinder({ readings })(post('p', {}, plusDays('2019-01-01', on)));
          const near = readings
            .map((one, i) => ({ one, i, off: Math.abs(one.value - 1 - on) }))
            .filter(({ off }) => off <= 31)
            .sort((a, b) => a.off - b.off || a.i - b.i);
          expect(found).toEqual(near[0]?.one);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('posts that stand out', () => {
  const posts = (likes: readonly number[]) => likes.map((n, i) => post(`p${i}`, { likes: n }));

  it('lie above 1.96 sample deviations of their own account, by followers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 10, maxLength: 40 }),
        (likes) => {
          const of = measured(posts(likes), [reading(2_000)]);
          const rates = likes.map((n) => n / 2);
          const [m, s] = [library.mean(rates), library.sampleStandardDeviation(rates)];
          const theirs = rates
            .map((rate, i) => ({ id: `p${i}`, z: s === 0 ? 0 : library.zScore(rate, m, s) }))
            .filter(({ z }) => z > 1.96);
          const ours = outstandingOf(of) ?? [];
          expect(new Set(ours.map((one) => one.post.id))).toEqual(new Set(theirs.map((t) => t.id)));
          for (const one of ours) {
            const other = theirs.find((t) => t.id === one.post.id);
            expect(Math.abs(one.z - (other?.z as number))).toBeLessThan(1e-9);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are not told of fewer than ten, nor where no followers are known', () => {
    const likes = [1, 1, 1, 1, 1, 1, 1, 1, 1, 900];
    expect(outstandingOf(measured(posts(likes), [reading(2_000)]))).toHaveLength(1);
    expect(outstandingOf(measured(posts(likes.slice(1)), [reading(2_000)]))).toBeUndefined();
    expect(outstandingOf(measured(posts(likes)))).toBeUndefined();
  });

  it('that stand out alike come by their day, the newest first, and then by their name', () => {
    const usual = Array.from({ length: 40 }, (_, i) => post(`u${i}`, { likes: 1 }));
    const [b, c, a] = ['b', 'c', 'a'].map((id) => post(id, { likes: 900 })) as [Post, Post, Post];
    const newer = post('z', { likes: 900 }, '2019-07-02');
    const most = post('y', { likes: 950 });
    const found = outstandingOf(measured([...usual, b, c, a, newer, most], [reading(2_000)]));
    expect(found?.map((one) => one.post.id)).toEqual(['y', 'z', 'a', 'b', 'c']);
  });

  it('are compared per thousand followers: a growing account does not make every new post a success', () => {
    const months = Array.from({ length: 12 }, (_, i) => plusDays('2019-01-01', i * 30));
    const grown = months.map((on, i) => post(on, { likes: 100 * 2 ** i }, on));
    const readings = months.map((on, i) => reading(1_000 * 2 ** i, 'exact', on));
    expect(outstandingOf(measured(grown, readings))).toEqual([]);
    expect(outstandingOf(measured(grown, [reading(1_000, 'exact', '2019-06-15')]))).toBeUndefined();
  });
});

describe('comments and reach', () => {
  const pairs = (drawn: readonly (readonly [number, number])[]) =>
    drawn.map(([comments, reach], i) => post(`p${i}`, { comments, reach }));

  it('agree with an independent library, and say so only where zero is ruled out', () => {
    const drawn = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 90_000 })),
      { minLength: 10, maxLength: 40 },
    );
    fc.assert(
      fc.property(drawn, (all) => {
        const relation = commentsWithReach(pairs(all));
        if (relation.kind === 'few') return;
        const theirs = library.sampleCorrelation(
          all.map(([c]) => c),
          all.map(([, r]) => r),
        );
        expect(Math.abs(relation.r - theirs)).toBeLessThan(1e-9);
        const { low, high } = relation.interval;
        const said = low > 0 ? 'together' : high < 0 ? 'against' : 'none';
        expect(relation.direction).toBe(said);
      }),
      { numRuns: 100 },
    );
  });

  it('are not set beside one another where too few posts tell both, or one does not vary', () => {
    const nine = Array.from({ length: 9 }, (_, i) => [i, i] as const);
    expect(commentsWithReach(pairs(nine))).toEqual({ kind: 'few', posts: 9 });
    const flat = Array.from({ length: 12 }, (_, i) => [5, i] as const);
    expect(commentsWithReach(pairs(flat))).toEqual({ kind: 'few', posts: 12 });
    const line = Array.from({ length: 12 }, (_, i) => [i, i] as const);
    expect(commentsWithReach(pairs(line))).toMatchObject({ r: 1, direction: 'together' });
  });
});

describe('all networks together', () => {
  const of = (network: Network) => answeredOf(measured(thrice({ likes: 10 }), [], network));
  const maySum = (network: Network) => network !== 'youtube';

  it('leave out those whose terms forbid it, and name them', () => {
    expect(togetherOf([of('x'), of('youtube'), of('facebook')], maySum)).toMatchObject({
      posts: 6,
      interactions: 60,
      apart: [{ network: 'youtube' }],
    });
  });

  it('are no sum of one', () => {
    expect(togetherOf([of('x'), of('youtube')], maySum)).toBeUndefined();
    expect(togetherOf([of('x'), answeredOf(measured([], [], 'facebook'))], maySum)).toBeUndefined();
  });
});

describe('the break in YouTube’s views', () => {
  const views = (...days: readonly string[]) => days.map((on) => post(on, { views: 5 }, on));

  it('is told where posts lie on both sides of it', () => {
    expect(crossesViewsBreak(measured(views('2026-08-23', '2026-08-24'), [], 'youtube'))).toBe(
      true,
    );
    expect(crossesViewsBreak(measured(views('2026-08-24'), [], 'youtube'))).toBe(false);
    expect(crossesViewsBreak(measured(views('2026-08-23', '2026-08-24')))).toBe(false);
  });
});

describe('the figures that stand', () => {
  it('are in the order of their instants, and at one instant of their ids', () => {
    const kept = ['b', 'a', 'c'].map((id) => ({ ...post(id, {}), origin: 'file' }) as const);
    expect(standingPosts(kept).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('are those of a file, whole, before those of the network', () => {
    const network = { ...post('a', { likes: 9, comments: 3 }), origin: 'network' } as const;
    const file = { ...post('a', { likes: 5 }), origin: 'file' } as const;
    const other = { ...post('b', { likes: 1 }, '2019-06-01'), origin: 'network' } as const;
    for (const kept of [
      [network, file, other],
      [file, network, other],
    ])
      expect(standingPosts(kept).map(({ id, likes, comments }) => [id, likes, comments])).toEqual([
        ['b', 1, undefined],
        ['a', 5, undefined],
      ]);
  });
});
