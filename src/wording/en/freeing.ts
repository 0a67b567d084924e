// What is said of a deactivated account that holds a seat, and of seats that an organiser frees, in English.
import type { Inline, Line } from '../../kernel/inline.ts';
import { numberText } from '../dates.ts';

const n = (value: number) => numberText(value, 'en');

export const freeing = {
  // Told to organisers by itself.
  gone: (who: Inline): Line => [
    'The account of ',
    who,
    ' was deactivated. What it holds is kept until you free it.',
  ],
  gotSeat: (who: Inline): Line => [
    'A seat came to ',
    who,
    ', whose account was deactivated. It is kept until you free it.',
  ],
  holdsSeat: () => 'Has a seat.',
  isOffered: () => 'Is offered a seat.',
  holdsPlace: (line: number) => `Is number ${n(line)} on the waiting list.`,
  mayComeBack: () => 'If the person is to come back, leave it: nothing else happens by itself.',
  freeSeat: () => 'Free the seat',
  freePlace: () => 'Free the place',
  freeDescribes: (number: number, name: string) => `Free what ${name} holds in talk ${number}`,
  sayFree: (number: number, who: string) => `free ${number} ${who}`,
  sayFreeSure: (number: number, who: string) => `free ${number} ${who} yes`,
  // After `free`.
  freedSeat: (number: number, who: Inline): Line => [
    who,
    ` no longer has a seat in talk ${number}.`,
  ],
  freedPlace: (number: number, who: Inline): Line => [
    who,
    ` is no longer on the waiting list of talk ${number}.`,
  ],
  tellsThem: () => 'They are told by a direct message.',
  ask: (number: number, who: Inline): Line => [
    who,
    ` still uses their account, and may want to come to talk ${number}.`,
  ],
  askTyped: () => 'To free it all the same: ',
  ended: (number: number) =>
    `That seat or place in talk ${number} was given back already. Nothing was changed.`,
  noSuchSeat: () => 'That seat is no longer there. Nothing was changed.',
  nobody: (number: number, typed: string) =>
    `Nobody called “${typed}” has a seat or a place in talk ${number}. Nothing was changed.`,
  which: (count: number) => `${n(count)} people could be meant. Whose seat?`,
  mistakes: {
    'no-talk': () => 'Which talk? Name it first, then the person. Nothing was changed.',
    'nobody-named': () => 'Whose seat? Name the talk, then the person. Nothing was changed.',
    'several-people': () => 'One person at a time, please. Nothing was changed.',
  },
  // Told to whoever had the seat.
  freedForYou: (number: number) => `An organiser has freed your seat or place in talk ${number}.`,
  askThem: () => 'If that is a mistake, please tell the organisers, or register again.',
};
