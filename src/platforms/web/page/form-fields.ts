// The fields of a form, each with its label, its small print and what is wrong with it, tied together for those who listen.
import { el } from './dom.ts';
import type { WireField, WirePerson } from './wire.ts';
import { say } from './words.ts';

export interface Field {
  readonly key: string;
  readonly label: string;
  readonly node: HTMLElement;
  value(): string | boolean | readonly string[];
  /** Shows what is wrong, or takes it away; tells whether there is something. */
  complain(sentence: string | undefined): boolean;
  focus(): void;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Up to so many choices are shown all at once. */
const shownAtOnce = 10;

export function drawField(field: WireField, people: readonly WirePerson[]): Field {
  switch (field.kind) {
    case 'line':
      return single(field, input(field, 'text', { value: field.initial, maxlength: field.atMost }));
    case 'paragraph': {
      const control = el('textarea', { id: idOf(field), rows: 4, maxlength: field.atMost });
      control.value = field.initial;
      return single(field, control);
    }
    case 'number':
      return single(
        field,
        input(field, 'number', {
          value: field.initial,
          min: field.atLeast,
          max: field.atMost,
          step: 1,
          inputmode: 'numeric',
        }),
      );
    case 'date':
      return single(
        field,
        input(field, 'date', { value: field.initial, min: field.atLeast, max: field.atMost }),
      );
    case 'time':
      return single(field, input(field, 'time', { value: field.initial }));
    case 'toggle':
      return toggle(field);
    case 'choice':
      return field.choices.length > shownAtOnce
        ? single(field, select(field, field.choices, field.initial))
        : several(field, 'radio', field.choices, [field.initial]);
    case 'people': {
      const choices = people.map((p) => ({ value: p.user, label: p.name }));
      return field.atMost === 1
        ? single(field, select(field, choices, ''))
        : several(field, 'checkbox', choices, [], say('formAtMost', { count: field.atMost }));
    }
  }
}

const idOf = ({ key }: WireField): string => `field-${key}`;

type Attributes = Parameters<typeof el>[1];

function input(field: WireField, type: string, attributes: Attributes): HTMLInputElement {
  return el('input', { id: idOf(field), type, ...attributes });
}

function select(
  field: WireField,
  choices: readonly { readonly value: string; readonly label: string }[],
  initial: string,
): HTMLSelectElement {
  const control = el(
    'select',
    { id: idOf(field) },
    el('option', { value: '' }, say('formChoose')),
    ...choices.map(({ value, label }) => el('option', { value }, label)),
  );
  control.value = initial;
  return control;
}

function labelWords(field: WireField): readonly (Node | string)[] {
  if (field.required || field.kind === 'toggle') return [field.label];
  return [field.label, ' ', el('span', { class: 'field-optional' }, say('formOptional'))];
}

/** Small print and complaint, with the ids by which a control names them. */
function notes(field: WireField, more = '') {
  const words = [field.hint ?? '', more].filter((one) => one !== '').join(' ');
  const hint = el('p', { id: `${idOf(field)}-hint`, class: 'field-hint' }, words);
  const error = el('p', { id: `${idOf(field)}-error`, class: 'field-error' });
  const describe = (control: HTMLElement): void => {
    const ids = [words === '' ? '' : hint.id, error.textContent === '' ? '' : error.id];
    const described = ids.filter((id) => id !== '').join(' ');
    if (described === '') control.removeAttribute('aria-describedby');
    else control.setAttribute('aria-describedby', described);
  };
  return { nodes: words === '' ? [error] : [hint, error], error, describe };
}

/** A label over one control. */
function single(field: WireField, control: Control): Field {
  const { nodes, error, describe } = notes(field);
  control.classList.add('field-control');
  if (field.required) control.setAttribute('aria-required', 'true');
  describe(control);
  return {
    key: field.key,
    label: field.label,
    node: el(
      'div',
      { class: 'field' },
      el('label', { class: 'field-label', for: control.id }, ...labelWords(field)),
      control,
      ...nodes,
    ),
    value: () => control.value,
    complain(sentence = '') {
      error.textContent = sentence;
      control.toggleAttribute('aria-invalid', sentence !== '');
      if (sentence !== '') control.setAttribute('aria-invalid', 'true');
      describe(control);
      return sentence !== '';
    },
    focus: () => control.focus(),
  };
}

/** A box with its label beside it. */
function toggle(field: Extract<WireField, { kind: 'toggle' }>): Field {
  const box = input(field, 'checkbox', { checked: field.initial });
  const { nodes, error, describe } = notes(field);
  describe(box);
  return {
    key: field.key,
    label: field.label,
    node: el(
      'div',
      { class: 'field' },
      el('label', { class: 'field-choice', for: box.id }, box, el('span', {}, field.label)),
      ...nodes,
    ),
    value: () => box.checked,
    complain(sentence = '') {
      error.textContent = sentence;
      describe(box);
      return sentence !== '';
    },
    focus: () => box.focus(),
  };
}

/** A group of boxes: one of which, or several, can be ticked. */
function several(
  field: WireField,
  type: 'radio' | 'checkbox',
  choices: readonly { readonly value: string; readonly label: string }[],
  initial: readonly string[],
  more = '',
): Field {
  const { nodes, error, describe } = notes(field, more);
  const boxes = choices.map(({ value }, at) =>
    el('input', {
      id: `${idOf(field)}-${at}`,
      type,
      name: idOf(field),
      value,
      checked: initial.includes(value),
    }),
  );
  const group = el(
    'fieldset',
    { class: 'field', role: type === 'radio' ? 'radiogroup' : 'group' },
    el('legend', { class: 'field-label' }, ...labelWords(field)),
    ...boxes.map((box, at) =>
      el(
        'label',
        { class: 'field-choice', for: box.id },
        box,
        el('span', {}, choices[at]?.label ?? ''),
      ),
    ),
    ...nodes,
  );
  if (type === 'radio' && field.required) group.setAttribute('aria-required', 'true');
  describe(group);
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  return {
    key: field.key,
    label: field.label,
    node: group,
    value: () => (type === 'radio' ? (ticked()[0] ?? '') : ticked()),
    complain(sentence = '') {
      error.textContent = sentence;
      if (type === 'radio') group.setAttribute('aria-invalid', String(sentence !== ''));
      describe(group);
      return sentence !== '';
    },
    focus: () => (boxes.find((box) => box.checked) ?? boxes[0])?.focus(),
  };
}
