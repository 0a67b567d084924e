// The sentences that answer a question in plain words, in English. The card that follows shows the rest.
import { listText, numberText, plural } from '../dates.ts';

const n = (value: number) => numberText(value, 'en');
const seats = (value: number) => `${n(value)} ${plural(value, 'en', 'seat', 'seats')}`;
const are = (value: number) => plural(value, 'en', 'is', 'are');
const list = (parts: readonly string[]) => listText(parts, 'en');
const talks = (numbers: readonly number[]) =>
  `${plural(numbers.length, 'en', 'talk', 'talks')} ${list(numbers.map(String))}`;

/** `yes` and `no` answer what wants one; undefined where a sentence stands alone. */
type Answer = 'yes' | 'no' | undefined;
const heads = { yes: 'Yes: ', no: 'No: ' } as const;
const said = (answer: Answer, clause: string) =>
  answer === undefined
    ? `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
    : `${heads[answer]}${clause}`;

export const questions = {
  // When and where; `at` is the day and the time with its zone.
  isOn: (answer: Answer, number: number, at: string) =>
    said(answer, `talk ${number} takes place on ${at}.`),
  isNext: (number: number, at: string) => `The next one is talk ${number}, on ${at}.`,
  isRunning: (answer: Answer, number: number, until: string) =>
    said(answer, `talk ${number} is on right now, until ${until}.`),
  wasOn: (number: number, at: string) => `Talk ${number} was on ${at}.`,
  notOnThatDay: (number: number, days: string, at: string) =>
    `Talk ${number} does not take place ${days}, but on ${at}.`,
  isCancelled: (answer: Answer, number: number, reason: string) =>
    said(answer, `talk ${number} is cancelled: ${reason}`),
  place: (number: number, place: string) => `Talk ${number} takes place here: ${place}.`,
  placeWas: (number: number, place: string) => `Talk ${number} took place here: ${place}.`,
  // Who and what.
  speaks: (count: number, names: string, number: number, at: string) =>
    `${names} ${plural(count, 'en', 'speaks', 'speak')} in talk ${number}, on ${at}.`,
  spoke: (names: string, number: number, at: string) =>
    `${names} spoke in talk ${number}, on ${at}.`,
  noSpeaker: (number: number, at: string) =>
    `Who speaks in talk ${number}, on ${at}, is still to be announced.`,
  noSpeakerWas: (number: number, at: string) =>
    `No speaker was announced for talk ${number}, on ${at}.`,
  noTopicWas: (number: number, at: string) =>
    `No title was announced for talk ${number}, on ${at}.`,
  topic: (number: number, title: string, at: string) => `Talk ${number}, on ${at}: “${title}”.`,
  noTopic: (number: number, at: string) =>
    `The title of talk ${number}, on ${at}, is still to be announced.`,
  dinner: (number: number) =>
    `Yes: a light dinner is served at talk ${number}, to those registered.`,
  noDinner: (number: number) => `No: there is no dinner at talk ${number}.`,
  // Seats.
  free: (answer: Answer, free: number, number: number, at: string) =>
    said(answer, `${seats(free)} ${are(free)} free in talk ${number}, on ${at}.`),
  freeOf: (free: number, capacity: number, number: number, at: string) =>
    `${n(free)} of ${seats(capacity)} ${are(free)} free in talk ${number}, on ${at}.`,
  full: (answer: Answer, number: number, at: string) =>
    said(answer, `talk ${number}, on ${at}, is full.`),
  keptForLine: (answer: Answer, number: number, at: string) =>
    said(answer, `the free seats of talk ${number}, on ${at}, are kept for those who wait.`),
  canWait: () => 'You can join the waiting list.',
  taken: (taken: number, capacity: number, number: number, at: string) =>
    `${n(taken)} of ${seats(capacity)} ${are(taken)} taken in talk ${number}, on ${at}.`,
  takenWas: (taken: number, capacity: number, number: number, at: string) =>
    `${n(taken)} of ${seats(capacity)} ${plural(taken, 'en', 'was', 'were')} taken in talk ${number}, on ${at}.`,
  namesForOrganisers: () => 'Who they are is shown to organisers alone.',
  waiting: (answer: Answer, waiting: number, number: number) =>
    said(
      answer,
      waiting === 0
        ? `nobody is waiting for talk ${number}.`
        : `${n(waiting)} ${plural(waiting, 'en', 'person is', 'people are')} waiting for talk ${number}.`,
    ),
  // The reader's own.
  mySeat: (number: number, at: string) => `Yes: you have a seat in talk ${number}, on ${at}.`,
  myPlace: (line: number, number: number) =>
    `Not yet: you are number ${n(line)} on the waiting list of talk ${number}.`,
  myOffer: (number: number, until: string) =>
    `Not yet: a seat in talk ${number} is offered to you until ${until}. It is yours if you accept it by then.`,
  canDecline: (answer: Answer, number: number) =>
    said(answer, `you can decline the seat that is offered to you in talk ${number}.`),
  mineWas: (had: boolean, number: number, at: string) =>
    had
      ? `Yes: you had a seat in talk ${number}, on ${at}.`
      : `No: you had no seat in talk ${number}, on ${at}.`,
  myNothing: (number: number, at: string) =>
    `No: you have no seat in talk ${number}, on ${at}, and wait for none.`,
  myLine: (line: number, number: number) =>
    `You are number ${n(line)} on the waiting list of talk ${number}.`,
  noNeedToWait: (number: number) => `You do not wait for talk ${number}: you have a seat.`,
  notInLine: (number: number) => `You are not on the waiting list of talk ${number}.`,
  mine: (
    answer: Answer,
    held: readonly number[],
    offered: readonly number[],
    waited: readonly number[],
  ) => {
    const parts = [
      ...(held.length > 0 ? [`have a seat in ${talks(held)}`] : []),
      ...(offered.length > 0 ? [`are offered one in ${talks(offered)}`] : []),
      ...(waited.length > 0 ? [`are on the waiting list of ${talks(waited)}`] : []),
    ];
    if (parts.length === 0) return said(answer && 'no', 'you have no seat and wait for none.');
    const clause = `you ${list(parts)}.`;
    if (answer === undefined) return said(undefined, clause);
    return held.length > 0 ? said('yes', clause) : `Not yet: ${clause}`;
  },
  // Giving back, and registering.
  canCancel: (answer: Answer, number: number, until: string) =>
    said(answer, `you can give back your seat in talk ${number} until it starts, on ${until}.`),
  canLeave: (answer: Answer, number: number) =>
    said(answer, `you can leave the waiting list of talk ${number} at any time.`),
  nothingToCancel: (number: number) =>
    `You have no seat in talk ${number} and wait for none: there is nothing to give back.`,
  canCancelEach: (answer: Answer) =>
    said(answer, 'you can give back each of these until its talk starts.'),
  started: (answer: Answer, number: number) => said(answer, `talk ${number} has started.`),
  over: (answer: Answer, number: number) => said(answer, `talk ${number} is over.`),
  open: (answer: Answer, number: number, until: string, free: number) =>
    said(
      answer,
      `registration for talk ${number} is open until ${until}, and ${seats(free)} ${are(free)} free.`,
    ),
  openToWait: (answer: Answer, number: number, until: string) =>
    said(
      answer,
      `registration for talk ${number} is open until ${until}; all seats are taken, but you can join the waiting list.`,
    ),
  opens: (answer: Answer, number: number, at: string) =>
    said(answer, `registration for talk ${number} opens on ${at}.`),
  closed: (answer: Answer, number: number) =>
    said(answer, `registration for talk ${number} has closed.`),
  alreadyIn: (number: number) => `You have a seat in talk ${number} already.`,
  // The programme; `days` with its preposition.
  onDay: (day: string) => `on ${day}`,
  fromTo: (from: string, to: string) => `from ${from} to ${to}`,
  either: (one: string, other: string) => `${one} or ${other}`,
  noneThen: (answer: Answer, days: string) => said(answer, `no talk takes place ${days}.`),
  someThen: (answer: Answer, count: number, days: string) =>
    said(answer, `${n(count)} ${plural(count, 'en', 'talk takes', 'talks take')} place ${days}.`),
  toCome: (answer: Answer, count: number) =>
    said(answer, `${n(count)} ${plural(count, 'en', 'talk is', 'talks are')} still to come.`),
  lastWas: (number: number, at: string) => `The last one was talk ${number}, on ${at}.`,
  guests: () =>
    'Each seat is for one person. A colleague registers here as you do; for somebody from elsewhere, ask the organisers.',
  // What is not understood.
  notUnderstood: () => 'I did not understand that. Perhaps one of these?',
  askDirectly: () =>
    'In a direct message to me you can also ask in plain words, such as “when is the next one?”.',
  examples: () =>
    'In a direct message you can also ask in plain words: “when is the next one?”, “is there still a seat on 24 July?”, “how many followers do we have on Instagram?”.',
  insightsButton: () => 'Engagement',
  followersButton: () => 'Followers',
};
