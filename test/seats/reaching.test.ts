// By which account somebody is told of their seat, and what is told again since it was never said: the whole bot, real delivery.
import { expect, it } from 'vitest';
import { decided } from '../../src/kernel/facts.ts';
import { hour, instantOf, minute } from '../../src/kernel/time.ts';
import { noteActivity } from '../../src/people/store/activity.ts';
import { ensurePerson, mergePersons } from '../../src/people/store.ts';
import { type Stage, stage, told } from '../reminders/stage.ts';
import { load, monday, talkNine, web } from './stage.ts';

const zurich = 'Europe/Zurich';
const starts = instantOf('2019-07-10', '18:00', zurich);

/** Talk 9 has one seat, which Ana has; Cleo waits. */
async function season(): Promise<Stage> {
  const on = await stage(monday);
  await load(on, [talkNine], { capacity: 1 });
  for (const who of ['ana', 'cleo']) await on.types(who, 'register 9');
  return on;
}

/** Two accounts become one person, as by `link`. */
const join = (on: Stage, who: string, other: string) =>
  on.ports.transact({ job: 'test' }, async (tx) => {
    const into = await ensurePerson(tx, web(who), on.ports.newId, on.clock.now);
    const from = await ensurePerson(tx, web(other), on.ports.newId, on.clock.now);
    await mergePersons(tx, from, into);
    return decided(undefined, { kind: 'persons-merged', from, into });
  });

const leaves = (on: Stage, who: string) =>
  on.database.write((tx) => noteActivity(tx, web(who), false, on.clock.now));

it('a seat is told by another account of the same person where the one that waited is deactivated', async () => {
  const on = await season();
  await join(on, 'cleo', 'cleo2');
  await leaves(on, 'cleo');
  await on.types('ana', 'cancel 9 yes');
  await on.until(monday + minute);
  expect(told(on.sent())).toEqual([
    'cleo2 2019-07-08T07:00Z A seat became free: you now have a seat in talk 9.',
  ]);
});

it('so is a colleague’s seat, and what came of it', async () => {
  const on = await season();
  await join(on, 'ana', 'ana2');
  await join(on, 'ben', 'ben2');
  await leaves(on, 'ben');
  await on.says('ana', ['give 9 ', { kind: 'person', account: web('ben'), name: 'Ben' }]);
  await on.until(monday + minute);
  await leaves(on, 'ana');
  await on.types('ben2', 'accept 9');
  await on.until(monday + 2 * minute);
  expect(told(on.sent())).toEqual([
    'ben2 2019-07-08T07:00Z ana offers you their seat in talk 9.',
    expect.stringMatching(/^ana2 .* has accepted your seat in talk 9/),
  ]);
});

it('a reminder that was held for an account that was parted goes to the one that has the seat', async () => {
  const on = await season();
  await on.types('ana', 'remind quiet 09:30-12:00');
  await join(on, 'ana', 'ana2');
  // Due at ten, held back until noon.
  await on.until(instantOf('2019-07-09', '10:30', zurich));
  await on.types('ana2', 'unlink');
  await on.until(starts + hour);
  expect(told(on.sent())).toEqual([
    'ana2 2019-07-09T10:00Z Still coming to talk 9?',
    'ana2 2019-07-10T15:00Z Talk 9 starts at 18:00 (Zurich time).',
  ]);
});

it('so does one that was held for an account that was deactivated, and with none left it is dropped', async () => {
  const on = await season();
  await on.types('ana', 'remind quiet 09:30-12:00');
  await join(on, 'ana', 'ana2');
  await on.until(instantOf('2019-07-09', '10:30', zurich));
  await leaves(on, 'ana');
  await on.until(instantOf('2019-07-09', '12:30', zurich));
  expect(told(on.sent())).toEqual(['ana2 2019-07-09T10:00Z Still coming to talk 9?']);
  await leaves(on, 'ana2');
  await on.until(starts + hour);
  expect(told(on.sent())).toHaveLength(1);
});

it('that seats are open to anyone is told again where it was never said, and once where it was', async () => {
  const on = await season();
  const near = starts - 90 * minute;
  await on.until(near);
  const before = on.sent().length;
  const opened = () =>
    told(on.sent().slice(before)).filter((line) => line.includes('the first to register gets it'));
  // Ben is quicker than the message: there is nothing to tell Cleo any more.
  await on.types('ana', 'cancel 9 yes');
  await on.types('ben', 'register 9');
  await on.until(near + minute);
  expect(opened()).toEqual([]);
  await on.types('ben', 'cancel 9 yes');
  await on.until(near + 2 * minute);
  expect(opened()).toHaveLength(1);
  await on.types('dan', 'register 9');
  await on.types('dan', 'cancel 9 yes');
  await on.until(near + 3 * minute);
  expect(opened()).toHaveLength(1);
});
