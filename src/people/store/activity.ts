// The SQL of which accounts are in use, as their platforms say.
import sql, { join } from 'sql-template-tag';
import { type Account, accountKey, type PlatformName } from '../../kernel/account.ts';
import { type PersonId, personId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Read, Write } from '../../storage/database.ts';
import { isOf } from '../store.ts';

/** Whether an account is in use; one of which nothing was ever said is. */
export async function isActive(read: Read, account: Account): Promise<boolean> {
  const row = await read.get<{ active: number }>(
    sql`SELECT active FROM account_activity WHERE account_key = ${accountKey(account)}`,
  );
  return row?.active !== 0;
}

/**
 * Notes what a platform says of a known account at an instant of its own clock; what is older than what was heard before changes nothing. Whether the
 * account's state is another now; false for an account that nobody knows.
 */
export async function noteActivity(
  tx: Write,
  account: Account,
  active: boolean,
  heardAt: Instant,
): Promise<boolean> {
  const key = accountKey(account);
  const known = await tx.get(sql`SELECT 1 AS known FROM accounts WHERE key = ${key}`);
  if (!known) return false;
  // The row is written first, so that two programs decide one after the other.
  const before = await tx.get<{ active: number }>(sql`
    INSERT INTO account_activity (account_key, active, heard_at) VALUES (${key}, 1, 0)
    ON CONFLICT (account_key) DO UPDATE SET active = account_activity.active
    RETURNING active`);
  const noted = await tx.run(sql`
    UPDATE account_activity SET active = ${active ? 1 : 0}, heard_at = ${heardAt}
    WHERE account_key = ${key} AND heard_at <= ${heardAt}`);
  return noted === 1 && (before?.active === 1) !== active;
}

/**
 * Why a message for a person is not said to the account for which it was left, and which other account in use gets it instead; undefined where it is theirs
 * still and in use. Accounts are parted and deactivated while messages wait.
 */
export async function astray(
  read: Read,
  account: Account | undefined,
  person: PersonId,
): Promise<{ readonly dropped: string; readonly instead?: Account } | undefined> {
  const theirs = await isOf(read, account, person);
  if (theirs && account && (await isActive(read, account))) return undefined;
  const [other] = (await activeAccounts(read, [person])).get(person) ?? [];
  return {
    dropped: theirs ? 'the account is deactivated' : 'the account is another person’s by now',
    ...(other && { instead: other }),
  };
}

/** The accounts in use of each of these persons; a person without any is left out. Of one person in the order of their keys. */
export async function activeAccounts(
  read: Read,
  persons: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, readonly Account[]>> {
  const found = new Map<PersonId, Account[]>();
  if (persons.length === 0) return found;
  const rows = await read.all<{
    person_id: string;
    platform: PlatformName;
    workspace: string;
    user_id: string;
  }>(sql`
    SELECT a.person_id, a.platform, a.workspace, a.user_id FROM accounts a
    WHERE a.person_id IN (${join(persons)}) AND NOT EXISTS (
      SELECT 1 FROM account_activity x WHERE x.account_key = a.key AND x.active = 0)`);
  for (const row of rows) {
    const account = { platform: row.platform, workspace: row.workspace, user: row.user_id };
    const person = personId(row.person_id);
    found.set(person, [...(found.get(person) ?? []), account]);
  }
  // Sorted here: an order in SQL would depend on the engine's collation.
  for (const accounts of found.values())
    accounts.sort((a, b) => (accountKey(a) < accountKey(b) ? -1 : 1));
  return found;
}
