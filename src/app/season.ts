// Loads the season and the followers' file at start, or by the command line; a file with a mistake is refused whole.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Log } from '../chat/platform.ts';
import type { Transact } from '../delivery/ports.ts';
import type { IsHoliday } from '../digests/rules.ts';
import { loadFollowers } from '../followers/store.ts';
import { decided } from '../kernel/facts.ts';
import type { NewId } from '../kernel/ids.ts';
import { type Instant, localDate } from '../kernel/time.ts';
import type { Database, Write } from '../storage/database.ts';
import { mergeSeason, type SeasonReport } from '../talks/season-store.ts';
import { pastTalks, upcomingTalks } from '../talks/store.ts';
import { dateText } from '../wording/dates.ts';
import { machine } from './clock.ts';
import type { Config } from './config.ts';
import { FileRefused } from './refused.ts';
import { readSetting, type SettingName, writeSetting } from './settings.ts';

export interface LoadParts {
  readonly transact: Transact;
  readonly newId: NewId;
  readonly now: () => Instant;
  readonly log: Log;
  /** The release that loads: another one may read more of the same file. */
  readonly release: string;
}

export const releaseOf = (build: { readonly version: string; readonly commit: string }): string =>
  `${build.version} ${build.commit}`;

// The parsers are loaded where a file is read: most starts find it as it was.
const seasonFiles = () => import('../talks/files.ts');
const followersFiles = () => import('../followers/files.ts');

type Mark = Extract<SettingName, 'season-file' | 'followers-file'>;

const markOf = (parts: LoadParts, text: string): string =>
  createHash('sha256').update(`${parts.release}\n${text}`).digest('hex');

/** Notes, in the transaction that merges it, which text the database holds. */
const noteFile = (tx: Write, mark: Mark, parts: LoadParts, text: string): Promise<void> =>
  writeSetting(tx, mark, markOf(parts, text));

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new FileRefused(
      code === 'ENOENT'
        ? `${path}: there is no such file`
        : `${path}: cannot be read (${code ?? 'fault'})`,
    );
  }
}

/** Every mistake of a file with its line. */
export function refused(
  path: string,
  mistakes: readonly { readonly line: number; readonly message: string }[],
) {
  return new FileRefused(mistakes.map((m) => `${path}:${m.line}: ${m.message}`).join('\n'));
}

/** What the parser itself gives up on, such as aliases of aliases without end, is a mistake of the file too. */
function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new FileRefused(`${path}: cannot be read as YAML (${(error as Error).message})`);
  }
}

/** Whether the database holds just what this file says, read by this release, and nothing was imported since. Then loading it again would change nothing. */
export async function isLoaded(
  database: Database,
  parts: LoadParts,
  mark: Mark,
  path: string,
): Promise<boolean> {
  const text = await textOf(path);
  const noted = await database.read((read) => readSetting(read, mark));
  return noted === markOf(parts, text);
}

/** Merges data/talks.yaml. Rejects with FileRefused where it cannot be read or has a mistake. */
export async function loadSeason(parts: LoadParts, path: string): Promise<SeasonReport> {
  const text = await textOf(path);
  const { readSeason } = await seasonFiles();
  const season = readable(path, () => readSeason(text));
  if (!season.ok) throw refused(path, season.refusal);
  const report = await parts.transact({ job: 'season' }, async (tx) => {
    const merged = await mergeSeason(tx, season.value, parts.newId, parts.now());
    await noteFile(tx, 'season-file', parts, text);
    return decided(merged.report, ...merged.facts);
  });
  if (report.kept.length > 0)
    parts.log.warn(
      { kept: report.kept },
      'changed both in the file and by an organiser: the organiser’s stays',
    );
  if (report.gone.length > 0)
    parts.log.warn({ talks: report.gone }, 'talks no longer in the file stay');
  parts.log.info({ added: report.added.length, changed: report.changed }, 'season loaded');
  return report;
}

/** When the file's first talk starts; undefined where it cannot be read, has a mistake, or holds none. */
export async function firstTalkAt(path: string): Promise<Instant | undefined> {
  try {
    const text = await textOf(path);
    const { readSeason } = await seasonFiles();
    const season = readable(path, () => readSeason(text));
    return season.ok
      ? season.value.talks.map((t) => t.startsAt).sort((a, b) => a - b)[0]
      : undefined;
  } catch (error) {
    if (error instanceof FileRefused) return undefined;
    throw error;
  }
}

/** Merges data/followers.yaml, likewise. */
export async function loadFollowersFile(parts: LoadParts, path: string): Promise<void> {
  const text = await textOf(path);
  const { readFollowers } = await followersFiles();
  const file = readable(path, () => readFollowers(text));
  if (!file.ok) throw refused(path, file.refusal);
  await parts.transact({ job: 'followers' }, async (tx) => {
    await noteFile(tx, 'followers-file', parts, text);
    return decided(await loadFollowers(tx, file.value, parts.newId, parts.now()));
  });
  parts.log.info({}, 'followers loaded');
}

/** Which days are holidays, by the operator's calendar file. Rejects with FileRefused where it cannot be read or has a mistake. */
export async function loadHolidays(path: string, log: Log): Promise<IsHoliday> {
  const text = await textOf(path);
  const { readHolidays } = await import('../digests/files.ts');
  const read = readHolidays(text);
  if (!read.ok) throw refused(path, read.refusal);
  const { isHoliday, events, timed } = read.value;
  if (timed > 0)
    log.warn({ timed }, 'events of HOLIDAYS_FILE with a time of day are no holidays: left out');
  log.info({ events }, 'holidays loaded');
  return isHoliday;
}

/** A talks or a followers file, told apart by its content. */
export async function importYaml(parts: LoadParts, path: string): Promise<string> {
  const text = await textOf(path);
  const [{ looksLikeSeason }, { looksLikeFollowers }] = await Promise.all([
    seasonFiles(),
    followersFiles(),
  ]);
  if (looksLikeSeason(text)) {
    const report = await loadSeason(parts, path);
    return `${path}: ${report.added.length} talks added, ${report.changed.length} changed, ${report.kept.length} values kept as organisers set them.`;
  }
  if (looksLikeFollowers(text)) {
    await loadFollowersFile(parts, path);
    return `${path}: followers loaded.`;
  }
  throw new FileRefused(
    `${path}: is neither a talks file (series: …) nor a followers file (accounts: …), nor a CSV file whose first line names network and account`,
  );
}

/** A file with a mistake leaves the season in the database as it was; without any season there is nothing to serve. */
export async function loadFile(
  isLoaded: () => Promise<boolean>,
  load: () => Promise<unknown>,
  database: Database,
  log: Log,
): Promise<void> {
  try {
    if (!(await isLoaded())) await load();
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const [any] = await database.read((read) => upcomingTalks(read, 0, 1));
    if (!any) throw error;
    log.error({ problem: error.message }, 'a data file was refused; what the database holds stays');
  }
}

/** What the ready line says where nothing is planned any more; else nothing. */
export async function seasonOver(database: Database, config: Config): Promise<string> {
  if (config.demonstration) return '';
  const { next, last } = await database.read(async (read) => ({
    next: (await upcomingTalks(read, machine.now(), 1))[0],
    last: (await pastTalks(read, machine.now(), 1))[0],
  }));
  if (next || !last) return '';
  return `; the season is over (its last talk, ${last.number}, was on ${dateText(localDate(last.startsAt, last.zone), 'en')}): write the next one in ${config.seriesFile}`;
}
