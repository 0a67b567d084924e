// Posting, editing and finding messages as the bot.
import type { Card } from '../../chat/card.ts';
import type { PlatformMemory } from '../../chat/memory.ts';
import type {
  Log,
  LookOutcome,
  Machine,
  Platform,
  PostMark,
  SendOutcome,
} from '../../chat/platform.ts';
import type { Account, Conversation } from '../../kernel/account.ts';
import { describeFailure, failureOf, type Rest } from './client.ts';
import type { Directory } from './directory.ts';
import type { Limits } from './limits.ts';
import { conversation as conversationOf } from './options.ts';
import { type NotSent, outcomeOf } from './outcome.ts';
import { uploadPictures } from './pictures.ts';
import { drawPost, pinged } from './render.ts';

/** The name of our prop that carries the outbox key. */
export const keyProp = 'idea_circle_key';

export interface SenderOptions {
  readonly rest: Rest;
  readonly directory: Directory;
  readonly memory: PlatformMemory;
  readonly machine: Machine;
  readonly log: Log;
  /** Known once started. */
  readonly bot: () => string;
  readonly limits: () => Limits;
  readonly actionUrl: string;
  readonly secret: string;
  readonly command: string;
}

export type Sender = Pick<Platform, 'post' | 'edit' | 'look' | 'openDirect'> & {
  /** Posts an answer that no outbox keeps: tried again while that cannot make it stand there twice. */
  answer(to: Conversation, card: Card, key: string, rootId: string): Promise<SendOutcome>;
  /** Whether this is the known direct channel of a person. */
  isDirectOf(channel: string, user: string): boolean;
};

// The server de-duplicates by pending_post_id for 30 s (seen on a real one: yes at 20 s, no at 36 s).
const againWithinMs = 20_000;
const answerTries = 5;
// A server hands out at most 1,000 posts for `since`, and 200 a page.
const sinceLimit = 1_000;
const pageSize = 200;
const mostPages = 25;

export function createSender(options: SenderOptions): Sender {
  const { rest, directory, memory, machine, log } = options;
  /** Direct channels seen by this program, and whose they are. */
  const directUsers = new Map<string, string>();

  const body = async (to: Conversation, card: Card, mark: Pick<PostMark, 'key'>) => {
    const usernames = await directory.usernames(pinged(card));
    const props = { [keyProp]: mark.key };
    const drawn = drawPost(
      card,
      {
        limits: options.limits(),
        command: options.command,
        usernames,
        actionUrl: options.actionUrl,
        secret: options.secret,
        channel: to.channel,
        person: '',
      },
      props,
    );
    return { message: drawn.message, props: { ...props, attachments: drawn.attachments } };
  };

  const tooLarge = (error: unknown, key: string): NotSent => {
    log.error({ key, error: String(error) }, 'mattermost-card-too-large');
    return { kind: 'refused', why: 'other', detail: String(error) };
  };

  /** A direct channel refuses like any other when its person was deactivated. */
  const personGone = async (channel: string): Promise<boolean> => {
    const user = directUsers.get(channel);
    if (user === undefined) return false;
    directory.forget(user);
    const known = await directory.user(user).catch(() => undefined);
    return known?.gone === true;
  };

  const send = async (
    to: Conversation,
    card: Card,
    mark: PostMark,
    rootId: string,
  ): Promise<SendOutcome> => {
    let content: Awaited<ReturnType<typeof body>>;
    try {
      content = await body(to, card, mark);
    } catch (error) {
      return tooLarge(error, mark.key);
    }
    const pictures = await uploadPictures(rest, to.channel, card, log);
    if ('kind' in pictures) return pictures;
    try {
      const post = await rest.api.createPost({
        channel_id: to.channel,
        ...content,
        ...(pictures.length === 0 ? {} : { file_ids: [...pictures] }),
        ...(rootId === '' ? {} : { root_id: rootId }),
        pending_post_id: `${options.bot()}:${mark.pendingId}`,
      });
      return { kind: 'sent', message: post.id };
    } catch (error) {
      const outcome = outcomeOf(failureOf(error));
      const refused = outcome.kind === 'refused' && outcome.why === 'not-a-member';
      if (refused && (await personGone(to.channel))) return { ...outcome, why: 'person-gone' };
      return outcome;
    }
  };

  /** PATCH answers 403 for a deleted post as for a channel that was left; only reading tells them apart. */
  const editRefusal = async (message: string, outcome: NotSent): Promise<NotSent> => {
    if (outcome.kind !== 'refused') return outcome;
    if (outcome.why === 'no-such-conversation') return { ...outcome, why: 'message-gone' };
    if (outcome.why !== 'not-a-member') return outcome;
    try {
      const post = await rest.api.getPost(message);
      return post.delete_at > 0 || post.user_id !== options.bot()
        ? { ...outcome, why: 'message-gone' }
        : outcome;
    } catch (error) {
      const failure = failureOf(error);
      const gone = failure.kind === 'answered' && failure.status === 404;
      return gone ? { ...outcome, why: 'message-gone' } : outcome;
    }
  };

  const find = async (channel: string, key: string, sinceMs: number): Promise<LookOutcome> => {
    type Posts = Awaited<ReturnType<Rest['api']['getPosts']>>;
    const among = (list: Posts) =>
      Object.values(list.posts).find(
        (post) =>
          post.user_id === options.bot() && post.delete_at === 0 && post.props?.[keyProp] === key,
      );
    // 0 would be taken for no instant at all.
    const first = await rest.api.getPostsSince(channel, Math.max(1, sinceMs), false);
    const found = among(first);
    if (found) return { kind: 'found', message: found.id };
    if (first.order.length < sinceLimit) return { kind: 'absent' };
    for (let page = 0; page < mostPages; page += 1) {
      const list = await rest.api.getPosts(channel, page, pageSize, false);
      const here = among(list);
      if (here) return { kind: 'found', message: here.id };
      const oldest = Math.min(...Object.values(list.posts).map((post) => post.create_at));
      if (list.order.length < pageSize || oldest < sinceMs) return { kind: 'absent' };
    }
    return { kind: 'unknown', detail: `more than ${mostPages * pageSize} posts since` };
  };

  const openDirect: Platform['openDirect'] = async (account: Account) => {
    const known = await memory.directChannel(account);
    if (known !== undefined) {
      directUsers.set(known, account.user);
      return { kind: 'open', conversation: conversationOf(known) };
    }
    try {
      const channel = await rest.api.createDirectChannel([options.bot(), account.user]);
      await memory.rememberDirectChannel(account, channel.id);
      directUsers.set(channel.id, account.user);
      return { kind: 'open', conversation: conversationOf(channel.id) };
    } catch (error) {
      const outcome = outcomeOf(failureOf(error));
      if (outcome.kind !== 'refused') return outcome;
      // 400 for an id that is nobody's, 404 for somebody who is no more; 403 where the server allows no such conversation.
      return { ...outcome, why: outcome.why === 'not-a-member' ? 'not-allowed' : 'person-gone' };
    }
  };

  return {
    openDirect,
    isDirectOf: (channel, user) => directUsers.get(channel) === user,
    post: (to, card, mark) => send(to, card, mark, ''),
    edit: async (to, message, card, mark) => {
      let content: Awaited<ReturnType<typeof body>>;
      try {
        content = await body(to, card, mark);
      } catch (error) {
        return tooLarge(error, mark.key);
      }
      try {
        await rest.api.patchPost({ id: message, ...content });
        return { kind: 'sent', message };
      } catch (error) {
        return editRefusal(message, outcomeOf(failureOf(error)));
      }
    },
    look: async (where, key, sinceMs) => {
      try {
        return await find(where.channel, key, sinceMs);
      } catch (error) {
        const failure = failureOf(error);
        const status = failure.kind === 'answered' ? failure.status : 0;
        // A bot that may post everywhere may read only where it is a member.
        if (status === 403) return { kind: 'cannot-look' };
        if (status === 404) return { kind: 'absent' };
        const outcome = outcomeOf(failure);
        if (outcome.kind === 'later') return outcome;
        return { kind: 'unknown', detail: describeFailure(failure) };
      }
    },
    answer: async (to, card, key, rootId) => {
      const mark = { key, revision: 0, pendingId: machine.random(16) };
      const begunAt = machine.now();
      let outcome: SendOutcome = { kind: 'not-begun', detail: 'not tried' };
      for (let tries = 0; tries < answerTries; tries += 1) {
        outcome = await send(to, card, mark, rootId);
        if (outcome.kind === 'sent' || outcome.kind === 'refused') break;
        if (outcome.kind === 'unknown' && machine.now() - begunAt > againWithinMs) break;
        const wait = outcome.kind === 'later' ? outcome.afterMs : 1_000 * 2 ** tries;
        if (machine.now() + wait - begunAt > againWithinMs) break;
        await machine.sleep(wait);
      }
      if (outcome.kind !== 'sent') log.warn({ key, outcome }, 'mattermost-answer-not-sent');
      return outcome;
    },
  };
}
