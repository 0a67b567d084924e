// The SQL of follower counts: accounts that are watched, and at most one reading an account, day and origin.
import sql, { type Sql } from 'sql-template-tag';
import type { NewId } from '../kernel/ids.ts';
import type { Instant, LocalDate } from '../kernel/time.ts';
import { atMost, type Read, type Write } from '../storage/database.ts';
import { month } from './rules/spans.ts';
import { mostBars } from './rules/sparkline.ts';
import {
  type Bound,
  type Count,
  type Counted,
  type FollowersFile,
  type Network,
  type Origin,
  origins,
  type Reading,
  type Series,
  standing,
  usualSeries,
  type WatchedAccount,
} from './rules.ts';

interface ReadingRow {
  readonly read_on: number | string;
  readonly origin: Origin;
  readonly followers: number | string;
  readonly bound: Bound;
  readonly source: string;
  readonly noted_at: number | string;
}

const columns = sql`read_on, origin, followers, bound, source`;
const written = sql`${columns}, noted_at`;

/** `2019-07-08` as 20190708. */
export const dayNumber = (on: LocalDate): number => Number(on.replaceAll('-', ''));
export function dayOf(day: number | string): LocalDate {
  const digits = String(day);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

function readingOf(row: ReadingRow): Reading {
  // PostgreSQL may give wide whole numbers as text.
  return {
    on: dayOf(row.read_on),
    origin: row.origin,
    value: Number(row.followers),
    bound: row.bound,
    source: row.source,
    ...(row.origin === 'network' ? { fetchedAt: Number(row.noted_at) } : {}),
  };
}

/** The series of the accounts, in the order of the file that named these; of two of one account the usual one comes first. */
export async function watchedAccounts(read: Read): Promise<readonly WatchedAccount[]> {
  return read.all<{ id: string; network: Network; account: string; series: Series }>(
    sql`SELECT id, network, account, series FROM follower_accounts ORDER BY place, noted_at, id`,
  );
}

/** A series of a watched account, which begins to be counted with its first reading. */
export async function seriesOf(
  tx: Write,
  usual: WatchedAccount,
  series: Series,
  newId: NewId,
  now: Instant,
): Promise<WatchedAccount> {
  const { network, account } = usual;
  const row = await tx.get<{ id: string }>(sql`
    INSERT INTO follower_accounts (id, network, handle, account, place, noted_at, series)
    VALUES (${newId()}, ${network}, ${account.toLowerCase()}, ${account},
      (SELECT place FROM follower_accounts WHERE id = ${usual.id}), ${now}, ${series})
    ON CONFLICT (network, handle, series) DO UPDATE SET account = excluded.account
    RETURNING id`);
  return { id: (row as { id: string }).id, network, account, series };
}

/** As many days with a reading as hold the sparkline, and every day on which a reading may stand for a month ago. */
const newestDays = Math.max(mostBars, month.days + month.tolerance + 1);

/** The readings of the newest days up to one that have any, of all origins, the newest first; a few rows however many there are. */
export async function newestReadings(
  read: Read,
  account: string,
  until: LocalDate,
): Promise<readonly Reading[]> {
  return readings(
    read,
    sql`WHERE account_id = ${account} AND read_on <= ${dayNumber(until)} AND read_on >= (
          SELECT MIN(read_on) FROM (
            SELECT DISTINCT read_on FROM follower_readings
            WHERE account_id = ${account} AND read_on <= ${dayNumber(until)}
            ORDER BY read_on DESC ${atMost(newestDays)}) AS newest)
        ORDER BY read_on DESC`,
  );
}

/** The readings of the last day up to `on` that has any, and of the first day after it, up to `until`. */
export async function readingsAround(
  read: Read,
  account: string,
  on: LocalDate,
  until: LocalDate,
): Promise<readonly Reading[]> {
  const before = await readings(
    read,
    sql`WHERE account_id = ${account} AND read_on <= ${dayNumber(on)} AND read_on <= ${dayNumber(until)}
        ORDER BY read_on DESC ${atMost(origins.length)}`,
  );
  const after = await readings(
    read,
    sql`WHERE account_id = ${account} AND read_on > ${dayNumber(on)} AND read_on <= ${dayNumber(until)}
        ORDER BY read_on ${atMost(origins.length)}`,
  );
  return [...before, ...after];
}

/** All readings from a day to another, both of which belong to it, of all origins, in no promised order. */
export async function readingsBetween(
  read: Read,
  account: string,
  from: LocalDate,
  until: LocalDate,
): Promise<readonly Reading[]> {
  return readings(
    read,
    sql`WHERE account_id = ${account} AND read_on >= ${dayNumber(from)} AND read_on <= ${dayNumber(until)}`,
  );
}

/** What was counted from a day to another, both of which belong to it, a reading a day, oldest first. Years of it, and therefore without the sources. */
export async function countsBetween(
  read: Read,
  account: string,
  from: LocalDate,
  until: LocalDate,
): Promise<readonly Counted[]> {
  const rows = await read.all<Pick<ReadingRow, 'read_on' | 'origin' | 'followers' | 'bound'>>(sql`
    SELECT read_on, origin, followers, bound FROM follower_readings
    WHERE account_id = ${account} AND read_on >= ${dayNumber(from)} AND read_on <= ${dayNumber(until)}`);
  return standing(
    rows.map(({ read_on, origin, followers, bound }) => ({
      on: dayOf(read_on),
      origin,
      value: Number(followers),
      bound,
    })),
    until,
  );
}

/** The readings of the first day of an account, of all origins. */
export async function firstReadings(read: Read, account: string): Promise<readonly Reading[]> {
  return readings(
    read,
    sql`WHERE account_id = ${account} ORDER BY read_on ${atMost(origins.length)}`,
  );
}

/** What one origin says of a day. */
export async function readingOn(
  read: Read,
  account: string,
  on: LocalDate,
  origin: Origin,
): Promise<Reading | undefined> {
  const found = await readings(
    read,
    sql`WHERE account_id = ${account} AND read_on = ${dayNumber(on)} AND origin = ${origin}`,
  );
  return found[0];
}

/** A text that is another one as soon as a reading is added or replaced. */
export async function readingsMark(read: Read): Promise<string> {
  const row = await read.get<{ readings: number; noted: number | null }>(
    sql`SELECT COUNT(*) AS readings, SUM(noted_at) AS noted FROM follower_readings`,
  );
  return `${row?.readings} ${row?.noted}`;
}

async function readings(read: Read, where: Sql): Promise<readonly Reading[]> {
  const rows = await read.all<ReadingRow>(sql`SELECT ${written} FROM follower_readings ${where}`);
  return rows.map(readingOf);
}

export type Kept =
  | { readonly kind: 'added' }
  | { readonly kind: 'replaced'; readonly before: Reading }
  | { readonly kind: 'same' };

/** Keeps a reading in the place of an earlier one of the same account, day and origin. */
export async function keepReading(
  tx: Write,
  account: string,
  reading: Reading,
  now: Instant,
): Promise<Kept> {
  const { value, bound, origin, source } = reading;
  const on = dayNumber(reading.on);
  const added = await tx.run(sql`
    INSERT INTO follower_readings (account_id, noted_at, ${columns})
    VALUES (${account}, ${now}, ${on}, ${origin}, ${value}, ${bound}, ${source})
    ON CONFLICT (account_id, read_on, origin) DO NOTHING`);
  if (added === 1) return { kind: 'added' };
  // Writing the row before reading it: of two programs that replace it at once, the second is told what the first wrote.
  const row = await tx.get<ReadingRow>(sql`
    UPDATE follower_readings SET bound = bound
    WHERE account_id = ${account} AND read_on = ${on} AND origin = ${origin} RETURNING ${written}`);
  const before = readingOf(row as ReadingRow);
  // The network said it again, which makes it younger.
  if (origin === 'network')
    await tx.run(sql`
      UPDATE follower_readings SET noted_at = ${now}
      WHERE account_id = ${account} AND read_on = ${on} AND origin = ${origin}`);
  if (sameCount(before, reading) && before.source === source) return { kind: 'same' };
  await tx.run(sql`
    UPDATE follower_readings SET followers = ${value}, bound = ${bound}, source = ${source}, noted_at = ${now}
    WHERE account_id = ${account} AND read_on = ${on} AND origin = ${origin}`);
  return { kind: 'replaced', before };
}

function sameCount(a: Count, b: Count): boolean {
  return a.value === b.value && a.bound === b.bound;
}

/** What loading a followers file did. */
export interface FollowersReport {
  readonly accounts: {
    readonly added: number;
    /** Accounts that are watched and no longer in the file: they stay. */
    readonly gone: readonly Pick<WatchedAccount, 'network' | 'account'>[];
  };
  readonly readings: { readonly added: number; readonly changed: number; readonly same: number };
}

/**
 * Loads a followers file: what it says is added or changed, what it no longer says stays. Readings entered by hand are another origin and are not touched.
 * Loading the same file again changes nothing.
 */
export async function loadFollowers(
  tx: Write,
  file: FollowersFile,
  newId: NewId,
  now: Instant,
): Promise<FollowersReport> {
  const ids = new Map<string, string>();
  let newAccounts = 0;
  for (const [place, { network, account }] of file.accounts.entries()) {
    const fresh = newId();
    const row = await tx.get<{ id: string }>(sql`
      INSERT INTO follower_accounts (id, network, handle, account, place, noted_at, series)
      VALUES (${fresh}, ${network}, ${account.toLowerCase()}, ${account}, ${place}, ${now}, ${usualSeries(network, account)})
      ON CONFLICT (network, handle, series) DO UPDATE SET account = excluded.account, place = excluded.place
      RETURNING id`);
    await tx.run(sql`
      UPDATE follower_accounts SET account = ${account}, place = ${place}
      WHERE network = ${network} AND handle = ${account.toLowerCase()} AND (account <> ${account} OR place <> ${place})`);
    const id = (row as { id: string }).id;
    if (id === fresh) newAccounts += 1;
    ids.set(keyOf({ network, account }), id);
  }
  const done = { added: 0, replaced: 0, same: 0 };
  for (const { network, account, ...reading } of file.readings) {
    const id = ids.get(keyOf({ network, account })) as string;
    done[(await keepReading(tx, id, { ...reading, origin: 'file' }, now)).kind] += 1;
  }
  const gone = (await watchedAccounts(tx)).filter(
    (watched) =>
      !ids.has(keyOf(watched)) && watched.series === usualSeries(watched.network, watched.account),
  );
  return {
    accounts: {
      added: newAccounts,
      gone: gone.map(({ network, account }) => ({ network, account })),
    },
    readings: { added: done.added, changed: done.replaced, same: done.same },
  };
}

const keyOf = ({ network, account }: Pick<WatchedAccount, 'network' | 'account'>): string =>
  `${network} ${account.toLowerCase()}`;
