// The single values that are more than a number or a word: zone, language, command, organisers, the start of a demonstration, secrets, the log's level.
import { DateTime } from 'luxon';
import { type Account, parseAccountKey } from '../../kernel/account.ts';
import { type Language, languageOf, languages } from '../../kernel/language.ts';
import { canonicalZone, type Instant, instantOf, type Zone } from '../../kernel/time.ts';
import { logLevels } from '../safe-facts.ts';
import { type Reading, shown } from './reading.ts';

export function readTimezone(reading: Reading): Zone {
  const value = reading.text('TIMEZONE') ?? 'Europe/Zurich';
  const zone = canonicalZone(value);
  if (zone !== undefined) return zone;
  reading.problem(
    'TIMEZONE',
    `${shown(value)} is no time zone; write one by its place, for example Europe/Zurich`,
  );
  return 'Europe/Zurich';
}

export function readLocale(reading: Reading): Language {
  const value = reading.text('LOCALE') ?? 'en';
  const language = /^[a-z]{2}(?:[-_][a-z0-9.@_-]+)?$/i.test(value) ? languageOf(value) : undefined;
  if (language) return language;
  reading.problem(
    'LOCALE',
    `${shown(value)} is no language of the bot; write one of ${languages.join(', ')}`,
  );
  return 'en';
}

export function readCommand(reading: Reading): string {
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

export function readOrganisers(reading: Reading, demonstration: boolean): readonly Account[] {
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

export function readStartAt(reading: Reading, zone: Zone, platforms: boolean): Instant | undefined {
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

export function readActionSecret(reading: Reading): string | undefined {
  const value = reading.secret('ACTION_SECRET');
  if (value !== undefined && value.length < 32) {
    return reading.problem(
      'ACTION_SECRET',
      `it has ${value.length} characters; write at least 32 random ones, or leave it out and one is made and kept`,
    );
  }
  return value;
}

export function readLogLevel(reading: Reading): string {
  const value = (reading.text('LOG_LEVEL') ?? 'info').toLowerCase();
  if (logLevels.some((level) => level === value)) return value;
  reading.problem('LOG_LEVEL', `${shown(value)} is no level; write one of ${logLevels.join(', ')}`);
  return 'info';
}
