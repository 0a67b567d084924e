// The bot of a test: its ports on a real SQLite, and all of it but the doors, wired as src/app does, with real due work and delivery to a platform that records.
import { assemble, noHolidays } from '../../src/app/features.ts';
import { createScheduler, type Scheduler } from '../../src/app/scheduler.ts';
import { createSigner } from '../../src/app/signer.ts';
import { claimIn, createTransact } from '../../src/app/transact.ts';
import type { Log, Machine, Platform, Receive } from '../../src/chat/platform.ts';
import { createRouter } from '../../src/chat/router.ts';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.ts';
import type { Ports } from '../../src/delivery/ports.ts';
import type { Standing } from '../../src/kernel/account.ts';
import type { Instant } from '../../src/kernel/time.ts';
import { readerOf } from '../../src/people/rules.ts';
import { findAccount } from '../../src/people/store.ts';
import { openSqlite, type SqliteDatabase } from '../../src/storage/sqlite.ts';
import { web } from './speaking.ts';
import { memory, memoryDatabase, sqliteOptions } from './sqlite.ts';

/** Monday 8 July 2019, 09:00 in Zurich. */
export const monday = Date.UTC(2019, 6, 8, 7);

export interface Clock {
  now: Instant;
}

export interface Program {
  readonly database: SqliteDatabase;
  readonly ports: Ports;
  readonly close: () => Promise<void>;
}

/** What their platform says of some people, by the beginnings of their names. */
const standings: Readonly<Record<string, Standing>> = {
  bot: 'bot',
  stranger: 'stranger',
  gone: 'gone',
  absent: 'nobody',
  unknown: 'unknown',
};

/** A program on a database; `name` keeps its ids apart from another program's; `committed` is called after each commit. */
export async function openProgram(
  url: string = memory,
  clock: Clock = { now: monday },
  name = 'a',
  committed: () => void = () => undefined,
): Promise<Program> {
  const database = await (url === memory ? memoryDatabase() : openSqlite(sqliteOptions(url)));
  let made = 0;
  const newId = () => {
    made += 1;
    return `${name}${made.toString(36).padStart(7, '0')}`;
  };
  const silent = () => undefined;
  const now = () => clock.now;
  const ports: Ports = {
    database,
    transact: createTransact({
      database,
      machineNow: now,
      ports: { newId, now },
      committed,
    }),
    now,
    newId,
    outcome: async () => ({ kind: 'pending' }),
    standing: async ({ user }) => standings[user.replace(/\d+$/, '')] ?? 'person',
    seriesLanguage: 'en',
    seriesZone: 'Europe/Zurich',
    publicUrl: 'https://talks.example.org',
    signer: createSigner('a secret for tests, long enough'),
    log: { info: silent, warn: silent, error: silent },
  };
  return { database, ports, close: () => database.close() };
}

export interface Bot {
  readonly ports: Ports;
  readonly scheduler: Scheduler;
  readonly delivery: Delivery;
  /** As a platform calls it. A fault is thrown, not told. */
  readonly receive: Receive;
}

/** All of the bot on a program's ports; delivery has not begun. `organisers`: names of users. */
export function createBot(parts: {
  readonly program: Program;
  readonly platform: Platform;
  readonly machine: Machine;
  readonly log: Log;
  readonly organisers: readonly string[];
  /** Whether `digest here` waits until the channel took its word; else it is answered at once. */
  readonly waitsForOutcome?: boolean;
}): Bot {
  const { program, platform, machine, log, organisers } = parts;
  const { database } = program;
  const { now } = program.ports;
  const ports: Ports = {
    ...program.ports,
    log,
    ...(parts.waitsForOutcome === true && {
      outcome: (key, withinMs) => delivery.outcome(key, withinMs),
    }),
  };
  const defaults = { language: ports.seriesLanguage, zone: ports.seriesZone };
  const { command } = platform;
  const features = assemble(ports, () => '123456', noHolidays, organisers.map(web));
  const receive = createRouter({
    ...features,
    readerOf: async ({ account }) => {
      const known = await database.read((read) => findAccount(read, account));
      return {
        account,
        person: known?.person,
        ...readerOf(known, account, defaults),
        organiser: organisers.includes(account.user),
        command,
        seesPictures: platform.answersShowPictures,
        now: now(),
      };
    },
    claim: (delivery) => database.write((tx) => claimIn(tx, delivery, now())),
    bareWord: 'list',
    fault: (language, reference) => ({ language, title: [reference], blocks: [] }),
    faultLanguage: 'en',
    newReference: () => 'ref1',
    log: {
      ...log,
      error: (facts) => {
        throw facts['err'];
      },
    },
    count: () => undefined,
  });
  const delivery = createDelivery({
    database,
    drawers: features.drawers,
    platforms: [platform],
    audienceOf: async (to, read) => {
      if (to.kind === 'channel') return { ...defaults, command };
      const known = await findAccount(read, to.account);
      return { ...readerOf(known, to.account, defaults), command };
    },
    machine,
    seriesNow: now,
    newId: ports.newId,
    log,
  });
  const scheduler = createScheduler({ works: features.works, now, machine, log });
  return { ports, scheduler, delivery, receive };
}
