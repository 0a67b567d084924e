// Who is in which team and channel, renaming, archiving, leaving: each with the events and the system posts that the server makes of it.
import { storePost } from './posts.ts';
import type { Channel, Team, User } from './types.ts';
import { channelJson, userJson } from './views.ts';
import type { World } from './world.ts';

function systemPost(
  world: World,
  channel: Channel,
  by: User,
  type: string,
  message: string,
  props: Record<string, unknown>,
): void {
  storePost(world, { userId: by.id, channelId: channel.id, message, type, props });
}

export function joinChannel(world: World, channel: Channel, user: User, by: User): void {
  if (channel.members.has(user.id)) return;
  channel.members.add(user.id);
  world.publish({
    event: 'user_added',
    data: { team_id: channel.teamId, user_id: user.id },
    channelId: channel.id,
  });
  const self = user.id === by.id;
  systemPost(
    world,
    channel,
    by,
    self ? 'system_join_channel' : 'system_add_to_channel',
    self
      ? `${user.username} joined the channel.`
      : `@${user.username} added to the channel by ${by.username}.`,
    { username: by.username, userId: by.id, addedUsername: user.username, addedUserId: user.id },
  );
}

export function leaveChannel(world: World, channel: Channel, user: User, by: User): void {
  if (!channel.members.delete(user.id)) return;
  world.publish({
    event: 'user_removed',
    data: { channel_id: channel.id, remover_id: by.id },
    userId: user.id,
  });
  world.publish({
    event: 'user_removed',
    data: { user_id: user.id, remover_id: by.id },
    channelId: channel.id,
  });
  systemPost(
    world,
    channel,
    by,
    'system_remove_from_channel',
    `${user.username} was removed from the channel.`,
    { removedUsername: user.username, removedUserId: user.id },
  );
}

export function joinTeam(world: World, team: Team, user: User): void {
  if (team.members.has(user.id)) return;
  team.members.add(user.id);
  world.publish({
    event: 'added_to_team',
    data: { team_id: team.id, user_id: user.id },
    userId: user.id,
  });
}

export function leaveTeam(world: World, team: Team, user: User): void {
  if (!team.members.has(user.id)) return;
  world.publish({
    event: 'leave_team',
    data: { team_id: team.id, user_id: user.id },
    teamId: team.id,
  });
  team.members.delete(user.id);
  for (const channel of world.channels.values())
    if (channel.teamId === team.id) channel.members.delete(user.id);
}

export function channelUpdated(world: World, channel: Channel): void {
  channel.updateAt = world.now();
  world.publish({
    event: 'channel_updated',
    data: { channel: JSON.stringify(channelJson(world, channel)) },
    channelId: channel.id,
  });
}

export function renameChannel(world: World, channel: Channel, name: string, display: string): void {
  channel.name = name;
  channel.displayName = display;
  channelUpdated(world, channel);
}

export function archiveChannel(world: World, channel: Channel, by: User): void {
  if (channel.deleteAt > 0) return;
  systemPost(world, channel, by, 'system_channel_deleted', `${by.username} archived the channel.`, {
    username: by.username,
  });
  channel.deleteAt = world.now();
  channel.updateAt = channel.deleteAt;
  world.publish({
    event: 'channel_deleted',
    data: { channel_id: channel.id, delete_at: channel.deleteAt },
    ...(channel.teamId === '' ? { channelId: channel.id } : { teamId: channel.teamId }),
  });
}

export function restoreChannel(world: World, channel: Channel): void {
  channel.deleteAt = 0;
  channel.updateAt = world.now();
  world.publish({
    event: 'channel_restored',
    data: { channel_id: channel.id },
    ...(channel.teamId === '' ? { channelId: channel.id } : { teamId: channel.teamId }),
  });
}

export interface UserChange {
  readonly username?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly locale?: string;
  /** Chosen by hand when `manual` is given, else taken from the device. */
  readonly timezone?: string;
  readonly manual?: boolean;
}

function userUpdated(world: World, user: User): void {
  user.updateAt = world.now();
  world.publish({ event: 'user_updated', data: { user: userJson(user) } });
}

export function changeUser(world: World, user: User, change: UserChange): void {
  user.username = change.username ?? user.username;
  user.firstName = change.firstName ?? user.firstName;
  user.lastName = change.lastName ?? user.lastName;
  user.locale = change.locale ?? user.locale;
  if (change.timezone !== undefined)
    user.timezone = change.manual
      ? { ...user.timezone, useAutomaticTimezone: 'false', manualTimezone: change.timezone }
      : { ...user.timezone, useAutomaticTimezone: 'true', automaticTimezone: change.timezone };
  userUpdated(world, user);
}

export function setActive(world: World, user: User, active: boolean): void {
  user.deleteAt = active ? 0 : Math.max(1, world.now());
  userUpdated(world, user);
  world.publish({ event: 'user_activation_status_change', data: {} });
}
