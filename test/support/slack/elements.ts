// The rules of what stands inside blocks: text objects, options, confirmations, buttons, menus and pickers.
import { type Check, flag, list, number, object, oneOf, text, typed, url } from './checks.ts';
import { COUNT, TEXT } from './limits.ts';

const LINKS = ['http:', 'https:', 'mailto:', 'slack:', 'tel:'];

export function plainText(max: number, min = 1): Check {
  return typed('plain_text', () => ({
    plain_text: object({ required: { text: text(max, min) }, optional: { emoji: flag } }),
  }));
}

export function mrkdwn(max: number, min = 1): Check {
  return typed('mrkdwn', () => ({
    mrkdwn: object({ required: { text: text(max, min) }, optional: { verbatim: flag } }),
  }));
}

export function anyText(max: number): Check {
  return typed('text', () => ({
    plain_text: object({ required: { text: text(max, 1) }, optional: { emoji: flag } }),
    mrkdwn: object({ required: { text: text(max, 1) }, optional: { verbatim: flag } }),
  }));
}

export const id = text(TEXT.id, 1);
const style = oneOf('primary', 'danger');

const confirm = object({
  required: { text: anyText(TEXT.confirmText) },
  optional: {
    title: plainText(TEXT.confirmTitle),
    confirm: plainText(TEXT.confirmButton),
    deny: plainText(TEXT.confirmButton),
    style,
  },
});

export const slackFile = object({
  optional: { id: text(255, 1), url: url('https:') },
  some: ['id', 'url'],
});

export const image = object({
  required: { alt_text: text(TEXT.altText) },
  optional: { image_url: url('http:', 'https:'), slack_file: slackFile },
  some: ['image_url', 'slack_file'],
});

export const button = object({
  required: { text: plainText(TEXT.button) },
  optional: {
    action_id: id,
    value: text(TEXT.buttonValue),
    url: url(...LINKS),
    style,
    confirm,
    accessibility_label: text(TEXT.button, 1),
  },
});

function option(label: Check, extra: Readonly<Record<string, Check>> = {}): Check {
  return object({
    required: { text: label, value: text(TEXT.optionValue, 1) },
    optional: { description: anyText(TEXT.optionText), ...extra },
  });
}

const plainOption = option(plainText(TEXT.optionText));
const boxOption = option(anyText(TEXT.optionText));
const group = object({
  required: {
    label: plainText(TEXT.optionText),
    options: list(plainOption, 1, COUNT.selectOptions),
  },
});

const common = {
  action_id: id,
  placeholder: plainText(TEXT.placeholder),
  confirm,
  focus_on_load: flag,
};
const several = { max_selected_items: number(1, 1000) };
const ids = list(text(TEXT.id, 1), 1, 100);
const choices = {
  options: list(plainOption, 1, COUNT.selectOptions),
  option_groups: list(group, 1, COUNT.selectOptions),
};
const filter = object({
  optional: {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
});
const conversations = { default_to_current_conversation: flag, filter };

function boxes(initial: Readonly<Record<string, Check>>): Check {
  return object({
    required: { options: list(boxOption, 1, COUNT.boxOptions) },
    optional: { action_id: id, confirm, focus_on_load: flag, ...initial },
  });
}

const dispatch = object({
  optional: {
    trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2),
  },
});

function typedInput(more: Readonly<Record<string, Check>> = {}): Check {
  return object({
    optional: { ...common, initial_value: text(3000), dispatch_action_config: dispatch, ...more },
  });
}

export const ELEMENTS: Readonly<Record<string, Check>> = {
  button,
  image,
  overflow: object({
    required: {
      options: list(
        option(plainText(TEXT.optionText), { url: url(...LINKS) }),
        1,
        COUNT.overflowOptions,
      ),
    },
    optional: { action_id: id, confirm },
  }),
  static_select: object({
    optional: { ...common, ...choices, initial_option: plainOption },
    some: ['options', 'option_groups'],
  }),
  multi_static_select: object({
    optional: {
      ...common,
      ...choices,
      ...several,
      initial_options: list(plainOption, 1, COUNT.selectOptions),
    },
    some: ['options', 'option_groups'],
  }),
  external_select: object({
    optional: { ...common, initial_option: plainOption, min_query_length: number(0, 100) },
  }),
  multi_external_select: object({
    optional: { ...common, ...several, min_query_length: number(0, 100) },
  }),
  users_select: object({ optional: { ...common, initial_user: id } }),
  multi_users_select: object({ optional: { ...common, ...several, initial_users: ids } }),
  conversations_select: object({
    optional: { ...common, ...conversations, initial_conversation: id },
  }),
  multi_conversations_select: object({
    optional: { ...common, ...conversations, ...several, initial_conversations: ids },
  }),
  channels_select: object({ optional: { ...common, initial_channel: id } }),
  multi_channels_select: object({ optional: { ...common, ...several, initial_channels: ids } }),
  checkboxes: boxes({ initial_options: list(boxOption, 1, COUNT.boxOptions) }),
  radio_buttons: boxes({ initial_option: boxOption }),
  datepicker: object({
    optional: {
      ...common,
      initial_date: (value, at, report) => {
        if (!/^\d{4}-\d{2}-\d{2}$/.test(String(value))) report(at, 'must be a date: YYYY-MM-DD');
      },
    },
  }),
  timepicker: object({
    optional: {
      ...common,
      timezone: text(TEXT.id, 1),
      initial_time: (value, at, report) => {
        if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(String(value))) report(at, 'must be a time: HH:mm');
      },
    },
  }),
  datetimepicker: object({
    optional: {
      action_id: id,
      confirm,
      focus_on_load: flag,
      initial_date_time: number(1_000_000_000, 9_999_999_999),
    },
  }),
  plain_text_input: typedInput({
    multiline: flag,
    min_length: number(0, 3000),
    max_length: number(1, 3000),
  }),
  number_input: object({
    required: { is_decimal_allowed: flag },
    optional: {
      ...common,
      initial_value: text(3000),
      min_value: text(100, 1),
      max_value: text(100, 1),
      dispatch_action_config: dispatch,
    },
  }),
  email_text_input: typedInput(),
  url_text_input: typedInput(),
};

/** What may stand beside a section's text. */
export const PRESSABLE = [
  'button',
  'checkboxes',
  'datepicker',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
  'overflow',
  'radio_buttons',
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'timepicker',
] as const;

const feedbackButton = object({
  required: { text: plainText(TEXT.button), value: text(TEXT.buttonValue, 1) },
  optional: { accessibility_label: text(TEXT.button, 1) },
});

export const CONTEXT_ACTIONS: Readonly<Record<string, Check>> = {
  feedback_buttons: object({
    required: { positive_button: feedbackButton, negative_button: feedbackButton },
    optional: { action_id: id },
  }),
  icon_button: object({
    required: { icon: oneOf('trash'), text: plainText(TEXT.button) },
    optional: {
      action_id: id,
      confirm,
      value: text(TEXT.buttonValue),
      accessibility_label: text(TEXT.button, 1),
      visible_to_user_ids: list(id, 1, 10),
    },
  }),
};
