// npm run soak: two hundred rounds of kills on the child, twenty through the whole program, with what npm test runs of them.
import { expect, it } from 'vitest';
import { tallyText } from '../kill/notices.ts';
import { programKillRounds } from '../kill/program-rounds.ts';
import { newSeed } from '../kill/random.ts';
import { killRounds } from '../kill/rounds.ts';

it.each([
  ['kills on the child', 200, killRounds],
  ['kills through the whole program', 20, programKillRounds],
] as const)('%s: %i rounds', { timeout: 1_800_000 }, async (what, rounds, run) => {
  const seed = newSeed();
  process.stdout.write(`${what}: seed ${seed} (KILL_SEED repeats its choices)\n`);
  const tally = await run(rounds, seed);
  process.stdout.write(tallyText(what, seed, tally));
  expect(tally.kills).toBe(rounds);
});
