// The environment as an operator writes it: what it comes to, and what is said of each mistake. And the log, which keeps every secret.
import { describe, expect, it } from 'vitest';
import {
  type Config,
  describeProblems,
  readConfig,
  readEnvironment,
  secretsOf,
} from '../../src/app/config.ts';
import { createLog } from '../../src/app/log.ts';
import { withoutSecrets } from '../../src/app/safe-facts.ts';

type Env = Readonly<Record<string, string | undefined>>;

const slackSocket: Env = { SLACK_BOT_TOKEN: 'xoxb-1-2-three', SLACK_APP_TOKEN: 'xapp-1-A01-four' };
const mattermost: Env = {
  MATTERMOST_URL: 'https://chat.example.org/',
  MATTERMOST_BOT_TOKEN: 'abcdefghijklmnopqrstuvwxyz',
};

function read(env: Env): Config {
  const config = readConfig(env);
  if (!config.ok) throw new Error(describeProblems(config.refusal));
  return config.value;
}

/** The problems as `NAME: text`. */
function problems(env: Env): readonly string[] {
  const config = readConfig(env);
  return config.ok ? [] : config.refusal.map(({ name, problem }) => `${name}: ${problem}`);
}

describe('what the environment comes to', () => {
  it('is a demonstration where nothing is set', () => {
    expect(read({})).toEqual({
      databaseUrl: 'file:var/demo.db',
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      timezone: 'Europe/Zurich',
      locale: 'en',
      seriesFile: 'data/talks.yaml',
      followersFile: 'data/followers.yaml',
      holidaysFile: undefined,
      command: 'icdd',
      slack: undefined,
      mattermost: undefined,
      actionSecret: undefined,
      networks: { values: {}, addresses: {}, open: false },
      organisers: [{ platform: 'web', workspace: '', user: 'olga' }],
      webChat: true,
      demonstration: true,
      startAt: undefined,
      retentionDays: 90,
      logLevel: 'info',
      metrics: true,
    } satisfies Config);
  });

  it('takes an empty line for one that is not there, and cuts outer spaces', () => {
    expect(read({ PORT: '', SLACK_BOT_TOKEN: ' ', COMMAND: ' seats ' })).toEqual({
      ...read({}),
      command: 'seats',
    });
  });

  it('with a platform: the real clock, a database of its own, no web chat and no organiser', () => {
    expect(read(slackSocket)).toMatchObject({
      databaseUrl: 'file:var/idea-circle.db',
      slack: {
        botToken: 'xoxb-1-2-three',
        appToken: 'xapp-1-A01-four',
        apiUrl: 'https://slack.com/api/',
      },
      webChat: false,
      demonstration: false,
      organisers: [],
    });
  });

  it('with a platform and the web chat: no demonstration, and no web person is an organiser unless named', () => {
    expect(read({ ...slackSocket, WEB_CHAT: 'on' })).toMatchObject({
      webChat: true,
      demonstration: false,
      organisers: [],
    });
    expect(
      read({ ...slackSocket, WEB_CHAT: 'on', ORGANISERS: 'web:olga' }).organisers,
    ).toHaveLength(1);
  });

  it('reads Slack over HTTP against a stand-in', () => {
    expect(
      read({
        SLACK_BOT_TOKEN: 'xoxb-1',
        SLACK_SIGNING_SECRET: 'of-the-app',
        SLACK_API_URL: 'http://127.0.0.1:9/api',
      }).slack,
    ).toEqual({
      botToken: 'xoxb-1',
      signingSecret: 'of-the-app',
      apiUrl: 'http://127.0.0.1:9/api/',
    });
  });

  it('reads Mattermost, with a token for each team', () => {
    expect(read({ ...mattermost, MATTERMOST_COMMAND_TOKENS: 'one, two,' }).mattermost).toEqual({
      url: 'https://chat.example.org',
      botToken: 'abcdefghijklmnopqrstuvwxyz',
      commandTokens: ['one', 'two'],
    });
  });

  it('reads organisers of every platform', () => {
    expect(read({ ORGANISERS: 'slack:T01/U01, mattermost:abc ,web:olga' }).organisers).toEqual([
      { platform: 'slack', workspace: 'T01', user: 'U01' },
      { platform: 'mattermost', workspace: '', user: 'abc' },
      { platform: 'web', workspace: '', user: 'olga' },
    ]);
  });

  it.each([
    ['2019-07-08T09:00', '2019-07-08T07:00:00.000Z'],
    ['2019-07-08 09:00', '2019-07-08T07:00:00.000Z'],
    ['2019-07-08T09:00:30', '2019-07-08T07:00:30.000Z'],
    ['2019-07-08T09:00Z', '2019-07-08T09:00:00.000Z'],
    ['2019-07-08T09:00:00-05:00', '2019-07-08T14:00:00.000Z'],
    // Twice on that night: the first of the two.
    ['2019-10-27T02:30', '2019-10-27T00:30:00.000Z'],
  ])('starts the demonstration clock at %s', (written, meant) => {
    expect(read({ START_AT: written }).startAt).toBe(Date.parse(meant));
  });

  it.each<[Env, Partial<Config>]>([
    [
      { HOST: '[::1]', PORT: '0' },
      { host: '::1', port: 0, publicUrl: 'http://[::1]:0' },
    ],
    [{ HOST: 'LOCALHOST' }, { host: 'localhost', publicUrl: 'http://localhost:3000' }],
    [{ ...slackSocket, HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ PUBLIC_URL: 'https://talks.example.org/' }, { publicUrl: 'https://talks.example.org' }],
    [{ LOCALE: 'fr-CH' }, { locale: 'fr' }],
    [{ LOCALE: 'en_GB.UTF-8' }, { locale: 'en' }],
    [{ TIMEZONE: 'europe/paris' }, { timezone: 'Europe/Paris' }],
    [{ DATABASE_URL: 'file::memory:' }, { databaseUrl: 'file::memory:' }],
    [{ DATABASE_URL: 'file:///srv/a.db' }, { databaseUrl: 'file:///srv/a.db' }],
    [
      { WEB_CHAT: 'ON', METRICS: 'off' },
      { webChat: true, metrics: false },
    ],
    [
      { LOG_LEVEL: 'WARN', RETENTION_DAYS: '7' },
      { logLevel: 'warn', retentionDays: 7 },
    ],
    [{ ACTION_SECRET: 'x'.repeat(32) }, { actionSecret: 'x'.repeat(32) }],
  ])('understands %j', (env, meant) => {
    expect(read(env)).toMatchObject(meant);
  });
});

describe('what is said of a mistake', () => {
  it.each<[Env, string]>([
    [{ PORT: '70000' }, 'PORT: "70000" is no whole number from 0 to 65535'],
    [{ PORT: '3e3' }, 'PORT: "3e3" is no whole number from 0 to 65535'],
    [{ RETENTION_DAYS: '0' }, 'RETENTION_DAYS: "0" is no whole number from 1 to 3650'],
    [
      { HOST: 'my host' },
      'HOST: "my host" is no host name or address; write for example 127.0.0.1',
    ],
    [{ HOST: '0.0.0.0' }, 'HOST: the web chat has no passwords'],
    [
      { HOST: '192.168.1.4', WEB_CHAT: 'on', ...slackSocket },
      'HOST: the web chat has no passwords',
    ],
    [{ WEB_CHAT: 'off' }, 'WEB_CHAT: it is off and no platform is configured'],
    [{ WEB_CHAT: 'yes' }, 'WEB_CHAT: "yes" is neither "on" nor "off"'],
    [{ METRICS: '1' }, 'METRICS: "1" is neither "on" nor "off"'],
    [{ PUBLIC_URL: 'talks.example.org' }, 'PUBLIC_URL: it is no http or https address'],
    [{ PUBLIC_URL: 'https://u:pass@a.example' }, 'PUBLIC_URL: it holds a user or a password'],
    [
      { PUBLIC_URL: 'https://a.example/bot' },
      'PUBLIC_URL: the program answers at the root of an address; write it without its path, "https://a.example"',
    ],
    [{ TIMEZONE: 'UTC+2' }, 'TIMEZONE: "UTC+2" is no time zone; write one by its place'],
    [{ LOCALE: 'de' }, 'LOCALE: "de" is no language of the bot; write one of en, fr'],
    [{ LOCALE: 'french' }, 'LOCALE: "french" is no language of the bot'],
    [{ COMMAND: '/icdd' }, 'COMMAND: "/icdd" is no command'],
    [{ COMMAND: '/icdd' }, 'without the slash; write "icdd"'],
    [{ COMMAND: 'a b' }, 'write for example "icdd"'],
    [{ ORGANISERS: 'olga' }, 'ORGANISERS: "olga" is no account; write slack:T01/U01'],
    [{ ORGANISERS: 'web:olga,slack:U01' }, 'ORGANISERS: "slack:U01" is no account'],
    [
      { DATABASE_URL: 'postgres://bot:pass@db/x' },
      'DATABASE_URL: PostgreSQL comes with a later release; write file:PATH',
    ],
    [{ DATABASE_URL: 'var/a.db' }, 'DATABASE_URL: it names no database file; write file:PATH'],
    [{ DATABASE_URL: 'file:' }, 'DATABASE_URL: it names no database file'],
    [{ DATABASE_URL: 'file://var/a.db' }, 'DATABASE_URL: it names no database file'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: "loud" is no level; write one of trace, debug, info'],
    [{ ACTION_SECRET: 'short' }, 'ACTION_SECRET: it has 5 characters; write at least 32'],
    [
      { START_AT: 'Monday' },
      'START_AT: "Monday" is no date and time; write for example 2019-07-08',
    ],
    [{ START_AT: '09:00' }, 'START_AT: "09:00" is no date and time'],
    [{ START_AT: '2019-02-30T09:00' }, 'START_AT: "2019-02-30T09:00" is no date and time'],
    [
      { START_AT: '2019-07-08T09:00', ...slackSocket },
      'START_AT: it sets the clock of a demonstration',
    ],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_BOT_TOKEN: it needs SLACK_APP_TOKEN'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN: it is missing'],
    [
      { ...slackSocket, SLACK_BOT_TOKEN: 'xoxp-planted' },
      'SLACK_BOT_TOKEN: it does not begin with "xoxb-"',
    ],
    [
      { ...slackSocket, SLACK_APP_TOKEN: 'xoxb-p' },
      'SLACK_APP_TOKEN: it does not begin with "xapp-"',
    ],
    [{ ...slackSocket, SLACK_API_URL: 'slack' }, 'SLACK_API_URL: it is no http or https address'],
    [{ MATTERMOST_URL: 'https://chat.example.org' }, 'MATTERMOST_BOT_TOKEN: it is missing'],
    [{ MATTERMOST_BOT_TOKEN: 'abc' }, 'MATTERMOST_URL: it is missing'],
    [{ ...mattermost, MATTERMOST_URL: 'chat' }, 'MATTERMOST_URL: it is no http or https address'],
    [
      { ...mattermost, MATTERMOST_COMMAND_TOKENS: 'one two' },
      'MATTERMOST_COMMAND_TOKENS: a token holds a space',
    ],
  ])('%j', (env, told) => {
    const said = problems(env);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(told);
  });

  it('tells all of them at once, each with its name', () => {
    const config = readConfig({ PORT: 'x', LOCALE: 'de', COMMAND: '/x', WEB_CHAT: 'off' });
    if (config.ok) throw new Error('nothing was refused');
    expect(config.refusal.map((p) => p.name)).toEqual(['PORT', 'WEB_CHAT', 'LOCALE', 'COMMAND']);
    const text = describeProblems(config.refusal);
    expect(text).toMatch(/^The configuration has 4 problems:\n {2}PORT: /);
    expect(text.split('\n')).toHaveLength(6);
  });

  it('never shows a secret, wherever somebody wrote it', () => {
    const secret = 'planted0secret0planted';
    const said = [
      {
        SLACK_BOT_TOKEN: `xoxp-${secret}`,
        SLACK_APP_TOKEN: secret,
        SLACK_SIGNING_SECRET: `${secret} x`,
      },
      { MATTERMOST_URL: `https://bot:${secret}@chat`, MATTERMOST_BOT_TOKEN: `a ${secret}` },
      { MATTERMOST_COMMAND_TOKENS: `a ${secret}`, ACTION_SECRET: secret },
      { DATABASE_URL: `postgres://bot:${secret}@db/x`, PUBLIC_URL: `https://x:${secret}@y` },
      { COMMAND: `xoxb-${secret}`, LOCALE: `xapp-1-${secret}`, ORGANISERS: `Bearer ${secret}` },
    ].flatMap(problems);
    expect(said.length).toBeGreaterThanOrEqual(11);
    expect(said.join('\n')).not.toContain(secret);
  });
});

describe('the file .env', () => {
  it('stands under the real environment, which wins where it says something, be it nothing', () => {
    const file = '# a comment\nPORT=4000\nLOCALE="fr" # French\nCOMMAND=seats\n';
    const env = readEnvironment(file, { PORT: '5000', COMMAND: '', HOME: undefined });
    expect(read(env)).toMatchObject({ port: 5000, locale: 'fr', command: 'icdd' });
  });

  it('may be missing', () => {
    expect(readEnvironment(undefined, { PORT: '5000' })).toEqual({ PORT: '5000' });
  });
});

describe('the log', () => {
  const planted = [
    'xoxb-1111-2222-AbCdEfGh',
    'xapp-1-A01-333-deadbeef',
    'xoxe.xoxb-1-rotated',
    'opaque0bearer0value',
    'postgresword',
    'ticket0of0a0socket',
    'mattermost0token0of026char',
    'Ada Lovelace',
    'I would like a seat please',
  ];

  function lines(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string[] {
    const written: string[] = [];
    const stream = { write: (line: string) => void written.push(line) };
    write(createLog(level, stream, ['mattermost0token0of026char']));
    return written;
  }

  it('writes one JSON object a line, with level, time, facts and event', () => {
    const [line] = lines((log) => log.warn({ talk: 'k3f9', afterMs: 250 }, 'asked to wait'));
    expect(line?.endsWith('\n')).toBe(true);
    expect(JSON.parse(line ?? '')).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      talk: 'k3f9',
      afterMs: 250,
      event: 'asked to wait',
    });
  });

  it('says nothing below its level', () => {
    expect(lines((log) => log.info({}, 'quiet'), 'warn')).toEqual([]);
  });

  it('keeps every planted secret, name and message text', () => {
    const fault = new TypeError(`refused: xoxb-1111-2222-AbCdEfGh at Bearer opaque0bearer0value`, {
      cause: new Error('GET wss://s.example/link?ticket=ticket0of0a0socket&app=1'),
    });
    Object.assign(fault, {
      config: { headers: { Authorization: 'Basic b3BhcXVlMGJlYXJlcjB2YWx1ZQ==' } },
      data: { user: { real_name: 'Ada Lovelace' }, text: 'I would like a seat please' },
    });
    const written = lines((log) => {
      log.error({ fault }, 'failed with xapp-1-A01-333-deadbeef');
      log.error({ err: new AggregateError([fault], 'token=xoxe.xoxb-1-rotated') }, 'twice');
      log.warn(
        { url: 'postgres://bot:postgresword@db/x', at: new URL('postgres://b:postgresword@d') },
        'x',
      );
      log.info(
        {
          name: 'Ada Lovelace',
          userName: 'Ada Lovelace',
          deep: [{ text: 'I would like a seat please' }],
        },
        'x',
      );
      log.info({ botToken: 'opaque0bearer0value', secret: ['opaque0bearer0value'] }, 'x');
      log.info({ 'xoxb-1111-2222-AbCdEfGh': 1, map: new Map([['token', 'postgresword']]) }, 'x');
      log.info(
        { detail: 'Authorization: Bearer opaque0bearer0value, "token": "postgresword"' },
        'x',
      );
      log.info({ detail: 'at mattermost0token0of026char' }, 'mattermost0token0of026char');
    }).join('');
    for (const secret of planted) expect(written).not.toContain(secret);
    expect(written).toContain('TypeError');
    expect(written).toContain('config.test.ts');
    expect(written).not.toContain('b3BhcXVl');
  });

  it('survives what turns in circles and what has no form in JSON', () => {
    const circle: Record<string, unknown> = { big: 10n, no: undefined, call: () => 1 };
    circle['self'] = circle;
    const [line] = lines((log) => log.info({ circle, bytes: new Uint8Array(3) }, 'round'));
    expect(JSON.parse(line ?? '')).toMatchObject({ circle: { big: '10' }, bytes: '3 bytes' });
  });

  it('stays short where an error drags a whole connection along', () => {
    const wide: Record<string, unknown> = {};
    for (let i = 0; i < 60; i += 1) wide[`k${i}`] = wide;
    const [line] = lines((log) => log.error({ wide }, 'wide'));
    expect(line?.length).toBeLessThan(100_000);
  });

  it('leaves sentences about tokens as they are', () => {
    const sentence = 'Slack refused the token (invalid_auth); see the bot token of the app.';
    expect(withoutSecrets(sentence)).toBe(sentence);
  });

  it('knows all secrets of a configuration', () => {
    const config = read({
      ...slackSocket,
      ...mattermost,
      SLACK_SIGNING_SECRET: 'sign',
      MATTERMOST_COMMAND_TOKENS: 'one,two',
      ACTION_SECRET: 'y'.repeat(40),
    });
    expect(secretsOf(config)).toEqual([
      'xoxb-1-2-three',
      'xapp-1-A01-four',
      'sign',
      'abcdefghijklmnopqrstuvwxyz',
      'one',
      'two',
      'y'.repeat(40),
    ]);
  });
});
