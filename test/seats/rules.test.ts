// Who sits and who waits, as sentences.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SeatId, seatId } from '../../src/kernel/ids.ts';
import { hour } from '../../src/kernel/time.ts';
import {
  betterSeat,
  type Counts,
  decideCancel,
  decideRegister,
  decideSettle,
  freeOf,
  type Holding,
  type MySeat,
  overOf,
  type TalkSeats,
  takenOf,
  whyClosed,
} from '../../src/seats/rules.ts';
import { monday } from './stage.ts';

const startsAt = monday + 48 * hour;
const talk: TalkSeats['talk'] = {
  cancelled: undefined,
  startsAt,
  endsAt: startsAt + hour,
  opensAt: undefined,
  closesAt: undefined,
  capacity: 45,
  elsewhere: 33,
};
const id: SeatId = seatId('seat1');
const seat: MySeat = { id, state: 'confirmed', line: 0 };
const place = (line: number): MySeat => ({ id, state: 'waiting', line });

interface Case {
  readonly talk?: Partial<TalkSeats['talk']>;
  readonly counts?: Counts;
  readonly mine?: MySeat;
  readonly at?: number;
}
const stateOf = (c: Case): TalkSeats => ({
  talk: { ...talk, ...c.talk },
  counts: c.counts ?? { confirmed: 0, waiting: 0 },
  mine: c.mine,
});
const full: Counts = { confirmed: 12, waiting: 0 };
const crowded: Counts = { confirmed: 12, waiting: 4 };
const cancelled = { cancelled: 'strike' };
const closed = { closesAt: monday - 1 };
const later = { opensAt: monday + hour };

describe('registering', () => {
  const cases: readonly [string, Case, unknown][] = [
    ['gives a seat while one is free', {}, { kind: 'confirmed' }],
    ['gives the last seat', { counts: { confirmed: 11, waiting: 0 } }, { kind: 'confirmed' }],
    ['joins an empty line when all is taken', { counts: full }, { kind: 'waiting', line: 1 }],
    ['joins the end of the line', { counts: crowded }, { kind: 'waiting', line: 5 }],
    [
      'passes nobody over who waits, even while a seat is free',
      { counts: { confirmed: 3, waiting: 2 } },
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

describe('settling', () => {
  const cases: readonly [string, Case, number][] = [
    ['gives nothing while all is taken', { counts: crowded }, 0],
    ['gives a freed seat to one of four', { counts: { confirmed: 11, waiting: 4 } }, 1],
    ['gives every free seat while somebody waits', { counts: { confirmed: 2, waiting: 4 } }, 4],
    ['gives nothing where nobody waits', {}, 0],
    [
      'gives nothing until there is room again',
      { talk: { capacity: 40 }, counts: { confirmed: 11, waiting: 4 } },
      0,
    ],
    [
      'gives nothing for a cancelled talk',
      { talk: cancelled, counts: { confirmed: 2, waiting: 4 } },
      0,
    ],
    [
      'gives nothing once the talk has started',
      { at: startsAt, counts: { confirmed: 2, waiting: 4 } },
      0,
    ],
    [
      'goes on after registration closed',
      { talk: closed, counts: { confirmed: 11, waiting: 4 } },
      1,
    ],
  ];
  it.each(cases)('%s', (_, c, count) => {
    const { talk: of, counts } = stateOf(c);
    expect(decideSettle(of, counts, c.at ?? monday)).toBe(count);
  });

  it('leaves nobody waiting beside a free seat, and gives no seat that is not there', () => {
    const n = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(n, n, n, n, (capacity, elsewhere, confirmed, waiting) => {
        const of = { ...talk, capacity, elsewhere };
        const count = decideSettle(of, { confirmed, waiting }, monday);
        const after = { confirmed: confirmed + count, waiting: waiting - count };
        expect(after.waiting).toBeGreaterThanOrEqual(0);
        expect(Math.min(after.waiting, freeOf(of, after))).toBe(0);
        if (count > 0) expect(overOf(of, after)).toBe(0);
      }),
    );
  });
});

describe('the numbers', () => {
  it('count what is taken on the event page', () => {
    expect(takenOf(talk, { confirmed: 5, waiting: 9 })).toBe(38);
    expect(freeOf(talk, { confirmed: 5, waiting: 0 })).toBe(7);
    expect(overOf(talk, { confirmed: 5, waiting: 0 })).toBe(0);
  });

  it('say how many are over, and that none is free then', () => {
    const small = { ...talk, capacity: 40 };
    expect([freeOf(small, full), overOf(small, full)]).toEqual([0, 5]);
  });

  it('say of an open talk that nothing is closed', () => {
    expect(whyClosed(talk, monday)).toBe(undefined);
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
    ['the older of two seats stays', holding('confirmed', 1), holding('confirmed', 2)],
    ['the older of two places stays', holding('waiting', 1), holding('waiting', 2)],
  ];
  it.each(cases)('%s, whichever is named first', (_, stays, goes) => {
    expect(betterSeat(stays, goes)).toEqual({ stays, goes });
    expect(betterSeat(goes, stays)).toEqual({ stays, goes });
  });
});
