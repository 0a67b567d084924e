// Help, and the answers for which no word stands.
import {
  didYouMeanCard,
  helpCard,
  nearestCommands,
  type QuestionMeant,
  sentenceCard,
  unknownCard,
  whichQuestionCard,
} from '../../../src/asking/cards.ts';
import { wording } from '../../../src/wording/wording.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('asking/cards.ts');
const helping = ['word help', 'press help'];
const series = f.nine.series.title;
const unknown = 'otherwise unknownWords';

const meant: readonly QuestionMeant[] = [
  { about: 'coming', talk: f.nine, gift: undefined },
  { about: 'offer', talk: f.ten, gift: undefined },
  { about: 'gift', talk: f.eleven, gift: f.gift() },
];

export const askingCards: readonly GoldenCard[] = [
  card('help-staff', 'helpCard', helping, (l) => helpCard(f.reader(l), f.nine, series)),
  card('help-organiser', 'helpCard', helping, (l) => helpCard(f.reader(l, true), f.nine, series)),
  card('help-out-of-season', 'helpCard', helping, (l) => helpCard(f.reader(l), undefined, series)),
  card('near-miss-button', 'didYouMeanCard', unknown, (l) => {
    const typed = wording(l).seats.sayRegister(9);
    const action = { verb: 'register', talk: f.nine.id } as const;
    return didYouMeanCard(typed, { label: typed, describes: typed, action, typed }, f.reader(l));
  }),
  card('near-miss-words', 'didYouMeanCard', unknown, (l) =>
    didYouMeanCard('zone Europe/Paris', undefined, f.reader(l)),
  ),
  card('unknown-words', 'unknownCard', unknown, (l) =>
    unknownCard('<!channel>*`frobnicate`*@all', f.reader(l)),
  ),
  card('welcome', 'sentenceCard', 'word thanks', (l) =>
    sentenceCard(l, wording(l).asking.welcome()),
  ),
  card('which-coming', 'whichQuestionCard', 'word yes', (l) =>
    whichQuestionCard(meant, 'yes', f.person(l)),
  ),
  card('which-given-up', 'whichQuestionCard', 'word no', (l) =>
    whichQuestionCard(meant, 'no', f.person(l)),
  ),
  card('old-button', 'sentenceCard', 'otherwise oldButton', (l) =>
    sentenceCard(l, wording(l).asking.oldButton(), ...nearestCommands(l)),
  ),
  card('strange-button', 'sentenceCard', 'otherwise oldButton', (l) =>
    sentenceCard(l, wording(l).asking.strangeButton(), ...nearestCommands(l)),
  ),
  card('old-form', 'sentenceCard', 'otherwise oldForm', (l) =>
    sentenceCard(l, wording(l).asking.oldForm(), ...nearestCommands(l)),
  ),
  card('strange-form', 'sentenceCard', 'otherwise oldForm', (l) =>
    sentenceCard(l, wording(l).asking.strangeForm(), ...nearestCommands(l)),
  ),
  card('stranger', 'sentenceCard', 'otherwise stranger', (l) =>
    sentenceCard(l, wording(l).asking.stranger()),
  ),
  card('bot', 'sentenceCard', 'otherwise stranger', (l) =>
    sentenceCard(l, wording(l).asking.bot()),
  ),
  card('organisers-only', 'sentenceCard', 'otherwise organisersOnly', (l) =>
    sentenceCard(l, wording(l).asking.organisersOnly()),
  ),
  card('fault', 'sentenceCard', 'fault', (l) =>
    sentenceCard(l, wording(l).asking.fault('1a2b3c4d')),
  ),
];
