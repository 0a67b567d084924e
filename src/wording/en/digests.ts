// What is said of daily digests, in English.
import { weekdayNames } from '../dates.ts';

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
  // What is set in a channel.
  confirmed: (days: readonly number[], time: string, zone: string) =>
    `From now on the digest comes to this channel ${on(days)} at ${time} (${zone}).`,
  set: (days: readonly number[], time: string, zone: string) =>
    `The digest comes to this channel ${on(days)} at ${time} (${zone}).`,
  firstOne: () => 'The first one:',
  nextOne: () => 'The next one:',
  whatItShows: () =>
    'It shows the talks of the next fourteen days; on a day without any, nothing is posted.',
  pending: () => 'My confirmation is still on its way to the channel.',
  off: () => 'No digest comes to this channel any more.',
  notSet: () => 'No digest is set in this channel.',
  nothingChanged: () => 'Nothing was changed.',
  // A digest at once.
  posted: () => 'The digest is posted in this channel.',
  onItsWay: () => 'The digest is on its way to this channel.',
  nothingToSay: () => 'No talk takes place in the next fourteen days. Nothing was posted.',
  // Who may, and where.
  organisersOnly: () => 'Only organisers can change or post the digest of a channel.',
  direct: () =>
    'A personal digest in this conversation will come with a later release. Until then an organiser can set the digest of a channel there:',
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
