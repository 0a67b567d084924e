// Every form, each with the variants that it can have; and one with every kind of field, which nobody meets.

import { problemText } from '../../src/asking/cards.ts';
import type { FieldProblem, Form, FormField } from '../../src/chat/form.ts';
import type { Language } from '../../src/kernel/language.ts';
import { chooseTalkForm } from '../../src/seats/cards/choosing.ts';
import type { Talk } from '../../src/talks/rules.ts';
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

export const goldenForms: readonly GoldenForm[] = [
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
