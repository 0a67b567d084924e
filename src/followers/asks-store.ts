// The SQL of asking networks: when each account was asked, pauses, readings that wait to be confirmed, and tokens that were renewed.
import sql from 'sql-template-tag';
import type { Instant } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import type { LastAsk } from './rules/asks.ts';
import type { DatedCount } from './rules/suspicion.ts';
import type { Bound, Network, WatchedAccount } from './rules.ts';
import { dayNumber, dayOf } from './store.ts';

/** What is asked of an account: each at its own pace. */
export type AskWhat = 'counts' | 'posts' | 'totals';

/** An ask with what came of it. All instants are on the machine's clock. */
export interface Ask extends LastAsk {
  readonly answeredAt: Instant | undefined;
  readonly detail: string;
}

const handleOf = ({ account }: Pick<WatchedAccount, 'account'>): string => account.toLowerCase();
type Named = Pick<WatchedAccount, 'network' | 'account'>;

interface AskRow {
  readonly network: Network;
  readonly handle: string;
  readonly asked_at: number | string;
  readonly due_at: number | string;
  readonly answered_at: number | string | null;
  readonly outcome: string | null;
  readonly detail: string;
}

const askOf = (row: AskRow): Ask => ({
  askedAt: Number(row.asked_at),
  dueAt: Number(row.due_at),
  answeredAt: row.answered_at === null ? undefined : Number(row.answered_at),
  outcome: row.outcome ?? undefined,
  detail: row.detail,
});

export async function lastAsk(read: Read, of: Named, what: AskWhat): Promise<Ask | undefined> {
  const row = await read.get<AskRow>(sql`
    SELECT network, handle, asked_at, due_at, answered_at, outcome, detail FROM follower_asks
    WHERE network = ${of.network} AND handle = ${handleOf(of)} AND what = ${what}`);
  return row && askOf(row);
}

/**
 * Notes that an account is asked now and not again before `dueAt`, before it is asked: a program that is killed meanwhile, or another one, asks no sooner.
 * False where another program was faster.
 */
export async function beginAsk(
  tx: Write,
  of: Named,
  what: AskWhat,
  last: Pick<Ask, 'askedAt'> | undefined,
  now: Instant,
  dueAt: Instant,
): Promise<boolean> {
  const begun = await tx.run(sql`
    INSERT INTO follower_asks (network, handle, what, asked_at, due_at, detail)
    VALUES (${of.network}, ${handleOf(of)}, ${what}, ${now}, ${dueAt}, '')
    ON CONFLICT (network, handle, what) DO UPDATE SET asked_at = excluded.asked_at, due_at = excluded.due_at
    WHERE follower_asks.asked_at = ${last?.askedAt ?? -1}`);
  return begun === 1;
}

/** Notes what came of an ask; a later ask of another program is left as it is. */
export async function endAsk(
  tx: Write,
  of: Named,
  what: AskWhat,
  begunAt: Instant,
  end: {
    readonly outcome: string;
    readonly detail: string;
    readonly dueAt: Instant;
    readonly at: Instant;
  },
): Promise<void> {
  await tx.run(sql`
    UPDATE follower_asks SET outcome = ${end.outcome}, detail = ${end.detail}, due_at = ${end.dueAt}
    WHERE network = ${of.network} AND handle = ${handleOf(of)} AND what = ${what} AND asked_at = ${begunAt}`);
  if (end.outcome === 'answered')
    await tx.run(sql`
      UPDATE follower_asks SET answered_at = ${end.at}
      WHERE network = ${of.network} AND handle = ${handleOf(of)} AND what = ${what}`);
}

/** How many accounts were last answered how, for /metrics. */
export async function askOutcomes(
  read: Read,
): Promise<
  readonly { readonly network: string; readonly outcome: string; readonly count: number }[]
> {
  const rows = await read.all<{ network: string; outcome: string; many: number | string }>(sql`
    SELECT network, outcome, COUNT(*) AS many FROM follower_asks
    WHERE what = 'counts' AND outcome IS NOT NULL GROUP BY network, outcome ORDER BY network, outcome`);
  return rows.map(({ network, outcome, many }) => ({ network, outcome, count: Number(many) }));
}

/** Until when a network is to be left alone. */
export async function pausedUntil(read: Read, network: Network): Promise<Instant | undefined> {
  const row = await read.get<{ until_at: number | string }>(
    sql`SELECT until_at FROM follower_pauses WHERE network = ${network}`,
  );
  return row && Number(row.until_at);
}

export async function pause(tx: Write, network: Network, until: Instant): Promise<void> {
  await tx.run(sql`
    INSERT INTO follower_pauses (network, until_at) VALUES (${network}, ${until})
    ON CONFLICT (network) DO UPDATE SET until_at = excluded.until_at`);
}

/** A reading that jumped, and waits for the next one. */
export type HeldReading = DatedCount & { readonly notedAt: Instant };

export async function heldReading(read: Read, account: string): Promise<HeldReading | undefined> {
  const row = await read.get<{
    read_on: number | string;
    followers: number | string;
    bound: Bound;
    noted_at: number | string;
  }>(
    sql`SELECT read_on, followers, bound, noted_at FROM follower_held_readings WHERE account_id = ${account}`,
  );
  return (
    row && {
      on: dayOf(row.read_on),
      value: Number(row.followers),
      bound: row.bound,
      notedAt: Number(row.noted_at),
    }
  );
}

/** Holds a reading in the place of the one that was held before. */
export async function holdReading(
  tx: Write,
  account: string,
  { on, value, bound }: DatedCount,
  now: Instant,
): Promise<void> {
  await tx.run(sql`
    INSERT INTO follower_held_readings (account_id, read_on, followers, bound, noted_at)
    VALUES (${account}, ${dayNumber(on)}, ${value}, ${bound}, ${now})
    ON CONFLICT (account_id) DO UPDATE SET read_on = excluded.read_on, followers = excluded.followers,
      bound = excluded.bound, noted_at = excluded.noted_at`);
}

export async function dropHeld(tx: Write, account: string): Promise<void> {
  await tx.run(sql`DELETE FROM follower_held_readings WHERE account_id = ${account}`);
}

/** Deletes what was fetched of a network up to an instant, held readings too; returns how many. */
export async function forgetFetched(tx: Write, network: Network, until: Instant): Promise<number> {
  const kept = await tx.run(sql`
    DELETE FROM follower_readings WHERE origin = 'network' AND noted_at <= ${until}
      AND account_id IN (SELECT id FROM follower_accounts WHERE network = ${network})`);
  const held = await tx.run(sql`
    DELETE FROM follower_held_readings WHERE noted_at <= ${until}
      AND account_id IN (SELECT id FROM follower_accounts WHERE network = ${network})`);
  return kept + held;
}

/** What a network gave in the place of a setting, as long as the setting is the one that it was given for. */
export async function renewed(
  read: Read,
  setting: string,
  given: string,
): Promise<string | undefined> {
  const row = await read.get<{ renewed: string }>(
    sql`SELECT renewed FROM follower_renewals WHERE setting = ${setting} AND given = ${given}`,
  );
  return row?.renewed;
}

/** `given`: a digest of what the operator set. */
export async function renew(
  tx: Write,
  setting: string,
  given: string,
  value: string,
): Promise<void> {
  await tx.run(sql`
    INSERT INTO follower_renewals (setting, given, renewed) VALUES (${setting}, ${given}, ${value})
    ON CONFLICT (setting) DO UPDATE SET given = excluded.given, renewed = excluded.renewed`);
}
