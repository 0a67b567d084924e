// Clicks on buttons and menus: the request to the app is built by the server from what it stored, and the answer is applied.
import { isRecord } from './attachments.ts';
import { type Answer, deliver, type Line } from './call-app.ts';
import { openCookie, type SealedAction, showEphemeral } from './ephemeral.ts';
import { newTrigger } from './ids.ts';
import { liveActionId } from './limits.ts';
import { changePost, findAction } from './posts.ts';
import { parseSlackText } from './slack-text.ts';
import type { Post, Props, User } from './types.ts';
import { ApiError, forbidden, type World } from './world.ts';

export interface Click {
  readonly user: User;
  readonly postId: string;
  readonly actionId: string;
  readonly cookie: string;
  readonly selectedOption: string;
}

function integrationError(): ApiError {
  return new ApiError(
    400,
    'api.post.do_action.action_integration.app_error',
    'Action integration error.',
  );
}

function noPost(): ApiError {
  return new ApiError(404, 'app.post.get.app_error', 'Unable to get the post.');
}

function noAction(): ApiError {
  return new ApiError(404, 'api.post.do_action.action_id.app_error', 'Invalid action id.');
}

export function noPage(path: string): ApiError {
  return new ApiError(
    404,
    'api.context.404.app_error',
    `Sorry, we could not find the page. There doesn't appear to be an api call for the url='${path}'.`,
  );
}

/** What is behind the button, after every check; `post` is missing for an ephemeral one. */
function target(world: World, click: Click): SealedAction & { readonly post: Post | undefined } {
  if (!liveActionId(click.actionId)) {
    world.fault('dead-button', `a click on '${click.actionId}' never arrives`);
    throw noPage(`/api/v4/posts/${click.postId}/actions/${click.actionId}`);
  }
  const stored = world.posts.get(click.postId);
  if (click.cookie !== '') {
    const sealed = openCookie(click.cookie);
    if (sealed === undefined) throw integrationError();
    if (!world.reads(click.user.id, world.channels.get(sealed.channelId))) throw forbidden();
    if (stored === undefined) {
      if (sealed.postId !== click.postId) throw integrationError();
      return { ...sealed, post: undefined };
    }
  }
  if (stored === undefined) throw forbidden();
  if (!world.reads(click.user.id, world.channels.get(stored.channelId))) throw forbidden();
  if (stored.deleteAt > 0) throw noPost();
  const action = findAction(stored, click.actionId);
  if (action?.integration === undefined) throw noAction();
  return {
    type: action.type,
    dataSource: action.data_source ?? '',
    postId: stored.id,
    channelId: stored.channelId,
    integration: action.integration,
    post: stored,
  };
}

interface Decoded {
  readonly update?: { readonly message: string; readonly props?: Props };
  readonly text: string;
  readonly skipSlackParsing: boolean;
}

/** Content type is ignored; a sentence when the body does not fit. */
function decode(answer: Answer): Decoded | string {
  if (answer.status !== 200) return `status ${answer.status}`;
  if (answer.body.trim() === '') return 'an empty body';
  let value: unknown;
  try {
    value = JSON.parse(answer.body);
  } catch {
    return 'a body that is no JSON';
  }
  if (value === null) return { text: '', skipSlackParsing: false };
  if (!isRecord(value)) return 'no JSON object';
  const text = value['ephemeral_text'] ?? '';
  if (typeof text !== 'string') return 'an ephemeral_text that is no string';
  const skip = value['skip_slack_parsing'] ?? false;
  if (typeof skip !== 'boolean') return 'a skip_slack_parsing that is no boolean';
  const update = value['update'] ?? undefined;
  if (update === undefined) return { text, skipSlackParsing: skip };
  if (!isRecord(update)) return 'an update that is no object';
  const message = update['message'] ?? '';
  if (typeof message !== 'string') return 'an update whose message is no string';
  const props = update['props'] ?? undefined;
  if (props !== undefined && !isRecord(props)) return 'an update whose props are no object';
  return {
    update: props === undefined ? { message } : { message, props },
    text,
    skipSlackParsing: skip,
  };
}

const RESTORED = ['from_webhook', 'override_username', 'override_icon_url', 'from_plugin'];

/** The update's props, with the reserved ones as they were. */
function reservedKept(world: World, post: Post, props: Props): Props {
  const result = { ...props };
  const keys = world.profile.keepsFromBot ? [...RESTORED, 'from_bot'] : RESTORED;
  for (const key of keys) {
    if (key in post.props) result[key] = post.props[key];
    else delete result[key];
  }
  return result;
}

function apply(world: World, post: Post, update: NonNullable<Decoded['update']>): void {
  changePost(world, post, {
    message: update.message,
    fileIds: [],
    ...(update.props === undefined ? {} : { props: reservedKept(world, post, update.props) }),
  });
}

export async function doAction(
  world: World,
  click: Click,
  line: Line,
): Promise<{ readonly status: 'OK'; readonly trigger_id: string }> {
  const found = target(world, click);
  const channel = world.channels.get(found.channelId);
  if (channel === undefined) throw forbidden();
  const team = world.teams.get(channel.teamId);
  const ids = newTrigger(click.user.id, world.now());
  const chosen =
    found.type === 'select' && click.selectedOption !== ''
      ? { selected_option: click.selectedOption }
      : undefined;
  const context =
    found.integration.context === undefined && chosen === undefined
      ? undefined
      : { ...found.integration.context, ...chosen };
  const answer = await deliver(
    world,
    'action',
    {
      url: found.integration.url,
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({
        user_id: click.user.id,
        user_name: click.user.username,
        channel_id: channel.id,
        channel_name: channel.name,
        team_id: channel.teamId,
        team_domain: team?.name ?? '',
        post_id: click.postId,
        trigger_id: ids.triggerId,
        type: found.type,
        data_source: found.dataSource,
        ...(context === undefined ? {} : { context }),
      }),
    },
    line,
  );
  if (answer === undefined) {
    world.fault('click-answer', 'no answer to a click in time');
    throw integrationError();
  }
  const decoded = decode(answer);
  if (typeof decoded === 'string') {
    world.fault('click-answer', `a click was answered with ${decoded}`);
    throw integrationError();
  }
  if (decoded.update !== undefined) {
    if (found.post === undefined || found.post.deleteAt > 0) {
      world.fault('lost-text', 'an update was sent for an ephemeral or deleted post');
      throw noPost();
    }
    apply(world, found.post, decoded.update);
  }
  if (decoded.text !== '')
    showEphemeral(world, {
      reader: click.user.id,
      author: click.user.id,
      channelId: channel.id,
      rootId: found.post?.rootId || click.postId,
      message: decoded.skipSlackParsing ? decoded.text : parseSlackText(world, decoded.text),
      props: {},
      byApp: true,
    });
  return { status: 'OK', trigger_id: ids.clientId };
}
