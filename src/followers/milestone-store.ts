// The SQL of milestones: which round numbers each account has reached, noted once and for ever.
import sql from 'sql-template-tag';
import { type Instant, type LocalDate, plusDays } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import { freshDays, type Milestone, newMilestone } from './rules/milestones.ts';
import { standing, type WatchedAccount } from './rules.ts';
import { firstReadings, readingsBetween, watchedAccounts } from './store.ts';

interface MilestoneRow {
  readonly account_id: string;
  readonly milestone: number | string;
  readonly reached_on: number | string;
}

const dayNumber = (on: LocalDate): number => Number(on.replaceAll('-', ''));
const dayOf = (day: number | string): LocalDate =>
  String(day).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/** Notes what every account has newly reached by the readings of the last days; a reading that is held as suspect is none. `now` on the series' clock. */
export async function noteMilestones(tx: Write, today: LocalDate, now: Instant): Promise<void> {
  for (const { id } of await watchedAccounts(tx)) {
    const fresh = standing(
      await readingsBetween(tx, id, plusDays(today, -freshDays), today),
      today,
    );
    if (fresh.length === 0) continue;
    const [first] = standing(await firstReadings(tx, id), today);
    const noted = await tx.get<{ highest: number | string | null }>(
      sql`SELECT MAX(milestone) AS highest FROM follower_milestones WHERE account_id = ${id}`,
    );
    const found = first && newMilestone(first, fresh, Number(noted?.highest ?? 0));
    if (found)
      await tx.run(sql`
        INSERT INTO follower_milestones (account_id, milestone, reached_on, noted_at)
        VALUES (${id}, ${found.milestone}, ${dayNumber(found.on)}, ${now})
        ON CONFLICT (account_id, milestone) DO NOTHING`);
  }
}

/** A milestone with the account that reached it. */
export interface Reached extends Milestone {
  readonly account: WatchedAccount;
}

/** What was noted after an instant and up to another, in the order of the accounts. Both on the series' clock. */
export async function milestonesNoted(
  read: Read,
  after: Instant,
  until: Instant,
): Promise<readonly Reached[]> {
  const rows = await read.all<MilestoneRow>(sql`
    SELECT account_id, milestone, reached_on FROM follower_milestones
    WHERE noted_at > ${after} AND noted_at <= ${until} ORDER BY milestone`);
  if (rows.length === 0) return [];
  return (await watchedAccounts(read)).flatMap((account) =>
    rows
      .filter((row) => row.account_id === account.id)
      .map((row) => ({
        account,
        milestone: Number(row.milestone),
        on: dayOf(row.reached_on),
      })),
  );
}
