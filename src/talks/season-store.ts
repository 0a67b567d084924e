// Loads a season into the tables, field by field against the last file loaded: changed only in the file, the file wins; changed by an organiser, the
// organiser wins; a talk gone from the file stays and is reported.
import sql, { join, raw } from 'sql-template-tag';
import type { Fact, TalkPlan } from '../kernel/facts.ts';
import { type NewId, type TalkId, talkId } from '../kernel/ids.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import type { Row, Write } from '../storage/database.ts';
import type { FiledTalk, Season } from './rules.ts';
import { phaseOf } from './rules.ts';
import { makeLock, noteChanged, readSeries, readTalk } from './store.ts';

export interface SeasonReport {
  readonly added: readonly number[];
  readonly changed: readonly number[];
  /** Changed both in the file and by an organiser: the organiser's stays. */
  readonly kept: readonly { readonly number: number; readonly field: string }[];
  /** Stand in the database and no longer in the file. */
  readonly gone: readonly number[];
}

type Column = string | number | null;

/** The columns that a file sets. */
function columnsOf(talk: FiledTalk): Readonly<Record<string, Column>> {
  return {
    zone: talk.zone,
    starts_at: talk.startsAt,
    ends_at: talk.endsAt,
    starts_local: talk.startsLocal,
    ends_local: talk.endsLocal,
    title: talk.title,
    abstract: talk.abstract,
    speakers: JSON.stringify(talk.speakers),
    place: talk.place,
    capacity: talk.capacity,
    elsewhere: talk.elsewhere,
    dinner: talk.dinner ? 1 : 0,
    cancelled: talk.cancelled,
    opens_at: talk.opensAt,
    closes_at: talk.closesAt,
    survey: talk.survey === null ? null : JSON.stringify(talk.survey),
    page: talk.page,
  };
}

const seatFields = new Set(['capacity', 'elsewhere', 'cancelled', 'starts_at']);
const planFields = new Set(['zone', 'starts_at', 'ends_at', 'place', 'title', 'cancelled']);

/** When a talk is goes together, so that an organiser's move is never half undone; any other column stands alone. */
const times: readonly string[] = ['zone', 'starts_at', 'ends_at', 'starts_local', 'ends_local'];
const groupOf = (field: string): string => (times.includes(field) ? 'times' : field);

/** Merges a season; returns what changed and the facts that follow from it. Loading the same file again changes nothing. */
export async function mergeSeason(
  tx: Write,
  season: Season,
  newId: NewId,
  now: Instant,
): Promise<{ readonly report: SeasonReport; readonly facts: readonly Fact[] }> {
  const series = await saveSeries(tx, season, newId);
  const seriesId = series.id;
  const known = await tx.all<Row>(
    sql`SELECT * FROM talks WHERE series_id = ${seriesId} ORDER BY id`,
  );
  const byNumber = new Map(known.map((row) => [row['number'] as number, row]));
  const added: number[] = [];
  const changed: number[] = [];
  const kept: { number: number; field: string }[] = [];
  const facts: Fact[] = [];
  // Several talks are locked in the order of their ids.
  const idOf = (talk: FiledTalk) => String(byNumber.get(talk.number)?.['id'] ?? '~');
  const filed = [...season.talks].sort((a, b) =>
    idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0,
  );
  for (const talk of filed) {
    const row = byNumber.get(talk.number);
    const subject = `${season.series.key}/${talk.number}`;
    const columns = columnsOf(talk);
    if (!row) {
      facts.push({
        kind: 'talk-changed',
        talk: await insertTalk(tx, seriesId, talk, columns, newId, now),
      });
      for (const [field, value] of Object.entries(columns))
        await saveFileValue(tx, subject, field, value);
      added.push(talk.number);
      continue;
    }
    const last = await fileValues(tx, subject);
    const before = (field: string) => last.get(field);
    const held = (field: string) => JSON.stringify(row[field]);
    const moved = Object.entries(columns).filter(
      ([field, v]) => before(field) !== JSON.stringify(v),
    );
    const groups = new Set(moved.map(([field]) => groupOf(field)));
    const updates: [string, Column][] = [];
    for (const group of groups) {
      const fields = Object.entries(columns).filter(([field]) => groupOf(field) === group);
      for (const [field, value] of fields) await saveFileValue(tx, subject, field, value);
      if (fields.every(([field, value]) => held(field) === JSON.stringify(value))) continue;
      if (fields.every(([field]) => before(field) === undefined || held(field) === before(field)))
        updates.push(...fields);
      else kept.push({ number: talk.number, field: group });
    }
    const id = talkId(row['id'] as string);
    const seatsToo = series.waitingChanged || updates.some(([field]) => seatFields.has(field));
    if (updates.length === 0) {
      if (series.changed) facts.push({ kind: 'talk-changed', talk: id });
      if (seatsToo) facts.push({ kind: 'seats-changed', talk: id });
      continue;
    }
    const sets = updates.map(([field, value]) => sql`${raw(field)} = ${value}`);
    // Its lock first, as decisions take it.
    await noteChanged(tx, { talk: id });
    await tx.run(sql`UPDATE talks SET ${join(sets)} WHERE id = ${id}`);
    await renotePhase(tx, id, now);
    changed.push(talk.number);
    facts.push({ kind: 'talk-changed', talk: id });
    // Before the seats are settled: whoever then gets one has heard first what the talk has become.
    if (updates.some(([field]) => planFields.has(field)))
      facts.push({ kind: 'plan-changed', talk: id, before: planOf(row) });
    if (seatsToo) facts.push({ kind: 'seats-changed', talk: id });
  }
  const numbers = new Set(season.talks.map((t) => t.number));
  return {
    report: { added, changed, kept, gone: [...byNumber.keys()].filter((n) => !numbers.has(n)) },
    facts,
  };
}

function planOf(row: Row): TalkPlan {
  return {
    startsAt: row['starts_at'] as Instant,
    endsAt: row['ends_at'] as Instant,
    zone: row['zone'] as Zone,
    place: row['place'] as string,
    title: (row['title'] as string | null) ?? undefined,
    cancelled: (row['cancelled'] as string | null) ?? undefined,
  };
}

async function saveSeries(
  tx: Write,
  season: Season,
  newId: NewId,
): Promise<{ readonly id: string; readonly changed: boolean; readonly waitingChanged: boolean }> {
  const facts = JSON.stringify(season.series);
  const before = await tx.get<Row>(
    sql`SELECT facts FROM series WHERE series_key = ${season.series.key}`,
  );
  const row = await tx.get<Row>(sql`
    INSERT INTO series (id, series_key, facts, zone) VALUES (${newId()}, ${season.series.key}, ${facts}, ${season.zone})
    ON CONFLICT (series_key) DO UPDATE SET facts = ${facts}, zone = ${season.zone} RETURNING id`);
  const id = (row as Row)['id'] as string;
  const changed = before?.['facts'] !== facts;
  // What is said of the series is said of each of its talks.
  if (changed) await noteChanged(tx, { series: id });
  const waitingBefore = before && JSON.stringify(readSeries(before['facts'] as string).waiting);
  return {
    id,
    changed,
    waitingChanged: before !== undefined && waitingBefore !== JSON.stringify(season.series.waiting),
  };
}

/** A talk that a file moved, cancelled or revived is in another phase than the one noted, also where that one was final. */
async function renotePhase(tx: Write, id: TalkId, now: Instant): Promise<void> {
  const talk = await readTalk(tx, id);
  if (talk) await tx.run(sql`UPDATE talks SET phase = ${phaseOf(talk, now)} WHERE id = ${id}`);
}

async function insertTalk(
  tx: Write,
  series: string,
  talk: FiledTalk,
  columns: Readonly<Record<string, Column>>,
  newId: NewId,
  now: Instant,
) {
  const id = talkId(newId());
  const phase = phaseOf(
    {
      cancelled: talk.cancelled ?? undefined,
      startsAt: talk.startsAt,
      endsAt: talk.endsAt,
      opensAt: talk.opensAt ?? undefined,
      closesAt: talk.closesAt ?? undefined,
    },
    now,
  );
  await tx.run(sql`
    INSERT INTO talks (id, series_id, number, zone, starts_at, ends_at, starts_local, ends_local, title, abstract, speakers, place, capacity, elsewhere,
      dinner, cancelled, opens_at, closes_at, survey, page, phase)
    VALUES (${id}, ${series}, ${talk.number}, ${talk.zone}, ${talk.startsAt}, ${talk.endsAt}, ${talk.startsLocal}, ${talk.endsLocal}, ${talk.title},
      ${talk.abstract}, ${columns['speakers'] as string}, ${talk.place}, ${talk.capacity}, ${talk.elsewhere}, ${columns['dinner'] as number},
      ${talk.cancelled}, ${talk.opensAt}, ${talk.closesAt}, ${columns['survey'] as string | null}, ${talk.page}, ${phase})`);
  await makeLock(tx, id);
  return id;
}

async function fileValues(tx: Write, subject: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all<Row>(
    sql`SELECT field, value FROM file_values WHERE subject = ${subject} ORDER BY field`,
  );
  return new Map(rows.map((row) => [row['field'] as string, row['value'] as string]));
}

async function saveFileValue(
  tx: Write,
  subject: string,
  field: string,
  value: Column,
): Promise<void> {
  const json = JSON.stringify(value);
  await tx.run(sql`
    INSERT INTO file_values (subject, field, value) VALUES (${subject}, ${field}, ${json})
    ON CONFLICT (subject, field) DO UPDATE SET value = ${json}`);
}
