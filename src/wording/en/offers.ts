// What is said of seats that are offered from the waiting list or by a colleague, in English.
import type { Inline, Line } from '../../kernel/inline.ts';
import { numberText, plural } from '../dates.ts';

const n = (value: number) => numberText(value, 'en');
const hours = (value: number) => `${n(value)} ${plural(value, 'en', 'hour', 'hours')}`;

/** `until` and `from` are moments or times of day; `who` is a person's name; `typed` is what to type. */
export const offers = {
  // Buttons, and what a screen reader says of them.
  accept: () => 'Accept',
  acceptDescribes: (number: number) => `Accept the seat offered to you in talk ${number}`,
  decline: () => 'Decline',
  declineDescribes: (number: number) => `Decline the seat offered to you in talk ${number}`,
  acceptGiftDescribes: (number: number) => `Accept your colleague’s seat in talk ${number}`,
  declineGiftDescribes: (number: number) => `Decline your colleague’s seat in talk ${number}`,
  acceptGift: () => 'Accept their seat',
  declineGift: () => 'Decline their seat',
  keepSeat: () => 'Keep my seat',
  keepSeatDescribes: (number: number) => `Keep your seat in talk ${number} after all`,
  // The same in words to type.
  sayAccept: (number: number) => `accept ${number}`,
  sayDecline: (number: number) => `decline ${number}`,
  sayAcceptGift: (number: number) => `accept ${number} gift`,
  sayDeclineGift: (number: number) => `decline ${number} gift`,
  sayKeep: (number: number) => `keep ${number}`,
  sayGive: (number: number | string) => `give ${number} @colleague`,
  giveSeat: () => 'Give to a colleague',
  giveSeatDescribes: (number: number) => `Give your seat in talk ${number} to a colleague`,
  sayGiveSeat: (number: number) => `give ${number}`,
  giveAny: () => 'Choose a colleague',
  giveAnyDescribes: () => 'Choose a colleague to whom you give a seat',
  sayGiveAny: () => 'give',
  // My state.
  youAreOffered: (until: readonly Inline[]): Line => [
    'A seat is offered to you until ',
    ...until,
    '. Accept it by then, or it goes on to others.',
  ],
  youAreGiving: (who: Inline): Line => [
    'You have a seat and have offered it to ',
    who,
    ', who has not answered yet.',
  ],
  youAreGiven: (who: Inline): Line => [who, ' offers you their seat.'],
  heldBack: (until: readonly Inline[]): Line => [
    'A seat is free, but there is too little time left to offer it. From ',
    ...until,
    ' it is open to anyone.',
  ],
  untilThen: () => 'Until then the button joins the waiting list.',
  openToYou: () => 'A seat is free and open to anyone: the first to register gets it.',
  // On everybody's card.
  someOffered: (count: number, until: Inline): Line => [
    count === 1
      ? 'One seat is offered to the first in line until '
      : `${n(count)} seats are offered to the first in line, one of them until `,
    until,
    '.',
  ],
  // What happens to those who wait.
  nextStraight: (from: Inline): Line => [
    'From ',
    from,
    ' it is offered to them with a deadline instead.',
  ],
  nextOffer: (of: number, from: string, to: string) =>
    `A seat that becomes free is offered to the first in line by a direct message, with ${hours(of)} to accept it. Only the time from ${from} to ${to} counts.`,
  nextOpen: () =>
    'The talk is near: a seat that becomes free is open to anyone. You are told once by a direct message, and the first to register gets it.',
  // Asked before a seat is given up.
  askCancelOffer: (number: number, waiting: number) =>
    `${n(waiting)} ${plural(waiting, 'en', 'is', 'are')} waiting for talk ${number}: your seat is offered to ${plural(waiting, 'en', 'that person', 'the first of them')}, and you cannot take it back.`,
  askCancelHeld: (number: number, waiting: number) =>
    `${n(waiting)} ${plural(waiting, 'en', 'is', 'are')} waiting for talk ${number}: your seat is kept for the waiting list, and you cannot take it back.`,
  askCancelOpen: (number: number, waiting: number) =>
    `${n(waiting)} ${plural(waiting, 'en', 'is', 'are')} waiting for talk ${number}: your seat is open to anyone at once, and you may not get it back.`,
  // An offer from the waiting list.
  offered: (number: number, until: Inline): Line => [
    `A seat in talk ${number} is offered to you until `,
    until,
  ],
  until: () => 'Answer by',
  ifNot: () =>
    'If you do not accept it by then, it goes on to others, and your place in line ends.',
  accepted: (number: number) => `You have accepted: you have a seat in talk ${number}.`,
  declined: (number: number) => `You have declined the seat in talk ${number}.`,
  expired: (number: number) =>
    `The seat that was offered to you in talk ${number} was not accepted in time. Your place on the waiting list has ended.`,
  expiredAt: (until: readonly Inline[]): Line => ['The offer held until ', ...until, '.'],
  rejoin: () => 'If you still want to come, ask again: you start at the end of the line.',
  seatOpen: (number: number) => `A seat in talk ${number} is free: the first to register gets it.`,
  seatOpenWhy: () =>
    'The talk is so near that free seats are open to anyone. You keep your place in line.',
  stillOffered: (number: number) =>
    `A seat in talk ${number} is offered to you: it is yours once you accept it. Nothing was changed.`,
  // Refusals of an answer.
  stillWaiting: (number: number, line: number) =>
    `No seat in talk ${number} is offered to you now: you are number ${n(line)} on the waiting list. Nothing was changed.`,
  noOffer: (number: number) => `No seat in talk ${number} is offered to you. Nothing was changed.`,
  offerExpired: (number: number, until: Inline): Line => [
    `The seat in talk ${number} was offered to you until `,
    until,
    ': that time is over. Nothing was changed.',
  ],
  offerDeclined: (number: number) =>
    `You declined the seat in talk ${number} before. Nothing was changed.`,
  // Giving.
  given: (number: number, who: Inline): Line => [
    `Your seat in talk ${number} is offered to `,
    who,
    ', who is told by a direct message.',
  ],
  givenMeans: () =>
    'It stays yours until your colleague accepts, and is never free in between: nobody on the waiting list is passed over.',
  giftOffered: (number: number, who: Inline): Line => [
    who,
    ` offers you their seat in talk ${number}.`,
  ],
  giftMeans: (who: Inline): Line => [
    'It is yours once you accept; until then it stays with ',
    who,
    '.',
  ],
  giftEndsPlace: () => 'If you accept, your place on the waiting list ends.',
  giftEndsOffer: () =>
    'If you accept, the seat that is offered to you from the waiting list goes to the next.',
  giftTaken: (number: number, who: Inline): Line => [
    `You have a seat in talk ${number}: you took over that of `,
    who,
    '.',
  ],
  giftDeclined: (number: number, who: Inline): Line => [
    'You have declined the seat of ',
    who,
    ` in talk ${number}. It stays theirs.`,
  ],
  theyTook: (number: number, who: Inline): Line => [
    who,
    ` has accepted your seat in talk ${number}. You have none any more.`,
  ],
  theyDeclined: (number: number, who: Inline): Line => [
    who,
    ` has declined your seat in talk ${number}. It stays yours.`,
  ],
  theyHaveOne: (number: number, who: Inline): Line => [
    who,
    ` does not need your seat in talk ${number} any more. It stays yours.`,
  ],
  theyKeep: (number: number, who: Inline): Line => [
    'The seat that ',
    who,
    ` offered you in talk ${number} is no longer on offer.`,
  ],
  withdrawn: (number: number, who: Inline): Line => [
    `You keep your seat in talk ${number}: `,
    who,
    ' is told that it is no longer on offer.',
  ],
  freedEndsGift: (who: Inline): Line => [
    'Your offer of it has ended: ',
    who,
    ' is told that it is no longer on offer.',
  ],
  // Refusals of giving.
  giveWhom: () => 'To whom? Name one colleague with an @. Nothing was changed.',
  giveOne: (count: number) =>
    `You named ${n(count)} people, and a seat goes to one. Nothing was changed.`,
  giveUnread: () => 'I did not understand to whom: choose the colleague here.',
  giveExample: () => 'For example: ',
  giveNone: () => 'You have no seat that you could give to a colleague now.',
  // The form for giving.
  giveTitle: () => 'Give a seat',
  giveSubmit: () => 'Offer it',
  giveFormMeans: () =>
    'Your seat stays yours until your colleague accepts. It is never free in between, so nobody on the waiting list is passed over.',
  giveTalkLabel: () => 'Your seat in',
  giveWhoLabel: () => 'Colleague',
  giveWhoHint: () => 'Gets a direct message, to accept or decline.',
  giveFieldHasSeat: () => 'That colleague has a seat in this talk already. Choose another.',
  giveFieldGetsAnother: () =>
    'That colleague is being offered another seat in this talk and has not answered yet. Choose another.',
  giveNoSeat: (number: number) =>
    `You have no seat in talk ${number} that you could give. Nothing was changed.`,
  giveOnlyWaiting: (number: number, line: number) =>
    `You are number ${n(line)} on the waiting list of talk ${number}: a place in line cannot be given. Nothing was changed.`,
  giveOnlyOffered: (number: number) =>
    `The seat in talk ${number} is only offered to you: accept it first, then you can give it. Nothing was changed.`,
  giveYourself: () => 'That is you. Name a colleague. Nothing was changed.',
  giveBot: () => 'That is a bot, and bots take no seat. Nothing was changed.',
  giveStranger: () =>
    'I only keep seats for people of this workspace, and that person is of another. Nothing was changed.',
  giveGone: () =>
    'That account is deactivated: nobody would get your message. Nothing was changed.',
  giveNobody: () => 'There is nobody of that name here. Nothing was changed.',
  givingSame: (number: number, who: Inline): Line => [
    `You have offered your seat in talk ${number} to `,
    who,
    ' already, who has not answered yet. Nothing was changed.',
  ],
  givingOther: (number: number, who: Inline): Line => [
    `You have offered your seat in talk ${number} to `,
    who,
    ', who has not answered yet. To offer it to somebody else, keep it first. Nothing was changed.',
  ],
  giveHasSeat: (number: number, who: Inline): Line => [
    who,
    ` has a seat in talk ${number} already. Nothing was changed.`,
  ],
  giveGetsAnother: (number: number, who: Inline): Line => [
    who,
    ` is being offered a colleague’s seat in talk ${number} already and has not answered yet. Nothing was changed.`,
  ],
  // Refusals of an answer to a colleague.
  giftNotYours: (number: number) =>
    `That seat in talk ${number} was offered to somebody else. Nothing was changed.`,
  giftDeclinedBefore: (number: number) =>
    `You declined your colleague’s seat in talk ${number} before. Nothing was changed.`,
  giftWithdrawn: (number: number) =>
    `Your colleague’s seat in talk ${number} is no longer on offer. Nothing was changed.`,
  // Why.
  ledgerOffered: (until: string, because: string) =>
    `you were offered a seat until ${until}, ${because}`,
  ledgerAccepted: () => 'you accepted it and have the seat',
  ledgerDeclined: () => 'you declined the seat that was offered to you',
  ledgerExpired: (until: string) =>
    `the offer that held until ${until} was not accepted, and your place in line ended`,
  ledgerOfferWithdrawn: () =>
    'the offer ended, because the talk was cancelled; your place in line stayed yours',
  ledgerOpened: () =>
    'a seat was free so near to the talk that it was open to anyone, and you were told',
  ledgerTaken: () => 'you took a seat that was open to anyone',
  ledgerGiftMade: (who: string) => `you offered your seat to ${who}`,
  ledgerGiftGot: (who: string) => `${who} offered you their seat`,
  ledgerGiven: (who: string) =>
    `${who} accepted your seat; it was never free, so nobody on the waiting list was passed over`,
  ledgerReceived: (who: string) =>
    `you accepted the seat of ${who}; it was never free, so nobody on the waiting list was passed over`,
  ledgerPlaceLapsed: () =>
    'your own place on the waiting list ended, because you accepted a colleague’s seat',
  ledgerGiftDeclinedByYou: (who: string) => `you declined the seat of ${who}`,
  ledgerGiftDeclined: (who: string) => `${who} declined your seat`,
  ledgerGiftWithdrawnByYou: (who: string) => `your seat was no longer offered to ${who}`,
  ledgerGiftWithdrawn: (who: string) => `the seat of ${who} was no longer offered to you`,
  ledgerGiftLapsedByYou: (who: string) =>
    `the seat of ${who} was no longer offered to you, because you had another`,
  ledgerGiftLapsed: (who: string) => `your seat was no longer offered to ${who}, who had another`,
  somebody: () => 'a colleague',
  because: {
    'somebody-left': () => 'because somebody left and you were first in line',
    'more-seats': () => 'because there were more seats and you were first in line',
    'accounts-linked': () => 'because somebody held two and gave one back',
    'offer-declined': () => 'because somebody declined it and you were next in line',
    'offer-expired': () => 'because somebody did not accept it in time and you were next in line',
    'offer-lapsed': () => 'because somebody got another seat and you were next in line',
  },
  nowOffered: (until: string) => `Now a seat is offered to you until ${until}.`,
  nowGiving: (who: string) => `Now you have a seat, which you have offered to ${who}.`,
};
