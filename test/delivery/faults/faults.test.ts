// The fault table: every way in which a call fails × everything that is called × both platforms, over the real clients and the strict stand-ins. The clock is
// moved by the test: nothing waits.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOut } from './carry-out.ts';
import { type Case, reportText } from './report.ts';
import { operations, type Situation, situationNames, situations, wanted } from './situations.ts';
import { mattermostWorld, slackWorld, type World } from './worlds.ts';

const file = fileURLToPath(new URL('report.md', import.meta.url));
const cases: Case[] = [];

describe.each([
  ['slack', slackWorld],
  ['mattermost', mattermostWorld],
] as const)('%s', (platform, open) => {
  let world: World;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  describe.each(operations)('%s', (operation) => {
    it.each(situationNames)('%s', async (situation) => {
      const { outcome, requests, others, says } = await carryOut(world, operation, situation);
      cases.push({ platform, operation, situation, outcome });
      expect(outcome).toEqual(wanted(situation, operation, platform));
      expect(others).toEqual(others.map(() => 1));
      if (operation === 'an edit') expect(says[0]).toMatch(/^after /);
      const { tells, seconds } = situations[situation] as Situation;
      if (tells === 'wait') {
        const [first, second] = requests.map(({ at }) => at);
        const said = seconds === undefined ? world.unsaidMs : seconds * 1_000;
        expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(said);
        expect((second ?? 0) - (first ?? 0)).toBeLessThanOrEqual(said + 1_500);
      }
      expect(world.faults()).toEqual([]);
    });
  });
});

it('every case is in the report, with the same outcome', () => {
  expect(cases).toHaveLength(2 * operations.length * situationNames.length);
  const text = reportText(cases);
  if (process.env['FAULTS'] === 'write') writeFileSync(file, text);
  process.stdout.write(`${text.split('\n').slice(6, 10).join('\n')}\n`);
  expect(text).toBe(readFileSync(file, 'utf8'));
});
