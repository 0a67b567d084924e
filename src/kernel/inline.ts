// Inline text is data, never Markdown: each platform escapes for itself, so that no talk title can ping a channel or forge a link.
import type { Account } from './account.ts';
import type { Instant, Zone } from './time.ts';

export type Inline =
  | string
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  /** A name, never a ping. */
  | { readonly kind: 'person'; readonly account: Account; readonly name: string }
  /** A ping: in notices only. */
  | { readonly kind: 'mention'; readonly account: Account; readonly name: string }
  /**
   * An instant as wall time of `zone`; `text` already says it with its zone named. On Slack the reader's own time follows as a date token, unless it is `own`:
   * the line goes on to say it.
   */
  | {
      readonly kind: 'moment';
      readonly at: Instant;
      readonly zone: Zone;
      readonly text: string;
      readonly own?: true;
    };

export type Moment = Extract<Inline, { readonly kind: 'moment' }>;
export type Line = readonly Inline[];

/** The words alone, as a log or a screen reader's fallback may show them. */
export function plain(line: Line): string {
  return line.map(plainPart).join('');
}

function plainPart(part: Inline): string {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'strong':
    case 'code':
    case 'moment':
      return part.text;
    case 'link':
      return part.label;
    case 'person':
      return part.name;
    case 'mention':
      return `@${part.name}`;
  }
}

export const strong = (text: string): Inline => ({ kind: 'strong', text });
export const code = (text: string): Inline => ({ kind: 'code', text });
/** A link; only http and https addresses become links, anything else is shown as its label. */
export const link = (label: string, url: string): Inline =>
  /^https?:\/\//i.test(url) ? { kind: 'link', label, url } : label;
export const person = (account: Account, name: string): Inline => ({
  kind: 'person',
  account,
  name,
});
