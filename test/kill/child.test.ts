// Forty rounds of kills on the child that holds storage, seats and delivery; test/soak runs two hundred.
import { expect, it } from 'vitest';
import { tallyText } from './notices.ts';
import { newSeed } from './random.ts';
import { killRounds } from './rounds.ts';

it('keeps what was told through forty kills', { timeout: 600_000 }, async () => {
  const seed = newSeed();
  const what = 'kills on the child';
  process.stdout.write(`${what}: seed ${seed} (KILL_SEED repeats its choices)\n`);
  const tally = await killRounds(
    40,
    seed,
    ({ answers, direct, channel }) => answers > 400 && direct > 40 && channel > 10,
  );
  process.stdout.write(tallyText(what, seed, tally));
  expect(tally.kills).toBeGreaterThanOrEqual(40);
  expect(tally.answers).toBeGreaterThan(400);
  expect(tally.direct).toBeGreaterThan(40);
  expect(tally.channel).toBeGreaterThan(10);
});
