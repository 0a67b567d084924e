// After a backup was restored: no digest comes a second time, and those to come are as they were.
import { describe, expect, it } from 'vitest';
import { skipOverdueDigests } from '../../src/digests/jobs/restored.ts';
import { day, hour } from '../../src/kernel/time.ts';
import { begin, tuesday9, workingDays } from './channel.ts';

const rhythm = { seriesZone: 'Europe/Zurich', isHoliday: workingDays } as const;

describe('a restored database', () => {
  it('sends no digest that was due before now, and says how many it would have sent', async () => {
    const on = await begin();
    await on.type('digest here 09:00');
    await on.at(tuesday9);
    const before = on.posts().length;
    // The copy is of Tuesday; it is Thursday noon.
    const thursdayNoon = tuesday9 + 2 * day + 3 * hour;
    const skip = () => on.database.write((tx) => skipOverdueDigests(tx, thursdayNoon, rhythm));
    expect(await skip()).toBe(1);
    expect(await skip()).toBe(0);
    expect((await on.days()).map((one) => one['how'])).toEqual(['sent', 'skipped', 'skipped']);
    await on.at(thursdayNoon);
    expect(on.posts()).toHaveLength(before);
    await on.at(tuesday9 + 3 * day);
    expect(on.posts()).toHaveLength(before + 1);
  });

  it('leaves what is still to come today', async () => {
    const on = await begin();
    await on.type('digest here 09:00');
    const early = tuesday9 - hour;
    expect(await on.database.write((tx) => skipOverdueDigests(tx, early, rhythm))).toBe(0);
    const before = on.posts().length;
    await on.at(tuesday9);
    expect(on.posts()).toHaveLength(before + 1);
  });
});
