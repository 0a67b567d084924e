// Seats that are offered with a deadline, on a real SQLite: how they are made, answered, passed on, and opened to anyone; after a downtime and in a race.
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hour, instantOf, minute } from '../../src/kernel/time.ts';
import { register } from '../../src/seats/decide.ts';
import { freshDirectory } from '../support/sqlite.ts';
import {
  answers,
  capacity,
  draws,
  joins,
  leaves,
  merge,
  nextDue,
  open,
  passes,
  personOf,
  standing,
  story,
  touched,
} from './deeds.ts';
import {
  type Fields,
  load,
  monday,
  openProgram,
  outbox,
  type Program,
  program,
  talkNine,
  talkOf,
  talkTen,
  typing,
  web,
} from './stage.ts';

const at = (wall: string) => instantOf(wall.slice(0, 10), wall.slice(11), 'Europe/Zurich');
/** The day of talk 9, at this time. */
const today = (time: string) => at(`2019-07-10 ${time}`);
const small: Fields = { ...talkNine, capacity: 1 };

/** Ana sits, and so many wait; then it is the day of the talk. */
async function line(waiting: readonly string[], fields: Fields = small, time = '09:00') {
  const clock = { now: monday };
  const { opened: p, talk } = await open([fields], clock);
  for (const user of ['ana', ...waiting]) await joins(p, user, talk);
  clock.now = today(time);
  return { p, talk, clock };
}
/** What waits to be told, but for what became of the talk itself. */
const rows = async (p: Program) => (await outbox(p)).filter((t) => t.drawer !== 'plan-changed');
const told = async (p: Program) => (await rows(p)).map((t) => `${t.to}: ${t.drawer}`);

describe('a seat that becomes free within the last day', () => {
  it('is offered to the first in line, and is theirs when they accept', async () => {
    const { p, talk } = await line(['ben', 'cy']);
    const before = await touched(p, talk);
    expect(await leaves(p, 'ana', talk)).toBe('freed');
    expect(await standing(p, talk)).toEqual(['ben offered', 'cy waiting']);
    expect(await touched(p, talk)).toBe(before + 1);
    expect(await told(p)).toEqual(['ben: offered']);
    expect(await story(p, talk, 'ben')).toEqual([
      'waiting 1',
      `offered ${today('13:00')} somebody-left`,
    ]);
    expect(await answers(p, 'ben', talk, 'accept')).toBe('accepted');
    expect(await standing(p, talk)).toEqual(['ben confirmed', 'cy waiting']);
    expect(await answers(p, 'ben', talk, 'accept')).toBe('already-registered');
    expect(await answers(p, 'ben', talk, 'decline')).toBe('already-registered');
    expect(await story(p, talk, 'ben')).toContain('accepted');
    expect(await nextDue(p)).toBe(today('16:00'));
  });

  it.each(['decline', 'cancel'])('goes to the next when the first says %s', async (how) => {
    const { p, talk } = await line(['ben', 'cy', 'dee']);
    await leaves(p, 'ana', talk);
    expect(
      how === 'cancel'
        ? await leaves(p, 'ben', talk, false)
        : await answers(p, 'ben', talk, 'decline'),
    ).toBe('declined');
    expect(await standing(p, talk)).toEqual(['cy offered', 'dee waiting']);
    expect(await story(p, talk, 'cy')).toEqual([
      'waiting 2',
      `offered ${today('13:00')} offer-declined`,
    ]);
    expect(await answers(p, 'ben', talk, 'accept')).toBe('no-offer');
    // Whoever asks again starts at the end.
    expect(await joins(p, 'ben', talk)).toBe('waiting');
    expect(await standing(p, talk)).toEqual(['cy offered', 'dee waiting', 'ben waiting']);
    expect(await answers(p, 'ben', talk, 'accept')).toBe('still-waiting');
  });

  it('goes to the next at the instant at which the offer ends, and not before', async () => {
    const { p, talk, clock } = await line(['ben', 'cy']);
    await leaves(p, 'ana', talk);
    expect(await nextDue(p)).toBe(today('13:00'));
    clock.now = today('13:00') - 1;
    await passes(p);
    expect(await standing(p, talk)).toEqual(['ben offered', 'cy waiting']);
    clock.now = today('13:00');
    await passes(p);
    expect(await standing(p, talk)).toEqual(['cy offered']);
    expect(await told(p)).toEqual(['ben: offered', 'ben: offer-expired', 'cy: offered']);
    expect(await story(p, talk, 'ben')).toEqual([
      'waiting 1',
      `offered ${today('13:00')} somebody-left`,
      `expired ${today('13:00')}`,
    ]);
    expect(await story(p, talk, 'cy')).toEqual([
      'waiting 2',
      `offered ${today('16:00')} offer-expired`,
    ]);
    expect(await nextDue(p)).toBe(today('16:00'));
  });

  it('is not taken by an acceptance that comes too late, also before anybody noticed', async () => {
    const { p, talk, clock } = await line(['ben', 'cy']);
    await leaves(p, 'ana', talk);
    clock.now = today('13:00');
    expect(await answers(p, 'ben', talk, 'accept')).toBe('no-offer');
    expect(await standing(p, talk)).toEqual(['cy offered']);
    await passes(p);
    expect(await told(p)).toEqual(['ben: offered', 'ben: offer-expired', 'cy: offered']);
  });

  it('ends whoever holds it first, before somebody else joins', async () => {
    const { p, talk, clock } = await line(['ben']);
    await leaves(p, 'ana', talk);
    clock.now = today('13:00');
    // Nobody else waits: the seat is free for whoever comes, the late one too.
    expect(await joins(p, 'ben', talk)).toBe('confirmed');
    expect((await story(p, talk, 'ben')).slice(2)).toEqual([
      `expired ${today('13:00')}`,
      'registered',
    ]);
    expect(await joins(p, 'dee', talk)).toBe('waiting');
  });

  it('is not for an outsider while it is offered, nor while others wait', async () => {
    const { p, talk } = await line(['ben', 'cy']);
    await leaves(p, 'ana', talk);
    expect(await joins(p, 'dee', talk)).toBe('waiting');
    expect(await standing(p, talk)).toEqual(['ben offered', 'cy waiting', 'dee waiting']);
  });

  it('is accepted by registering too', async () => {
    const { p, talk } = await line(['ben', 'cy']);
    await leaves(p, 'ana', talk);
    expect(await joins(p, 'ben', talk)).toBe('accepted');
    expect(await standing(p, talk)).toEqual(['ben confirmed', 'cy waiting']);
    expect(await story(p, talk, 'ben')).toContain('accepted');
  });

  it('is offered to several at once where there are more seats', async () => {
    const { p, talk, clock } = await line(['ben', 'cy', 'dee', 'eve']);
    await capacity(p, talk, 3);
    expect(await standing(p, talk)).toEqual([
      'ana confirmed',
      'ben offered',
      'cy offered',
      'dee waiting',
      'eve waiting',
    ]);
    clock.now = today('11:00');
    await capacity(p, talk, 4);
    expect(await nextDue(p)).toBe(today('13:00'));
    clock.now = today('13:00');
    await passes(p);
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'dee offered', 'eve offered']);
    // Of four seats one is free now, and nobody waits for it.
    expect(await joins(p, 'fay', talk)).toBe('confirmed');
  });

  it('is given to nobody while more are taken than there are', async () => {
    const { p, talk } = await line(['ben', 'cy'], { ...talkNine, capacity: 2 });
    await joins(p, 'dee', talk);
    await capacity(p, talk, 3);
    expect(await standing(p, talk)).toEqual([
      'ana confirmed',
      'ben confirmed',
      'cy offered',
      'dee waiting',
    ]);
    await capacity(p, talk, 1);
    expect(await answers(p, 'cy', talk, 'decline')).toBe('declined');
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'ben confirmed', 'dee waiting']);
    // What was offered stays acceptable, whatever the numbers are by then.
    await capacity(p, talk, 3);
    await capacity(p, talk, 2);
    expect(await answers(p, 'dee', talk, 'accept')).toBe('accepted');
  });
});

describe('a seat for which too little time is left', () => {
  it('waits for the two-hour mark, and nobody outside the line takes it before', async () => {
    const { p, talk, clock } = await line(['ben', 'cy'], small, '15:31');
    expect(await leaves(p, 'ana', talk)).toBe('freed');
    expect(await standing(p, talk)).toEqual(['ben waiting', 'cy waiting']);
    expect(await told(p)).toEqual([]);
    expect(await joins(p, 'dee', talk)).toBe('waiting');
    expect(await joins(p, 'ben', talk)).toBe('already-waiting');
    clock.now = today('16:00') - 1;
    await passes(p);
    expect(await told(p)).toEqual([]);
    expect(await nextDue(p)).toBe(today('16:00'));
    const before = await touched(p, talk);
    clock.now = today('16:00');
    await passes(p);
    expect(await told(p)).toEqual(['ben: seat-open', 'cy: seat-open', 'dee: seat-open']);
    expect(await touched(p, talk)).toBe(before + 1);
    expect(await nextDue(p)).toBe(undefined);
    expect(await joins(p, 'dee', talk)).toBe('taken');
    expect(await standing(p, talk)).toEqual(['ben waiting', 'cy waiting', 'dee confirmed']);
    expect(await story(p, talk, 'dee')).toEqual(['waiting 3', `opened ${today('18:00')}`, 'taken']);
    expect(await joins(p, 'cy', talk)).toBe('already-waiting');
  });

  it('is for whoever comes once the line is empty', async () => {
    const { p, talk } = await line(['ben'], small, '15:31');
    await leaves(p, 'ana', talk);
    await leaves(p, 'ben', talk);
    expect(await joins(p, 'dee', talk)).toBe('confirmed');
  });
});

describe('within the last two hours', () => {
  it('a free seat is open to anyone, and those who wait are told once', async () => {
    const { p, talk } = await line(['ben', 'cy'], { ...talkNine, capacity: 2 }, '16:30');
    await joins(p, 'dee', talk);
    await leaves(p, 'ana', talk);
    expect(await standing(p, talk)).toEqual(['ben confirmed', 'cy waiting', 'dee waiting']);
    expect(await told(p)).toEqual(['cy: seat-open', 'dee: seat-open']);
    expect(await joins(p, 'eve', talk)).toBe('confirmed');
    expect(await joins(p, 'fay', talk)).toBe('waiting');
    // A second one: only whoever came since is told.
    await leaves(p, 'ben', talk);
    expect(await told(p)).toEqual(['cy: seat-open', 'dee: seat-open', 'fay: seat-open']);
    expect(await story(p, talk, 'cy')).toEqual(['waiting 1', `opened ${today('18:00')}`]);
    expect(await joins(p, 'cy', talk)).toBe('taken');
    // Leaving and coming back is no new telling either.
    await leaves(p, 'dee', talk);
    await joins(p, 'dee', talk);
    await leaves(p, 'eve', talk);
    expect((await told(p)).filter((one) => one.startsWith('dee'))).toHaveLength(1);
  });

  it('whoever was told is not told again when another account becomes theirs', async () => {
    const { p, talk } = await line(['ben', 'cy'], { ...talkNine, capacity: 2 }, '16:30');
    await joins(p, 'dee', talk);
    await leaves(p, 'ana', talk);
    await joins(p, 'eve', talk);
    const before = ['cy: seat-open', 'dee: seat-open'];
    expect(await told(p)).toEqual(before);
    // Of an account that was told, and whose place goes on as another person's; then of one that was told into one that was too.
    await merge(p, 'cy', 'fay');
    await leaves(p, 'ben', talk);
    expect(await standing(p, talk)).toEqual(['cy waiting', 'dee waiting', 'eve confirmed']);
    expect(await told(p)).toEqual(before);
    await merge(p, 'dee', 'fay');
    expect(await standing(p, talk)).toEqual(['cy waiting', 'eve confirmed']);
    expect(await told(p)).toEqual(before);
    expect(await story(p, talk, 'fay')).toEqual([
      'waiting 1',
      'waiting 2',
      `opened ${today('18:00')}`,
      `opened ${today('18:00')}`,
      'merged-freed',
    ]);
  });

  it('whoever waited in vain for word of it is told of the next, also when another account became theirs', async () => {
    const { p, talk } = await line(['ben', 'cy'], { ...talkNine, capacity: 2 }, '16:30');
    await leaves(p, 'ana', talk);
    await joins(p, 'eve', talk);
    await merge(p, 'cy', 'fay');
    // The seat was taken before the message was sent.
    const [word] = await rows(p);
    expect(word && (await draws(p, word))).toEqual(['dropped: the seat was taken']);
    await p.database.write((tx) =>
      tx.run(sql`UPDATE outbox SET state = 'dropped', finished_at = 0 WHERE drawer = 'seat-open'`),
    );
    await leaves(p, 'ben', talk);
    expect(await told(p)).toEqual(['cy: seat-open', 'cy: seat-open']);
    await joins(p, 'gil', talk);
    await leaves(p, 'eve', talk);
    expect(await told(p)).toEqual(['cy: seat-open', 'cy: seat-open']);
  });

  it('offers that nobody accepted end at the mark, and their seats are open', async () => {
    const { p, talk, clock } = await line(['ben', 'cy'], small, '13:00');
    await leaves(p, 'ana', talk);
    expect(await nextDue(p)).toBe(today('16:00'));
    clock.now = today('16:00');
    await passes(p);
    expect(await standing(p, talk)).toEqual(['cy waiting']);
    expect(await told(p)).toEqual(['ben: offered', 'ben: offer-expired', 'cy: seat-open']);
    expect(await joins(p, 'ben', talk)).toBe('confirmed');
  });

  it('nobody is given anything once the talk has started', async () => {
    const { p, talk, clock } = await line(['ben', 'cy'], small, '17:59');
    clock.now = today('18:00');
    expect(await leaves(p, 'ana', talk)).toBe('started');
    await capacity(p, talk, 5);
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'ben waiting', 'cy waiting']);
    expect(await told(p)).toEqual([]);
    expect(await nextDue(p)).toBe(undefined);
  });
});

describe('after a downtime', () => {
  it('offers end in their order, and their seats go on in it', async () => {
    const { p, talk, clock } = await line(['ben', 'cy', 'dee', 'eve'], {
      ...talkNine,
      capacity: 2,
    });
    // Ben was promoted at once; cy and dee are offered a seat, two hours apart.
    await capacity(p, talk, 3);
    clock.now = today('11:00');
    await capacity(p, talk, 4);
    expect((await standing(p, talk)).slice(2)).toEqual([
      'cy offered',
      'dee offered',
      'eve waiting',
    ]);
    clock.now = today('15:10');
    await passes(p);
    expect((await standing(p, talk)).slice(2)).toEqual(['eve offered']);
    expect((await told(p)).slice(2)).toEqual([
      'cy: offer-expired',
      'dee: offer-expired',
      'eve: offered',
    ]);
    // The offer counts from now on: nobody could have known before.
    expect(await story(p, talk, 'eve')).toContain(`offered ${today('16:00')} offer-expired`);
  });

  it('what is overdue of several talks is done in the order of the instants', async () => {
    const clock = { now: monday };
    const early = { ...talkNine, number: 8, starts: '2019-07-10 16:30', ends: '2019-07-10 17:30' };
    const { opened: p, talk: nine } = await open([small, { ...early, capacity: 1 }], clock);
    const eight = (await talkOf(p, 8)).id;
    for (const id of [nine, eight])
      for (const user of ['ana', 'ben', 'cy']) await joins(p, user, id);
    clock.now = today('09:00');
    await leaves(p, 'ana', eight);
    clock.now = today('09:30');
    await leaves(p, 'ana', nine);
    clock.now = today('15:00');
    await passes(p);
    const order = (await outbox(p)).map((t) => [t.drawer, t.params['talk'] === nine ? 9 : 8]);
    expect(order).toEqual([
      ['offered', 8],
      ['offered', 9],
      ['offer-expired', 8],
      ['seat-open', 8],
      ['offer-expired', 9],
      ['offered', 9],
    ]);
  });

  it('that lasted beyond the mark, seats are open', async () => {
    const { p, talk, clock } = await line(['ben', 'cy']);
    await leaves(p, 'ana', talk);
    clock.now = today('17:00');
    await passes(p);
    expect(await told(p)).toEqual(['ben: offered', 'ben: offer-expired', 'cy: seat-open']);
    expect(await nextDue(p)).toBe(undefined);
  });

  it('that lasted beyond the start, offers have ended and nobody gets anything', async () => {
    const { p, talk, clock } = await line(['ben', 'cy']);
    await leaves(p, 'ana', talk);
    clock.now = today('18:30');
    await passes(p);
    expect(await standing(p, talk)).toEqual(['cy waiting']);
    expect(await nextDue(p)).toBe(undefined);
    for (const one of await outbox(p))
      expect((await draws(p, one))[0]).toBe('dropped: the talk has started');
  });
});

describe('a data file that changes a talk', () => {
  const later = (time: string) => ({
    ...small,
    starts: `2019-07-10 ${time}`,
    ends: '2019-07-10 23:00',
  });

  it('that is earlier now shortens its offers, and says so anew', async () => {
    const { p, talk, clock } = await line(['ben', 'cy'], later('20:00'), '11:00');
    await leaves(p, 'ana', talk);
    expect(await nextDue(p)).toBe(today('15:00'));
    clock.now = today('11:30');
    await load(p, [later('16:00')]);
    expect(await nextDue(p)).toBe(today('14:00'));
    expect(await told(p)).toEqual(['ben: offered', 'ben: offered']);
    for (const one of await rows(p))
      expect((await draws(p, one))[0]).toMatch(/until Wed 10 Jul 2019, 14:00 \(Zurich time\)$/);
    clock.now = today('14:00');
    await passes(p);
    expect(await told(p)).toContain('cy: seat-open');
  });

  it('that is near now ends them', async () => {
    const { p, talk, clock } = await line(['ben', 'cy'], later('20:00'), '11:00');
    await leaves(p, 'ana', talk);
    clock.now = today('11:30');
    await load(p, [later('13:00')]);
    expect(await standing(p, talk)).toEqual(['cy waiting']);
    expect(await told(p)).toEqual(['ben: offered', 'ben: offer-expired', 'cy: seat-open']);
  });

  it('that is later now keeps its promise, then goes by the time that is left', async () => {
    const { p, talk, clock } = await line(['ben', 'cy']);
    await leaves(p, 'ana', talk);
    await load(p, [{ ...small, starts: '2019-07-17 18:00', ends: '2019-07-17 19:00' }]);
    expect(await nextDue(p)).toBe(today('13:00'));
    clock.now = today('13:00');
    await passes(p);
    expect(await standing(p, talk)).toEqual(['cy confirmed']);
    expect((await told(p)).at(-1)).toBe('cy: promoted');
  });

  it('opens seats anew, and tells it anew, where it moves the mark', async () => {
    const { p, talk, clock } = await line(['ben', 'cy'], small, '16:30');
    await leaves(p, 'ana', talk);
    expect(await told(p)).toEqual(['ben: seat-open', 'cy: seat-open']);
    await load(p, [{ ...small, starts: '2019-07-11 08:00', ends: '2019-07-11 09:00' }]);
    expect(await standing(p, talk)).toEqual(['ben offered', 'cy waiting']);
    clock.now = at('2019-07-11 06:00');
    await passes(p);
    expect((await told(p)).slice(2)).toEqual([
      'ben: offered',
      'ben: offer-expired',
      'cy: seat-open',
    ]);
  });

  it('that is cancelled takes offers back, and everybody has their place when it is not', async () => {
    const { p, talk, clock } = await line(['ben', 'cy']);
    await leaves(p, 'ana', talk);
    await load(p, [{ ...small, cancelled: 'strike' }]);
    expect(await standing(p, talk)).toEqual(['ben waiting', 'cy waiting']);
    expect(await nextDue(p)).toBe(undefined);
    expect(await answers(p, 'ben', talk, 'accept')).toBe('cancelled');
    clock.now = today('14:00');
    await load(p, [small]);
    expect(await standing(p, talk)).toEqual(['ben offered', 'cy waiting']);
    expect(await story(p, talk, 'ben')).toEqual([
      'waiting 1',
      `offered ${today('13:00')} somebody-left`,
      'offer-withdrawn',
      `offered ${today('16:00')} more-seats`,
    ]);
  });

  it('with other rules for its waiting list is settled by them', async () => {
    const { p, talk } = await line(['ben', 'cy'], small, '15:31');
    await leaves(p, 'ana', talk);
    expect(await standing(p, talk)).toEqual(['ben waiting', 'cy waiting']);
    await load(p, [small], { waiting: { straightUntilHours: 1, openUntilHours: 0 } });
    expect(await standing(p, talk)).toEqual(['ben confirmed', 'cy waiting']);
    // Loading it again is no change.
    const before = (await talkOf(p, 9)).revision;
    await load(p, [small], { waiting: { straightUntilHours: 1, openUntilHours: 0 } });
    expect((await talkOf(p, 9)).revision).toBe(before);
  });

  it('frees a seat taken elsewhere, which is offered', async () => {
    const { p, talk } = await line(['ben'], { ...talkNine, capacity: 2, takenElsewhere: 1 });
    await load(p, [{ ...talkNine, capacity: 2, takenElsewhere: 0 }]);
    expect(await standing(p, talk)).toEqual(['ana confirmed', 'ben offered']);
  });
});

describe('what is told', () => {
  const lines = async (p: Program, drawer: string) => {
    const one = (await outbox(p)).find((t) => t.drawer === drawer);
    if (!one) throw new Error(`nobody was told ${drawer}`);
    return (await draws(p, one))[0];
  };

  it('of an offer is dropped once it is answered or over', async () => {
    const { p, talk, clock } = await line(['ben', 'cy']);
    await leaves(p, 'ana', talk);
    expect(await lines(p, 'offered')).toBe(
      'A seat in talk 9 is offered to you until Wed 10 Jul 2019, 13:00 (Zurich time)',
    );
    clock.now = today('13:00');
    expect(await lines(p, 'offered')).toBe('dropped: the seat is not offered any more');
    clock.now = today('12:00');
    await answers(p, 'ben', talk, 'accept');
    expect(await lines(p, 'offered')).toBe('dropped: the seat is not offered any more');
  });

  it('of an expired one is dropped for whoever asked again', async () => {
    const { p, talk, clock } = await line(['ben', 'cy']);
    await leaves(p, 'ana', talk);
    clock.now = today('13:00');
    await passes(p);
    expect(await lines(p, 'offer-expired')).toMatch(/^The seat that was offered to you in talk 9/);
    await joins(p, 'ben', talk);
    expect(await lines(p, 'offer-expired')).toBe('dropped: they have asked again');
  });

  it('of an open seat is dropped once it is taken, or they do not wait', async () => {
    const { p, talk } = await line(['ben', 'cy'], small, '16:30');
    await leaves(p, 'ana', talk);
    expect(await lines(p, 'seat-open')).toMatch(/^A seat in talk 9 is free/);
    await joins(p, 'dee', talk);
    expect(await lines(p, 'seat-open')).toBe('dropped: the seat was taken');
    await leaves(p, 'ben', talk);
    expect(await lines(p, 'seat-open')).toBe('dropped: they do not wait any more');
  });
});

describe('two programs on one file', () => {
  async function two(waiting: readonly string[]) {
    const directory = freshDirectory();
    const url = `file:${join(directory.path, 'two.db')}`;
    const clock = { now: monday };
    const programs = [await openProgram(url, clock, 'a'), await openProgram(url, clock, 'b')];
    onTestFinished(async () => {
      for (const one of programs) await one.close();
      directory.remove();
    });
    const [a, b] = programs as [Program, Program];
    await load(a, [small]);
    const talk = (await talkOf(a, 9)).id;
    for (const user of ['ana', ...waiting]) await joins(a, user, talk);
    clock.now = today('09:00');
    await leaves(b, 'ana', talk);
    return { a, b, talk, clock };
  }

  it('end an offer once, and pass its seat on once', async () => {
    const { a, b, talk, clock } = await two(['ben', 'cy', 'dee']);
    clock.now = today('13:00');
    await Promise.all([passes(a), passes(b), passes(a), passes(b)]);
    expect(await standing(a, talk)).toEqual(['cy offered', 'dee waiting']);
    expect(await told(b)).toEqual(['ben: offered', 'ben: offer-expired', 'cy: offered']);
  });

  it('open seats once, and tell it once', async () => {
    const { a, b, talk, clock } = await two(['ben', 'cy']);
    clock.now = today('16:00');
    await Promise.all([passes(a), passes(b), passes(a), passes(b)]);
    expect(await standing(b, talk)).toEqual(['cy waiting']);
    expect(await told(a)).toEqual(['ben: offered', 'ben: offer-expired', 'cy: seat-open']);
    expect((await story(a, talk, 'cy')).filter((one) => one.startsWith('opened'))).toHaveLength(1);
  });

  it.each([
    ['in time', '12:59', 'accepted', ['ben confirmed', 'cy waiting']],
    ['too late', '13:00', 'no-offer', ['cy offered']],
  ] as const)('an acceptance that is %s against the expiry', async (_, time, answer, seats) => {
    const { a, b, talk, clock } = await two(['ben', 'cy']);
    clock.now = today(time);
    const [accepted] = await Promise.all([
      answers(a, 'ben', talk, 'accept'),
      passes(b),
      passes(a),
      passes(b),
    ]);
    expect(accepted).toBe(answer);
    expect(await standing(a, talk)).toEqual(seats);
    expect((await told(a)).filter((one) => one === 'cy: offered')).toHaveLength(
      answer === 'accepted' ? 0 : 1,
    );
  });

  it('accepting against declining, and accepting twice, leave one answer', async () => {
    const { a, b, talk } = await two(['ben', 'cy']);
    const kinds = await Promise.all([
      answers(a, 'ben', talk, 'accept'),
      answers(b, 'ben', talk, 'decline'),
      answers(b, 'ben', talk, 'accept'),
    ]);
    const accepted = kinds.includes('accepted');
    expect([...kinds].sort()).toEqual(
      accepted
        ? ['accepted', 'already-registered', 'already-registered']
        : ['declined', 'no-offer', 'no-offer'],
    );
    expect(await standing(a, talk)).toEqual(
      accepted ? ['ben confirmed', 'cy waiting'] : ['cy offered'],
    );
  });

  it('a hundred at once for one seat within the last two hours: one takes it', async () => {
    const waiting = Array.from({ length: 30 }, (_, i) => `w${i}`);
    const { a, b, talk, clock } = await two(waiting);
    clock.now = today('16:00');
    const outside = Array.from({ length: 70 }, (_, i) => `o${i}`);
    const kinds = await Promise.all([
      passes(a),
      passes(b),
      ...[...waiting.slice(1), ...outside].map((user, i) => joins(i % 2 ? a : b, user, talk)),
    ]);
    expect(kinds.filter((kind) => kind === 'confirmed' || kind === 'taken')).toHaveLength(1);
    const confirmed = (await standing(a, talk)).filter((one) => one.endsWith('confirmed'));
    expect(confirmed).toHaveLength(1);
  });
});

describe('a decision that fails in the middle', () => {
  it('leaves everything as it was, and is done whole the next time', async () => {
    const clock = { now: monday };
    const p = await program(clock);
    await load(p, [{ ...talkNine, capacity: 2 }]);
    const talk = (await talkOf(p, 9)).id;
    for (const user of ['ana', 'bea', 'cy', 'dee', 'eve', 'fay']) await joins(p, user, talk);
    clock.now = today('09:00');
    for (const user of ['ana', 'bea']) await leaves(p, user, talk);
    const everything = () =>
      p.database.read(async (read) => [
        await read.all(sql`SELECT * FROM seats ORDER BY id`),
        await read.all(sql`SELECT * FROM ledger ORDER BY id`),
        await read.all(sql`SELECT notice_key FROM outbox ORDER BY notice_key`),
        await read.all(sql`SELECT * FROM subject_changes ORDER BY subject`),
      ]);
    const before = await everything();
    clock.now = today('13:00');
    const sound = p.ports.newId;
    // Expiring two offers and making two takes four ids: it fails at each of them.
    for (let fails = 1; fails <= 4; fails += 1) {
      let made = 0;
      const newId = () => {
        made += 1;
        if (made === fails) throw new Error('killed');
        return sound();
      };
      const failing: Program = { ...p, ports: { ...p.ports, newId } };
      await expect(passes(failing)).rejects.toThrow('killed');
      expect(await everything()).toEqual(before);
    }
    await passes(p);
    expect(await standing(p, talk)).toEqual(['eve offered', 'fay offered']);
    expect((await told(p)).slice(2)).toEqual([
      'cy: offer-expired',
      'dee: offer-expired',
      'eve: offered',
      'fay: offered',
    ]);
  });
});

describe('an offer and two accounts that become one', () => {
  it.each([
    ['a seat stays before an offer', 'ana', 'ben', ['ana confirmed', 'cy offered']],
    ['an offer stays before a place', 'ben', 'cy', ['ben offered']],
  ])('%s, and what is free goes on', async (_, one, other, seats) => {
    const clock = { now: monday };
    const { opened: p, talk } = await open([small], clock);
    for (const user of ['ana', 'ben', 'cy']) await joins(p, user, talk);
    clock.now = today('09:00');
    if (one === 'ana') await capacity(p, talk, 2);
    else await leaves(p, 'ana', talk);
    await merge(p, other, one);
    expect(await standing(p, talk)).toEqual(seats);
    expect(await personOf(p, one)).toBe(await personOf(p, other));
  });
});

describe('the talks of other days', () => {
  it('have their own marks, and due work says the first of all', async () => {
    const clock = { now: monday };
    const { opened: p, talk } = await open([small, { ...talkTen, capacity: 1 }], clock);
    const ten = (await talkOf(p, 10)).id;
    expect(await nextDue(p)).toBe(undefined);
    for (const user of ['ana', 'ben']) await joins(p, user, ten);
    expect(await nextDue(p)).toBe(at('2019-07-24 16:00'));
    for (const user of ['ana', 'ben']) await joins(p, user, talk);
    expect(await nextDue(p)).toBe(today('16:00'));
    clock.now = today('16:00') + hour;
    await passes(p);
    expect(await nextDue(p)).toBe(at('2019-07-24 16:00'));
    expect(await outbox(p)).toEqual([]);
    clock.now += minute;
    await register(p.ports, typing(web('cy'), 'register'), talk);
    expect(await nextDue(p)).toBe(at('2019-07-24 16:00'));
  });
});
