// What stands in the fields of a view, what a person puts into them, and what Slack's client does not send.
import type { SeenField } from '../seen.ts';
import { lengthOf } from './checks.ts';
import { isRecord, type Json, recordsAt, stringAt } from './json.ts';
import type { StoredView } from './workspace.ts';

/** What is put into a field: a text, chosen values or people, or whether a box is ticked. */
export type Answer = string | readonly string[] | boolean;

/** Elements that have a state. */
const STATEFUL: Readonly<Record<string, readonly [key: string, initial: string, empty: unknown]>> =
  {
    plain_text_input: ['value', 'initial_value', null],
    number_input: ['value', 'initial_value', null],
    email_text_input: ['value', 'initial_value', null],
    url_text_input: ['value', 'initial_value', null],
    static_select: ['selected_option', 'initial_option', null],
    multi_static_select: ['selected_options', 'initial_options', []],
    users_select: ['selected_user', 'initial_user', null],
    multi_users_select: ['selected_users', 'initial_users', []],
    datepicker: ['selected_date', 'initial_date', null],
    timepicker: ['selected_time', 'initial_time', null],
    checkboxes: ['selected_options', 'initial_options', []],
    radio_buttons: ['selected_option', 'initial_option', null],
  };

interface Stateful {
  readonly block: Json;
  readonly element: Json;
  readonly key: string;
  readonly initial: unknown;
}

function statefulOf(blocks: readonly Json[]): Stateful[] {
  return blocks.flatMap((block) => {
    const elements = [...recordsAt(block, 'elements')];
    for (const name of ['element', 'accessory']) {
      const one = block[name];
      if (isRecord(one)) elements.push(one);
    }
    return elements.flatMap((element) => {
      const known = STATEFUL[stringAt(element, 'type')];
      if (known === undefined) return [];
      const [key, initial, empty] = known;
      return [{ block, element, key, initial: element[initial] ?? empty }];
    });
  });
}

/** The state of a drawing: what was typed before stays where block_id and action_id stay. */
export function valuesOf(
  blocks: readonly Json[],
  before: StoredView['values'] = {},
): StoredView['values'] {
  const values: StoredView['values'] = {};
  for (const { block, element, key, initial } of statefulOf(blocks)) {
    const [blockId, actionId] = [stringAt(block, 'block_id'), stringAt(element, 'action_id')];
    const kept = before[blockId]?.[actionId];
    const fresh = { type: stringAt(element, 'type'), [key]: initial };
    values[blockId] = { ...values[blockId], [actionId]: kept ?? fresh };
  }
  return values;
}

function chosen(element: Json, answer: string): Json {
  const found = recordsAt(element, 'options').find(
    (one) => stringAt(one, 'value') === answer || stringAt(one['text'], 'text') === answer,
  );
  if (found === undefined) throw new Error(`“${answer}” cannot be chosen`);
  return found;
}

function stateFor({ element, key }: Stateful, answer: Answer): Json {
  const type = stringAt(element, 'type');
  const list = Array.isArray(answer) ? answer : typeof answer === 'string' ? [answer] : [];
  switch (key) {
    case 'selected_option':
      return { type, [key]: list[0] === undefined ? null : chosen(element, list[0]) };
    case 'selected_options':
      return {
        type,
        [key]:
          typeof answer === 'boolean'
            ? answer
              ? recordsAt(element, 'options').slice(0, 1)
              : []
            : list.map((one) => chosen(element, one)),
      };
    case 'selected_users':
      return { type, [key]: list };
    default:
      return { type, [key]: list[0] === undefined || list[0] === '' ? null : list[0] };
  }
}

/** Puts answers into the fields, by their block ids. */
export function fillIn(view: StoredView, answers: Readonly<Record<string, Answer>>): void {
  const fields = statefulOf(view.blocks);
  for (const [blockId, answer] of Object.entries(answers)) {
    const field = fields.find(({ block }) => stringAt(block, 'block_id') === blockId);
    if (field === undefined) throw new Error(`there is no field ${blockId}`);
    const actionId = stringAt(field.element, 'action_id');
    view.values[blockId] = { ...view.values[blockId], [actionId]: stateFor(field, answer) };
  }
}

/** Why Slack's client does not send a form: what is empty, too long or too short. */
export function heldBack(view: StoredView): readonly string[] {
  return statefulOf(view.blocks).flatMap(({ block, element, key }) => {
    if (block['type'] !== 'input') return [];
    const blockId = stringAt(block, 'block_id');
    const value = view.values[blockId]?.[stringAt(element, 'action_id')]?.[key];
    const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (empty) return block['optional'] === true ? [] : [`${blockId} is empty`];
    const text = typeof value === 'string' ? value : '';
    const [least, most] = [
      Number(element['min_length'] ?? 0),
      Number(element['max_length'] ?? 3000),
    ];
    if (element['type'] === 'plain_text_input' && lengthOf(text) > most)
      return [`${blockId} is too long`];
    if (element['type'] === 'plain_text_input' && lengthOf(text) < least)
      return [`${blockId} is too short`];
    const limit = element['max_selected_items'];
    if (Array.isArray(value) && typeof limit === 'number' && value.length > limit)
      return [`${blockId} has too many`];
    if (element['type'] === 'number_input' && !/^-?\d+$/.test(text))
      return [`${blockId} is no number`];
    return [];
  });
}

export function fieldsOf(view: StoredView): SeenField[] {
  return statefulOf(view.blocks).flatMap(({ block, element, key }): SeenField[] => {
    if (block['type'] !== 'input') return [];
    const blockId = stringAt(block, 'block_id');
    const value = view.values[blockId]?.[stringAt(element, 'action_id')]?.[key];
    const words = (one: unknown): string =>
      isRecord(one) ? stringAt(one['text'], 'text') : String(one);
    const all = value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
    return [
      {
        key: blockId,
        label: stringAt(block['label'], 'text'),
        hints: [stringAt(block['hint'], 'text'), stringAt(element['placeholder'], 'text')].filter(
          (one) => one !== '',
        ),
        required: block['optional'] !== true,
        initial: all.map(words).join(', '),
        choices: recordsAt(element, 'options').map((one) => stringAt(one['text'], 'text')),
      },
    ];
  });
}
