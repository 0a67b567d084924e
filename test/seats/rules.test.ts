// Who sits and who waits, as sentences.
import { describe, expect, it } from 'vitest';
import { type SeatId, seatId } from '../../src/kernel/ids.ts';
import { hour } from '../../src/kernel/time.ts';
import { type TalkSeats, whyClosed } from '../../src/seats/rules/standing.ts';
import {
  betterSeat,
  type Counts,
  decideCancel,
  decideRegister,
  freeOf,
  type Holding,
  type MySeat,
  overOf,
  takenOf,
} from '../../src/seats/rules.ts';
import { usualWaiting } from '../../src/talks/rules.ts';
import { monday } from './stage.ts';

const startsAt = monday + 48 * hour;
const counted = (confirmed: number, waiting: number, offered = 0): Counts => ({
  confirmed,
  offered,
  waiting,
});
const talk: TalkSeats['talk'] = {
  cancelled: undefined,
  startsAt,
  endsAt: startsAt + hour,
  opensAt: undefined,
  closesAt: undefined,
  capacity: 45,
  elsewhere: 33,
  zone: 'Europe/Zurich',
  series: { waiting: usualWaiting },
};
const id: SeatId = seatId('seat1');
const seat: MySeat = { id, state: 'confirmed', line: 0 };
const offer: MySeat = { id, state: 'offered', line: 0, until: monday + hour };
const place = (line: number): MySeat => ({ id, state: 'waiting', line });

interface Case {
  readonly talk?: Partial<TalkSeats['talk']>;
  readonly counts?: Counts;
  readonly mine?: MySeat;
  readonly at?: number;
}
const stateOf = (c: Case): TalkSeats => ({
  talk: { ...talk, ...c.talk },
  counts: c.counts ?? counted(0, 0),
  mine: c.mine,
});
const full: Counts = counted(12, 0);
const crowded: Counts = counted(12, 4);
const cancelled = { cancelled: 'strike' };
const closed = { closesAt: monday - 1 };
const later = { opensAt: monday + hour };

describe('registering', () => {
  const cases: readonly [string, Case, unknown][] = [
    ['gives a seat while one is free', {}, { kind: 'confirmed' }],
    ['gives the last seat', { counts: counted(11, 0) }, { kind: 'confirmed' }],
    ['joins an empty line when all is taken', { counts: full }, { kind: 'waiting', line: 1 }],
    ['joins the end of the line', { counts: crowded }, { kind: 'waiting', line: 5 }],
    [
      'passes nobody over who waits, even while a seat is free',
      { counts: counted(3, 2) },
      { kind: 'waiting', line: 3 },
    ],
    [
      'waits where the numbers sank beneath what is taken',
      { talk: { capacity: 30 } },
      { kind: 'waiting', line: 1 },
    ],
    [
      'is open at the instant at which it opens',
      { talk: { opensAt: monday } },
      { kind: 'confirmed' },
    ],
    [
      'is open until the instant at which it closes',
      { talk: { closesAt: monday + 1 } },
      { kind: 'confirmed' },
    ],
    ['is open until the talk starts', { at: startsAt - 1 }, { kind: 'confirmed' }],
    [
      'waits while the last seats are offered to others',
      { counts: counted(10, 0, 2) },
      { kind: 'waiting', line: 1 },
    ],
    [
      'passes nobody over within the last day',
      { counts: counted(3, 2), at: startsAt - 3 * hour },
      { kind: 'waiting', line: 3 },
    ],
    [
      'takes a free seat within the last two hours, whoever waits',
      { counts: counted(3, 2), at: startsAt - 2 * hour },
      { kind: 'confirmed' },
    ],
    [
      'takes it also for somebody who waits',
      { mine: place(2), counts: counted(3, 2), at: startsAt - 2 * hour },
      { kind: 'taken' },
    ],
    [
      'takes it for somebody who waits after registration closed',
      { mine: place(2), counts: counted(3, 2), at: startsAt - 2 * hour, talk: closed },
      { kind: 'taken' },
    ],
    [
      'accepts the seat that is offered',
      { mine: offer, counts: counted(11, 2, 1) },
      { kind: 'accepted' },
    ],
  ];
  it.each(cases)('%s', (_, c, value) => {
    expect(decideRegister(stateOf(c), c.at ?? monday)).toEqual({ ok: true, value });
  });

  const refusals: readonly [string, Case, unknown][] = [
    ['to somebody with a seat', { mine: seat }, { kind: 'already-registered' }],
    [
      'to somebody who waits, with their number',
      { mine: place(3), counts: crowded },
      { kind: 'already-waiting', line: 3 },
    ],
    [
      'to somebody who waits, while a free seat is held back',
      { mine: place(1), counts: counted(3, 2), at: startsAt - 2 * hour - 1 },
      { kind: 'already-waiting', line: 1 },
    ],
    [
      'to somebody who waits, within the last two hours while none is free',
      { mine: place(2), counts: crowded, at: startsAt - hour },
      { kind: 'already-waiting', line: 2 },
    ],
    [
      'to somebody with a seat, also after it closed',
      { mine: seat, talk: closed },
      { kind: 'already-registered' },
    ],
    [
      'to somebody with a seat, also before it opens again',
      { mine: seat, talk: later },
      { kind: 'already-registered' },
    ],
    [
      'before it opens, with the instant',
      { talk: later },
      { kind: 'not-yet-open', opensAt: monday + hour },
    ],
    ['from the instant at which it closes', { talk: { closesAt: monday } }, { kind: 'closed' }],
    [
      'for a cancelled talk, with the reason',
      { talk: cancelled },
      { kind: 'cancelled', reason: 'strike' },
    ],
    [
      'for a cancelled talk, also to somebody with a seat',
      { talk: cancelled, mine: seat },
      { kind: 'cancelled', reason: 'strike' },
    ],
    ['once the talk has started', { at: startsAt }, { kind: 'started' }],
    [
      'once the talk has started, also to somebody who waits',
      { at: startsAt, mine: place(1) },
      { kind: 'started' },
    ],
    ['once the talk is over', { at: startsAt + hour }, { kind: 'over' }],
    [
      'once the talk is over, also to somebody with a seat',
      { at: startsAt + hour, mine: seat },
      { kind: 'over' },
    ],
  ];
  it.each(refusals)('is refused %s', (_, c, refusal) => {
    expect(decideRegister(stateOf(c), c.at ?? monday)).toEqual({ ok: false, refusal });
  });
});

describe('cancelling', () => {
  const cases: readonly [string, Case & { sure?: boolean }, unknown][] = [
    ['frees the seat while nobody waits', { mine: seat }, { kind: 'freed' }],
    ['asks first while others wait', { mine: seat, counts: crowded }, { kind: 'ask', waiting: 4 }],
    [
      'frees the seat of somebody who said yes',
      { mine: seat, counts: crowded, sure: true },
      { kind: 'freed' },
    ],
    [
      'leaves the line without a question',
      { mine: place(2), counts: crowded },
      { kind: 'left-line' },
    ],
    [
      'declines an offer without a question',
      { mine: offer, counts: counted(11, 4, 1) },
      { kind: 'declined' },
    ],
    ['is possible after registration closed', { mine: seat, talk: closed }, { kind: 'freed' }],
    ['is possible before registration opens again', { mine: seat, talk: later }, { kind: 'freed' }],
    ['is possible until the talk starts', { mine: seat, at: startsAt - 1 }, { kind: 'freed' }],
  ];
  it.each(cases)('%s', (_, c, value) => {
    expect(decideCancel(stateOf(c), c.sure ?? false, c.at ?? monday)).toEqual({ ok: true, value });
  });

  const refusals: readonly [string, Case, unknown][] = [
    ['to somebody without a seat', {}, { kind: 'not-registered' }],
    [
      'to somebody without a seat, also after it closed',
      { talk: closed },
      { kind: 'not-registered' },
    ],
    [
      'for a cancelled talk',
      { talk: cancelled, mine: seat },
      { kind: 'cancelled', reason: 'strike' },
    ],
    ['once the talk has started', { at: startsAt, mine: seat }, { kind: 'started' }],
    ['once the talk is over', { at: startsAt + hour, mine: place(1) }, { kind: 'over' }],
  ];
  it.each(refusals)('is refused %s', (_, c, refusal) => {
    for (const sure of [false, true])
      expect(decideCancel(stateOf(c), sure, c.at ?? monday)).toEqual({ ok: false, refusal });
  });
});

describe('the numbers', () => {
  it('count what is taken on the event page, and what is offered', () => {
    expect(takenOf(talk, counted(5, 9, 2))).toBe(40);
    expect(freeOf(talk, counted(5, 0))).toBe(7);
    expect(freeOf(talk, counted(5, 0, 3))).toBe(4);
    expect(overOf(talk, counted(5, 0))).toBe(0);
  });

  it('say how many are over, and that none is free then', () => {
    const small = { ...talk, capacity: 40 };
    expect([freeOf(small, full), overOf(small, full)]).toEqual([0, 5]);
  });

  it('say of an open talk that nothing is closed', () => {
    expect(whyClosed(talk, monday)).toBe(undefined);
  });

  it('say why nobody can register for a talk that runs, is over or was cancelled', () => {
    expect(whyClosed(talk, talk.startsAt)).toEqual({ kind: 'started' });
    expect(whyClosed(talk, talk.endsAt)).toEqual({ kind: 'over' });
    expect(whyClosed({ ...talk, cancelled: 'ill' }, monday)).toEqual({
      kind: 'cancelled',
      reason: 'ill',
    });
  });
});

describe('of two seats of one person', () => {
  const holding = (state: Holding['state'], at: number): Holding => ({
    id: seatId(`${state}${at}`),
    state,
    place: at,
  });
  const cases: readonly [string, Holding, Holding][] = [
    ['a seat stays before an older place', holding('confirmed', 9), holding('waiting', 1)],
    ['a seat stays before an older offer', holding('confirmed', 9), holding('offered', 1)],
    ['an offer stays before an older place', holding('offered', 9), holding('waiting', 1)],
    ['the older of two offers stays', holding('offered', 1), holding('offered', 2)],
    ['the older of two seats stays', holding('confirmed', 1), holding('confirmed', 2)],
    ['the older of two places stays', holding('waiting', 1), holding('waiting', 2)],
  ];
  it.each(cases)('%s, whichever is named first', (_, stays, goes) => {
    expect(betterSeat(stays, goes)).toEqual({ stays, goes });
    expect(betterSeat(goes, stays)).toEqual({ stays, goes });
  });
});
