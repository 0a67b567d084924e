// What is said of who somebody is, in English: language, zone, and two accounts that become one person.
import type { PlatformName } from '../../kernel/account.ts';
import { code, type Inline, type Line } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import type { Zone } from '../../kernel/time.ts';
import { listText } from '../dates.ts';

const platforms: Readonly<Record<PlatformName, string>> = {
  slack: 'Slack',
  mattermost: 'Mattermost',
  web: 'the web chat',
};
const names: Readonly<Record<Language, string>> = { en: 'English', fr: 'French' };
/** As their own speakers write them, for whoever looks for theirs. */
const ownNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' };
const list = (parts: readonly string[]) => listText(parts, 'en');

/** `command` is the slash command, e.g. `/icdd`; `where` is a platform; `who` is the other account's name; `until` is a moment. */
export const people = {
  languageName: (language: Language) => names[language],
  languageNow: (language: Language): Line => [`I speak ${names[language]} with you.`],
  languageSet: (language: Language): Line => [`From now on I speak ${names[language]} with you.`],
  languageAuto: (language: Language): Line => [
    `I follow your chat’s own setting again: ${names[language]}.`,
  ],
  languageUnknown: (typed: string): Line => [
    `I do not speak “${typed}”; I speak English and French. Nothing was changed.`,
  ],
  languageHow: (command: string): Line => [
    'To choose, type ',
    code(`${command} language fr`),
    ' or ',
    code(`${command} language en`),
    '; ',
    code(`${command} language auto`),
    ' follows your chat’s own setting.',
  ],

  zoneNow: (zone: Zone, time: string): Line => [
    `Your own time is shown for ${zone}, where it is ${time} now.`,
  ],
  zoneSet: (zone: Zone, time: string): Line => [
    `From now on your own time is shown for ${zone}, where it is ${time} now.`,
  ],
  zoneAuto: (zone: Zone, time: string): Line => [
    `I follow your chat’s own setting again: ${zone}, where it is ${time} now.`,
  ],
  zoneUnknown: (typed: string): Line => [
    `I know no time zone or city “${typed}”. Nothing was changed.`,
  ],
  zoneSeveral: (typed: string, zones: readonly Zone[]): Line => [
    `“${typed}” stands for ${list(zones)}. Please type one of them in full.`,
  ],
  zoneHow: (command: string): Line => [
    'To choose, type an area and a city, such as ',
    code(`${command} zone Europe/Paris`),
    ', or a city alone; ',
    code(`${command} zone auto`),
    ' follows your chat’s own setting.',
  ],

  // Both at once: a form, and what it is answered with.
  preferencesTitle: () => 'Your settings',
  preferencesSaved: (): Line => ['Your settings are saved.'],
  preferencesChanged: (): Line => [
    'Your settings were changed since this form was opened, so it changed nothing. They stand as follows.',
  ],
  change: () => 'Language and zone',
  changeDescribes: () => 'Change your language and time zone',
  sayLanguage: () => 'language',
  save: () => 'Save',
  languageLabel: () => 'Language',
  languageOwnName: (language: Language): string => ownNames[language],
  languageAsInChat: (language: Language) => `As in your chat (${names[language]})`,
  zoneLabel: () => 'Time zone',
  zoneValue: (zone: Zone, time: string) => `${zone}, where it is ${time} now`,
  zoneHint: (zone: Zone) =>
    `An area and a city (Europe/Paris), or a city. Empty: as in your chat (${zone}).`,

  code: (digits: string): Line => ['Your code is ', code(digits)],
  codeHow: (command: string, digits: string, until: Inline): Line => [
    'On your other account, in Slack, Mattermost or the web chat, type ',
    code(`${command} link ${digits}`),
    ' before ',
    until,
    '. Then both accounts are asked once more.',
  ],
  codeSecret: () =>
    'Give this code to nobody else: it is only for your own accounts. A new code ends an older one.',
  codeShape: (command: string): Line => [
    'A code has six digits. Type ',
    code(`${command} link`),
    ' on one account to get a code, and ',
    code(`${command} link 482913`),
    ' with your own code on the other.',
  ],

  ownerAsks: (who: Inline, where: PlatformName): Line => [
    'Are you also ',
    who,
    ` on ${platforms[where]}? The code you typed comes from there.`,
  ],
  typistAsks: (who: Inline, where: PlatformName): Line => [
    'Are you also ',
    who,
    ` on ${platforms[where]}? Your code was typed there.`,
  ],
  askMeans: (until: Inline): Line => [
    'If both accounts say yes before ',
    until,
    ', they become one person, with the same seats on either side. Where both hold a seat for one talk, the better one stays.',
  ],
  askCaution: () => 'Say no unless both accounts are your own.',
  yes: () => 'Yes, both are mine',
  yesDescribes: () => 'Yes, both accounts are mine: make them one person',
  no: () => 'No',
  noDescribes: () => 'No, leave the two accounts apart',
  typedYes: (digits: string) => `link yes ${digits}`,
  typedNo: (digits: string) => `link no ${digits}`,

  unknownCode: (digits: string): Line => [
    `No account has the code ${digits}. Please look at it again; nothing was changed.`,
  ],
  expiredCode: (): Line => ['That code has run out: a code is good for ten minutes.'],
  ownCode: (): Line => [
    'That is this account’s own code. Type it on your other account, in Slack, Mattermost or the web chat.',
  ],
  usedCode: (): Line => ['That code was used already: a code is good for one time.'],
  alreadyOne: (): Line => ['The two accounts are one person already. Nothing was changed.'],
  samePlace: (): Line => [
    'That would make two accounts of one workspace the same person. A link joins, say, your Slack account with your Mattermost or web account. Nothing was changed.',
  ],
  tooManyTries: (until: Inline): Line => [
    'Too many wrong codes. You can try again after ',
    until,
    '.',
  ],
  newCode: (command: string): Line => [
    'For a new code, type ',
    code(`${command} link`),
    ' on your other account.',
  ],

  noted: (who: Inline, where: PlatformName, until: Inline): Line => [
    'Noted. Now say yes as ',
    who,
    ` on ${platforms[where]} too, before `,
    until,
    '.',
  ],
  joined: (who: Inline, where: PlatformName): Line => [
    'This account and ',
    who,
    ` on ${platforms[where]} are one person now.`,
  ],
  joinedMeans: (command: string): Line => [
    'Your seats are the same on either side. To part them again, type ',
    code(`${command} unlink`),
    ' on the account that keeps the seats.',
  ],
  notJoined: (who: Inline, where: PlatformName): Line => [
    'This account and ',
    who,
    ` on ${platforms[where]} stay apart. Nothing was changed.`,
  ],
  over: (): Line => ['This question is no longer open, and nothing was changed.'],
  noQuestion: (): Line => ['No question is waiting for your answer. Nothing was changed.'],
  severalQuestions: (): Line => ['More than one question waits for your answer. Which one?'],
  question: (who: Inline, where: PlatformName, yes: string, no: string): Line => [
    who,
    ` on ${platforms[where]}: `,
    code(yes),
    ' or ',
    code(no),
  ],

  alone: (): Line => ['This account stands alone: there is nothing to part.'],
  aloneHow: (command: string): Line => [
    'To make it one person with another account of yours, type ',
    code(`${command} link`),
    '.',
  ],
  parted: (others: readonly PlatformName[]): Line => [
    others.length === 1
      ? `Parted. Your seats stay here; your account on ${platforms[others[0] as PlatformName]} is a person of its own again.`
      : `Parted. Your seats stay here; your accounts on ${list(others.map((one) => platforms[one]))} are persons of their own again.`,
  ],
  partedMeans: (command: string): Line => [
    'A language or zone that you chose stays here too. ',
    code(`${command} link`),
    ' joins accounts again. An address of your seats for a calendar works no more; ',
    code(`${command} calendar`),
    ' gives a new one.',
  ],
};
