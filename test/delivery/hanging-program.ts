// A program that comes to one instant of sending and stays there until it is killed: `node hanging-program <database> <posts> <instant>`.

import { machine } from '../../src/app/clock.ts';
import type { Log, Platform } from '../../src/chat/platform.ts';
import { touch } from '../../src/delivery/copies.ts';
import { createDelivery } from '../../src/delivery/delivery.ts';
import type { Drawer } from '../../src/delivery/drawer.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { createRecordingPlatform } from '../support/recording-platform.ts';
import { sqliteOptions } from '../support/sqlite.ts';
import { card, web } from './stage.ts';

/** Where the program is when it is killed. */
export const instants = ['claimed', 'begun', 'taken', 'editing'] as const;
export type Instant = (typeof instants)[number];

const [path = '', file = '', instant = ''] = process.argv.slice(2) as [string, string, Instant];
const forever = new Promise<never>(() => undefined);
// A timer keeps the process alive: nothing else would.
setInterval(() => undefined, 60_000);
const stay = (): Promise<never> => {
  process.stdout.write('there\n');
  return forever;
};

const recording = createRecordingPlatform({ file });
const platform: Platform = {
  ...recording,
  post: async (to, drawn, mark) => {
    if (instant === 'begun') return stay();
    const sent = await recording.post(to, drawn, mark);
    return instant === 'taken' ? stay() : sent;
  },
  edit: () => stay(),
  // Opened after the claim and before the mark.
  openDirect: (account) => (instant === 'claimed' ? stay() : recording.openDirect(account)),
};

const silent = () => undefined;
const log: Log = { info: silent, warn: silent, error: silent };
let shown = 'before';
const drawer: Drawer = async () => card(shown);
async function main(): Promise<void> {
  const database = await openSqlite(sqliteOptions(`file:${path}`));
  const delivery = createDelivery({
    database,
    drawers: new Map([['words', drawer]]),
    platforms: [platform],
    audienceOf: async () => ({ language: 'en', zone: 'Europe/Zurich', command: '/icdd' }),
    machine,
    seriesNow: machine.now,
    newId: () => machine.random(6),
    log,
  });
  const to =
    instant === 'editing'
      ? ({ kind: 'channel', conversation: web('C1') } as const)
      : ({ kind: 'account', account: { platform: 'web', workspace: '', user: 'ana' } } as const);
  const live = { subjects: ['talk:t9'], slot: 'announcement', lastDrawing: false };
  await database.write((tx) =>
    enqueue(
      tx,
      { key: 'k', drawer: 'words', to, params: {}, ...(instant === 'editing' && { live }) },
      machine.now(),
    ),
  );
  delivery.start();
  if (instant === 'editing') {
    await delivery.idle();
    shown = 'between';
    await database.write(async (tx) => {
      await touch(tx, 'talk:t9');
    });
    delivery.wake();
  }
}

void main();
