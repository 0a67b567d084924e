// The phases of talks are noted as time passes, once, by whichever program comes first.
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { describe, expect, it, onTestFinished } from 'vitest';
import { talkPhases } from '../../src/talks/jobs.ts';
import {
  type Fields,
  load,
  monday,
  type Program,
  program,
  talkNine,
  talkOf,
} from '../seats/stage.ts';
import { freshDirectory } from '../support/sqlite.ts';

const utc = (day: number, hour: number) => Date.UTC(2019, 6, day, hour);
const timed: Fields = {
  ...talkNine,
  registration: { opens: '2019-07-09 08:00', closes: '2019-07-10 12:00' },
};
const touched = async ({ database }: Program, id: string) => {
  const row = await database.read((read) =>
    read.get<{ revision: number }>(
      sql`SELECT revision FROM subject_changes WHERE subject = ${`talk:${id}`}`,
    ),
  );
  return row?.revision ?? 0;
};

async function twoPrograms(talks: readonly Fields[]) {
  const directory = freshDirectory();
  onTestFinished(directory.remove);
  const url = `file:${join(directory.path, 'phases.db')}`;
  const clock = { now: monday };
  const a = await program(clock, url, 'a');
  const b = await program(clock, url, 'b');
  await load(a, talks);
  return { a, b, clock };
}

describe('the phases of a talk', () => {
  it('fall due one after the other, and then never', async () => {
    const { a } = await twoPrograms([timed]);
    const work = talkPhases(a.ports);
    let now = monday;
    const due: number[] = [];
    for (let next = await work.nextAt(now); next !== undefined; next = await work.nextAt(now)) {
      now = next;
      due.push(now);
      await work.run(now);
    }
    expect(due).toEqual([utc(9, 6), utc(10, 10), utc(10, 16), utc(10, 17)]);
  });

  it('are noted once by two programs, and the cards drawn again once for each', async () => {
    const { a, b } = await twoPrograms([timed]);
    const { id } = await talkOf(a, 9);
    const works = [talkPhases(a.ports), talkPhases(b.ports)];
    for (const now of [utc(9, 6), utc(10, 10), utc(10, 16), utc(10, 17)]) {
      const before = await touched(a, id);
      await Promise.all([...works, ...works].map((work) => work.run(now)));
      expect(await touched(a, id)).toBe(before + 1);
    }
  });

  it('are overdue after a sleep, and noted in one go', async () => {
    const { a } = await twoPrograms([timed]);
    const { id } = await talkOf(a, 9);
    const work = talkPhases(a.ports);
    const late = utc(20, 8);
    expect(await work.nextAt(late)).toBe(late);
    const before = await touched(a, id);
    await work.run(late);
    expect(await touched(a, id)).toBe(before + 1);
    expect(await work.nextAt(late)).toBe(undefined);
    await work.run(late);
    expect(await touched(a, id)).toBe(before + 1);
  });

  it('are none for a talk that was called off', async () => {
    const { a } = await twoPrograms([{ ...timed, cancelled: 'strike' }]);
    expect(await talkPhases(a.ports).nextAt(monday)).toBe(undefined);
  });

  it('start again for a talk that was called off and is on again', async () => {
    const { a } = await twoPrograms([{ ...talkNine, cancelled: 'strike' }]);
    await load(a, [talkNine]);
    expect(await talkPhases(a.ports).nextAt(monday)).toBe(utc(10, 16));
  });
});
