// The programs of a simulated season, as its driver sees them: one or several on one database, which do what is due at an instant and come to rest.
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Incoming } from '../../src/chat/incoming.ts';
import { remainsToDraw } from '../../src/delivery/copies.ts';
import { remainsToSend } from '../../src/delivery/rows.ts';
import type { Database } from '../../src/storage/database.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { followRecords, type Recorded } from '../support/recording-platform.ts';
import { freshDirectory, sqliteOptions } from '../support/sqlite.ts';
import { type Files, filesIn, type Opening, openStation } from './station.ts';

export interface Programs {
  readonly files: Files;
  /** It is `now`: all do at once what is due, until nothing is. */
  run(now: number): Promise<void>;
  /** What falls due after `now`. */
  nextAt(now: number): Promise<number>;
  /** One reads the data file, which has changed; `delivery` names the occasion. */
  load(delivery: string): Promise<void>;
  /** One answers; undefined where it did so before it was killed. */
  say(incoming: Incoming): Promise<string | undefined>;
  /** Until nothing that is due remains to be sent; `drawn`: nor to be drawn again. */
  rest(drawn: boolean): Promise<void>;
  /** Everything that the platform took, in its order. */
  records(): readonly Recorded[];
  close(): Promise<void>;
}

/** Kills are of programs, never of the machine: what is in memory outlives them, and needs no disk. */
export const seasonDirectory = () =>
  freshDirectory(existsSync('/dev/shm') ? '/dev/shm' : undefined);

/** The driver's own look at the database. */
export interface Watch {
  readonly database: Database;
  remains(now: number, drawn: boolean): Promise<boolean>;
  close(): Promise<void>;
}

const station = { platform: 'web', workspace: '' } as const;

export async function watch(files: Files): Promise<Watch> {
  const database = await openSqlite(sqliteOptions(`file:${files.database}`));
  return {
    database,
    remains: (now, drawn) =>
      database.read(
        async (read) =>
          (await remainsToSend(read, station, { series: now, machine: now })) ||
          (drawn && (await remainsToDraw(read, station, now))),
      ),
    close: () => database.close(),
  };
}

/** Real time after which a season that does not come to rest has failed. */
export const patienceMs = 60_000;

/** Until nothing remains; `hurry` has the programs look again, as they would by themselves some milliseconds later. */
export async function untilRest(
  look: Watch,
  now: number,
  drawn: boolean,
  hurry: () => void,
): Promise<void> {
  const until = Date.now() + patienceMs;
  for (let looks = 0; await look.remains(now, drawn); looks += 1) {
    if (Date.now() > until)
      throw new Error(`it never came to rest at ${new Date(now).toISOString()}`);
    if (looks % 3 === 0) hurry();
    await sleep(1);
  }
}

/** One program, in this process; `text`: the first data file. */
export async function onOneProgram(
  opening: Omit<Opening, 'files' | 'number'>,
  text: string,
): Promise<Programs> {
  const directory = seasonDirectory();
  const files = filesIn(directory.path);
  writeFileSync(files.season, text);
  const one = await openStation({ ...opening, files, number: 1 });
  const look = await watch(files);
  const records = followRecords(files.posts);
  let clock = opening.now;
  const rest = (drawn: boolean) => untilRest(look, clock, drawn, one.hurry);
  const nextAt = async (now: number) => (await one.nextAt(now)) ?? Number.POSITIVE_INFINITY;
  let next = 0;
  return {
    files,
    async run(now) {
      clock = now;
      if (next > now) one.tick(now);
      while (next <= now) {
        await one.run(now);
        await rest(true);
        next = await nextAt(now);
      }
    },
    async nextAt(now) {
      next = await nextAt(now);
      return next;
    },
    load: () => one.load(),
    say: one.say,
    rest,
    records,
    async close() {
      await look.close();
      await one.close();
      directory.remove();
    },
  };
}
