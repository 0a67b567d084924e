// Rounds on the child: storm, SIGKILL at a random instant, judge what is on disk, start again on the same database. A fresh database every ten rounds.
// This proves against a crash of the program, not of the machine: what the program gave to the system's cache outlives its death without any fsync.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { linesOf } from '../support/lines.ts';
import { programFile } from '../support/program-file.ts';
import { freshDirectory, sqliteOptions } from '../support/sqlite.ts';
import type { Go } from './child.ts';
import { judgeSeats, readState, type ToldAnswer, type ToldNotice, takenByKey } from './judge.ts';
import {
  addTo,
  anyStorm,
  type Enough,
  emptyTally,
  endLeases,
  judgeNotices,
  mostTimes,
  noteWindows,
  noWindows,
  type Tally,
  type Windows,
} from './notices.ts';
import { type Chance, chanceOf } from './random.ts';
import { type Files, filesIn, openStation, season } from './station.ts';

const program = new URL('child.ts', import.meta.url);
const roundsOfADatabase = 10;
const drainedEvery = 5;
/** Milliseconds after a child is told to begin: from opening the database to the midst of the storm. */
const latestKill = 500;

/** A child that has loaded its code and waits to be told. */
interface Warm {
  readonly child: ChildProcess;
  readonly ready: Promise<unknown>;
}

function warm(file: string): Warm {
  const child = spawn(process.execPath, [file], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit').then(() => Promise.reject(new Error('a child died early')));
  const ready = Promise.race([once(child, 'message'), died]);
  died.catch(() => undefined);
  ready.catch(() => undefined);
  return { child, ready };
}

/** Runs so many rounds, and on until they decided enough; rejects with all that is wrong after the first round that is wrong. */
export async function killRounds(
  rounds: number,
  seed: number,
  enough: Enough = anyStorm,
): Promise<Tally> {
  const chance = chanceOf(seed);
  const tally = emptyTally();
  const file = await programFile(program);
  const waiting: Warm[] = [warm(file), warm(file)];
  try {
    const goesOn = () =>
      tally.kills < rounds || (!enough(tally) && tally.kills < rounds * mostTimes);
    while (goesOn()) {
      const directory = freshDirectory();
      try {
        const left = rounds - tally.kills;
        const of = left > 0 ? Math.min(roundsOfADatabase, left) : roundsOfADatabase;
        await roundsOn(filesIn(directory.path), of, chance, tally, () => {
          waiting.push(warm(file));
          return waiting.shift() as Warm;
        });
      } finally {
        directory.remove();
      }
    }
  } finally {
    for (const { child } of waiting) child.kill('SIGKILL');
  }
  return tally;
}

async function roundsOn(
  files: Files,
  rounds: number,
  chance: Chance,
  tally: Tally,
  next: () => Warm,
): Promise<void> {
  writeFileSync(files.season, season);
  const windows = noWindows();
  for (let round = 1; round <= rounds; round += 1) {
    await kill(next(), { files, seed: chance.int(2 ** 31), round }, chance.int(latestKill));
    tally.kills += 1;
    const drained = round % drainedEvery === 0 || round === rounds;
    await judge(files, windows, round, 'killed');
    if (!drained) continue;
    await drain(files);
    await judge(files, windows, round, 'drained');
  }
  const state = await stateOf(files);
  addTo(tally, state, takenByKey(files.posts), windows);
  tally.answers += linesOf<ToldAnswer | ToldNotice>(files.told).length;
}

async function kill({ child, ready }: Warm, go: Go, afterMs: number): Promise<void> {
  await ready;
  const exit = once(child, 'exit');
  child.send(go);
  await sleep(afterMs);
  child.kill('SIGKILL');
  const [code, signal] = await exit;
  if (signal !== 'SIGKILL') throw new Error(`the child ended by itself (${code})`);
}

async function judge(
  files: Files,
  windows: Windows,
  round: number,
  after: 'killed' | 'drained',
): Promise<void> {
  const state = await stateOf(files, after === 'killed');
  const told = linesOf<ToldAnswer | ToldNotice>(files.told);
  const taken = takenByKey(files.posts);
  if (after === 'killed') noteWindows(windows, state, taken);
  const rows = new Set(state.outbox.map((row) => row.key));
  const wrong = [
    ...judgeSeats(state, told),
    ...judgeNotices(state, taken, windows, after === 'drained'),
    ...told.flatMap((one) =>
      one.told === 'notice' && !rows.has(one.key) ? [`${one.key} was promised and is gone`] : [],
    ),
  ];
  if (wrong.length > 0) throw new Error(`round ${round}, ${after}:\n${wrong.join('\n')}`);
}

/** What is on disk. Opening it is what the next start does: the write-ahead log is read in. */
async function stateOf(files: Files, leasesEnd = false) {
  const database = await openSqlite(sqliteOptions(`file:${files.database}`));
  try {
    const state = await readState(database);
    if (leasesEnd) await endLeases(database);
    return state;
  } finally {
    await database.close();
  }
}

/** Lets everything that is due be sent, without new presses. */
async function drain(files: Files): Promise<void> {
  const station = await openStation(files);
  try {
    station.delivery.start();
    await station.delivery.idle();
    await station.delivery.stop();
  } finally {
    await station.database.close();
  }
}
