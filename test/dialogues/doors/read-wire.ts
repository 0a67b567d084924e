// Reads the web chat's cards, as they travel to the page, back into what a person sees; and says what in them is not as it should be.
import { z } from 'zod';
import { decodeAction } from '../../../src/chat/action.ts';
import type { WireCard, WireInline, WireLine } from '../../../src/platforms/web/page/wire.ts';
import type { Seen } from '../../support/seen.ts';

const inline = z.union([
  z.string(),
  z.strictObject({ kind: z.enum(['strong', 'code']), text: z.string() }),
  z.strictObject({
    kind: z.literal('link'),
    label: z.string().min(1),
    url: z.string().regex(/^https?:\/\//),
  }),
  z.strictObject({
    kind: z.enum(['person', 'mention']),
    user: z.string().min(1),
    name: z.string().min(1),
  }),
  z.strictObject({ kind: z.literal('moment'), at: z.iso.datetime(), text: z.string().min(1) }),
]);
const line = z.array(inline);

const button = z.strictObject({
  label: z.string().min(1).max(30),
  action: z.string().refine((encoded) => decodeAction(encoded).ok, 'is no action of ours'),
  typed: z.string().min(1),
  describes: z.string().min(1).max(75).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), lines: z.array(line).min(1), quiet: z.boolean() }),
  z.strictObject({
    kind: z.literal('fields'),
    fields: z.array(z.strictObject({ label: z.string().min(1), value: line })).min(1),
  }),
  z.strictObject({
    kind: z.literal('meter'),
    taken: z.int().min(0),
    capacity: z.int().min(0),
    caption: line.min(1),
  }),
  z.strictObject({
    kind: z.literal('chart'),
    picture: z.string().regex(/^\/web\/charts\/\d+-[0-9a-f]{32}$/),
    title: z.string().min(1),
    numbers: z.array(line).min(1),
  }),
  z.strictObject({ kind: z.literal('list'), items: z.array(line).min(1), ordered: z.boolean() }),
  z.strictObject({ kind: z.literal('rule') }),
  z.strictObject({ kind: z.literal('buttons'), buttons: z.array(button).min(1) }),
]);

const card = z.strictObject({
  language: z.enum(['en', 'fr']),
  title: line.min(1),
  blocks: z.array(block),
});

/** Everything that the page could not draw; empty when all is well. */
export function validateWire(value: unknown): string[] {
  const read = card.safeParse(value);
  if (read.success) return [];
  return read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

function read(part: WireInline): string {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'link':
      return `${part.label} <${part.url}>`;
    case 'person':
      return part.name;
    case 'mention':
      return `@${part.name}`;
    default:
      return part.text;
  }
}

/** The page breaks a line where its text does. */
export function linesOf(parts: WireLine): string[] {
  return parts
    .map(read)
    .join('')
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** `post`: the id of the message, which a press names. */
export function readWire(
  { title, blocks }: WireCard,
  post: number,
): Pick<Seen, 'lines' | 'fields' | 'buttons'> {
  const lines = linesOf(title);
  const fields: Seen['fields'][number][] = [];
  const buttons: Seen['buttons'][number][] = [];
  for (const one of blocks)
    switch (one.kind) {
      case 'text':
        lines.push(...one.lines.flatMap(linesOf));
        break;
      case 'list':
        lines.push(...one.items.flatMap(linesOf));
        break;
      case 'chart':
        lines.push(...one.numbers.flatMap(linesOf));
        break;
      case 'meter':
        lines.push(...linesOf(one.caption));
        break;
      case 'fields':
        for (const { label, value } of one.fields) fields.push([label, linesOf(value).join('\n')]);
        break;
      case 'buttons':
        for (const { label, action } of one.buttons)
          buttons.push({ label, press: { message: post, action } });
        break;
      case 'rule':
        break;
    }
  return { lines, fields, buttons };
}
