// The cards of the organiser's desk.
import type { Account } from '../../../src/kernel/account.ts';
import {
  type AnnounceAnswer,
  type Attendee,
  announceCard,
  asks,
  capacityAskCard,
  capacityChangedCard,
  capacityFindCard,
  capacityMistakeCard,
  capacityRefusalCard,
  whoCard,
} from '../../../src/organising/cards.ts';
import type { CapacityMistake, CapacityRefusal } from '../../../src/organising/rules.ts';

import { findRefusalCard } from '../../../src/talks/cards.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';
import { undeliveredCards } from './undelivered.ts';

const card = cardsOf('organising/cards.ts');
const announcing = ['word announce', 'press announce'];
const asking = ['word who', 'press who'];
const { view } = f;

const announceAnswers: readonly (readonly [string, AnnounceAnswer])[] = [
  ['done', { kind: 'announced', talk: f.nine }],
  ['on-its-way', { kind: 'announcing', talk: f.nine }],
  ['cannot-write', { kind: 'cannot-write', why: 'not-a-member' }],
  ['channel-only', { kind: 'channel-only', talk: '9' }],
  ['cancelled', { kind: 'old', talk: f.cancelled, why: { kind: 'cancelled' } }],
  ['over', { kind: 'old', talk: f.over, why: { kind: 'over' } }],
];

const capacityRefusals: Readonly<Record<CapacityRefusal['kind'], CapacityRefusal>> = {
  cancelled: { kind: 'cancelled' },
  over: { kind: 'over' },
  same: { kind: 'same' },
};

const mistakes: Readonly<Record<CapacityMistake['kind'], CapacityMistake>> = {
  'no-capacity': { kind: 'no-capacity' },
  'not-a-number': { kind: 'not-a-number', typed: 'many *really*' },
  negative: { kind: 'negative', typed: '-5' },
  'too-many': { kind: 'too-many', typed: '9'.repeat(100) },
};

const several = { kind: 'several', talks: [f.nine, f.ten] } as const;

function attendee(i: number, state: Attendee['state']): Attendee {
  const account: Account = { platform: 'slack', workspace: 'T01ACME', user: `U${100 + i}` };
  return { account, name: i % 7 === 6 ? undefined : `Person *${i}* <@U0${i}>`, state };
}
const offered = (i: number): Attendee => ({ ...attendee(i, 'offered'), until: f.offerEnd });
const attendees = (seats: number, places: number, offers = 0): readonly Attendee[] => [
  ...Array.from({ length: offers }, (_, i) => offered(1000 + i)),
  ...Array.from({ length: seats }, (_, i) => attendee(i, 'confirmed')),
  ...Array.from({ length: places }, (_, i) => attendee(seats + i, 'waiting')),
];

export const organisingCards: readonly GoldenCard[] = [
  ...announceAnswers.map(([name, answer]) =>
    card(`announce-${name}`, 'announceCard', announcing, (l) => announceCard(answer, f.person(l))),
  ),
  card('announce-which', 'asks', announcing, (l) =>
    findRefusalCard(several, l, asks('announce', f.person(l))),
  ),
  card('capacity-changed', 'capacityChangedCard', 'word capacity', (l) =>
    capacityChangedCard(
      {
        before: 45,
        view: view({ ...f.nine, capacity: 60 }, undefined, 4),
        promoted: 0,
        offered: 0,
        over: 0,
      },
      f.person(l),
    ),
  ),
  card('capacity-promoted-one', 'capacityChangedCard', 'word capacity', (l) =>
    capacityChangedCard(
      {
        before: 33,
        view: view({ ...f.nine, capacity: 34 }, undefined, 1),
        promoted: 1,
        offered: 0,
        over: 0,
      },
      f.person(l),
    ),
  ),
  card('capacity-promoted-many', 'capacityChangedCard', 'word capacity', (l) =>
    capacityChangedCard(
      {
        before: 33,
        view: view({ ...f.nine, capacity: 60 }, undefined, 27, 2),
        promoted: 27,
        offered: 0,
        over: 0,
      },
      f.person(l),
    ),
  ),
  card('capacity-offered-one', 'capacityChangedCard', 'word capacity', (l) =>
    capacityChangedCard(
      {
        before: 33,
        view: f.offering(f.dayBefore, 0, 1, 2),
        promoted: 0,
        offered: 1,
        over: 0,
      },
      f.person(l),
    ),
  ),
  card('capacity-offered-many', 'capacityChangedCard', 'word capacity', (l) =>
    capacityChangedCard(
      { before: 33, view: f.offering(f.dayBefore, 0, 3), promoted: 0, offered: 3, over: 0 },
      f.person(l),
    ),
  ),
  card('capacity-held', 'capacityChangedCard', 'word capacity', (l) =>
    capacityChangedCard(
      { before: 33, view: view(f.heldBack, undefined, 0, 2), promoted: 0, offered: 0, over: 0 },
      f.person(l),
    ),
  ),
  card('capacity-open', 'capacityChangedCard', 'word capacity', (l) =>
    capacityChangedCard(
      { before: 33, view: view(f.openToAll, undefined, 0, 2), promoted: 0, offered: 0, over: 0 },
      f.person(l),
    ),
  ),
  card('capacity-over', 'capacityChangedCard', 'word capacity', (l) =>
    capacityChangedCard(
      {
        before: 45,
        view: view({ ...f.nine, capacity: 1 }, undefined, 4),
        promoted: 0,
        offered: 0,
        over: 36,
      },
      f.person(l),
    ),
  ),
  card('capacity-ask', 'capacityAskCard', 'word capacity', (l) =>
    capacityAskCard(f.nine, 31, { kind: 'ask', taken: 33, over: 2 }, f.person(l)),
  ),
  ...Object.entries(capacityRefusals).map(([kind, refusal]) =>
    card(`capacity-refused-${kind}`, 'capacityRefusalCard', 'word capacity', (l) =>
      capacityRefusalCard(f.nine, refusal, f.person(l)),
    ),
  ),
  ...Object.entries(mistakes).map(([kind, mistake]) =>
    card(`capacity-mistake-${kind}`, 'capacityMistakeCard', 'word capacity', (l) =>
      capacityMistakeCard(mistake, 9, f.person(l)),
    ),
  ),
  card('capacity-which', 'capacityFindCard', 'word capacity', (l) =>
    capacityFindCard(several, 60, f.person(l)),
  ),
  card('capacity-no-such-talk', 'capacityFindCard', 'word capacity', (l) =>
    capacityFindCard({ kind: 'no-such-talk', typed: '99', upcoming: [9, 10] }, 60, f.person(l)),
  ),
  card('who-nobody', 'whoCard', asking, (l) => whoCard(view(f.nine), [], f.person(l))),
  card('who-few', 'whoCard', asking, (l) =>
    whoCard(view(f.nine, undefined, 2, 1), attendees(2, 1), f.person(l)),
  ),
  card('who-still-coming', 'whoCard', asking, (l) =>
    whoCard(
      view(f.nine, undefined, 3, 1),
      attendees(3, 1).map((one, i) => ({ ...one, coming: i < 2 })),
      f.person(l),
    ),
  ),
  card('who-many', 'whoCard', asking, (l) =>
    whoCard(view(f.hostile, undefined, 45, 45), attendees(45, 45), f.abroad(l)),
  ),
  card('who-offered', 'whoCard', asking, (l) =>
    whoCard(f.offering(f.dayBefore, 2, 2, 1), attendees(2, 1, 2), f.abroad(l)),
  ),
  card('who-offered-crowd', 'whoCard', asking, (l) =>
    whoCard(f.offering(f.dayBefore, 0, 45), attendees(0, 0, 45), f.person(l)),
  ),
  card('who-crowd', 'whoCard', asking, (l) =>
    whoCard(view(f.nine, undefined, 500, 500), attendees(500, 500), f.person(l)),
  ),
  card('who-which', 'asks', asking, (l) => findRefusalCard(several, l, asks('who', f.person(l)))),
  ...undeliveredCards,
];
