// A stage for delivery: a real SQLite, a machine that a test moves by hand, recording platforms, and a few drawers over a small world.
import sql from 'sql-template-tag';
import { onTestFinished } from 'vitest';
import { type Card, line, text } from '../../src/chat/card.ts';
import type { Log } from '../../src/chat/platform.ts';
import { type CopyRow, touch } from '../../src/delivery/copies.ts';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.ts';
import type { DeliveryEvent } from '../../src/delivery/desk.ts';
import type { Drawer, Drawers } from '../../src/delivery/drawer.ts';
import type { Notice } from '../../src/delivery/notice.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import type { OutboxRow } from '../../src/delivery/rows.ts';
import { plain } from '../../src/kernel/inline.ts';
import type { Database } from '../../src/storage/database.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { createManualMachine, type ManualMachine, settle } from '../support/manual-machine.ts';
import {
  createRecordingPlatform,
  type Recorded,
  type RecordingOptions,
  type RecordingPlatform,
} from '../support/recording-platform.ts';
import { freshDirectory, putMigrated, sqliteOptions } from '../support/sqlite.ts';

/** 8 July 2019, 09:00 in Zurich. */
export const monday = Date.UTC(2019, 6, 8, 7);

export interface Program {
  readonly delivery: Delivery;
  readonly database: Database;
  readonly events: DeliveryEvent[];
  readonly logged: { readonly level: string; readonly event: string; readonly facts: unknown }[];
}

export interface Stage extends Program {
  readonly machine: ManualMachine;
  readonly platform: RecordingPlatform;
  /** What the drawers show: a test changes it, then touches. */
  readonly world: Map<string, string>;
  readonly series: { now: number };
  /** So many of the next writes of the first program's delivery fail. */
  readonly faults: { writes: number };
  /** Another program on the same database. */
  another(platforms?: readonly RecordingPlatform[]): Promise<Program>;
  tell(...notices: readonly Notice[]): Promise<void>;
  touch(subject: string, pressed?: Parameters<typeof touch>[2]): Promise<void>;
  row(key: string): Promise<OutboxRow & { readonly refusal: string | null }>;
  copies(): Promise<readonly (CopyRow & { readonly dirty_since: number | null })[]>;
  /** Advances the machine until nothing remains to be done. */
  quiet(): Promise<void>;
}

export interface StageOptions {
  readonly platform?: RecordingOptions;
  readonly platforms?: (now: () => number) => readonly RecordingPlatform[];
  readonly stopped?: boolean;
}

export const drawers = (world: ReadonlyMap<string, string>): Drawers =>
  new Map<string, Drawer>([
    ['note', async ({ params }) => card(`${params['words']}`)],
    ['moot', async () => ({ dropped: 'no longer true' })],
    [
      'broken',
      async () => {
        if (world.get('broken') === 'no') return card('mended');
        throw new Error('a defect');
      },
    ],
    [
      'talk',
      async ({ params, superseded }) => {
        const words = world.get(`${params['talk']}`) ?? '';
        if (words === 'gone') return { dropped: 'gone' };
        return card(superseded ? `${words}, newer below` : words);
      },
    ],
    [
      'greeting',
      async (_, { language, zone, account, conversation, command }) =>
        card(`${language} ${zone} ${account?.user} ${conversation?.channel} ${command}`),
    ],
  ]);

export function card(words: string): Card {
  return { language: 'en', title: line(words), blocks: [text([words])] };
}

export const titles = (records: readonly Recorded[]): readonly string[] =>
  records.map((record) => plain(record.card.title));

export async function stage(options: StageOptions = {}): Promise<Stage> {
  const directory = freshDirectory();
  const machine = createManualMachine();
  const series = { now: monday };
  const faults = { writes: 0 };
  const world = new Map<string, string>();
  const platforms = options.platforms?.(machine.now) ?? [
    createRecordingPlatform({ now: machine.now, ...options.platform }),
  ];
  const path = `${directory.path}/test.db`;
  await putMigrated(path);
  const opened: Program[] = [];
  let ids = 0;

  async function program(of: readonly RecordingPlatform[]): Promise<Program> {
    const database = await openSqlite(sqliteOptions(`file:${path}`));
    const events: DeliveryEvent[] = [];
    const logged: Program['logged'] = [];
    const write = (level: string) => (facts: unknown, event: string) =>
      void logged.push({ level, event, facts });
    const log: Log = { info: write('info'), warn: write('warn'), error: write('error') };
    const failing: Database = {
      ...database,
      write(body, durability) {
        if (opened.length > 1 || faults.writes === 0) return database.write(body, durability);
        faults.writes -= 1;
        return Promise.reject(new Error('the disk is full'));
      },
    };
    const delivery = createDelivery({
      database: failing,
      drawers: drawers(world),
      platforms: of,
      audienceOf: async () => ({ language: 'en', zone: 'Europe/Zurich', command: '/icdd' }),
      machine,
      seriesNow: () => series.now,
      newId: () => `id${++ids}`,
      log,
      onOutcome: (event) => events.push(event),
    });
    const made: Program = { delivery, database, events, logged };
    opened.push(made);
    return made;
  }

  onTestFinished(async () => {
    for (const one of opened) {
      const stopping = one.delivery.stop();
      await machine.advance(60_000);
      await stopping;
      await one.database.close();
    }
    directory.remove();
  });

  const first = await program(platforms);
  if (!options.stopped) first.delivery.start();
  const { database } = first;
  const wake = () => {
    for (const one of opened) one.delivery.wake();
  };
  return {
    ...first,
    machine,
    series,
    faults,
    world,
    platform: platforms[0] as RecordingPlatform,
    another: (of = platforms) => program(of),
    async tell(...notices) {
      await database.write(async (tx) => {
        for (const notice of notices) await enqueue(tx, notice, series.now);
      });
      wake();
    },
    async touch(subject, pressed) {
      await database.write((tx) => touch(tx, subject, pressed));
      wake();
    },
    async row(key) {
      const row = await database.read((read) =>
        read.get<OutboxRow & { readonly refusal: string | null }>(
          sql`SELECT * FROM outbox WHERE notice_key = ${key}`,
        ),
      );
      if (!row) throw new Error(`no row ${key}`);
      return row;
    },
    copies: () =>
      database.read((read) =>
        read.all<CopyRow & { readonly dirty_since: number | null }>(
          sql`SELECT * FROM live_copies ORDER BY notice_key NULLS LAST`,
        ),
      ),
    async quiet() {
      for (const one of opened) {
        let done = false;
        void one.delivery.idle().then(() => {
          done = true;
        });
        for (let tries = 0; !done; tries += 1) {
          if (tries > 4_000) throw new Error('it never came to rest');
          await settle();
          if (!done) await machine.advance(100);
        }
      }
    },
  };
}

let keys = 0;

/** A notice with a fresh key to a channel of the web chat. */
export function note(words: string, more: Partial<Notice> & { channel?: string } = {}): Notice {
  const { channel = 'C1', ...rest } = more;
  keys += 1;
  return {
    key: `note:${keys}`,
    drawer: 'note',
    to: { kind: 'channel', conversation: web(channel) },
    params: { words },
    ...rest,
  };
}

export const web = (channel: string) => ({ platform: 'web', workspace: '', channel }) as const;

export const slack = (channel: string, workspace = 'T1') =>
  ({ platform: 'slack', workspace, channel }) as const;

/** A live announcement of a talk. */
export function announcement(
  talk: string,
  key: string,
  more: Partial<Notice> & { channel?: string; lastDrawing?: boolean } = {},
): Notice {
  const { channel = 'C1', lastDrawing = false, ...rest } = more;
  return {
    key,
    drawer: 'talk',
    to: { kind: 'channel', conversation: web(channel) },
    params: { talk },
    live: { subjects: [`talk:${talk}`], slot: `announcement:${talk}`, lastDrawing },
    ...rest,
  };
}

/** A stage on which talk t9 stands announced in C1, drawn as `one`. */
export async function announced(platform: RecordingOptions = {}): Promise<Stage> {
  const on = await stage({ platform });
  on.world.set('t9', 'one');
  await on.tell(announcement('t9', 'announce:1'));
  await on.quiet();
  await on.machine.advance(1_000);
  return on;
}
