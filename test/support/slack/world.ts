// All that the stand-in holds: its workspaces, its settings, what it wrote down, and the response URLs it handed out.
import { randomUUID } from 'node:crypto';
import { Journal } from './journal.ts';
import { TIMING } from './limits.ts';
import type { Names } from './mrkdwn.ts';
import { type Message, Workspace, type WorkspaceOptions } from './workspace.ts';

export interface SlackOptions {
  /** One default workspace when left out. */
  readonly workspaces?: readonly WorkspaceOptions[];
  readonly appId?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** With its slash. */
  readonly command?: string;
  /** Events the app subscribed to. */
  readonly subscriptions?: readonly string[];
  /** Milliseconds: stamps messages and counts rates and lifetimes. Signatures always carry the machine's time. */
  readonly now?: () => number;
  readonly rateLimits?: boolean;
  /** How long the app may take to acknowledge. */
  readonly ackMs?: number;
  /** When an unacknowledged event is sent again. */
  readonly retriesMs?: readonly number[];
  /** The app's address; without it Socket Mode is used. */
  readonly requestUrl?: string;
  /** Whether the app has a Home tab; it has unless told otherwise. */
  readonly homeTab?: boolean;
  /** How long a verb waits for the person to see something. */
  readonly waitMs?: number;
}

export const SUBSCRIPTIONS: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'message.im',
  'user_change',
  'app_uninstalled',
  'tokens_revoked',
];

/** A response URL: five uses in half an hour. */
export interface ResponseUrl {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly from: 'command' | 'action';
  /** The message that was pressed. */
  readonly original?: { readonly ts: string; readonly ephemeral: boolean };
  readonly createdAt: number;
  uses: number;
}

/** What opens a view: once, within three seconds. */
export interface Trigger {
  readonly team: string;
  readonly user: string;
  readonly createdAt: number;
  /** The modal in which it was pressed or sent. */
  readonly view: string;
  used: boolean;
}

export type EchoSubtype = '' | 'message_changed' | 'message_deleted';

export class World {
  readonly journal: Journal;
  readonly workspaces = new Map<string, Workspace>();
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly triggers = new Map<string, Trigger>();
  readonly appId: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly command: string;
  readonly subscriptions: ReadonlySet<string>;
  readonly now: () => number;
  readonly rateLimits: boolean;
  readonly homeTab: boolean;
  readonly ackMs: number;
  readonly retriesMs: readonly number[];
  readonly waitMs: number;
  /** Empty: Socket Mode. */
  requestUrl: string;
  url = '';
  closing = false;
  /** Gives the bot's own messages back to the app as events, where it subscribed to them. */
  echo: (workspace: Workspace, message: Message, subtype: EchoSubtype, before?: Message) => void =
    () => undefined;
  private counter = 0;

  constructor(options: SlackOptions) {
    this.now = options.now ?? Date.now;
    this.journal = new Journal(this.now);
    this.appId = options.appId ?? 'A01';
    this.appToken = options.appToken ?? 'xapp-1-A01-stand-in';
    this.signingSecret = options.signingSecret ?? 'stand-in-signing-secret';
    this.command = options.command ?? '/icdd';
    this.subscriptions = new Set(options.subscriptions ?? SUBSCRIPTIONS);
    this.rateLimits = options.rateLimits ?? false;
    this.homeTab = options.homeTab ?? true;
    this.ackMs = options.ackMs ?? TIMING.ackMs;
    this.retriesMs = options.retriesMs ?? TIMING.retriesMs;
    this.waitMs = options.waitMs ?? 10_000;
    this.requestUrl = options.requestUrl ?? '';
    for (const one of options.workspaces ?? [{}]) {
      const workspace = new Workspace(one, this.now);
      this.workspaces.set(workspace.teamId, workspace);
    }
  }

  workspace(teamId: string): Workspace {
    const workspace = this.workspaces.get(teamId);
    if (workspace === undefined) throw new Error(`no workspace has the id ${teamId}`);
    return workspace;
  }

  /** The workspace that a bot token opens. */
  workspaceOf(token: string): Workspace | undefined {
    return [...this.workspaces.values()].find((one) => one.botToken === token);
  }

  next(): number {
    this.counter += 1;
    return this.counter;
  }

  names(workspace: Workspace): Names {
    return {
      person: (id) => workspace.people.get(id)?.name,
      channel: (id) => workspace.channels.get(id)?.name,
    };
  }

  newTrigger(team: string, user: string, view = ''): string {
    const id = `${this.next()}.${this.next()}.${randomUUID().replaceAll('-', '')}`;
    this.triggers.set(id, { team, user, view, createdAt: this.now(), used: false });
    return id;
  }

  newResponseUrl(link: Omit<ResponseUrl, 'createdAt' | 'uses'>): string {
    const path = `/${link.from}s/${link.team}/${this.next()}/k${this.next().toString(36)}`;
    this.responseUrls.set(path, { ...link, createdAt: this.now(), uses: 0 });
    return `${this.url}${path}`;
  }
}
