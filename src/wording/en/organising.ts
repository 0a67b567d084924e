// What is said at the organiser's desk, in English.
import type { PlatformName } from '../../kernel/account.ts';
import { numberText, plural } from '../dates.ts';

const n = (value: number) => numberText(value, 'en');
const seats = (value: number) => `${n(value)} ${plural(value, 'en', 'seat', 'seats')}`;

const platforms: Readonly<Record<PlatformName, string>> = {
  slack: 'Slack',
  mattermost: 'Mattermost',
  web: 'the web chat',
};

/** Why a message was not delivered. */
const reasons = {
  'not-a-member': 'I am not a member there: invite me with /invite, then send it again.',
  'no-such-conversation': 'There is no such channel any more.',
  archived: 'That channel is archived.',
  'person-gone': 'That account is deactivated. Its person may still hold a seat: see “who”.',
  'message-gone': 'The message that it belongs to is gone.',
  'not-allowed': 'The platform does not allow it: tell whoever runs this bot to look at “doctor”.',
  other: 'The platform refused it: tell whoever runs this bot to look at “doctor”.',
  'given-up': 'The platform could not be reached for a day.',
  'cannot-look':
    'It may stand there already: its answer was lost, and I cannot look into that channel.',
  'no-answer':
    'It may stand there already: its answer was lost. Sent again, it is looked for first.',
} as const;

export type UndeliveredReason = keyof typeof reasons;

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
  offered: (count: number) =>
    `${n(count)} ${plural(count, 'en', 'person who waited is', 'people who waited are')} offered a seat by a direct message.`,
  openNow: () => 'Free seats are open to anyone by now. Those who wait are told.',
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
  comingLabel: () => 'Said that they still come',
  coming: () => 'still coming',
  offeredLabel: () => 'Offered a seat',
  waitingLabel: () => 'Waiting',
  elsewhereLabel: () => 'On the event page',
  nobody: () => 'Nobody has registered here yet.',
  registeredPart: (from: number, to: number, all: number) =>
    from === 1 && to === all ? 'Registered' : `Registered: ${n(from)}–${n(to)} of ${n(all)}`,
  offeredPart: (from: number, to: number, all: number) =>
    from === 1 && to === all
      ? 'Offered a seat, with the deadline'
      : `Offered a seat, with the deadline: ${n(from)}–${n(to)} of ${n(all)}`,
  waitingPart: (from: number, to: number, all: number) =>
    from === 1 && to === all
      ? 'Waiting, in their order'
      : `Waiting, in their order: ${n(from)}–${n(to)} of ${n(all)}`,
  // What was not delivered.
  undelivered: () => 'Not delivered',
  undeliveredTitle: (count: number) =>
    `${n(count)} ${plural(count, 'en', 'message was', 'messages were')} not delivered`,
  allDelivered: () => 'Everything was delivered.',
  undeliveredOlder: (count: number) =>
    `… and ${n(count)} older ${plural(count, 'en', 'one', 'ones')}, shown once these are settled`,
  undeliveredWhat: (drawer: string, talk: number | undefined) => {
    const of = talk === undefined ? 'a talk' : `talk ${talk}`;
    const what: Readonly<Record<string, string>> = {
      announcement: `The card of ${of}`,
      promoted: `The news of a seat in ${of}`,
      offered: `The offer of a seat in ${of}`,
      'offer-expired': `The news that an offer for ${of} has ended`,
      'seat-open': `The news of a free seat in ${of}`,
      'gift-offered': `The offer of a colleague’s seat in ${of}`,
      'gift-withdrawn': `The news that a seat in ${of} is no longer offered`,
      'gift-answered': `The answer to an offered seat in ${of}`,
      'plan-changed': `The news of a change of ${of}`,
      'still-coming': `The question who still comes to ${of}`,
      'starts-soon': `The reminder that ${of} starts soon`,
      digest: 'A digest',
      'digest-own': 'A digest of one person',
      'digest-set': 'The confirmation of a digest',
      plot: 'A picture of follower counts',
      'account-gone': 'The news of a deactivated account',
      'seat-left': 'The news of a seat that came to a deactivated account',
      'seat-freed': `The news that a seat in ${of} was freed`,
      'link-asked': 'A question about two accounts of one person',
      'link-done': 'The news that two accounts are one person',
    };
    return what[drawer] ?? (talk === undefined ? 'A message' : `A message about ${of}`);
  },
  toThisChannel: () => 'for this channel',
  toChannel: (where: PlatformName) => `for a channel on ${platforms[where]}: `,
  toPerson: () => 'for ',
  onPlatform: (where: PlatformName) => ` on ${platforms[where]}`,
  why: (reason: UndeliveredReason): string => reasons[reason] ?? reasons.other,
  failedSince: () => 'Since ',
  sendAgain: () => 'Send again',
  sendAgainDescribes: (number: string) => `Send message ${number} again`,
  saySendAgain: (number: string) => `undelivered again ${number}`,
  sendAnyway: () => 'Send it anyway',
  sendAnywayDescribes: (number: string) => `Send message ${number} though it may stand there`,
  saySendAnyway: (number: string) => `undelivered again ${number} yes`,
  letGo: () => 'Let it go',
  standsThere: () => 'It stands there',
  letGoDescribes: (number: string) => `Settle message ${number}: nobody sends it any more`,
  sayLetGo: (number: string) => `undelivered drop ${number}`,
  sayUndelivered: () => 'undelivered',
  sayAllAgain: () => 'undelivered again all',
  sentNow: (number: string) => `Message ${number} was sent.`,
  onItsWay: (number: string) => `Message ${number} is on its way again.`,
  noLongerHolds: (number: string) =>
    `What message ${number} says no longer holds: it was not sent, and is settled.`,
  failedAgain: (number: string, now: string) =>
    `Message ${number} was not delivered this time either. It is number ${now} now.`,
  mayStand: (number: string) =>
    `Message ${number} may stand there already: look first. Nothing was sent.`,
  settledAlready: (number: string) =>
    `There is no undelivered message ${number}. If there was one, it was sent again or let go. Nothing was changed.`,
  wasLetGo: (number: string) => `Message ${number} is settled: nobody sends it any more.`,
  allAgain: (count: number) =>
    `${n(count)} direct ${plural(count, 'en', 'message is on its', 'messages are on their')} way again.`,
  noneAgain: () => 'No direct message waits to be sent again. Nothing was changed.',
  whichMessage: () => 'Which message? Its number stands in front of it. Nothing was changed.',
  noSuchNumber: (typed: string) => `“${typed}” is no number of a message. Nothing was changed.`,
  notWithUndelivered: (typed: string) =>
    `I do not know what “${typed}” is to do with messages that were not delivered. Nothing was changed.`,
};
