// The whole program, wired: opens the database, loads the season, starts the doors, and stops without losing what anybody was told.
import { fileURLToPath } from 'node:url';
import { sentenceCard } from '../asking/cards.ts';
import { catchUp } from '../calendar/jobs.ts';
import type { Incoming } from '../chat/incoming.ts';
import type { Log, Platform, Receive } from '../chat/platform.ts';
import { createRouter } from '../chat/router.ts';
import { createDelivery } from '../delivery/delivery.ts';
import type { Ports } from '../delivery/ports.ts';
import type { Account } from '../kernel/account.ts';
import { hour, type Instant, localDate } from '../kernel/time.ts';
import { accountHeed } from '../organising/decide.ts';
import { migrations } from '../storage/migrations/index.ts';
import { createPlatformMemory } from '../storage/platform-memory.ts';
import { openSqlite, type SqliteDatabase } from '../storage/sqlite.ts';
import { pastTalks, upcomingTalks } from '../talks/store.ts';
import { dateText } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';
import { eventLoop, machine, newCode, newId, seriesClock, tempFile } from './clock.ts';
import type { Config } from './config.ts';
import {
  begin,
  completions,
  createDemonstration,
  mondayBefore,
  saveNow,
  webChannel,
  webPeople,
} from './demonstration.ts';
import { assemble, noHolidays } from './features.ts';
import { type HttpServer, listen, sendJson } from './http.ts';
import { createMetrics } from './metrics.ts';
import { routesOf } from './pages.ts';
import { createReaders } from './readers.ts';
import { callRoll } from './roll-call.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import {
  FileRefused,
  firstTalkAt,
  isLoaded,
  loadFollowersFile,
  loadHolidays,
  loadSeason,
  releaseOf,
} from './season.ts';
import { readSetting, settle } from './settings.ts';
import { createSigner } from './signer.ts';
import { claimIn, createTransact, forgetOldClaims } from './transact.ts';

export interface Program {
  /** E.g. `ready: web chat http://127.0.0.1:3000`. */
  readonly ready: string;
  readonly port: number;
  /** Stops taking in, lets what is under way be answered, and closes. */
  stop(): Promise<void>;
}

/** A sentence for the operator: this configuration and this database cannot run together, or a door cannot be opened. */
export class StartRefused extends Error {
  override name = 'StartRefused';
}

export interface Build {
  readonly version: string;
  readonly commit: string;
}

export async function openDatabase(config: Pick<Config, 'databaseUrl'>): Promise<SqliteDatabase> {
  return openSqlite({
    url: config.databaseUrl,
    migrations,
    appliedAt: machine.now(),
    tempFile,
    ...eventLoop,
  });
}

/** Starts everything; rejects with a sentence for the operator where it cannot, having closed what it opened. */
export async function startProgram(config: Config, log: Log, build: Build): Promise<Program> {
  const undo: (() => Promise<void>)[] = [];
  try {
    return await start(config, log, build, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => undefined);
    throw error;
  }
}

/** Calls that follow one another closely become one, so many milliseconds after the first: in a rush not every commit is a reason to look. */
function atMostEvery(ms: number, task: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    void machine.sleep(ms).then(() => {
      waiting = false;
      task();
    });
  };
}

/** What is under way in the doors is answered within this, or never. */
const stopWithinMs = 10_000;

/** The port of a platform promises a sentence for the operator. */
function refusedToStart(error: unknown): never {
  throw new StartRefused(error instanceof Error ? error.message : String(error), { cause: error });
}

async function start(
  config: Config,
  log: Log,
  build: Build,
  undo: (() => Promise<void>)[],
): Promise<Program> {
  const database = await openDatabase(config);
  undo.push(() => database.close());
  const mode = config.demonstration ? 'demonstration' : 'real';
  const ran = await settle(database, 'mode', () => mode);
  if (ran !== mode)
    throw new StartRefused(
      ran === 'demonstration'
        ? 'DATABASE_URL: this database has run on a demonstration clock and cannot serve a real season; choose another file'
        : 'DATABASE_URL: this database serves a real season; a demonstration needs a file of its own',
    );
  const server = await listen(config.host, config.port, log);
  undo.push(() => server.close());
  const publicUrl = config.publicUrl.replace(/:0(?=\/|$)/, `:${server.port}`);
  const secret =
    config.actionSecret ?? (await settle(database, 'action-secret', () => machine.random(32)));

  const savedNow = await database.read((read) => readSetting(read, 'clock-now'));
  const clock = seriesClock(
    config.demonstration && savedNow !== undefined ? Number(savedNow) - machine.now() : 0,
  );
  const metrics = createMetrics();
  const platforms: Platform[] = [];
  const platformOf = (account: Account) =>
    platforms.find(
      (p) =>
        p.name === account.platform &&
        (p.workspace() === account.workspace || p.workspace() === ''),
    );

  let committed = () => {};
  const base = { newId, now: () => clock.now() };
  const transact = createTransact({
    database,
    machineNow: machine.now,
    ports: base,
    committed: () => committed(),
  });
  const loading = { transact, newId, now: base.now, log, release: releaseOf(build) };
  const ports: Ports = {
    database,
    transact,
    ...base,
    outcome: (key, ms) => delivery.outcome(key, ms),
    standing: (account) => readers.standing(account),
    seriesLanguage: config.locale,
    seriesZone: config.timezone,
    publicUrl,
    signer: createSigner(secret),
    log,
  };
  const isHoliday =
    config.holidaysFile === undefined ? noHolidays : await loadHolidays(config.holidaysFile, log);
  const features = assemble(ports, newCode, isHoliday);
  const defaults = { language: config.locale, zone: config.timezone };
  const readers = createReaders({
    database,
    machine,
    now: base.now,
    defaults,
    organisers: config.organisers,
    platformOf,
    log,
  });
  const delivery = createDelivery({
    database,
    drawers: features.drawers,
    platforms,
    audienceOf: readers.audienceOf,
    machine,
    seriesNow: base.now,
    newId,
    log,
    onOutcome: metrics.delivered,
  });
  const scheduler: Scheduler = createScheduler({
    works: features.works,
    now: base.now,
    machine,
    log,
  });
  const deliverSoon = atMostEvery(20, () => delivery.wake());
  const scheduleSoon = atMostEvery(200, () => scheduler.wake());
  committed = () => {
    deliverSoon();
    scheduleSoon();
  };

  const fault = (language: Config['locale'], reference: string) =>
    sentenceCard(language, wording(language).asking.fault(reference));
  const route = createRouter({
    words: features.words,
    presses: features.presses,
    forms: features.forms,
    visit: features.visit,
    otherwise: features.otherwise,
    readerOf: readers.readerOf,
    claim: (key) => database.write((tx) => claimIn(tx, key, machine.now())),
    bareWord: 'list',
    fault,
    faultLanguage: config.locale,
    newReference: () => machine.random(4),
    log,
    count: metrics.answered,
  });
  const receive: Receive = async (incoming: Incoming) => {
    const arrived = machine.now();
    const reply = await route(incoming);
    metrics.took(incoming.account.platform, machine.now() - arrived);
    return reply;
  };

  const heed = accountHeed(ports, config.organisers);

  const doors = { open: false };
  server.mount(routesOf(features.pages));
  mountChecks(server, { database, platforms, doors, metrics, now: base.now, config, build });

  const memory = createPlatformMemory(database);
  const files = [
    {
      isLoaded: () => isLoaded(database, loading, 'season-file', config.seriesFile),
      load: () => loadSeason(loading, config.seriesFile),
    },
    {
      isLoaded: () => isLoaded(database, loading, 'followers-file', config.followersFile),
      load: () => loadFollowersFile(loading, config.followersFile),
    },
  ];
  const load = async () => {
    for (const file of files) await file.load();
  };
  const startAt = async () =>
    config.startAt ??
    mondayBefore((await firstTalkAt(config.seriesFile)) ?? machine.now(), config.timezone);
  // Before the season is loaded: what is past is judged by the series' clock.
  if (config.demonstration && savedNow === undefined) clock.set(await startAt());
  for (const { isLoaded, load } of files) await loadFile(isLoaded, load, database, log);
  await catchUp(ports);
  if (config.demonstration) await saveNow(database, clock);

  // Each door's SDK is loaded where the door is wanted: a start loads what it uses.
  if (config.slack) {
    const { createSlack } = await import('../platforms/slack/slack.ts');
    platforms.push(
      createSlack({
        ...config.slack,
        command: config.command,
        language: config.locale,
        machine,
        memory,
        log,
        fault,
      }),
    );
  }
  if (config.mattermost) {
    const { createMattermost } = await import('../platforms/mattermost/mattermost.ts');
    platforms.push(
      createMattermost({
        ...config.mattermost,
        command: config.command,
        publicUrl,
        actionSecret: secret,
        language: config.locale,
        machine,
        memory,
        log,
      }),
    );
  }
  if (config.webChat) {
    const { createWeb } = await import('../platforms/web/web.ts');
    platforms.push(
      createWeb({
        host: config.host,
        port: server.port,
        publicUrl,
        people: webPeople,
        command: config.command,
        words: completions(database, base.now),
        channel: webChannel,
        pageDirectory: fileURLToPath(new URL('../platforms/web/page/', import.meta.url)),
        machine,
        memory,
        log,
        ...(config.demonstration
          ? {
              demonstration: createDemonstration({
                ports,
                clock,
                scheduler: () => scheduler,
                idle: () => delivery.idle(),
                startAt,
                load,
                isHoliday,
              }),
            }
          : {}),
      }),
    );
  }

  for (const platform of platforms) {
    server.mount(platform.routes);
    await platform.start(receive, heed).catch(refusedToStart);
    undo.push(() => platform.stop());
  }
  doors.open = true;
  delivery.start();
  undo.push(() => delivery.stop());
  if (config.demonstration) await begin(ports);
  scheduler.start();
  undo.push(() => scheduler.stop());
  // Nobody leaves a demonstration.
  const rollCall = config.demonstration
    ? undefined
    : callRoll({ database, machine, now: base.now, platformOf, heed, log });
  const tidying = tidy(database, () => config.demonstration && saveNow(database, clock), log);

  return {
    ready: `ready: ${platforms.map((p) => p.door()).join(', ')}${await seasonOver(database, config)}`,
    port: server.port,
    stop: async () => {
      await tidying.stop();
      await rollCall?.stop();
      await scheduler.stop();
      // A request whose rest never comes must not hold up the stop.
      const patience = new AbortController();
      const answered = await Promise.race([
        Promise.all(platforms.map((p) => p.stop())).then(() => true),
        machine.sleep(stopWithinMs, patience.signal).then(() => false),
      ]);
      patience.abort();
      await delivery.stop();
      await server.close(answered ? undefined : 0);
      await readers.settled();
      if (config.demonstration) await saveNow(database, clock);
      await database.close();
    },
  };
}

/** A file with a mistake leaves the season in the database as it was; without any season there is nothing to serve. */
async function loadFile(
  isLoaded: () => Promise<boolean>,
  load: () => Promise<unknown>,
  database: SqliteDatabase,
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

async function seasonOver(database: SqliteDatabase, config: Config): Promise<string> {
  if (config.demonstration) return '';
  const { next, last } = await database.read(async (read) => ({
    next: (await upcomingTalks(read, machine.now(), 1))[0],
    last: (await pastTalks(read, machine.now(), 1))[0],
  }));
  if (next || !last) return '';
  return `; the season is over (its last talk, ${last.number}, was on ${dateText(localDate(last.startsAt, last.zone), 'en')}): write the next one in ${config.seriesFile}`;
}

interface Checked {
  readonly database: SqliteDatabase;
  readonly platforms: readonly Platform[];
  /** Whether every platform has started. */
  readonly doors: { readonly open: boolean };
  readonly metrics: ReturnType<typeof createMetrics>;
  /** The series' clock. */
  readonly now: () => Instant;
  readonly config: Config;
  readonly build: Build;
}

function mountChecks(server: HttpServer, parts: Checked): void {
  server.mount([
    {
      method: 'GET',
      path: '/healthz',
      handle: (_request, response) => sendJson(response, 200, { alive: true, ...parts.build }),
    },
    {
      method: 'GET',
      path: '/readyz',
      handle: async (_request, response) => {
        const reasons = parts.doors.open ? [] : ['the program is starting'];
        reasons.push(...parts.platforms.flatMap((p) => p.troubles()));
        try {
          await parts.database.read((read) => upcomingTalks(read, 0, 1));
        } catch (error) {
          reasons.unshift(`database: ${(error as Error).message}`);
        }
        sendJson(response, reasons.length === 0 ? 200 : 503, {
          ready: reasons.length === 0,
          reasons,
        });
      },
    },
  ]);
  if (parts.config.metrics)
    server.mount([
      {
        method: 'GET',
        path: '/metrics',
        handle: async (_request, response) => {
          const page = await parts.metrics.text(parts.database, parts.now());
          response.writeHead(200, { 'content-type': page.type });
          response.end(page.body);
        },
      },
    ]);
}

const tidyEveryMs = 10_000;

/** Every ten seconds: where a demonstration's clock stands; every hour: claims that no platform delivers again. */
function tidy(database: SqliteDatabase, save: () => false | Promise<void>, log: Log) {
  const ending = new AbortController();
  let lastClaims = machine.now();
  const run = async () => {
    while (!ending.signal.aborted) {
      await machine.sleep(tidyEveryMs, ending.signal);
      if (ending.signal.aborted) return;
      try {
        await save();
        if (machine.now() - lastClaims < hour / 6) continue;
        lastClaims = machine.now();
        await database.write((tx) => forgetOldClaims(tx, machine.now()));
      } catch (error) {
        log.warn({ err: error }, 'tidying failed');
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
