// Ephemeral posts: shown to one person, never stored, with sealed cookies in the place of the buttons' integrations.
import { attachmentsOf, isRecord, normalProps, strip } from './attachments.ts';
import { newId, seal, unseal } from './ids.ts';
import { noteSeen, readContent } from './transcript.ts';
import type { Action, Integration, Props } from './types.ts';
import type { World } from './world.ts';

export interface SealedAction {
  readonly type: string;
  readonly dataSource: string;
  readonly postId: string;
  readonly channelId: string;
  readonly integration: Integration;
}

export function openCookie(cookie: string): SealedAction | undefined {
  const value = unseal(cookie);
  if (!isRecord(value) || !isRecord(value['integration'])) return undefined;
  const { type, dataSource, postId, channelId, integration } = value;
  const url = integration['url'];
  const context = integration['context'];
  if (typeof type !== 'string' || typeof dataSource !== 'string') return undefined;
  if (typeof postId !== 'string' || typeof channelId !== 'string') return undefined;
  if (typeof url !== 'string') return undefined;
  return {
    type,
    dataSource,
    postId,
    channelId,
    integration: isRecord(context) ? { url, context } : { url },
  };
}

export interface EphemeralPost {
  readonly reader: string;
  readonly author: string;
  readonly channelId: string;
  readonly rootId: string;
  readonly message: string;
  readonly props: Props;
  /** An answer of the app, to be written down as seen. */
  readonly byApp: boolean;
}

/** Shows it and gives back what the reader's client gets. */
export function showEphemeral(world: World, given: EphemeralPost): Record<string, unknown> {
  const id = newId();
  const { props } = normalProps(given.props);
  const cookie = (action: Action): string =>
    seal({
      type: action.type,
      dataSource: action.data_source ?? '',
      postId: id,
      channelId: given.channelId,
      integration: action.integration,
    });
  const shown: Props =
    'attachments' in props ? { ...props, attachments: strip(attachmentsOf(props), cookie) } : props;
  const post = {
    id,
    create_at: world.now(),
    update_at: 0,
    edit_at: 0,
    delete_at: 0,
    is_pinned: false,
    user_id: given.author,
    channel_id: given.channelId,
    root_id: given.rootId,
    original_id: '',
    message: given.message,
    type: 'system_ephemeral',
    props: shown,
    hashtags: '',
    pending_post_id: '',
    reply_count: 0,
    last_reply_at: 0,
    participants: null,
    metadata: {},
  };
  world.publish({
    event: 'ephemeral_message',
    data: { post: JSON.stringify(post) },
    userId: given.reader,
    channelId: given.channelId,
  });
  if (given.byApp)
    noteSeen(world, {
      where: 'private',
      change: 'posted',
      reader: given.reader,
      channel: given.channelId,
      messageId: '',
      ...readContent(given.message, shown, id),
    });
  return post;
}
