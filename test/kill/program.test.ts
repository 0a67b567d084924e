// Five rounds of kills through the whole program; test/soak runs twenty.
import { expect, it } from 'vitest';
import { tallyText } from './notices.ts';
import { programKillRounds } from './program-rounds.ts';
import { newSeed } from './random.ts';

it('keeps what was told through five kills', { timeout: 600_000 }, async () => {
  const seed = newSeed();
  const what = 'kills through the whole program';
  process.stdout.write(`${what}: seed ${seed} (KILL_SEED repeats its choices)\n`);
  const tally = await programKillRounds(
    5,
    seed,
    ({ answers, direct }) => answers > 50 && direct > 5,
  );
  process.stdout.write(tallyText(what, seed, tally));
  expect(tally.kills).toBeGreaterThanOrEqual(5);
  expect(tally.answers).toBeGreaterThan(50);
  expect(tally.direct).toBeGreaterThan(5);
});
