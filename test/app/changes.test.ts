// Pages that stand open follow what other programs on the same database decide.
import { expect, it, onTestFinished } from 'vitest';
import { followChanges } from '../../src/app/changes.ts';
import { loadFollowers } from '../../src/followers/store.ts';
import { lockTalk } from '../../src/talks/store.ts';
import { conversation, load, monday, program, talkNine, talkOf } from '../seats/stage.ts';
import { createManualMachine } from '../support/manual-machine.ts';

async function followed() {
  const clock = { now: monday };
  const stage = await program(clock);
  await load(stage, [talkNine]);
  const watched = { accounts: [{ network: 'instagram', account: 'cern' } as const], readings: [] };
  await stage.database.write((tx) => loadFollowers(tx, watched, stage.ports.newId, monday));
  const machine = createManualMachine();
  const world = { open: 0, told: 0 };
  const following = followChanges({
    database: stage.database,
    platforms: [
      {
        openPages: () => world.open,
        changed: () => {
          world.told += 1;
        },
      },
    ],
    machine,
    now: stage.ports.now,
    log: stage.ports.log,
  });
  onTestFinished(() => following.stop());
  const { id } = await talkOf(stage, 9);
  const people = conversation(stage);
  return {
    world,
    machine,
    /** Typed directly by an organiser, at another program. */
    types: (text: string) => {
      clock.now += 1;
      return people.asks('olga', text);
    },
    decide: () => stage.database.write((tx) => lockTalk(tx, id)),
  };
}

it.each([
  'register 9',
  'language fr',
  'zone Asia/Kolkata',
  'remind day off',
  'remind quiet 22:00-07:00',
  'digest here 08:00',
  'followers set instagram 412000 on 2019-07-08',
])('“%s” typed at another program is told, and typed in vain is not', async (typed) => {
  const { world, machine, types } = await followed();
  world.open = 1;
  await machine.advance(2_000);
  await types(typed);
  await machine.advance(4_000);
  expect(world.told).toBe(2);
  await types('show 9');
  await machine.advance(4_000);
  expect(world.told).toBe(2);
});

it('what was set and is set otherwise is told too', async () => {
  const { world, machine, types } = await followed();
  world.open = 1;
  for (const typed of ['language fr', 'langue en', 'digest here 08:00', 'digest here 09:00']) {
    await types(typed);
    await machine.advance(2_000);
  }
  expect(world.told).toBe(4);
});

it('a decision of another program is told within seconds, once', async () => {
  const { world, machine, decide } = await followed();
  world.open = 1;
  await machine.advance(2_000);
  // What was decided before the first look may not be known here.
  expect(world.told).toBe(1);
  await machine.advance(60_000);
  expect(world.told).toBe(1);
  await decide();
  await machine.advance(4_000);
  expect(world.told).toBe(2);
});

it('nothing is looked for while no page is open', async () => {
  const { world, machine, decide } = await followed();
  await decide();
  await machine.advance(10_000);
  expect(world.told).toBe(0);
});
