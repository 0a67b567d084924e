// REST: the server itself, people, teams and channels.
import { isId } from './ids.ts';
import { archiveChannel, channelUpdated, joinChannel, leaveChannel } from './places.ts';
import {
  badBody,
  bodyRecord,
  bodyText,
  channelIn,
  checkId,
  created,
  ok,
  type Route,
  route,
  userIn,
} from './rest-core.ts';
import type { Channel, Team, User } from './types.ts';
import { channelJson, memberJson, teamJson, userJson } from './views.ts';
import { ApiError, forbidden, type World } from './world.ts';

function people(world: World): Route[] {
  return [
    route('GET', '/users/me', ({ me }) => ok(userJson(me))),
    route('GET', '/users/username/:name', (_, name) => {
      for (const user of world.users.values())
        if (user.username === decodeURIComponent(name ?? '')) return ok(userJson(user));
      throw new ApiError(
        404,
        'app.user.get_by_username.app_error',
        'Unable to find an existing account matching your username for this team.',
      );
    }),
    route('POST', '/users/ids', ({ body }) => {
      if (!Array.isArray(body) || body.length === 0) throw badBody('user_ids');
      return ok(body.flatMap((id) => world.users.get(String(id)) ?? []).map(userJson));
    }),
    route('GET', '/users/:id', ({ me }, id) => ok(userJson(userIn(world, me, id)))),
    route('GET', '/users/:id/teams', ({ me }, id) => {
      const user = userIn(world, me, id);
      if (user.id !== me.id && !me.isAdmin) throw forbidden();
      return ok(
        [...world.teams.values()].filter((team) => team.members.has(user.id)).map(teamJson),
      );
    }),
  ];
}

function teamIn(world: World, me: User, id: string | undefined): Team {
  const team = world.teams.get(checkId(id, 'team_id'));
  if (team === undefined)
    throw new ApiError(404, 'app.team.get.find.app_error', 'Unable to find the existing team.');
  if (!team.members.has(me.id)) throw forbidden();
  return team;
}

function teamNamed(world: World, me: User, name: string | undefined): Team {
  for (const team of world.teams.values())
    if (team.name === name) {
      if (!team.members.has(me.id)) throw forbidden();
      return team;
    }
  throw new ApiError(
    404,
    'app.team.get_by_name.missing.app_error',
    'Unable to find the existing team.',
  );
}

/** A private channel that one is not in does not exist, as far as its name goes. */
function channelNamed(world: World, me: User, team: Team, name: string | undefined): Channel {
  for (const channel of world.channels.values())
    if (channel.teamId === team.id && channel.name === name && world.reads(me.id, channel))
      if (channel.deleteAt === 0) return channel;
  throw new ApiError(404, 'app.channel.get_by_name.missing.app_error', 'Channel does not exist.');
}

function mine(world: World, me: User, team?: Team): unknown[] {
  return [...world.channels.values()]
    .filter((channel) => channel.members.has(me.id) && channel.deleteAt === 0)
    .filter((channel) => team === undefined || channel.type === 'D' || channel.teamId === team.id)
    .map((channel) => channelJson(world, channel));
}

function teams(world: World): Route[] {
  return [
    route('GET', '/teams/name/:name', ({ me }, name) => ok(teamJson(teamNamed(world, me, name)))),
    route('GET', '/teams/:id', ({ me }, id) => ok(teamJson(teamIn(world, me, id)))),
    route('GET', '/teams/:id/channels/name/:name', ({ me }, id, name) =>
      ok(channelJson(world, channelNamed(world, me, teamIn(world, me, id), name))),
    ),
    route('GET', '/teams/name/:team/channels/name/:name', ({ me }, team, name) =>
      ok(channelJson(world, channelNamed(world, me, teamNamed(world, me, team), name))),
    ),
    // Servers before 6.1 list the channels of one team at a time only.
    ...(world.profile.name === 'old'
      ? []
      : [route('GET', '/users/me/channels', ({ me }) => ok(mine(world, me)))]),
    route('GET', '/users/me/teams/:id/channels', ({ me }, id) =>
      ok(mine(world, me, teamIn(world, me, id))),
    ),
  ];
}

function directChannel(world: World, me: User, body: unknown): Channel {
  if (!Array.isArray(body) || body.length !== 2) throw badBody('user_ids');
  const [a, b] = body.map(String);
  if (a === undefined || b === undefined || !isId(a) || !isId(b)) throw badBody('user_id');
  if (me.id !== a && me.id !== b) throw forbidden();
  const other = me.id === a ? b : a;
  const user = world.users.get(other);
  if (user === undefined)
    throw new ApiError(
      400,
      'api.channel.create_direct_channel.invalid_user.app_error',
      'Invalid user ID for direct channel creation.',
    );
  if (user.deleteAt > 0) throw forbidden();
  return world.directChannel(me.id, other);
}

function createChannel(world: World, me: User, body: Record<string, unknown>): Channel {
  const type = bodyText(body, 'type');
  if (type !== 'O' && type !== 'P') throw badBody('type');
  const name = bodyText(body, 'name');
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name))
    throw new ApiError(
      400,
      'model.channel.is_valid.1_or_more.app_error',
      'Name must be 1 or more lowercase alphanumeric characters.',
    );
  const team = teamIn(world, me, bodyText(body, 'team_id'));
  for (const channel of world.channels.values())
    if (channel.teamId === team.id && channel.name === name)
      throw new ApiError(
        400,
        'store.sql_channel.save_channel.exists.app_error',
        'A channel with that name already exists on the same team.',
      );
  const displayName = bodyText(body, 'display_name');
  const channel = world.addChannel({
    type,
    teamId: team.id,
    name,
    creatorId: me.id,
    ...(displayName === '' ? {} : { displayName }),
  });
  channel.members.add(me.id);
  world.publish({
    event: 'channel_created',
    data: { channel_id: channel.id, team_id: team.id },
    userId: me.id,
  });
  return channel;
}

function noMember(): ApiError {
  return new ApiError(
    404,
    'app.channel.get_member.missing.app_error',
    'No channel member found for that user ID and channel ID.',
  );
}

function channels(world: World): Route[] {
  return [
    route('POST', '/channels', (request) =>
      created(channelJson(world, createChannel(world, request.me, bodyRecord(request, 'channel')))),
    ),
    route('POST', '/channels/direct', ({ me, body }) =>
      created(channelJson(world, directChannel(world, me, body))),
    ),
    route('GET', '/channels/:id', ({ me }, id) => ok(channelJson(world, channelIn(world, me, id)))),
    route('DELETE', '/channels/:id', ({ me }, id) => {
      const channel = channelIn(world, me, id);
      if (!channel.members.has(me.id) && !me.isAdmin) throw forbidden();
      archiveChannel(world, channel, me);
      return ok({ status: 'OK' });
    }),
    route('PUT', '/channels/:id/patch', (request, id) => {
      const channel = channelIn(world, request.me, id);
      if (!channel.members.has(request.me.id)) throw forbidden();
      const body = bodyRecord(request, 'channel');
      if (typeof body['header'] === 'string') channel.header = body['header'];
      channelUpdated(world, channel);
      return ok(channelJson(world, channel));
    }),
    route('GET', '/channels/:id/members', ({ me }, id) => {
      const channel = channelIn(world, me, id);
      return ok([...channel.members].map((user) => memberJson(channel, user)));
    }),
    route('GET', '/channels/:id/members/:user', ({ me }, id, userId) => {
      const channel = channelIn(world, me, id);
      const user = userIn(world, me, userId);
      if (!channel.members.has(user.id)) throw noMember();
      return ok(memberJson(channel, user.id));
    }),
    route('POST', '/channels/:id/members', (request, id) => {
      const channel = channelIn(world, request.me, id);
      const userId = bodyText(bodyRecord(request, 'user_id'), 'user_id');
      if (!isId(userId)) throw badBody('user_id');
      const user = userIn(world, request.me, userId);
      if (!channel.members.has(request.me.id) && user.id !== request.me.id) throw forbidden();
      if (!(world.teams.get(channel.teamId)?.members.has(user.id) ?? false)) throw forbidden();
      joinChannel(world, channel, user, request.me);
      return created(memberJson(channel, user.id));
    }),
    route('DELETE', '/channels/:id/members/:user', ({ me }, id, userId) => {
      const channel = channelIn(world, me, id);
      const user = userIn(world, me, userId);
      if (!channel.members.has(me.id)) throw forbidden();
      if (!channel.members.has(user.id)) throw noMember();
      leaveChannel(world, channel, user, me);
      return ok({ status: 'OK' });
    }),
  ];
}

export function placeRoutes(world: World): Route[] {
  return [...people(world), ...teams(world), ...channels(world)];
}
