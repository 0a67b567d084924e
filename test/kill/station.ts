// The part of the program that is killed: storage, seats and delivery, wired as src/app does, on a platform that records what it is sent.
import { setTimeout as sleep } from 'node:timers/promises';
import { machine, newId } from '../../src/app/clock.ts';
import { loadSeason } from '../../src/app/season.ts';
import { createSigner } from '../../src/app/signer.ts';
import { createTransact } from '../../src/app/transact.ts';
import type { Log } from '../../src/chat/platform.ts';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.ts';
import type { Drawer } from '../../src/delivery/drawer.ts';
import type { Ports } from '../../src/delivery/ports.ts';
import { organisingDrawers } from '../../src/organising/jobs.ts';
import { seatDrawers } from '../../src/seats/jobs.ts';
import { openSqlite, type SqliteDatabase } from '../../src/storage/sqlite.ts';
import { createRecordingPlatform, type RecordingPlatform } from '../support/recording-platform.ts';
import { sqliteOptions } from '../support/sqlite.ts';

/** The files of one database and of what the world outside remembers: they outlive every kill. */
export interface Files {
  readonly database: string;
  readonly season: string;
  /** What the platform took. */
  readonly posts: string;
  /** What people were told, a line each, written when they were. */
  readonly told: string;
}

export const filesIn = (directory: string): Files => ({
  database: `${directory}/kill.db`,
  season: `${directory}/talks.yaml`,
  posts: `${directory}/posts`,
  told: `${directory}/told`,
});

export const workspace = 'T1';

/** 8 July 2019, 09:00 in Zurich: the series' clock stands still. */
const seriesNow = () => Date.UTC(2019, 6, 8, 7);

/** Few seats, so that there is always a line. */
export const season = `series:
  key: kill
  title: A series that is killed
  description: Talks with few seats.
  place: Room 1
  timeZone: Europe/Zurich
  capacity: 5
  dinner: false
  weekday: wednesday
  time: "18:00"
  waiting: {straightUntilHours: 24, openUntilHours: 2, offerHours: 4, from: "08:00", to: "20:00"}
talks:
  - {number: 9, starts: 2019-07-10 18:00, ends: 2019-07-10 19:00, takenElsewhere: 2}
  - {number: 10, starts: 2019-07-24 18:00, ends: 2019-07-24 19:00}
  - {number: 11, starts: 2019-08-07 18:00, ends: 2019-08-07 19:00, capacity: 8}
`;

export interface Station {
  readonly database: SqliteDatabase;
  readonly ports: Ports;
  readonly delivery: Delivery;
  readonly platform: RecordingPlatform;
}

const silent = () => undefined;
const log: Log = { info: silent, warn: silent, error: silent };

export async function openStation(files: Files): Promise<Station> {
  const database = await openSqlite(sqliteOptions(`file:${files.database}`));
  // Direct messages can be looked at, channels cannot, as on Slack.
  const platform = createRecordingPlatform({
    name: 'slack',
    workspace,
    file: files.posts,
    tag: newId(),
    canLook: (_, direct) => direct,
    latency: () => sleep(Math.random() * 4),
  });
  let committed: () => void = silent;
  const base = { newId, now: seriesNow };
  const transact = createTransact({
    database,
    machineNow: machine.now,
    ports: base,
    committed: () => committed(),
  });
  const ports: Ports = {
    database,
    transact,
    ...base,
    outcome: async () => ({ kind: 'pending' }),
    standing: async () => 'person',
    seriesLanguage: 'en',
    seriesZone: 'Europe/Zurich',
    publicUrl: 'https://talks.example.org',
    signer: createSigner('a secret for tests, long enough'),
    log,
  };
  const delivery = createDelivery({
    database,
    drawers: new Map<string, Drawer>([...seatDrawers(), ...organisingDrawers(ports)]),
    platforms: [platform],
    audienceOf: async () => ({ language: 'en', zone: 'Europe/Zurich', command: '/icdd' }),
    machine,
    seriesNow,
    newId,
    log,
  });
  committed = delivery.wake;
  await loadSeason({ transact, newId, now: seriesNow, log, release: 'test' }, files.season);
  return { database, ports, delivery, platform };
}
