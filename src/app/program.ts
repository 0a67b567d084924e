// The whole program, wired: opens the database, loads the season, starts the doors, and stops without losing what anybody was told.
import { sentenceCard } from '../asking/cards.ts';
import { catchUp } from '../calendar/jobs.ts';
import type { Incoming } from '../chat/incoming.ts';
import type { Log, Platform, Receive } from '../chat/platform.ts';
import { createRouter } from '../chat/router.ts';
import { createDelivery } from '../delivery/delivery.ts';
import type { Ports } from '../delivery/ports.ts';
import { forgetBeyondTerms } from '../followers/jobs.ts';
import { forgetPostsBeyondTerms } from '../insights/jobs.ts';
import type { Account } from '../kernel/account.ts';
import { accountHeed } from '../organising/decide.ts';
import { createPlatformMemory } from '../storage/platform-memory.ts';
import { wording } from '../wording/wording.ts';
import { followChanges } from './changes.ts';
import { type Build, mountChecks } from './checks.ts';
import { machine, newCode, newId, seriesClock } from './clock.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database.ts';
import { begin, completions, createDemonstration, mondayBefore, saveNow } from './demonstration.ts';
import { createDoors } from './doors.ts';
import { assemble, noHolidays } from './features.ts';
import { listen } from './http.ts';
import { createMetrics } from './metrics.ts';
import { askNetworks } from './networks.ts';
import { routesOf } from './pages.ts';
import { createReaders } from './readers.ts';
import { StartRefused } from './refused.ts';
import { callRoll } from './roll-call.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import {
  firstTalkAt,
  isLoaded,
  loadFile,
  loadFollowersFile,
  loadHolidays,
  loadSeason,
  releaseOf,
  seasonOver,
} from './season.ts';
import { readSetting, settle } from './settings.ts';
import { createSigner } from './signer.ts';
import { atMostEvery, tidy } from './tidying.ts';
import { claimIn, createTransact } from './transact.ts';

export interface Program {
  /** E.g. `ready: web chat http://127.0.0.1:3000`. */
  readonly ready: string;
  readonly port: number;
  /** Stops taking in, lets what is under way be answered, and closes. */
  stop(): Promise<void>;
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

  let committed = (_by: Account | undefined) => {};
  const base = { newId, now: () => clock.now() };
  const transact = createTransact({
    database,
    machineNow: machine.now,
    ports: base,
    committed: (by) => committed(by),
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
  const features = assemble(ports, newCode, isHoliday, config.organisers);
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
  committed = (by) => {
    deliverSoon();
    scheduleSoon();
    for (const platform of platforms) platform.changed(by);
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

  platforms.push(
    ...(await createDoors(config, {
      port: server.port,
      publicUrl,
      secret,
      memory: createPlatformMemory(database),
      words: completions(database, base.now),
      demonstration: config.demonstration
        ? createDemonstration({
            ports,
            clock,
            scheduler: () => scheduler,
            idle: () => delivery.idle(),
            forget: readers.forget,
            startAt,
            load,
            isHoliday,
          })
        : undefined,
      log,
      fault,
    })),
  );

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
  const following = followChanges({ database, platforms, machine, now: base.now, log });
  const asking = config.demonstration ? undefined : askNetworks(ports, config, log);
  const tidying = tidy(
    database,
    () => config.demonstration && saveNow(database, clock),
    async () => {
      await forgetBeyondTerms(ports, base.now());
      await forgetPostsBeyondTerms(ports, base.now());
    },
    log,
  );

  return {
    ready: `ready: ${platforms.map((p) => p.door()).join(', ')}${await seasonOver(database, config)}`,
    port: server.port,
    stop: async () => {
      await tidying.stop();
      await asking?.stop();
      await following.stop();
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
