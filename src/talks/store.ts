// The tables of series and talks: reading them, locking one for a decision, and their numbers.
import { createHash } from 'node:crypto';
import sql, { empty, raw, type Sql } from 'sql-template-tag';
import { type TalkId, talkId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Read, Row, Write } from '../storage/database.ts';
import { type SeriesFacts, type Speaker, type Survey, type Talk, usualWaiting } from './rules.ts';

const columns = raw(
  't.id, t.number, t.zone, t.starts_at, t.ends_at, t.title, t.abstract, t.speakers, t.place, t.capacity, t.elsewhere, t.dinner, t.cancelled, t.opens_at, t.closes_at, t.survey, t.page, t.revision, s.facts',
);

/**
 * Locks a talk for a decision about its seats, on every engine, and counts its revision up. Undefined where there is no such talk. Several talks are locked in
 * the order of their ids.
 */
export async function lockTalk(tx: Write, talk: TalkId): Promise<Talk | undefined> {
  const row = await tx.get<{ revision: number; capacity: number; mark: string | null }>(
    sql`UPDATE talks SET revision = revision + 1 WHERE id = ${talk} RETURNING revision, capacity, mark`,
  );
  if (!row) return undefined;
  const { revision, capacity, mark } = row;
  if (mark === null) return readTalk(tx, talk);
  const known = marked.get(talk);
  if (known?.mark === mark) return { ...known.talk, revision, capacity };
  const read = await readTalk(tx, talk);
  if (marked.size >= mostMarked) marked.clear();
  if (read) marked.set(talk, { mark, talk: read });
  return read;
}

/**
 * Each decision asks for its talk, and what a talk says changes only with the season's file. The mark is a digest of all that but id, revision and capacity, so
 * that what is kept here can never be anything else than what the row says.
 */
const marked = new Map<TalkId, { readonly mark: string; readonly talk: Talk }>();
const mostMarked = 200;

/** Marks what the talks of a series say. To be called after every change but one of the capacity. */
export async function markTalks(tx: Write, series: string): Promise<void> {
  const rows = await tx.all<Row>(
    sql`SELECT ${columns}, t.mark FROM talks t JOIN series s ON s.id = t.series_id WHERE t.series_id = ${series} ORDER BY t.id`,
  );
  for (const { id, revision: _, capacity: __, mark, ...says } of rows) {
    const digest = createHash('sha256').update(JSON.stringify(says)).digest('base64url');
    if (digest !== mark) await tx.run(sql`UPDATE talks SET mark = ${digest} WHERE id = ${id}`);
  }
}

export async function readTalk(read: Read, talk: TalkId): Promise<Talk | undefined> {
  const row = await read.get<Row>(
    sql`SELECT ${columns} FROM talks t JOIN series s ON s.id = t.series_id WHERE t.id = ${talk}`,
  );
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
    sql`SELECT ${columns} FROM talks t JOIN series s ON s.id = t.series_id WHERE t.number = ${number} ${ofSeries} ORDER BY t.starts_at DESC, t.id LIMIT 1`,
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
    sql`SELECT ${columns} FROM talks t JOIN series s ON s.id = t.series_id WHERE t.ends_at > ${now} ORDER BY t.ends_at, t.id LIMIT ${limit}`,
  );
}

/**
 * A text that is another one as soon as anything was decided or changed about the talks that have not ended, or one of them ends: revisions only grow, and the
 * first to end leaves first.
 */
export async function upcomingMark(read: Read, now: Instant): Promise<string> {
  const row = await read.get<Row>(
    sql`SELECT COUNT(*) AS talks, MIN(ends_at) AS first_end, SUM(revision) AS revisions FROM talks WHERE ends_at > ${now}`,
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
    sql`SELECT ${columns} FROM talks t JOIN series s ON s.id = t.series_id WHERE t.ends_at > ${now} AND t.starts_at > ${now} AND t.cancelled IS NULL ORDER BY t.ends_at, t.id LIMIT ${limit}`,
  );
}

/** The talk that is held right now; of several the first to end. */
export async function runningTalk(read: Read, now: Instant): Promise<Talk | undefined> {
  const running = await many(
    read,
    sql`SELECT ${columns} FROM talks t JOIN series s ON s.id = t.series_id WHERE t.ends_at > ${now} AND t.starts_at <= ${now} AND t.cancelled IS NULL ORDER BY t.ends_at, t.id LIMIT 1`,
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
    sql`SELECT ${columns} FROM talks t JOIN series s ON s.id = t.series_id WHERE t.ends_at <= ${now} ORDER BY t.ends_at DESC, t.id LIMIT ${limit}`,
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
    sql`SELECT ${columns} FROM talks t JOIN series s ON s.id = t.series_id WHERE t.ends_at > ${from} AND t.starts_at < ${to} ORDER BY t.starts_at, t.id LIMIT 50`,
  );
}

/** The newest talks of every series by their start, the last one last. */
export async function newestTalks(read: Read, limit: number): Promise<readonly Talk[]> {
  const newest = await many(
    read,
    sql`SELECT ${columns} FROM talks t JOIN series s ON s.id = t.series_id ORDER BY t.starts_at DESC, t.id DESC LIMIT ${limit}`,
  );
  return [...newest].reverse();
}

/** Talks with a title, the newest 500, by their start: which of them somebody meant is compared by the rule, since engines fold accents differently. */
export async function titledTalks(read: Read): Promise<readonly Talk[]> {
  const newest = await many(
    read,
    sql`SELECT ${columns} FROM talks t JOIN series s ON s.id = t.series_id WHERE t.title IS NOT NULL ORDER BY t.starts_at DESC, t.id LIMIT 500`,
  );
  return [...newest].reverse();
}

/** Sets how many seats a talk has. The caller holds its lock. */
export async function setCapacity(tx: Write, talk: TalkId, capacity: number): Promise<void> {
  await tx.run(sql`UPDATE talks SET capacity = ${capacity} WHERE id = ${talk}`);
}

/** Talks whose last noted phase is not yet final, the next to start first. */
export async function unfinishedTalks(
  read: Read,
): Promise<readonly { readonly talk: Talk; readonly noted: string }[]> {
  const rows = await read.all<Row>(
    sql`SELECT ${columns}, t.phase FROM talks t JOIN series s ON s.id = t.series_id WHERE t.phase IN ('not-yet-open', 'open', 'closed', 'running') ORDER BY t.starts_at, t.id LIMIT 500`,
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
