// Posts: creating, replacing, patching and deleting them with the server's checks, and the events and transcript lines that follow.
import type { Seen } from '../seen.ts';
import { actionsOf, attachmentsOf, normalProps, shownProps } from './attachments.ts';
import { newId } from './ids.ts';
import { codePoints, liveActionId, propsSize, validatePost } from './limits.ts';
import { type Mentions, mentionsOf } from './mentions.ts';
import { noteSeen, seenPost } from './transcript.ts';
import type { Channel, Post, Props } from './types.ts';
import { ApiError, Crash, forbidden, type World } from './world.ts';

const PENDING_LIFE_MS = 30_000;

export function postJson(world: World, post: Post, pendingPostId = ''): Record<string, unknown> {
  const embeds = attachmentsOf(post.props).length > 0;
  return {
    id: post.id,
    create_at: post.createAt,
    update_at: post.updateAt,
    edit_at: post.editAt,
    delete_at: post.deleteAt,
    is_pinned: post.isPinned,
    user_id: post.userId,
    channel_id: post.channelId,
    root_id: post.rootId,
    ...(world.profile.name === 'old' ? { parent_id: post.rootId } : {}),
    original_id: '',
    message: post.message,
    type: post.type,
    props: shownProps(post.props),
    hashtags: '',
    ...(post.fileIds.length > 0 ? { file_ids: post.fileIds } : {}),
    pending_post_id: pendingPostId,
    reply_count: 0,
    last_reply_at: 0,
    participants: null,
    metadata: embeds ? { embeds: [{ type: 'message_attachment' }] } : {},
  };
}

/** Posts of the app, and those that its answers made others write. */
function isOurs(world: World, post: Post): boolean {
  return post.userId === world.botId || world.seen.some((seen) => seen.messageId === post.id);
}

function checkSize(world: World, message: string, props: Props): void {
  if (codePoints(message) > world.profile.maxPostSize)
    throw new ApiError(400, 'model.post.is_valid.msg.app_error', 'Invalid message.');
  if (propsSize(props) > world.profile.maxProps)
    throw new ApiError(400, 'model.post.is_valid.props.app_error', 'Invalid props.');
}

/** Writes down what the server takes without a word although it will not work. */
export function noteDefects(world: World, message: string, props: Props): void {
  for (const problem of validatePost({ message, props }, world.profile))
    world.fault(problem.includes('is dead') ? 'dead-button' : 'post', problem);
}

export interface NewPost {
  readonly userId: string;
  readonly channelId: string;
  readonly message: string;
  readonly props?: Props;
  readonly rootId?: string;
  readonly type?: string;
  readonly pendingPostId?: string;
  readonly fileIds?: readonly string[];
  /** Written by an answer of the app in a person's name. */
  readonly byApp?: boolean;
}

function posted(world: World, post: Post, channel: Channel, mentions: Mentions, pending: string) {
  const author = world.users.get(post.userId);
  const override = post.props['override_username'];
  const users =
    channel.type === 'D'
      ? [...channel.members].filter((id) => id !== post.userId)
      : [...mentions.users];
  world.publish({
    event: 'posted',
    data: {
      channel_display_name: channel.type === 'D' ? `@${author?.username}` : channel.displayName,
      channel_name: channel.name,
      channel_type: channel.type,
      ...(users.length > 0 ? { mentions: JSON.stringify(users) } : {}),
      post: JSON.stringify(postJson(world, post, pending)),
      sender_name: post.type.startsWith('system_')
        ? 'System'
        : typeof override === 'string'
          ? override
          : `@${author?.username}`,
      set_online: true,
      team_id: channel.teamId,
    },
    channelId: channel.id,
  });
}

/** Stores a post without asking for permissions; `createPost` asks. */
export function storePost(world: World, given: NewPost): Post {
  const channel = world.channels.get(given.channelId);
  if (channel === undefined) throw forbidden();
  const at = world.now();
  const raw = given.props ?? {};
  const { props } = normalProps(raw);
  const author = world.users.get(given.userId);
  const post: Post = {
    id: newId(),
    createAt: at,
    updateAt: at,
    editAt: 0,
    deleteAt: 0,
    isPinned: false,
    userId: given.userId,
    channelId: channel.id,
    rootId: given.rootId ?? '',
    message: given.message,
    type: given.type ?? '',
    props: author?.isBot === true ? { ...props, from_bot: 'true' } : props,
    fileIds: given.fileIds ?? [],
  };
  checkSize(world, post.message, post.props);
  world.posts.set(post.id, post);
  channel.lastPostAt = at;
  const pending = given.pendingPostId ?? '';
  if (pending !== '') world.pending.set(pending, { at, postId: post.id });
  const ours = post.userId === world.botId || given.byApp === true;
  const mentions = mentionsOf(post, channel, world.users, world.profile.fieldMentions);
  if (ours) {
    noteDefects(world, post.message, raw);
    if (mentions.words.length > 0)
      world.pings.push({ at, postId: post.id, channel: channel.id, ...mentions });
  }
  posted(world, post, channel, mentions, pending);
  if (ours && !post.type.startsWith('system_')) noteSeen(world, seenPost(world, post, 'posted'));
  return post;
}

/** A post that was already made with this pending id, whoever made it. */
export function pendingPost(world: World, pendingPostId: string): Post | undefined {
  const known = world.pending.get(pendingPostId);
  if (known === undefined || world.now() - known.at >= PENDING_LIFE_MS) return undefined;
  return world.posts.get(known.postId);
}

export function createPost(world: World, given: NewPost): Post {
  const channel = world.channels.get(given.channelId);
  if (!world.writes(given.userId, channel)) throw forbidden();
  const known =
    given.pendingPostId === undefined ? undefined : pendingPost(world, given.pendingPostId);
  if (known !== undefined) return known;
  if (channel.deleteAt > 0)
    throw new ApiError(
      400,
      'api.post.create_post.can_not_post_to_deleted.error',
      'Can not post to deleted channel.',
    );
  if (given.rootId !== undefined && given.rootId !== '') {
    const root = world.posts.get(given.rootId);
    if (root === undefined || root.deleteAt > 0 || root.channelId !== channel.id)
      throw new ApiError(
        400,
        'api.post.create_post.root_id.app_error',
        'Invalid RootId parameter.',
      );
  }
  return storePost(world, given);
}

export interface Change {
  readonly message?: string;
  readonly props?: Props;
  readonly isPinned?: boolean;
  readonly fileIds?: readonly string[];
}

/** Overwrites what is given and tells everybody. */
export function changePost(world: World, post: Post, change: Change): Post {
  const message = change.message ?? post.message;
  const props = change.props === undefined ? post.props : normalProps(change.props).props;
  checkSize(world, message, props);
  const at = world.now();
  const edited = message !== post.message || JSON.stringify(props) !== JSON.stringify(post.props);
  post.message = message;
  post.props = props;
  post.isPinned = change.isPinned ?? post.isPinned;
  post.fileIds = change.fileIds ?? post.fileIds;
  post.updateAt = at;
  if (edited) post.editAt = at;
  if (isOurs(world, post)) {
    if (change.props !== undefined) noteDefects(world, post.message, change.props);
    noteSeen(world, seenPost(world, post, 'edited'));
  }
  world.publish({
    event: 'post_edited',
    data: { post: JSON.stringify(postJson(world, post)) },
    channelId: post.channelId,
  });
  return post;
}

/** Props that were read from the server come without integrations; writing them back breaks the buttons. */
function refuseWrittenBack(world: World, post: Post, props: Props): void {
  const stored = new Map(actionsOf(post).map((action) => [action.id, action]));
  const stripped = attachmentsOf(props)
    .flatMap((attachment) => attachment.actions ?? [])
    .filter(
      (action) =>
        action.integration === undefined && stored.get(action.id)?.integration !== undefined,
    );
  if (stripped.length === 0) return;
  const ids = stripped.map((action) => action.id).join(', ');
  world.fault(
    'buttons-written-back',
    `post ${post.id} was written back as it was read: its buttons (${ids}) have lost their integration`,
  );
  const same =
    JSON.stringify(shownProps(normalProps(props).props)) === JSON.stringify(shownProps(post.props));
  if (same) throw new Crash('unchanged attachments were written back');
}

/** PUT and PATCH: only the author, and only while the post and her membership last. */
export function editPost(world: World, userId: string, postId: string, change: Change): Post {
  const post = world.posts.get(postId);
  if (post === undefined || post.deleteAt > 0 || post.userId !== userId) throw forbidden();
  const channel = world.channels.get(post.channelId);
  if (!world.writes(userId, channel)) throw forbidden();
  if (channel.deleteAt > 0)
    throw new ApiError(
      400,
      'api.post.update_post.can_not_update_post_in_deleted.error',
      'Can not update a post in a deleted channel.',
    );
  if (change.props !== undefined) refuseWrittenBack(world, post, change.props);
  return changePost(world, post, change);
}

export function deletePost(world: World, userId: string, postId: string): void {
  const post = world.posts.get(postId);
  if (post === undefined || post.deleteAt > 0 || post.userId !== userId) throw forbidden();
  if (!world.writes(userId, world.channels.get(post.channelId))) throw forbidden();
  const at = world.now();
  const ours = isOurs(world, post);
  world.publish({
    event: 'post_deleted',
    data: { post: JSON.stringify(postJson(world, post)) },
    channelId: post.channelId,
  });
  post.deleteAt = at;
  post.updateAt = at;
  if (ours) noteSeen(world, seenPost(world, post, 'deleted'));
}

export function findAction(post: Post, actionId: string) {
  if (!liveActionId(actionId)) return undefined;
  return actionsOf(post).find(
    (action) => action.id === actionId && action.integration !== undefined,
  );
}

export interface Standing extends Seen {
  readonly author: string;
  readonly pinned: boolean;
  readonly post: Readonly<Post>;
}

/** What stands in the channels now, oldest first. */
export function standing(world: World, channelRef?: string): readonly Standing[] {
  const channelId = channelRef === undefined ? undefined : world.channel(channelRef).id;
  return [...world.posts.values()]
    .filter(
      (post) => post.deleteAt === 0 && (channelId === undefined || post.channelId === channelId),
    )
    .map((post) => ({
      ...seenPost(world, post, post.editAt > 0 ? 'edited' : 'posted'),
      author: post.userId,
      pinned: post.isPinned,
      post,
    }));
}
