// What a person typed on Slack, from its escaped form to words and people.
import type { IncomingPart } from '../../chat/incoming.ts';

/**
 * Undoes what docs.slack.dev/messaging/formatting-message-text does to typed text: entities, `<@U02|ben>`, `<#C02|general>`, `<https://…|label>`, `<!here>`.
 * People become parts of their own; a person without a label is named by the id. `team` is the workspace of the people named.
 */
export function unescapeText(text: string, team: string): readonly IncomingPart[] {
  const parts: IncomingPart[] = [];
  const say = (words: string): void => {
    const last = parts.at(-1);
    if (words === '') return;
    if (typeof last === 'string') parts[parts.length - 1] = last + words;
    else parts.push(words);
  };
  let from = 0;
  for (const match of text.matchAll(/<([^<>]*)>/g)) {
    say(decode(text.slice(from, match.index)));
    from = match.index + match[0].length;
    const [target = '', label] = divided(match[1] as string);
    const user = /^@([UW][A-Z0-9]+)$/.exec(target)?.[1];
    if (user === undefined) say(decode(spoken(target, label)));
    else {
      const name = decode(label ?? user);
      parts.push({ kind: 'person', account: { platform: 'slack', workspace: team, user }, name });
    }
  }
  say(decode(text.slice(from)));
  return parts;
}

function divided(inner: string): readonly [string, string | undefined] {
  const bar = inner.indexOf('|');
  if (bar < 0) return [inner, undefined];
  const label = inner.slice(bar + 1);
  return [inner.slice(0, bar), label === '' ? undefined : label];
}

function spoken(target: string, label: string | undefined): string {
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (target.startsWith('!')) {
    if (label !== undefined) return label;
    return `@${target.slice(1).split('^')[0] ?? ''}`;
  }
  if (/^(mailto|tel):/.test(target)) return label ?? target.replace(/^(mailto|tel):/, '');
  return target;
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (entity) => entities[entity] as string);
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Without our own name: the one that the words begin with, else the first; bare of the punctuation and spaces around it. */
export function withoutMention(
  parts: readonly IncomingPart[],
  botUser: string,
): readonly IncomingPart[] {
  const at = parts.findIndex((part) => typeof part !== 'string' && part.account.user === botUser);
  if (at < 0) return trimmed(parts);
  const before = parts.slice(0, at);
  const after = parts.slice(at + 1);
  const next = after[0];
  if (typeof next === 'string')
    after[0] = next.replace(/^\s*[,:]?\s*/, before.length === 0 ? '' : ' ');
  return trimmed(joined([...before, ...after]));
}

function joined(parts: readonly IncomingPart[]): readonly IncomingPart[] {
  const all: IncomingPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === 'string' && typeof last === 'string') {
      all[all.length - 1] = `${last.trimEnd()} ${part.trimStart()}`;
    } else all.push(part);
  }
  return all;
}

/** Without the spaces at both ends. */
export function trimmed(parts: readonly IncomingPart[]): readonly IncomingPart[] {
  return parts
    .map((part, i) => {
      if (typeof part !== 'string') return part;
      const left = i === 0 ? part.trimStart() : part;
      return i === parts.length - 1 ? left.trimEnd() : left;
    })
    .filter((part) => part !== '');
}
