// Names after an @ in what people type: who is named, and whether it is the bot.
import type { IncomingPart } from '../../chat/incoming.ts';
import { account } from './options.ts';

const named = /(?<![\p{L}\p{N}_.@-])@([a-z0-9][a-z0-9._-]*)/giu;

/** The name as written, then without the dots, dashes and underscores at its end one by one: `@ana.` names ana, unless there is an `ana.`. */
function readings(written: string): string[] {
  const all = [written.toLowerCase()];
  for (let name = written.toLowerCase(); /[._-]$/.test(name); ) {
    name = name.slice(0, -1);
    all.push(name);
  }
  return all;
}

/** Every user name that the text may name, at most `most` of them. */
export function namesIn(text: string, most: number): readonly string[] {
  const all = [...text.matchAll(named)].flatMap((found) => readings(found[1] as string));
  return [...new Set(all)].slice(0, most);
}

/** The text with those who are named in it as persons; other names stay text. `ids`: user names in lower case to user ids. */
export function peopleIn(text: string, ids: ReadonlyMap<string, string>): readonly IncomingPart[] {
  const parts: IncomingPart[] = [];
  let from = 0;
  for (const found of text.matchAll(named)) {
    const name = readings(found[1] as string).find((reading) => ids.has(reading));
    if (name === undefined) continue;
    if (found.index > from) parts.push(text.slice(from, found.index));
    parts.push({ kind: 'person', account: account(ids.get(name) as string), name });
    from = found.index + 1 + name.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

function occurrences(text: string, bot: string): readonly { start: number; end: number }[] {
  return [...text.matchAll(named)].flatMap((found) => {
    const name = readings(found[1] as string).find((reading) => reading === bot);
    return name === undefined ? [] : [{ start: found.index, end: found.index + 1 + name.length }];
  });
}

export function namesBot(text: string, bot: string): boolean {
  return occurrences(text, bot.toLowerCase()).length > 0;
}

/** Without the bot's name at its start; `anywhere`: else without the first of them. */
export function withoutBot(text: string, bot: string, anywhere: boolean): string {
  const all = occurrences(text, bot.toLowerCase());
  const leading = all.find(({ start }) => text.slice(0, start).trim() === '');
  const cut = leading ?? (anywhere ? all[0] : undefined);
  if (cut === undefined) return text.trim();
  const rest = text.slice(cut.end).replace(/^\s*[:,]/, '');
  return `${text.slice(0, cut.start)}${rest}`.trim();
}
