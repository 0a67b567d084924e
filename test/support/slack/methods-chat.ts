// The chat.* methods: posting, whispering, editing and deleting, with their refusals.
import { lengthOf } from './checks.ts';
import { isRecord, type Json, stringAt } from './json.ts';
import { MESSAGE, TIER } from './limits.ts';
import { type Args, type CallOf, type Method, Refusal, visibleChannel } from './method.ts';
import {
  type Body,
  blockProblems,
  checkText,
  deleteMessage,
  editMessage,
  isBlockList,
  postMessage,
  whisper,
  wireMessage,
} from './publish.ts';
import type { Channel, Message } from './workspace.ts';

function blocksOf(call: CallOf, from: string): Json[] {
  if (!call.args.has('blocks')) return [];
  const blocks = call.args.decoded('blocks');
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  const problems = blockProblems(call.world, blocks, from);
  if (problems.length > 0 || !isBlockList(blocks))
    throw new Refusal('invalid_blocks', { response_metadata: { messages: problems } });
  return blocks;
}

function bodyOf(call: CallOf, from: string): Body {
  for (const name of [
    'attachments',
    'markdown_text',
    'as_user',
    'username',
    'icon_url',
    'icon_emoji',
  ])
    if (call.args.has(name)) call.world.journal.fault('unsupported', `${from}: ${name}`);
  const body = { text: call.args.text('text'), blocks: blocksOf(call, from) };
  if (body.text.trim() === '' && body.blocks.length === 0) throw new Refusal('no_text');
  checkText(call.world, body, from);
  return body;
}

function metadataOf(args: Args): { metadata?: Json } {
  if (!args.has('metadata')) return {};
  const metadata = args.decoded('metadata');
  if (!isRecord(metadata)) throw new Refusal('invalid_metadata_format');
  if (stringAt(metadata, 'event_type') === '' || !isRecord(metadata['event_payload']))
    throw new Refusal('invalid_metadata_schema');
  return { metadata };
}

/** A conversation to post to; a person's id opens the direct one. */
function target(call: CallOf): Channel {
  const id = call.args.required('channel');
  const { workspace } = call;
  const person = workspace.people.get(id);
  if (person !== undefined && !person.bot) return workspace.openDirect(id).channel;
  const channel = visibleChannel(workspace, id);
  if (channel.archived) throw new Refusal('is_archived');
  return channel;
}

function post(call: CallOf): Json {
  const { world, workspace, args } = call;
  const channel = target(call);
  if (!channel.members.has(workspace.botUser) && !workspace.scopes.has('chat:write.public'))
    throw new Refusal('not_in_channel');
  const body = bodyOf(call, 'chat.postMessage');
  const metadata = metadataOf(args);
  const threadTs = args.text('thread_ts');
  if (threadTs !== '' && workspace.message(channel.id, threadTs) === undefined)
    throw new Refusal('cannot_reply_to_message');
  call.pace(channel);
  const cut = { ...body, text: [...body.text].slice(0, MESSAGE.textHard).join('') };
  const message = postMessage(world, workspace, channel, cut, {
    ...metadata,
    ...(threadTs === '' ? {} : { threadTs }),
  });
  return { channel: channel.id, ts: message.ts, message: wireMessage(world, workspace, message) };
}

function postEphemeral(call: CallOf): Json {
  const { world, workspace, args } = call;
  const reader = args.required('user');
  const channel = visibleChannel(workspace, args.required('channel'));
  if (channel.archived) throw new Refusal('is_archived');
  if (!channel.members.has(workspace.botUser)) throw new Refusal('not_in_channel');
  if (!channel.members.has(reader)) throw new Refusal('user_not_in_channel');
  const body = bodyOf(call, 'chat.postEphemeral');
  if (lengthOf(body.text) > MESSAGE.text) throw new Refusal('msg_too_long');
  return { message_ts: whisper(world, workspace, channel.id, reader, body).ts };
}

/** A message that the bot wrote itself. */
function ownMessage(call: CallOf, channel: Channel, refusal: string): Message {
  const message = call.workspace.message(channel.id, call.args.required('ts'));
  if (message === undefined) throw new Refusal('message_not_found');
  if (message.author !== call.workspace.botUser) throw new Refusal(refusal);
  return message;
}

function update(call: CallOf): Json {
  const { world, workspace, args } = call;
  const channel = visibleChannel(workspace, args.required('channel'));
  if (channel.archived) throw new Refusal('is_inactive');
  const message = ownMessage(call, channel, 'cant_update_message');
  if (lengthOf(args.text('text')) > MESSAGE.text) throw new Refusal('msg_too_long');
  const metadata = metadataOf(args);
  const keeps = !args.has('text') && !args.has('blocks');
  const body = keeps
    ? { text: message.text, blocks: message.blocks }
    : bodyOf(call, `chat.update of ${message.ts}`);
  if (metadata.metadata !== undefined) message.metadata = metadata.metadata;
  editMessage(world, workspace, message, body, `chat.update of ${message.ts}`);
  const wire = wireMessage(world, workspace, message);
  delete wire['ts'];
  return { channel: channel.id, ts: message.ts, text: message.text, message: wire };
}

function remove(call: CallOf): Json {
  const channel = visibleChannel(call.workspace, call.args.required('channel'));
  const message = ownMessage(call, channel, 'cant_delete_message');
  deleteMessage(call.world, call.workspace, message);
  return { channel: channel.id, ts: message.ts };
}

const writes = { token: 'bot', scopes: ['chat:write'] } as const;

export const CHAT: Readonly<Record<string, Method>> = {
  'chat.postMessage': { ...writes, perMinute: TIER.special, run: post },
  'chat.postEphemeral': { ...writes, perMinute: TIER.four, run: postEphemeral },
  'chat.update': { ...writes, perMinute: TIER.three, run: update },
  'chat.delete': { ...writes, perMinute: TIER.three, run: remove },
};
