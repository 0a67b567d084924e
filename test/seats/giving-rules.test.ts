// Whether a seat can be offered to a colleague, and whether they can take it, as sentences.
import { describe, expect, it } from 'vitest';
import type { Standing } from '../../src/kernel/account.ts';
import { giftId, type PersonId, personId, seatId, talkId } from '../../src/kernel/ids.ts';
import { hour } from '../../src/kernel/time.ts';
import {
  decideGift,
  decideGive,
  type Gift,
  type GiftState,
  type GiveState,
} from '../../src/seats/rules/giving.ts';
import { decideOffer, type LastOffer } from '../../src/seats/rules/offers.ts';
import type { SeatTalk } from '../../src/seats/rules/standing.ts';
import type { MySeat } from '../../src/seats/rules.ts';
import { usualWaiting } from '../../src/talks/rules.ts';
import { monday, web } from './stage.ts';

const startsAt = monday + 48 * hour;
const talk: SeatTalk = {
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
const seat: MySeat = { id: seatId('s1'), state: 'confirmed', line: 0 };
const place: MySeat = { id: seatId('s2'), state: 'waiting', line: 3 };
const offer: MySeat = { id: seatId('s3'), state: 'offered', line: 0, until: monday + hour };
const [ana, ben, cleo] = ['ana', 'ben', 'cleo'].map(personId) as [PersonId, PersonId, PersonId];
const somebody = (person: PersonId) => ({ person, account: web(person), name: person });
const gift = (from: PersonId, to: PersonId, state: GiftState = 'open'): Gift => ({
  id: giftId('g1'),
  talk: talkId('t1'),
  from: somebody(from),
  to: somebody(to),
  state,
  step: 1,
});

describe('a seat can be offered to a colleague', () => {
  interface Case {
    readonly talk?: Partial<SeatTalk>;
    readonly mine?: MySeat | undefined;
    readonly giving?: Gift;
    readonly colleague?: Partial<GiveState['colleague']>;
    readonly at?: number;
  }
  const decide = (c: Case) =>
    decideGive(
      {
        talk: { ...talk, ...c.talk },
        mine: 'mine' in c ? c.mine : seat,
        giving: c.giving,
        colleague: {
          standing: 'person',
          self: false,
          person: ben,
          seat: undefined,
          getting: undefined,
          ...c.colleague,
        },
      },
      c.at ?? monday,
    );

  const possible: readonly (readonly [string, Case])[] = [
    ['by whoever has one', {}],
    ['until the talk starts', { at: startsAt - 1 }],
    ['after registration closed', { talk: { closesAt: monday - 1 } }],
    ['who waits', { colleague: { seat: place } }],
    ['to whom one is offered from the line', { colleague: { seat: offer } }],
    ['who was never here', { colleague: { person: undefined } }],
    ['of whom the platform says nothing', { colleague: { standing: 'unknown' } }],
  ];
  it.each(possible)('%s', (_, c) => {
    expect(decide(c)).toEqual({ ok: true, value: 'given' });
  });

  const refused: readonly (readonly [string, Case, unknown])[] = [
    ['without a seat', { mine: undefined }, { kind: 'no-seat' }],
    ['with a place in line', { mine: place }, { kind: 'only-waiting', line: 3 }],
    [
      'with a seat that is not yet accepted',
      { mine: offer },
      { kind: 'only-offered', until: monday + hour },
    ],
    ['to oneself', { colleague: { self: true, seat } }, { kind: 'to-yourself' }],
    ...(['bot', 'stranger', 'gone', 'nobody'] as const).map(
      (standing: Standing) =>
        [
          `to an account that is ${standing}`,
          { colleague: { standing } },
          { kind: 'not-a-colleague', standing },
        ] as const,
    ),
    [
      'a second time to the same',
      { giving: gift(ana, ben) },
      { kind: 'giving-already', gift: gift(ana, ben), same: true },
    ],
    [
      'to a second one, while the first has not answered',
      { giving: gift(ana, cleo) },
      { kind: 'giving-already', gift: gift(ana, cleo), same: false },
    ],
    ['to somebody with a seat', { colleague: { seat } }, { kind: 'has-a-seat' }],
    [
      'to somebody who is being given another',
      { colleague: { getting: gift(cleo, ben) } },
      { kind: 'gets-another' },
    ],
    ['once the talk has started', { at: startsAt }, { kind: 'started' }],
    ['once the talk is over', { at: startsAt + hour }, { kind: 'over' }],
    [
      'of a cancelled talk',
      { talk: { cancelled: 'strike' } },
      { kind: 'cancelled', reason: 'strike' },
    ],
  ];
  it.each(refused)('but not %s', (_, c, refusal) => {
    expect(decide(c)).toEqual({ ok: false, refusal });
  });
});

describe('a colleague’s seat', () => {
  it.each([
    ['without a place of their own', undefined],
    ['with a place in line', place],
    ['with an offer from the line', offer],
  ])('can be taken by whoever it was offered to: %s', (_, mine) => {
    expect(decideGift(talk, gift(ana, ben), ben, mine, startsAt - 1)).toEqual({
      ok: true,
      value: 'open',
    });
  });

  it.each([
    ['by somebody else', cleo, undefined, 'open', monday, { kind: 'not-yours' }],
    ['by nobody known', undefined, undefined, 'open', monday, { kind: 'not-yours' }],
    ['twice', ben, seat, 'taken', monday, { kind: 'already-registered' }],
    ['beside one’s own', ben, seat, 'lapsed', monday, { kind: 'already-registered' }],
    ['after one declined', ben, place, 'declined', monday, { kind: 'declined-before' }],
    ['once it is withdrawn', ben, undefined, 'withdrawn', monday, { kind: 'withdrawn' }],
    ['once it lapsed', ben, undefined, 'lapsed', monday, { kind: 'withdrawn' }],
    ['after one gave it back', ben, undefined, 'taken', monday, { kind: 'withdrawn' }],
    ['once the talk has started', ben, undefined, 'open', startsAt, { kind: 'started' }],
    ['once the talk is over', ben, undefined, 'open', startsAt + hour, { kind: 'over' }],
  ] as const)('cannot be taken %s', (_, person, mine, state, now, refusal) => {
    expect(decideGift(talk, gift(ana, ben, state), person, mine, now)).toEqual({
      ok: false,
      refusal,
    });
  });

  it('cannot be taken in a cancelled talk', () => {
    const cancelled = { ...talk, cancelled: 'strike' };
    expect(decideGift(cancelled, gift(ana, ben), ben, undefined, monday)).toEqual({
      ok: false,
      refusal: { kind: 'cancelled', reason: 'strike' },
    });
  });
});

describe('an offer from the line', () => {
  const last: LastOffer = { kind: 'expired', until: monday - 1 };

  it('can be answered until the talk starts', () => {
    expect(decideOffer({ talk, mine: offer }, undefined, startsAt - 1)).toEqual({
      ok: true,
      value: offer,
    });
  });

  it.each([
    ['somebody with a seat', seat, undefined, monday, { kind: 'already-registered' }],
    ['somebody who waits', place, undefined, monday, { kind: 'still-waiting', line: 3 }],
    ['somebody without', undefined, undefined, monday, { kind: 'no-offer', last: undefined }],
    ['somebody who is late', undefined, last, monday, { kind: 'no-offer', last }],
    ['anybody once the talk has started', offer, undefined, startsAt, { kind: 'started' }],
    ['anybody once it is over', offer, undefined, startsAt + hour, { kind: 'over' }],
  ] as const)('is not there for %s', (_, mine, lastOffer, now, refusal) => {
    expect(decideOffer({ talk, mine }, lastOffer, now)).toEqual({ ok: false, refusal });
  });
});
