// The built program inside the test's own process, its log caught line by line, and all that its database holds.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DateTime } from 'luxon';
import sql, { raw } from 'sql-template-tag';
import type { Config } from '../../src/app/config.ts';
import { readConfig, secretsOf } from '../../src/app/config.ts';
import { createLog } from '../../src/app/log.ts';
import type { Program } from '../../src/app/program.ts';
import type { Row } from '../../src/storage/database.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { sqliteOptions } from '../support/sqlite.ts';
import { builtModule, root } from './built.ts';

type Environment = Readonly<Record<string, string>>;

export interface Running {
  readonly program: Program;
  readonly config: Config;
  readonly url: string;
  /** The database's file. */
  readonly database: string;
  /** The log, a line of JSON each. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

export function configOf(env: Environment): Config {
  const config = readConfig(env);
  if (!config.ok) throw new Error(JSON.stringify(config.refusal));
  return config.value;
}

/** Starts the program on a database in the directory; the data files are those that it comes with, unless said otherwise. */
export async function startHere(directory: string, env: Environment = {}): Promise<Running> {
  const database = join(directory, 'test.db');
  const config = configOf({
    PORT: '0',
    LOG_LEVEL: 'trace',
    DATABASE_URL: `file:${database}`,
    SERIES_FILE: join(root, 'data/talks.yaml'),
    FOLLOWERS_FILE: join(root, 'data/followers.yaml'),
    ...env,
  });
  const lines: string[] = [];
  const log = createLog(
    config.logLevel,
    { write: (line) => void lines.push(line) },
    secretsOf(config),
  );
  const { startProgram } =
    await builtModule<typeof import('../../src/app/program.ts')>('app/program.js');
  const program = await startProgram(config, log, { version: '0.0.0', commit: 'abc' });
  const url = `http://127.0.0.1:${program.port}`;
  let stopping: Promise<void> | undefined;
  return {
    program,
    config,
    url,
    database,
    lines,
    stop: () => {
      stopping ??= program.stop();
      return stopping;
    },
  };
}

export type Dump = Readonly<Record<string, readonly string[]>>;

/** Every row of every table but the claims and `besides`, without the talks' revisions. */
export async function dump(database: string, besides: readonly string[] = []): Promise<Dump> {
  const options = { ...sqliteOptions(`file:${database}`), readOnly: true };
  const opened = await openSqlite(options);
  try {
    return await opened.read(async (read) => {
      const tables = await read.all<{ name: string }>(
        sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
      );
      const rows: Record<string, readonly string[]> = {};
      for (const { name } of tables) {
        if (name === 'claims' || besides.includes(name)) continue;
        const all = await read.all<Row>(sql`SELECT * FROM ${raw(name)}`);
        rows[name] = all.map((row) => rowText(name, row)).sort();
      }
      return rows;
    });
  } finally {
    await opened.close();
  }
}

function rowText(table: string, row: Row): string {
  // What a decision that refuses may count up and note for the next one.
  const { revision, mark, ...rest } = row;
  return JSON.stringify(table === 'talk_locks' ? rest : row);
}

/** A season of which talks 9, 10 and 11 lie ahead of the real clock; talk 9 has 33 of 45 seats taken elsewhere. */
export function seasonAhead(days = 7): string {
  const zone = 'Europe/Zurich';
  const talks = [9, 10, 11].map((number, i) => {
    const on = DateTime.now()
      .setZone(zone)
      .plus({ days: days + 14 * i })
      .toISODate();
    return [
      `  - number: ${number}`,
      `    starts: ${on} 18:00`,
      `    ends: ${on} 19:00`,
      ...(number === 9 ? ['    title: "Beyond KPIs"', '    takenElsewhere: 33'] : []),
    ].join('\n');
  });
  return `series:
  key: icdd
  title: Idea Circle Dinner Discussions
  description: A season for tests.
  place: IdeaSquare
  timeZone: ${zone}
  capacity: 45
  dinner: true
  weekday: wednesday
  time: "18:00"
talks:
${talks.join('\n')}
`;
}

export function writeSeasonAhead(directory: string, days?: number): string {
  const path = join(directory, 'talks.yaml');
  writeFileSync(path, seasonAhead(days));
  return path;
}

/** Waits for something that nobody tells of; the deadline is for a machine that is busy with other things. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what = String(holds),
  withinMs = 30_000,
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(15);
  }
}
