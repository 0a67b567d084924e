// Round numbers: reached for certain, told once and for ever, and never for what stood there before anybody counted.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { milestonesNoted, noteMilestones } from '../../src/followers/milestone-store.ts';
import { newMilestone } from '../../src/followers/rules/milestones.ts';
import type { Bound, Reading } from '../../src/followers/rules.ts';
import { ana, olga, openStage, type Stage } from './stage.ts';

const reading = (on: string, value: number, bound: Bound = 'exact'): Reading => ({
  on,
  origin: 'network',
  source: '',
  value,
  bound,
});

describe('a milestone', () => {
  const first = reading('2019-07-01', 480_000);
  it.each<[string, Reading, readonly Reading[], number, number | undefined]>([
    ['is reached', first, [reading('2019-07-02', 500_000)], 0, 500_000],
    ['is not yet', first, [reading('2019-07-02', 499_999)], 0, undefined],
    ['never by the first reading', first, [first], 0, undefined],
    ['also after nobody at all', reading('2019-07-01', 0), [reading('2019-07-02', 1)], 0, 1],
    ['once', first, [reading('2019-07-02', 500_001)], 500_000, undefined],
    ['by the lower bound', first, [reading('2019-07-02', 510_000, 'approximately')], 0, undefined],
    ['by "more than"', first, [reading('2019-07-02', 500_000, 'atLeast')], 0, 500_000],
    ['not by "nearly"', first, [reading('2019-07-02', 700_000, 'atMost')], 0, undefined],
    [
      'not where the first reading, a bound, named more',
      reading('2019-07-01', 700_000, 'atMost'),
      [reading('2019-07-02', 698_104)],
      0,
      undefined,
    ],
    [
      'on the day that showed it, though it sank since',
      first,
      [reading('2019-07-02', 500_100), reading('2019-07-03', 499_900)],
      0,
      500_000,
    ],
  ])('%s', (_, before, fresh, noted, milestone) => {
    expect(newMilestone(before, fresh, noted)?.milestone).toBe(milestone);
  });
});

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await stage.load('accounts: { x: [CERN] }\nreadings: []\n');
});
afterEach(async () => {
  expect(stage.faults()).toEqual([]);
  await stage.close();
});

describe('what is noted', () => {
  const note = (today: string, at: number) =>
    stage.database.write((tx) => noteMilestones(tx, today, at));
  const noted = (after: number) =>
    stage.database.read((read) => milestonesNoted(read, after, Number.MAX_SAFE_INTEGER));

  it('is noted once, also after a dip, and by two programs', async () => {
    await stage.types(olga, 'followers set x 480000 on 2019-07-05');
    await note('2019-07-05', 1);
    await stage.types(olga, 'followers set x 500100 on 2019-07-06');
    await Promise.all([note('2019-07-06', 2), note('2019-07-06', 3)]);
    await stage.types(olga, 'followers set x 499000 on 2019-07-07');
    await note('2019-07-07', 4);
    await stage.types(olga, 'followers set x 501000 on 2019-07-08');
    await note('2019-07-08', 5);
    expect(await noted(0)).toMatchObject([{ milestone: 500_000, on: '2019-07-06' }]);
    expect(await noted(2)).toEqual([]);
    expect(await stage.types(ana, 'followers x')).toContain('Milestone: 500,000 reached');
  });
});
