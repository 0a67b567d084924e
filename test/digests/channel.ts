// A channel whose digest a test sets, sees, and lets the time pass for.
import sql from 'sql-template-tag';
import { digestWords } from '../../src/digests/commands.ts';
import { digestDrawers, type FollowersLine } from '../../src/digests/jobs/drawers.ts';
import { digestDueWork } from '../../src/digests/jobs.ts';
import type { IsHoliday } from '../../src/digests/rules.ts';
import { day } from '../../src/kernel/time.ts';
import { linesOf, monday, stage, type Who } from './stage.ts';

export const tuesday9 = monday + day;

export const followers: FollowersLine = async (_, language) =>
  language === 'en' ? ['X: 2,500,000 followers'] : undefined;

export const workingDays: IsHoliday = () => false;

export async function begin(line = followers, isHoliday = workingDays) {
  const on = await stage((ports) => digestDrawers(ports, line, isHoliday));
  const words = digestWords(on.ports, isHoliday);
  const work = digestDueWork(on.ports, isHoliday);
  const type = async (typed: string, who?: Who) => linesOf(await on.type(words, typed, who));
  /** Moves the series' clock, then does what is due and sends it. */
  const at = async (instant: number) => {
    on.series.now = instant;
    await on.during(work.run(instant));
    await on.quiet();
  };
  const posts = () => on.platform.posts().map((post) => linesOf(post.card));
  const days = () => on.rows(sql`SELECT local_date, how FROM digest_days ORDER BY local_date`);
  return { ...on, stage: on, work, type, at, posts, days };
}
