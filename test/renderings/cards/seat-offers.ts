// What those who wait are told by itself, the answers to an offer, and why one is where one is.

import {
  offerExpiredCard,
  offeredCard,
  offerRefusalCard,
  promotedCard,
  seatOpenCard,
} from '../../../src/seats/cards/told.ts';
import { type LedgerEntry, whyCard } from '../../../src/seats/cards/why.ts';
import type { LedgerKind } from '../../../src/seats/rules/ledger.ts';
import { type FreedBy, offerDetail } from '../../../src/seats/rules/ledger.ts';
import type { LastOffer, OfferRefusal } from '../../../src/seats/rules/offers.ts';
import type { Talk } from '../../../src/talks/rules.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const told = cardsOf('seats/cards/told.ts');
const why = cardsOf('seats/cards/why.ts');
const whyAsked = ['word why', 'press why'];
const answering = ['word accept', 'press accept', 'word decline', 'press decline'];
const { view } = f;

const freedBy: Readonly<Record<FreedBy, true>> = {
  'somebody-left': true,
  'more-seats': true,
  'accounts-linked': true,
  'offer-declined': true,
  'offer-expired': true,
  'offer-lapsed': true,
};

const lastOffers: readonly (readonly [string, LastOffer | undefined])[] = [
  ['none', undefined],
  ['expired', { kind: 'expired', until: f.now - 60_000 }],
  ['declined', { kind: 'declined' }],
  ['gift-declined', { kind: 'gift-declined' }],
  ['gift-withdrawn', { kind: 'gift-withdrawn' }],
];

const refusals: Readonly<
  Record<Exclude<OfferRefusal['kind'], 'no-offer'>, readonly [Talk, OfferRefusal]>
> = {
  'already-registered': [f.nine, { kind: 'already-registered' }],
  'still-waiting': [f.dayBefore, { kind: 'still-waiting', line: 2 }],
  cancelled: [f.cancelled, { kind: 'cancelled', reason: f.cancelled.cancelled as string }],
  started: [f.running, { kind: 'started' }],
  over: [f.over, { kind: 'over' }],
};

type Gift = LedgerEntry['gift'];
const at = (kind: LedgerKind, minutes: number, detail = '', gift?: Gift): LedgerEntry => ({
  kind,
  at: f.now + minutes * 60_000,
  detail,
  gift,
});
const other = 'Cleo *channel*';

/** Everything that a ledger can tell, in an order in which it may have happened. */
const wholeLedger: readonly LedgerEntry[] = [
  ...Object.keys(freedBy).flatMap((by, i) => [
    at('waiting', 30 * i, '2'),
    at('promoted', 30 * i + 5, by),
    at('cancelled', 30 * i + 10),
    at('waiting', 30 * i + 15, '1'),
    at('offered', 30 * i + 20, offerDetail(f.offerEnd, by as FreedBy)),
    at('declined', 30 * i + 25),
  ]),
  at('waiting', 200, '1'),
  at('left-line', 205),
  at('waiting', 210, '1'),
  at('offered', 215, offerDetail(f.offerEnd, 'somebody-left')),
  at('offer-withdrawn', 220),
  at('offered', 225, offerDetail(f.offerEnd, 'somebody-left')),
  at('expired', 230, String(f.offerEnd)),
  at('waiting', 235, '1'),
  at('offered', 240, offerDetail(f.offerEnd, 'somebody-left')),
  at('accepted', 245),
];

const givingLedger: readonly LedgerEntry[] = [
  at('registered', 0),
  ...(['gift-declined', 'gift-withdrawn', 'gift-lapsed', 'given'] as const).flatMap((kind, i) => [
    at('gift-made', 20 * i + 5, 'gift1', { other, giver: true }),
    at(kind, 20 * i + 10, 'gift1', { other, giver: true }),
  ]),
];

const gettingLedger: readonly LedgerEntry[] = [
  at('waiting', 0, '3'),
  ...(['gift-declined', 'gift-withdrawn', 'gift-lapsed'] as const).flatMap((kind, i) => [
    at('gift-got', 20 * i + 5, 'gift1', { other, giver: false }),
    at(kind, 20 * i + 10, 'gift1', { other, giver: false }),
  ]),
  at('gift-got', 100, 'gift2', { other, giver: false }),
  at('place-lapsed', 105, 'gift2', { other, giver: false }),
  at('received', 105, 'gift2', { other, giver: false }),
  at('gift-made', 110, 'gift3'),
];

const openLedger: readonly LedgerEntry[] = [
  at('waiting', 0, '3'),
  at('opened', 5),
  at('taken', 10),
  at('merged-freed', 15),
  at('still-coming', 20),
  at('freed-by-organiser', 25),
];

export const seatOfferCards: readonly GoldenCard[] = [
  ...Object.keys(freedBy).map((by) =>
    told(`promoted-${by}`, 'promotedCard', 'drawer promoted', (l) =>
      promotedCard(f.nine, by as FreedBy, f.person(l)),
    ),
  ),
  told('promoted-plain', 'promotedCard', 'drawer promoted', (l) =>
    promotedCard(f.plainTalk, 'somebody-left', f.abroad(l)),
  ),
  told('offered', 'offeredCard', 'drawer offered', (l) =>
    offeredCard(f.dayBefore, f.offerEnd, f.person(l)),
  ),
  told('offered-abroad', 'offeredCard', 'drawer offered', (l) =>
    offeredCard({ ...f.hostile, startsAt: f.dayBefore.startsAt }, f.offerEnd, f.abroad(l)),
  ),
  told('offered-plain', 'offeredCard', 'drawer offered', (l) =>
    offeredCard(f.plainTalk, f.offerEnd, f.person(l)),
  ),
  told('offer-expired', 'offerExpiredCard', 'drawer offer-expired', (l) =>
    offerExpiredCard(
      view({ ...f.dayBefore, capacity: 33 }, undefined, 0, 2),
      f.now - 60_000,
      f.abroad(l),
    ),
  ),
  told('offer-expired-open', 'offerExpiredCard', 'drawer offer-expired', (l) =>
    offerExpiredCard(view(f.openToAll, undefined, 0, 2), f.now - 60_000, f.person(l)),
  ),
  told('offer-expired-closed', 'offerExpiredCard', 'drawer offer-expired', (l) =>
    offerExpiredCard(view(f.closed, undefined, 0, 2), f.now - 60_000, f.person(l)),
  ),
  told('seat-open', 'seatOpenCard', 'drawer seat-open', (l) =>
    seatOpenCard(view(f.openToAll, f.waiting, 9, 3), f.person(l)),
  ),
  ...lastOffers.map(([name, last]) =>
    told(`answer-refused-no-offer-${name}`, 'offerRefusalCard', answering, (l) =>
      offerRefusalCard(view(f.full, undefined, 0, 1), { kind: 'no-offer', last }, f.person(l)),
    ),
  ),
  ...Object.entries(refusals).map(([kind, [talk, refusal]]) =>
    told(`answer-refused-${kind}`, 'offerRefusalCard', answering, (l) =>
      offerRefusalCard(view(talk, undefined, 0, 1), refusal, f.person(l)),
    ),
  ),
  why('why-never', 'whyCard', whyAsked, (l) => whyCard(view(f.nine), [], f.person(l))),
  why('why-seat', 'whyCard', whyAsked, (l) =>
    whyCard(view(f.nine, f.confirmed, 1), wholeLedger, f.person(l)),
  ),
  why('why-place', 'whyCard', whyAsked, (l) =>
    whyCard(view(f.full, f.waiting, 0, 3), wholeLedger.slice(0, 1), f.person(l)),
  ),
  why('why-offered', 'whyCard', whyAsked, (l) =>
    whyCard(f.offering(f.dayBefore, 3, 1, 1, f.offered), wholeLedger.slice(3, 5), f.person(l)),
  ),
  why('why-nothing-now', 'whyCard', whyAsked, (l) =>
    whyCard(view(f.nine), wholeLedger.slice(0, 3), f.person(l)),
  ),
  why('why-open', 'whyCard', whyAsked, (l) =>
    whyCard(view(f.openToAll, f.confirmed, 3), openLedger, f.person(l)),
  ),
  why('why-giving', 'whyCard', whyAsked, (l) => whyCard(view(f.nine), givingLedger, f.person(l))),
  why('why-given', 'whyCard', whyAsked, (l) =>
    whyCard({ ...view(f.nine, f.confirmed, 3), giving: f.gift() }, gettingLedger, f.person(l)),
  ),
];
