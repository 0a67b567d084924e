// Every form, each with the variants that it can have; and one with every kind of field, which nobody meets.

import { problemText } from '../../src/asking/cards.ts';
import type { FieldProblem, Form, FormField } from '../../src/chat/form.ts';
import type { Language } from '../../src/kernel/language.ts';
import { day, hour } from '../../src/kernel/time.ts';
import { preferencesForm, zoneProblem } from '../../src/people/cards/preferences.ts';
import { remindersForm } from '../../src/reminders/cards/form.ts';
import type { SetReminders } from '../../src/reminders/cards.ts';
import { chooseTalkForm } from '../../src/seats/cards/choosing.ts';
import { colleagueProblem, giveForm, giveSeatForm } from '../../src/seats/cards/give-form.ts';
import type { GiveRefusal } from '../../src/seats/rules/giving.ts';
import type { Talk } from '../../src/talks/rules.ts';
import { wording } from '../../src/wording/wording.ts';
import * as f from './fixtures.ts';
import type { GoldenForm } from './golden-card.ts';

const choosing = 'seats/cards/choosing.ts: chooseTalkForm';

/** More talks than a form takes. */
const lots: readonly Talk[] = Array.from({ length: 103 }, (_, i) => {
  const number = 20 + i;
  return { ...f.ten, id: f.talkIdOf(number), number };
});

const chosen = { label: 'Talk', required: false } as const;

const every: readonly FormField[] = [
  {
    kind: 'line',
    key: 'line',
    label: 'Line',
    hint: 'In one line & no more.',
    required: true,
    atLeast: 3,
  },
  {
    kind: 'paragraph',
    key: 'paragraph',
    label: 'Paragraph',
    required: false,
    initial: 'Two\nlines',
    atMost: 500,
  },
  {
    kind: 'number',
    key: 'number',
    label: 'Number',
    required: true,
    initial: 45,
    atLeast: 1,
    atMost: 500,
  },
  {
    ...chosen,
    kind: 'choice',
    key: 'choice',
    choices: [
      { value: 'talk9', label: 'Talk 9' },
      { value: 'talk10', label: 'Talk 10' },
    ],
    initial: 'talk10',
  },
  { kind: 'people', key: 'one', label: 'One', required: true, atMost: 1 },
  {
    kind: 'people',
    key: 'some',
    label: 'Some',
    hint: 'Three at most.',
    required: false,
    atMost: 3,
  },
  {
    kind: 'date',
    key: 'date',
    label: 'Date',
    required: true,
    initial: '2019-07-10',
    atLeast: '2019-07-08',
    atMost: '2019-12-31',
  },
  {
    kind: 'time',
    key: 'time',
    label: 'Time',
    hint: 'Zurich time',
    required: false,
    initial: '18:00',
  },
  { kind: 'toggle', key: 'on', label: 'On', hint: 'Already so.', required: false, initial: true },
  { kind: 'toggle', key: 'off', label: 'Off', required: false, initial: false },
];

/** Each at some field: which does not matter. */
const problems: readonly FieldProblem[] = [
  { kind: 'missing' },
  { kind: 'too-short', atLeast: 3 },
  { kind: 'too-long', atMost: 150 },
  { kind: 'no-number' },
  { kind: 'too-small', atLeast: 1 },
  { kind: 'too-large', atMost: 500 },
  { kind: 'no-such-choice' },
  { kind: 'no-person' },
  { kind: 'too-many-people', atMost: 3 },
  { kind: 'no-date' },
  { kind: 'too-early', atLeast: '2019-07-08' },
  { kind: 'too-late', atMost: '2019-12-31' },
  { kind: 'no-time' },
];

const everything = (language: Language): Form => ({
  id: { form: 'choose-talk' },
  language,
  title: 'Every kind of field',
  submit: 'Send',
  intro: [
    [
      'Nobody meets this form: it shows what a platform makes of ',
      { kind: 'strong', text: 'each' },
      ' kind.',
    ],
  ],
  fields: every,
});

/** Whatever can be wrong with a chosen colleague. */
const colleagueRefusals: readonly GiveRefusal[] = [
  { kind: 'to-yourself' },
  { kind: 'not-a-colleague', standing: 'bot' },
  { kind: 'not-a-colleague', standing: 'stranger' },
  { kind: 'not-a-colleague', standing: 'gone' },
  { kind: 'not-a-colleague', standing: 'nobody' },
  { kind: 'has-a-seat' },
  { kind: 'gets-another' },
];

const night = { from: '22:00', to: '07:00' };
const nextOf = (talk: Talk, dueAt: number, at: number | undefined) =>
  ({ talk, kind: 'day', dueAt, at }) as const;

const setReminders: Readonly<Record<string, SetReminders>> = {
  usual: { wanted: { day: true, hour: true }, quiet: undefined, next: [] },
  quiet: {
    wanted: { day: true, hour: false },
    quiet: night,
    next: [
      nextOf(f.nine, f.now + 25 * hour, f.now + 25 * hour),
      nextOf(f.ten, f.now + 15 * day, undefined),
      nextOf(f.eleven, f.now + 29 * day, f.now + 29 * day),
      nextOf(f.sixteen, f.now + 120 * day, f.now + 120 * day),
    ],
  },
  off: { wanted: { day: false, hour: false }, quiet: undefined, next: [] },
};

const preferring = (l: Language, zone = f.zone) => ({ language: l, zone, command: '/icdd' });
/** The longest name that a zone has. */
const longest = 'America/Argentina/ComodRivadavia';

export const goldenForms: readonly GoldenForm[] = [
  {
    name: 'give',
    of: 'seats/cards/give-form.ts: giveForm',
    answers: ['form give'],
    draw: (l) => giveForm([f.nine, f.ten, f.hostile], f.person(l)),
  },
  {
    name: 'give-many',
    of: 'seats/cards/give-form.ts: giveForm',
    answers: ['form give'],
    draw: (l) => giveForm(lots, f.person(l)),
  },
  {
    name: 'give-seat',
    of: 'seats/cards/give-form.ts: giveSeatForm',
    answers: ['form give-seat'],
    draw: (l) => giveSeatForm(f.nine, f.person(l)),
  },
  {
    name: 'give-unread',
    of: 'seats/cards/give-form.ts: giveForm',
    answers: ['form give'],
    draw: (l) => giveForm([f.nine, f.ten], f.person(l), true),
  },
  {
    name: 'give-seat-unread',
    of: 'seats/cards/give-form.ts: giveSeatForm',
    answers: ['form give-seat'],
    draw: (l) => giveSeatForm(f.nine, f.person(l), true),
  },
  ...colleagueRefusals.map(
    (refusal): GoldenForm => ({
      name: `give-seat-${'standing' in refusal ? refusal.standing : refusal.kind}`,
      of: 'seats/cards/give-form.ts: giveSeatForm',
      answers: ['form give-seat'],
      draw: (l) => giveSeatForm(f.hostile, f.person(l)),
      errors: (l) => new Map([['who', colleagueProblem(refusal, f.person(l)) ?? '']]),
    }),
  ),
  ...Object.entries(setReminders).map(
    ([name, set]): GoldenForm => ({
      name: `remind-${name}-form`,
      of: 'reminders/cards/form.ts: remindersForm',
      answers: ['form remind'],
      draw: (l) => remindersForm(set, { ...f.person(l), zone: f.zone }),
    }),
  ),
  {
    name: 'remind-refused-form',
    of: 'reminders/cards/form.ts: remindersForm',
    answers: ['form remind'],
    draw: (l) =>
      remindersForm(setReminders['usual'] as SetReminders, { ...f.abroad(l), zone: longest }),
    errors: (l) =>
      new Map([
        ['from', wording(l).reminders.needTime()],
        ['to', wording(l).reminders.needOther()],
      ]),
  },
  {
    name: 'preferences-automatic',
    of: 'people/cards/preferences.ts: preferencesForm',
    answers: ['form preferences'],
    draw: (l) =>
      preferencesForm(
        { language: undefined, zone: undefined, otherwise: { language: l, zone: longest } },
        preferring(l, longest),
      ),
    errors: (l) => new Map([['zone', zoneProblem('Atlantis <!channel>', 'unknown', l)]]),
  },
  {
    name: 'preferences-own',
    of: 'people/cards/preferences.ts: preferencesForm',
    answers: ['form preferences'],
    draw: (l) =>
      preferencesForm(
        { language: l, zone: 'Asia/Kolkata', otherwise: { language: 'en', zone: f.zone } },
        preferring(l, 'Asia/Kolkata'),
      ),
    errors: (l) =>
      new Map([
        [
          'zone',
          zoneProblem('louisville', ['America/Louisville', 'America/Kentucky/Louisville'], l),
        ],
      ]),
  },
  {
    name: 'choose-talk',
    of: choosing,
    answers: ['form choose-talk'],
    draw: (l) =>
      chooseTalkForm(
        [f.view(f.nine), f.view(f.ten), f.view(f.eleven, undefined, 45, 4)],
        f.person(l),
      ),
  },
  {
    name: 'choose-talk-hostile',
    of: choosing,
    answers: ['form choose-talk'],
    draw: (l) => chooseTalkForm([f.view(f.hostile)], f.person(l)),
  },
  {
    name: 'choose-talk-long',
    of: choosing,
    answers: ['form choose-talk'],
    draw: (l) =>
      chooseTalkForm(
        lots.map((talk) => f.view(talk)),
        f.person(l),
      ),
  },
  {
    name: 'every-field',
    of: 'a form of forms.ts',
    answers: ['otherwise fieldProblem'],
    draw: everything,
    errors: (l) =>
      new Map(
        every.flatMap(({ key }, i) => {
          const problem = problems[i];
          return problem === undefined ? [] : [[key, problemText(problem, l)] as const];
        }),
      ),
  },
  {
    name: 'every-other-problem',
    of: 'a form of forms.ts',
    answers: ['otherwise fieldProblem'],
    draw: everything,
    errors: (l) =>
      new Map(
        problems
          .slice(every.length)
          .map((problem, i) => [every[i]?.key ?? '', problemText(problem, l)]),
      ),
  },
];
