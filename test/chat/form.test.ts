// What a form is called, and what is taken of what comes back from it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeForm,
  encodeForm,
  type FieldProblem,
  type Form,
  type FormField,
  type FormId,
  type FormValue,
  numberOf,
  peopleOf,
  plainForms,
  type Submitted,
  settingForms,
  talkForms,
  textOf,
  toggleOf,
} from '../../src/chat/form.ts';
import { readForm } from '../../src/chat/form-values.ts';
import type { Account } from '../../src/kernel/account.ts';
import { talkId } from '../../src/kernel/ids.ts';

const letters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'abcz0189'), minLength, maxLength });
const id: fc.Arbitrary<FormId> = fc.oneof(
  fc.record({ form: fc.constantFrom(...plainForms) }),
  fc.record({ form: fc.constantFrom(...talkForms), talk: letters(4, 20).map(talkId) }),
  fc.record({ form: fc.constantFrom(...settingForms), seen: letters(1, 40) }),
);

describe('the name of a form', () => {
  it('is read back as it was written, in at most 60 plain characters', () => {
    fc.assert(
      fc.property(id, (one) => {
        const encoded = encodeForm(one);
        expect(decodeForm(encoded)).toEqual({ ok: true, value: one });
        expect(encoded).toMatch(/^[a-z0-9:-]{1,60}$/);
      }),
    );
  });

  it.each(['0:choose-talk', '2:choose-talk', '1:dance', '1:dance:k3f9'])(
    'of another version is old: %s',
    (encoded) => {
      expect(decodeForm(encoded)).toEqual({ ok: false, refusal: 'old' });
    },
  );

  it.each([
    '',
    'choose-talk',
    '1',
    '1:',
    '1:choose-talk:',
    '1:choose-talk:k3f9',
    ' 1:choose-talk',
    '1:give:k3f9',
    '1:give-seat',
    '1:give-seat:k',
    '1:give-seat:K3F9',
    '1:remind',
    '1:remind:',
    `1:preferences:${'x'.repeat(41)}`,
    '1:preferences:../../etc',
  ])('that was never ours is malformed: “%s”', (encoded) => {
    expect(decodeForm(encoded)).toEqual({ ok: false, refusal: 'malformed' });
  });

  it('is never read from just any text, and reading never throws', () => {
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        const read = decodeForm(garbage);
        if (read.ok) expect(encodeForm(read.value)).toBe(garbage);
      }),
    );
  });
});

const sender: Account = { platform: 'slack', workspace: 'T01', user: 'U01' };

const formOf = (...fields: readonly FormField[]): Form => ({
  id: { form: 'choose-talk' },
  language: 'en',
  title: 'All',
  submit: 'Go',
  intro: [],
  fields,
});

const asked = { key: 'a', label: 'A', required: false } as const;
const line: FormField = { ...asked, kind: 'line', atLeast: 3 };
const paragraph: FormField = { ...asked, kind: 'paragraph', atMost: 10 };
const number: FormField = { ...asked, kind: 'number', atLeast: 1, atMost: 60 };
const choices = [{ value: 'talk9', label: 'Talk 9' }] as const;
const choice: FormField = { ...asked, kind: 'choice', choices };
const lapsing: FormField = { ...choice, kind: 'choice', choices, lapsed: 'handled' };
const people: FormField = { ...asked, kind: 'people', atMost: 2 };
const date: FormField = { ...asked, kind: 'date', atLeast: '2019-07-08', atMost: '2019-12-31' };
const time: FormField = { ...asked, kind: 'time' };
const toggle: FormField = { ...asked, kind: 'toggle', initial: false };

const chosen = (...users: readonly string[]) =>
  users.map((user) => ({ account: { ...sender, user }, name: user }));

describe('a value', () => {
  it.each<[FormField, Submitted | undefined, FormValue]>([
    [line, '  three  words\nhere ', 'three words here'],
    [line, '   ', undefined],
    [line, undefined, undefined],
    [line, 123, '123'],
    [line, true, undefined],
    [line, ['abc'], undefined],
    [paragraph, ' two\nlines ', 'two\nlines'],
    [paragraph, '🎉'.repeat(10), '🎉'.repeat(10)],
    [number, '12', 12],
    [number, 12, 12],
    [number, ' 60 ', 60],
    [number, '', undefined],
    [choice, 'talk9', 'talk9'],
    [choice, ['talk9'], 'talk9'],
    [choice, [], undefined],
    [choice, '', undefined],
    [lapsing, 'talk8', 'talk8'],
    [people, ['U02', 'U03'], chosen('U02', 'U03')],
    [people, 'U02,U03', chosen('U02', 'U03')],
    [people, 'U02', chosen('U02')],
    [people, ['U02', 'U02', ''], chosen('U02')],
    [people, [], undefined],
    [date, '2019-07-10', '2019-07-10'],
    [date, '', undefined],
    [time, '18:30', '18:30'],
    [time, '9:05', '09:05'],
    [time, '9', '09:00'],
    [time, '9h30', '09:30'],
    [time, '9 h', '09:00'],
    [time, '', undefined],
    [toggle, true, true],
    [toggle, 'true', true],
    [toggle, ['on'], true],
    [toggle, false, false],
    [toggle, 'false', false],
    [toggle, [], false],
    [toggle, undefined, false],
  ])('is taken: %j, %j', (field, given, value) => {
    const submitted = new Map(given === undefined ? [] : [['a', given] as const]);
    expect(readForm(formOf(field), submitted, sender)).toEqual({
      ok: true,
      value: new Map([['a', value]]),
    });
  });

  it.each<[FormField, Submitted | undefined, FieldProblem]>([
    [{ ...line, required: true }, ' ', { kind: 'missing' }],
    [{ ...people, required: true }, undefined, { kind: 'missing' }],
    [{ ...choice, required: true }, '', { kind: 'missing' }],
    [line, 'ab', { kind: 'too-short', atLeast: 3 }],
    [line, 'x'.repeat(151), { kind: 'too-long', atMost: 150 }],
    [paragraph, 'x'.repeat(11), { kind: 'too-long', atMost: 10 }],
    [number, 'many', { kind: 'no-number' }],
    [number, '1e3', { kind: 'no-number' }],
    [number, '9.5', { kind: 'no-number' }],
    [number, 9.5, { kind: 'no-number' }],
    [number, '9'.repeat(13), { kind: 'no-number' }],
    [number, '-1', { kind: 'too-small', atLeast: 1 }],
    [number, '61', { kind: 'too-large', atMost: 60 }],
    [choice, 'talk8', { kind: 'no-such-choice' }],
    [choice, '__proto__', { kind: 'no-such-choice' }],
    [lapsing, "'; DROP TABLE seats; --", { kind: 'no-such-choice' }],
    [people, ['U02', 'U03', 'U04'], { kind: 'too-many-people', atMost: 2 }],
    [people, '<!channel>', { kind: 'no-person' }],
    [date, '2019-02-29', { kind: 'no-date' }],
    [date, '10.07.2019', { kind: 'no-date' }],
    [date, '2019-07-07', { kind: 'too-early', atLeast: '2019-07-08' }],
    [date, '2020-01-01', { kind: 'too-late', atMost: '2019-12-31' }],
    [time, '24:00', { kind: 'no-time' }],
    [time, '9:60', { kind: 'no-time' }],
    [time, 'noon', { kind: 'no-time' }],
  ])('is not taken: %j, %j', (field, given, problem) => {
    const submitted = new Map(given === undefined ? [] : [['a', given] as const]);
    expect(readForm(formOf(field), submitted, sender)).toEqual({
      ok: false,
      refusal: new Map([['a', problem]]),
    });
  });

  it('of a field that the form does not have is not looked at', () => {
    const read = readForm(formOf(toggle), new Map([['b', 'x'.repeat(9999)]]), sender);
    expect(read).toEqual({ ok: true, value: new Map([['a', false]]) });
  });

  it('of any shape is read or refused, and never thrown at', () => {
    const anything: fc.Arbitrary<Submitted> = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.array(fc.string()),
    );
    const fields = [line, paragraph, number, choice, lapsing, people, date, time, toggle];
    fc.assert(
      fc.property(fc.constantFrom(...fields), anything, (field, given) => {
        const read = readForm(formOf(field), new Map([['a', given]]), sender);
        if (!read.ok) expect(read.refusal.size).toBe(1);
      }),
    );
  });
});

describe('the values of a form', () => {
  const values = new Map<string, FormValue>([
    ['text', 'x'],
    ['number', 3],
    ['on', true],
    ['who', chosen('U02')],
    ['empty', undefined],
  ]);

  it('are read by their kinds, and empty where they are none', () => {
    expect([textOf(values, 'text'), textOf(values, 'empty')]).toEqual(['x', '']);
    expect([numberOf(values, 'number'), numberOf(values, 'text')]).toEqual([3, undefined]);
    expect([toggleOf(values, 'on'), toggleOf(values, 'gone')]).toEqual([true, false]);
    expect([peopleOf(values, 'who'), peopleOf(values, 'text')]).toEqual([chosen('U02'), []]);
  });
});
