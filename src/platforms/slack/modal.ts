// Views: a form or a card as a modal, and a person's own page as their Home tab.
import type {
  Checkboxes,
  HomeView,
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextElement,
  PlainTextOption,
} from '@slack/types';
import type { Card } from '../../chat/card.ts';
import { encodeForm, type Form, type FormField, formLimits } from '../../chat/form.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import { oneLine } from './inline.ts';
import { drawIntro, drawViewBlocks } from './render.ts';
import { wording } from './wording.ts';

/** The action id of every field: each stands alone in its block, whose id is the field's key. */
export const fieldAction = 'value';
/** The value of a toggle that is on. */
const on = 'on';

const plain = (text: string): PlainTextElement => ({
  type: 'plain_text',
  text: oneLine(text),
  emoji: false,
});

/** A form as a modal. Its blocks keep their ids over a redrawing, so that what was typed stays. */
export function formView(form: Form, team: string): ModalView {
  return {
    type: 'modal',
    callback_id: encodeForm(form.id),
    title: plain(form.title),
    submit: plain(form.submit),
    close: plain(wording(form.language).close()),
    blocks: [
      ...drawIntro(form.intro, form.language, team),
      ...form.fields.map((field) => inputBlock(field, form.language)),
    ],
  };
}

function inputBlock(field: FormField, language: Language): InputBlock {
  return {
    type: 'input',
    block_id: field.key,
    label: plain(field.label),
    ...(field.hint === undefined ? {} : { hint: plain(field.hint) }),
    // A toggle that must be switched on would be no question.
    optional: !field.required || field.kind === 'toggle',
    element: elementOf(field, language),
  };
}

function elementOf(field: FormField, language: Language): InputBlock['element'] {
  const action_id = fieldAction;
  switch (field.kind) {
    case 'line':
    case 'paragraph': {
      const { initial, atLeast, atMost } = field;
      const most = field.kind === 'line' ? formLimits.lineLength : formLimits.paragraphLength;
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.kind === 'paragraph',
        ...(initial === undefined ? {} : { initial_value: initial }),
        ...(atLeast === undefined ? {} : { min_length: atLeast }),
        max_length: atMost ?? most,
      };
    }
    case 'number':
      return {
        type: 'number_input',
        action_id,
        is_decimal_allowed: false,
        ...(field.initial === undefined ? {} : { initial_value: String(field.initial) }),
        ...(field.atLeast === undefined ? {} : { min_value: String(field.atLeast) }),
        ...(field.atMost === undefined ? {} : { max_value: String(field.atMost) }),
      };
    case 'choice': {
      const options = field.choices.map(
        ({ value, label }): PlainTextOption => ({ text: plain(label), value }),
      );
      const initial = options.find(({ value }) => value === field.initial);
      return {
        type: 'static_select',
        action_id,
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      };
    }
    case 'people':
      return field.atMost === 1
        ? { type: 'users_select', action_id }
        : { type: 'multi_users_select', action_id, max_selected_items: field.atMost };
    case 'date':
      return {
        type: 'datepicker',
        action_id,
        ...(field.initial === undefined ? {} : { initial_date: field.initial }),
      };
    case 'time':
      return {
        type: 'timepicker',
        action_id,
        ...(field.initial === undefined ? {} : { initial_time: field.initial }),
      };
    case 'toggle': {
      const option: PlainTextOption = { text: plain(wording(language).yes()), value: on };
      const boxes: Checkboxes = { type: 'checkboxes', action_id, options: [option] };
      return field.initial ? { ...boxes, initial_options: [option] } : boxes;
    }
    default:
      return never(field);
  }
}

/** A card in a modal: an answer that is not in the way of the conversation. */
export function cardView(card: Card, team: string): ModalView {
  return modal(drawViewBlocks(card, team), card.language);
}

/** Stands in a modal whose answer takes long. */
export function waitingView(language: Language): ModalView {
  const text = plain(wording(language).waiting());
  return modal([{ type: 'section', text }], language);
}

function modal(blocks: KnownBlock[], language: Language): ModalView {
  const { answer, close } = wording(language);
  return { type: 'modal', title: plain(answer()), close: plain(close()), blocks };
}

/** A person's own page. */
export function homeView(card: Card, team: string): HomeView {
  return { type: 'home', blocks: drawViewBlocks(card, team) };
}
