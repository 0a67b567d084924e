// Fifty kills over the season of forty people until the end of October, on one, two and four programs; test/soak has a thousand, of two hundred people until
// March. SEASON_SEED repeats the season and the choices of the kills; the instants at which processes run are the machine's.
import { expect, it } from 'vitest';
import { seedOr } from './drive.ts';
import { killSeasons, outcomeText } from './kills.ts';
import { octoberEnds } from './plans.ts';

const people = 40;
const runs = [
  { programs: 1, kills: 17 },
  { programs: 2, kills: 17 },
  { programs: 4, kills: 16 },
];

it('tells the same through fifty kills', { timeout: 600_000 }, async () => {
  const seed = seedOr(2019);
  process.stdout.write(`seasons with kills: seed ${seed} (SEASON_SEED gives another)\n`);
  const outcomes = await killSeasons(seed, people, octoberEnds, runs);
  process.stdout.write(outcomeText(seed, people, outcomes));
  expect(outcomes.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(outcomes.map(({ tally }) => tally.kills)).toEqual([17, 17, 16]);
  expect(outcomes.reduce((sum, { tally }) => sum + tally.inside, 0)).toBeGreaterThan(0);
});
