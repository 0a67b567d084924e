// Whether years of readings slow `followers` down: twenty accounts, read every day for ten years, against the same for a month.
import { copyFileSync } from 'node:fs';
import type { Bench } from './bench.ts';
import { ours, say, seasonOf, userOf } from './bench.ts';
import { close } from './doors.ts';
import { type Door, openDoor, rate } from './load.ts';
import { atMost, compare, type Pair, type Result } from './results.ts';
import { addReadings } from './season.ts';

const accounts = 20;
const answers = 10;

export async function measureFollowers(bench: Bench): Promise<readonly Result[]> {
  const long = seasonOf(bench, 'ten-years', 100);
  const short = seasonOf(bench, 'a-month', 100);
  await (await ours(bench, long)).stop();
  copyFileSync(long.databasePath, short.databasePath);
  addReadings(long.databasePath, accounts, 3_652);
  addReadings(short.databasePath, accounts, 30);
  const programs = await Promise.all([ours(bench, long), ours(bench, short)]);
  const doors = programs.map((program) => openDoor(program.port)) as [Door, Door];
  const ask = async (door: Door) =>
    1e6 / (await rate(answers, (n) => say(bench, door, userOf(n), 'followers')));
  for (const door of doors) await counted(bench, door);
  const pairs: Pair[] = [];
  for (let run = -1; run < bench.runs; run += 1) {
    const pair = { ours: await ask(doors[0]), floor: await ask(doors[1]) };
    // The first run warms up.
    if (run >= 0) pairs.push(pair);
  }
  await close(doors, programs);
  const name = `followers with ten years of readings of ${accounts} accounts against a month`;
  return [compare(name, 'µs an answer', pairs, atMost(2))];
}

/** An answer that shows no readings would be quick as well. */
async function counted(bench: Bench, door: Door): Promise<void> {
  const answer = await say(bench, door, userOf(0), 'followers');
  if (!answer.includes('▁')) throw new Error(`shows no readings: ${answer.slice(0, 200)}`);
}
