// A card to a Slack message: Block Kit beside the same words as plain text for notifications and screen readers.
import type {
  ActionsBlock,
  ContextBlock,
  KnownBlock,
  MrkdwnElement,
  SectionBlock,
  Button as SlackButton,
} from '@slack/types';
import { encodeAction } from '../../chat/action.ts';
import {
  type Block,
  type Button,
  type Card,
  chartsOf,
  drawFitting,
  type Field,
  type Meter,
  meterBar,
} from '../../chat/card.ts';
import type { PostMark } from '../../chat/platform.ts';
import type { Chart } from '../../kernel/chart.ts';
import type { Line } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import { drawChart, isChart, type MessageBlock } from './chart.ts';
import { fallbackOf } from './fallback.ts';
import { fits, fitsView } from './fitting.ts';
import { headerText, type InlineContext, mrkdwnPieces, oneLine } from './inline.ts';
import { limits } from './limits.ts';
import { drawTable } from './table.ts';
import { wording } from './wording.ts';

export interface SlackMessage {
  readonly text: string;
  readonly blocks: MessageBlock[];
}

/** How a chart is drawn: by Slack itself, as a table of its days, or by the numbers in words alone, which stand beside it in any case. */
type Figures = 'charts' | 'tables' | 'words';

/** The part of a mark that stands in the message: private answers carry none. */
export type BlockMark = Pick<PostMark, 'key' | 'revision'>;

/**
 * Draws a card for one workspace. What does not fit a message is left out by whole sections, and said. Throws where a card of one section is larger than a
 * message.
 */
export function render(card: Card, team: string, mark?: BlockMark): SlackMessage {
  if (mark !== undefined) return draw(card, team, mark, 'charts');
  const known = drawn.get(card);
  if (known?.team === team) return known.message;
  const message = draw(card, team, undefined, 'charts');
  drawn.set(card, { team, message });
  return message;
}

/** Cards are values: one that many people are shown is drawn once. */
const drawn = new WeakMap<Card, { readonly team: string; readonly message: SlackMessage }>();

/** A message and what may be sent in its place, each for a workspace that refuses the one before. */
export type Shapes = readonly [SlackMessage, ...SlackMessage[]];

/** As `render`, with what stands in for charts, which are young on Slack, and for tables, which are not old. */
export function shapesOf(card: Card, team: string, mark?: BlockMark): Shapes {
  const whole = render(card, team, mark);
  if (chartsOf(card).length === 0) return [whole];
  return [whole, draw(card, team, mark, 'tables'), draw(card, team, mark, 'words')];
}

function draw(
  card: Card,
  team: string,
  mark: BlockMark | undefined,
  figures: Figures,
): SlackMessage {
  const fitting = drawFitting(
    card,
    (shorter) => blocksOf(shorter, team, figures),
    fits,
    wording(card.language).more,
  );
  const blocks =
    mark === undefined ? fitting : fitting.map((b, n) => ({ ...b, block_id: blockId(mark, n) }));
  return { text: fallbackOf(card), blocks };
}

/** A card's blocks in a view, which takes more of them. */
export function drawViewBlocks(card: Card, team: string): KnownBlock[] {
  return drawFitting(
    card,
    // Charts and tables are for messages alone.
    (shorter) => blocksOf(shorter, team, 'words').filter((block) => !isChart(block)),
    fitsView,
    wording(card.language).more,
  );
}

/** What stands above the fields of a form. */
export function drawIntro(lines: readonly Line[], language: Language, team: string): KnownBlock[] {
  const context = contextFor(language, team);
  return sections(lines.map((line) => mrkdwnPieces(line, context)));
}

// An edit must bring new block ids (docs.slack.dev/reference/block-kit/blocks, `block_id`): hence the revision.
function blockId(mark: BlockMark, n: number): string {
  return `${mark.key}~${mark.revision}~${n}`;
}

/** Reads the mark of a block of ours; undefined for any other. */
export function markOf(blockId: string | undefined): BlockMark | undefined {
  const match = /^([A-Za-z0-9:-]{1,120})~(\d{1,9})~\d{1,3}$/.exec(blockId ?? '');
  return match ? { key: match[1] as string, revision: Number(match[2]) } : undefined;
}

function contextFor(language: Language, team: string): InlineContext {
  return { team, yourTime: wording(language).yourTime, told: new Set() };
}

function blocksOf(card: Card, team: string, figures: Figures): MessageBlock[] {
  const context = contextFor(card.language, team);
  const blocks = [
    ...titleBlocks(card.title, context),
    ...card.blocks.flatMap((b) => drawBlock(b, context, figures)),
  ];
  const beyond = new Set<MessageBlock>([
    ...blocks.filter(isChart).slice(limits.charts),
    ...blocks.filter(({ type }) => type === 'table').slice(limits.tables),
  ]);
  return blocks.filter((block) => !beyond.has(block));
}

function titleBlocks(title: Line, context: InlineContext): KnownBlock[] {
  const words = headerText(title);
  if (words === '') return [];
  // A header is plain text; one that is too long for it is a bold line.
  return words.length <= limits.headerText
    ? [{ type: 'header', text: { type: 'plain_text', text: words, emoji: false } }]
    : sections([mrkdwnPieces([{ kind: 'strong', text: words }], context)]);
}

function drawBlock(block: Block, context: InlineContext, figures: Figures): MessageBlock[] {
  switch (block.kind) {
    case 'text': {
      const lines = block.lines.map((line) => mrkdwnPieces(line, context));
      return block.quiet === true ? smallPrint(lines) : sections(lines);
    }
    case 'fields':
      return drawFields(block.fields, context);
    case 'meter':
      return sections([[`\`${bar(block)}\` `, ...mrkdwnPieces(block.caption, context)]]);
    case 'chart':
      return [
        ...drawFigure(block.chart, figures),
        ...sections(block.numbers.map((line) => mrkdwnPieces(line, context))),
      ];
    case 'list':
      return sections(
        block.items.map((item, i) => [
          block.ordered === true ? `${i + 1}. ` : '• ',
          ...mrkdwnPieces(item, context),
        ]),
      );
    case 'rule':
      return [{ type: 'divider' }];
    case 'buttons':
      return drawButtons(block.buttons);
    default:
      return never(block);
  }
}

function drawFigure(chart: Chart, figures: Figures): MessageBlock[] {
  switch (figures) {
    case 'charts':
      return drawChart(chart);
    case 'tables':
      return [drawTable(chart)];
    case 'words':
      return [];
    default:
      return never(figures);
  }
}

// `verbatim` keeps Slack from turning bare addresses, #names and @names in data into links and pings
// (docs.slack.dev/reference/block-kit/composition-objects/text-object).
const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

function sections(lines: readonly (readonly string[])[]): SectionBlock[] {
  return packed(lines, limits.sectionText).map((text) => ({ type: 'section', text: mrkdwn(text) }));
}

function smallPrint(lines: readonly (readonly string[])[]): ContextBlock[] {
  return packed(lines, limits.contextText).map((text) => ({
    type: 'context',
    elements: [mrkdwn(text)],
  }));
}

/** Puts lines together into as few texts as the limit allows; a line that is too long for one goes on in the next. */
function packed(lines: readonly (readonly string[])[], limit: number): readonly string[] {
  const texts: string[] = [];
  let current = '';
  const close = (): void => {
    if (current.trim() !== '') texts.push(current);
    current = '';
  };
  for (const [i, line] of lines.entries()) {
    const whole = line.join('');
    const lead = i === 0 || current === '' ? '' : '\n';
    if (current.length + lead.length + whole.length <= limit) {
      current += lead + whole;
      continue;
    }
    if (whole.length <= limit) close();
    for (const piece of whole.length <= limit ? line : [lead, ...line]) {
      if (current.length + piece.length > limit) close();
      current += piece;
    }
  }
  close();
  return texts;
}

function drawFields(fields: readonly Field[], context: InlineContext): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let open: MrkdwnElement[] = [];
  const close = (): void => {
    if (open.length > 0) blocks.push({ type: 'section', fields: open });
    open = [];
  };
  for (const field of fields) {
    const label = mrkdwnPieces([{ kind: 'strong', text: oneLine(field.label) }], context);
    const value = mrkdwnPieces(field.value, context);
    const text = `${label.join('')}\n${value.join('')}`;
    if (text.length > limits.fieldText) {
      close();
      blocks.push(...sections([label, value]));
      continue;
    }
    open.push(mrkdwn(text));
    if (open.length === limits.sectionFields) close();
  }
  close();
  return blocks;
}

const barCells = 10;

const bar = (meter: Meter): string => meterBar(meter, barCells);

/** Several rows where one would be too long, or would hold the same action twice: action ids are unique in their block. */
function drawButtons(buttons: readonly Button[]): ActionsBlock[] {
  const rows: SlackButton[][] = [];
  for (const button of buttons) {
    const drawn = drawButton(button);
    const row = rows.at(-1);
    const fresh =
      row === undefined ||
      row.length === limits.actionsElements ||
      row.some((other) => other.action_id === drawn.action_id);
    if (fresh) rows.push([drawn]);
    else row.push(drawn);
  }
  return rows.map((elements) => ({ type: 'actions', elements }));
}

function drawButton(button: Button): SlackButton {
  return {
    type: 'button',
    text: { type: 'plain_text', text: oneLine(button.label), emoji: false },
    action_id: encodeAction(button.action),
    ...(button.style === undefined ? {} : { style: button.style }),
    ...(button.describes === undefined ? {} : { accessibility_label: oneLine(button.describes) }),
  };
}
