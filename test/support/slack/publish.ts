// Puts messages and private answers into a workspace, changes and removes them, and lets people see it.
import { storedBlocks, validateBlocks } from './blocks.ts';
import { lengthOf } from './checks.ts';
import { isRecord, type Json } from './json.ts';
import { MESSAGE } from './limits.ts';
import { checkEdit, showEphemeral, showMessage } from './transcript.ts';
import type { Channel, Ephemeral, Message, Workspace } from './workspace.ts';
import type { World } from './world.ts';

export interface Body {
  readonly text: string;
  readonly blocks: readonly Json[];
}

/** Where blocks came from, for the words of a fault. */
export function blockProblems(world: World, blocks: unknown, from: string): string[] {
  const problems = validateBlocks(blocks);
  for (const one of problems) world.journal.fault('blocks', `${from}: ${one}`);
  return problems;
}

export function checkText(world: World, body: Body, from: string): void {
  if (body.text.trim() === '') world.journal.fault('text', `${from}: blocks without a text`);
  if (lengthOf(body.text) > MESSAGE.text)
    world.journal.fault('text', `${from}: text over ${MESSAGE.text} characters`);
}

export function isBlockList(blocks: unknown): blocks is Json[] {
  return Array.isArray(blocks) && blocks.every(isRecord);
}

export interface Extra {
  readonly threadTs?: string;
  readonly metadata?: Json;
}

export function postMessage(
  world: World,
  workspace: Workspace,
  channel: Channel,
  body: Body,
  extra: Extra = {},
): Message {
  const message = workspace.post({
    channel: channel.id,
    author: workspace.botUser,
    text: body.text,
    blocks: storedBlocks(body.blocks),
    ...extra,
  });
  showMessage(world, workspace, message, 'posted');
  world.echo(workspace, message, '');
  return message;
}

export function editMessage(
  world: World,
  workspace: Workspace,
  message: Message,
  body: Body,
  from: string,
): void {
  const before = { ...message };
  const blocks = storedBlocks(body.blocks);
  checkEdit(world, message.blocks, blocks, from);
  message.text = body.text;
  message.blocks = blocks;
  if (blocks.length === 0) message.edited = true;
  showMessage(world, workspace, message, 'edited');
  world.echo(workspace, message, 'message_changed', before);
}

export function deleteMessage(world: World, workspace: Workspace, message: Message): void {
  workspace.remove(message);
  showMessage(world, workspace, message, 'deleted');
  world.echo(workspace, message, 'message_deleted', message);
}

export function whisper(
  world: World,
  workspace: Workspace,
  channel: string,
  reader: string,
  body: Body,
): Ephemeral {
  const one = workspace.whisper(channel, reader, body.text, storedBlocks(body.blocks));
  showEphemeral(world, workspace, one, 'posted');
  return one;
}

export function replaceWhisper(
  world: World,
  workspace: Workspace,
  one: Ephemeral,
  body: Body,
  from: string,
): void {
  const blocks = storedBlocks(body.blocks);
  checkEdit(world, one.blocks, blocks, from);
  one.text = body.text;
  one.blocks = blocks;
  showEphemeral(world, workspace, one, 'replaced');
}

export function removeWhisper(world: World, workspace: Workspace, one: Ephemeral): void {
  one.gone = true;
  showEphemeral(world, workspace, one, 'deleted');
}

function profileOf(world: World, workspace: Workspace): Json {
  return {
    id: workspace.botId,
    app_id: world.appId,
    name: workspace.botName,
    deleted: false,
    updated: 1_700_000_000,
    icons: {},
    team_id: workspace.teamId,
  };
}

/** A message as the Web API and payloads give it. */
export function wireMessage(world: World, workspace: Workspace, message: Message): Json {
  const own = message.author === workspace.botUser;
  return {
    type: 'message',
    user: message.author,
    ts: message.ts,
    team: workspace.teamId,
    text: message.text,
    ...(own
      ? { bot_id: workspace.botId, app_id: world.appId, bot_profile: profileOf(world, workspace) }
      : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.edited ? { edited: { user: message.author, ts: message.ts } } : {}),
  };
}
