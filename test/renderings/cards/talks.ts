// What is answered where no talk, or more than one, was meant.
import { showButton } from '../../../src/seats/cards.ts';
import { findRefusalCard } from '../../../src/talks/cards.ts';
import type { FindRefusal } from '../../../src/talks/rules.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('talks/cards.ts');
const naming = ['word show', 'word register', 'word cancel', 'word why'];
const upcoming = [9, 10, 11, 12, 13, 14, 15, 16];

const refusals: readonly (readonly [string, FindRefusal])[] = [
  ['nothing-named', { kind: 'nothing-named', upcoming }],
  ['nothing-named-held', { kind: 'nothing-named', upcoming, held: [f.nine, f.ten] }],
  ['nothing-named-none-upcoming', { kind: 'nothing-named', upcoming: [] }],
  ['no-such-talk', { kind: 'no-such-talk', typed: '99', upcoming }],
  ['no-such-talk-none-upcoming', { kind: 'no-such-talk', typed: '99', upcoming: [] }],
  ['no-such-talk-long', { kind: 'no-such-talk', typed: '<!here> *x* '.repeat(40), upcoming }],
  ['none-upcoming', { kind: 'none-upcoming' }],
  ['none-upcoming-one-running', { kind: 'none-upcoming', running: f.running }],
  ['several', { kind: 'several', talks: [f.nine, f.ten, f.hostile] }],
];

export const talkCards: readonly GoldenCard[] = refusals.map(([name, refusal]) =>
  card(`find-${name}`, 'findRefusalCard', naming, (l) =>
    findRefusalCard(refusal, l, (talk) => showButton(talk, l)),
  ),
);
