// People, teams and channels as the REST interface words them.
import type { Channel, Team, User } from './types.ts';
import type { World } from './world.ts';

export function userJson(user: User): Record<string, unknown> {
  return {
    id: user.id,
    create_at: user.createAt,
    update_at: user.updateAt,
    delete_at: user.deleteAt,
    username: user.username,
    auth_data: '',
    auth_service: '',
    email: `${user.username}@example.org`,
    nickname: '',
    first_name: user.firstName,
    last_name: user.lastName,
    position: '',
    roles: user.isAdmin ? 'system_admin system_user' : 'system_user',
    locale: user.locale,
    timezone: user.timezone,
    ...(user.isBot ? { is_bot: true, bot_description: '' } : {}),
    disable_welcome_email: false,
  };
}

export function teamJson(team: Team): Record<string, unknown> {
  return {
    id: team.id,
    create_at: team.createAt,
    update_at: team.createAt,
    delete_at: 0,
    display_name: team.displayName,
    name: team.name,
    description: '',
    email: '',
    type: 'O',
    company_name: '',
    allowed_domains: '',
    invite_id: '',
    allow_open_invite: false,
    scheme_id: null,
    group_constrained: null,
    policy_id: null,
  };
}

export function channelJson(world: World, channel: Channel): Record<string, unknown> {
  const total = [...world.posts.values()].filter((post) => post.channelId === channel.id).length;
  return {
    id: channel.id,
    create_at: channel.createAt,
    update_at: channel.updateAt,
    delete_at: channel.deleteAt,
    team_id: channel.teamId,
    type: channel.type,
    display_name: channel.displayName,
    name: channel.name,
    header: channel.header,
    purpose: '',
    last_post_at: channel.lastPostAt,
    total_msg_count: total,
    extra_update_at: 0,
    creator_id: channel.creatorId,
    scheme_id: null,
    props: null,
    group_constrained: null,
    shared: null,
    total_msg_count_root: total,
    policy_id: null,
  };
}

export function memberJson(channel: Channel, userId: string): Record<string, unknown> {
  return {
    channel_id: channel.id,
    user_id: userId,
    roles: 'channel_user',
    last_viewed_at: 0,
    msg_count: 0,
    mention_count: 0,
    mention_count_root: 0,
    msg_count_root: 0,
    notify_props: { desktop: 'default', email: 'default', mark_unread: 'all', push: 'default' },
    last_update_at: channel.updateAt,
    scheme_guest: false,
    scheme_user: true,
    scheme_admin: channel.creatorId === userId,
    explicit_roles: '',
  };
}
