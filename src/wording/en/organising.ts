// What is said at the organiser's desk, in English.
import { numberText, plural } from '../dates.ts';

const n = (value: number) => numberText(value, 'en');
const seats = (value: number) => `${n(value)} ${plural(value, 'en', 'seat', 'seats')}`;

export const organising = {
  // Announce.
  announced: (number: number) => `Talk ${number} is announced in this channel.`,
  announcing: (number: number) => `The card of talk ${number} is on its way to this channel.`,
  channelOnly: () =>
    'A talk is announced in a channel. Type this in the channel where it should stand:',
  sayAnnounce: (number: number | string) => `announce ${number}`,
  announceDescribes: (number: number) => `Announce talk ${number} in this channel`,
  cannotAnnounceCancelled: (number: number) =>
    `Talk ${number} is cancelled: it cannot be announced. Nothing was posted.`,
  cannotAnnounceOver: (number: number) =>
    `Talk ${number} is over: it cannot be announced. Nothing was posted.`,
  // Capacity.
  capacityChanged: (number: number, before: number, after: number) =>
    `Talk ${number}: ${n(before)} → ${seats(after)}.`,
  promoted: (count: number) =>
    `${n(count)} ${plural(count, 'en', 'person who waited has', 'people who waited have')} a seat now and ${plural(count, 'en', 'is', 'are')} told by a direct message.`,
  over: (over: number) =>
    `${n(over)} over: nobody loses a seat, and none is given until there is room.`,
  askLower: (number: number, taken: number, over: number) =>
    `Talk ${number}: ${seats(taken)} ${plural(taken, 'en', 'is', 'are')} taken. Nobody loses a seat, the card will say “${n(over)} over”.`,
  askTyped: () => 'To do it: ',
  sayCapacity: (talk: number | string, capacity: number) => `capacity ${talk} ${capacity}`,
  sayCapacitySure: (number: number, capacity: number) => `capacity ${number} ${capacity} yes`,
  capacitySame: (number: number, capacity: number) =>
    `Talk ${number} already has ${seats(capacity)}. Nothing was changed.`,
  noCapacity: () => 'How many seats? Name the talk, then the number. Nothing was changed.',
  notANumber: (typed: string) => `“${typed}” is no whole number of seats. Nothing was changed.`,
  negative: (typed: string) =>
    `“${typed}” is less than none: a talk has 0 seats or more. Nothing was changed.`,
  tooMany: (typed: string, most: number) =>
    `“${typed}” is too many: a talk has at most ${n(most)} seats. Nothing was changed.`,
  capacityCancelled: (number: number) =>
    `Talk ${number} is cancelled: its seats are not changed any more.`,
  capacityOver: (number: number) => `Talk ${number} is over: its seats are not changed any more.`,
  example: () => 'For example: ',
  // Who comes.
  whoTitle: (number: number) => `Who comes to talk ${number}`,
  whoDescribes: (number: number) => `Who comes to talk ${number}?`,
  sayWho: (number: number) => `who ${number}`,
  registeredLabel: () => 'Registered here',
  waitingLabel: () => 'Waiting',
  elsewhereLabel: () => 'On the event page',
  nobody: () => 'Nobody has registered here yet.',
  registeredPart: (from: number, to: number, all: number) =>
    from === 1 && to === all
      ? `Registered: ${n(all)}`
      : `Registered: ${n(from)}–${n(to)} of ${n(all)}`,
  waitingPart: (from: number, to: number, all: number) =>
    from === 1 && to === all
      ? `Waiting, in their order: ${n(all)}`
      : `Waiting, in their order: ${n(from)}–${n(to)} of ${n(all)}`,
};
