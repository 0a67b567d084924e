// What the platform is given: addresses, secrets, and the ports that it uses.
import type { PlatformMemory } from '../../chat/memory.ts';
import type { Log, Machine } from '../../chat/platform.ts';
import type { Account, Conversation } from '../../kernel/account.ts';
import type { Language } from '../../kernel/language.ts';

/** The time-outs, for tests. All in milliseconds. */
export interface Pace {
  /** After this long a call over REST is given up. */
  readonly restMs: number;
  /** How long a command or click may wait for its decision before it is told that the answer follows. */
  readonly answerMs: number;
  /** How long an answer waits for the server's description of a person. */
  readonly describeMs: number;
  /** Between two pings of the socket; one that is unanswered at the next ends the connection. */
  readonly pingMs: number;
  /** Before a lost socket is opened again. */
  readonly reconnectMs: number;
}

// Mattermost itself gives up on a command or click after 30 s (OutgoingIntegrationRequestsTimeout).
export const usualPace: Pace = {
  restMs: 10_000,
  answerMs: 20_000,
  describeMs: 300,
  pingMs: 15_000,
  reconnectMs: 1_000,
};

export interface MattermostOptions {
  /** Of the server, without /api/v4. */
  readonly url: string;
  readonly botToken: string;
  /** One for each team's slash command. */
  readonly commandTokens: readonly string[];
  /** The slash command without its slash. */
  readonly command: string;
  /** How the server reaches us, without a path. */
  readonly publicUrl: string;
  /** Signs the buttons; at least 32 characters. */
  readonly actionSecret: string;
  /** Secrets that signed buttons which still stand in channels. */
  readonly previousSecrets?: readonly string[];
  /** For sentences to persons whose language is not known; English where it is left out. */
  readonly language?: Language;
  readonly machine: Machine;
  readonly memory: PlatformMemory;
  readonly log: Log;
  readonly pace?: Partial<Pace>;
}

export const actionPath = '/mattermost/action';
export const commandPath = '/mattermost/command';
export const dialogPath = '/mattermost/dialog';

/** An address without the slash at its end. */
export function bare(url: string): string {
  return url.replace(/\/+$/, '');
}

export function account(user: string): Account {
  return { platform: 'mattermost', workspace: '', user };
}

export function conversation(channel: string): Conversation {
  return { platform: 'mattermost', workspace: '', channel };
}
