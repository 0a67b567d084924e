// The answers to whoever registers, cancels, or asks why; and what comes by itself.
import {
  cancelledCard,
  cancelRefusalCard,
  keptCard,
  type LedgerEntry,
  promotedCard,
  registeredCard,
  registerRefusalCard,
  whyCard,
} from '../../../src/seats/cards/answers.ts';
import type { CancelRefusal, FreedBy, RegisterRefusal } from '../../../src/seats/rules.ts';
import type { Talk } from '../../../src/talks/rules.ts';
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

const freedBy: Readonly<Record<FreedBy, true>> = {
  'somebody-left': true,
  'more-seats': true,
  'accounts-linked': true,
};

const at = (kind: LedgerEntry['kind'], minutes: number, detail = ''): LedgerEntry => ({
  kind,
  at: f.now + minutes * 60_000,
  detail,
});

/** Everything that a ledger can tell, in an order in which it may have happened. */
const wholeLedger: readonly LedgerEntry[] = [
  at('waiting', 0, '2'),
  at('promoted', 5, 'somebody-left'),
  at('cancelled', 10),
  at('waiting', 15, '1'),
  at('left-line', 20),
  at('waiting', 25, '1'),
  at('promoted', 30, 'more-seats'),
  at('cancelled', 35),
  at('waiting', 40, '1'),
  at('promoted', 45, 'accounts-linked'),
  at('cancelled', 50),
  at('registered', 55),
  at('merged-freed', 60),
  at('still-coming', 65),
  at('freed-by-organiser', 70),
];

export const seatAnswerCards: readonly GoldenCard[] = [
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
  card('cancel-freed', 'cancelledCard', cancelling, (l) =>
    cancelledCard(f.nine, { kind: 'freed' }, f.person(l)),
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
  card('keep-seat', 'keptCard', 'press keep', (l) => keptCard(f.nine, f.confirmed, f.person(l))),
  card('keep-place', 'keptCard', 'press keep', (l) => keptCard(f.nine, f.waiting, f.person(l))),
  card('keep-nothing', 'keptCard', 'press keep', (l) => keptCard(f.nine, undefined, f.person(l))),
  card('why-never', 'whyCard', ['word why', 'press why'], (l) =>
    whyCard(view(f.nine), [], f.person(l)),
  ),
  card('why-seat', 'whyCard', ['word why', 'press why'], (l) =>
    whyCard(view(f.nine, f.confirmed, 1), wholeLedger, f.person(l)),
  ),
  card('why-place', 'whyCard', ['word why', 'press why'], (l) =>
    whyCard(view(f.full, f.waiting, 0, 3), wholeLedger.slice(0, 1), f.person(l)),
  ),
  card('why-nothing-now', 'whyCard', ['word why', 'press why'], (l) =>
    whyCard(view(f.nine), wholeLedger.slice(0, 3), f.person(l)),
  ),
  ...Object.keys(freedBy).map((by) =>
    card(`promoted-${by}`, 'promotedCard', 'drawer promoted', (l) =>
      promotedCard(f.nine, by as FreedBy, f.person(l)),
    ),
  ),
  card('promoted-plain', 'promotedCard', 'drawer promoted', (l) =>
    promotedCard(f.plainTalk, 'somebody-left', f.abroad(l)),
  ),
];
