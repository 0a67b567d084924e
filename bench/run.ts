// npm run bench: what the bot costs, as ratios to floors that are measured in the same run. Exit code 1 where a bound does not hold.
// `npm run bench -- doors rush` measures these parts alone and stores nothing.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Cards } from './bench.ts';
import { learnCards } from './bench.ts';
import { measureDecisions } from './decisions.ts';
import { measureDoors } from './doors.ts';
import { measureFollowers } from './followers.ts';
import { measureReminders } from './reminders.ts';
import { type Result, store, table } from './results.ts';
import { measureRush } from './rush.ts';
import { measureSize } from './size.ts';
import { startFakeSlack } from './slack-fake.ts';
import { measureStart } from './start.ts';

const parts: Readonly<Record<string, (bench: Bench, cards: Cards) => Promise<readonly Result[]>>> =
  {
    start: measureStart,
    doors: measureDoors,
    decisions: measureDecisions,
    rush: measureRush,
    size: measureSize,
    reminders: measureReminders,
    followers: measureFollowers,
  };

async function run(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !(name in parts));
  if (unknown.length > 0) {
    console.error(`No part ${unknown.join(', ')}: there are ${Object.keys(parts).join(', ')}.`);
    return 2;
  }
  if (!existsSync(new URL('../dist/app/main.js', import.meta.url))) {
    console.error('The program is not built: npm run bench builds it.');
    return 2;
  }
  const began = performance.now();
  const slack = await startFakeSlack();
  const directory = mkdtempSync(join(tmpdir(), 'idea-circle-bench-'));
  const results: Result[] = [];
  try {
    const bench: Bench = { slack, directory, runs: 5 };
    const cards = await learnCards(bench);
    for (const [name, measure] of Object.entries(parts)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const since = performance.now();
      results.push(...(await measure(bench, cards)));
      console.error(`measured: ${name} (${((performance.now() - since) / 1000).toFixed(0)} s)`);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
    await slack.close();
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(table(results));
  console.log(`${seconds} s in all; each ratio is the median of interleaved runs.`);
  if (wanted.length === 0) store(results, seconds);
  return results.every((result) => result.holds) ? 0 : 1;
}

process.exitCode = await run(process.argv.slice(2));
