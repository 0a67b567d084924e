// Reads Slack's mrkdwn back into the lines that a person sees: marks removed, entities decoded, links as "label <url>", people as "@name".

/** How ids are shown. Undefined for an unknown id, which Slack shows as it is. */
export interface Names {
  person(id: string): string | undefined;
  channel(id: string): string | undefined;
}

export interface Read {
  readonly text: string;
  /** What pings somebody, as it was written: `<@U01ANA>`, `<!channel>`. */
  readonly pings: readonly string[];
}

const OPEN = '\uE000';
const CLOSE = '\uE001';

export function decodeEntities(source: string): string {
  return source.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function encodeEntities(source: string): string {
  return source.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What people cannot see. */
export function withoutInvisible(source: string): string {
  return source.replace(/[\u200B\u200C\u2060\uFEFF]/g, '');
}

function readDate(body: string): string {
  const bar = body.indexOf('|');
  const [, , , link] = body.slice(0, bar === -1 ? undefined : bar).split('^');
  const shown = bar === -1 ? `<${body}>` : decodeEntities(body.slice(bar + 1));
  return link === undefined ? shown : `${shown} <${decodeEntities(link)}>`;
}

function readSpecial(body: string, label: string, pings: string[]): string {
  if (body.startsWith('!date^')) return readDate(label === '' ? body : `${body}|${label}`);
  pings.push(`<${body}>`);
  if (body.startsWith('!subteam^')) return label === '' ? `@${body.slice(9)}` : label;
  return `@${body.slice(1)}`;
}

function readAngle(inner: string, names: Names, pings: string[]): string {
  const bar = inner.indexOf('|');
  const body = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? '' : inner.slice(bar + 1);
  if (body.startsWith('@')) {
    pings.push(`<${body}>`);
    return `@${names.person(body.slice(1)) ?? body.slice(1)}`;
  }
  if (body.startsWith('#')) return `#${names.channel(body.slice(1)) ?? body.slice(1)}`;
  if (body.startsWith('!')) return readSpecial(body, label, pings);
  const url = decodeEntities(body);
  return label === '' ? url : `${decodeEntities(label)} <${url}>`;
}

const BEFORE = '(?<![\\p{L}\\p{N}])';
const AFTER = '(?![\\p{L}\\p{N}])';
const EMPHASIS = ['\\*', '_', '~'].map(
  (mark) =>
    new RegExp(`${BEFORE}${mark}(?=[^\\s${mark}])([^\\n${mark}]*?)(?<=\\S)${mark}${AFTER}`, 'gu'),
);

function unmark(source: string): string {
  let result = source;
  for (const rule of EMPHASIS) result = result.replace(rule, '$1');
  return result === source ? result : unmark(result);
}

/** A mrkdwn text as it is seen, its line breaks kept. */
export function readMrkdwn(source: string, names: Names): Read {
  const pings: string[] = [];
  const kept: string[] = [];
  const keep = (piece: string): string => {
    kept.push(piece);
    return `${OPEN}${kept.length - 1}${CLOSE}`;
  };
  let text = source.replaceAll(OPEN, '').replaceAll(CLOSE, '');
  const shown = (code: string): string =>
    keep(
      decodeEntities(
        code.replace(/<([^<>\n]+)>/g, (_, inner: string) => readAngle(inner, names, pings)),
      ),
    );
  text = text.replace(/```\n?([\s\S]+?)\n?```/g, (_, code: string) => shown(code));
  text = text.replace(/`([^`\n]+)`/g, (_, code: string) => shown(code));
  text = text.replace(/<([^<>\n]+)>/g, (_, inner: string) => keep(readAngle(inner, names, pings)));
  text = text.replace(/^>\s?/gm, '').replace(/^•\s+/gm, '');
  text = text.replace(/&(?:amp|lt|gt);/g, (entity) => keep(decodeEntities(entity)));
  text = unmark(text);
  const piece = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');
  while (text.includes(OPEN)) text = text.replace(piece, (_, i: string) => kept[Number(i)] ?? '');
  return { text: withoutInvisible(text), pings };
}

/** The lines that are not blank. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
