// Data into Mattermost's Markdown, so that nothing in it notifies anybody, makes a link or a format, or starts another line.
import { type Inline, type Line, plain } from '../../kernel/inline.ts';
import { never } from '../../kernel/result.ts';

// Seen on a real server: a backslash or an entity before the name does not stop a notification, an invisible character after the @ does.
const gap = '\u200B';

/** User ids to user names, for those who are to be pinged. */
export type Usernames = ReadonlyMap<string, string>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '`': '&#96;',
  $: '&#36;',
};

/** One line: no line breaks, no control characters, none that turn the direction of reading. */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\r\n\t\v\f\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '');
}

// Left as they are: a backslash inside an address would become a part of it. Neither @ nor brackets nor entities are among them.
const address = /https?:\/\/[A-Za-z0-9](?:[A-Za-z0-9._/?=%#+,;:-]|&(?!#?\w+;))*/gi;

function escapeWords(text: string): string {
  return text
    .replace(/[\\*_[\]#~|]/g, '\\$&')
    .replace(/[&<>`$]/g, (mark) => entities[mark] as string)
    .replace(/[@＠]/g, `$&${gap}`)
    .replace(/:(?=[a-z0-9_+\\-]+:)/gi, `:${gap}`)
    .replace(/(mmaction|mattermost):(?=\/\/)/gi, `$1:${gap}`);
}

/** Text of unknown origin as Markdown that shows just that text. Addresses in it may become links to themselves. */
export function escapeText(text: string): string {
  const clean = oneLine(text);
  let result = '';
  let from = 0;
  for (const found of clean.matchAll(address)) {
    result += escapeWords(clean.slice(from, found.index)) + found[0];
    from = found.index + found[0].length;
  }
  return result + escapeWords(clean.slice(from));
}

/** For what is shown without Markdown, as the names of buttons are: only emoji and mentions are broken. */
export function bareLabel(text: string): string {
  return oneLine(text)
    .replace(/[@＠]/g, `$&${gap}`)
    .replace(/:(?=[a-z0-9_+-]+:)/gi, `:${gap}`);
}

function bold(text: string): string {
  const [, before = '', core = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(oneLine(text)) ?? [];
  return core === '' ? `${before}${after}` : `${before}**${escapeText(core)}**${after}`;
}

function codeSpan(text: string): string {
  const clean = oneLine(text);
  // A span that holds its own mark is read in different ways by the server and by its clients.
  if (clean.includes('`')) return escapeText(clean);
  return clean.trim() === '' ? clean : `\`${clean}\``;
}

/** An http address that cannot end its own brackets; undefined where the text is none. */
function safeAddress(url: string): string | undefined {
  try {
    const { protocol, href } = new URL(url);
    if (protocol !== 'http:' && protocol !== 'https:') return undefined;
    return href.replace(
      /[^A-Za-z0-9\-._~:/?#&=+,%]/g,
      (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
  } catch {
    return undefined;
  }
}

function linkTo(label: string, url: string): string {
  const safe = safeAddress(url);
  const words = escapeText(label).trim();
  if (safe === undefined) return words;
  return `[${words === '' ? escapeText(safe) : words}](${safe})`;
}

function part(inline: Inline, names: Usernames, emphasis: boolean): string {
  if (typeof inline === 'string') return emphasis ? bold(inline) : escapeText(inline);
  switch (inline.kind) {
    case 'strong':
      return bold(inline.text);
    case 'code':
      return codeSpan(inline.text);
    case 'link':
      return linkTo(inline.label, inline.url);
    case 'person':
      return emphasis ? bold(inline.name) : escapeText(inline.name);
    case 'mention': {
      const name = names.get(inline.account.user);
      const known = name !== undefined && /^[a-z0-9][a-z0-9._-]*$/.test(name);
      return known ? `@${name}` : escapeText(inline.name);
    }
    case 'moment':
      return emphasis ? bold(inline.text) : escapeText(inline.text);
    default:
      return never(inline);
  }
}

/** Keeps what starts a line from being read as a heading, a list, a rule, a quotation or code. */
function guardStart(line: string): string {
  return line
    .replace(/^[\s\u00A0]+/, '')
    .replace(/^([-+])/, '\\$1')
    .replace(/^=/, `${gap}=`)
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** One line of Markdown. `emphasis`: its plain words in bold. */
export function markdown(line: Line, names: Usernames, emphasis = false): string {
  let result = '';
  let pinged = false;
  for (const inline of line) {
    const next = part(inline, names, emphasis);
    // Two marks of one kind side by side would be read as one; a letter after a user name as a part of it.
    const clash =
      (result.endsWith('*') && next.startsWith('*')) ||
      (result.endsWith('`') && next.startsWith('`'));
    const grows = pinged && /^[\p{L}\p{N}._-]/u.test(next);
    const glued = next.startsWith('@') && /[\p{L}\p{N}._-]$/u.test(result);
    result += clash || grows || glued ? `${gap}${next}` : next;
    if (next !== '') pinged = typeof inline !== 'string' && inline.kind === 'mention';
  }
  return guardStart(result);
}

/** The words alone. */
export function words(line: Line): string {
  return oneLine(plain(line));
}
