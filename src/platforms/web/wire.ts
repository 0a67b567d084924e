// A card or a form in the shape in which it travels to the page: actions encoded, moments as ISO, only http links.
import { encodeAction } from '../../chat/action.ts';
import type { Block, Button, Card } from '../../chat/card.ts';
import { encodeForm, type Form, type FormField, formLimits } from '../../chat/form.ts';
import type { RememberedPost } from '../../chat/memory.ts';
import type { Inline, Line } from '../../kernel/inline.ts';
import { never } from '../../kernel/result.ts';
import { wall } from '../../kernel/time.ts';
import type {
  WireBlock,
  WireButton,
  WireCard,
  WireField,
  WireForm,
  WireInline,
  WireLine,
  WirePost,
} from './page/wire.ts';
import { pictureOf } from './pictures.ts';

/** A remembered post as the page draws it; undefined where its body is none that this version can read. */
export function wirePost(post: RememberedPost): WirePost | undefined {
  const base = {
    id: post.id,
    version: post.version,
    channel: post.channel,
    private: post.reader !== '',
    author: post.author,
    at: post.at,
  };
  try {
    const body: unknown = JSON.parse(post.body);
    if (typeof body === 'string') return { ...base, text: body };
    return { ...base, card: wireCard(body as Card, post.id) };
  } catch {
    return undefined;
  }
}

/** Throws on a card that has no such shape. `post`: in which it stands, if in one. */
export function wireCard(card: Card, post?: number): WireCard {
  return {
    language: card.language,
    title: wireLine(card.title),
    blocks: card.blocks.map((block) => wireBlock(block, post)),
  };
}

function wireBlock(block: Block, post: number | undefined): WireBlock {
  switch (block.kind) {
    case 'text':
      return { kind: 'text', lines: block.lines.map(wireLine), quiet: block.quiet ?? false };
    case 'fields':
      return {
        kind: 'fields',
        fields: block.fields.map((f) => ({ label: f.label, value: wireLine(f.value) })),
      };
    case 'meter':
      return {
        kind: 'meter',
        taken: block.taken,
        capacity: block.capacity,
        caption: wireLine(block.caption),
      };
    case 'chart':
      return {
        kind: 'chart',
        picture: pictureOf(block.chart, post),
        title: block.chart.title,
        numbers: block.numbers.map(wireLine),
      };
    case 'list':
      return { kind: 'list', items: block.items.map(wireLine), ordered: block.ordered ?? false };
    case 'rule':
      return { kind: 'rule' };
    case 'buttons':
      return { kind: 'buttons', buttons: block.buttons.map(wireButton) };
    default:
      return never(block);
  }
}

function wireButton(button: Button): WireButton {
  return {
    label: button.label,
    action: encodeAction(button.action),
    typed: button.typed,
    ...(button.describes === undefined ? {} : { describes: button.describes }),
    ...(button.style === undefined ? {} : { style: button.style }),
  };
}

export function wireForm(form: Form): WireForm {
  return {
    id: encodeForm(form.id),
    language: form.language,
    title: form.title,
    submit: form.submit,
    intro: form.intro.map(wireLine),
    fields: form.fields.map(wireField),
  };
}

function wireField(field: FormField): WireField {
  const { key, label, required } = field;
  const hint = field.hint === undefined ? {} : { hint: field.hint };
  const asked = { key, label, required, ...hint };
  switch (field.kind) {
    case 'line':
    case 'paragraph': {
      const { lineLength, paragraphLength } = formLimits;
      const atMost = field.atMost ?? (field.kind === 'line' ? lineLength : paragraphLength);
      return { ...asked, kind: field.kind, initial: field.initial ?? '', atMost };
    }
    case 'number': {
      const { atLeast, atMost } = field;
      return {
        ...asked,
        kind: 'number',
        initial: String(field.initial ?? ''),
        ...(atLeast === undefined ? {} : { atLeast }),
        ...(atMost === undefined ? {} : { atMost }),
      };
    }
    case 'choice':
      return {
        ...asked,
        kind: 'choice',
        initial: field.initial ?? '',
        choices: field.choices.map((choice) => ({ value: choice.value, label: choice.label })),
      };
    case 'people':
      return { ...asked, kind: 'people', atMost: field.atMost };
    case 'date': {
      const { atLeast, atMost } = field;
      return {
        ...asked,
        kind: 'date',
        initial: field.initial ?? '',
        ...(atLeast === undefined ? {} : { atLeast }),
        ...(atMost === undefined ? {} : { atMost }),
      };
    }
    case 'time':
      return { ...asked, kind: 'time', initial: field.initial ?? '' };
    case 'toggle':
      return { ...asked, kind: 'toggle', initial: field.initial };
    default:
      return never(field);
  }
}

function wireLine(line: Line): WireLine {
  return line.map(wireInline);
}

function wireInline(part: Inline): WireInline {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'strong':
    case 'code':
      return { kind: part.kind, text: part.text };
    case 'link':
      return /^https?:\/\//i.test(part.url)
        ? { kind: 'link', label: part.label, url: part.url }
        : part.label;
    case 'person':
    case 'mention':
      return { kind: part.kind, user: part.account.user, name: part.name };
    case 'moment':
      return { kind: 'moment', at: wall(part.at, 'UTC').toISO(), text: part.text };
    default:
      return never(part);
  }
}
