// What is asked in one go: a form, as plain data; and its name, with a codec like that of a button: database ids and marks, never values, versioned.
import type { Account } from '../kernel/account.ts';
import { isId, type TalkId, talkId } from '../kernel/ids.ts';
import type { Line } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export const plainForms = ['choose-talk', 'give'] as const;
export const talkForms = ['give-seat'] as const;
/** They show what somebody has set, and set all of it. */
export const settingForms = ['remind', 'preferences'] as const;

/** Which form it is, and of what. */
export type FormId =
  | { readonly form: (typeof plainForms)[number] }
  | { readonly form: (typeof talkForms)[number]; readonly talk: TalkId }
  /** `seen`: a mark of what stood in it when it was opened, 1 to 40 letters and digits, so that what was set otherwise since is not overwritten. */
  | { readonly form: (typeof settingForms)[number]; readonly seen: string };

export type FormName = FormId['form'];

export const formNames: readonly FormName[] = [...plainForms, ...talkForms, ...settingForms];

const version = '1';

/** E.g. `1:choose-talk`, `1:give-seat:k3f9…`; at most 60 characters of letters, digits, `-` and `:`. */
export function encodeForm(id: FormId): string {
  if ('talk' in id) return `${version}:${id.form}:${id.talk}`;
  if ('seen' in id) return `${version}:${id.form}:${id.seen}`;
  return `${version}:${id.form}`;
}

/** Reads what `encodeForm` wrote. `old`: of another version, or a form that is no more; `malformed`: never ours. */
export function decodeForm(encoded: string): Result<FormId, 'old' | 'malformed'> {
  const match = /^(\d{1,4}):([a-z-]{2,20})(?::([a-z0-9]{1,40}))?$/.exec(encoded);
  if (!match) return refuse('malformed');
  const [, found, name = '', about = ''] = match;
  if (found !== version) return refuse('old');
  const plain = plainForms.find((form) => form === name);
  if (plain) return about === '' ? ok({ form: plain }) : refuse('malformed');
  const ofTalk = talkForms.find((form) => form === name);
  if (ofTalk) return isId(about) ? ok({ form: ofTalk, talk: talkId(about) }) : refuse('malformed');
  const setting = settingForms.find((form) => form === name);
  if (setting) return about === '' ? refuse('malformed') : ok({ form: setting, seen: about });
  return refuse('old');
}

/** What all platforms take of a form. The strictest counts: Mattermost's titles and labels are measured in bytes. */
export const formLimits = {
  titleBytes: 24,
  submitBytes: 24,
  labelBytes: 24,
  hintBytes: 150,
  fields: 20,
  /** Letters, digits and `-`. */
  keyLength: 30,
  lineLength: 150,
  paragraphLength: 3000,
  choices: 100,
  choiceLength: 75,
  choiceValueLength: 75,
  people: 20,
} as const;

interface Asked {
  /** Unique in its form: letters, digits and `-`. */
  readonly key: string;
  readonly label: string;
  /** Small print below the field. */
  readonly hint?: string;
  readonly required: boolean;
}

export interface Choice {
  /** Database ids only, as with buttons. */
  readonly value: string;
  readonly label: string;
}

export type FormField =
  | (Asked & {
      readonly kind: 'line' | 'paragraph';
      readonly initial?: string;
      /** Characters; a paragraph takes 3,000, a line 150, where nothing less is said. */
      readonly atLeast?: number;
      readonly atMost?: number;
    })
  /** A whole number. */
  | (Asked & {
      readonly kind: 'number';
      readonly initial?: number;
      readonly atLeast?: number;
      readonly atMost?: number;
    })
  | (Asked & {
      readonly kind: 'choice';
      readonly choices: readonly Choice[];
      readonly initial?: string;
      /** An id that is no choice any more is passed on: whoever handles the form says why it cannot be. */
      readonly lapsed?: 'handled';
    })
  /** Colleagues, at most so many. */
  | (Asked & { readonly kind: 'people'; readonly atMost: number })
  /** A local date, YYYY-MM-DD. */
  | (Asked & {
      readonly kind: 'date';
      readonly initial?: string;
      readonly atLeast?: string;
      readonly atMost?: string;
    })
  /** A local time, HH:MM; the label or the hint names its zone. */
  | (Asked & { readonly kind: 'time'; readonly initial?: string })
  | (Asked & { readonly kind: 'toggle'; readonly initial: boolean });

export interface Form {
  readonly id: FormId;
  readonly language: Language;
  readonly title: string;
  /** On the button that sends it. */
  readonly submit: string;
  /** Above the fields. */
  readonly intro: readonly Line[];
  readonly fields: readonly FormField[];
}

/** What came back for one field, as the person's client sent it: it may be forged, or of another kind. Only `readForm` reads it. */
export type Submitted = string | number | boolean | readonly string[];

/** Somebody chosen in a form. */
export interface ChosenPerson {
  readonly account: Account;
  /** Of the platform; where it does not say, the user's id. */
  readonly name: string;
}

/** What stands in a field: undefined where it was left empty. */
export type FormValue = string | number | boolean | readonly ChosenPerson[] | undefined;

export type FormValues = ReadonlyMap<string, FormValue>;

/** Why a value is not taken. */
export type FieldProblem =
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-short'; readonly atLeast: number }
  | { readonly kind: 'too-long'; readonly atMost: number }
  | { readonly kind: 'no-number' }
  | { readonly kind: 'too-small'; readonly atLeast: number }
  | { readonly kind: 'too-large'; readonly atMost: number }
  | { readonly kind: 'no-such-choice' }
  | { readonly kind: 'no-person' }
  | { readonly kind: 'too-many-people'; readonly atMost: number }
  | { readonly kind: 'no-date' }
  | { readonly kind: 'too-early'; readonly atLeast: string }
  | { readonly kind: 'too-late'; readonly atMost: string }
  | { readonly kind: 'no-time' };

/** A line or a paragraph, a choice's value, a date or a time; empty where nothing was given. */
export function textOf(values: FormValues, key: string): string {
  const value = values.get(key);
  return typeof value === 'string' ? value : '';
}

export function numberOf(values: FormValues, key: string): number | undefined {
  const value = values.get(key);
  return typeof value === 'number' ? value : undefined;
}

export function toggleOf(values: FormValues, key: string): boolean {
  return values.get(key) === true;
}

export function peopleOf(values: FormValues, key: string): readonly ChosenPerson[] {
  const value = values.get(key);
  return Array.isArray(value) ? (value as readonly ChosenPerson[]) : [];
}
