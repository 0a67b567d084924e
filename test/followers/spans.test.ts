// Which reading stands for which day, what may be said between two of them, and how they are drawn.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeFrom, changeOver, month, nearest, week } from '../../src/followers/rules/spans.ts';
import { sparkline } from '../../src/followers/rules/sparkline.ts';
import { type Bound, type Origin, type Reading, standing } from '../../src/followers/rules.ts';
import { plusDays } from '../../src/kernel/time.ts';

function reading(
  on: string,
  value: number,
  bound: Bound = 'exact',
  origin: Origin = 'file',
): Reading {
  return { on, value, bound, origin, source: 'the page' };
}

describe('the readings that stand', () => {
  it('are one a day, typed before fetched before the file’s, oldest first, none after today', () => {
    const all = [
      reading('2019-07-08', 1, 'exact', 'file'),
      reading('2019-07-10', 9),
      reading('2019-07-08', 3, 'exact', 'hand'),
      reading('2019-07-08', 2, 'exact', 'network'),
      reading('2019-07-01', 4, 'exact', 'network'),
      reading('2019-07-01', 5, 'exact', 'file'),
    ];
    expect(standing(all, '2019-07-09').map((r) => [r.on, r.value])).toEqual([
      ['2019-07-01', 4],
      ['2019-07-08', 3],
    ]);
    expect(standing([], '2019-07-09')).toEqual([]);
  });

  it('do not depend on the order in which they come', () => {
    const some = fc.array(
      fc.record({
        days: fc.integer({ min: 0, max: 6 }),
        origin: fc.constantFrom<Origin>('hand', 'network', 'file'),
      }),
    );
    fc.assert(
      fc.property(some, (drawn) => {
        const all = drawn.map(({ days, origin }) =>
          reading(plusDays('2019-07-05', days), 7, 'exact', origin),
        );
        const there = standing(all, '2019-07-08');
        expect(standing([...all].reverse(), '2019-07-08')).toEqual(there);
        const days = there.map((r) => r.on);
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.every((on) => on <= '2019-07-08')).toBe(true);
      }),
    );
  });
});

describe('which reading stands for a day', () => {
  it.each([
    ['2019-07-01', ['2019-07-01'], '2019-07-01'],
    ['2019-07-01', ['2019-06-20', '2019-07-03'], '2019-07-03'],
    ['2019-07-02', ['2019-07-01', '2019-07-03'], '2019-07-01'],
    ['2019-07-02', ['2019-07-03', '2019-07-01'], '2019-07-01'],
    ['2019-07-02', [], undefined],
  ])('for %s of %j it is %s', (wanted, days, found) =>
    expect(
      nearest(
        days.map((on) => reading(on, 1)),
        wanted,
      )?.on,
    ).toBe(found),
  );

  const newest = reading('2019-07-08', 1_200);
  it.each([
    ['2019-07-01', 'said'],
    ['2019-06-29', 'said'],
    ['2019-07-03', 'said'],
    ['2019-06-28', 'none-near'],
    ['2019-07-04', 'none-near'],
  ])('a week before 8 July: %s is %s', (on, kind) =>
    expect(changeOver([reading(on, 1_000), newest], week).kind).toBe(kind),
  );
  it.each([
    ['2019-06-08', 'said'],
    ['2019-06-03', 'said'],
    ['2019-06-13', 'said'],
    ['2019-06-02', 'none-near'],
    ['2019-06-14', 'none-near'],
  ])('a month before 8 July: %s is %s', (on, kind) =>
    expect(changeOver([reading(on, 1_000), newest], month).kind).toBe(kind),
  );

  it('tells both readings, and what lies between', () => {
    const from = reading('2019-07-01', 1_000);
    expect(changeOver([from, newest], week)).toEqual({
      kind: 'said',
      from,
      to: newest,
      change: { kind: 'exact', by: 200 },
    });
  });

  it('says why nothing can be said', () => {
    const from = reading('2019-07-01', 1_000, 'atLeast');
    const to = reading('2019-07-08', 1_200, 'atLeast');
    expect(changeOver([], week)).toEqual({ kind: 'single' });
    expect(changeOver([to], week)).toEqual({ kind: 'single' });
    expect(changeOver([from, to], week)).toEqual({ kind: 'bounds', from, to });
    expect(changeFrom([], '2019-01-01')).toEqual({ kind: 'single' });
    expect(changeFrom([to], '2019-01-01')).toEqual({ kind: 'single' });
    expect(changeFrom([from, to], '2019-01-01')).toEqual({
      kind: 'none-near',
      wanted: '2019-01-01',
      nearestOn: '2019-07-01',
    });
    expect(changeFrom([from, to], '2019-07-08')).toEqual({
      kind: 'none-since',
      newestOn: '2019-07-08',
    });
  });

  it('never takes one farther off than its tolerance', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(days, fc.constantFrom(week, month), (offsets, span) => {
        const all = standing(
          offsets.map((back) => reading(plusDays('2019-07-08', -back), 1_000 + back)),
          '2019-07-08',
        );
        const change = changeOver(all, span);
        if (change.kind !== 'said') return;
        const apart = (Date.parse(change.to.on) - Date.parse(change.from.on)) / 86_400_000;
        expect(Math.abs(apart - span.days)).toBeLessThanOrEqual(span.tolerance);
        expect(change.to).toBe(all.at(-1));
      }),
    );
  });
});

describe('the sparkline', () => {
  const series = (...values: number[]) =>
    values.map((value, i) => reading(plusDays('2019-06-01', i), value));

  it('needs three readings', () => {
    expect(sparkline(series(1, 2))).toBeUndefined();
    expect(sparkline([])).toBeUndefined();
  });

  it('runs from the lowest to the highest', () => {
    expect(sparkline(series(0, 10, 20, 30, 40, 50, 60, 70))).toEqual({
      bars: '▁▂▃▄▅▆▇█',
      from: '2019-06-01',
      readings: 8,
      lowest: 0,
      highest: 70,
      bounded: false,
    });
  });

  it('is level where nothing changed, and says where a number is a bound', () => {
    const [a, b] = series(7, 7) as [Reading, Reading];
    const drawn = sparkline([a, b, reading('2019-06-03', 7, 'atLeast')]);
    expect(drawn).toMatchObject({ bars: '▄▄▄', bounded: true });
  });

  it('draws the newest twenty-four', () => {
    const drawn = sparkline(series(...Array.from({ length: 30 }, (_, i) => i)));
    expect(drawn).toMatchObject({ readings: 24, from: '2019-06-07', lowest: 6, highest: 29 });
  });
});
