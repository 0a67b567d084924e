// Who am I, conversations and people: the methods that tell about a workspace.

import type { Json } from './json.ts';
import { TIER } from './limits.ts';
import {
  type CallOf,
  cursorAt,
  type Method,
  needScope,
  Refusal,
  visibleChannel,
} from './method.ts';
import { wirePerson } from './person-wire.ts';
import { wireMessage } from './publish.ts';
import type { Channel } from './workspace.ts';

function authTest({ workspace }: CallOf): Json {
  return {
    url: `https://${workspace.domain}.slack.example/`,
    team: workspace.teamName,
    user: workspace.botName,
    team_id: workspace.teamId,
    user_id: workspace.botUser,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  };
}

function open({ workspace, args }: CallOf): Json {
  const found = (): { channel: Channel; existed: boolean } => {
    if (args.has('channel')) {
      const channel = workspace.channels.get(args.text('channel'));
      if (channel?.kind !== 'im') throw new Refusal('channel_not_found');
      return { channel, existed: true };
    }
    const users = args.text('users').split(',').filter(Boolean);
    const [user = ''] = users;
    if (user === '') throw new Refusal('users_list_not_supplied');
    if (users.length > 8) throw new Refusal('too_many_users');
    if (users.length > 1)
      throw new Refusal('missing_scope', {
        needed: 'mpim:write',
        provided: [...workspace.scopes].join(','),
      });
    const person = workspace.people.get(user);
    if (person === undefined) throw new Refusal('user_not_found');
    if (person.deleted) throw new Refusal('user_disabled');
    if (person.bot) throw new Refusal('cannot_dm_bot');
    return workspace.openDirect(user);
  };
  const { channel, existed } = found();
  const [user = ''] = [...channel.members].filter((id) => id !== workspace.botUser);
  const whole = { id: channel.id, user, is_im: true, is_open: true, is_archived: false };
  return {
    ...(existed ? { no_op: true, already_open: true } : {}),
    channel: args.flag('return_im') ? whole : { id: channel.id },
  };
}

function info(call: CallOf): Json {
  const { workspace, args } = call;
  const channel = visibleChannel(workspace, args.required('channel'));
  needScope(call, channel, 'read');
  const base = {
    id: channel.id,
    created: 1_700_000_000,
    is_archived: channel.archived,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'im',
    is_mpim: false,
    is_private: channel.kind !== 'public',
    context_team_id: workspace.teamId,
    updated: 1_700_000_000_000,
  };
  if (channel.kind === 'im') return { channel: base };
  return {
    channel: {
      ...base,
      name: channel.name,
      name_normalized: channel.name,
      is_general: false,
      is_member: channel.members.has(workspace.botUser),
      topic: { value: '', creator: '', last_set: 0 },
      purpose: { value: '', creator: '', last_set: 0 },
      previous_names: [],
      ...(args.flag('include_num_members') ? { num_members: channel.members.size } : {}),
    },
  };
}

function history(call: CallOf): Json {
  const { world, workspace, args } = call;
  const channel = visibleChannel(workspace, args.required('channel'));
  needScope(call, channel, 'history');
  if (!channel.members.has(workspace.botUser)) throw new Refusal('not_in_channel');
  const limit = args.limit(999);
  const start = args.cursor();
  const [oldest, latest] = [args.text('oldest'), args.text('latest')];
  const stamp = /^\d+(\.\d+)?$/;
  if (oldest !== '' && !stamp.test(oldest)) throw new Refusal('invalid_ts_oldest');
  if (latest !== '' && !stamp.test(latest)) throw new Refusal('invalid_ts_latest');
  const inclusive = args.flag('inclusive');
  const after = (ts: string): boolean =>
    oldest === '' || Number(ts) > Number(oldest) || (inclusive && Number(ts) === Number(oldest));
  const before = (ts: string): boolean =>
    latest === '' || Number(ts) < Number(latest) || (inclusive && Number(ts) === Number(latest));
  const all = [...(workspace.messages.get(channel.id) ?? [])]
    .filter((one) => one.threadTs === undefined && after(one.ts) && before(one.ts))
    .reverse();
  const next = cursorAt(start + limit, all.length);
  return {
    messages: all.slice(start, start + limit).map((one) => ({
      ...wireMessage(world, workspace, one),
      ...(args.flag('include_all_metadata') && one.metadata !== undefined
        ? { metadata: one.metadata }
        : {}),
    })),
    has_more: next !== '',
    pin_count: 0,
    channel_actions_ts: null,
    channel_actions_count: 0,
    ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
  };
}

function members(call: CallOf): Json {
  const channel = visibleChannel(call.workspace, call.args.required('channel'));
  needScope(call, channel, 'read');
  const limit = call.args.limit(1000);
  const start = call.args.cursor();
  const all = [...channel.members];
  return {
    members: all.slice(start, start + limit),
    response_metadata: { next_cursor: cursorAt(start + limit, all.length) },
  };
}

function usersInfo(call: CallOf): Json {
  const person = call.workspace.people.get(call.args.required('user'));
  if (person === undefined) throw new Refusal('user_not_found');
  return { user: wirePerson(call.world, call.workspace, person, call.args.flag('include_locale')) };
}

const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

export const OTHERS: Readonly<Record<string, Method>> = {
  'auth.test': { token: 'bot', scopes: [], perMinute: TIER.special, run: authTest },
  'conversations.open': { token: 'bot', scopes: ['im:write'], perMinute: TIER.three, run: open },
  'conversations.info': { token: 'bot', scopes: READ, perMinute: TIER.three, run: info },
  'conversations.history': { token: 'bot', scopes: HISTORY, perMinute: TIER.three, run: history },
  'conversations.members': { token: 'bot', scopes: READ, perMinute: TIER.four, run: members },
  'users.info': { token: 'bot', scopes: ['users:read'], perMinute: TIER.four, run: usersInfo },
};
