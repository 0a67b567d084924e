// What the stand-in server has written down, and waiting for more of it.
import type { Seen } from '../seen.ts';
import type { Line } from './call-app.ts';
import type { Profile } from './limits.ts';
import { type Standing, standing } from './posts.ts';
import type { Listener } from './server.ts';
import type { Sockets } from './socket.ts';
import { seenBy } from './transcript.ts';
import type { Call, Channel, Delivery, Fault, Leak, Ping, Team, User } from './types.ts';
import type { World } from './world.ts';

/** What the server is made of. */
export interface Parts {
  readonly world: World;
  readonly listener: Listener;
  readonly sockets: Sockets;
  readonly line: Line;
  readonly end: AbortController;
  readonly trigger: string;
}

export class Observed {
  protected readonly world: World;
  protected readonly parts: Parts;

  constructor(parts: Parts) {
    this.world = parts.world;
    this.parts = parts;
  }

  get url(): string {
    return this.world.url;
  }
  get socketUrl(): string {
    return `${this.world.url.replace('http', 'ws')}/api/v4/websocket`;
  }
  get profile(): Profile {
    return this.world.profile;
  }
  get bot(): Readonly<User> {
    return this.user(this.world.botId);
  }
  get botToken(): string {
    return this.tokenOf(this.world.botId);
  }
  get calls(): readonly Call[] {
    return this.world.calls;
  }
  get deliveries(): readonly Delivery[] {
    return this.world.deliveries;
  }
  get leaks(): readonly Leak[] {
    return this.world.leaks;
  }
  get faults(): readonly Fault[] {
    return this.world.faults;
  }
  get pings(): readonly Ping[] {
    return this.world.pings;
  }

  user(ref: string): Readonly<User> {
    return this.world.user(ref);
  }
  team(ref?: string): Readonly<Team> {
    return this.world.team(ref);
  }
  channel(ref: string): Readonly<Channel> {
    return this.world.channel(ref);
  }
  /** The direct channel of a person with the bot, opened when it is missing. */
  directChannel(person: string): Readonly<Channel> {
    return this.world.directChannel(this.world.user(person).id, this.world.botId);
  }
  tokenOf(ref: string): string {
    return this.world.tokenOf(ref);
  }
  commandToken(team?: string): string {
    const { id } = this.world.team(team);
    for (const one of this.world.commands.values()) if (one.teamId === id) return one.token;
    throw new Error('no command is registered for this team');
  }

  seen(user?: string): readonly Seen[] {
    return seenBy(this.world, user);
  }
  posts(channel?: string): readonly Standing[] {
    return standing(this.world, channel);
  }

  /** Resolves with the first value that is neither undefined nor false; asked again after everything that happens. */
  settled<T>(
    probe: () => T | undefined | false,
    options: { readonly timeoutMs?: number } = {},
  ): Promise<T> {
    const { changes } = this.world;
    const timeoutMs = options.timeoutMs ?? 10_000;
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        changes.off('change', check);
      };
      const check = (): void => {
        try {
          const value = probe();
          if (value === undefined || value === false) return;
          stop();
          resolve(value);
        } catch (error) {
          stop();
          reject(error);
        }
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`nothing of the kind within ${timeoutMs} ms: ${String(probe)}`));
      }, timeoutMs);
      changes.on('change', check);
      check();
    });
  }

  /** Fails when the app did anything that a server would refuse, drop or leak. */
  assertFaultless(): void {
    const found = [
      ...this.faults.map((fault) => `${fault.kind}: ${fault.detail}`),
      ...this.leaks.map((leak) => `leak: ${leak.reason}`),
    ];
    if (found.length > 0) throw new Error(`the app is not faultless:\n${found.join('\n')}`);
  }
}
