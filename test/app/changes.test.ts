// Pages that stand open follow what other programs on the same database decide.
import { expect, it, onTestFinished } from 'vitest';
import { followChanges } from '../../src/app/changes.ts';
import { lockTalk } from '../../src/talks/store.ts';
import { load, program, talkNine, talkOf } from '../seats/stage.ts';
import { createManualMachine } from '../support/manual-machine.ts';

async function followed() {
  const stage = await program();
  await load(stage, [talkNine]);
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
  return {
    world,
    machine,
    decide: () => stage.database.write((tx) => lockTalk(tx, id)),
  };
}

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
