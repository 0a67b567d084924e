// The SQL of the links by which two accounts become one person, and of the wrong codes that were typed.
import sql, { type Sql } from 'sql-template-tag';
import { type Account, accountKey } from '../../kernel/account.ts';
import { type LinkId, linkId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Read, Write } from '../../storage/database.ts';
import type { Link, LinkState, Tries } from '../rules.ts';

interface LinkRow {
  readonly id: string;
  readonly code: string;
  readonly from_account: string;
  readonly to_account: string | null;
  readonly state: LinkState;
  readonly from_yes: number;
  readonly to_yes: number;
  readonly expires_at: Instant;
}

const linkColumns = sql`id, code, from_account, to_account, state, from_yes, to_yes, expires_at`;

const linkOf = (row: LinkRow): Link => ({
  id: linkId(row.id),
  code: row.code,
  owner: row.from_account,
  ...(row.to_account !== null && { typist: row.to_account }),
  state: row.state,
  ownerYes: row.from_yes === 1,
  typistYes: row.to_yes === 1,
  expiresAt: row.expires_at,
});

async function lockedLink(tx: Write, which: Sql): Promise<Link | undefined> {
  const row = await tx.get<LinkRow>(
    sql`UPDATE account_links SET state = state WHERE id = ${which} RETURNING ${linkColumns}`,
  );
  return row && linkOf(row);
}

/** Whether a link with this code is still alive, so that a new one must not have it. */
export async function codeInUse(read: Read, code: string, now: Instant): Promise<boolean> {
  const row = await read.get(sql`
    SELECT 1 AS used FROM account_links WHERE code = ${code} AND expires_at > ${now} LIMIT 1`);
  return row !== undefined;
}

const week = 7 * 24 * 3_600_000;

/** Opens a link for a known account; its older codes end, and what is over for a week is forgotten. */
export async function openLink(
  tx: Write,
  link: { readonly id: LinkId; readonly code: string; readonly account: Account },
  now: Instant,
  expiresAt: Instant,
): Promise<void> {
  const owner = accountKey(link.account);
  await tx.run(sql`
    UPDATE account_links SET expires_at = ${now}
    WHERE from_account = ${owner} AND state = 'open' AND expires_at > ${now}`);
  await tx.run(sql`
    DELETE FROM account_links WHERE from_account = ${owner} AND expires_at < ${now - week}`);
  await tx.run(sql`
    INSERT INTO account_links
      (id, code, from_account, state, from_yes, to_yes, created_at, expires_at)
    VALUES (${link.id}, ${link.code}, ${owner}, 'open', 0, 0, ${now}, ${expiresAt})`);
}

/** The newest link of a code, held until the end of the transaction. */
export function lockLinkByCode(tx: Write, code: string): Promise<Link | undefined> {
  return lockedLink(
    tx,
    sql`(SELECT l.id FROM account_links l WHERE l.code = ${code}
      ORDER BY l.expires_at DESC, l.created_at DESC LIMIT 1)`,
  );
}

/** A link, held until the end of the transaction. */
export function lockLink(tx: Write, id: LinkId): Promise<Link | undefined> {
  return lockedLink(tx, sql`${id}`);
}

export async function findLink(read: Read, id: LinkId): Promise<Link | undefined> {
  const row = await read.get<LinkRow>(
    sql`SELECT ${linkColumns} FROM account_links WHERE id = ${id}`,
  );
  return row && linkOf(row);
}

/** The questions that wait for an account's answer or its partner's, the newest first. */
export async function askedLinks(
  read: Read,
  account: Account,
  now: Instant,
): Promise<readonly Link[]> {
  const key = accountKey(account);
  const rows = await read.all<LinkRow>(sql`
    SELECT ${linkColumns} FROM account_links
    WHERE (from_account = ${key} OR to_account = ${key}) AND state = 'asked' AND expires_at > ${now}
    ORDER BY expires_at DESC, created_at DESC`);
  return rows.map(linkOf);
}

/** Keeps what became of a link. */
export async function saveLink(tx: Write, link: Link): Promise<void> {
  await tx.run(sql`
    UPDATE account_links SET to_account = ${link.typist ?? null}, state = ${link.state},
      from_yes = ${link.ownerYes ? 1 : 0}, to_yes = ${link.typistYes ? 1 : 0},
      expires_at = ${link.expiresAt}
    WHERE id = ${link.id}`);
}

/** How often a known account typed a wrong code, held until the end of the transaction. */
export async function lockTries(tx: Write, account: Account, now: Instant): Promise<Tries> {
  const row = await tx.get<Tries>(sql`
    INSERT INTO link_tries (account, since, wrong) VALUES (${accountKey(account)}, ${now}, 0)
    ON CONFLICT (account) DO UPDATE SET wrong = link_tries.wrong
    RETURNING since, wrong`);
  return row ?? { since: now, wrong: 0 };
}

export async function saveTries(tx: Write, account: Account, tries: Tries): Promise<void> {
  await tx.run(sql`
    UPDATE link_tries SET since = ${tries.since}, wrong = ${tries.wrong}
    WHERE account = ${accountKey(account)}`);
}
