// The payloads that Slack sends: events, slash commands and pressed buttons.
import { randomUUID } from 'node:crypto';
import { type Json, stringAt } from './json.ts';
import { encodeEntities } from './mrkdwn.ts';
import { wireMessage } from './publish.ts';
import type { Press } from './transcript.ts';
import type { Channel, Message, Person, Workspace } from './workspace.ts';
import type { EchoSubtype, World } from './world.ts';

export const VERIFICATION = 'stand-in-verification';

/** What a person typed, as Slack escapes it: entities, people, channels and links. */
export function escapeTyped(workspace: Workspace, typed: string, labels: boolean): string {
  const people = [...workspace.people.values()];
  const channels = [...workspace.channels.values()];
  return encodeEntities(typed)
    .replace(/(?<![\p{L}\p{N}])@([\p{L}\p{N}][\p{L}\p{N}._-]*)/gu, (whole, name: string) => {
      const person = people.find((one) => one.name === name);
      if (person === undefined) return whole;
      return labels ? `<@${person.id}|${person.name}>` : `<@${person.id}>`;
    })
    .replace(/(?<![\p{L}\p{N}])#([\p{L}\p{N}_-]+)/gu, (whole, name: string) => {
      const channel = channels.find((one) => one.name === name && one.kind === 'public');
      return channel === undefined ? whole : `<#${channel.id}|${channel.name}>`;
    })
    .replace(/https?:\/\/[^\s<>]+/g, (url) => `<${url}>`);
}

export function commandPayload(
  world: World,
  workspace: Workspace,
  channel: Channel,
  person: Person,
  command: string,
  text: string,
): Json {
  const kinds = { public: channel.name, private: 'privategroup', im: 'directmessage' } as const;
  return {
    token: VERIFICATION,
    team_id: workspace.teamId,
    team_domain: workspace.domain,
    channel_id: channel.id,
    channel_name: kinds[channel.kind],
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: world.appId,
    is_enterprise_install: 'false',
    response_url: world.newResponseUrl({
      team: workspace.teamId,
      channel: channel.id,
      user: person.id,
      from: 'command',
    }),
    trigger_id: world.newTrigger(workspace.teamId, person.id),
  };
}

export function actionOf(press: Pick<Press, 'element' | 'blockId' | 'option'>, at: string): Json {
  const { element, blockId } = press;
  const type = stringAt(element, 'type');
  const kept: Json = {};
  const keys =
    type === 'button' ? ['text', 'value', 'url', 'style', 'confirm'] : ['placeholder', 'confirm'];
  for (const key of keys) if (element[key] !== undefined) kept[key] = element[key];
  return {
    action_id: stringAt(element, 'action_id'),
    block_id: blockId,
    ...kept,
    ...(press.option === undefined ? {} : { selected_option: press.option }),
    type,
    action_ts: at,
  };
}

function stateOf(press: Press): Json {
  const type = stringAt(press.element, 'type');
  if (['button', 'overflow'].includes(type)) return { values: {} };
  const chosen = { type, selected_option: press.option ?? null };
  return { values: { [press.blockId]: { [stringAt(press.element, 'action_id')]: chosen } } };
}

/** Of a posted message with the message, of a private answer without it. */
export function actionPayload(
  world: World,
  workspace: Workspace,
  person: Person,
  press: Press,
  message: Message | undefined,
): Json {
  const channel = workspace.channel(press.channel);
  const names = { public: channel.name, private: 'privategroup', im: 'directmessage' } as const;
  return {
    type: 'block_actions',
    user: { id: person.id, username: person.name, name: person.name, team_id: workspace.teamId },
    api_app_id: world.appId,
    token: VERIFICATION,
    container: {
      type: 'message',
      message_ts: press.ts,
      channel_id: channel.id,
      is_ephemeral: press.ephemeral,
      ...(message?.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    trigger_id: world.newTrigger(workspace.teamId, person.id),
    team: { id: workspace.teamId, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel.id, name: names[channel.kind] },
    ...(message === undefined ? {} : { message: wireMessage(world, workspace, message) }),
    state: stateOf(press),
    response_url: world.newResponseUrl({
      team: workspace.teamId,
      channel: channel.id,
      user: person.id,
      from: 'action',
      original: { ts: press.ts, ephemeral: press.ephemeral },
    }),
    actions: [actionOf(press, workspace.nextTs())],
  };
}

export function eventPayload(world: World, workspace: Workspace, event: Json): Json {
  return {
    token: VERIFICATION,
    team_id: workspace.teamId,
    api_app_id: world.appId,
    event,
    type: 'event_callback',
    event_id: `Ev${workspace.teamId.slice(1)}${String(world.next()).padStart(6, '0')}`,
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.teamId,
        user_id: workspace.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${world.next()}`,
  };
}

/** A written text as the rich text that Slack's own clients make of it. */
function richText(text: string): Json[] {
  const decode = (part: string): string =>
    part.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const elements = text
    .split(/(<[^<>]+>)/)
    .filter((part) => part !== '')
    .map((part): Json => {
      const user = /^<@([^|>]+)/.exec(part)?.[1];
      if (user !== undefined) return { type: 'user', user_id: user };
      const channel = /^<#([^|>]+)/.exec(part)?.[1];
      if (channel !== undefined) return { type: 'channel', channel_id: channel };
      const url = /^<(https?:[^|>]+)/.exec(part)?.[1];
      if (url !== undefined) return { type: 'link', url: decode(url) };
      return { type: 'text', text: decode(part) };
    });
  return [
    { type: 'rich_text', block_id: 'typed', elements: [{ type: 'rich_text_section', elements }] },
  ];
}

/** What a person wrote, as an event; `type` is `app_mention` or `message`. */
export function writtenEvent(
  workspace: Workspace,
  message: Message,
  type: 'app_mention' | 'message',
): Json {
  const kinds = { public: 'channel', private: 'group', im: 'im' } as const;
  const kind = kinds[workspace.channel(message.channel).kind];
  return {
    user: message.author,
    type,
    ts: message.ts,
    client_msg_id: randomUUID(),
    text: message.text,
    team: workspace.teamId,
    blocks: richText(message.text),
    channel: message.channel,
    event_ts: message.ts,
    ...(type === 'message' ? { channel_type: kind } : {}),
  };
}

/** The bot's own message, as it comes back to the bot. */
export function ownEvent(
  world: World,
  workspace: Workspace,
  message: Message,
  subtype: EchoSubtype,
  before?: Message,
): Json {
  const kinds = { public: 'channel', private: 'group', im: 'im' } as const;
  const channel_type = kinds[workspace.channel(message.channel).kind];
  const wire = wireMessage(world, workspace, message);
  if (subtype === '')
    return { ...wire, channel: message.channel, event_ts: message.ts, channel_type };
  const at = workspace.nextTs();
  const previous =
    before !== undefined ? { previous_message: wireMessage(world, workspace, before) } : {};
  return {
    type: 'message',
    subtype,
    hidden: true,
    channel: message.channel,
    ts: at,
    event_ts: at,
    channel_type,
    ...(subtype === 'message_deleted' ? { deleted_ts: message.ts } : { message: wire }),
    ...previous,
  };
}
