// Sending: messages by their outbox key, looking for one again, direct conversations, and what Slack says of a person.
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { PlatformMemory } from '../../chat/memory.ts';
import type {
  Log,
  LookOutcome,
  Machine,
  Platform,
  Profile,
  SendOutcome,
} from '../../chat/platform.ts';
import type { Account, Conversation } from '../../kernel/account.ts';
import { deadToken, type FailedOutcome, outcomeOf } from './outcome.ts';
import type { Self } from './parse.ts';
import { markOf, render, type Shapes, type SlackMessage, shapesOf } from './render.ts';

export interface SenderParts {
  /** Without retries: a post whose answer was lost must not be sent again by itself. */
  readonly client: WebClient;
  readonly self: Self;
  readonly memory: PlatformMemory;
  readonly machine: Machine;
  readonly log: Log;
  /** Called when Slack says that our token is dead, with its word for it. */
  readonly onDeadToken: (code: string) => void;
}

export type Sender = Pick<Platform, 'openDirect' | 'post' | 'edit' | 'look' | 'describe'> & {
  /** A message that only `user` sees in a channel. */
  whisper(channel: string, user: string, shapes: Shapes, thread?: string): Promise<SendOutcome>;
  /** A message without a key: an answer in a direct conversation. */
  say(channel: string, shapes: Shapes, thread?: string): Promise<SendOutcome>;
};

// Data names people and channels on its own terms: Slack is to parse nothing, nor to fetch previews.
const literally = { parse: 'none', link_names: false } as const;
const plainly = { ...literally, unfurl_links: false, unfurl_media: false } as const;

/** Slack's words for a block that it does not take; of a table, which is an attachment to it, the second. */
const refusedShape = /^invalid_(?:blocks|attachments)\b/;

/** Slack limits posts in one conversation to about one a second, and lets short bursts pass. */
const channelBurstMs = 3_000;
const keptChannels = 1_000;

const pageSize = 200;
const pagesLooked = 20;

export function createSender(parts: SenderParts): Sender {
  const { client, self, memory, machine, log } = parts;
  /** When this program last posted in a conversation. */
  const postedAt = new Map<string, number>();

  /** Slack does not say which of its two limits on posts it means: that of a conversation in which nothing was posted just now it cannot be. */
  const limitOn = (channel: string): 'method' | 'channel' => {
    const now = machine.now();
    const last = postedAt.get(channel);
    if (postedAt.size >= keptChannels) {
      for (const [known, at] of postedAt) if (now - at > channelBurstMs) postedAt.delete(known);
    }
    postedAt.set(channel, now);
    return last !== undefined && now - last <= channelBurstMs ? 'channel' : 'method';
  };

  const attempt = async (
    limits: 'method' | 'channel',
    call: () => Promise<{ readonly ts?: string; readonly message_ts?: string }>,
  ): Promise<SendOutcome> => {
    try {
      const answer = await call();
      return { kind: 'sent', message: answer.ts ?? answer.message_ts ?? '' };
    } catch (error) {
      return failed(error, limits);
    }
  };

  /** What a workspace does not take yet goes again in its next shape. */
  const attemptShapes = async (
    limits: 'method' | 'channel',
    [first, ...others]: Shapes,
    call: (message: SlackMessage) => ReturnType<Parameters<typeof attempt>[1]>,
  ): Promise<SendOutcome> => {
    let outcome = await attempt(limits, () => call(first));
    for (const plainer of others) {
      if (outcome.kind !== 'refused' || !refusedShape.test(outcome.detail)) break;
      outcome = await attempt(limits, () => call(plainer));
    }
    return outcome;
  };

  const failed = (error: unknown, limits: 'method' | 'channel'): FailedOutcome => {
    const dead = deadToken(error);
    if (dead !== undefined) parts.onDeadToken(dead);
    return outcomeOf(error, limits);
  };

  const elsewhere = (conversation: { readonly workspace: string }): FailedOutcome | undefined =>
    conversation.workspace === self.team
      ? undefined
      : { kind: 'refused', why: 'no-such-conversation', detail: `not of workspace ${self.team}` };

  const drawn = <T>(draw: () => T): T | FailedOutcome => {
    try {
      return draw();
    } catch (error) {
      return { kind: 'refused', why: 'other', detail: String(error) };
    }
  };

  return {
    async post(conversation, card, mark) {
      const shapes = elsewhere(conversation) ?? drawn(() => shapesOf(card, self.team, mark));
      if ('kind' in shapes) return shapes;
      return attemptShapes(limitOn(conversation.channel), shapes, (message) =>
        client.chat.postMessage({ channel: conversation.channel, ...message, ...plainly }),
      );
    },

    async edit(conversation, message, card, mark) {
      const { channel } = conversation;
      const changed = elsewhere(conversation) ?? drawn(() => render(card, self.team, mark));
      if ('kind' in changed) return changed;
      return attempt('method', () =>
        client.chat.update({ channel, ts: message, ...changed, ...literally }),
      );
    },

    async whisper(channel, user, shapes, thread) {
      return attemptShapes('method', shapes, (message) =>
        client.chat.postEphemeral({ channel, user, ...message, ...literally, ...inThread(thread) }),
      );
    },

    async say(channel, shapes, thread) {
      return attemptShapes(limitOn(channel), shapes, (message) =>
        client.chat.postMessage({ channel, ...message, ...plainly, ...inThread(thread) }),
      );
    },

    async openDirect(account) {
      if (account.workspace !== self.team) {
        return { kind: 'refused', why: 'person-gone', detail: `not of workspace ${self.team}` };
      }
      const conversationOf = (channel: string): { kind: 'open'; conversation: Conversation } => ({
        kind: 'open',
        conversation: { platform: 'slack', workspace: self.team, channel },
      });
      const known = await memory.directChannel(account);
      if (known !== undefined) return conversationOf(known);
      try {
        const answer = await client.conversations.open({ users: account.user });
        const channel = answer.channel?.id;
        if (channel === undefined)
          return { kind: 'unknown', detail: 'an answer without a channel' };
        await memory.rememberDirectChannel(account, channel);
        return conversationOf(channel);
      } catch (error) {
        return failed(error, 'method');
      }
    },

    async look(conversation, key, sinceMs) {
      // A channel's history would need channels:history: the right to read what everybody writes.
      const direct = conversation.channel.startsWith('D');
      if (!direct || elsewhere(conversation) !== undefined) return { kind: 'cannot-look' };
      return look(parts, conversation.channel, key, sinceMs);
    },

    async describe(account) {
      if (account.workspace !== self.team) return undefined;
      try {
        const { user } = await client.users.info({ user: account.user, include_locale: true });
        return user === undefined ? undefined : profileOf(user, account);
      } catch (error) {
        const outcome = failed(error, 'method');
        log.warn(
          { account: account.user, outcome: outcome.kind },
          'slack: a person is not described',
        );
        return outcome.kind === 'refused' && outcome.why === 'person-gone' ? 'nobody' : undefined;
      }
    },
  };
}

function inThread(thread: string | undefined): { thread_ts?: string } {
  return thread === undefined ? {} : { thread_ts: thread };
}

async function look(
  { client, self, onDeadToken }: SenderParts,
  channel: string,
  key: string,
  sinceMs: number,
): Promise<LookOutcome> {
  let cursor: string | undefined;
  try {
    for (let page = 0; page < pagesLooked; page += 1) {
      const answer = await client.conversations.history({
        channel,
        oldest: (sinceMs / 1000).toFixed(6),
        inclusive: true,
        limit: pageSize,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const found = answer.messages?.find(
        (message) =>
          (message.bot_id === self.botId || message.user === self.botUser) &&
          message.blocks?.some((block) => markOf(block.block_id)?.key === key),
      );
      if (found?.ts !== undefined) return { kind: 'found', message: found.ts };
      cursor = answer.response_metadata?.next_cursor;
      if (cursor === undefined || cursor === '') return { kind: 'absent' };
    }
    return { kind: 'unknown', detail: `more than ${pagesLooked * pageSize} messages since then` };
  } catch (error) {
    const dead = deadToken(error);
    if (dead !== undefined) onDeadToken(dead);
    // Without im:history there is no looking; without the conversation there is no message.
    const code = error instanceof WebAPIPlatformError ? error.data.error : undefined;
    if (code === 'missing_scope') return { kind: 'cannot-look' };
    if (code === 'channel_not_found') return { kind: 'absent' };
    const outcome = outcomeOf(error, 'method');
    return outcome.kind === 'later' ? outcome : { kind: 'unknown', detail: outcome.detail };
  }
}

interface SlackUser {
  readonly real_name?: string;
  readonly name?: string;
  readonly tz?: string;
  readonly locale?: string;
  readonly is_bot?: boolean;
  readonly team_id?: string;
  readonly deleted?: boolean;
  readonly profile?: { readonly display_name?: string; readonly real_name?: string };
}

function profileOf(user: SlackUser, account: Account): Profile {
  const names = [user.profile?.display_name, user.profile?.real_name, user.real_name, user.name];
  return {
    name: names.find((name) => name !== undefined && name !== '') ?? account.user,
    locale: user.locale,
    zone: user.tz,
    bot: user.is_bot === true || account.user === 'USLACKBOT',
    ...(user.deleted === true && { deactivated: true }),
    ...(user.team_id !== undefined && user.team_id !== account.workspace && { stranger: true }),
  };
}
