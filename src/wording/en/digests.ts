// What is said of daily digests, in English.
import { numberText, plural, weekdayNames } from '../dates.ts';

const n = (value: number) => numberText(value, 'en');

/** "Monday to Friday", "on Monday and Wednesday", "every day"; ISO weekdays 1–7 in order. */
function on(days: readonly number[]): string {
  const [first = 1, last = 7] = [days[0], days.at(-1)];
  if (days.length === 7) return 'every day';
  if (days.length > 2 && last - first === days.length - 1)
    return `${weekdayNames([first], 'en')} to ${weekdayNames([last], 'en')}`;
  return `on ${weekdayNames(days, 'en')}`;
}

export const digests = {
  // The digest itself.
  title: (day: string) => `Daily digest · ${day}`,
  newerBelow: () => 'There is a newer digest below.',
  followers: () => 'Followers:',
  closesToday: () => 'Registration closes today:',
  // What is new since the last one.
  newsTitle: () => 'New since the last digest',
  ofTalk: (news: string) => `: ${news}`,
  news: {
    added: (at: string, title: string | undefined) =>
      title === undefined ? `new, on ${at}` : `new, on ${at}: “${title}”`,
    cancelled: (reason: string) => `cancelled: ${reason}`,
    revived: (at: string) => `takes place after all, on ${at}`,
    moved: (before: string, after: string) => `moved: ${before} → ${after}`,
    place: (before: string, after: string) => `another place: ${before} → ${after}`,
    title: (title: string) => `its title is “${title}”`,
    retitled: (title: string) => `another title: “${title}”`,
    speakers: (count: number, names: string) =>
      `${plural(count, 'en', 'its speaker is', 'its speakers are')} ${names}`,
    seats: (before: number, after: number) => `more seats: ${n(before)} → ${n(after)}`,
    line: (before: number, after: number) =>
      `your number on the waiting list: ${n(before)} → ${n(after)}`,
  },
  newTalks: (numbers: readonly number[]) =>
    `${n(numbers.length)} new ${plural(numbers.length, 'en', 'talk', 'talks')}: ${numbers.join(', ')}.`,
  moreNews: (left: number) => `… and ${n(left)} more`,
  // A person's own.
  ownTitle: (day: string) => `Your daily digest · ${day}`,
  ahead: () => 'In the next fourteen days',
  alsoAhead: () => 'Also in the next fourteen days',
  comes: (days: readonly number[], time: string, zone: string) =>
    `${on(days)} at ${time} (${zone})`,
  setForYou: (days: readonly number[], time: string, zone: string) =>
    `Your own digest comes here ${digests.comes(days, time, zone)}.`,
  whatYoursShows: () =>
    'It shows your seats, your place in line, what is new and what is on in the next fourteen days. With nothing new and nothing on, and on holidays, nothing comes; your quiet hours hold it back.',
  offForYou: () => 'Your own digest does not come any more.',
  notSetForYou: () => 'You have set no digest of your own.',
  nothingForYou: () => 'No talk takes place in the next fourteen days, and nothing is new.',
  holidaysOnly: () =>
    'All its days of the coming year are holidays of this installation: none will come.',
  // What is set in a channel.
  confirmed: (days: readonly number[], time: string, zone: string) =>
    `From now on the digest comes to this channel ${on(days)} at ${time} (${zone}).`,
  set: (days: readonly number[], time: string, zone: string) =>
    `The digest comes to this channel ${on(days)} at ${time} (${zone}).`,
  firstOne: () => 'The first one:',
  nextOne: () => 'The next one:',
  heldBack: () => 'Your quiet hours hold it back until:',
  heldForGood: () =>
    'Your quiet hours hold at that time and last into the next day: it does not come.',
  inLanguage: (language: string) => `Its language: ${language}`,
  whatItShows: () =>
    'It shows the talks of the next fourteen days and what is new. On a day without either, and on holidays, nothing is posted.',
  pending: () => 'My confirmation is still on its way to the channel.',
  off: () => 'No digest comes to this channel any more.',
  notSet: () => 'No digest is set in this channel.',
  nothingChanged: () => 'Nothing was changed.',
  // A digest at once.
  posted: () => 'The digest is posted in this channel.',
  onItsWay: () => 'The digest is on its way to this channel.',
  nothingToSay: () =>
    'No talk takes place in the next fourteen days, and nothing is new. Nothing was posted.',
  // Who may, and where.
  organisersOnly: () =>
    'Only organisers can change or post the digest of a channel. In a direct message to me you can have one of your own.',
  // Words to type.
  toSet: () => 'To set the time: ',
  toChoose: () => 'With a zone, days and a language: ',
  toPost: () => 'To post one now: ',
  toStop: () => 'To stop it: ',
  sayHere: (time: string) => `digest here ${time}`,
  sayAll: () => 'digest here 09:00 Asia/Kolkata mon,wed fr',
  sayNow: () => 'digest now',
  sayOff: () => 'digest off',
  // What was wrong.
  unknownWord: (typed: string) => `I do not understand “digest ${typed}”. Nothing was changed.`,
  noTime: () => 'At what time should the digest come? Nothing was changed.',
  badTime: (typed: string) =>
    `“${typed}” is no time of day: write it as 09:00 or 17:30, with 24 hours. Nothing was changed.`,
  unknownZone: (typed: string) =>
    `I know no time zone “${typed}”: write it like Europe/Zurich or Asia/Kolkata. Nothing was changed.`,
  severalZones: (typed: string, zones: readonly string[]) =>
    `“${typed}” can be ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(zones)}. Write one of them in full. Nothing was changed.`,
  unknownDays: (typed: string) =>
    `I know no days “${typed}”: write daily, weekdays, mon-fri or mon,wed. Nothing was changed.`,
  unknownLanguage: (typed: string) =>
    `I do not speak “${typed}”: write en for English or fr for French. Nothing was changed.`,
  twice: (typed: string) =>
    `“${typed}” is one too many: a time, one zone, one set of days and one language. Nothing was changed.`,
  notUnderstood: (typed: string) =>
    `I do not understand “${typed}”. After the time may follow a zone (Europe/Zurich), days (daily, weekdays, mon-fri, mon,wed) and a language (en, fr). Nothing was changed.`,
};
