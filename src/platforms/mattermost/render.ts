// A card as Mattermost draws it: a message with attachments, or text alone where a click is answered.

import { encodeAction } from '../../chat/action.ts';
import type { Block, Button, Card, Meter } from '../../chat/card.ts';
import { drawFitting, meterBar, sections } from '../../chat/card.ts';
import type { Line } from '../../kernel/inline.ts';
import { plain } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import { bareLabel, markdown, type Usernames } from './escape.ts';
import { codePoints, type Limits, propsSize } from './limits.ts';
import { seal } from './mac.ts';
import { platformWords } from './words.ts';

export interface ButtonContext {
  readonly action: string;
  /** The only person who may press it; left out where everybody may. */
  readonly person?: string;
  readonly mac: string;
}

export interface AttachmentAction {
  readonly id: string;
  readonly type: 'button';
  readonly name: string;
  readonly style?: 'primary' | 'danger';
  readonly tooltip?: string;
  readonly integration: { readonly url: string; readonly context: ButtonContext };
}

export interface AttachmentField {
  readonly title: string;
  readonly value: string;
  readonly short: boolean;
}

export interface Attachment {
  readonly text?: string;
  readonly fields?: readonly AttachmentField[];
  readonly actions?: readonly AttachmentAction[];
}

export interface Drawn {
  readonly message: string;
  readonly attachments: readonly Attachment[];
}

export interface DrawingRoom {
  readonly limits: Limits;
  /** The slash command with its slash. */
  readonly command: string;
  readonly usernames: Usernames;
  /** Where a press is sent. */
  readonly actionUrl: string;
  readonly secret: string;
  readonly channel: string;
  /** The only reader of a private answer; empty for a post. */
  readonly person: string;
}

const barLength = 10;
// Values longer than this get a line of their own.
const shortValue = 30;

const bar = (meter: Meter): string => `\`${meterBar(meter, barLength)}\``;

function textOf(block: Exclude<Block, { kind: 'fields' | 'buttons' | 'rule' }>, names: Usernames) {
  switch (block.kind) {
    case 'text':
      return block.lines.map((l) => markdown(l, names));
    case 'chart':
      return block.numbers.map((l) => markdown(l, names));
    case 'meter':
      return [`${bar(block)} ${markdown(block.caption, names)}`];
    case 'list':
      return block.items.map(
        (item, i) => `${block.ordered === true ? `${i + 1}.` : '-'} ${markdown(item, names)}`,
      );
    default:
      return never(block);
  }
}

function title(card: Card, names: Usernames): string {
  return markdown(card.title, names, true);
}

/** Counts through one post: action ids are unique in it, and letters and digits alone (others are dead before 11.10). */
type Ordinal = () => string;

function ordinals(): Ordinal {
  let last = 0;
  return () => {
    last += 1;
    return `a${last}`;
  };
}

function attachmentAction(button: Button, room: DrawingRoom, id: string): AttachmentAction {
  const action = encodeAction(button.action);
  const { channel, person } = room;
  return {
    id,
    type: 'button',
    name: bareLabel(button.label),
    ...(button.style === undefined ? {} : { style: button.style }),
    ...(button.describes === undefined ? {} : { tooltip: bareLabel(button.describes) }),
    integration: {
      url: room.actionUrl,
      context: {
        action,
        ...(person === '' ? {} : { person }),
        mac: seal(room.secret, { action, channel, person }),
      },
    },
  };
}

interface Building {
  text: string[];
  fields: AttachmentField[];
  actions: AttachmentAction[];
}

// Mattermost draws an attachment's text, then its fields, then its buttons: what comes later in the card, but earlier in that order, starts another.
function attachmentsOf(blocks: readonly Block[], room: DrawingRoom, next: Ordinal): Attachment[] {
  const all: Building[] = [{ text: [], fields: [], actions: [] }];
  const last = () => all.at(-1) as Building;
  const after = (full: (building: Building) => boolean): Building => {
    if (full(last())) all.push({ text: [], fields: [], actions: [] });
    return last();
  };
  for (const block of blocks) {
    switch (block.kind) {
      case 'text':
      case 'meter':
      case 'chart':
      case 'list': {
        const into = after((b) => b.fields.length + b.actions.length > 0);
        // Without an empty line, what follows a list would become a part of its last item.
        const apart =
          into.text.length > 0 &&
          (block.kind === 'list' || /^(- |1\. )/.test(into.text.at(-1) ?? ''));
        into.text.push(...(apart ? [''] : []), ...textOf(block, room.usernames));
        break;
      }
      case 'fields':
        after((b) => b.actions.length > 0).fields.push(
          ...block.fields.map((field) => ({
            title: markdown([field.label], room.usernames),
            value: markdown(field.value, room.usernames),
            short: plain(field.value).length <= shortValue,
          })),
        );
        break;
      case 'buttons':
        last().actions.push(...block.buttons.map((b) => attachmentAction(b, room, next())));
        break;
      case 'rule':
        break;
      default:
        never(block);
    }
  }
  return all.flatMap((b) => {
    const attachment: Attachment = {
      ...(b.text.length > 0 ? { text: b.text.join('\n') } : {}),
      ...(b.fields.length > 0 ? { fields: b.fields } : {}),
      ...(b.actions.length > 0 ? { actions: b.actions } : {}),
    };
    return Object.keys(attachment).length > 0 ? [attachment] : [];
  });
}

function draw(card: Card, room: DrawingRoom): Drawn {
  const next = ordinals();
  return {
    message: title(card, room.usernames),
    attachments: sections(card).flatMap((blocks) => attachmentsOf(blocks, room, next)),
  };
}

const more = (language: Language) => (left: number) => platformWords(language).more(left);

/** The title as the message, one attachment or more for each section. Whole sections that do not fit are left out, and said. */
export function drawPost(card: Card, room: DrawingRoom, props: object = {}): Drawn {
  return drawFitting(
    card,
    (shorter) => draw(shorter, room),
    ({ message, attachments }) =>
      codePoints(message) <= room.limits.message &&
      propsSize(props, attachments) <= room.limits.props,
    more(card.language),
  );
}

function linesOf(block: Block, card: Card, room: TextRoom): string[] {
  switch (block.kind) {
    case 'text':
    case 'meter':
    case 'chart':
    case 'list':
      return textOf(block, room.usernames);
    case 'fields':
      return block.fields.map(
        (field) =>
          `${markdown([field.label], room.usernames, true)}: ${markdown(field.value, room.usernames)}`,
      );
    case 'buttons':
      return block.buttons.map((button) =>
        markdown(
          [
            platformWords(card.language).typed(button.label),
            { kind: 'code', text: `${room.command} ${button.typed}` },
          ] satisfies Line,
          room.usernames,
        ),
      );
    case 'rule':
      return [];
    default:
      return never(block);
  }
}

export type TextRoom = Pick<DrawingRoom, 'limits' | 'command' | 'usernames'>;

function writeText(card: Card, room: TextRoom): string {
  const parts = sections(card).map((blocks) =>
    // Lists end with an empty line, or what follows would become a part of their last item.
    blocks
      .map((block) => linesOf(block, card, room).join('\n'))
      .filter((text) => text !== '')
      .join('\n\n'),
  );
  return [title(card, room.usernames), ...parts].filter((p) => p !== '').join('\n\n');
}

/** The whole card as text, buttons as their typed twins: what a click can be answered with. */
export function drawText(card: Card, room: TextRoom): string {
  return drawFitting(
    card,
    (shorter) => writeText(shorter, room),
    (text) => codePoints(text) <= room.limits.message,
    more(card.language),
  );
}

/** The user ids of those whom the card pings. */
export function pinged(card: Card): readonly string[] {
  const linesIn = (block: Block): readonly Line[] => {
    switch (block.kind) {
      case 'text':
        return block.lines;
      case 'list':
        return block.items;
      case 'fields':
        return block.fields.map((field) => field.value);
      case 'meter':
        return [block.caption];
      case 'chart':
        return block.numbers;
      case 'rule':
      case 'buttons':
        return [];
      default:
        return never(block);
    }
  };
  const inlines = [card.title, ...card.blocks.flatMap(linesIn)].flat();
  return [
    ...new Set(
      inlines.flatMap((i) =>
        typeof i !== 'string' && i.kind === 'mention' ? [i.account.user] : [],
      ),
    ),
  ];
}
