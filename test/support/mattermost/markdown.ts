// Reads Mattermost's Markdown back into the lines that a person sees: marks removed, entities decoded, links as "label <url>".
import { remember } from '../../../src/kernel/remember.ts';

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

export function decodeEntity(entity: string): string {
  const body = entity.slice(1, -1);
  if (!body.startsWith('#')) return NAMED[body] ?? entity;
  const hex = body[1] === 'x' || body[1] === 'X';
  const code = Number.parseInt(body.slice(hex ? 2 : 1), hex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

export const ENTITY = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]+);/g;

/** Pieces that no later rule may touch, kept aside behind two private-use characters. */
class Kept {
  readonly pieces: string[] = [];

  put(piece: string): string {
    this.pieces.push(piece);
    return `\uE000${this.pieces.length - 1}\uE001`;
  }

  restore(text: string): string {
    let result = text;
    while (/\uE000\d+\uE001/.test(result))
      result = result.replace(
        /\uE000(\d+)\uE001/g,
        (_, index: string) => this.pieces[Number(index)] ?? '',
      );
    return result;
  }
}

const EMPHASIS: readonly RegExp[] = [
  /\*\*\*(?=\S)(.+?)(?<=\S)\*\*\*/gs,
  /\*\*(?=\S)(.+?)(?<=\S)\*\*/gs,
  /(?<![\p{L}\p{N}_])__(?=\S)(.+?)(?<=\S)__(?![\p{L}\p{N}_])/gsu,
  /~~(?=\S)(.+?)(?<=\S)~~/gs,
  /\*(?=[^\s*])([^*]*?)(?<=\S)\*/gs,
  /(?<![\p{L}\p{N}_])_(?=[^\s_])(.*?)(?<=\S)_(?![\p{L}\p{N}_])/gsu,
];

function unmark(text: string): string {
  let result = text;
  for (const rule of EMPHASIS) result = result.replace(rule, '$1');
  return result === text ? result : unmark(result);
}

/** One stretch of text without line structure; what stands in a conversation is read again and again. */
export const readInline = remember((source: string): string => {
  const kept = new Kept();
  let text = source.replace(/[\uE000\uE001]/g, '');
  text = text.replace(/(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)/gs, (_, __: string, code: string) =>
    kept.put(code),
  );
  text = text.replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) => kept.put(mark));
  text = text.replace(
    /!?\[((?:[^[\]]|\[[^[\]]*\])*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+"[^"]*")?\s*\)/g,
    (_, label: string, url: string) => `${label}${kept.put(` <${url}>`)}`,
  );
  text = text.replace(/<((?:https?|mailto):[^\s<>]+)>/g, (_, url: string) => kept.put(url));
  text = text.replace(/https?:\/\/[^\s<>()*~\uE000]+/g, (url) => kept.put(url));
  text = text.replace(ENTITY, (entity) => kept.put(decodeEntity(entity)));
  return kept.restore(unmark(text)).replace(/[\u200B\u200C\u2060\uFEFF]/g, '');
});

const SEPARATOR = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

function isSeparator(line: string | undefined): boolean {
  return line?.includes('|') === true && SEPARATOR.test(line);
}

function readRow(line: string): string {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner
    .split(/(?<!\\)\|/)
    .map((cell) => readInline(cell.trim().replaceAll('\\|', '|')))
    .join(' | ');
}

function readPlain(line: string): string {
  const body = line
    .replace(/^(\s*>)+\s?/, '')
    .replace(/^\s{0,3}#{1,6}\s+/, '')
    .replace(/^\s*[-*+]\s+/, '');
  return readInline(body).trim();
}

/** The lines of a text in reading order; blank ones, rules and table borders are left out. */
export function readMarkdown(source: string): string[] {
  const input = source.split(/\r?\n/);
  const lines: string[] = [];
  let fenced = false;
  let table = false;
  for (const [i, line] of input.entries()) {
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced;
      continue;
    }
    if (fenced) {
      if (line.trim() !== '') lines.push(line);
      continue;
    }
    if (line.includes('|') && isSeparator(input[i + 1])) table = true;
    else if (!line.includes('|')) table = false;
    if (table) {
      if (!isSeparator(line)) lines.push(readRow(line));
      continue;
    }
    if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) continue;
    const text = readPlain(line);
    if (text !== '') lines.push(text);
  }
  return lines;
}
