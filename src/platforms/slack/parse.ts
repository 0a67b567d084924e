// Slack's payloads, already verified, to what reached us: who, where, what, and under which key it is answered once.
import { decodeAction } from '../../chat/action.ts';
import type { AccountNews, IncomingPress, IncomingWords, Place } from '../../chat/incoming.ts';
import { trimmed, unescapeText, withoutMention } from './text.ts';

/** Who we are in this workspace, from auth.test. */
export interface Self {
  readonly team: string;
  readonly botUser: string;
  readonly botId: string;
}

export interface CommandPayload {
  readonly team_id: string;
  readonly user_id: string;
  readonly channel_id: string;
  readonly text?: string;
  readonly trigger_id: string;
}

export interface PressPayload {
  readonly trigger_id?: string;
  readonly view?: { readonly id: string; readonly hash?: string; readonly type: string };
  readonly team?: { readonly id: string } | null;
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly channel?: { readonly id: string };
  readonly container: {
    readonly message_ts?: string;
    readonly channel_id?: string;
    readonly is_ephemeral?: boolean;
    readonly view_id?: string;
  };
  readonly actions: readonly {
    readonly action_id: string;
    readonly action_ts: string;
    readonly block_id?: string;
  }[];
}

export interface EventPayload {
  readonly event_id: string;
  readonly event: {
    readonly type: string;
    readonly subtype?: string | undefined;
    readonly user?: string;
    readonly bot_id?: string;
    readonly team?: string;
    readonly user_team?: string;
    readonly text?: string;
    readonly channel: string;
    readonly channel_type?: string;
    readonly thread_ts?: string;
  };
}

export interface UserChangePayload {
  readonly event: {
    readonly event_ts: string;
    readonly user: { readonly id: string; readonly team_id?: string; readonly deleted?: boolean };
  };
}

/** A slash command: our own, the caller has looked. */
export function parseCommand(payload: CommandPayload, self: Self): IncomingWords {
  return {
    kind: 'words',
    ...speaker(payload.user_id, payload.team_id, self),
    place: placeOf(payload.channel_id, self),
    delivery: `slack:${self.team}:command:${payload.trigger_id}`,
    event: false,
    text: trimmed(unescapeText(payload.text ?? '', self.team)),
  };
}

/** A pressed button. Throws where Slack's payload has no action, which it never sends. */
export function parsePress(payload: PressPayload, self: Self): IncomingPress {
  const { container, user } = payload;
  const action = payload.actions[0];
  if (action === undefined) throw new Error('a press without an action');
  const channel = payload.channel?.id ?? container.channel_id ?? '';
  const place = placeOf(channel, self);
  return {
    kind: 'press',
    ...speaker(user.id, user.team_id ?? payload.team?.id, self),
    place,
    // Two presses of one button differ in action_ts alone.
    delivery: `slack:${self.team}:press:${user.id}:${container.message_ts ?? container.view_id ?? ''}:${action.action_ts}`,
    event: false,
    action: decodeAction(action.action_id),
    pressed:
      place.kind === 'channel' && container.is_ephemeral !== true
        ? container.message_ts
        : undefined,
  };
}

/** A mention or a direct message; undefined for what nobody said to us: our own messages, edits, other bots' messages. */
export function parseEvent(payload: EventPayload, self: Self): IncomingWords | undefined {
  const { event } = payload;
  const { user, channel } = event;
  const direct = channel.startsWith('D');
  if (user === undefined || user === self.botUser || event.bot_id === self.botId) return undefined;
  if (event.type === 'message') {
    // Slack's own bot speaks in everybody's direct messages without a bot_id.
    const said = event.subtype === undefined && event.bot_id === undefined && user !== 'USLACKBOT';
    if (!said || !(event.channel_type === 'im' || direct)) return undefined;
  } else if (event.type === 'app_mention') {
    // In a direct message the same words come as message.im.
    if (direct) return undefined;
  } else return undefined;
  const from = speaker(user, event.user_team ?? event.team, self);
  return {
    kind: 'words',
    ...from,
    speaker: event.bot_id === undefined ? from.speaker : 'bot',
    place: placeOf(channel, self),
    delivery: `slack:${self.team}:event:${payload.event_id}`,
    event: true,
    text: withoutMention(unescapeText(event.text ?? '', self.team), self.botUser),
  };
}

/** Somebody's profile changed, or their account was deactivated or came back; undefined for people of other workspaces, whom we do not keep. */
export function parseUserChange(payload: UserChangePayload, self: Self): AccountNews | undefined {
  const { user, event_ts } = payload.event;
  const at = Math.floor(Number(event_ts) * 1000);
  if ((user.team_id ?? self.team) !== self.team || !Number.isFinite(at)) return undefined;
  const account = { platform: 'slack', workspace: self.team, user: user.id } as const;
  return { account, active: user.deleted !== true, at };
}

export function speaker(
  user: string,
  team: string | undefined,
  self: Self,
): Pick<IncomingWords, 'account' | 'speaker'> {
  const workspace = team ?? self.team;
  return {
    account: { platform: 'slack', workspace, user },
    speaker: workspace === self.team ? 'person' : 'stranger',
  };
}

/** A view has no channel: it is the person's own. */
export const directPlace = (self: Self): Place => placeOf('', self);

function placeOf(channel: string, self: Self): Place {
  return {
    conversation: { platform: 'slack', workspace: self.team, channel },
    kind: channel === '' || channel.startsWith('D') ? 'direct' : 'channel',
  };
}
