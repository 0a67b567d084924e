// What the operator says by the environment, read once: everything that is wrong is told at once, each by its name.
import { parse } from 'dotenv';
import type { NetworkSettings } from '../followers/jobs/asking.ts';
import type { Account } from '../kernel/account.ts';
import type { Language } from '../kernel/language.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import { isLoopback, readDatabaseUrl, readHost, readPublicUrl } from './config/addresses.ts';
import { networkSecrets, readNetworks } from './config/networks.ts';
import {
  type MattermostConfig,
  readMattermost,
  readSlack,
  type SlackConfig,
} from './config/platforms.ts';
import { type ConfigProblem, type Environment, Reading, shown } from './config/reading.ts';
import {
  readActionSecret,
  readCommand,
  readLocale,
  readLogLevel,
  readOrganisers,
  readStartAt,
  readTimezone,
} from './config/values.ts';

export interface Config {
  /** `file:PATH` or `file::memory:`. */
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 lets the machine choose; `publicUrl` then says `:0` until the program listens, unless PUBLIC_URL is given. */
  readonly port: number;
  /** Scheme, host and port alone, without a slash at its end. */
  readonly publicUrl: string;
  readonly timezone: Zone;
  readonly locale: Language;
  readonly seriesFile: string;
  readonly followersFile: string;
  /** A calendar of days without a digest; undefined: none. */
  readonly holidaysFile: string | undefined;
  /** Without its slash. */
  readonly command: string;
  readonly slack: SlackConfig | undefined;
  readonly mattermost: MattermostConfig | undefined;
  /** Undefined: made once and kept in the database. */
  readonly actionSecret: string | undefined;
  /** What is set of the networks whose follower counts are read. */
  readonly networks: NetworkSettings;
  readonly organisers: readonly Account[];
  readonly webChat: boolean;
  /** The web chat is the only door: the clock is a demonstration's. */
  readonly demonstration: boolean;
  /** Undefined: Monday 09:00 of the week of the file's first talk. */
  readonly startAt: Instant | undefined;
  readonly retentionDays: number;
  readonly logLevel: string;
  readonly metrics: boolean;
}

/** The operator's secrets, so that the log can take them out wherever they stand. */
export function secretsOf({
  slack,
  mattermost,
  actionSecret,
  networks,
}: Config): readonly string[] {
  return [
    slack?.botToken,
    slack?.appToken,
    slack?.signingSecret,
    mattermost?.botToken,
    ...(mattermost?.commandTokens ?? []),
    actionSecret,
    ...networkSecrets(networks),
  ].filter((secret) => secret !== undefined);
}

/** What a file `.env` says, under what the real environment says: a variable that is set there wins, an empty one too. */
export function readEnvironment(dotenvText: string | undefined, env: Environment): Environment {
  const set = Object.entries(env).filter(([, value]) => value !== undefined);
  return { ...(dotenvText === undefined ? {} : parse(dotenvText)), ...Object.fromEntries(set) };
}

/** All problems as text for the operator, one line each. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  const head =
    problems.length === 1
      ? 'The configuration has a problem:'
      : `The configuration has ${problems.length} problems:`;
  const rows = problems.map(({ name, problem }) => `  ${name}: ${problem}`);
  return [head, ...rows, 'Every variable is explained in .env.example.'].join('\n');
}

/** Reads the environment (.env.example lists it). Nothing is opened and no file is looked for. */
export function readConfig(env: Environment): Result<Config, readonly ConfigProblem[]> {
  const reading = new Reading(env);
  const slack = readSlack(reading);
  const mattermost = readMattermost(reading);
  const platforms = slack !== undefined || mattermost !== undefined;
  const webChat = reading.toggle('WEB_CHAT', !platforms);
  const demonstration = webChat && !platforms;

  const host = readHost(reading);
  const port = reading.whole('PORT', 0, 65_535, 3000);
  const timezone = readTimezone(reading);
  if (!webChat && !platforms) {
    reading.problem(
      'WEB_CHAT',
      'it is off and no platform is configured, so nobody could reach the bot; write "on", or configure Slack or Mattermost',
    );
  } else if (webChat && !isLoopback(host)) {
    reading.problem(
      'HOST',
      `the web chat has no passwords, so it listens on this machine only: write HOST=127.0.0.1, or WEB_CHAT=off (with a platform) to listen on ${shown(host)}`,
    );
  }

  const config: Config = {
    databaseUrl: readDatabaseUrl(reading, demonstration),
    host,
    port,
    publicUrl: readPublicUrl(reading, host, port),
    timezone,
    locale: readLocale(reading),
    seriesFile: reading.text('SERIES_FILE') ?? 'data/talks.yaml',
    followersFile: reading.text('FOLLOWERS_FILE') ?? 'data/followers.yaml',
    holidaysFile: reading.text('HOLIDAYS_FILE'),
    command: readCommand(reading),
    slack,
    mattermost,
    actionSecret: readActionSecret(reading),
    networks: readNetworks(reading),
    organisers: readOrganisers(reading, demonstration),
    webChat,
    demonstration,
    startAt: readStartAt(reading, timezone, platforms),
    retentionDays: reading.whole('RETENTION_DAYS', 1, 3650, 90),
    logLevel: readLogLevel(reading),
    metrics: reading.toggle('METRICS', true),
  };
  return reading.problems.length === 0 ? ok(config) : refuse(reading.problems);
}
