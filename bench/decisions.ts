// Registrations through the storage port, 64 in flight, against the same prepared statements with the same values, one durable commit each. People are known
// already, as at the doors; those who come for the first time are the rush's.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import sql, { type Sql } from 'sql-template-tag';
import { eventLoop, machine, newId, tempFile } from '../src/app/clock.ts';
import { loadSeason } from '../src/app/season.ts';
import { createSigner } from '../src/app/signer.ts';
import { createTransact } from '../src/app/transact.ts';
import type { IncomingWords } from '../src/chat/incoming.ts';
import type { Ports } from '../src/delivery/ports.ts';
import { type TalkId, talkId } from '../src/kernel/ids.ts';
import { makePerson } from '../src/people/store.ts';
import { register } from '../src/seats/decide.ts';
import type { Database, Row, Write } from '../src/storage/database.ts';
import { migrations } from '../src/storage/migrations/index.ts';
import { openSqlite, type SqliteDatabase } from '../src/storage/sqlite.ts';
import type { Bench } from './bench.ts';
import { seasonOf, userOf } from './bench.ts';
import { atLeast, compare, type Pair, type Result } from './results.ts';

const inFlight = 64;
/** Decisions of a season, whose talks are full when all is decided, the last but for half, as ours are; what a larger one costs is measured by itself. */
const ofSeason = 32 * inFlight;
const seats = 45;
const talksOfSeason = Math.ceil(ofSeason / seats);
/** What is measured: about as many as fill the log of the engine once, so that bringing it into the file has its share. */
const seasons = 4;
const decisions = seasons * ofSeason;
/**
 * Decided before, of the seasons before: until then the log grows, and a disk takes twice as long for a file that grows as for one that is written over, as the
 * log is all year.
 */
const seasonsBefore = 5;
const settled = seasonsBefore * ofSeason;
/** With one commit each the log has its length after fewer, and fewer take as long. */
const settledOneByOne = 800;
const oneByOne = decisions / 4;
/** Ours and the floor in turn, some hundredths of a second each: what else the machine does then slows both. */
const slices = 16;

interface Step {
  readonly text: string;
  readonly values: readonly unknown[];
}

const silent = () => undefined;
const log = { info: silent, warn: silent, error: silent };

export async function measureDecisions(bench: Bench): Promise<readonly Result[]> {
  const template = await prepare(bench);
  const copy = (name: string, from = template) => {
    const path = join(bench.directory, `decisions-${name}.db`);
    copyFileSync(from, path);
    return path;
  };
  const { before, recorded } = await record(bench, copy('recorded'));
  const pairs: Pair[] = [];
  for (let run = -1; run < bench.runs; run += 1) {
    const pair = await inTurn(copy(`ours-${run}`), copy(`floor-${run}`, before), recorded);
    // The first run warms up.
    if (run >= 0) pairs.push(pair);
  }
  const name = `registrations through the storage port, ${inFlight} in flight, against one commit each`;
  return [compare(name, 'decisions/s', pairs, atLeast(5))];
}

async function prepare(bench: Bench): Promise<string> {
  const season = seasonOf(bench, 'decisions', seats, talksOfSeason * (seasonsBefore + seasons));
  const database = await open(season.databasePath);
  await loadSeason({ ...partsOf(database), log, release: 'bench' }, season.seriesFile);
  await database.write(async (tx) => {
    for (let n = 0; n < settled + decisions; n += 1)
      await makePerson(tx, incomingOf(n).account, newId, machine.now());
  });
  await database.close();
  return season.databasePath;
}

const open = (path: string): Promise<SqliteDatabase> =>
  openSqlite({ url: `file:${path}`, migrations, appliedAt: machine.now(), tempFile, ...eventLoop });

function partsOf(database: Database) {
  const base = { newId, now: () => machine.now() };
  const parts = { database, machineNow: machine.now, ports: base, committed: silent };
  return { ...base, transact: createTransact(parts) };
}

/** Decides registrations from one to before another, each of another person, for one talk of their season after another; milliseconds. */
async function decide(database: Database, from: number, to: number): Promise<number> {
  const found = await database.read((read) =>
    read.all<{ id: string }>(sql`SELECT id FROM talks ORDER BY number`),
  );
  const talks = found.map((row) => talkId(row.id));
  const parts = partsOf(database);
  const ports: Ports = {
    database,
    ...parts,
    outcome: async () => ({ kind: 'pending' }),
    standing: async () => 'person',
    seriesLanguage: 'en',
    seriesZone: 'Europe/Zurich',
    publicUrl: 'https://talks.example.org',
    signer: createSigner('a secret for tests, long enough'),
    log,
  };
  // Before the clock runs, as what the floor does.
  const asked = Array.from({ length: to - from }, (_, n) => incomingOf(from + n));
  let next = from;
  const began = performance.now();
  const worker = async () => {
    for (let n = next++; n < to; n = next++) {
      const before = Math.floor(n / ofSeason) * talksOfSeason;
      const talk = talks[before + Math.floor((n % ofSeason) / seats)] as TalkId;
      const decided = await register(ports, asked[n - from] as IncomingWords, talk);
      if (!decided.ok || !decided.value.outcome.ok) throw new Error(`decision ${n} was refused`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return performance.now() - began;
}

function incomingOf(n: number): IncomingWords {
  return {
    kind: 'words',
    account: { platform: 'slack', workspace: 'T1', user: userOf(n) },
    speaker: 'person',
    place: {
      conversation: { platform: 'slack', workspace: 'T1', channel: 'C1' },
      kind: 'channel',
    },
    delivery: `slack:T1:command:${n}`,
    event: false,
    text: ['register 9'],
  };
}

/** Decisions per second through the port, and one commit each; a slice of the one, a slice of the other. */
async function inTurn(
  path: string,
  floorPath: string,
  recorded: readonly (readonly Step[])[],
): Promise<Pair> {
  const database = await open(path);
  const floor = oneAtATime(floorPath, recorded);
  await decide(database, 0, settled);
  floor.decide(0, settledOneByOne);
  const [slice, ofFloor] = [decisions / slices, oneByOne / slices];
  let [ours, floors] = [0, 0];
  for (let n = 0; n < slices; n += 1) {
    const [from, fromOfFloor] = [settled + n * slice, settledOneByOne + n * ofFloor];
    ours += await decide(database, from, from + slice);
    floors += floor.decide(fromOfFloor, fromOfFloor + ofFloor);
  }
  await database.close();
  floor.close();
  return { ours: (decisions * 1000) / ours, floor: (oneByOne * 1000) / floors };
}

/** What each decision said to the database, in the order of the commits, and the database as it was before them. */
async function record(
  bench: Bench,
  path: string,
): Promise<{ readonly before: string; readonly recorded: readonly (readonly Step[])[] }> {
  const first = settled - settledOneByOne;
  const untilThen = await open(path);
  await decide(untilThen, 0, first);
  await untilThen.close();
  const before = join(bench.directory, 'decisions-before.db');
  copyFileSync(path, before);
  const database = await open(path);
  const all: Step[][] = [];
  const recording: Database = {
    ...database,
    write: (body) =>
      database.write((tx) => {
        const steps: Step[] = [];
        all.push(steps);
        return body(noting(tx, steps));
      }),
  };
  await decide(recording, first, settled + oneByOne);
  await database.close();
  return { before, recorded: all };
}

function noting(tx: Write, steps: Step[]): Write {
  const note = (query: Sql) => steps.push({ text: query.sql, values: query.values });
  return {
    all: <T = Row>(query: Sql) => {
      note(query);
      return tx.all<T>(query);
    },
    get: <T = Row>(query: Sql) => {
      note(query);
      return tx.get<T>(query);
    },
    run: (query) => {
      note(query);
      return tx.run(query);
    },
  };
}

function oneAtATime(path: string, recorded: readonly (readonly Step[])[]) {
  const db = new Driver(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // As ours has it, so that the floor looks after its log no more often.
  db.pragma('wal_autocheckpoint = 4000');
  db.pragma('cache_size = -8192');
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const prepared = new Map<string, Driver.Statement>();
  // Prepared before the clock runs, and known by its number, so that the floor is nothing but the engine.
  const plans = recorded.map((steps) =>
    steps.map(({ text, values }) => {
      const statement = prepared.get(text) ?? db.prepare(text);
      // As ours has them, which costs less.
      if (statement.reader) statement.raw(true);
      prepared.set(text, statement);
      return { statement, values };
    }),
  );
  return {
    /** Replays the decisions from one to before another; milliseconds. */
    decide(from: number, to: number): number {
      const began = performance.now();
      for (const steps of plans.slice(from, to)) {
        begin.run();
        for (const { statement, values } of steps) {
          if (statement.reader) statement.all(...values);
          else statement.run(...values);
        }
        commit.run();
      }
      return performance.now() - began;
    },
    close: () => db.close(),
  };
}
