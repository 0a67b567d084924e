// Builds a stand-in server with its first team, people and channels, and lets it listen.
import { newId } from './ids.ts';
import { type Profile, profileOf } from './limits.ts';
import { Mattermost } from './mattermost.ts';
import { Rest } from './rest.ts';
import { Listener } from './server.ts';
import { type SocketOptions, Sockets } from './socket.ts';
import { type PersonOptions, World } from './world.ts';

export interface ChannelOptions {
  readonly name: string;
  readonly displayName?: string;
  readonly type?: 'O' | 'P';
  /** The first team when left out. */
  readonly team?: string;
  /** User names; everybody and the bot when left out. */
  readonly members?: readonly string[];
}

export interface MattermostOptions extends Partial<SocketOptions> {
  /** `old` plays a server of 2021. */
  readonly profile?: Profile['name'];
  readonly now?: () => number;
  readonly random?: () => number;
  /** `acme` when left out. Everybody is in every team. */
  readonly teams?: readonly string[];
  /** ana, ben and the system administrator admin when left out. */
  readonly people?: readonly PersonOptions[];
  /** town-square and idea-circle when left out. */
  readonly channels?: readonly ChannelOptions[];
  readonly bot?: Partial<PersonOptions>;
  /** The trigger of the slash command, without the slash. */
  readonly trigger?: string;
  /** The app's address, when it is known already; see `useApp`. */
  readonly appUrl?: string;
  /** How long the server waits for the app; 30 s when left out. */
  readonly integrationTimeoutMs?: number;
}

const PEOPLE: readonly PersonOptions[] = [
  { username: 'ana', firstName: 'Ana', lastName: 'Silva', timezone: 'Europe/Zurich' },
  { username: 'ben', firstName: 'Ben', lastName: 'Roy', locale: 'fr', timezone: 'Europe/Paris' },
  { username: 'admin', firstName: 'Ada', lastName: 'Min', admin: true, online: false },
];

const CHANNELS: readonly ChannelOptions[] = [
  { name: 'town-square', displayName: 'Town Square' },
  { name: 'idea-circle', displayName: 'Idea Circle' },
];

export async function startMattermost(options: MattermostOptions = {}): Promise<Mattermost> {
  const world = new World(
    profileOf(options.profile),
    options.now ?? Date.now,
    options.random ?? Math.random,
  );
  const end = new AbortController();
  const line = { timeoutMs: options.integrationTimeoutMs ?? 30_000, signal: end.signal };
  const sockets = new Sockets(world, {
    authTimeoutMs: options.authTimeoutMs ?? 5_000,
    sendQueue: options.sendQueue ?? 256,
    deadQueue: options.deadQueue ?? 128,
    challengeOrder: options.challengeOrder ?? 'hello-first',
  });
  const listener = new Listener(world, new Rest(world, line), sockets);

  for (const name of options.teams ?? ['acme']) world.addTeam(name);
  const bot = world.addUser({
    username: 'idea-circle',
    firstName: 'Idea Circle',
    ...options.bot,
    bot: true,
  });
  world.botId = bot.id;
  for (const person of options.people ?? PEOPLE) world.addUser(person);
  for (const team of world.teams.values())
    for (const id of world.users.keys()) team.members.add(id);
  for (const given of options.channels ?? CHANNELS) {
    const channel = world.addChannel({
      name: given.name,
      displayName: given.displayName ?? given.name,
      type: given.type ?? 'O',
      teamId: world.team(given.team).id,
      creatorId: '',
    });
    for (const user of world.users.values())
      if (given.members?.includes(user.username) ?? true) channel.members.add(user.id);
  }
  await listener.listen();
  const trigger = options.trigger ?? 'circle';
  for (const team of world.teams.values()) {
    const id = newId();
    const command = { id, token: newId(), teamId: team.id, trigger, url: '', creatorId: '' };
    world.commands.set(id, { ...command, createAt: world.now() });
  }
  const server = new Mattermost({ world, listener, sockets, line, end, trigger });
  if (options.appUrl !== undefined) server.useApp(options.appUrl);
  return server;
}
