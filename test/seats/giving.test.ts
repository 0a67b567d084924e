// A seat that is given to a colleague: it is never free, and stays the giver's until the colleague accepts; what both are told, and how it ends by itself.
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hour, instantOf } from '../../src/kernel/time.ts';
import { freshDirectory } from '../support/sqlite.ts';
import {
  answers,
  answersGift,
  capacity,
  draws,
  given,
  gives,
  joins,
  keeps,
  leaves,
  merge,
  nextDue,
  open,
  passes,
  personOf,
  standing,
  story,
} from './deeds.ts';
import {
  type Fields,
  load,
  monday,
  openProgram,
  outbox,
  type Program,
  talkNine,
  talkOf,
  talkTen,
} from './stage.ts';

const today = (time: string) => instantOf('2019-07-10', time, 'Europe/Zurich');
const start = today('18:00');

/** Ana sits, and so many wait. */
async function room(waiting: readonly string[] = [], fields: Fields = {}) {
  const clock = { now: monday };
  const { opened: p, talk } = await open([{ ...talkNine, capacity: 1, ...fields }], clock);
  for (const user of ['ana', ...waiting]) await joins(p, user, talk);
  return { p, talk, clock };
}
const told = async (p: Program) => (await outbox(p)).map((t) => `${t.to}: ${t.drawer}`);
const kinds = async (p: Program, talk: Parameters<typeof story>[1], user: string) =>
  (await story(p, talk, user)).map((line) => line.split(' ')[0]);
const titles = async (p: Program, drawer: string) => {
  const rows = (await outbox(p)).filter((t) => t.drawer === drawer);
  return Promise.all(rows.map(async (row) => (await draws(p, row))[0]));
};

describe('giving a seat', () => {
  it('leaves it with the giver until the colleague accepts, and passes nobody over', async () => {
    const { p, talk } = await room(['cy', 'dee']);
    expect(await gives(p, 'ana', talk, 'ben')).toBe('given');
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'cy waiting', 'dee waiting']);
    expect(await told(p)).toEqual(['ben: gift-offered']);
    expect(await titles(p, 'gift-offered')).toEqual(['ana offers you their seat in talk 9.']);
    expect(await answersGift(p, 'ben', 'accept')).toBe('gift-taken');
    expect(await standing(p, talk)).toEqual(['cy waiting', 'dee waiting', 'ben confirmed']);
    expect(await told(p)).toEqual(['ben: gift-offered', 'ana: gift-answered']);
    expect(await titles(p, 'gift-answered')).toEqual([
      'ben has accepted your seat in talk 9. You have none any more.',
    ]);
    expect(await kinds(p, talk, 'ana')).toEqual(['registered', 'gift-made', 'given']);
    expect(await kinds(p, talk, 'ben')).toEqual(['gift-got', 'received']);
    // Pressed again, or much later.
    expect(await answersGift(p, 'ben', 'accept')).toBe('already-registered');
    expect(await answersGift(p, 'ben', 'decline')).toBe('already-registered');
    await leaves(p, 'ben', talk);
    expect(await answersGift(p, 'ben', 'accept')).toBe('withdrawn');
    expect(await titles(p, 'gift-offered')).toEqual(['dropped: the seat is not offered any more']);
  });

  it('ends the colleague’s own place in line', async () => {
    const { p, talk } = await room(['ben', 'cy']);
    await gives(p, 'ana', talk, 'ben');
    expect(await answersGift(p, 'ben', 'accept')).toBe('gift-taken');
    expect(await standing(p, talk)).toEqual(['cy waiting', 'ben confirmed']);
    expect(await kinds(p, talk, 'ben')).toEqual([
      'waiting',
      'gift-got',
      'place-lapsed',
      'received',
    ]);
  });

  it('ends the offer that the colleague has from the line, which goes on', async () => {
    const { p, talk, clock } = await room(['ben', 'cy'], { capacity: 2 });
    await joins(p, 'dee', talk);
    clock.now = today('09:00');
    await leaves(p, 'ben', talk);
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'cy offered', 'dee waiting']);
    await gives(p, 'ana', talk, 'cy');
    expect(await answersGift(p, 'cy', 'accept')).toBe('gift-taken');
    expect(await standing(p, talk)).toEqual(['dee offered', 'cy confirmed']);
    expect(await story(p, talk, 'dee')).toEqual([
      'waiting 2',
      `offered ${today('13:00')} offer-lapsed`,
    ]);
  });

  it('is declined, and can be offered to somebody else then', async () => {
    const { p, talk } = await room(['cy']);
    await gives(p, 'ana', talk, 'ben');
    expect(await gives(p, 'ana', talk, 'dee')).toBe('giving-already');
    expect(await answersGift(p, 'ben', 'decline')).toBe('gift-declined');
    expect(await titles(p, 'gift-answered')).toEqual([
      'ben has declined your seat in talk 9. It stays yours.',
    ]);
    expect(await answersGift(p, 'ben', 'accept')).toBe('declined-before');
    expect(await gives(p, 'ana', talk, 'dee')).toBe('given');
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'cy waiting']);
    expect(await kinds(p, talk, 'ana')).toEqual([
      'registered',
      'gift-made',
      'gift-declined',
      'gift-made',
    ]);
  });

  it('is taken back, and the colleague is told', async () => {
    const { p, talk } = await room();
    expect(await keeps(p, 'ana', talk)).toBe('kept');
    await gives(p, 'ana', talk, 'ben');
    expect(await keeps(p, 'ana', talk)).toBe('withdrawn');
    expect(await keeps(p, 'ana', talk)).toBe('kept');
    expect(await told(p)).toEqual(['ben: gift-offered', 'ben: gift-withdrawn']);
    expect(await titles(p, 'gift-withdrawn')).toEqual([
      'The seat that ana offered you in talk 9 is no longer on offer.',
    ]);
    expect(await answersGift(p, 'ben', 'accept')).toBe('withdrawn');
    expect(await gives(p, 'ana', talk, 'ben')).toBe('given');
  });

  it.each(['bot1', 'stranger1', 'gone1', 'absent1'])('is refused to %s', async (who) => {
    const { p, talk } = await room();
    expect(await gives(p, 'ana', talk, who)).toBe('not-a-colleague');
    expect(await told(p)).toEqual([]);
    expect(await personOf(p, who)).toBe('nobody');
  });

  it('is refused to oneself, to a second account of one’s own, and to somebody with a seat', async () => {
    const { p, talk } = await room([], { capacity: 2 });
    await joins(p, 'ben', talk);
    await merge(p, 'ana2', 'ana');
    expect(await gives(p, 'ana', talk, 'ana')).toBe('to-yourself');
    expect(await gives(p, 'ana', talk, 'ana2')).toBe('to-yourself');
    expect(await gives(p, 'ana', talk, 'ben')).toBe('has-a-seat');
    expect(await gives(p, 'cy', talk, 'ben')).toBe('no-seat');
  });

  it('is refused to somebody who has not answered another', async () => {
    const { p, talk } = await room([], { capacity: 2 });
    await joins(p, 'cy', talk);
    await gives(p, 'ana', talk, 'ben');
    expect(await gives(p, 'cy', talk, 'ben')).toBe('gets-another');
    await answersGift(p, 'ben', 'decline');
    expect(await gives(p, 'cy', talk, 'ben')).toBe('given');
  });

  it('ends with the talk’s beginning, and nothing falls due for it', async () => {
    const { p, talk, clock } = await room();
    await gives(p, 'ana', talk, 'ben');
    expect(await nextDue(p)).toBe(undefined);
    clock.now = start - 1;
    expect(await titles(p, 'gift-offered')).toEqual(['ana offers you their seat in talk 9.']);
    clock.now = start;
    expect(await answersGift(p, 'ben', 'accept')).toBe('started');
    expect(await gives(p, 'ana', talk, 'cy')).toBe('started');
    expect(await keeps(p, 'ana', talk)).toBe('started');
    expect(await titles(p, 'gift-offered')).toEqual(['dropped: the talk has started']);
    clock.now = start + hour;
    expect(await answersGift(p, 'ben', 'decline')).toBe('over');
    expect(await standing(p, talk)).toEqual(['ana confirmed']);
  });

  it('of a cancelled talk waits until it is not', async () => {
    const { p, talk } = await room();
    await gives(p, 'ana', talk, 'ben');
    await load(p, [{ ...talkNine, capacity: 1, cancelled: 'strike' }]);
    expect(await answersGift(p, 'ben', 'accept')).toBe('cancelled');
    await load(p, [{ ...talkNine, capacity: 1 }]);
    expect(await answersGift(p, 'ben', 'accept')).toBe('gift-taken');
  });

  it('is no matter of the numbers: it works while more are taken than there are', async () => {
    const { p, talk } = await room(['cy'], { capacity: 1 });
    await gives(p, 'ana', talk, 'ben');
    await capacity(p, talk, 0);
    expect(await answersGift(p, 'ben', 'accept')).toBe('gift-taken');
    expect(await standing(p, talk)).toEqual(['cy waiting', 'ben confirmed']);
  });
});

describe('a gift ends by itself', () => {
  it('when the colleague is promoted', async () => {
    const { p, talk } = await room(['ben'], { capacity: 1 });
    await gives(p, 'ana', talk, 'ben');
    await capacity(p, talk, 2);
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'ben confirmed']);
    expect(await given(p, 'ana')).toEqual([]);
    expect(await titles(p, 'gift-answered')).toEqual([
      'ben does not need your seat in talk 9 any more. It stays yours.',
    ]);
    expect(await kinds(p, talk, 'ben')).toEqual(['waiting', 'gift-got', 'promoted', 'gift-lapsed']);
    expect(await answersGift(p, 'ben', 'accept')).toBe('already-registered');
  });

  it('when the colleague registers, accepts an offer, or takes an open seat', async () => {
    const { p, talk, clock } = await room([], { capacity: 2 });
    await gives(p, 'ana', talk, 'ben');
    expect(await joins(p, 'ben', talk)).toBe('confirmed');
    expect(await given(p, 'ana')).toEqual([]);

    for (const user of ['cy', 'dee']) await joins(p, user, talk);
    clock.now = today('09:00');
    await gives(p, 'ana', talk, 'cy');
    await leaves(p, 'ben', talk);
    expect(await answers(p, 'cy', talk, 'accept')).toBe('accepted');
    expect(await given(p, 'ana')).toEqual([]);

    clock.now = today('16:30');
    await passes(p);
    await gives(p, 'ana', talk, 'dee');
    await leaves(p, 'cy', talk);
    expect(await joins(p, 'dee', talk)).toBe('taken');
    expect(await given(p, 'ana')).toEqual([]);
    expect((await told(p)).filter((one) => one === 'ana: gift-answered')).toHaveLength(3);
  });

  it('when the giver gives the seat back to everybody', async () => {
    const { p, talk } = await room(['cy']);
    await gives(p, 'ana', talk, 'ben');
    expect(await leaves(p, 'ana', talk)).toBe('freed');
    expect(await standing(p, talk)).toEqual(['cy confirmed']);
    expect(await told(p)).toEqual(['ben: gift-offered', 'ben: gift-withdrawn', 'cy: promoted']);
    expect(await answersGift(p, 'ben', 'accept')).toBe('withdrawn');
  });

  it('when giver and colleague turn out to be one person', async () => {
    const { p, talk } = await room(['ben']);
    await gives(p, 'ana', talk, 'ben');
    await merge(p, 'ben', 'ana');
    expect(await standing(p, talk)).toEqual(['ana confirmed']);
    expect(await given(p, 'ana')).toEqual([]);
    expect(await told(p)).toEqual(['ben: gift-offered']);
    expect(await gives(p, 'ana', talk, 'ben')).toBe('to-yourself');
  });

  it('when the colleague becomes one person with somebody who sits', async () => {
    const { p, talk } = await room([], { capacity: 2 });
    await joins(p, 'cy', talk);
    await gives(p, 'ana', talk, 'ben');
    await merge(p, 'ben', 'cy');
    expect(await given(p, 'ana')).toEqual([]);
    expect((await told(p)).at(-1)).toBe('ana: gift-answered');
  });

  it('and goes along when giver or colleague become one person with somebody else', async () => {
    const { p, talk } = await room();
    await gives(p, 'ana', talk, 'ben');
    await merge(p, 'ben', 'ben2');
    await merge(p, 'ana', 'ana2');
    expect(await given(p, 'ana2')).toEqual(['ana to ben']);
    expect(await answersGift(p, 'ben', 'accept')).toBe('gift-taken');
    expect(await personOf(p, 'ben')).toBe(await personOf(p, 'ben2'));
    expect(await standing(p, talk)).toEqual(['ben confirmed']);
  });

  it('but for the older, when two of one person’s seats, or to one person, were given', async () => {
    const { p, talk } = await room([], { capacity: 3 });
    for (const user of ['ana2', 'cy']) await joins(p, user, talk);
    await gives(p, 'ana2', talk, 'ben');
    await gives(p, 'ana', talk, 'dee');
    await merge(p, 'ana', 'ana2');
    expect(await given(p, 'ana')).toEqual(['ana2 to ben']);
    expect((await told(p)).at(-1)).toBe('dee: gift-withdrawn');
    await gives(p, 'cy', talk, 'ben2');
    await merge(p, 'ben2', 'ben');
    expect(await given(p, 'ben')).toEqual(['ana2 to ben']);
    expect((await told(p)).at(-1)).toBe('cy: gift-answered');
    expect(await answersGift(p, 'ben', 'accept')).toBe('gift-taken');
    expect(await standing(p, talk)).toEqual(['cy confirmed', 'ben confirmed']);
  });
});

describe('two programs on one file', () => {
  async function two() {
    const directory = freshDirectory();
    const url = `file:${join(directory.path, 'two.db')}`;
    const clock = { now: monday };
    const [a, b] = [await openProgram(url, clock, 'a'), await openProgram(url, clock, 'b')];
    onTestFinished(async () => {
      await Promise.all([a.close(), b.close()]);
      directory.remove();
    });
    await load(a, [{ ...talkNine, capacity: 1 }, talkTen]);
    const talk = (await talkOf(a, 9)).id;
    for (const user of ['ana', 'cy']) await joins(a, user, talk);
    return { a, b, talk };
  }

  it('decide between accepting, taking back, and giving the seat up', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { a, b, talk } = await two();
      await gives(a, 'ana', talk, 'ben');
      const [taken, kept, left] = await Promise.all([
        answersGift(a, 'ben', 'accept'),
        round % 2 ? keeps(b, 'ana', talk) : Promise.resolve('kept'),
        round % 3 ? leaves(b, 'ana', talk) : Promise.resolve('not-registered'),
      ]);
      const seats = await standing(b, talk);
      if (taken === 'gift-taken') {
        expect([kept, left]).toEqual(['kept', 'not-registered']);
        expect(seats).toEqual(['cy waiting', 'ben confirmed']);
      } else {
        expect(taken).toBe('withdrawn');
        expect(seats).toEqual(
          left === 'freed' ? ['cy confirmed'] : ['ana confirmed', 'cy waiting'],
        );
      }
    }
  });

  it('offer a seat to one colleague only', async () => {
    const { a, b, talk } = await two();
    const both = await Promise.all([gives(a, 'ana', talk, 'ben'), gives(b, 'ana', talk, 'dee')]);
    expect([...both].sort()).toEqual(['given', 'giving-already']);
    expect(await given(a, 'ana')).toHaveLength(1);
  });
});
