// The real program, started for a test on a database of its own: behind a stand-in Slack (HTTP or Socket Mode), a stand-in Mattermost, or as the web chat.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { type Config, readConfig } from '../../src/app/config.ts';
import type { Log } from '../../src/chat/platform.ts';
import { builtModule, root } from '../app/built.ts';
import { type Mattermost, startMattermost } from './mattermost/index.ts';
import { type Slack, startSlack } from './slack/index.ts';

/** The zone of the seed's season. */
export const zone = 'Europe/Zurich';

export interface LoggedTrouble {
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface RunningProgram {
  readonly ready: string;
  readonly port: number;
  readonly url: string;
  /** Warnings and errors of its log. */
  readonly troubles: readonly LoggedTrouble[];
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

/** What the program complained of, in a line each. */
export const logged = ({ troubles }: RunningProgram): readonly string[] =>
  troubles.map(({ event, facts }) => `log: ${event} ${JSON.stringify(facts)}`);

/** How many days after today the first talk of a moved season is. */
export const daysAhead = 2;

/** Today, in the season's zone: given once to every program that is to be compared, since midnight may pass between their starts. */
export const today = (): DateTime => DateTime.now().setZone(zone).startOf('day');

/** The seed's season, word for word, moved as a whole so that its first talk is two days after `from`. */
export async function seasonAhead(from: DateTime): Promise<string> {
  const seed = await readFile(join(root, 'data/talks.yaml'), 'utf8');
  const wallTime = /^(\s*(?:- )?(?:starts|ends): )(\d{4}-\d{2}-\d{2})(?= \d{2}:\d{2}$)/gm;
  const first = [...seed.matchAll(wallTime)][0]?.[2];
  if (first === undefined) throw new Error('the seed has no talk');
  const days = (on: string) => DateTime.fromISO(on, { zone: 'UTC' });
  const target = days(from.toISODate() as string).plus({ days: daysAhead });
  const by = target.diff(days(first), 'days').days;
  return seed.replace(
    wallTime,
    (_, key: string, on: string) => key + days(on).plus({ days: by }).toISODate(),
  );
}

type Environment = Readonly<Record<string, string>>;

export interface ProgramOptions {
  /** As the operator would write it; a free port and a fresh database are given. */
  readonly env: Environment;
  /** What no operator can write. */
  readonly config?: Partial<Config>;
  /** The day from which the season is moved; the season of data/ where it is left out. */
  readonly from?: DateTime;
}

export async function startForTest(options: ProgramOptions): Promise<RunningProgram> {
  const directory = await mkdtemp(join(tmpdir(), 'idea-circle-dialogue-'));
  const seriesFile = options.from ? join(directory, 'talks.yaml') : join(root, 'data/talks.yaml');
  if (options.from) await writeFile(seriesFile, await seasonAhead(options.from));
  const read = readConfig({
    PORT: '0',
    DATABASE_URL: `file:${join(directory, 'test.db')}`,
    SERIES_FILE: seriesFile,
    FOLLOWERS_FILE: join(root, 'data/followers.yaml'),
    ...options.env,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const troubles: LoggedTrouble[] = [];
  const note: Log['warn'] = (facts, event) => void troubles.push({ event, facts });
  const log: Log = { info: () => undefined, warn: note, error: note };
  const { startProgram } =
    await builtModule<typeof import('../../src/app/program.ts')>('app/program.js');
  const program = await startProgram({ ...read.value, ...options.config }, log, {
    version: '0.0.0',
    commit: 'test',
  });
  return {
    ready: program.ready,
    port: program.port,
    url: `http://127.0.0.1:${program.port}`,
    troubles,
    stop: async () => {
      await program.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const inZurich = { tz: zone, locale: 'en-GB' };

/** Ana and Ben, staff; Olga, organiser. */
export const slackPeople = { ana: 'U01ANA', ben: 'U02BEN', olga: 'U03OLGA' } as const;
export const slackChannel = 'C01TALKS';

export async function startBehindSlack(
  transport: 'HTTP' | 'Socket Mode',
  from: DateTime,
): Promise<{ readonly slack: Slack; readonly program: RunningProgram }> {
  const bot = 'U0BOT';
  const slack = await startSlack({
    workspaces: [
      {
        botUser: bot,
        people: [
          // The stand-in has one name for the handle and for what people are shown.
          { id: slackPeople.ana, name: 'Ana', ...inZurich },
          { id: slackPeople.ben, name: 'Ben', ...inZurich },
          { id: slackPeople.olga, name: 'Olga', ...inZurich },
        ],
        channels: [
          { id: slackChannel, name: 'talks', members: [...Object.values(slackPeople), bot] },
        ],
      },
    ],
  });
  const program = await startForTest({
    from,
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      ...(transport === 'HTTP'
        ? { SLACK_SIGNING_SECRET: slack.signingSecret }
        : { SLACK_APP_TOKEN: slack.appToken }),
      ORGANISERS: `slack:${slack.workspace.teamId}/${slackPeople.olga}`,
    },
  });
  if (transport === 'HTTP') slack.useHttp(`${program.url}/slack/events`);
  else await slack.connected();
  return { slack, program };
}

export const mattermostChannel = 'idea-circle';

/** Its slash command has another name than elsewhere: COMMAND is the installation's. */
export const mattermostCommand = 'circle';

export async function startBehindMattermost(
  from: DateTime,
): Promise<{ readonly mattermost: Mattermost; readonly program: RunningProgram }> {
  const person = (username: string, firstName: string) => ({
    username,
    firstName,
    locale: 'en',
    timezone: zone,
  });
  const mattermost = await startMattermost({
    trigger: mattermostCommand,
    people: [person('ana', 'Ana'), person('ben', 'Ben'), person('olga', 'Olga')],
  });
  const program = await startForTest({
    from,
    env: {
      COMMAND: mattermostCommand,
      MATTERMOST_URL: mattermost.url,
      MATTERMOST_BOT_TOKEN: mattermost.botToken,
      MATTERMOST_COMMAND_TOKENS: mattermost.commandToken(),
      ORGANISERS: `mattermost:${mattermost.user('olga').id}`,
    },
  });
  mattermost.useApp(program.url);
  return { mattermost, program };
}

/** The web chat on the real clock, which an operator has only beside a platform. */
export function startAsWebChat(from: DateTime): Promise<RunningProgram> {
  return startForTest({
    from,
    env: { WEB_CHAT: 'on', ORGANISERS: 'web:olga' },
    config: { demonstration: false },
  });
}

/** What `npm start` is on a fresh checkout: the seed's season on a clock of its own. */
export function startAsDemonstration(): Promise<RunningProgram> {
  return startForTest({ env: {} });
}
