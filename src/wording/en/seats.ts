// What is said of seats, in English.
import { listText, numberText, plural } from '../dates.ts';

const n = (value: number) => numberText(value, 'en');
const both = (parts: readonly string[]) => listText(parts, 'en');

export const seats = {
  // Buttons, and what a screen reader says of them.
  register: () => 'Register',
  registerDescribes: (number: number) => `Register for talk ${number}`,
  joinLine: () => 'Join the waiting list',
  joinLineDescribes: (number: number) => `Join the waiting list of talk ${number}`,
  cancel: () => 'Cancel my seat',
  cancelDescribes: (number: number) => `Give back your seat in talk ${number}`,
  leaveLine: () => 'Leave the waiting list',
  leaveLineDescribes: (number: number) => `Leave the waiting list of talk ${number}`,
  cantCome: () => 'I can’t come',
  show: () => 'Details',
  showDescribes: (number: number) => `Details of talk ${number}`,
  why: () => 'Why?',
  whyDescribes: (number: number) => `Why am I where I am in talk ${number}?`,
  giveUp: () => 'Give it up',
  giveUpDescribes: (number: number) => `Give up your seat in talk ${number}`,
  keep: () => 'Keep it',
  keepDescribes: (number: number) => `Keep your seat in talk ${number}`,
  again: () => 'Register again',
  chooseTalk: () => 'Choose among all talks',
  upcoming: () => 'Upcoming talks',
  // The same in words to type.
  sayList: () => 'list',
  sayListPast: () => 'list past',
  sayMine: () => 'mine',
  sayShow: (number: number) => `show ${number}`,
  sayRegister: (number: number) => `register ${number}`,
  sayCancel: (number: number) => `cancel ${number}`,
  sayCancelSure: (number: number) => `cancel ${number} yes`,
  sayWhy: (number: number) => `why ${number}`,
  sayChoose: () => 'register',
  // Choosing a talk.
  chooseTitle: () => 'Register for a talk',
  chooseLabel: () => 'Talk',
  chooseHint: () => 'Where a talk is full, you join its waiting list.',
  choice: (number: number, day: string, full: boolean, title: string | undefined) =>
    `Talk ${number}, ${day}${full ? ' (full)' : ''}: ${title ?? 'title to be announced'}`,
  nothingToChoose: () => 'There is no other talk that you could register for now.',
  // Numbers.
  meter: (taken: number, capacity: number, waiting: number, over: number, offered: number) =>
    [
      `${n(taken)} / ${n(capacity)}`,
      ...(waiting > 0 ? [`${n(waiting)} waiting`] : []),
      ...(offered > 0 ? [`${n(offered)} offered`] : []),
      ...(over > 0 ? [`${n(over)} over`] : []),
    ].join(' · '),
  fullHint: () => 'All seats are taken: a press on the button joins the waiting list.',
  // My state.
  youHaveSeat: () => 'You have a seat.',
  youHadSeat: () => 'You had a seat.',
  youWaited: () => 'You were on the waiting list.',
  wasTaken: (taken: number, capacity: number) =>
    `${n(taken)} of ${n(capacity)} ${plural(capacity, 'en', 'seat', 'seats')} ${plural(taken, 'en', 'was', 'were')} taken.`,
  youWait: (line: number) => `You are number ${n(line)} on the waiting list.`,
  // Lists.
  listTitle: () => 'Upcoming talks',
  listAllTitle: () => 'All talks',
  listPastTitle: () => 'Past talks',
  noUpcoming: () => 'No upcoming talks.',
  lastWas: (number: number, day: string) => `The last was ${number} (${day}): `,
  noPast: () => 'No talk has ended yet.',
  more: (count: number, typed: string) => `… and ${n(count)} more: type ${typed}.`,
  mineTitle: () => 'My seats and places',
  mineNone: () => 'You have no seat and wait for none.',
  // Confirmations.
  registered: (number: number) => `You have a seat in talk ${number}.`,
  waiting: (number: number, line: number) =>
    `Talk ${number} is full: you are number ${n(line)} on the waiting list.`,
  whatNextWaiting: () =>
    'As soon as a seat becomes free, the first in line gets it and is told by a direct message.',
  dinner: () => 'A light dinner is served to those registered.',
  howToCancel: (typed: string) =>
    `Can’t come after all? Press the button or type ${typed}, until the talk starts.`,
  howToLeave: (typed: string) => `Don’t want to wait? Press the button or type ${typed}.`,
  elsewhere: () => 'Already registered on the event page? Then give this one up.',
  freed: (number: number) => `Your seat in talk ${number} is given back.`,
  leftLine: (number: number) => `You left the waiting list of talk ${number}.`,
  askCancel: (number: number, waiting: number) =>
    `${n(waiting)} ${plural(waiting, 'en', 'is', 'are')} waiting for talk ${number}: your seat goes to ${plural(waiting, 'en', 'that person', 'the first of them')}, and you cannot take it back.`,
  askTyped: (typed: string) => `Or type ${typed}.`,
  kept: (number: number) => `You keep your seat in talk ${number}.`,
  unclear: (typed: string) => `“${typed}” says both yes and no. Nothing was changed.`,
  // Refusals.
  alreadyRegistered: (number: number) =>
    `You already have a seat in talk ${number}. Nothing was changed.`,
  alreadyWaiting: (number: number, line: number) =>
    `You are already on the waiting list of talk ${number}: number ${n(line)}. Nothing was changed.`,
  notRegistered: (number: number) =>
    `You have no seat in talk ${number} and wait for none. Nothing was changed.`,
  talkCancelled: (number: number, reason: string) => `Talk ${number} is cancelled: ${reason}`,
  notYetOpen: (number: number) => `Registration for talk ${number} opens later, on `,
  registerThen: (typed: string) => `Nothing was changed. From then on, type ${typed}.`,
  closed: (number: number) =>
    `Registration for talk ${number} has closed. Ask the organisers if you still want to come.`,
  started: (number: number) => `Talk ${number} has started: seats cannot be changed any more.`,
  over: (number: number) => `Talk ${number} is over.`,
  goneTalk: () => 'This talk is no longer in the season.',
  // Told by itself.
  promoted: (number: number) => `A seat became free: you now have a seat in talk ${number}.`,
  promotedMore: (number: number) => `There are more seats now: you have a seat in talk ${number}.`,
  // Told when a talk changes.
  changed: (number: number, news: readonly string[]) => `Talk ${number} has ${both(news)}.`,
  news: {
    date: () => 'a new date',
    time: () => 'a new time',
    place: () => 'a new place',
    title: () => 'a new title',
  },
  takesPlace: (number: number) => `Talk ${number} takes place after all.`,
  talkIsCancelled: (number: number) => `Talk ${number} is cancelled.`,
  reason: (reason: string) => `Why: ${reason}`,
  nothingToDo: () => 'You need not do anything.',
  seatStays: () => 'Your seat stays.',
  placeStays: (line: number) => `You stay number ${n(line)} on the waiting list.`,
  // Why.
  whyTitle: (number: number) => `Your seat in talk ${number}`,
  whyNothing: (number: number) => `You never asked for a seat in talk ${number}.`,
  ledgerRegistered: () => 'you registered and got a seat',
  ledgerWaiting: (line: string) => `you joined the waiting list as number ${line}`,
  ledgerPromoted: (because: string) => `you got a seat, ${because}`,
  ledgerCancelled: () => 'you gave your seat back',
  ledgerLeftLine: () => 'you left the waiting list',
  ledgerMerged: () => 'your two accounts became one: you kept the better of your two seats',
  ledgerStillComing: () => 'you said that you are coming',
  ledgerFreedByOrganiser: () => 'an organiser freed your seat or place',
  nowSeat: () => 'Now you have a seat.',
  nowWaiting: (line: number) => `Now you are number ${n(line)} on the waiting list.`,
  nowNothing: () => 'Now you have no seat and wait for none.',
};
