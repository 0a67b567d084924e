import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { seatDrawers } from '../../src/seats/jobs.ts';
import { attendees, countSeats } from '../../src/seats/store.ts';
import {
  capacity,
  joins,
  leaves,
  merge,
  open,
  personOf,
  standing,
  story,
  touched,
} from './deeds.ts';
import { load, monday, outbox, talkNine, talkOf, talkTen, titleOf, web } from './stage.ts';

describe('more seats', () => {
  it('go to the first in line, who are told once each', async () => {
    const { opened: p, talk } = await open([{ ...talkNine, capacity: 0 }]);
    for (const user of ['ana', 'ben', 'cy']) await joins(p, user, talk);
    const before = await touched(p, talk);
    await capacity(p, talk, 2);
    expect(await touched(p, talk)).toBe(before + 1);
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'ben confirmed', 'cy waiting']);
    expect(await story(p, talk, 'ben')).toEqual(['waiting 2', 'promoted more-seats']);
    await capacity(p, talk, 1);
    await capacity(p, talk, 2);
    expect((await outbox(p)).map((t) => t.to)).toEqual(['ana', 'ben']);
    expect(await p.database.read((read) => attendees(read, talk))).toMatchObject(
      ['ana', 'ben', 'cy'].map((user) => ({
        account: web(user),
        name: undefined,
        state: user === 'cy' ? 'waiting' : 'confirmed',
      })),
    );
  });

  it('are not given where none is asked for', async () => {
    const { opened: p, talk } = await open();
    await capacity(p, talk, 60);
    expect(await outbox(p)).toEqual([]);
    expect(await p.database.read((read) => countSeats(read, talk))).toEqual({
      confirmed: 0,
      offered: 0,
      waiting: 0,
      firstOfferEndsAt: undefined,
      openGifts: 0,
    });
  });

  it('are drawn as long as they hold', async () => {
    const clock = { now: monday };
    const { opened: p, talk } = await open([{ ...talkNine, capacity: 1 }], clock);
    await joins(p, 'ana', talk);
    await joins(p, 'ben', talk);
    await leaves(p, 'ana', talk);
    const [told] = await outbox(p);
    const draw = async () => {
      const drawing = { params: told?.params ?? {}, now: clock.now, superseded: false };
      const reader = {
        language: 'en',
        zone: 'Europe/Zurich',
        account: web('ben'),
        conversation: undefined,
        command: '/icdd',
      } as const;
      const drawn = await p.database.read(async (read) =>
        seatDrawers().get('promoted')?.(drawing, reader, read),
      );
      return drawn && ('dropped' in drawn ? drawn.dropped : titleOf(drawn));
    };
    expect(await draw()).toBe('A seat became free: you now have a seat in talk 9.');
    clock.now = Date.UTC(2019, 6, 10, 16);
    expect(await draw()).toBe('the talk has started');
    clock.now = monday;
    await leaves(p, 'ben', talk);
    expect(await draw()).toBe('the seat was given back');
    await load(p, [{ ...talkNine, capacity: 1, cancelled: 'strike' }]);
    expect(await draw()).toBe('the talk is cancelled');
  });
});

describe('two persons who become one', () => {
  it('keep the older of two seats, and the first in line gets the other', async () => {
    const { opened: p, talk } = await open([{ ...talkNine, capacity: 2 }]);
    for (const user of ['ana', 'ana2', 'ben']) await joins(p, user, talk);
    await merge(p, 'ana', 'ana2');
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'ben confirmed']);
    expect(await story(p, talk, 'ana2')).toEqual(['registered', 'registered', 'merged-freed']);
    expect(await story(p, talk, 'ben')).toEqual(['waiting 1', 'promoted accounts-linked']);
    expect(await joins(p, 'ana2', talk)).toBe('already-registered');
    expect(await leaves(p, 'ana2', talk)).toBe('freed');
  });

  it('keep a seat before an older place, whichever account had it', async () => {
    const { opened: p, talk } = await open([{ ...talkNine, capacity: 1 }]);
    for (const user of ['ben', 'ana', 'ana2']) await joins(p, user, talk);
    await leaves(p, 'ben', talk);
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'ana2 waiting']);
    await merge(p, 'ana', 'ana2');
    expect(await standing(p, talk)).toEqual(['ana confirmed']);
    expect(await joins(p, 'ana', talk)).toBe('already-registered');
  });

  it('bring their seats in other talks along, locked in the order of their ids', async () => {
    const eleven = { ...talkTen, number: 11 };
    const { opened: p, talk } = await open([talkNine, talkTen, eleven]);
    const ten = (await talkOf(p, 10)).id;
    const last = (await talkOf(p, 11)).id;
    for (const id of [last, talk]) await joins(p, 'ana', id);
    for (const id of [last, talk, ten]) await joins(p, 'ana2', id);
    const revisions = async () => [(await talkOf(p, 9)).revision, (await talkOf(p, 11)).revision];
    const [nine, elevens] = await revisions();
    await merge(p, 'ana', 'ana2');
    expect(await revisions()).toEqual([(nine ?? 0) + 1, (elevens ?? 0) + 1]);
    for (const id of [talk, ten, last]) expect(await standing(p, id)).toHaveLength(1);
    const person = await personOf(p, 'ana');
    expect(person).toBe(await personOf(p, 'ana2'));
    const freed = await p.database.read((read) =>
      read.all<{ talk_id: string }>(
        sql`SELECT talk_id FROM ledger WHERE kind = 'merged-freed' ORDER BY id`,
      ),
    );
    expect(freed.map((row) => row.talk_id)).toEqual([talk, last].sort());
  });
});
