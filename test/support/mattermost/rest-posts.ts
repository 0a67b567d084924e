// REST: posts, clicks and commands.
import { isRecord } from './attachments.ts';
import type { Line } from './call-app.ts';
import { doAction } from './clicks.ts';
import { execute } from './commands.ts';
import { showEphemeral } from './ephemeral.ts';
import { filesFor, type UploadedFile } from './files.ts';
import { newId } from './ids.ts';
import { createPost, deletePost, editPost, pendingPost, postJson } from './posts.ts';
import {
  badBody,
  bodyRecord,
  bodyText,
  channelIn,
  checkId,
  created,
  type Incoming,
  ok,
  type Route,
  route,
} from './rest-core.ts';
import type { Channel, Command, Post, Props, User } from './types.ts';
import { ApiError, forbidden, type World } from './world.ts';

const MOST_POSTS = 1000;

function propsIn(body: Record<string, unknown>): Props | undefined {
  const props = body['props'];
  if (props === undefined || props === null) return undefined;
  if (!isRecord(props)) throw badBody('post');
  return props;
}

function postIn(request: Incoming): Record<string, unknown> {
  const body = bodyRecord(request, 'post');
  for (const key of ['channel_id', 'message', 'root_id', 'pending_post_id'])
    if (key in body && typeof body[key] !== 'string') throw badBody('post');
  return body;
}

function filesIn(body: Record<string, unknown>): readonly string[] {
  return Array.isArray(body['file_ids']) ? body['file_ids'].map(String) : [];
}

function create(world: World, request: Incoming & { readonly me: User }): unknown {
  const body = postIn(request);
  const pendingPostId = bodyText(body, 'pending_post_id');
  const before = pendingPost(world, pendingPostId);
  const post = createPost(world, {
    userId: request.me.id,
    channelId: bodyText(body, 'channel_id'),
    message: bodyText(body, 'message'),
    props: propsIn(body) ?? {},
    rootId: bodyText(body, 'root_id'),
    fileIds: filesFor(world, request.me.id, body),
    ...(pendingPostId === '' ? {} : { pendingPostId }),
  });
  for (const id of post.fileIds) (world.files.get(id) as UploadedFile).postId = post.id;
  return postJson(world, post, before === undefined ? pendingPostId : '');
}

function read(world: World, me: User, id: string | undefined): Post {
  const post = world.posts.get(checkId(id, 'post_id'));
  if (post === undefined || post.deleteAt > 0)
    throw new ApiError(404, 'app.post.get.app_error', 'Unable to get the post.');
  if (!world.reads(me.id, world.channels.get(post.channelId))) throw forbidden();
  return post;
}

/** `since` gives everything written, changed or deleted after that moment; otherwise pages, newest first. */
function list(world: World, channel: Channel, query: URLSearchParams): unknown {
  const all = [...world.posts.values()].filter((post) => post.channelId === channel.id).reverse();
  const since = Number(query.get('since') ?? 0);
  const page = Number(query.get('page') ?? 0);
  const size = Math.min(200, Number(query.get('per_page') ?? 60));
  const alive = all.filter((post) => post.deleteAt === 0);
  const chosen =
    since > 0
      ? all.filter((post) => post.updateAt > since).slice(0, MOST_POSTS)
      : alive.slice(page * size, (page + 1) * size);
  return {
    order: chosen.map((post) => post.id),
    posts: Object.fromEntries(chosen.map((post) => [post.id, postJson(world, post)])),
    next_post_id: '',
    prev_post_id: since > 0 ? '' : (alive[(page + 1) * size]?.id ?? ''),
    has_next: false,
  };
}

function posts(world: World): Route[] {
  return [
    route('POST', '/posts', (request) => created(create(world, request))),
    route('POST', '/posts/ephemeral', (request) => {
      if (!request.me.isAdmin) throw forbidden();
      const body = bodyRecord(request, 'post');
      const post = isRecord(body['post']) ? body['post'] : {};
      const props = propsIn(post) ?? {};
      return created(
        showEphemeral(world, {
          reader: bodyText(body, 'user_id'),
          author: request.me.id,
          channelId: bodyText(post, 'channel_id'),
          rootId: '',
          message: bodyText(post, 'message'),
          props,
          byApp: false,
        }),
      );
    }),
    route('GET', '/posts/:id', ({ me }, id) => ok(postJson(world, read(world, me, id)))),
    route('PUT', '/posts/:id', (request, id) => {
      const body = postIn(request);
      if (body['id'] !== id) throw badBody('id');
      const post = editPost(world, request.me.id, checkId(id, 'post_id'), {
        message: bodyText(body, 'message'),
        props: propsIn(body) ?? {},
        isPinned: body['is_pinned'] === true,
        fileIds: filesIn(body),
      });
      return ok(postJson(world, post));
    }),
    route('PUT', '/posts/:id/patch', (request, id) => {
      const body = postIn(request);
      const props = propsIn(body);
      const post = editPost(world, request.me.id, checkId(id, 'post_id'), {
        ...(typeof body['message'] === 'string' ? { message: body['message'] } : {}),
        ...(props === undefined ? {} : { props }),
        ...(typeof body['is_pinned'] === 'boolean' ? { isPinned: body['is_pinned'] } : {}),
      });
      return ok(postJson(world, post));
    }),
    route('DELETE', '/posts/:id', ({ me }, id) => {
      deletePost(world, me.id, checkId(id, 'post_id'));
      return ok({ status: 'OK' });
    }),
    route('GET', '/channels/:id/posts', ({ me, query }, id) =>
      ok(list(world, channelIn(world, me, id), query)),
    ),
  ];
}

export function commandJson(command: Command): Record<string, unknown> {
  return {
    id: command.id,
    token: command.token,
    create_at: command.createAt,
    update_at: command.createAt,
    delete_at: 0,
    creator_id: command.creatorId,
    team_id: command.teamId,
    trigger: command.trigger,
    method: 'P',
    username: '',
    icon_url: '',
    auto_complete: true,
    url: command.url,
  };
}

export function addCommand(world: World, given: Omit<Command, 'id' | 'createAt'>): Command {
  for (const command of world.commands.values())
    if (command.teamId === given.teamId && command.trigger === given.trigger)
      throw new ApiError(
        400,
        'api.command.duplicate_trigger.app_error',
        'This trigger word is already in use. Please choose another word.',
      );
  const command = { id: newId(), createAt: world.now(), ...given };
  world.commands.set(command.id, command);
  return command;
}

function clicksAndCommands(world: World, line: Line): Route[] {
  return [
    route('POST', '/posts/:id/actions/:action', async (request, postId, actionId) => {
      const body = isRecord(request.body) ? request.body : {};
      return ok(
        await doAction(
          world,
          {
            user: request.me,
            postId: checkId(postId, 'post_id'),
            actionId: decodeURIComponent(actionId ?? ''),
            cookie: bodyText(body, 'cookie'),
            selectedOption: bodyText(body, 'selected_option'),
          },
          line,
        ),
      );
    }),
    route('POST', '/commands/execute', async (request) => {
      const body = bodyRecord(request, 'command_args');
      const channel = world.channels.get(bodyText(body, 'channel_id'));
      if (channel === undefined) throw forbidden();
      const teamId = channel.type === 'D' ? bodyText(body, 'team_id') : channel.teamId;
      return ok(
        await execute(
          world,
          {
            user: request.me,
            channel,
            teamId,
            line: bodyText(body, 'command'),
            rootId: bodyText(body, 'root_id'),
          },
          line,
        ),
      );
    }),
    route('POST', '/commands', (request) => {
      if (!request.me.isAdmin) throw forbidden();
      const body = bodyRecord(request, 'command');
      const command = addCommand(world, {
        token: newId(),
        teamId: bodyText(body, 'team_id'),
        trigger: bodyText(body, 'trigger').toLowerCase(),
        url: bodyText(body, 'url'),
        creatorId: request.me.id,
      });
      return created(commandJson(command));
    }),
    route('GET', '/commands', ({ me, query }) => {
      if (!me.isAdmin) throw forbidden();
      const team = query.get('team_id');
      return ok([...world.commands.values()].filter((one) => one.teamId === team).map(commandJson));
    }),
  ];
}

export function postRoutes(world: World, line: Line): Route[] {
  return [...posts(world), ...clicksAndCommands(world, line)];
}
