// Help, near misses and other answers for which no word stands, in English.
import { numberText, plural } from '../dates.ts';

const n = (value: number) => numberText(value, 'en');

export const asking = {
  didYouMean: (typed: string) => `Did you mean “${typed}”?`,
  welcome: () => 'You are welcome.',
  unknown: (typed: string) => `I do not know “${typed}”.`,
  tryThese: (command: string) => `Try one of these, or type ${command} help.`,
  helpButton: () => 'Help',
  sayHelp: () => 'help',
  sayFollowers: () => 'followers',
  sayLanguage: () => 'language fr',
  sayZone: () => 'zone Europe/Paris',
  sayLink: () => 'link',
  sayDigest: () => 'digest here 09:00 mon-fri',
  sayOwnDigest: () => 'digest here 09:00',
  sayFollowersSet: () => 'followers set instagram 412000 on 2019-08-01',
  oldButton: () => 'That button is from an older message and no longer works. Nothing was changed.',
  strangeButton: () => 'That button is none of mine. Nothing was changed.',
  oldForm: () => 'That form is from an older version and no longer works. Nothing was changed.',
  strangeForm: () => 'That form is none of mine. Nothing was changed.',
  // At a field of a form.
  missing: () => 'Please fill this in.',
  tooShort: (atLeast: number) =>
    `Please write at least ${plural(atLeast, 'en', '1 letter', `${n(atLeast)} letters`)}.`,
  tooLong: (atMost: number) =>
    `Please write at most ${plural(atMost, 'en', '1 letter', `${n(atMost)} letters`)}.`,
  noNumber: () => 'Please write a whole number.',
  tooSmall: (atLeast: number) => `Please write ${n(atLeast)} or more.`,
  tooLarge: (atMost: number) => `Please write ${n(atMost)} or less.`,
  noSuchChoice: () => 'This cannot be chosen any more. Please choose again.',
  noPerson: () => 'Please choose a person of this workspace.',
  tooManyPeople: (atMost: number) =>
    `Please choose at most ${plural(atMost, 'en', 'one person', `${n(atMost)} people`)}.`,
  noDate: () => 'Please write the date as 2019-07-10.',
  tooEarly: (day: string) => `Please choose ${day} or later.`,
  tooLate: (day: string) => `Please choose ${day} or earlier.`,
  noTime: () => 'Please write the time as 18:30.',
  stranger: () =>
    'I only keep seats for people of this workspace. Please ask a colleague here, or the organisers.',
  bot: () => 'I only answer people.',
  organisersOnly: () => 'Only organisers can do that. Nothing was changed.',
  fault: (reference: string) =>
    `Something went wrong on my side. Please try again; if it happens again, tell the organisers this reference: ${reference}.`,
  helpTitle: (series: string) => `What I can do for you: ${series}`,
  helpIntro: (command: string) =>
    `Type ${command} and one of these words; in a direct message to me the word alone is enough. Only you see my answers.`,
  list: () => 'upcoming talks with their seats; also “list all” and “list past”',
  show: () => 'one talk: what it is about, when, where',
  register: () => 'take a seat, or a place on the waiting list',
  cancel: () => 'give your seat or place back',
  mine: () => 'your own page: seats and places, what else is on, and what you have set',
  why: () => 'why you are where you are',
  accept: () => 'take the seat that is offered to you',
  decline: () => 'let the seat that is offered to you go to somebody else',
  give: () => 'offer your seat to a colleague',
  keep: () => 'keep your seat after all; a colleague to whom you offered it is told',
  coming: () => 'answer “Still coming?” with yes',
  remind: () => 'your reminders before a talk, and your quiet hours',
  calendar: () => 'your seats, or all talks, in your own calendar; changes follow by themselves',
  calendarTalk: () => 'one talk for your own calendar',
  followers: () =>
    'follower counts of the social networks; also “followers instagram”, “followers since january” and “followers plot”',
  insights: () =>
    'what people did with the posts on the social networks; also “insights instagram” and “insights since january”',
  language: () => 'answer me in another language',
  zone: () => 'show me times in another zone too',
  link: () => 'make your Slack and your Mattermost account one person; undo it with “unlink”',
  help: () => 'this page',
  organisersTitle: () => 'For organisers',
  announce: () => 'post a talk’s card in this channel',
  capacity: () => 'change how many seats a talk has',
  who: () => 'who comes and who waits',
  undelivered: () => 'what could not be delivered, to send it again or let it go',
  free: () => 'free somebody’s seat, for example of an account that was deactivated',
  ownDigest: () =>
    'in a direct message to me: a daily digest of your own; also “digest off” and “digest now”',
  digest: () => 'a daily post in this channel; also “digest off” and “digest now”',
  followersSet: () => 'enter a follower count by hand',
  talkNames: () =>
    'A talk can be named by its number (9, #9), by “next”, or by a word of its title.',
  account: (key: string) => `Your account: ${key}`,
};
