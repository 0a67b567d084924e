// Tries what is configured and says in plain sentences what is wrong: database, files, platforms, what was not delivered.
import { readFile } from 'node:fs/promises';
import type { Log } from '../chat/platform.ts';
import { type FailedKind, type FailedNotice, reportDelivery } from '../delivery/report.ts';
import { readHolidays } from '../digests/files.ts';
import { readFollowers } from '../followers/files.ts';
import { day, type Instant, localDate, minute } from '../kernel/time.ts';
import { examineMattermost } from '../platforms/mattermost/doctor.ts';
import { createMattermost } from '../platforms/mattermost/mattermost.ts';
import { examineSlack } from '../platforms/slack/doctor.ts';
import { createPlatformMemory } from '../storage/platform-memory.ts';
import type { SqliteDatabase } from '../storage/sqlite.ts';
import { readSeason } from '../talks/files.ts';
import { pastTalks, upcomingTalks } from '../talks/store.ts';
import { dateText } from '../wording/dates.ts';
import { machine } from './clock.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database.ts';
import { type HttpServer, listen } from './http.ts';
import { examineFollowers } from './network-findings.ts';
import { ListenRefused } from './refused.ts';
import { seriesNow, settle } from './settings.ts';

export interface Finding {
  readonly ok: boolean;
  /** Worth knowing, and nothing that needs a hand now. */
  readonly note?: boolean;
  readonly sentence: string;
}

/** Examines everything, or the follower counts of each account alone; tells each finding as it comes. Rejects only where the database cannot be opened. */
export async function examine(
  config: Config,
  log: Log,
  what: 'everything' | 'followers',
  report: (finding: Finding) => void,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const say: Say = (ok, sentence, note = false) => {
    findings.push({ ok, sentence, note });
    report({ ok, sentence, note });
  };
  const database = await openDatabase(config);
  try {
    say(true, `The database ${database.path} opens and is at this version.`);
    if (what === 'followers') {
      await examineFollowers(config, database, log, say);
      return findings;
    }
    await examineFiles(config, say);
    await examineSeason(config, database, say);
    await examineDelivery(config, database, say);
    await examineFollowers(config, database, log, say);
    if (config.organisers.length === 0)
      say(
        false,
        'ORGANISERS is empty: nobody may announce or change a talk. `help` ends with one’s own account.',
      );
    if (config.slack)
      for (const finding of await examineSlack({
        ...config.slack,
        publicUrl: config.publicUrl,
        log,
      }))
        say(finding.ok, finding.sentence);
    if (config.mattermost) await examineMattermostDoor(config, database, log, report, findings);
    if (!config.slack && !config.mattermost)
      say(true, 'No platform is configured: the web chat is the only door.');
  } finally {
    await database.close();
  }
  return findings;
}

type Say = (ok: boolean, sentence: string, note?: boolean) => void;

async function examineFiles(config: Config, say: Say): Promise<void> {
  const readers = [
    [config.seriesFile, readSeason],
    [config.followersFile, readFollowers],
    ...(config.holidaysFile === undefined ? [] : [[config.holidaysFile, readHolidays] as const]),
  ] as const;
  for (const [path, read] of readers) {
    try {
      const result = read(await readFile(path, 'utf8'));
      if (result.ok) say(true, `${path} has no mistake.`);
      else
        for (const mistake of result.refusal)
          say(false, `${path}:${mistake.line}: ${mistake.message}`);
    } catch {
      say(false, `${path} cannot be read.`);
    }
  }
}

async function examineSeason(config: Config, database: SqliteDatabase, say: Say): Promise<void> {
  const now = await seriesNow(database, machine.now());
  const { next, last } = await database.read(async (read) => ({
    next: (await upcomingTalks(read, now, 1))[0],
    last: (await pastTalks(read, now, 1))[0],
  }));
  if (next) say(true, `The next talk is ${next.number}.`);
  else if (last)
    say(
      false,
      `The season is over (its last talk was ${last.number}): write the next one in ${config.seriesFile}.`,
    );
  else say(false, `There is no talk yet: start the program once, or import ${config.seriesFile}.`);
}

/** What failed longer ago is named, and no longer counts as something that needs a hand. */
const latelyMs = day;

/** Whoever asked for these was told at once that the channel does not take them, and what to do. */
const answeredAtOnce = /^(?:announce|digest-set|digest-now):/;

/** What is due for longer than this is not sent because something is wrong, or because no program runs. */
const lateMs = 15 * minute;

/** So many failures are named one by one. */
const namedOneByOne = 20;

async function examineDelivery(config: Config, database: SqliteDatabase, say: Say): Promise<void> {
  const now = await seriesNow(database, machine.now());
  const { failed, failedKinds, lines } = await database.read((read) => reportDelivery(read, now));
  for (const line of lines) {
    const served = { slack: config.slack, mattermost: config.mattermost, web: config.webChat };
    const due = `${count(line.count, 'message')} for ${line.platform} ${line.count === 1 ? 'is' : 'are'} due since ${onDay(line.oldestDueAt)} and not sent`;
    if (!served[line.platform]) say(false, `${due}: it is not configured.`);
    else if (now - line.oldestDueAt > lateMs)
      say(false, `${due}: no program runs, or ${line.platform} does not take them.`);
  }
  const needsAHand = (row: FailedNotice): boolean =>
    row.at > now - latelyMs && !(row.state === 'dead' && answeredAtOnce.test(row.key));
  const due = lines.reduce((sum, line) => sum + line.count, 0);
  if (!failed.some(needsAHand))
    say(true, `No message was lost or refused lately; ${due} wait to be sent.`);
  for (const kind of failedKinds) if (kind.count > 1) say(true, kindOf(kind), true);
  for (const row of failed.slice(0, namedOneByOne))
    say(!needsAHand(row), failureOf(row), !needsAHand(row));
  if (failed.length > 0)
    say(true, 'Organisers see them with `undelivered`, send them again or let them go.', true);
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
const onDay = (at: Instant): string => dateText(localDate(at, 'UTC'), 'en');

function kindOf({ drawer, platform, state, reason, count: n, oldestAt }: FailedKind): string {
  const became = state === 'lost' ? 'may not have arrived' : 'did not arrive';
  return `${count(n, `${drawer} message`)} ${became} on ${platform}, the first on ${onDay(oldestAt)}: ${reason ?? state}.`;
}

function failureOf(row: FailedNotice): string {
  const where = `${row.platform} ${row.channel ?? 'direct message'}`;
  const named = `(${row.key}, number ${row.number})`;
  const what = `${onDay(row.at)}: a ${row.drawer} message`;
  switch (row.reason) {
    case 'cannot-look':
      return `${what} may not have arrived in ${where}: the answer was lost, and the channel cannot be looked at ${named}.`;
    case 'no-answer':
      return `${what} may not have arrived in ${where}: the answer was lost, and ${row.platform} did not say for a day whether it stands there ${named}.`;
    case 'given-up':
      return `${what} could not be sent to ${where} for a day: ${row.detail} ${named}.`;
    default:
      return `${what} was refused by ${where}: ${row.reason ?? row.detail} ${named}.`;
  }
}

async function examineMattermostDoor(
  config: Config,
  database: SqliteDatabase,
  log: Log,
  report: (finding: Finding) => void,
  findings: Finding[],
): Promise<void> {
  if (!config.mattermost) return;
  const secret =
    config.actionSecret ?? (await settle(database, 'action-secret', () => machine.random(32)));
  const options = {
    ...config.mattermost,
    command: config.command,
    publicUrl: config.publicUrl,
    actionSecret: secret,
    language: config.locale,
    machine,
    memory: createPlatformMemory(database),
    log,
  };
  // Where the program runs, its own routes answer; else these do, for as long as the examination lasts.
  let server: HttpServer | undefined;
  try {
    server = await listen(config.host, config.port, log);
    server.mount(createMattermost(options).routes);
  } catch (error) {
    if (!(error instanceof ListenRefused)) throw error;
  }
  try {
    findings.push(...(await examineMattermost(options, report)));
  } finally {
    await server?.close();
  }
}
