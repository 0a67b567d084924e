// What was typed in the page, told as any platform tells it: for the bot or mere chatter, with the people named in it.
import type { IncomingPart } from '../../chat/incoming.ts';
import type { WebPerson } from './options.ts';

export type Meant =
  /** `echo`: who sees what was typed; `parts`: what the bot is told. */
  | {
      readonly kind: 'bot';
      readonly echo: 'self' | 'everybody';
      readonly parts: readonly IncomingPart[];
    }
  | { readonly kind: 'chatter' }
  /** Meant as a command, which there is not: it is for nobody’s eyes. */
  | { readonly kind: 'no-command' };

const mention = /(^|[^\p{L}\p{N}@])@bot(?![\p{L}\p{N}_-])[:,]?/iu;

/** Whom a typed text is for. `command` is typed as it is here, e.g. `/icdd`. */
export function meantFor(
  text: string,
  direct: boolean,
  command: string,
  people: readonly WebPerson[],
): Meant {
  const trimmed = text.trim();
  const slashed =
    trimmed.toLowerCase() === command || trimmed.toLowerCase().startsWith(`${command} `);
  if (slashed) {
    return {
      kind: 'bot',
      echo: 'self',
      parts: named(trimmed.slice(command.length).trim(), people),
    };
  }
  if (trimmed.startsWith('/')) return { kind: 'no-command' };
  const mentioned = mention.test(trimmed);
  if (!direct && !mentioned) return { kind: 'chatter' };
  const said = trimmed.replace(mention, '$1').replace(/\s+/g, ' ').trim();
  return { kind: 'bot', echo: direct ? 'self' : 'everybody', parts: named(said, people) };
}

/** Splits a text at the people named with an @, by user id or first name. */
export function named(text: string, people: readonly WebPerson[]): readonly IncomingPart[] {
  const parts: IncomingPart[] = [];
  let from = 0;
  for (const found of text.matchAll(/(?<![\p{L}\p{N}@])@([\p{L}\p{N}._-]*[\p{L}\p{N}])/gu)) {
    const said = (found[1] as string).toLowerCase();
    const who = people.find((p) => p.user === said || p.name.toLowerCase().split(' ')[0] === said);
    if (!who) continue;
    if (found.index > from) parts.push(text.slice(from, found.index));
    parts.push({
      kind: 'person',
      account: { platform: 'web', workspace: '', user: who.user },
      name: who.name,
    });
    from = found.index + found[0].length;
  }
  if (from < text.length || parts.length === 0) parts.push(text.slice(from));
  return parts;
}
