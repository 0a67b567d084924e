// The answers to whoever registers or cancels.
import {
  cancelledCard,
  cancelRefusalCard,
  registeredCard,
  registerRefusalCard,
  unclearCard,
} from '../../../src/seats/cards/answers.ts';
import type { CancelRefusal, RegisterRefusal } from '../../../src/seats/rules.ts';
import type { Talk } from '../../../src/talks/rules.ts';
import { wording } from '../../../src/wording/wording.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('seats/cards/answers.ts');
const registering = ['word register', 'press register'];
const cancelling = ['word cancel', 'press cancel', 'press give-up'];
const { view } = f;

const refusedToRegister: Readonly<
  Record<RegisterRefusal['kind'], readonly [Talk, RegisterRefusal]>
> = {
  'already-registered': [f.nine, { kind: 'already-registered' }],
  'already-waiting': [f.full, { kind: 'already-waiting', line: 1 }],
  'not-yet-open': [f.notYetOpen, { kind: 'not-yet-open', opensAt: f.notYetOpen.opensAt as number }],
  cancelled: [f.cancelled, { kind: 'cancelled', reason: f.cancelled.cancelled as string }],
  closed: [f.closed, { kind: 'closed' }],
  started: [f.running, { kind: 'started' }],
  over: [f.over, { kind: 'over' }],
};

const refusedToCancel: Readonly<Record<CancelRefusal['kind'], readonly [Talk, CancelRefusal]>> = {
  'not-registered': [f.nine, { kind: 'not-registered' }],
  cancelled: [f.cancelled, { kind: 'cancelled', reason: f.cancelled.cancelled as string }],
  started: [f.running, { kind: 'started' }],
  over: [f.over, { kind: 'over' }],
};

export const seatAnswerCards: readonly GoldenCard[] = [
  card('says-yes-and-no', 'unclearCard', ['word register', 'word accept', 'word decline'], (l) =>
    unclearCard(f.nine, `${wording(l).offers.sayDecline(9)} <!channel> *no*`, f.person(l)),
  ),
  card('register-confirmed', 'registeredCard', registering, (l) =>
    registeredCard(f.nine, { kind: 'confirmed' }, f.person(l)),
  ),
  card('register-confirmed-abroad', 'registeredCard', registering, (l) =>
    registeredCard(f.hostile, { kind: 'confirmed' }, f.abroad(l)),
  ),
  card('register-confirmed-plain', 'registeredCard', registering, (l) =>
    registeredCard(f.plainTalk, { kind: 'confirmed' }, f.person(l)),
  ),
  card('register-waiting', 'registeredCard', registering, (l) =>
    registeredCard(f.full, { kind: 'waiting', line: 4 }, f.person(l)),
  ),
  card('register-waiting-first', 'registeredCard', registering, (l) =>
    registeredCard(f.full, { kind: 'waiting', line: 1 }, f.person(l)),
  ),
  card('register-waiting-offers', 'registeredCard', registering, (l) =>
    registeredCard(f.dayBefore, { kind: 'waiting', line: 4 }, f.person(l)),
  ),
  card('register-waiting-open', 'registeredCard', registering, (l) =>
    registeredCard(f.openToAll, { kind: 'waiting', line: 4 }, f.person(l)),
  ),
  card(
    'register-accepted',
    'registeredCard',
    [...registering, 'word accept', 'press accept'],
    (l) => registeredCard(f.nine, { kind: 'accepted' }, f.person(l)),
  ),
  card('register-taken', 'registeredCard', registering, (l) =>
    registeredCard(f.openToAll, { kind: 'taken' }, f.person(l)),
  ),
  ...Object.entries(refusedToRegister).map(([kind, [talk, refusal]]) =>
    card(`register-refused-${kind}`, 'registerRefusalCard', registering, (l) =>
      registerRefusalCard(talk, refusal, f.person(l)),
    ),
  ),
  card('cancel-ask-one', 'cancelledCard', ['word cancel', 'press cancel'], (l) =>
    cancelledCard(f.full, { kind: 'ask', waiting: 1 }, f.person(l)),
  ),
  card('cancel-ask-four', 'cancelledCard', ['word cancel', 'press cancel'], (l) =>
    cancelledCard(f.full, { kind: 'ask', waiting: 4 }, f.person(l)),
  ),
  ...Object.entries({ offer: f.dayBefore, held: f.heldBack, open: f.openToAll }).flatMap(
    ([name, talk]) =>
      [1, 4].map((waiting) =>
        card(
          `cancel-ask-${name}-${waiting}`,
          'cancelledCard',
          ['word cancel', 'press cancel'],
          (l) => cancelledCard(talk, { kind: 'ask', waiting }, f.person(l)),
        ),
      ),
  ),
  card('cancel-declined', 'cancelledCard', [...cancelling, 'word decline', 'press decline'], (l) =>
    cancelledCard(f.nine, { kind: 'declined' }, f.person(l)),
  ),
  card('cancel-freed', 'cancelledCard', cancelling, (l) =>
    cancelledCard(f.nine, { kind: 'freed' }, f.person(l)),
  ),
  card('cancel-freed-given', 'cancelledCard', cancelling, (l) =>
    cancelledCard(f.nine, { kind: 'freed', gift: f.gift('withdrawn') }, f.person(l)),
  ),
  card('cancel-freed-closed', 'cancelledCard', cancelling, (l) =>
    cancelledCard(f.closed, { kind: 'freed' }, f.person(l)),
  ),
  card('cancel-left-line', 'cancelledCard', cancelling, (l) =>
    cancelledCard(f.full, { kind: 'left-line' }, f.person(l)),
  ),
  ...Object.entries(refusedToCancel).map(([kind, [talk, refusal]]) =>
    card(`cancel-refused-${kind}`, 'cancelRefusalCard', cancelling, (l) =>
      cancelRefusalCard(view(talk), refusal, f.person(l)),
    ),
  ),
];
