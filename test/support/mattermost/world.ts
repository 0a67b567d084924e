// Everything the stand-in server knows: who is where, what stands in which channel, and what it has written down about the app.
import { EventEmitter } from 'node:events';
import type { Seen } from '../seen.ts';
import type { OpenDialog } from './dialogs.ts';
import type { UploadedFile } from './files.ts';
import { newId } from './ids.ts';
import type { Profile } from './limits.ts';
import type {
  Call,
  Channel,
  Command,
  Delivery,
  Fault,
  Hook,
  Leak,
  Outgoing,
  Ping,
  Post,
  Team,
  User,
} from './types.ts';

/** An error as the server tells it. */
export class ApiError extends Error {
  readonly status: number;
  readonly id: string;

  constructor(status: number, id: string, message: string) {
    super(message);
    this.status = status;
    this.id = id;
  }
}

/** The request dies without an answer. */
export class Crash extends Error {}

export function forbidden(): ApiError {
  return new ApiError(
    403,
    'api.context.permissions.app_error',
    'You do not have the appropriate permissions.',
  );
}

export interface PersonOptions {
  readonly username: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly locale?: string;
  readonly timezone?: string;
  readonly admin?: boolean;
  readonly online?: boolean;
  readonly bot?: boolean;
  readonly token?: string;
}

export class World {
  readonly profile: Profile;
  readonly now: () => number;
  readonly random: () => number;
  url = '';
  botId = '';
  readonly users = new Map<string, User>();
  readonly teams = new Map<string, Team>();
  readonly channels = new Map<string, Channel>();
  readonly posts = new Map<string, Post>();
  readonly files = new Map<string, UploadedFile>();
  readonly commands = new Map<string, Command>();
  readonly hooks = new Map<string, Hook>();
  /** Token to user id. */
  readonly tokens = new Map<string, string>();
  readonly pending = new Map<string, { readonly at: number; readonly postId: string }>();
  readonly calls: Call[] = [];
  readonly deliveries: Delivery[] = [];
  readonly dialogs: OpenDialog[] = [];
  readonly leaks: Leak[] = [];
  readonly faults: Fault[] = [];
  readonly pings: Ping[] = [];
  readonly seen: Seen[] = [];
  readonly changes = new EventEmitter();
  /** Set by the socket side. */
  publish: (event: Outgoing) => void = () => {};

  constructor(profile: Profile, now: () => number, random: () => number) {
    this.profile = profile;
    this.now = now;
    this.random = random;
    this.changes.setMaxListeners(0);
  }

  changed(): void {
    this.changes.emit('change');
  }

  fault(kind: Fault['kind'], detail: string): void {
    this.faults.push({ at: this.now(), kind, detail });
    this.changed();
  }

  addUser(options: PersonOptions): User {
    const at = this.now();
    const zone = options.timezone ?? '';
    const user: User = {
      id: newId(),
      username: options.username,
      firstName: options.firstName ?? '',
      lastName: options.lastName ?? '',
      locale: options.locale ?? 'en',
      timezone: { useAutomaticTimezone: 'true', automaticTimezone: zone, manualTimezone: '' },
      isBot: options.bot ?? false,
      isAdmin: options.admin ?? false,
      online: options.online ?? true,
      createAt: at,
      updateAt: at,
      deleteAt: 0,
    };
    this.users.set(user.id, user);
    this.tokens.set(options.token ?? newId(), user.id);
    return user;
  }

  addTeam(name: string): Team {
    const team: Team = {
      id: newId(),
      name,
      displayName: name.charAt(0).toUpperCase() + name.slice(1),
      createAt: this.now(),
      members: new Set(),
    };
    this.teams.set(team.id, team);
    return team;
  }

  addChannel(
    given: Pick<Channel, 'type' | 'teamId' | 'name' | 'creatorId'> & {
      readonly displayName?: string;
    },
  ): Channel {
    const at = this.now();
    const channel: Channel = {
      id: newId(),
      type: given.type,
      teamId: given.teamId,
      name: given.name,
      displayName: given.displayName ?? given.name,
      header: '',
      creatorId: given.creatorId,
      createAt: at,
      updateAt: at,
      deleteAt: 0,
      lastPostAt: 0,
      members: new Set(),
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  directChannel(creatorId: string, otherId: string): Channel {
    const name = [creatorId, otherId].sort().join('__');
    for (const channel of this.channels.values())
      if (channel.type === 'D' && channel.name === name) return channel;
    const channel = this.addChannel({ type: 'D', teamId: '', name, creatorId, displayName: '' });
    channel.members.add(creatorId).add(otherId);
    this.publish({
      event: 'direct_added',
      data: { creator_id: creatorId, teammate_id: otherId },
      channelId: channel.id,
    });
    return channel;
  }

  /** By user name or id. */
  user(ref: string): User {
    const byId = this.users.get(ref);
    if (byId !== undefined) return byId;
    for (const user of this.users.values()) if (user.username === ref) return user;
    throw new Error(`no such person: ${ref}`);
  }

  /** By team name or id; the first team when left out. */
  team(ref?: string): Team {
    for (const team of this.teams.values())
      if (ref === undefined || team.id === ref || team.name === ref) return team;
    throw new Error(`no such team: ${ref}`);
  }

  /** By id, by name, or by `team/name`. */
  channel(ref: string): Channel {
    const byId = this.channels.get(ref);
    if (byId !== undefined) return byId;
    const slash = ref.indexOf('/');
    const teamId = slash < 0 ? undefined : this.team(ref.slice(0, slash)).id;
    const name = ref.slice(slash + 1);
    for (const channel of this.channels.values())
      if (channel.name === name && (teamId === undefined || channel.teamId === teamId))
        return channel;
    throw new Error(`no such channel: ${ref}`);
  }

  tokenOf(ref: string): string {
    const { id } = this.user(ref);
    for (const [token, userId] of this.tokens) if (userId === id) return token;
    throw new Error(`${ref} has no token`);
  }

  /** The person behind an Authorization header, if the token is good. */
  session(header: string | undefined): User | undefined {
    const match = /^(?:bearer|token)\s+(\S+)$/i.exec(header ?? '');
    const user = this.users.get(this.tokens.get(match?.[1] ?? '') ?? '');
    return user === undefined || user.deleteAt > 0 ? undefined : user;
  }

  /** May this person read the channel? */
  reads(userId: string, channel: Channel | undefined): boolean {
    if (channel === undefined) return false;
    if (channel.members.has(userId)) return true;
    return channel.type === 'O' && (this.teams.get(channel.teamId)?.members.has(userId) ?? false);
  }

  /** May this person write in the channel? A direct channel with a deactivated person takes nothing more. */
  writes(userId: string, channel: Channel | undefined): channel is Channel {
    if (channel === undefined || !channel.members.has(userId)) return false;
    if (channel.type !== 'D') return true;
    return [...channel.members].every((id) => this.users.get(id)?.deleteAt === 0);
  }
}
