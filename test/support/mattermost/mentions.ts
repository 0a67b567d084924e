// Who is notified by a post. Escapes do not help; only code and an invisible character after the @ do.
import { attachmentsOf } from './attachments.ts';
import { decodeEntity, ENTITY } from './markdown.ts';
import type { Channel, Post, User } from './types.ts';

const EVERYBODY = new Set(['all', 'channel', 'here']);

export interface Mentions {
  readonly words: readonly string[];
  readonly users: readonly string[];
}

/** The text without code and without addresses, entities decoded. */
function readable(text: string): string {
  return text
    .replace(/^\s*(```|~~~)[\s\S]*?^\s*\1\s*$/gm, ' ')
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/(`+)[^`]+?\1/g, ' ')
    .replace(/\]\([^)\s]*\)/g, '] ')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(ENTITY, decodeEntity);
}

/** The names after an @, in lower case; trailing dots, dashes and underscores are tried with and without. */
export function namesIn(text: string, known: (name: string) => boolean): string[] {
  const found = new Set<string>();
  for (const match of readable(text).matchAll(/(?<![\p{L}\p{N}])@([a-z0-9][a-z0-9._-]*)/giu)) {
    let name = (match[1] ?? '').toLowerCase();
    while (name !== '' && !known(name) && /[._-]$/.test(name)) name = name.slice(0, -1);
    if (known(name)) found.add(name);
  }
  return [...found];
}

export function mentionsOf(
  post: Pick<Post, 'message' | 'props' | 'userId'>,
  channel: Channel,
  users: ReadonlyMap<string, User>,
  fieldsToo: boolean,
): Mentions {
  const members = [...channel.members].flatMap((id) => users.get(id) ?? []);
  const active = members.filter((user) => user.deleteAt === 0 && user.id !== post.userId);
  const byName = new Map(active.map((user) => [user.username, user]));
  const texts = [post.message];
  for (const attachment of attachmentsOf(post.props)) {
    texts.push(attachment.pretext, attachment.text);
    if (fieldsToo)
      for (const field of attachment.fields ?? [])
        if (typeof field.value === 'string') texts.push(field.value);
  }
  const names = new Set(
    texts.flatMap((text) => namesIn(text, (name) => EVERYBODY.has(name) || byName.has(name))),
  );
  const notified = new Set<string>();
  for (const name of names) {
    const person = byName.get(name);
    if (person !== undefined) notified.add(person.id);
    if (!EVERYBODY.has(name)) continue;
    for (const user of active) if (name !== 'here' || user.online) notified.add(user.id);
  }
  return { words: [...names].map((name) => `@${name}`), users: [...notified] };
}
