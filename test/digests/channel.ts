// A channel whose digest a test sets, sees, and lets the time pass for.
import sql from 'sql-template-tag';
import { digestWords } from '../../src/digests/commands.ts';
import { digestDrawers, digestDueWork, type FollowersLine } from '../../src/digests/jobs.ts';
import { day } from '../../src/kernel/time.ts';
import { linesOf, monday, stage, type Who } from './stage.ts';

export const tuesday9 = monday + day;

export const followers: FollowersLine = async (_, language) =>
  language === 'en' ? ['X: 2,500,000 followers'] : undefined;

export async function begin(line = followers) {
  const on = await stage((ports) => digestDrawers(ports, line));
  const words = digestWords(on.ports);
  const work = digestDueWork(on.ports);
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
