// The stage around the app: people and channels come, change and go, and the server gets into trouble.
import type { Disturbance, DisturbanceHandle, RateLimit } from './disturb.ts';
import { Observed } from './observed.ts';
import * as places from './places.ts';
import type { Channel, User } from './types.ts';
import type { PersonOptions } from './world.ts';

export class Staged extends Observed {
  addPerson(options: PersonOptions & { readonly teams?: readonly string[] }): Readonly<User> {
    const user = this.world.addUser(options);
    const teams = options.teams ?? [...this.world.teams.values()].map((team) => team.id);
    for (const team of teams) places.joinTeam(this.world, this.world.team(team), user);
    return user;
  }
  addChannel(given: {
    readonly name: string;
    readonly team?: string;
    readonly type?: 'O' | 'P';
    readonly displayName?: string;
    readonly members?: readonly string[];
  }): Readonly<Channel> {
    const { name, type = 'O', displayName = name, members = [] } = given;
    const teamId = this.world.team(given.team).id;
    const channel = this.world.addChannel({ name, type, teamId, displayName, creatorId: '' });
    for (const member of members) channel.members.add(this.world.user(member).id);
    return channel;
  }
  joinChannel(user: string, channel: string, by = user): void {
    const { world } = this;
    places.joinChannel(world, world.channel(channel), world.user(user), world.user(by));
  }
  leaveChannel(user: string, channel: string, by = user): void {
    const { world } = this;
    places.leaveChannel(world, world.channel(channel), world.user(user), world.user(by));
  }
  joinTeam(user: string, team?: string): void {
    places.joinTeam(this.world, this.world.team(team), this.world.user(user));
  }
  leaveTeam(user: string, team?: string): void {
    places.leaveTeam(this.world, this.world.team(team), this.world.user(user));
  }
  renameChannel(channel: string, name: string, displayName = name): void {
    places.renameChannel(this.world, this.world.channel(channel), name, displayName);
  }
  archiveChannel(channel: string, by: string): void {
    places.archiveChannel(this.world, this.world.channel(channel), this.world.user(by));
  }
  restoreChannel(channel: string): void {
    places.restoreChannel(this.world, this.world.channel(channel));
  }
  changeUser(user: string, change: places.UserChange): void {
    places.changeUser(this.world, this.world.user(user), change);
  }
  setActive(user: string, active: boolean): void {
    places.setActive(this.world, this.world.user(user), active);
  }
  /** REST refuses it from now on; open sockets live on. */
  revokeToken(token: string): void {
    this.world.tokens.delete(token);
  }

  disturb(what: Disturbance): DisturbanceHandle {
    return this.parts.listener.disturb(what);
  }
  limitRate(limit: RateLimit | undefined): void {
    this.parts.listener.limit(limit);
  }
  dropSockets(options: { readonly forget?: boolean } = {}): void {
    this.parts.sockets.drop(options.forget ?? false);
  }
  /** The server stops: sockets end, connections are refused, nothing can be resumed. */
  async goDown(): Promise<void> {
    this.parts.sockets.drop(true);
    await this.parts.listener.close();
  }
  /** It listens again at the same address. */
  async comeBack(): Promise<void> {
    await this.parts.listener.listen();
  }
  /** Nothing is read, answered, sent or closed on any socket, and no new one opens, until the thaw; REST goes on. */
  freezeSockets(): void {
    this.parts.sockets.freeze();
  }
  thawSockets(): void {
    this.parts.sockets.thaw();
  }
  /** Authenticated sockets of a person; of the bot when left out. */
  connected(user?: string): number {
    return this.parts.sockets.count(
      user === undefined ? this.world.botId : this.world.user(user).id,
    );
  }
}
