// What a person sees of a post or an ephemeral answer, in the common form of all platforms.
import type { Seen, SeenButton } from '../seen.ts';
import { attachmentsOf, isRecord } from './attachments.ts';
import { readInline, readMarkdown } from './markdown.ts';
import type { Action, Channel, Post, Props } from './types.ts';
import type { World } from './world.ts';

/** What pressing a seen button needs. */
export interface Press {
  readonly postId: string;
  readonly actionId: string;
  readonly cookie: string;
  readonly option?: string;
}

export function isPress(value: unknown): value is Press {
  return (
    isRecord(value) &&
    typeof value['postId'] === 'string' &&
    typeof value['actionId'] === 'string' &&
    typeof value['cookie'] === 'string'
  );
}

/** A menu gives one entry for each of its options, labelled "name: option". */
function buttonsOf(action: Action, postId: string): SeenButton[] {
  const press: Press = { postId, actionId: action.id, cookie: action.cookie ?? '' };
  if (action.type !== 'select' || action.options === undefined)
    return [{ label: action.name, press }];
  return action.options.map((option) => ({
    label: `${action.name}: ${option.text}`,
    press: { ...press, option: option.value },
  }));
}

export interface Content {
  readonly lines: readonly string[];
  readonly fields: readonly (readonly [label: string, value: string])[];
  readonly buttons: readonly SeenButton[];
}

export function readContent(message: string, props: Props, postId: string): Content {
  const lines = readMarkdown(message);
  const fields: (readonly [string, string])[] = [];
  const buttons: SeenButton[] = [];
  for (const attachment of attachmentsOf(props)) {
    lines.push(...readMarkdown(attachment.pretext));
    if (attachment.author_name !== '') lines.push(attachment.author_name);
    if (attachment.title !== '') {
      const title = readInline(attachment.title);
      lines.push(attachment.title_link === '' ? title : `${title} <${attachment.title_link}>`);
    }
    lines.push(...readMarkdown(attachment.text));
    for (const field of attachment.fields ?? [])
      fields.push([readInline(field.title), readMarkdown(String(field.value)).join('\n')]);
    if (attachment.footer !== '') lines.push(attachment.footer);
    for (const action of attachment.actions ?? [])
      if (action.name !== '') buttons.push(...buttonsOf(action, postId));
  }
  return { lines, fields, buttons };
}

/** The only reader of a direct channel: whoever is not the author, or the person when the author is one. */
function readerOf(world: World, channel: Channel): string {
  if (channel.type !== 'D') return '';
  return [...channel.members].find((id) => id !== world.botId) ?? '';
}

export function seenPost(world: World, post: Post, change: Seen['change']): Seen {
  const channel = world.channels.get(post.channelId);
  if (channel === undefined) throw new Error(`post ${post.id} stands in no channel`);
  const content =
    change === 'deleted'
      ? { lines: [], fields: [], buttons: [] }
      : readContent(post.message, post.props, post.id);
  return {
    where: channel.type === 'D' ? 'direct' : 'channel',
    change,
    reader: readerOf(world, channel),
    channel: channel.id,
    messageId: post.id,
    ...content,
  };
}

export function noteSeen(world: World, seen: Seen): void {
  world.seen.push(seen);
  world.changed();
}

/** Everything that came to the eyes of one person: her own lines, and those of the channels she is in. */
export function seenBy(world: World, ref?: string): readonly Seen[] {
  if (ref === undefined) return [...world.seen];
  const { id } = world.user(ref);
  return world.seen.filter((seen) =>
    seen.where === 'channel'
      ? (world.channels.get(seen.channel)?.members.has(id) ?? false)
      : seen.reader === id,
  );
}
