// Block Kit as messages may use it: which blocks, how long, how many, and which names must differ.
import {
  type Check,
  flag,
  lengthOf,
  list,
  object,
  oneOf,
  pick,
  type Report,
  text,
  typed,
  url,
} from './checks.ts';
import {
  anyText,
  button,
  CONTEXT_ACTIONS,
  ELEMENTS,
  id,
  image,
  mrkdwn,
  PRESSABLE,
  plainText,
  slackFile,
} from './elements.ts';
import { chart, dataTable, richText, table } from './figures.ts';
import { isRecord, type Json, recordsAt, stringAt } from './json.ts';
import { COUNT, MESSAGE, TEXT, VIEW } from './limits.ts';

const block_id = id;

const card = object({
  optional: {
    block_id,
    hero_image: image,
    icon: image,
    title: mrkdwn(TEXT.card),
    subtitle: mrkdwn(TEXT.card),
    body: mrkdwn(TEXT.cardBody),
    subtext: anyText(TEXT.cardBody),
    actions: list(
      typed('a card', () => ({ button })),
      1,
      COUNT.cardActions,
    ),
  },
  some: ['hero_image', 'title', 'actions', 'body'],
});

const PLAIN: Readonly<Record<string, Check>> = {
  divider: object({ optional: { block_id } }),
  header: object({ required: { text: plainText(TEXT.header) }, optional: { block_id } }),
  section: object({
    optional: {
      block_id,
      text: anyText(TEXT.object),
      fields: list(anyText(TEXT.field), 1, COUNT.fields),
      accessory: typed('a section', () => pick(ELEMENTS, ...PRESSABLE, 'image')),
      expand: flag,
    },
    some: ['text', 'fields'],
  }),
  actions: object({
    required: {
      elements: list(
        typed('actions', () => pick(ELEMENTS, ...PRESSABLE, 'datetimepicker')),
        1,
        COUNT.actions,
      ),
    },
    optional: { block_id },
  }),
  context: object({
    required: {
      elements: list(
        typed('a context', () => ({
          image,
          plain_text: plainText(TEXT.object),
          mrkdwn: mrkdwn(TEXT.object),
        })),
        1,
        COUNT.contextElements,
      ),
    },
    optional: { block_id },
  }),
  image: object({
    required: { alt_text: text(TEXT.altText, 1) },
    optional: {
      block_id,
      title: plainText(TEXT.altText),
      image_url: url('http:', 'https:'),
      slack_file: slackFile,
    },
    some: ['image_url', 'slack_file'],
  }),
  input: object({
    required: {
      label: plainText(TEXT.label),
      element: typed('an input', () => {
        const { button: _button, image: _image, overflow: _overflow, ...inputs } = ELEMENTS;
        return inputs;
      }),
    },
    optional: { block_id, hint: plainText(TEXT.label), optional: flag, dispatch_action: flag },
  }),
  rich_text: richText,
  table,
};

/** What a message may hold. `alert` belongs to modals; `file`, `plan` and `task_card` are not for apps like ours; `video` needs a scope of its own. */
const BLOCKS: Readonly<Record<string, Check>> = {
  ...PLAIN,
  card,
  carousel: object({
    required: {
      elements: list(
        typed('a carousel', () => ({ card })),
        1,
        COUNT.carouselCards,
      ),
    },
    optional: { block_id },
  }),
  container: object({
    required: {
      child_blocks: list(
        typed('a container', () => PLAIN),
        1,
        COUNT.containerBlocks,
      ),
    },
    optional: {
      block_id,
      title: plainText(TEXT.card),
      rich_text_title: typed('a title', () => ({ rich_text: richText })),
      subtitle: anyText(TEXT.card),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: image,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    some: ['title', 'rich_text_title'],
  }),
  context_actions: object({
    required: {
      elements: list(
        typed('context_actions', () => CONTEXT_ACTIONS),
        1,
        COUNT.contextActions,
      ),
    },
    optional: { block_id },
  }),
  data_table: dataTable,
  data_visualization: chart,
  markdown: object({ required: { text: text(MESSAGE.markdownTotal, 1) }, optional: { block_id } }),
};

const { table: _table, ...EVERYWHERE } = PLAIN;

/** What a view may hold: no charts, tables or Markdown; alerts in modals alone, carousels in the Home tab alone. */
const VIEW_BLOCKS: Readonly<Record<'modal' | 'home', Readonly<Record<string, Check>>>> = {
  modal: {
    ...EVERYWHERE,
    card,
    alert: object({
      required: { text: anyText(TEXT.cardBody) },
      optional: { block_id, level: oneOf('default', 'info', 'warning', 'error', 'success') },
    }),
  },
  home: { ...EVERYWHERE, card, carousel: BLOCKS['carousel'] as Check },
};

/** The elements of a block that carry an action_id, one level deep and in a card. */
export function elementsOf(block: Json): Json[] {
  const found = [...recordsAt(block, 'elements'), ...recordsAt(block, 'actions')];
  for (const key of ['accessory', 'element']) {
    const one = block[key];
    if (isRecord(one)) found.push(one);
  }
  return found;
}

/** Every block of a message, those inside containers and carousels too. */
export function allBlocks(blocks: readonly Json[]): Json[] {
  return blocks.flatMap((block) => [
    block,
    ...allBlocks(recordsAt(block, 'child_blocks')),
    ...(block['type'] === 'carousel' ? recordsAt(block, 'elements') : []),
  ]);
}

export function blockIds(blocks: readonly Json[]): string[] {
  return allBlocks(blocks)
    .map((block) => stringAt(block, 'block_id'))
    .filter((one) => one !== '');
}

function checkNames(blocks: readonly Json[], report: Report): void {
  const seen = new Set<string>();
  for (const one of blockIds(blocks)) {
    if (seen.has(one)) report('/blocks', `block_id must be unique: ${one}`);
    seen.add(one);
  }
  for (const [i, block] of allBlocks(blocks).entries()) {
    const actions = elementsOf(block)
      .filter((one) => one['type'] !== 'card')
      .map((one) => stringAt(one, 'action_id'))
      .filter((one) => one !== '');
    if (new Set(actions).size < actions.length)
      report(`/blocks/${i}`, 'action_id must be unique in one block');
  }
}

function checkTotals(blocks: readonly Json[], report: Report): void {
  const count = (type: string): number => blocks.filter((one) => one['type'] === type).length;
  if (count('data_visualization') > MESSAGE.charts)
    report('/blocks', `no more than ${MESSAGE.charts} data_visualization blocks allowed`);
  if (count('table') > MESSAGE.tables) report('/blocks', 'only one table is allowed');
  const markdown = blocks
    .filter((one) => one['type'] === 'markdown')
    .reduce((sum, one) => sum + lengthOf(stringAt(one, 'text')), 0);
  if (markdown > MESSAGE.markdownTotal)
    report('/blocks', `no more than ${MESSAGE.markdownTotal} characters of markdown allowed`);
}

/** What Slack would refuse in the blocks of a message, each with its JSON pointer; empty when nothing. */
export function validateBlocks(blocks: unknown): string[] {
  const problems: string[] = [];
  const report: Report = (at, words) => {
    problems.push(`[ERROR] ${words} [json-pointer:${at}]`);
  };
  list(
    typed('a message', () => BLOCKS),
    0,
    MESSAGE.blocks,
  )(blocks, '/blocks', report);
  if (Array.isArray(blocks)) {
    const records = blocks.filter(isRecord);
    checkNames(records, report);
    checkTotals(records, report);
  }
  return problems;
}

const viewKeys = {
  private_metadata: text(VIEW.metadata),
  callback_id: text(TEXT.id),
  external_id: text(TEXT.id),
};

/** What Slack would refuse in a view, each with its JSON pointer; empty when nothing. */
export function validateView(view: unknown): string[] {
  const problems: string[] = [];
  const report: Report = (at, words) => {
    problems.push(`[ERROR] ${words} [json-pointer:${at}]`);
  };
  const blocksOf = (type: 'modal' | 'home') =>
    list(
      typed(`a ${type} view`, () => VIEW_BLOCKS[type]),
      1,
      VIEW.blocks,
    );
  const modal = object({
    required: { title: plainText(VIEW.title), blocks: blocksOf('modal') },
    optional: {
      ...viewKeys,
      submit: plainText(VIEW.button),
      close: plainText(VIEW.button),
      clear_on_close: flag,
      notify_on_close: flag,
    },
    also: (value, at, tell) => {
      const asks = recordsAt(value, 'blocks').some((one) => one['type'] === 'input');
      if (asks && value['submit'] === undefined)
        tell(at, 'missing required field: submit, where there are input blocks');
    },
  });
  const home = object({ required: { blocks: blocksOf('home') }, optional: viewKeys });
  typed('a view', () => ({ modal, home }))(view, '/view', report);
  checkNames(recordsAt(view, 'blocks'), report);
  return problems;
}

/** What is wrong with a whole message: its blocks, and the text that notifications and screen readers get. */
export function validateMessage(blocks: unknown, fallback: string): string[] {
  const problems = blocks === undefined ? [] : validateBlocks(blocks);
  if (fallback.trim() === '')
    problems.push('[ERROR] text is missing beside the blocks [json-pointer:/text]');
  if (lengthOf(fallback) > MESSAGE.text)
    problems.push(`[ERROR] must be less than ${MESSAGE.text + 1} characters [json-pointer:/text]`);
  return problems;
}

let made = 0;

/** An id that Slack made up because the app gave none. */
export function isMadeId(id: string): boolean {
  return /^=g[0-9a-z]{4,}$/.test(id);
}

function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  if (!isRecord(value)) return value;
  const copy: Json = {};
  for (const [key, inner] of Object.entries(value)) copy[key] = filled(inner);
  if (copy['type'] === 'plain_text') copy['emoji'] ??= true;
  if (copy['type'] === 'mrkdwn') copy['verbatim'] ??= false;
  return copy;
}

/** Slack's stored copy: block_id and action_id filled in, `emoji` and `verbatim` written out. */
export function storedBlocks(blocks: readonly Json[]): Json[] {
  return blocks.map((block) => {
    const copy = filled(block);
    if (!isRecord(copy)) return {};
    const fresh = (): string => {
      made += 1;
      return `=g${made.toString(36).padStart(4, '0')}`;
    };
    if (stringAt(copy, 'block_id') === '' || copy['type'] === 'markdown')
      copy['block_id'] = fresh();
    for (const element of elementsOf(copy))
      if (['button', 'overflow', 'static_select'].includes(stringAt(element, 'type')))
        element['action_id'] ??= fresh();
    return copy;
  });
}
