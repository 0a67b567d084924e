// What organisers are told of deactivated accounts, and what is said when they free a seat.
import { seatId } from '../../../src/kernel/ids.ts';
import {
  accountGoneCard,
  type FreedSeat,
  freeAskCard,
  freedCard,
  freeMistakeCard,
  freeNobodyCard,
  freeRefusalCard,
  freeWhichCard,
  seatFreedCard,
  seatLeftCard,
} from '../../../src/organising/cards/freeing.ts';
import type { FreeMistake, FreeRefusal, Holder } from '../../../src/organising/rules/freeing.ts';
import type { Talk } from '../../../src/talks/rules.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('organising/cards/freeing.ts');
const freeing = ['word free', 'press free'];

const ben: Holder = {
  account: { platform: 'slack', workspace: 'T01ACME', user: 'U02BEN' },
  name: 'Ben Okafor',
};
const nameless: Holder = { account: f.anaElsewhere, name: undefined };
const held = [
  { talk: f.nine, mine: f.confirmed },
  { talk: f.ten, mine: f.waiting },
  { talk: f.dayBefore, mine: f.offered },
];

const freed: FreedSeat = {
  view: f.view(f.nine),
  holder: ben,
  waited: false,
  promoted: 0,
  offered: 0,
  told: false,
};

const refused: Readonly<Record<FreeRefusal['kind'], readonly [Talk, FreeRefusal]>> = {
  cancelled: [f.cancelled, { kind: 'cancelled', reason: f.cancelled.cancelled as string }],
  started: [f.running, { kind: 'started' }],
  over: [f.over, { kind: 'over' }],
  ended: [f.nine, { kind: 'ended' }],
};
const mistakes: Readonly<Record<FreeMistake['kind'], true>> = {
  'no-talk': true,
  'nobody-named': true,
  'several-people': true,
};

export const freeingCards: readonly GoldenCard[] = [
  card('account-gone', 'accountGoneCard', 'drawer account-gone', (l) =>
    accountGoneCard(ben, held.slice(0, 1), f.person(l)),
  ),
  card('account-gone-two-talks', 'accountGoneCard', 'drawer account-gone', (l) =>
    accountGoneCard(nameless, held, f.abroad(l)),
  ),
  card('seat-left', 'seatLeftCard', 'drawer seat-left', (l) =>
    seatLeftCard(ben, held.slice(0, 1), f.person(l)),
  ),
  card('seat-left-offered', 'seatLeftCard', 'drawer seat-left', (l) =>
    seatLeftCard(nameless, held.slice(2), f.abroad(l)),
  ),
  card('free-done', 'freedCard', freeing, (l) => freedCard(freed, f.person(l))),
  card('free-done-told', 'freedCard', 'word free', (l) =>
    freedCard({ ...freed, view: f.view(f.full), promoted: 1, told: true }, f.person(l)),
  ),
  card('free-done-offered', 'freedCard', 'word free', (l) =>
    freedCard({ ...freed, view: f.offering(f.dayBefore, 2, 1), offered: 1 }, f.person(l)),
  ),
  card('free-done-place', 'freedCard', freeing, (l) =>
    freedCard({ ...freed, holder: nameless, waited: true }, f.person(l)),
  ),
  card('free-ask', 'freeAskCard', freeing, (l) => freeAskCard(f.nine, ben, f.person(l))),
  ...Object.entries(refused).map(([kind, [talk, refusal]]) =>
    card(`free-refused-${kind}`, 'freeRefusalCard', freeing, (l) =>
      freeRefusalCard(talk, refusal, f.person(l)),
    ),
  ),
  card('free-refused-no-such-seat', 'freeRefusalCard', freeing, (l) =>
    freeRefusalCard(undefined, { kind: 'no-such-seat' }, f.person(l)),
  ),
  card('free-nobody', 'freeNobodyCard', 'word free', (l) =>
    freeNobodyCard(f.nine, 'somebody whose name is far too long for a title', f.person(l)),
  ),
  card('free-which', 'freeWhichCard', 'word free', (l) =>
    freeWhichCard(
      f.nine,
      [
        { ...ben, seat: seatId('seat1') },
        { account: f.anaInWeb, name: 'Ana Duarte', seat: seatId('seat2') },
        { account: f.ana, name: 'Ana Duarte', seat: seatId('seat3') },
      ],
      f.person(l),
    ),
  ),
  ...Object.keys(mistakes).map((kind) =>
    card(`free-mistake-${kind}`, 'freeMistakeCard', 'word free', (l) =>
      freeMistakeCard({ kind: kind as FreeMistake['kind'] }, 9, f.person(l)),
    ),
  ),
  card('seat-freed', 'seatFreedCard', 'drawer seat-freed', (l) =>
    seatFreedCard(f.view(f.nine), f.abroad(l)),
  ),
];
