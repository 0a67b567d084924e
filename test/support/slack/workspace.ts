// One workspace: its people, channels, tokens and messages, without any wire format.
import type { Json } from './json.ts';

export interface Person {
  readonly id: string;
  /** The handle, typed as "@ana". */
  readonly name: string;
  readonly realName: string;
  readonly tz: string;
  readonly locale: string;
  readonly email: string;
  readonly bot: boolean;
  deleted: boolean;
  status: string;
}

export type PersonOptions = Partial<Person> & Pick<Person, 'id' | 'name'>;

export interface ChannelOptions {
  readonly id: string;
  readonly name: string;
  readonly private?: boolean;
  readonly archived?: boolean;
  /** User ids; the bot is a member only where it is named. */
  readonly members: readonly string[];
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  archived: boolean;
  readonly members: Set<string>;
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  readonly author: string;
  text: string;
  blocks: Json[];
  edited: boolean;
  readonly threadTs?: string;
  metadata?: Json;
}

/** Shown to one person; lives in that person's client only. */
export interface Ephemeral {
  readonly ts: string;
  readonly channel: string;
  readonly reader: string;
  text: string;
  blocks: Json[];
  gone: boolean;
}

/** A modal or a Home tab as Slack keeps it. */
export interface StoredView {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly user: string;
  /** As sent, its blocks filled in. */
  wire: Json;
  blocks: Json[];
  hash: string;
  readonly root: string;
  readonly previous: string | null;
  /** What stands in the fields, by block_id and action_id. */
  values: Record<string, Record<string, Json>>;
  open: boolean;
}

export interface WorkspaceOptions {
  readonly teamId?: string;
  readonly teamName?: string;
  readonly domain?: string;
  readonly botUser?: string;
  readonly botName?: string;
  readonly botToken?: string;
  readonly scopes?: readonly string[];
  readonly people?: readonly PersonOptions[];
  readonly channels?: readonly ChannelOptions[];
}

export const SCOPES: readonly string[] = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'im:history',
  'im:write',
  'users:read',
];

export const PEOPLE: readonly PersonOptions[] = [
  { id: 'U01ANA', name: 'ana', realName: 'Ana Duarte', tz: 'Europe/Lisbon', locale: 'en-GB' },
  { id: 'U02BEN', name: 'ben', realName: 'Ben Okafor', tz: 'Europe/Paris', locale: 'fr-FR' },
  { id: 'U03CHO', name: 'cho', realName: 'Cho Min', tz: 'Asia/Seoul', locale: 'en-US' },
  { id: 'U04DAN', name: 'dan', realName: 'Dan Weiss', tz: 'America/New_York', locale: 'en-US' },
];

const BOT = 'U0BOT';

export const CHANNELS: readonly ChannelOptions[] = [
  { id: 'C01TALKS', name: 'talks', members: ['U01ANA', 'U02BEN', 'U03CHO', BOT] },
  { id: 'C02RANDOM', name: 'random', members: ['U01ANA', 'U02BEN', 'U03CHO', 'U04DAN'] },
  { id: 'C03DESK', name: 'desk', private: true, members: ['U01ANA', BOT] },
  { id: 'C04HIDDEN', name: 'hidden', private: true, members: ['U02BEN'] },
  { id: 'C05OLD', name: 'old', archived: true, members: ['U01ANA', BOT] },
];

function personFrom(options: PersonOptions): Person {
  return {
    realName: options.name,
    tz: 'Europe/Paris',
    locale: 'en-US',
    email: `${options.name}@acme.example`,
    bot: false,
    deleted: false,
    status: '',
    ...options,
  };
}

export class Workspace {
  readonly teamId: string;
  readonly teamName: string;
  readonly domain: string;
  readonly botUser: string;
  readonly botId: string;
  readonly botName: string;
  readonly botToken: string;
  readonly scopes: Set<string>;
  readonly people = new Map<string, Person>();
  readonly channels = new Map<string, Channel>();
  readonly ephemerals = new Map<string, Ephemeral>();
  /** Every view by its id, closed ones too. */
  readonly views = new Map<string, StoredView>();
  /** The open modals of each person, the top one last. */
  readonly stacks = new Map<string, StoredView[]>();
  /** Each person's Home tab. */
  readonly homes = new Map<string, StoredView>();
  /** By channel, oldest first. */
  readonly messages = new Map<string, Message[]>();
  installed = true;
  private lastMicros = 0;
  private readonly now: () => number;

  constructor(options: WorkspaceOptions, now: () => number) {
    this.now = now;
    this.teamId = options.teamId ?? 'T01ACME';
    this.teamName = options.teamName ?? 'Acme';
    this.domain = options.domain ?? this.teamName.toLowerCase();
    this.botUser = options.botUser ?? BOT;
    this.botId = `B${this.botUser.slice(1)}`;
    this.botName = options.botName ?? 'talkbot';
    this.botToken = options.botToken ?? `xoxb-${this.teamId}-stand-in`;
    this.scopes = new Set(options.scopes ?? SCOPES);
    for (const one of options.people ?? PEOPLE) this.addPerson(one);
    this.addPerson({ id: this.botUser, name: this.botName, bot: true });
    for (const one of options.channels ?? CHANNELS) this.addChannel(one);
  }

  addPerson(options: PersonOptions): Person {
    const person = personFrom(options);
    this.people.set(person.id, person);
    return person;
  }

  addChannel(options: ChannelOptions): Channel {
    const channel: Channel = {
      id: options.id,
      name: options.name,
      kind: options.private === true ? 'private' : 'public',
      archived: options.archived ?? false,
      members: new Set(options.members),
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  person(id: string): Person {
    const person = this.people.get(id);
    if (person === undefined) throw new Error(`nobody in ${this.teamId} has the id ${id}`);
    return person;
  }

  channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (channel === undefined) throw new Error(`no channel of ${this.teamId} has the id ${id}`);
    return channel;
  }

  /** The direct conversation of a person with the bot, and whether it existed. */
  openDirect(user: string): { channel: Channel; existed: boolean } {
    const id = `D${this.person(user).id.slice(1)}`;
    const known = this.channels.get(id);
    if (known !== undefined) return { channel: known, existed: true };
    const channel: Channel = {
      id,
      name: '',
      kind: 'im',
      archived: false,
      members: new Set([user, this.botUser]),
    };
    this.channels.set(id, channel);
    return { channel, existed: false };
  }

  /** A time stamp that no other message of this workspace has. */
  nextTs(): string {
    const micros = Math.max(Math.floor(this.now()) * 1000, this.lastMicros + 100);
    this.lastMicros = micros;
    const fraction = String(micros % 1_000_000).padStart(6, '0');
    return `${Math.floor(micros / 1_000_000)}.${fraction}`;
  }

  post(message: Omit<Message, 'ts' | 'edited'>): Message {
    const stored: Message = { ...message, ts: this.nextTs(), edited: false };
    const list = this.messages.get(message.channel);
    if (list === undefined) this.messages.set(message.channel, [stored]);
    else list.push(stored);
    return stored;
  }

  message(channel: string, ts: string): Message | undefined {
    return this.messages.get(channel)?.find((one) => one.ts === ts);
  }

  remove(message: Message): void {
    const list = this.messages.get(message.channel) ?? [];
    const at = list.indexOf(message);
    if (at !== -1) list.splice(at, 1);
  }

  whisper(channel: string, reader: string, text: string, blocks: Json[]): Ephemeral {
    const ephemeral = { ts: this.nextTs(), channel, reader, text, blocks, gone: false };
    this.ephemerals.set(ephemeral.ts, ephemeral);
    return ephemeral;
  }
}
