// Writes down what people see of messages and private answers, in the common form of all platforms.
import type { Seen } from '../seen.ts';
import { blockIds, isMadeId } from './blocks.ts';
import { isRecord, type Json } from './json.ts';
import { type Content, readMessage } from './read-blocks.ts';
import type { Ephemeral, Message, Workspace } from './workspace.ts';
import type { World } from './world.ts';

/** What pressing a seen button needs. */
export interface Press {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  readonly ephemeral: boolean;
  readonly blockId: string;
  readonly element: Json;
  readonly option?: Json;
}

export function isPress(value: unknown): value is Press {
  return isRecord(value) && typeof value['ts'] === 'string' && isRecord(value['element']);
}

/** A message as it stands now. */
export interface StandingPost {
  readonly team: string;
  readonly channel: string;
  readonly messageId: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly lines: Seen['lines'];
  readonly fields: Seen['fields'];
  readonly buttons: Seen['buttons'];
}

const NOTHING: Content = { lines: [], fields: [], buttons: [], pings: [] };

function contentOf(
  world: World,
  workspace: Workspace,
  one: Message | Ephemeral,
  ephemeral: boolean,
): Content {
  return readMessage(one.text, one.blocks, world.names(workspace), (pressable): Press => {
    return { team: workspace.teamId, channel: one.channel, ts: one.ts, ephemeral, ...pressable };
  });
}

function told(workspace: Workspace, channelId: string, words: readonly string[]): string[] {
  const members = workspace.channels.get(channelId)?.members ?? new Set<string>();
  const users = new Set<string>();
  for (const word of words) {
    if (word.startsWith('<@')) users.add(word.slice(2, -1));
    else for (const member of members) users.add(member);
  }
  users.delete(workspace.botUser);
  return [...users];
}

function record(
  world: World,
  workspace: Workspace,
  seen: Seen,
  audience: Set<string>,
  words: readonly string[],
): void {
  if (words.length > 0)
    world.journal.pings.push({
      at: world.now(),
      where: seen.where,
      change: seen.change,
      channel: seen.channel,
      messageId: seen.messageId,
      words,
      users:
        seen.change === 'posted' && seen.where !== 'private'
          ? told(workspace, seen.channel, words)
          : [],
    });
  world.journal.show(seen, workspace.teamId, audience);
}

export function showMessage(
  world: World,
  workspace: Workspace,
  message: Message,
  change: Seen['change'],
): void {
  const channel = workspace.channel(message.channel);
  const people = [...channel.members].filter((id) => id !== workspace.botUser);
  const content = change === 'deleted' ? NOTHING : contentOf(world, workspace, message, false);
  const seen: Seen = {
    where: channel.kind === 'im' ? 'direct' : 'channel',
    change,
    reader: channel.kind === 'im' ? (people[0] ?? '') : '',
    channel: channel.id,
    messageId: message.ts,
    lines: content.lines,
    fields: content.fields,
    buttons: content.buttons,
  };
  record(world, workspace, seen, new Set(people), content.pings);
}

export function showEphemeral(
  world: World,
  workspace: Workspace,
  one: Ephemeral,
  change: Seen['change'],
): void {
  const content = change === 'deleted' ? NOTHING : contentOf(world, workspace, one, true);
  const seen: Seen = {
    where: 'private',
    change,
    reader: one.reader,
    channel: one.channel,
    messageId: '',
    lines: content.lines,
    fields: content.fields,
    buttons: content.buttons,
  };
  record(world, workspace, seen, new Set([one.reader]), content.pings);
}

/** What Slack itself tells a person, for instance that a command failed. */
export function showNotice(
  world: World,
  workspace: Workspace,
  channel: string,
  reader: string,
  line: string,
): void {
  const seen: Seen = {
    where: 'private',
    change: 'posted',
    reader,
    channel,
    messageId: '',
    lines: [line],
    fields: [],
    buttons: [],
  };
  record(world, workspace, seen, new Set([reader]), []);
}

/** The bot's messages as they stand, oldest first. */
export function standingPosts(
  world: World,
  workspace: Workspace,
  channel?: string,
): StandingPost[] {
  return [...workspace.messages.values()]
    .flat()
    .filter((one) => one.author === workspace.botUser)
    .filter((one) => channel === undefined || one.channel === channel)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1))
    .map((one) => {
      const { lines, fields, buttons } = contentOf(world, workspace, one, false);
      const { text, blocks } = one;
      return {
        team: workspace.teamId,
        channel: one.channel,
        messageId: one.ts,
        text,
        blocks,
        lines,
        fields,
        buttons,
      };
    });
}

/** Every edit needs new block ids; an edit that changes nothing is a retry and keeps them. */
export function checkEdit(
  world: World,
  before: readonly Json[],
  after: readonly Json[],
  what: string,
): void {
  const own = (blocks: readonly Json[]): string[] => blockIds(blocks).filter((id) => !isMadeId(id));
  const old = new Set(own(before));
  const same = [...new Set(own(after).filter((id) => old.has(id)))];
  const content = (blocks: readonly Json[]): string =>
    JSON.stringify(blocks, (key, value: unknown) =>
      ['block_id', 'action_id'].includes(key) && isMadeId(String(value)) ? undefined : value,
    );
  if (same.length > 0 && content(before) !== content(after))
    world.journal.fault('same-block-id', `${what} kept ${same.join(', ')}`);
}
