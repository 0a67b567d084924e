// A seat that is given to a colleague: what both are told and answered.
import { keptCard } from '../../../src/seats/cards/answers.ts';
import {
  giftAnsweredCard,
  giftDeclinedCard,
  giftOfferedCard,
  giftTakenCard,
  giftWithdrawnCard,
  giveNoneCard,
  givenCard,
  giveRefusalCard,
  giveWhomCard,
  takeRefusalCard,
  withdrawnCard,
} from '../../../src/seats/cards/giving.ts';
import type { TalkView } from '../../../src/seats/cards.ts';
import type { GiveRefusal, TakeRefusal } from '../../../src/seats/rules/giving.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('seats/cards/giving.ts');
const answer = cardsOf('seats/cards/answers.ts');
const giving = ['word give'];
const choosing = ['word give', 'press give', 'press give-seat'];
const keeping = ['word keep', 'press keep', 'word give'];
const taking = ['word accept', 'press gift-accept'];
const declining = ['word decline', 'press gift-decline'];
const { view } = f;

const ended = {
  cancelled: [
    view(f.cancelled, f.confirmed, 1),
    { kind: 'cancelled', reason: f.cancelled.cancelled as string },
  ],
  started: [view(f.running, f.confirmed, 1), { kind: 'started' }],
  over: [view(f.over, f.confirmed, 1), { kind: 'over' }],
} as const;

const giveRefusals: readonly (readonly [string, TalkView, GiveRefusal])[] = [
  ['no-seat', view(f.full), { kind: 'no-seat' }],
  ['only-waiting', view(f.full, f.waiting, 0, 4), { kind: 'only-waiting', line: 3 }],
  [
    'only-offered',
    f.offering(f.dayBefore, 3, 1, 1, f.offered),
    { kind: 'only-offered', until: f.offerEnd },
  ],
  ['to-yourself', view(f.nine, f.confirmed, 1), { kind: 'to-yourself' }],
  ...(['bot', 'stranger', 'gone', 'nobody'] as const).map(
    (standing): readonly [string, TalkView, GiveRefusal] => [
      `to-a-${standing}`,
      view(f.nine, f.confirmed, 1),
      { kind: 'not-a-colleague', standing },
    ],
  ),
  [
    'giving-same',
    view(f.nine, f.confirmed, 1),
    { kind: 'giving-already', gift: f.gift(), same: true },
  ],
  [
    'giving-other',
    view(f.nine, f.confirmed, 1),
    { kind: 'giving-already', gift: f.gift(), same: false },
  ],
  ['has-a-seat', view(f.nine, f.confirmed, 2), { kind: 'has-a-seat' }],
  ['gets-another', view(f.nine, f.confirmed, 2), { kind: 'gets-another' }],
  ...Object.entries(ended).map(
    ([kind, [seen, refusal]]): readonly [string, TalkView, GiveRefusal] => [kind, seen, refusal],
  ),
];

const takeRefusals: readonly (readonly [string, TalkView, TakeRefusal])[] = [
  ['not-yours', view(f.nine), { kind: 'not-yours' }],
  ['already-registered', view(f.nine, f.confirmed, 1), { kind: 'already-registered' }],
  ['declined-before', view(f.nine), { kind: 'declined-before' }],
  ['withdrawn', view(f.full, f.waiting, 0, 4), { kind: 'withdrawn' }],
  ...Object.entries(ended).map(
    ([kind, [seen, refusal]]): readonly [string, TalkView, TakeRefusal] => [kind, seen, refusal],
  ),
];

export const seatGivingCards: readonly GoldenCard[] = [
  card('give-done', 'givenCard', giving, (l) => givenCard(f.nine, f.gift(), f.person(l))),
  card('give-to-nobody', 'giveWhomCard', choosing, (l) =>
    giveWhomCard(0, { example: 9 }, f.person(l)),
  ),
  card('give-one-to-nobody', 'giveWhomCard', choosing, (l) =>
    giveWhomCard(0, { talk: f.nine, example: 9 }, f.person(l)),
  ),
  card('give-to-two', 'giveWhomCard', giving, (l) =>
    giveWhomCard(2, { talk: f.nine, example: 9 }, f.person(l)),
  ),
  card('give-none', 'giveNoneCard', [...choosing, 'form give'], (l) => giveNoneCard(f.person(l))),
  ...giveRefusals.map(([name, seen, refusal]) =>
    card(`give-refused-${name}`, 'giveRefusalCard', [...giving, 'form give-seat'], (l) =>
      giveRefusalCard(seen, refusal, f.gift().to, f.person(l)),
    ),
  ),
  answer('keep-seat', 'keptCard', keeping, (l) => keptCard(f.nine, f.confirmed, f.person(l))),
  answer('keep-place', 'keptCard', keeping, (l) => keptCard(f.nine, f.waiting, f.person(l))),
  answer('keep-offered', 'keptCard', keeping, (l) => keptCard(f.nine, f.offered, f.person(l))),
  answer('keep-nothing', 'keptCard', keeping, (l) => keptCard(f.nine, undefined, f.person(l))),
  card('keep-withdrawn', 'withdrawnCard', keeping, (l) =>
    withdrawnCard(f.nine, f.gift('withdrawn'), f.person(l)),
  ),
  card('gift-offered', 'giftOfferedCard', 'drawer gift-offered', (l) =>
    giftOfferedCard(view(f.nine, undefined, 1), f.gift(), f.abroad(l)),
  ),
  card('gift-offered-waiting', 'giftOfferedCard', 'drawer gift-offered', (l) =>
    giftOfferedCard(view(f.full, f.waiting, 0, 4), f.gift(), f.person(l)),
  ),
  card('gift-offered-both', 'giftOfferedCard', 'drawer gift-offered', (l) =>
    giftOfferedCard(f.offering(f.dayBefore, 3, 1, 1, f.offered), f.gift(), f.person(l)),
  ),
  card('gift-withdrawn', 'giftWithdrawnCard', 'drawer gift-withdrawn', (l) =>
    giftWithdrawnCard(view(f.full, undefined, 0, 4), f.gift('withdrawn'), f.person(l)),
  ),
  ...(['taken', 'declined', 'lapsed'] as const).map((state) =>
    card(`gift-answered-${state}`, 'giftAnsweredCard', 'drawer gift-answered', (l) => {
      const seen = view(f.nine, state === 'taken' ? undefined : f.confirmed, 3);
      const drawn = giftAnsweredCard(seen, f.gift(state), f.person(l));
      if (!drawn) throw new Error('nothing is told');
      return drawn;
    }),
  ),
  card('gift-taken', 'giftTakenCard', taking, (l) =>
    giftTakenCard(f.nine, f.gift('taken'), f.person(l)),
  ),
  card('gift-declined', 'giftDeclinedCard', declining, (l) =>
    giftDeclinedCard(view(f.full, f.waiting, 0, 4), f.gift('declined'), f.person(l)),
  ),
  ...takeRefusals.map(([name, seen, refusal]) =>
    card(`gift-refused-${name}`, 'takeRefusalCard', [...taking, ...declining], (l) =>
      takeRefusalCard(seen, refusal, f.person(l)),
    ),
  ),
];
