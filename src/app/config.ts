// What the operator says by the environment, read once: everything that is wrong is told at once, each by its name.
import { parse } from 'dotenv';
import { DateTime } from 'luxon';
import { type Account, parseAccountKey } from '../kernel/account.ts';
import { type Language, languageOf, languages } from '../kernel/language.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { canonicalZone, type Instant, instantOf, type Zone } from '../kernel/time.ts';
import { logLevels, withoutSecrets } from './log.ts';

export interface SlackConfig {
  readonly botToken: string;
  /** Socket Mode; one of the two is there. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly apiUrl: string;
}

export interface MattermostConfig {
  /** Without a slash at its end. */
  readonly url: string;
  readonly botToken: string;
  readonly commandTokens: readonly string[];
}

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

export interface ConfigProblem {
  /** The variable. */
  readonly name: string;
  /** What is wrong and what to write instead; never a secret's value. */
  readonly problem: string;
}

/** The operator's secrets, so that the log can take them out wherever they stand. */
export function secretsOf({ slack, mattermost, actionSecret }: Config): readonly string[] {
  return [
    slack?.botToken,
    slack?.appToken,
    slack?.signingSecret,
    mattermost?.botToken,
    ...(mattermost?.commandTokens ?? []),
    actionSecret,
  ].filter((secret) => secret !== undefined);
}

type Environment = Readonly<Record<string, string | undefined>>;

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

/** A value as a problem may show it: short, on one line, and without anything that looks like a token. */
function shown(value: string): string {
  const clean = withoutSecrets(value).replace(/\s+/g, ' ');
  return `"${clean.length > 60 ? `${clean.slice(0, 60)}…` : clean}"`;
}

/** One reading of the environment: values by name, and the problems found so far. */
class Reading {
  readonly problems: ConfigProblem[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  /** The trimmed value; an empty one counts as not set, so that a line of .env.example may stay empty. */
  text(name: string): string | undefined {
    const value = this.#env[name]?.trim();
    return value === '' ? undefined : value;
  }

  problem(name: string, problem: string): undefined {
    this.problems.push({ name, problem });
  }

  toggle(name: string, fallback: boolean): boolean {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const said = value.toLowerCase();
    if (said === 'on' || said === 'off') return said === 'on';
    this.problem(name, `${shown(value)} is neither "on" nor "off"; write one of these`);
    return fallback;
  }

  whole(name: string, least: number, most: number, fallback: number): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.problem(name, `${shown(value)} is no whole number from ${least} to ${most}`);
    return fallback;
  }

  /** A secret, which has no spaces; `wants` says how it must begin and is told where it does not. */
  secret(name: string, wants?: { readonly head: string; readonly what: string }) {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (/\s/.test(value)) {
      return this.problem(name, 'it holds a space or a line break; write it alone on its line');
    }
    if (wants && !value.startsWith(wants.head)) {
      return this.problem(name, `it does not begin with "${wants.head}"; write ${wants.what}`);
    }
    return value;
  }

  /** An http(s) address without user, query or fragment; not shown where it is wrong, since it may carry a password. */
  address(name: string, example: string): URL | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) {
      return this.problem(name, `it is no http or https address; write for example ${example}`);
    }
    if (url.username !== '' || url.password !== '') {
      return this.problem(name, `it holds a user or a password; write for example ${example}`);
    }
    if (url.search !== '' || url.hash !== '') {
      return this.problem(name, `write it without what follows "?" or "#", for example ${example}`);
    }
    return url;
  }
}

/** Whether any of these is set at all: enough to say that a platform is wanted, so that one mistake gives one problem. */
const anySet = (reading: Reading, names: readonly string[]): boolean =>
  names.some((name) => reading.text(name) !== undefined);

const slackNames = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const;
const mattermostNames = [
  'MATTERMOST_URL',
  'MATTERMOST_BOT_TOKEN',
  'MATTERMOST_COMMAND_TOKENS',
] as const;

function readSlack(reading: Reading): SlackConfig | undefined {
  const api = reading.address('SLACK_API_URL', 'https://slack.com/api/');
  if (!anySet(reading, slackNames)) return undefined;
  const botToken = reading.secret('SLACK_BOT_TOKEN', {
    head: 'xoxb-',
    what: 'the "Bot User OAuth Token" of the app\'s page "OAuth & Permissions"',
  });
  const appToken = reading.secret('SLACK_APP_TOKEN', {
    head: 'xapp-',
    what: 'the app-level token of the app\'s page "Basic Information", with the scope connections:write',
  });
  const signingSecret = reading.secret('SLACK_SIGNING_SECRET');
  if (reading.text('SLACK_BOT_TOKEN') === undefined) {
    reading.problem(
      'SLACK_BOT_TOKEN',
      'it is missing beside the other Slack variables; write the bot token (xoxb-…), or take the others out',
    );
  } else if (!anySet(reading, ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'])) {
    reading.problem(
      'SLACK_BOT_TOKEN',
      'it needs SLACK_APP_TOKEN (xapp-…, Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it; write one of them',
    );
  }
  const path = api?.href ?? 'https://slack.com/api/';
  return {
    botToken: botToken ?? '',
    ...(appToken === undefined ? {} : { appToken }),
    ...(signingSecret === undefined ? {} : { signingSecret }),
    apiUrl: path.endsWith('/') ? path : `${path}/`,
  };
}

function readMattermost(reading: Reading): MattermostConfig | undefined {
  if (!anySet(reading, mattermostNames)) return undefined;
  const url = reading.address('MATTERMOST_URL', 'https://chat.example.org');
  const botToken = reading.secret('MATTERMOST_BOT_TOKEN');
  if (reading.text('MATTERMOST_URL') === undefined) {
    reading.problem(
      'MATTERMOST_URL',
      "it is missing beside the other Mattermost variables; write the server's address, or take the others out",
    );
  }
  if (reading.text('MATTERMOST_BOT_TOKEN') === undefined) {
    reading.problem(
      'MATTERMOST_BOT_TOKEN',
      "it is missing beside the other Mattermost variables; write the bot account's access token, or take the others out",
    );
  }
  const tokens = (reading.text('MATTERMOST_COMMAND_TOKENS') ?? '').split(',').map((t) => t.trim());
  if (tokens.some((token) => /\s/.test(token))) {
    reading.problem(
      'MATTERMOST_COMMAND_TOKENS',
      'a token holds a space; write them with a comma between, one for each team',
    );
  }
  return {
    url: (url?.href ?? '').replace(/\/+$/, ''),
    botToken: botToken ?? '',
    commandTokens: tokens.filter((token) => token !== ''),
  };
}

function readDatabaseUrl(reading: Reading, demonstration: boolean): string {
  const value = reading.text('DATABASE_URL');
  if (value === undefined) return demonstration ? 'file:var/demo.db' : 'file:var/idea-circle.db';
  if (/^postgres(?:ql)?:/i.test(value)) {
    reading.problem(
      'DATABASE_URL',
      'PostgreSQL comes with a later release; write file:PATH, for example file:var/idea-circle.db',
    );
  } else if (!/^file:(?!\/\/(?!\/))./.test(value)) {
    reading.problem(
      'DATABASE_URL',
      'it names no database file; write file:PATH, for example file:var/idea-circle.db, or file::memory:',
    );
  }
  return value;
}

/** Whether a host name or address means this machine only. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function readHost(reading: Reading): string {
  const value = (reading.text('HOST') ?? '127.0.0.1').toLowerCase().replace(/^\[(.*)\]$/, '$1');
  const url = `http://${value.includes(':') ? `[${value}]` : value}`;
  if (/^[a-z0-9.:-]+$/.test(value) && URL.canParse(url)) return value;
  reading.problem(
    'HOST',
    `${shown(value)} is no host name or address; write for example 127.0.0.1, or 0.0.0.0 to listen everywhere`,
  );
  return '127.0.0.1';
}

function readPublicUrl(reading: Reading, host: string, port: number): string {
  const url = reading.address('PUBLIC_URL', 'https://talks.example.org');
  if (url && url.pathname !== '/') {
    reading.problem(
      'PUBLIC_URL',
      `the program answers at the root of an address; write it without its path, ${shown(url.origin)}`,
    );
  }
  return url?.origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function readTimezone(reading: Reading): Zone {
  const value = reading.text('TIMEZONE') ?? 'Europe/Zurich';
  const zone = canonicalZone(value);
  if (zone !== undefined) return zone;
  reading.problem(
    'TIMEZONE',
    `${shown(value)} is no time zone; write one by its place, for example Europe/Zurich`,
  );
  return 'Europe/Zurich';
}

function readLocale(reading: Reading): Language {
  const value = reading.text('LOCALE') ?? 'en';
  const language = /^[a-z]{2}(?:[-_][a-z0-9.@_-]+)?$/i.test(value) ? languageOf(value) : undefined;
  if (language) return language;
  reading.problem(
    'LOCALE',
    `${shown(value)} is no language of the bot; write one of ${languages.join(', ')}`,
  );
  return 'en';
}

function readCommand(reading: Reading): string {
  const value = reading.text('COMMAND') ?? 'icdd';
  // Slack: at most 32 characters with the slash, lower case, no spaces.
  if (/^[a-z0-9][a-z0-9_-]{0,30}$/.test(value)) return value;
  const bare = value.replace(/^\/+/, '').toLowerCase();
  const instead = /^[a-z0-9][a-z0-9_-]{0,30}$/.test(bare)
    ? `write "${bare}"`
    : 'write for example "icdd"';
  reading.problem(
    'COMMAND',
    `${shown(value)} is no command: at most 31 lower-case letters, digits, - and _, without the slash; ${instead}`,
  );
  return 'icdd';
}

function readOrganisers(reading: Reading, demonstration: boolean): readonly Account[] {
  const value = reading.text('ORGANISERS') ?? (demonstration ? 'web:olga' : '');
  const accounts: Account[] = [];
  for (const part of value.split(',').map((p) => p.trim())) {
    if (part === '') continue;
    const account = parseAccountKey(part);
    if (account) accounts.push(account);
    else {
      reading.problem(
        'ORGANISERS',
        `${shown(part)} is no account; write slack:T01/U01 (team and member id), mattermost:<user id> or web:olga, with commas between`,
      );
    }
  }
  return accounts;
}

function readStartAt(reading: Reading, zone: Zone, platforms: boolean): Instant | undefined {
  const value = reading.text('START_AT');
  if (value === undefined) return undefined;
  if (platforms) {
    return reading.problem(
      'START_AT',
      'it sets the clock of a demonstration, and with Slack or Mattermost the real clock runs; take one of the two out',
    );
  }
  const match =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(value);
  const at = DateTime.fromISO(value.replace(' ', 'T'), { zone });
  if (!match || !at.isValid) {
    return reading.problem(
      'START_AT',
      `${shown(value)} is no date and time; write for example 2019-07-08T09:00 (in TIMEZONE) or 2019-07-08T07:00:00Z`,
    );
  }
  const [, on, time, seconds, offset] = match as unknown as [
    string,
    string,
    string,
    string?,
    string?,
  ];
  if (offset !== undefined || seconds !== undefined) return at.toMillis();
  return instantOf(on, time, zone);
}

function readActionSecret(reading: Reading): string | undefined {
  const value = reading.secret('ACTION_SECRET');
  if (value !== undefined && value.length < 32) {
    return reading.problem(
      'ACTION_SECRET',
      `it has ${value.length} characters; write at least 32 random ones, or leave it out and one is made and kept`,
    );
  }
  return value;
}

function readLogLevel(reading: Reading): string {
  const value = (reading.text('LOG_LEVEL') ?? 'info').toLowerCase();
  if (logLevels.some((level) => level === value)) return value;
  reading.problem('LOG_LEVEL', `${shown(value)} is no level; write one of ${logLevels.join(', ')}`);
  return 'info';
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
