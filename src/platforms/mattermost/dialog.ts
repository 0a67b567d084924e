// A form as an interactive dialog. The server takes any dialog and shows people a broken one: it is held against the limits here.
import type { FormField } from '../../chat/form.ts';
import { encodeForm, type Form, formLimits } from '../../chat/form.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import { bareLabel, escapeText, markdown, oneLine } from './escape.ts';
import { dialogLimits, type Limits } from './limits.ts';
import { platformWords } from './words.ts';

export interface DialogOption {
  readonly text: string;
  readonly value: string;
}

export interface DialogElement {
  readonly display_name: string;
  readonly name: string;
  readonly type: 'text' | 'textarea' | 'select' | 'bool' | 'date';
  readonly subtype?: 'number';
  readonly default?: string;
  readonly placeholder?: string;
  readonly help_text?: string;
  readonly optional: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly data_source?: 'users';
  readonly multiselect?: boolean;
  readonly options?: readonly DialogOption[];
  readonly min_date?: string;
  readonly max_date?: string;
  readonly datetime_config?: { readonly min_date?: string; readonly max_date?: string };
}

export interface Dialog {
  readonly callback_id: string;
  readonly title: string;
  readonly introduction_text: string;
  readonly submit_label: string;
  /** A cancelled form changes nothing, so nobody need tell us. */
  readonly notify_on_cancel: false;
  readonly state: string;
  readonly elements: readonly DialogElement[];
}

/** Between a field's key and its number, where a field stands as several elements. */
const nth = '~';

/** Throws where a dialog is more than people would be shown. */
export function drawDialog(form: Form, state: string, limits: Limits): Dialog {
  const dialog: Dialog = {
    callback_id: encodeForm(form.id),
    title: bareLabel(form.title),
    introduction_text: form.intro.map((line) => markdown(line, new Map())).join('\n\n'),
    submit_label: bareLabel(form.submit),
    notify_on_cancel: false,
    state,
    elements: form.fields.flatMap((field) => elementsOf(field, form.language, limits)),
  };
  const problems = problemsOf(dialog);
  if (problems.length > 0) throw new Error(`a dialog is too large: ${problems.join(', ')}`);
  return dialog;
}

type Common = Pick<DialogElement, 'display_name' | 'name' | 'optional' | 'help_text'>;

function elementsOf(
  field: FormField,
  language: Language,
  limits: Limits,
): readonly DialogElement[] {
  const common: Common = {
    display_name: bareLabel(field.label),
    name: field.key,
    optional: !field.required,
    ...(field.hint === undefined ? {} : { help_text: escapeText(oneLine(field.hint)) }),
  };
  switch (field.kind) {
    case 'line':
    case 'paragraph': {
      const line = field.kind === 'line';
      const most = line ? formLimits.lineLength : formLimits.paragraphLength;
      return [
        {
          ...common,
          type: line ? 'text' : 'textarea',
          ...(field.initial === undefined ? {} : { default: field.initial }),
          ...(field.atLeast === undefined ? {} : { min_length: field.atLeast }),
          max_length: field.atMost ?? most,
        },
      ];
    }
    case 'number': {
      const initial = field.initial === undefined ? {} : { default: String(field.initial) };
      return [{ ...common, type: 'text', subtype: 'number', ...initial }];
    }
    case 'choice': {
      const options = field.choices.map(({ value, label }) => ({ value, text: bareLabel(label) }));
      const initial = field.initial === undefined ? {} : { default: field.initial };
      return [{ ...common, type: 'select', options, ...initial }];
    }
    case 'people':
      return peopleElements(common, field.atMost, limits);
    case 'date': {
      const initial = field.initial === undefined ? {} : { default: field.initial };
      if (!limits.newFields)
        return [{ ...common, type: 'text', placeholder: '2019-07-10', max_length: 10, ...initial }];
      const range = {
        ...(field.atLeast === undefined ? {} : { min_date: field.atLeast }),
        ...(field.atMost === undefined ? {} : { max_date: field.atMost }),
      };
      // 11.7 reads them at the top, 12.0 inside datetime_config.
      return [{ ...common, type: 'date', ...initial, ...range, datetime_config: range }];
    }
    case 'time': {
      // A dialog has a picker for an instant, but none for a time of day.
      const initial = field.initial === undefined ? {} : { default: field.initial };
      return [{ ...common, type: 'text', placeholder: '18:30', max_length: 10, ...initial }];
    }
    case 'toggle': {
      const placeholder = platformWords(language).yes();
      // A box that is not optional must be ticked.
      return [
        { ...common, optional: true, type: 'bool', placeholder, default: String(field.initial) },
      ];
    }
    default:
      return never(field);
  }
}

/** Before 11.0 a select holds one person: there is one for each of them. */
function peopleElements(common: Common, atMost: number, limits: Limits): DialogElement[] {
  const one: DialogElement = { ...common, type: 'select', data_source: 'users' };
  if (atMost === 1) return [one];
  if (limits.newFields) return [{ ...one, multiselect: true }];
  return Array.from({ length: Math.min(atMost, dialogLimits.selectsForPeople) }, (_, i) =>
    i === 0 ? one : { ...one, name: `${one.name}${nth}${i + 1}`, optional: true },
  );
}

/** What came back by the names of elements, by the keys of fields: several elements of one field are one list. */
export function joined<T>(submission: Readonly<Record<string, T>>): ReadonlyMap<string, T | T[]> {
  const values = new Map<string, T | T[]>();
  for (const [name, value] of Object.entries(submission)) {
    const [key = ''] = name.split(nth);
    const before = values.get(key);
    if (name === key && before === undefined) values.set(key, value);
    else values.set(key, [...(before === undefined ? [] : [before].flat()), value] as T[]);
  }
  return values;
}

function problemsOf({ title, submit_label, elements, introduction_text }: Dialog): string[] {
  const found: string[] = [];
  const hold = (text: string, most: number, what: string) => {
    if (Buffer.byteLength(text) > most) found.push(`${what} of more than ${most} bytes`);
  };
  hold(title, formLimits.titleBytes, 'a title');
  hold(submit_label, formLimits.submitBytes, 'a submit label');
  hold(introduction_text, dialogLimits.introduction, 'an introduction');
  for (const { name, display_name, help_text = '', default: given = '', type } of elements) {
    hold(display_name, formLimits.labelBytes, `${name}: a label`);
    hold(help_text, formLimits.hintBytes, `${name}: a hint`);
    hold(given, type === 'textarea' || type === 'select' ? 3000 : 150, `${name}: a default`);
  }
  return found;
}
