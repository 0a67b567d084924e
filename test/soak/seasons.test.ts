// npm run soak: a thousand kills over seasons of two hundred people, on one, two and four programs.
import { expect, it } from 'vitest';
import { seedOr } from '../seasons/drive.ts';
import { killSeasons, outcomeText } from '../seasons/kills.ts';
import { ends } from '../seasons/plans.ts';

const people = 200;
const runs = [
  { programs: 1, kills: 334 },
  { programs: 2, kills: 333 },
  { programs: 4, kills: 333 },
];

it('seasons: a thousand kills', { timeout: 3_600_000 }, async () => {
  const seed = seedOr(Date.now() % 2 ** 31);
  process.stdout.write(`seasons with kills: seed ${seed} (SEASON_SEED repeats it)\n`);
  const outcomes = await killSeasons(seed, people, ends, runs, (outcome) => {
    process.stdout.write(outcomeText(seed, people, [outcome]));
  });
  process.stdout.write(outcomeText(seed, people, outcomes));
  expect(outcomes.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(outcomes.reduce((sum, { tally }) => sum + tally.kills, 0)).toBe(1_000);
});
