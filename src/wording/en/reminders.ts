// What is said before a talk to those who have a seat, and of how that is set, in English.
import { numberText, plural } from '../dates.ts';

const n = (value: number) => numberText(value, 'en');

export const reminders = {
  // On the day before.
  stillComing: (number: number) => `Still coming to talk ${number}?`,
  yes: () => 'Yes',
  yesDescribes: (number: number) => `Yes, I am still coming to talk ${number}`,
  giveUp: () => 'Give up my seat',
  giveUpDescribes: (number: number) => `Give up your seat in talk ${number}`,
  goesToOthers: (waiting: number) =>
    `${n(waiting)} ${plural(waiting, 'en', 'person is', 'people are')} waiting: if you give your seat up, it goes to them and you cannot take it back.`,
  sayComing: (number: number) => `coming ${number}`,
  // One hour before.
  startsAt: (number: number, time: string) => `Talk ${number} starts at ${time}.`,
  // After Yes.
  seeYou: (number: number) => `See you there: talk ${number}.`,
  changedMind: (typed: string) => `If something comes up, press the button or type ${typed}.`,
  // What is set.
  title: () => 'Your reminders',
  switched: {
    day: (on: boolean): string =>
      on ? 'The question on the day before is on.' : 'The question on the day before is off.',
    hour: (on: boolean): string =>
      on ? 'The reminder one hour before is on.' : 'The reminder one hour before is off.',
    both: (on: boolean): string => (on ? 'Both reminders are on.' : 'Both reminders are off.'),
  },
  saved: () => 'Your reminders are set.',
  changedMeanwhile: () =>
    'Your reminders were set otherwise since this form was opened, so it changed nothing. They stand as follows.',
  quietSet: (hours: string) => `Your quiet hours are ${hours}.`,
  quietOff: () => 'You have no quiet hours.',
  dayLabel: () => 'The day before',
  dayOn: (at: string) => `on: “Still coming?” at ${at} in the talk’s time zone`,
  hourLabel: () => 'One hour before',
  hourOn: () => 'on: where to go',
  off: () => 'off',
  quietLabel: () => 'Quiet hours',
  none: () => 'none',
  quietMeans: () =>
    'In quiet hours reminders and your own digest wait for their end; what is of no use by then is not sent. A seat that you get, an offer or a change of the talk is told at once.',
  // What comes next.
  next: () => 'What comes next',
  nextKind: {
    day: (number: number) => `talk ${number}, “Still coming?”`,
    hour: (number: number) => `talk ${number}, one hour before`,
  },
  nextItem: (when: string, what: string) => `${when}: ${what}`,
  notInQuiet: () => 'not sent, because of your quiet hours',
  // The form.
  change: () => 'Change',
  changeDescribes: () => 'Change your reminders and quiet hours',
  submit: () => 'Save',
  dayHint: (at: string) => `“Still coming?” at ${at} in the talk’s time zone`,
  hourHint: () => 'Where to go',
  quietHint: () =>
    'Reminders and your own digest wait for their end; a seat, an offer or a change is told at once.',
  fromLabel: () => 'Quiet from',
  toLabel: () => 'Quiet until',
  timeHint: (zone: string) => `On your own clock (${zone})`,
  needTime: () => 'Quiet hours need this time too.',
  needOther: () => 'Quiet hours that end when they begin would never end.',
  // How to set it.
  how: () => 'What you can type',
  howDay: (on: boolean): string =>
    on ? 'ask me on the day before' : 'do not ask me on the day before',
  howHour: (on: boolean): string =>
    on ? 'remind me one hour before' : 'do not remind me one hour before',
  howAll: (on: boolean): string => (on ? 'both reminders' : 'no reminders at all'),
  howQuiet: () => 'hold them back in these hours of your day',
  howQuietOff: () => 'no quiet hours',
  say: {
    day: (on: boolean): string => (on ? 'remind day on' : 'remind day off'),
    hour: (on: boolean): string => (on ? 'remind hour on' : 'remind hour off'),
    all: (on: boolean): string => (on ? 'remind on' : 'remind off'),
    quiet: () => 'remind quiet 22:00-07:00',
    quietOff: () => 'remind quiet off',
    show: () => 'remind',
  },
  // What was not understood.
  unknownWord: (typed: string) => `I do not know “${typed}” of reminders. Nothing was changed.`,
  onOrOff: {
    day: () => 'The day before: on or off? Nothing was changed.',
    hour: () => 'One hour before: on or off? Nothing was changed.',
  },
  noTimes: () => 'Quiet hours need a beginning and an end, like 22:00-07:00. Nothing was changed.',
  badTime: (typed: string) =>
    `“${typed}” is no time of the day; write it like 22:00. Nothing was changed.`,
  sameTime: () => 'Quiet hours that end when they begin would never end. Nothing was changed.',
};
