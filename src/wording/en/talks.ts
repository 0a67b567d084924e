// What is said of talks, in English.
import { numberText, plural } from '../dates.ts';

const list = (numbers: readonly number[]) => numbers.join(', ');

export const talks = {
  toBeAnnounced: () => 'Title to be announced',
  heading: (number: number, title: string | undefined) =>
    `Talk ${number}: ${title ?? 'title to be announced'}`,
  label: (number: number) => `Talk ${number}`,
  speakers: () => 'With',
  place: () => 'Where',
  time: () => 'When',
  map: () => 'map',
  dinner: () => 'Light dinner for those registered',
  aboutSpeaker: (name: string) => `About ${name}`,
  eventPage: () => 'event page',
  survey: () => 'survey',
  surveyOpen: () => 'a survey is open',
  group: () => 'Facebook group',
  eGroup: () => 'e-group',
  yourTime: () => 'your time',
  cancelledBecause: (reason: string) => `Cancelled: ${reason}`,
  opensAt: () => 'Registration opens',
  closesAt: () => 'Registration closes',
  closed: () => 'Registration has closed',
  running: () => 'The talk has started',
  over: () => 'The talk is over',
  open: () => 'Registration is open',
  nothingNamed: (upcoming: readonly number[]) =>
    upcoming.length === 0
      ? 'Which talk? There is none coming up.'
      : `Which talk? Upcoming: ${list(upcoming)}. You can also type “next” or a word of the title.`,
  noSuchTalk: (typed: string, upcoming: readonly number[]) =>
    upcoming.length === 0
      ? `No talk “${typed}”. There is none coming up.`
      : `No talk “${typed}”. Upcoming: ${list(upcoming)}.`,
  noneUpcoming: () => 'No talk is coming up.',
  onlyRunning: (number: number, until: string) =>
    `Talk ${number} is on right now, until ${until}. No other is coming up.`,
  several: (count: number) =>
    `${numberText(count, 'en')} ${plural(count, 'en', 'talk fits', 'talks fit')}. Which one?`,
};
