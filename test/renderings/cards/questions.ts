// The answers to questions in plain words: a sentence before the card that a word would show.

import {
  answeredCard,
  daysText,
  notOnThatDay,
  talkAnswer,
} from '../../../src/asking/cards/questions.ts';
import {
  nearestCommands,
  notUnderstoodCard,
  sentenceCard,
  unknownCard,
} from '../../../src/asking/cards.ts';
import type { TalkQuestion } from '../../../src/asking/rules/questions.ts';
import type { CountedAccount } from '../../../src/followers/cards/counts.ts';
import { answerText, followersCard } from '../../../src/followers/cards.ts';
import type { Language } from '../../../src/kernel/language.ts';
import { plusDays } from '../../../src/kernel/time.ts';
import { listCard, mineCard, type TalkView, talkCard } from '../../../src/seats/cards.ts';
import { momentText } from '../../../src/wording/dates.ts';
import { wording } from '../../../src/wording/wording.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const { view } = f;
const card = cardsOf('asking/cards/questions.ts');
const asked = ['otherwise question'];

/** The answer before the talk's own card. */
const ofTalk = (
  name: string,
  about: TalkQuestion['about'],
  as: TalkQuestion['as'],
  one: TalkView,
  next = false,
): GoldenCard =>
  card(`question-${name}`, 'answeredCard', asked, (l) =>
    answeredCard(talkAnswer({ about, as, next }, one, f.now, l), talkCard(one, f.person(l), true)),
  );

const at = (l: Language) => momentText(f.nine.startsAt, f.nine.zone, l);
const two = { ...f.nine, speakers: [{ name: 'Ada Moser' }, { name: 'Bo Lind' }] };
const overWithSpeaker = { ...f.over, title: undefined };
const overUntold = { ...overWithSpeaker, speakers: [] };
const oneFree = { ...f.nine, capacity: 34 };
const fullNotYet = { ...f.notYetOpen, capacity: 33 };

const counted: readonly CountedAccount[] = [
  {
    account: { id: 'account1', network: 'instagram', account: 'CERN', series: 'followers' },
    readings: [
      { on: '2019-06-08', origin: 'hand', source: '', value: 400_000, bound: 'exact' },
      { on: '2019-07-08', origin: 'hand', source: '', value: 412_000, bound: 'exact' },
    ],
  },
] as unknown as readonly CountedAccount[];

const followers = (name: string, since: string | undefined) =>
  card(`question-${name}`, 'answeredCard', asked, (l) => {
    const question = { accounts: [], named: true, since };
    const reader = { language: l, command: '/icdd', organiser: false, today: '2019-07-08' };
    return answeredCard(
      [answerText(counted, question, l) ?? ''],
      followersCard(counted, question, reader),
    );
  });

/** A sentence of the programme before a list. */
const ofList = (
  name: string,
  said: (w: ReturnType<typeof wording>['questions'], l: Language) => readonly string[],
) =>
  card(`question-${name}`, 'answeredCard', asked, (l) =>
    answeredCard(
      said(wording(l).questions, l),
      listCard(wording(l).seats.listTitle(), [view(f.nine), view(f.ten)], f.person(l)),
    ),
  );

const ofMine = (
  name: string,
  views: readonly TalkView[],
  said: (w: ReturnType<typeof wording>['questions']) => string,
) =>
  card(`question-${name}`, 'answeredCard', asked, (l) =>
    answeredCard([said(wording(l).questions)], mineCard(views, f.person(l))),
  );

const held = view(f.nine, f.confirmed, 1);
const isOffered = f.offering(f.dayBefore, 3, 1, 1, f.offered);
const waits = view(f.full, f.waiting, 0, 4);
const day = { from: '2019-07-25', to: '2019-07-25' };
const week = { from: '2019-07-15', to: '2019-07-21' };

export const questionCards: readonly GoldenCard[] = [
  ofTalk('time', 'time', 'what', view(f.ten)),
  ofTalk('time-next', 'time', 'what', view(f.nine), true),
  ofTalk('time-running', 'time', 'what', view(f.running)),
  ofTalk('time-over', 'time', 'what', view(f.over)),
  ofTalk('time-cancelled', 'time', 'what', view(f.cancelled)),
  ofTalk('place', 'place', 'what', view(f.hostile)),
  ofTalk('place-over', 'place', 'what', view(f.over)),
  ofTalk('speaker', 'speaker', 'what', view(f.nine)),
  ofTalk('speakers', 'speaker', 'what', view(two)),
  ofTalk('speaker-over', 'speaker', 'what', view(overWithSpeaker)),
  ofTalk('speaker-none-over', 'speaker', 'what', view(overUntold)),
  ofTalk('topic-none-over', 'topic', 'what', view(overUntold)),
  ofTalk('taken-over', 'taken', 'what', view(f.over, f.confirmed, 9)),
  ofTalk('my-seat-over', 'my-seat', 'whether', view(f.over, f.confirmed, 9)),
  ofTalk('my-seat-over-none', 'my-seat', 'whether', view(f.over, f.waiting, 12, 3)),
  ofTalk('speaker-none', 'speaker', 'what', view(f.ten)),
  ofTalk('topic', 'topic', 'what', view(f.hostile)),
  ofTalk('topic-none', 'topic', 'what', view(f.ten)),
  ofTalk('dinner', 'dinner', 'whether', view(f.nine)),
  ofTalk('dinner-none', 'dinner', 'whether', view(f.plainTalk)),
  ofTalk('dinner-over', 'dinner', 'whether', view(f.over)),
  ofTalk('seats-free', 'seats', 'whether', view(f.nine)),
  ofTalk('seats-one-free', 'seats', 'whether', view(oneFree)),
  ofTalk('seats-none', 'seats', 'whether', view(f.full, undefined, 0, 4)),
  ofTalk('seats-none-none-waiting', 'seats', 'whether', view(f.full)),
  ofTalk('seats-kept', 'seats', 'whether', view(f.heldBack, undefined, 2, 3)),
  ofTalk('seats-full', 'seats', 'whether-not', view(f.full, f.waiting, 0, 4)),
  ofTalk('seats-not-full', 'seats', 'whether-not', view(f.nine)),
  ofTalk('seats-how-many', 'seats', 'what', view(f.nine, f.confirmed, 1)),
  ofTalk('seats-how-many-closed', 'seats', 'what', view(f.closed)),
  ofTalk('seats-closed', 'seats', 'whether', view(f.closed)),
  ofTalk('seats-not-yet', 'seats', 'whether', view(f.notYetOpen)),
  ofTalk('seats-full-not-yet', 'seats', 'whether', view(fullNotYet)),
  ofTalk('seats-started', 'seats', 'whether', view(f.running)),
  ofTalk('seats-cancelled', 'seats', 'whether', view(f.cancelled)),
  ofTalk('taken', 'taken', 'what', view(f.full, undefined, 0, 1)),
  ofTalk('attendees', 'attendees', 'what', view(f.nine)),
  ofTalk('waiting', 'waiting', 'what', waits),
  ofTalk('waiting-one', 'waiting', 'whether', view(f.full, undefined, 0, 1)),
  ofTalk('waiting-nobody', 'waiting', 'whether', view(f.nine)),
  ofTalk('waiting-nobody-counted', 'waiting', 'what', view(f.nine)),
  ofTalk('my-seat', 'my-seat', 'whether', held),
  ofTalk('my-seat-waiting', 'my-seat', 'whether', waits),
  ofTalk('my-seat-none', 'my-seat', 'whether', view(f.nine)),
  ofTalk('my-seat-cancelled', 'my-seat', 'whether', view(f.cancelled, f.confirmed, 1)),
  ofTalk('my-line', 'my-line', 'what', waits),
  ofTalk('my-line-seat', 'my-line', 'what', held),
  ofTalk('my-line-none', 'my-line', 'what', view(f.nine)),
  ofTalk('cancelling', 'cancelling', 'whether', held),
  ofTalk('cancelling-too-late', 'cancelling', 'whether-not', held),
  ofTalk('cancelling-when', 'cancelling', 'what', held),
  ofTalk('my-seat-offered', 'my-seat', 'whether', isOffered),
  ofTalk('my-line-offered', 'my-line', 'what', isOffered),
  ofTalk('cancelling-offered', 'cancelling', 'whether', isOffered),
  ofTalk('registering-offered', 'registering', 'whether', isOffered),
  ofTalk('seats-open-to-all', 'seats', 'whether', view(f.openToAll, f.waiting, 9, 3)),
  ofTalk('cancelling-waiting', 'cancelling', 'whether', waits),
  ofTalk('cancelling-none', 'cancelling', 'whether', view(f.nine)),
  ofTalk('cancelling-started', 'cancelling', 'whether', view(f.running, f.confirmed, 1)),
  ofTalk('cancelling-over', 'cancelling', 'whether-not', view(f.over, f.confirmed, 1)),
  ofTalk('registering', 'registering', 'whether', view(f.nine)),
  ofTalk('registering-when', 'registering', 'what', view(f.closingToday)),
  ofTalk('registering-to-wait', 'registering', 'whether', view(f.full, undefined, 0, 2)),
  ofTalk('registering-in', 'registering', 'whether', held),
  ofTalk('registering-waits', 'registering', 'whether', waits),
  ofTalk('registering-closed', 'registering', 'whether-not', view(f.closed)),
  ofTalk('registering-not-yet', 'registering', 'whether', view(f.notYetOpen)),
  ofTalk('registering-over', 'registering', 'whether', view(f.over)),
  ofTalk('taking-place', 'taking-place', 'whether', view(f.nine)),
  ofTalk('taking-place-cancelled', 'taking-place', 'whether-not', view(f.cancelled)),
  ofTalk('taking-place-running', 'taking-place', 'whether', view(f.running)),
  ofTalk('taking-place-over', 'taking-place', 'whether', view(f.over)),
  card('question-not-on-that-day', 'answeredCard', asked, (l) =>
    answeredCard([notOnThatDay(view(f.nine), [day], l)], talkCard(view(f.nine), f.person(l), true)),
  ),
  cardsOf('asking/cards.ts')('question-guests', 'sentenceCard', asked, (l) =>
    sentenceCard(l, wording(l).questions.guests(), ...nearestCommands(l)),
  ),
  followers('followers', undefined),
  followers('followers-since', '2019-06-01'),
  ofList('programme', (w, l) => [w.toCome(undefined, 8), w.isNext(9, at(l))]),
  ofList('programme-one', (w) => [w.toCome('yes', 1)]),
  ofList('programme-week', (w, l) => [w.someThen('yes', 2, daysText([week], l))]),
  ofList('programme-day', (w, l) => [w.someThen(undefined, 1, daysText([day], l))]),
  ofList('programme-none', (w, l) => [w.noneThen('no', daysText([day], l)), w.isNext(9, at(l))]),
  ofList('programme-none-either', (w, l) => {
    const on = plusDays(day.from, 7);
    return [w.noneThen(undefined, daysText([day, { from: on, to: on }], l))];
  }),
  ofList('past', (w, l) => [w.lastWas(8, at(l))]),
  ofMine('mine', [held, waits], (w) => w.mine('yes', [9, 12], [11], [10])),
  ofMine('mine-seats', [held], (w) => w.mine(undefined, [9], [], [])),
  ofMine('mine-waiting', [waits], (w) => w.mine('yes', [], [], [10, 11])),
  ofMine('mine-waiting-what', [waits], (w) => w.mine(undefined, [], [9], [10])),
  ofMine('mine-none', [], (w) => w.mine('yes', [], [], [])),
  ofMine('mine-cancelling', [held, waits], (w) => w.canCancelEach('yes')),
  cardsOf('asking/cards.ts')('question-not-understood', 'notUnderstoodCard', asked, (l) =>
    notUnderstoodCard(['mine', 'remind', 'calendars', 'insights', 'followers', 'list'], f.nine, l),
  ),
  cardsOf('asking/cards.ts')('question-far-from-all', 'notUnderstoodCard', asked, (l) =>
    notUnderstoodCard([], undefined, l),
  ),
  cardsOf('asking/cards.ts')('unknown-sentence', 'unknownCard', 'otherwise unknownWords', (l) =>
    unknownCard('when', f.reader(l), true),
  ),
];
