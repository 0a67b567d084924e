// What was typed into a form, held against the form as it stands now: values that fit their fields, or why they do not.
import type { Account } from '../kernel/account.ts';
import { isId } from '../kernel/ids.ts';
import { never, ok, type Result, refuse } from '../kernel/result.ts';
import { isLocalDate, isLocalTime } from '../kernel/time.ts';
import {
  type ChosenPerson,
  type FieldProblem,
  type Form,
  type FormField,
  type FormValue,
  type FormValues,
  formLimits,
  type Submitted,
} from './form.ts';

export type FieldProblems = ReadonlyMap<string, FieldProblem>;

/**
 * Reads everything that the form asks, and nothing else: fields that it does not have are not looked at. `sender` says of which platform and workspace chosen
 * people are.
 */
export function readForm(
  form: Form,
  submitted: ReadonlyMap<string, Submitted>,
  sender: Account,
): Result<FormValues, FieldProblems> {
  const values = new Map<string, FormValue>();
  const problems = new Map<string, FieldProblem>();
  for (const field of form.fields) {
    const read = readField(field, submitted.get(field.key), sender);
    if (!read.ok) problems.set(field.key, read.refusal);
    else if (read.value === undefined && field.required)
      problems.set(field.key, { kind: 'missing' });
    else values.set(field.key, read.value);
  }
  return problems.size === 0 ? ok(values) : refuse(problems);
}

type ReadValue = Result<FormValue, FieldProblem>;

function readField(field: FormField, given: Submitted | undefined, sender: Account): ReadValue {
  switch (field.kind) {
    case 'line':
    case 'paragraph':
      return readText(field, given);
    case 'number':
      return readNumber(field, given);
    case 'choice': {
      const value = wordOf(given);
      if (value === '') return ok(undefined);
      const known = field.choices.some((choice) => choice.value === value);
      return known || (field.lapsed === 'handled' && isId(value))
        ? ok(value)
        : refuse({ kind: 'no-such-choice' });
    }
    case 'people':
      return readPeople(field.atMost, given, sender);
    case 'date':
      return readDate(field, given);
    case 'time':
      return readTime(given);
    case 'toggle':
      return ok(isOn(given));
    default:
      return never(field);
  }
}

/** One word: platforms send a single choice alone or as a list of one. */
function wordOf(given: Submitted | undefined): string {
  if (Array.isArray(given)) return given.length === 1 ? String(given[0]).trim() : '';
  return given === undefined || typeof given === 'boolean' ? '' : String(given).trim();
}

const isOn = (given: Submitted | undefined): boolean =>
  Array.isArray(given) ? given.length > 0 : given === true || given === 'true';

function readText(
  field: Extract<FormField, { kind: 'line' | 'paragraph' }>,
  given: Submitted | undefined,
): ReadValue {
  const whole = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
  const text = (field.kind === 'line' ? whole.replace(/\s+/g, ' ') : whole).trim();
  if (text === '') return ok(undefined);
  const most =
    field.atMost ?? (field.kind === 'line' ? formLimits.lineLength : formLimits.paragraphLength);
  const length = [...text].length;
  if (length > most) return refuse({ kind: 'too-long', atMost: most });
  if (length < (field.atLeast ?? 0))
    return refuse({ kind: 'too-short', atLeast: field.atLeast ?? 0 });
  return ok(text);
}

function readNumber(
  { atLeast, atMost }: Extract<FormField, { kind: 'number' }>,
  given: Submitted | undefined,
): ReadValue {
  const typed = wordOf(given);
  if (typed === '') return ok(undefined);
  if (!/^-?\d{1,12}$/.test(typed)) return refuse({ kind: 'no-number' });
  const number = Number(typed);
  if (atLeast !== undefined && number < atLeast) return refuse({ kind: 'too-small', atLeast });
  if (atMost !== undefined && number > atMost) return refuse({ kind: 'too-large', atMost });
  return ok(number);
}

function readPeople(atMost: number, given: Submitted | undefined, sender: Account): ReadValue {
  // Mattermost's phones send a list as one text with commas; no user id holds one.
  const written = typeof given === 'string' ? given.split(',') : Array.isArray(given) ? given : [];
  const users = [...new Set(written.map((user) => String(user).trim()).filter((u) => u !== ''))];
  if (users.length === 0) return ok(undefined);
  if (users.length > atMost) return refuse({ kind: 'too-many-people', atMost });
  if (!users.every((user) => /^[A-Za-z0-9._-]{1,64}$/.test(user)))
    return refuse({ kind: 'no-person' });
  const { platform, workspace } = sender;
  return ok(
    users.map((user): ChosenPerson => ({ account: { platform, workspace, user }, name: user })),
  );
}

function readDate(
  { atLeast, atMost }: Extract<FormField, { kind: 'date' }>,
  given: Submitted | undefined,
): ReadValue {
  const typed = wordOf(given);
  if (typed === '') return ok(undefined);
  if (!isLocalDate(typed)) return refuse({ kind: 'no-date' });
  if (atLeast !== undefined && typed < atLeast) return refuse({ kind: 'too-early', atLeast });
  if (atMost !== undefined && typed > atMost) return refuse({ kind: 'too-late', atMost });
  return ok(typed);
}

/** Pickers send HH:MM; where a platform has none it is typed: 9:00, 9.30, 9h30, 9. */
function readTime(given: Submitted | undefined): ReadValue {
  const typed = wordOf(given);
  if (typed === '') return ok(undefined);
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})?)?$/i.exec(typed) ?? [];
  const time = `${hours?.padStart(2, '0')}:${minutes}`;
  return isLocalTime(time) ? ok(time) : refuse({ kind: 'no-time' });
}
