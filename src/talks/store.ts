// The tables of series and talks: reading them, locking one for a decision, and their numbers.
import { createHash } from 'node:crypto';
import sql, { empty, raw, type Sql } from 'sql-template-tag';
import { type TalkId, talkId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { atMost, type Read, type Row, type Write } from '../storage/database.ts';
import { type SeriesFacts, type Speaker, type Survey, type Talk, usualWaiting } from './rules.ts';

const columns = raw(
  't.id, t.number, t.zone, t.starts_at, t.ends_at, t.title, t.abstract, t.speakers, t.place, t.capacity, t.elsewhere, t.dinner, t.cancelled, t.opens_at, t.closes_at, t.survey, t.page, l.revision, s.facts',
);
const tables = raw(
  'talks t JOIN series s ON s.id = t.series_id JOIN talk_locks l ON l.talk_id = t.id',
);

/**
 * Locks a talk for a decision about its seats, on every engine, and counts its revision up. Undefined where there is no such talk. Several talks are locked in
 * the order of their ids.
 */
export async function lockTalk(tx: Write, talk: TalkId): Promise<Talk | undefined> {
  // Two statements: SQLite takes longer over one that changes and returns.
  if (!(await takeLock(tx, talk))) return undefined;
  const lock = await tx.get<Lock>(
    sql`SELECT revision, mark FROM talk_locks WHERE talk_id = ${talk}`,
  );
  return lock && talkUnder(tx, talk, lock);
}

/** What the row by which a talk is locked says; whoever asks for more of the database in the same statement reads it there. */
export interface Lock {
  readonly revision: number;
  readonly mark: string | null;
}

/** The first half of `lockTalk`; false where there is no such talk. */
export async function takeLock(tx: Write, talk: TalkId): Promise<boolean> {
  const n = await tx.run(
    sql`UPDATE talk_locks SET revision = revision + 1 WHERE talk_id = ${talk}`,
  );
  return n === 1;
}

/** The second half of `lockTalk`: the talk whose lock was taken and read. */
export function talkUnder(tx: Write, talk: TalkId, lock: Lock): Talk | Promise<Talk | undefined> {
  const known = marked.get(talk);
  if (known !== undefined && known.mark === lock.mark)
    return { ...known.talk, revision: lock.revision };
  return readMarked(tx, talk, lock.mark ?? undefined);
}

/**
 * Each decision asks for its talk, and what a talk says seldom changes. The mark is a digest of all that but id and revision, so that what is kept here can
 * never be anything else than what the row says. Whoever changes what a talk says takes its mark away; the next decision marks it anew.
 */
const marked = new Map<TalkId, { readonly mark: string; readonly talk: Talk }>();
const mostMarked = 200;

async function readMarked(
  tx: Write,
  talk: TalkId,
  marking: string | undefined,
): Promise<Talk | undefined> {
  const row = await rowOf(tx, talk);
  if (!row) return undefined;
  const mark = marking ?? digestOf(row);
  if (marking === undefined)
    await tx.run(sql`UPDATE talk_locks SET mark = ${mark} WHERE talk_id = ${talk}`);
  if (marked.size >= mostMarked) marked.clear();
  const read = talkOf(row);
  marked.set(talk, { mark, talk: read });
  return read;
}

function digestOf({ id: _, revision: __, ...says }: Row): string {
  return createHash('sha256').update(JSON.stringify(says)).digest('base64url');
}

/** A talk that was just made: nothing was decided about it yet. */
export async function makeLock(tx: Write, talk: TalkId): Promise<void> {
  await tx.run(sql`INSERT INTO talk_locks (talk_id, revision, mark) VALUES (${talk}, 0, NULL)`);
}

/** What a talk says was changed: to be called with every change of it, or of all talks of a series. */
export async function noteChanged(
  tx: Write,
  what: { readonly talk: TalkId } | { readonly series: string },
): Promise<void> {
  const which =
    'talk' in what
      ? sql`talk_id = ${what.talk}`
      : sql`talk_id IN (SELECT id FROM talks WHERE series_id = ${what.series})`;
  await tx.run(sql`UPDATE talk_locks SET revision = revision + 1, mark = NULL WHERE ${which}`);
}

async function rowOf(read: Read, talk: TalkId): Promise<Row | undefined> {
  return read.get<Row>(sql`SELECT ${columns} FROM ${tables} WHERE t.id = ${talk}`);
}

export async function readTalk(read: Read, talk: TalkId): Promise<Talk | undefined> {
  const row = await rowOf(read, talk);
  return row && talkOf(row);
}

/** The talk of that number, in the newest series that has one or in the series of that key. */
export async function talkByNumber(
  read: Read,
  number: number,
  seriesKey?: string,
): Promise<Talk | undefined> {
  const ofSeries = seriesKey === undefined ? empty : sql`AND s.series_key = ${seriesKey}`;
  const row = await read.get<Row>(
    sql`SELECT ${columns} FROM ${tables} WHERE t.number = ${number} ${ofSeries} ORDER BY t.starts_at DESC, t.id LIMIT 1`,
  );
  return row && talkOf(row);
}

/** Talks that have not ended, the next one first. A cancelled one stands among them. */
export async function upcomingTalks(
  read: Read,
  now: Instant,
  limit = 50,
): Promise<readonly Talk[]> {
  return many(
    read,
    sql`SELECT ${columns} FROM ${tables} WHERE t.ends_at > ${now} ORDER BY t.ends_at, t.id ${atMost(limit)}`,
  );
}

/**
 * A text that is another one as soon as anything was decided or changed about the talks that have not ended, or one of them ends: revisions only grow, and the
 * first to end leaves first.
 */
export async function upcomingMark(read: Read, now: Instant): Promise<string> {
  const row = await read.get<Row>(
    sql`SELECT COUNT(*) AS talks, MIN(t.ends_at) AS first_end, SUM(l.revision) AS revisions FROM talks t JOIN talk_locks l ON l.talk_id = t.id WHERE t.ends_at > ${now}`,
  );
  return `${row?.['talks']} ${row?.['first_end']} ${row?.['revisions']}`;
}

/** Talks that take place and have not started, the next one first. */
export async function talksToCome(
  read: Read,
  now: Instant,
  limit: number,
): Promise<readonly Talk[]> {
  return many(
    read,
    sql`SELECT ${columns} FROM ${tables} WHERE t.ends_at > ${now} AND t.starts_at > ${now} AND t.cancelled IS NULL ORDER BY t.ends_at, t.id ${atMost(limit)}`,
  );
}

/** The talk that is held right now; of several the first to end. */
export async function runningTalk(read: Read, now: Instant): Promise<Talk | undefined> {
  const running = await many(
    read,
    sql`SELECT ${columns} FROM ${tables} WHERE t.ends_at > ${now} AND t.starts_at <= ${now} AND t.cancelled IS NULL ORDER BY t.ends_at, t.id LIMIT 1`,
  );
  return running[0];
}

export async function countToCome(read: Read, now: Instant): Promise<number> {
  const row = await read.get<Row>(
    sql`SELECT COUNT(*) AS talks FROM talks WHERE ends_at > ${now} AND starts_at > ${now} AND cancelled IS NULL`,
  );
  return Number(row?.['talks'] ?? 0);
}

/** Talks that ended, the last one first. */
export async function pastTalks(read: Read, now: Instant, limit = 50): Promise<readonly Talk[]> {
  return many(
    read,
    sql`SELECT ${columns} FROM ${tables} WHERE t.ends_at <= ${now} ORDER BY t.ends_at DESC, t.id ${atMost(limit)}`,
  );
}

/** Talks between two instants of their start, in order. */
export async function talksStarting(
  read: Read,
  from: Instant,
  to: Instant,
): Promise<readonly Talk[]> {
  return many(
    read,
    sql`SELECT ${columns} FROM ${tables} WHERE t.ends_at > ${from} AND t.starts_at < ${to} ORDER BY t.starts_at, t.id LIMIT 50`,
  );
}

/** The newest talks of every series by their start, the last one last. */
export async function newestTalks(read: Read, limit: number): Promise<readonly Talk[]> {
  const newest = await many(
    read,
    sql`SELECT ${columns} FROM ${tables} ORDER BY t.starts_at DESC, t.id DESC ${atMost(limit)}`,
  );
  return [...newest].reverse();
}

/** Talks with a title, the newest 500, by their start: which of them somebody meant is compared by the rule, since engines fold accents differently. */
export async function titledTalks(read: Read): Promise<readonly Talk[]> {
  const newest = await many(
    read,
    sql`SELECT ${columns} FROM ${tables} WHERE t.title IS NOT NULL ORDER BY t.starts_at DESC, t.id LIMIT 500`,
  );
  return [...newest].reverse();
}

/** Sets how many seats a talk has. The caller holds its lock. */
export async function setCapacity(tx: Write, talk: TalkId, capacity: number): Promise<void> {
  await tx.run(sql`UPDATE talks SET capacity = ${capacity} WHERE id = ${talk}`);
  await tx.run(sql`UPDATE talk_locks SET mark = NULL WHERE talk_id = ${talk}`);
}

/** Talks whose last noted phase is not yet final, the next to start first. */
export async function unfinishedTalks(
  read: Read,
): Promise<readonly { readonly talk: Talk; readonly noted: string }[]> {
  const rows = await read.all<Row>(
    sql`SELECT ${columns}, t.phase FROM ${tables} WHERE t.phase IN ('not-yet-open', 'open', 'closed', 'running') ORDER BY t.starts_at, t.id LIMIT 500`,
  );
  return rows.map((row) => ({ talk: talkOf(row), noted: row['phase'] as string }));
}

/** Notes a talk's phase; false where another program noted it before. */
export async function notePhase(
  tx: Write,
  talk: TalkId,
  before: string,
  phase: string,
): Promise<boolean> {
  const n = await tx.run(
    sql`UPDATE talks SET phase = ${phase} WHERE id = ${talk} AND phase = ${before}`,
  );
  return n === 1;
}

export async function theSeries(
  read: Read,
): Promise<{ readonly facts: SeriesFacts; readonly zone: string } | undefined> {
  const row = await read.get<Row>(sql`SELECT facts, zone FROM series ORDER BY id LIMIT 1`);
  return row && { facts: seriesOf(row['facts'] as string), zone: row['zone'] as string };
}

async function many(read: Read, query: Sql): Promise<readonly Talk[]> {
  return (await read.all<Row>(query)).map(talkOf);
}

const optional = <T>(value: unknown): T | undefined => (value === null ? undefined : (value as T));

function talkOf(row: Row): Talk {
  const survey = optional<string>(row['survey']);
  return {
    id: talkId(row['id'] as string),
    number: row['number'] as number,
    zone: row['zone'] as string,
    startsAt: row['starts_at'] as number,
    endsAt: row['ends_at'] as number,
    title: optional(row['title']),
    abstract: optional(row['abstract']),
    speakers: JSON.parse(row['speakers'] as string) as Speaker[],
    place: row['place'] as string,
    capacity: row['capacity'] as number,
    elsewhere: row['elsewhere'] as number,
    dinner: row['dinner'] === 1,
    cancelled: optional(row['cancelled']),
    opensAt: optional(row['opens_at']),
    closesAt: optional(row['closes_at']),
    survey: survey === undefined ? undefined : (JSON.parse(survey) as Survey),
    page: optional(row['page']),
    revision: row['revision'] as number,
    series: seriesOf(row['facts'] as string),
  };
}

// One series' facts come with each of its talks: read once per text.
const seriesRead = new Map<string, SeriesFacts>();
function seriesOf(text: string): SeriesFacts {
  const known = seriesRead.get(text);
  if (known) return known;
  const facts = readSeries(text);
  if (seriesRead.size > 20) seriesRead.clear();
  seriesRead.set(text, facts);
  return facts;
}

/** A series as the database keeps it; one that was kept before it had rules for the waiting list has the usual ones. */
export function readSeries(text: string): SeriesFacts {
  return { waiting: usualWaiting, ...(JSON.parse(text) as Partial<SeriesFacts>) } as SeriesFacts;
}
