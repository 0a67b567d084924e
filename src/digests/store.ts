// The tables of digests: what is set in a channel or for a person, which of its days are done with, and what it last told.
import sql, { type Sql } from 'sql-template-tag';
import {
  type Account,
  accountKey,
  type Conversation,
  type PlatformName,
  parseAccountKey,
} from '../kernel/account.ts';
import { type DigestId, digestId, type NewId } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import type { Instant, LocalDate } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import type { ToldTalks } from './rules/news.ts';
import type { Wish } from './rules.ts';

/** What is set in a channel, or in somebody's direct conversation. An inactive one is kept, so that its days stay done with. */
export interface Digest extends Wish {
  readonly id: DigestId;
  readonly conversation: Conversation;
  /** Whose own digest it is; undefined for a channel's. */
  readonly account: Account | undefined;
  readonly setAt: Instant;
  readonly active: boolean;
}

/** What became of a day: `empty`: there was nothing to say; `skipped`: it would have come too late. */
export type DayOutcome = 'sent' | 'empty' | 'skipped';

interface DigestRow {
  readonly id: string;
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly channel: string;
  readonly zone: string | null;
  readonly language: Language | null;
  readonly at_local: string;
  readonly days: string;
  readonly set_at: Instant;
  readonly active: number;
  readonly account_key: string | null;
}

function digestOf(row: DigestRow): Digest {
  return {
    id: digestId(row.id),
    conversation: { platform: row.platform, workspace: row.workspace, channel: row.channel },
    account: parseAccountKey(row.account_key ?? ''),
    at: row.at_local,
    zone: row.zone ?? undefined,
    language: row.language ?? undefined,
    days: [...row.days].map(Number),
    setAt: row.set_at,
    active: row.active === 1,
  };
}

const inChannel = ({ platform, workspace, channel }: Conversation): Sql =>
  sql`platform = ${platform} AND workspace = ${workspace} AND channel = ${channel}`;

/** What is, or once was, set in a channel. */
export async function digestIn(read: Read, channel: Conversation): Promise<Digest | undefined> {
  const row = await read.get<DigestRow>(sql`SELECT * FROM digests WHERE ${inChannel(channel)}`);
  return row && digestOf(row);
}

/** The digest that somebody set for themselves; undefined where none comes. */
export async function ownDigestOf(read: Read, account: Account): Promise<Digest | undefined> {
  const row = await read.get<DigestRow>(
    sql`SELECT * FROM digests WHERE account_key = ${accountKey(account)} AND active = 1 ORDER BY id LIMIT 1`,
  );
  return row && digestOf(row);
}

export async function readDigest(read: Read, id: DigestId): Promise<Digest | undefined> {
  const row = await read.get<DigestRow>(sql`SELECT * FROM digests WHERE id = ${id}`);
  return row && digestOf(row);
}

/** The same, held until the end of the transaction: its days are claimed by one program at a time. */
export async function lockDigest(tx: Write, id: DigestId): Promise<Digest | undefined> {
  const row = await tx.get<DigestRow>(
    sql`UPDATE digests SET active = active WHERE id = ${id} RETURNING *`,
  );
  return row && digestOf(row);
}

/** A text that is another one as soon as a digest is set, set anew or ended. */
export async function digestsMark(read: Read): Promise<string> {
  const row = await read.get<{ digests: number; active: number | null; set_at: number | null }>(
    sql`SELECT COUNT(*) AS digests, SUM(active) AS active, SUM(set_at) AS set_at FROM digests`,
  );
  return `${row?.digests} ${row?.active} ${row?.set_at}`;
}

/** All that are set, in the order of their ids. */
export async function activeDigests(read: Read): Promise<readonly Digest[]> {
  const rows = await read.all<DigestRow>(sql`SELECT * FROM digests WHERE active = 1 ORDER BY id`);
  return rows.map(digestOf);
}

/** Digests that are set, or had a day done with, since it was last worked out when they come next; in the order of their ids. */
export async function undatedDigests(read: Read): Promise<readonly Digest[]> {
  const rows = await read.all<DigestRow>(
    sql`SELECT * FROM digests WHERE active = 1 AND due_at IS NULL ORDER BY id`,
  );
  return rows.map(digestOf);
}

/** When the first of all others comes, as it was worked out; `own`: it is a person's. */
export async function firstDated(
  read: Read,
): Promise<{ readonly at: Instant; readonly own: string | undefined } | undefined> {
  const row = await read.get<{ due_at: Instant; account_key: string | null }>(sql`
    SELECT due_at, account_key FROM digests WHERE active = 1 AND due_at IS NOT NULL
    ORDER BY due_at, id LIMIT 1`);
  return row && { at: row.due_at, own: row.account_key ?? undefined };
}

/** The digests that come at or before an instant, as it was worked out, in the order of their ids. */
export async function digestsDue(read: Read, now: Instant): Promise<readonly DigestId[]> {
  const rows = await read.all<{ id: string }>(
    sql`SELECT id FROM digests WHERE active = 1 AND due_at <= ${now} ORDER BY id`,
  );
  return rows.map((row) => digestId(row.id));
}

/** Keeps when a digest comes next. The caller holds the digest's lock. */
export async function date(tx: Write, id: DigestId, dueAt: Instant): Promise<void> {
  await tx.run(sql`UPDATE digests SET due_at = ${dueAt} WHERE id = ${id}`);
}

/** All days are to be worked out anew: what they depend on besides the digests may have changed. */
export async function undateAll(tx: Write): Promise<void> {
  await tx.run(sql`UPDATE digests SET due_at = NULL WHERE due_at IS NOT NULL`);
}

/** Sets a channel's digest in the place of any before; `setAt` on the series' clock: the first one comes after it. */
export async function setDigest(
  tx: Write,
  wish: Wish & Pick<Digest, 'conversation' | 'account'>,
  newId: NewId,
  setAt: Instant,
): Promise<Digest> {
  const { platform, workspace, channel } = wish.conversation;
  const row = await tx.get<DigestRow>(sql`
    INSERT INTO digests (id, platform, workspace, channel, account_key, zone, language, at_local,
      days, set_at, active)
    VALUES (${newId()}, ${platform}, ${workspace}, ${channel},
      ${wish.account ? accountKey(wish.account) : null}, ${wish.zone ?? null},
      ${wish.language ?? null}, ${wish.at}, ${wish.days.join('')}, ${setAt}, 1)
    ON CONFLICT (platform, workspace, channel) DO UPDATE SET zone = excluded.zone,
      language = excluded.language, at_local = excluded.at_local, days = excluded.days,
      set_at = excluded.set_at, account_key = excluded.account_key, active = 1, due_at = NULL
    RETURNING *`);
  return digestOf(row as DigestRow);
}

/** Ends a channel's digest; false where none was set. */
export async function endDigest(tx: Write, channel: Conversation): Promise<boolean> {
  const ended = await tx.run(
    sql`UPDATE digests SET active = 0 WHERE ${inChannel(channel)} AND active = 1`,
  );
  await tx.run(sql`
    DELETE FROM digest_told WHERE digest_id IN (SELECT id FROM digests WHERE ${inChannel(channel)})`);
  return ended === 1;
}

/** Undoes `set` where nobody has set it anew since: what was there before stands again. */
export async function takeBack(tx: Write, set: Digest, before: Digest | undefined): Promise<void> {
  const old = before ?? { ...set, active: false };
  const taken = await tx.run(sql`
    UPDATE digests SET zone = ${old.zone ?? null}, language = ${old.language ?? null},
      at_local = ${old.at}, days = ${old.days.join('')}, set_at = ${old.setAt},
      active = ${old.active ? 1 : 0}, due_at = NULL
    WHERE id = ${set.id} AND set_at = ${set.setAt} AND at_local = ${set.at}
      AND days = ${set.days.join('')} AND active = 1`);
  if (taken === 1 && !old.active) await forgetTold(tx, set.id);
}

/** The newest local day that is done with. Days of one form order alike under every collation. */
export async function lastDay(read: Read, id: DigestId): Promise<LocalDate | undefined> {
  const row = await read.get<{ local_date: string }>(sql`
    SELECT local_date FROM digest_days WHERE digest_id = ${id} ORDER BY local_date DESC LIMIT 1`);
  return row?.local_date;
}

/** Claims a local day for ever. The caller holds the digest's lock. */
export async function claimDay(
  tx: Write,
  id: DigestId,
  on: LocalDate,
  how: DayOutcome,
): Promise<void> {
  await tx.run(
    sql`INSERT INTO digest_days (digest_id, local_date, how) VALUES (${id}, ${on}, ${how})`,
  );
  await tx.run(sql`UPDATE digests SET due_at = NULL WHERE id = ${id}`);
}

/** What a digest told, when, and by which notice; an empty key: what stood when it was set. */
export interface ToldRow {
  readonly noticeKey: string;
  readonly toldAt: Instant;
  readonly talks: ToldTalks;
}

/** What a digest told, the newest first. */
export async function toldRows(read: Read, id: DigestId): Promise<readonly ToldRow[]> {
  const rows = await read.all<{ notice_key: string; told_at: Instant; talks: string }>(sql`
    SELECT notice_key, told_at, talks FROM digest_told WHERE digest_id = ${id}`);
  return rows
    .map((row) => ({
      noticeKey: row.notice_key,
      toldAt: row.told_at,
      talks: JSON.parse(row.talks) as ToldTalks,
    }))
    .sort((a, b) => b.toldAt - a.toldAt || (a.noticeKey < b.noticeKey ? 1 : -1));
}

/** Keeps what a digest tells by a notice. */
export async function keepTold(tx: Write, id: DigestId, row: ToldRow): Promise<void> {
  await tx.run(sql`
    INSERT INTO digest_told (digest_id, notice_key, told_at, talks)
    VALUES (${id}, ${row.noticeKey}, ${row.toldAt}, ${JSON.stringify(row.talks)})
    ON CONFLICT (digest_id, notice_key) DO UPDATE SET told_at = excluded.told_at,
      talks = excluded.talks`);
}

/** Forgets what a digest told before an instant; all of it where none is given. */
export async function forgetTold(tx: Write, id: DigestId, before?: Instant): Promise<void> {
  await tx.run(
    before === undefined
      ? sql`DELETE FROM digest_told WHERE digest_id = ${id}`
      : sql`DELETE FROM digest_told WHERE digest_id = ${id} AND told_at < ${before}`,
  );
}
