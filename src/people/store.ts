// The SQL of persons and their accounts; the links by which two accounts become one person are in store/links.ts.
import sql, { join } from 'sql-template-tag';
import { type Account, accountKey, type PlatformName } from '../kernel/account.ts';
import { type NewId, type PersonId, personId } from '../kernel/ids.ts';
import { type Language, languageOf } from '../kernel/language.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import type { KnownAccount, Profile } from './rules.ts';
import { mergeQuietHours } from './store/quiet-hours.ts';

export type { KnownAccount, Profile } from './rules.ts';

interface AccountRow {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly user_id: string;
  readonly person_id: string | null;
  readonly name: string | null;
  readonly locale: string | null;
  readonly zone: string | null;
  readonly described_at: Instant | null;
  readonly preferred_language: string | null;
  readonly preferred_zone: string | null;
}

const accountColumns = sql`a.platform, a.workspace, a.user_id, a.person_id, a.name, a.locale,
  a.zone, a.described_at, p.language AS preferred_language, p.zone AS preferred_zone`;

function known(row: AccountRow): KnownAccount {
  const language = languageOf(row.preferred_language ?? undefined);
  return {
    account: { platform: row.platform, workspace: row.workspace, user: row.user_id },
    ...(row.person_id !== null && { person: personId(row.person_id) }),
    ...(row.name !== null && { name: row.name }),
    ...(row.locale !== null && { locale: row.locale }),
    ...(row.zone !== null && { zone: row.zone }),
    ...(row.described_at !== null && { describedAt: row.described_at }),
    ...(language && { preferredLanguage: language }),
    ...(row.preferred_zone !== null && { preferredZone: row.preferred_zone }),
  };
}

/** The person whose account this is; undefined for an account that is not known, or that nobody ever used. Every decision asks this, most ask no more. */
export async function personOf(read: Read, account: Account): Promise<PersonId | undefined> {
  const row = await read.get<{ person_id: string | null }>(
    sql`SELECT person_id FROM accounts WHERE key = ${accountKey(account)}`,
  );
  return row && row.person_id !== null ? personId(row.person_id) : undefined;
}

/** The person whose account this is; account and person are made where they are not yet known. */
export async function ensurePerson(
  tx: Write,
  account: Account,
  newId: NewId,
  now: Instant,
): Promise<PersonId> {
  return (await personOf(tx, account)) ?? makePerson(tx, account, newId, now);
}

/** As `ensurePerson`, for an account that was looked at in this transaction and belongs to nobody. */
export async function makePerson(
  tx: Write,
  account: Account,
  newId: NewId,
  now: Instant,
): Promise<PersonId> {
  const key = accountKey(account);
  const fresh = newId();
  await tx.run(sql`INSERT INTO persons (id, created_at) VALUES (${fresh}, ${now})`);
  const made = await tx.run(sql`
    INSERT INTO accounts (key, platform, workspace, user_id, person_id)
    VALUES (${key}, ${account.platform}, ${account.workspace}, ${account.user}, ${fresh})
    ON CONFLICT (key) DO UPDATE SET person_id = excluded.person_id
    WHERE accounts.person_id IS NULL`);
  if (made === 1) return personId(fresh);
  // Another machine made the person between the look and the insert.
  await tx.run(sql`DELETE FROM persons WHERE id = ${fresh}`);
  const other = await personOf(tx, account);
  if (!other) throw new Error('an account that is there belongs to nobody');
  return other;
}

/** What is known of an account, with what its person prefers. */
export function findAccount(read: Read, account: Account): Promise<KnownAccount | undefined> {
  return findAccountByKey(read, accountKey(account));
}

/** The same by the account's key. */
export async function findAccountByKey(read: Read, key: string): Promise<KnownAccount | undefined> {
  const row = await read.get<AccountRow>(sql`
    SELECT ${accountColumns} FROM accounts a LEFT JOIN persons p ON p.id = a.person_id
    WHERE a.key = ${key}`);
  return row && known(row);
}

/** Every account of a person, in the order of their keys. */
export async function accountsOf(read: Read, person: PersonId): Promise<readonly KnownAccount[]> {
  const rows = await read.all<AccountRow>(sql`
    SELECT ${accountColumns} FROM accounts a JOIN persons p ON p.id = a.person_id
    WHERE a.person_id = ${person}`);
  // Sorted here: an order in SQL would depend on the engine's collation.
  return rows.map(known).sort((a, b) => (accountKey(a.account) < accountKey(b.account) ? -1 : 1));
}

/** Whether one of these accounts, by their keys, is a person's. */
export async function hasAccountAmong(
  read: Read,
  person: PersonId,
  keys: readonly string[],
): Promise<boolean> {
  if (keys.length === 0) return false;
  const row = await read.get(
    sql`SELECT 1 AS found FROM accounts WHERE person_id = ${person} AND key IN (${join(keys)}) LIMIT 1`,
  );
  return row !== undefined;
}

/** Whether an account is still one of a person's: two accounts may have parted since a message was left for one of them. */
export async function isOf(
  read: Read,
  account: Account | undefined,
  person: PersonId,
): Promise<boolean> {
  return account !== undefined && (await personOf(read, account)) === person;
}

/** Keeps what the platform says of an account; whose it is does not change. `now` on the series' clock. */
export async function saveProfile(
  tx: Write,
  account: Account,
  profile: Profile,
  now: Instant,
): Promise<void> {
  await tx.run(sql`
    INSERT INTO accounts
      (key, platform, workspace, user_id, name, locale, zone, described_at)
    VALUES (${accountKey(account)}, ${account.platform}, ${account.workspace}, ${account.user},
      ${profile.name || null}, ${profile.locale ?? null}, ${profile.zone ?? null}, ${now})
    ON CONFLICT (key) DO UPDATE SET name = excluded.name, locale = excluded.locale,
      zone = excluded.zone, described_at = excluded.described_at`);
}

/** Calls a known account what somebody else called it, until its platform says its name. */
export async function nameUnnamed(tx: Write, account: Account, name: string): Promise<void> {
  await tx.run(sql`
    UPDATE accounts SET name = ${name || null} WHERE key = ${accountKey(account)} AND name IS NULL`);
}

export type Preference =
  | { readonly language?: Language | undefined }
  | { readonly zone?: Zone | undefined };

/** Sets what a person prefers over what the platform says; undefined takes the preference away. */
export async function setPreference(
  tx: Write,
  person: PersonId,
  preference: Preference,
): Promise<void> {
  if ('language' in preference) {
    const language = preference.language ?? null;
    await tx.run(sql`UPDATE persons SET language = ${language} WHERE id = ${person}`);
  }
  if ('zone' in preference) {
    const zone = preference.zone ?? null;
    await tx.run(sql`UPDATE persons SET zone = ${zone} WHERE id = ${person}`);
  }
  await countChange(tx, person);
}

/** To be called after every change of what a person has set, or of their accounts: by it other programs see that their page is another now. */
export async function countChange(tx: Write, person: PersonId): Promise<void> {
  await tx.run(sql`UPDATE persons SET changes = changes + 1 WHERE id = ${person}`);
}

/** A text that is another one as soon as anybody has set something, or has other accounts: the counts only grow. */
export async function personsMark(read: Read): Promise<string> {
  const row = await read.get<{ persons: number; changes: number | null }>(
    sql`SELECT COUNT(*) AS persons, SUM(changes) AS changes FROM persons`,
  );
  return `${row?.persons} ${row?.changes}`;
}

/** Makes the account known where it is not, without a person; any decision about it starts here. */
export async function ensureAccount(tx: Write, account: Account): Promise<void> {
  await tx.run(sql`
    INSERT INTO accounts (key, platform, workspace, user_id)
    VALUES (${accountKey(account)}, ${account.platform}, ${account.workspace}, ${account.user})
    ON CONFLICT (key) DO NOTHING`);
}

/** Gives all accounts of `from` to `into`, with the preferences that `into` has not. The emptied person stays: seats and other rows still name it. */
export async function mergePersons(tx: Write, from: PersonId, into: PersonId): Promise<void> {
  await tx.run(sql`
    UPDATE persons SET
      language = COALESCE(language, (SELECT f.language FROM persons f WHERE f.id = ${from})),
      zone = COALESCE(zone, (SELECT f.zone FROM persons f WHERE f.id = ${from}))
    WHERE id = ${into}`);
  await tx.run(sql`UPDATE persons SET language = NULL, zone = NULL WHERE id = ${from}`);
  await tx.run(sql`UPDATE accounts SET person_id = ${into} WHERE person_id = ${from}`);
  await mergeQuietHours(tx, from, into);
  await countChange(tx, into);
}

/** Holds persons until the end of the transaction, in the order of their ids, so that two merges cannot cross. */
export async function lockPersons(tx: Write, ...persons: readonly PersonId[]): Promise<void> {
  for (const person of [...persons].sort())
    await tx.run(sql`UPDATE persons SET created_at = created_at WHERE id = ${person}`);
}

/** Leaves the person to one account; the others are nobody's until they decide something. */
export async function leaveTo(tx: Write, person: PersonId, account: Account): Promise<void> {
  const parted = await tx.run(sql`
    UPDATE accounts SET person_id = NULL
    WHERE person_id = ${person} AND key <> ${accountKey(account)}`);
  if (parted > 0) await countChange(tx, person);
}
