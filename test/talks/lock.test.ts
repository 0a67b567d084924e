// A talk that is locked for a decision is the talk as it stands in the database, whatever was decided about it before.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { talkId } from '../../src/kernel/ids.ts';
import { lockTalk, readTalk, setCapacity } from '../../src/talks/store.ts';
import { load, type Program, program, talkNine, talkOf, talkTen } from '../seats/stage.ts';

const titled = { ...talkNine, title: 'Beyond KPIs', capacity: 4 };

/** What a decision gets, twice in a row, and what stands there afterwards. */
async function locked(p: Program) {
  const { id } = await talkOf(p, 9);
  return p.database.write(async (tx) => [
    await lockTalk(tx, id),
    await lockTalk(tx, id),
    await readTalk(tx, id),
  ]);
}

async function expectAsItStands(p: Program, title: string | undefined, capacity: number) {
  const { revision } = await talkOf(p, 9);
  const [first, second, stands] = await locked(p);
  expect(stands).toMatchObject({ title, capacity, revision: revision + 2 });
  expect(second).toEqual(stands);
  expect(first).toEqual({ ...stands, revision: revision + 1 });
}

describe('a talk that is locked', () => {
  it('is counted up, and read as it stands', async () => {
    const p = await program();
    await load(p, [titled, talkTen]);
    await expectAsItStands(p, 'Beyond KPIs', 4);
  });

  it('follows the season’s file, there and back', async () => {
    const p = await program();
    await load(p, [titled, talkTen]);
    await locked(p);
    await load(p, [{ ...titled, title: 'Robots at work' }, talkTen]);
    await expectAsItStands(p, 'Robots at work', 4);
    await load(p, [titled, talkTen]);
    await expectAsItStands(p, 'Beyond KPIs', 4);
  });

  it('follows what is said of its series', async () => {
    const p = await program();
    await load(p, [titled, talkTen]);
    await locked(p);
    const links = { group: 'https://example.org/group' };
    await load(p, [titled, talkTen], { links });
    expect((await locked(p))[0]?.series).toMatchObject(links);
    await load(p, [titled, talkTen]);
    await expectAsItStands(p, 'Beyond KPIs', 4);
  });

  it('has the seats that an organiser gave it', async () => {
    const p = await program();
    await load(p, [titled, talkTen]);
    await locked(p);
    const { id } = await talkOf(p, 9);
    await p.database.write((tx) => setCapacity(tx, id, 7));
    await expectAsItStands(p, 'Beyond KPIs', 7);
  });

  it('is none of another database, though all its ids are the same', async () => {
    const [one, other] = [await program(), await program()];
    await load(one, [titled, talkTen]);
    await load(other, [{ ...titled, title: 'Robots at work' }, talkTen]);
    expect((await talkOf(one, 9)).id).toBe((await talkOf(other, 9)).id);
    await expectAsItStands(one, 'Beyond KPIs', 4);
    await expectAsItStands(other, 'Robots at work', 4);
    await expectAsItStands(one, 'Beyond KPIs', 4);
  });

  it('is read anew where its mark was taken away', async () => {
    const p = await program();
    await load(p, [titled, talkTen]);
    await locked(p);
    await p.database.write(async (tx) => {
      await tx.run(sql`UPDATE talks SET title = 'Older'`);
      await tx.run(sql`UPDATE talk_locks SET mark = NULL`);
    });
    await expectAsItStands(p, 'Older', 4);
  });

  it('is undefined where there is none', async () => {
    const p = await program();
    await load(p, [titled, talkTen]);
    expect(await p.database.write((tx) => lockTalk(tx, talkId('none')))).toBe(undefined);
  });
});
