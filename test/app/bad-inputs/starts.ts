// Environments, data files and databases with which the program must not start.
import { writeFileSync } from 'node:fs';
import sql from 'sql-template-tag';
import { openSqlite } from '../../../src/storage/sqlite.ts';
import { sqliteOptions } from '../../support/sqlite.ts';
import { badSeasons } from './files.ts';

type Kind = 'none' | 'demonstration' | 'real' | 'newer' | 'foreign' | 'text';

export interface BadStart {
  readonly what: string;
  /** What lies at var/demo.db before. */
  readonly database?: Kind;
  readonly env?: Readonly<Record<string, string>>;
  /** By their paths in the working directory. */
  readonly files?: Readonly<Record<string, string>>;
  /** All of these stand on stderr. */
  readonly says: readonly (string | RegExp)[];
}

export async function makeDatabase(kind: Kind, path: string, demonstration: Buffer): Promise<void> {
  if (kind === 'none') return;
  if (kind === 'text') return writeFileSync(path, 'This is no database.\n'.repeat(100));
  if (kind === 'demonstration') return writeFileSync(path, demonstration);
  const foreign = { number: 10, name: 'other', sql: 'CREATE TABLE shopping (item text)' };
  const migrations = kind === 'foreign' ? [foreign] : undefined;
  const database = await openSqlite(sqliteOptions(`file:${path}`, migrations));
  await database.write(async (tx) => {
    if (kind === 'foreign') await tx.run(sql`DROP TABLE migrations`);
    if (kind === 'real')
      await tx.run(sql`INSERT INTO settings (name, value) VALUES ('mode', 'real')`);
    if (kind === 'newer')
      await tx.run(
        sql`INSERT INTO migrations (number, name, applied_at) VALUES (9999, 'later', 1)`,
      );
  });
  await database.close();
}

const environment = (
  what: string,
  env: Readonly<Record<string, string>>,
  ...says: (string | RegExp)[]
): BadStart => ({ what, database: 'demonstration', env, says });

// Secrets begin as real ones do, so that a place that shows them is found.
const secret = 'a-secret-that-must-not-be-shown';
const slack = { SLACK_BOT_TOKEN: `xoxb-${secret}`, SLACK_SIGNING_SECRET: secret };
const nowhere = { SLACK_API_URL: 'http://127.0.0.1:9/api/' };

export const badStarts: readonly BadStart[] = [
  environment(
    'a calendar of holidays that is not there',
    { HOLIDAYS_FILE: 'holidays.ics' },
    'holidays.ics: there is no such file',
  ),
  environment(
    'a calendar of holidays that is none',
    { HOLIDAYS_FILE: 'data/talks.yaml' },
    /data\/talks\.yaml:1: it is no calendar/,
  ),
  {
    ...environment(
      'a calendar of holidays with a day that is none',
      { HOLIDAYS_FILE: 'holidays.ics' },
      /holidays\.ics:2: “an event” is on no day of the calendar/,
    ),
    files: {
      'holidays.ics':
        'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20190631\nEND:VEVENT\nEND:VCALENDAR\n',
    },
  },
  environment('a port that is none', { PORT: '70000' }, 'PORT: "70000" is no whole number'),
  environment('a port in words', { PORT: 'http' }, 'PORT: "http" is no whole number'),
  environment('a host that is none', { HOST: 'not a host' }, /HOST: "not a host" is no host/),
  environment(
    'a host of another machine',
    { HOST: '203.0.113.1' },
    /HOST: the web chat has no passw/,
  ),
  environment(
    'the web chat for everybody',
    { HOST: '0.0.0.0' },
    'so it listens on this machine only',
  ),
  environment('no door', { WEB_CHAT: 'off' }, 'WEB_CHAT: it is off and no platform is configured'),
  environment(
    'half a switch',
    { WEB_CHAT: 'maybe' },
    'WEB_CHAT: "maybe" is neither "on" nor "off"',
  ),
  environment(
    'an unknown log level',
    { LOG_LEVEL: 'loud' },
    /LOG_LEVEL: "loud" is no level; write one of/,
  ),
  environment(
    'an unknown zone',
    { TIMEZONE: 'Mars/Phobos' },
    'TIMEZONE: "Mars/Phobos" is no time zone',
  ),
  environment('an unknown language', { LOCALE: 'tlh' }, 'LOCALE: "tlh" is no language of the bot'),
  environment('a command with a space', { COMMAND: '/ic dd' }, 'COMMAND: "/ic dd" is no command'),
  environment('a command with its slash', { COMMAND: '/icdd' }, 'write "icdd"'),
  environment(
    'an organiser who is none',
    { ORGANISERS: 'olga' },
    'ORGANISERS: "olga" is no account',
  ),
  environment(
    'an instant that is none',
    { START_AT: 'tomorrow' },
    'START_AT: "tomorrow" is no date',
  ),
  environment('no retention', { RETENTION_DAYS: '0' }, 'RETENTION_DAYS: "0" is no whole number'),
  environment(
    'a public address that is none',
    { PUBLIC_URL: 'talks' },
    'PUBLIC_URL: it is no http',
  ),
  environment('a public address with a path', { PUBLIC_URL: 'https://a.example/x' }, 'PUBLIC_URL'),
  environment(
    'a short action secret',
    { ACTION_SECRET: 'short' },
    'ACTION_SECRET: it has 5 characters',
  ),
  environment(
    'PostgreSQL, which comes later',
    { DATABASE_URL: `postgres://bot:${secret}@db/x` },
    'DATABASE_URL: PostgreSQL comes with a later release',
  ),
  environment('a database that is none', { DATABASE_URL: 'demo.db' }, 'it names no database file'),
  environment(
    'a directory as database',
    { DATABASE_URL: 'file:data' },
    'is a directory; name a file',
  ),
  environment('a database in a file', { DATABASE_URL: 'file:data/talks.yaml/x.db' }, 'is a file.'),
  environment(
    'Slack without a way in',
    { SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN },
    'SLACK_BOT_TOKEN: it needs SLACK_APP_TOKEN',
  ),
  environment(
    'Slack without its bot',
    { SLACK_SIGNING_SECRET: secret },
    'SLACK_BOT_TOKEN: it is missing beside the other Slack variables',
  ),
  environment(
    'a bot token that is none',
    { SLACK_BOT_TOKEN: secret, SLACK_SIGNING_SECRET: secret },
    'SLACK_BOT_TOKEN: it does not begin with "xoxb-"',
  ),
  environment(
    'Mattermost without its bot',
    { MATTERMOST_URL: 'https://chat.example.org' },
    'MATTERMOST_BOT_TOKEN: it is missing',
  ),
  environment(
    'Mattermost without an address',
    { MATTERMOST_BOT_TOKEN: secret },
    'MATTERMOST_URL: it is missing',
  ),
  environment(
    'START_AT with a platform',
    { ...slack, START_AT: '2019-07-08T09:00' },
    'START_AT: it sets the clock of a demonstration, and with Slack or Mattermost the real clock runs',
  ),
  environment(
    "a demonstration's database with a platform",
    { ...slack, ...nowhere },
    'this database has run on a demonstration clock and cannot serve a real season; choose another file',
  ),
  environment(
    'everything at once',
    { PORT: 'x', LOCALE: 'x', LOG_LEVEL: 'x', TIMEZONE: 'x', COMMAND: '' },
    /has 4 problems:(?=[\s\S]*PORT:)(?=[\s\S]*LOCALE:)(?=[\s\S]*LOG_LEVEL:)(?=[\s\S]*TIMEZONE:)/,
    'Every variable is explained in .env.example.',
  ),
  {
    what: 'a Slack that nobody reaches',
    env: { ...slack, ...nowhere },
    says: [/Slack does not answer at http:\/\/127\.0\.0\.1:9\/api\//],
  },
  {
    what: 'a real database as a demonstration',
    database: 'real',
    says: ['this database serves a real season; a demonstration needs a file of its own'],
  },
  {
    what: 'a database from the future',
    database: 'newer',
    says: [/is at version 9999, but this program knows versions up to \d+ only/],
  },
  { what: "another program's database", database: 'foreign', says: ['of another program.'] },
  { what: 'a text as database', database: 'text', says: ['is not a database.'] },
  {
    what: 'no season anywhere',
    env: { SERIES_FILE: 'data/none.yaml' },
    says: ['data/none.yaml: there is no such file'],
  },
  {
    what: 'a directory as season',
    env: { SERIES_FILE: 'data' },
    says: ['data: cannot be read (EISDIR)'],
  },
  ...badSeasons.map(({ what, text, says }) => ({
    what: `without any season: ${what}`,
    files: { 'data/talks.yaml': text },
    says: [says],
  })),
];
