// Inline data to Slack's mrkdwn: whatever the data holds, only what we write ourselves pings, links or formats.
import type { Inline, Line, Moment } from '../../kernel/inline.ts';
import { plain } from '../../kernel/inline.ts';
import { remember } from '../../kernel/remember.ts';
import { wall } from '../../kernel/time.ts';
import { limits } from './limits.ts';

/** What drawing a card's inline text needs to know. */
export interface InlineContext {
  /** The workspace whose people can be pinged. */
  readonly team: string;
  /** Puts words around the reader's own time. */
  readonly yourTime: (time: string) => string;
  /** Instants whose own time this card has already given: once is enough. */
  readonly told: Set<number>;
}

// Of the characters without width the one that also counts as a space where marks are looked for (ECMAScript's \s).
const noWidth = '\ufeff';
/** Escaping multiplies a character by five at most (`&amp;`), so that a piece always fits any text object. */
const pieceLength = 400;

/** Of the first 128 characters those that are escaped or taken out. */
const touched = Uint8Array.from({ length: 128 }, (_, code) =>
  (code < 32 && code !== 9 && code !== 10) ||
  code === 127 ||
  '&<>*_~`'.includes(String.fromCharCode(code))
    ? 1
    : 0,
);

/** Whether `clean` and `escapeText` would leave it as it is: most text is, and a look costs less than five searches. */
function untouched(data: string): boolean {
  for (let i = 0; i < data.length; i += 1) {
    const code = data.charCodeAt(i);
    if (code < 128 ? touched[code] === 1 : code >= 0xd800 && code <= 0xdfff) return false;
  }
  return true;
}

/** Without what cannot be sent: halves of surrogate pairs (a form body cannot carry them) and control characters. */
export function clean(data: string): string {
  if (untouched(data)) return data;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  return data.replace(/\p{Cs}/gu, '\ufffd').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ');
}

/** On one line, for places that have only one: headers, labels, names. */
export function oneLine(data: string): string {
  return clean(data)
    .replace(/\s\s+|[^\S ]/g, ' ')
    .trim();
}

/** docs.slack.dev/messaging/formatting-message-text: these three and no others. */
export function escapeEntities(data: string): string {
  return data.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Data as mrkdwn that shows it as it is: nothing pings, links, or turns bold. */
export function escapeText(data: string): string {
  if (untouched(data)) return data;
  const inert = clean(data)
    // Slack has no escape for its marks; beside a space of no width they neither open nor close.
    .replace(
      /(?<![\p{L}\p{N}])[*_~`](?=\S)|(?<=\S)[*_~`](?![\p{L}\p{N}])/gu,
      `${noWidth}$&${noWidth}`,
    );
  // An escaped `>` still quotes where it begins a line.
  return escapeEntities(inert).replace(/^&gt;/gm, `${noWidth}&gt;`);
}

/** The title of a header, which is plain text: nothing in it is read as markup. */
export function headerText(line: Line): string {
  return oneLine(plain(line));
}

/** The words of a line for notifications and screen readers. */
export function fallbackText(line: Line): string {
  return escapeText(plain(line));
}

/**
 * A line as pieces of mrkdwn that must not be divided: joined they are the line. No piece is longer than a text object.
 */
export function mrkdwnPieces(line: Line, context: InlineContext): readonly string[] {
  return line.flatMap((part) => partPieces(part, context));
}

function partPieces(part: Inline, context: InlineContext): readonly string[] {
  if (typeof part === 'string') return pieces(part).map(escapeText);
  switch (part.kind) {
    case 'strong':
      return pieces(part.text).map((piece) => wrapped(piece, '*'));
    case 'code':
      return pieces(part.text).map(codeText);
    case 'link':
      return linkPieces(part.label, part.url);
    case 'person':
      return pieces(oneLine(part.name)).map(escapeText);
    case 'mention':
      return part.account.platform === 'slack' &&
        part.account.workspace === context.team &&
        /^[UW][A-Z0-9]+$/.test(part.account.user)
        ? [`<@${part.account.user}>`]
        : pieces(`@${oneLine(part.name)}`).map(escapeText);
    case 'moment':
      return momentPieces(part, context);
  }
}

/** A mark must touch its text, and does not reach over the end of a line. */
function wrapped(text: string, mark: string): string {
  return clean(text)
    .split('\n')
    .map((row) => {
      const inner = row.trim();
      if (inner === '') return row;
      const [before = '', after = ''] = row.split(inner, 2);
      return `${before}${mark}${escapeText(inner)}${mark}${after}`;
    })
    .join('\n');
}

function codeText(text: string): string {
  // Inside code only the backtick ends it; its look-alike shows the same.
  const inner = oneLine(text).replace(/`/g, '\u02cb');
  return inner === '' ? '' : `\`${escapeEntities(inner)}\``;
}

function linkPieces(label: string, url: string): readonly string[] {
  const address = linkAddress(url);
  const shown = oneLine(label);
  // The first bar divides address and label: one inside the label would show the rest alone.
  const words = escapeEntities((shown === '' ? oneLine(url) : shown).replace(/\|/g, '\u00a6'));
  const whole = `<${address}|${words}>`;
  // A link cannot be divided: one that no text object holds is its label.
  return address === undefined || whole.length > limits.link
    ? pieces(shown).map(escapeText)
    : [whole];
}

/** Only http and https become links; characters that end a link or its address are written as percent codes. */
function linkAddress(url: string): string | undefined {
  const address = clean(url).trim();
  if (!/^https?:\/\/[^\s]/i.test(address)) return undefined;
  return escapeEntities(
    address.replace(
      /[<>|()\s"'`\\*~]/g,
      (character) =>
        `%${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(2, '0')}`,
    ),
  );
}

function momentPieces({ text, at, own }: Moment, context: InlineContext): readonly string[] {
  const said = pieces(text).map(escapeText);
  if (context.told.has(at)) return said;
  context.told.add(at);
  if (own) return said;
  return [...said, ` ${context.yourTime(dateToken(at))}`];
}

/** docs.slack.dev/messaging/formatting-message-text: whole seconds; the fallback is for clients without date tokens. */
const dateToken = remember((at: number): string => {
  const fallback = `${wall(at, 'UTC').toFormat('yyyy-MM-dd HH:mm')} UTC`;
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${fallback}>`;
});

/** Cuts long data at spaces, or inside a word where there is none. */
function pieces(data: string): readonly string[] {
  if (data.length <= pieceLength) return [data];
  const all: string[] = [];
  let rest = data;
  while (rest.length > pieceLength) {
    const space = rest.lastIndexOf(' ', pieceLength - 1);
    let end = space > pieceLength / 2 ? space + 1 : pieceLength;
    if (/[\ud800-\udbff]/.test(rest.charAt(end - 1))) end -= 1;
    all.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === '' ? all : [...all, rest];
}
