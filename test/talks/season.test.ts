// A season is loaded again and again: what the file changed, what organisers changed, and what follows for the seats.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { register } from '../../src/seats/decide.ts';
import { setCapacity, theSeries, upcomingTalks } from '../../src/talks/store.ts';
import {
  liveSeats,
  load,
  monday,
  outbox,
  type Program,
  program,
  talkNine,
  talkOf,
  talkTen,
  typing,
  web,
} from '../seats/stage.ts';

const nothing = { added: [], changed: [], kept: [], gone: [] };
const titled = { ...talkNine, title: 'Beyond KPIs' };

/** All that is kept of talks and files, but not how often something was said to have changed. */
const everything = ({ database }: Program) =>
  database.read(async (read) => [
    await read.all(sql`SELECT * FROM series`),
    await read.all(sql`SELECT * FROM talks ORDER BY id`),
    await read.all(sql`SELECT * FROM file_values ORDER BY subject, field`),
    await read.all(sql`SELECT * FROM subject_changes ORDER BY subject`),
  ]);
/** What an organiser would do by a word. */
const organiser = (p: Program, column: 'title' | 'place', value: string) =>
  p.database.write((tx) =>
    column === 'title'
      ? tx.run(sql`UPDATE talks SET title = ${value} WHERE number = 9`)
      : tx.run(sql`UPDATE talks SET place = ${value} WHERE number = 9`),
  );
const phaseIn = (p: Program) =>
  p.database.read(async (read) => {
    const row = await read.get<{ phase: string }>(sql`SELECT phase FROM talks WHERE number = 9`);
    return row?.phase;
  });

describe('loading a season', () => {
  it('adds its talks, and none a second time', async () => {
    const p = await program();
    expect(await load(p, [titled, talkTen])).toEqual({ ...nothing, added: [9, 10] });
    const before = await everything(p);
    expect(await load(p, [titled, talkTen])).toEqual(nothing);
    expect(await everything(p)).toEqual(before);
  });

  it('adds two new talks beside one that stands there', async () => {
    const p = await program();
    await load(p, [talkTen]);
    const eleven = { ...talkTen, number: 11 };
    expect(await load(p, [eleven, titled, talkTen])).toEqual({ ...nothing, added: [11, 9] });
    const all = await p.database.read((read) => upcomingTalks(read, monday));
    expect(all.map((t) => t.number).sort()).toEqual([10, 11, 9]);
  });

  it('takes what changed only in the file', async () => {
    const p = await program();
    await load(p, [titled, talkTen]);
    const { revision } = await talkOf(p, 9);
    const next = { ...titled, title: 'Beyond counting', place: 'Room 2', dinner: false };
    expect(await load(p, [next, talkTen])).toEqual({ ...nothing, changed: [9] });
    expect(await talkOf(p, 9)).toMatchObject({
      title: 'Beyond counting',
      place: 'Room 2',
      dinner: false,
      // Once for the file, once for those who are told of it.
      revision: revision + 2,
    });
  });

  it('takes a title away that the file took away', async () => {
    const p = await program();
    await load(p, [titled]);
    await load(p, [talkNine]);
    expect((await talkOf(p, 9)).title).toBe(undefined);
  });

  it('leaves what an organiser changed', async () => {
    const p = await program();
    await load(p, [titled]);
    await organiser(p, 'title', 'By hand');
    expect(await load(p, [titled])).toEqual(nothing);
    expect((await talkOf(p, 9)).title).toBe('By hand');
  });

  it('leaves what both changed as the organiser has it, says so once, and takes the rest', async () => {
    const p = await program();
    await load(p, [titled]);
    await organiser(p, 'title', 'By hand');
    const next = { ...titled, title: 'By file', place: 'Room 2' };
    expect(await load(p, [next])).toEqual({
      ...nothing,
      changed: [9],
      kept: [{ number: 9, field: 'title' }],
    });
    expect(await talkOf(p, 9)).toMatchObject({ title: 'By hand', place: 'Room 2' });
    expect(await load(p, [next])).toEqual(nothing);
  });

  it('finds nothing to say where both changed to the same', async () => {
    const p = await program();
    await load(p, [titled]);
    await organiser(p, 'title', 'The same');
    expect(await load(p, [{ ...titled, title: 'The same' }])).toEqual(nothing);
    expect(await load(p, [{ ...titled, title: 'Then the file' }])).toMatchObject({ changed: [9] });
  });

  it('never takes half of the time of a talk that an organiser moved', async () => {
    const p = await program();
    await load(p, [titled]);
    const later = Date.UTC(2019, 6, 10, 16, 45);
    await p.database.write((tx) =>
      tx.run(
        sql`UPDATE talks SET starts_at = ${later}, starts_local = '2019-07-10T18:45' WHERE number = 9`,
      ),
    );
    // Taken alone, the file's new end would lie before the organiser's start.
    const next = { ...titled, ends: '2019-07-10 18:30' };
    expect(await load(p, [next])).toEqual({ ...nothing, kept: [{ number: 9, field: 'times' }] });
    expect((await talkOf(p, 9)).startsAt).toBe(later);
  });

  it('keeps a talk that is gone from the file, and reports it', async () => {
    const p = await program();
    await load(p, [titled, talkTen]);
    expect(await load(p, [talkTen])).toEqual({ ...nothing, gone: [9] });
    expect((await talkOf(p, 9)).title).toBe('Beyond KPIs');
    expect(await load(p, [titled, talkTen])).toEqual(nothing);
  });

  it('draws the cards of every talk again where the series changed, and counts their revisions up', async () => {
    const p = await program();
    await load(p, [titled, talkTen]);
    const touched = () =>
      p.database.read((read) =>
        read.all<{ revision: number }>(sql`SELECT revision FROM subject_changes`),
      );
    const before = (await touched()).map((row) => row.revision);
    const { revision } = await talkOf(p, 9);
    const links = { group: 'https://example.org/group' };
    expect(await load(p, [titled, talkTen], { links })).toEqual(nothing);
    expect((await touched()).map((row) => row.revision)).toEqual(before.map((n) => n + 1));
    expect(await talkOf(p, 9)).toMatchObject({ revision: revision + 1, series: links });
    const series = await p.database.read(theSeries);
    expect(series).toMatchObject({ zone: 'Europe/Zurich', facts: links });
  });

  it('moves every talk with the zone of the series', async () => {
    const p = await program();
    await load(p, [titled]);
    await load(p, [titled], { timeZone: 'Asia/Tokyo' });
    expect(await talkOf(p, 9)).toMatchObject({
      zone: 'Asia/Tokyo',
      startsAt: Date.UTC(2019, 6, 10, 9),
    });
  });
});

describe('what a file changes for the seats', () => {
  const joins = async (p: Program, user: string) =>
    register(p.ports, typing(web(user), 'register'), (await talkOf(p, 9)).id);
  const standing = async (p: Program) =>
    (await liveSeats(p, (await talkOf(p, 9)).id)).map((s) => `${s.user} ${s.state}`);

  it('settles the waiting list where it gives more seats, or takes fewer elsewhere', async () => {
    const p = await program();
    await load(p, [{ ...titled, capacity: 2, takenElsewhere: 1 }]);
    for (const user of ['ana', 'ben', 'cy']) await joins(p, user);
    await load(p, [{ ...titled, capacity: 3, takenElsewhere: 1 }]);
    expect(await standing(p)).toEqual(['ana confirmed', 'ben confirmed', 'cy waiting']);
    await load(p, [{ ...titled, capacity: 3, takenElsewhere: 0 }]);
    expect(await standing(p)).toEqual(['ana confirmed', 'ben confirmed', 'cy confirmed']);
    expect((await outbox(p)).map((told) => [told.to, told.params['freedBy']])).toEqual([
      ['ben', 'more-seats'],
      ['cy', 'more-seats'],
    ]);
  });

  it('takes no seat from anybody where the numbers sink', async () => {
    const p = await program();
    await load(p, [{ ...titled, capacity: 2 }]);
    for (const user of ['ana', 'ben', 'cy']) await joins(p, user);
    await load(p, [{ ...titled, capacity: 1 }]);
    expect(await standing(p)).toEqual(['ana confirmed', 'ben confirmed', 'cy waiting']);
  });

  it('keeps the capacity that an organiser set', async () => {
    const p = await program();
    await load(p, [titled]);
    const { id } = await talkOf(p, 9);
    await p.database.write((tx) => setCapacity(tx, id, 60));
    expect(await load(p, [{ ...titled, capacity: 50 }])).toEqual({
      ...nothing,
      kept: [{ number: 9, field: 'capacity' }],
    });
    expect((await talkOf(p, 9)).capacity).toBe(60);
  });

  it('settles a talk that was called off and is on again, which is then open again', async () => {
    const p = await program();
    await load(p, [{ ...titled, capacity: 1 }]);
    for (const user of ['ana', 'ben']) await joins(p, user);
    await load(p, [{ ...titled, capacity: 2, cancelled: 'strike' }]);
    expect([await phaseIn(p), await standing(p)]).toEqual([
      'cancelled',
      ['ana confirmed', 'ben waiting'],
    ]);
    await load(p, [{ ...titled, capacity: 2 }]);
    expect([await phaseIn(p), await standing(p)]).toEqual([
      'open',
      ['ana confirmed', 'ben confirmed'],
    ]);
  });

  it('opens a talk again that was over and is moved to a day to come', async () => {
    const clock = { now: monday };
    const p = await program(clock);
    await load(p, [{ ...titled, starts: '2019-07-01 18:00', ends: '2019-07-01 19:00' }]);
    expect(await phaseIn(p)).toBe('over');
    await load(p, [titled]);
    expect(await phaseIn(p)).toBe('open');
  });
});
