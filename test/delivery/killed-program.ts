// A program that a test kills: `node killed-program <database> <posts> <channel|direct> <run>`. Its clocks run fifty times too fast.
import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { line, text } from '../../src/chat/card.ts';
import type { Log, Machine } from '../../src/chat/platform.ts';
import { touch } from '../../src/delivery/copies.ts';
import { createDelivery } from '../../src/delivery/delivery.ts';
import type { Drawer, Drawers } from '../../src/delivery/drawer.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { createRecordingPlatform } from '../support/recording-platform.ts';
import { sqliteOptions } from '../support/sqlite.ts';

const pace = 50;
const [path = '', file = '', kind = '', run = ''] = process.argv.slice(2);

const machine: Machine = {
  now: () => Date.now() * pace,
  random: (bytes) =>
    Math.random()
      .toString(16)
      .slice(2)
      .padEnd(16, '0')
      .slice(0, bytes * 2),
  sleep: (ms, signal) =>
    sleep(ms / pace, undefined, signal ? { signal } : {}).catch(() => undefined),
};

const show = (words: string) =>
  ({ language: 'en', title: line(words), blocks: [text([words])] }) as const;
const note: Drawer = async ({ params }) => show(`${params['words']}`);
const state: Drawer = async (_, __, read) => {
  const row = await read.get<{ value: string }>(
    sql`SELECT value FROM settings WHERE name = 'state'`,
  );
  return show(`state ${row?.value}`);
};
const drawers: Drawers = new Map([
  ['note', note],
  ['state', state],
]);

const silent = () => undefined;
const log: Log = { info: silent, warn: silent, error: silent };
const platform = createRecordingPlatform({
  file,
  tag: run,
  canLook: () => kind === 'direct',
  latency: () => sleep(1),
});
async function main(): Promise<void> {
  const database = await openSqlite(sqliteOptions(`file:${path}`));
  let ids = 0;
  const delivery = createDelivery({
    database,
    drawers,
    platforms: [platform],
    audienceOf: async () => ({ language: 'en', zone: 'Europe/Zurich', command: '/icdd' }),
    machine,
    seriesNow: () => 1_000,
    newId: () => `id${run}x${++ids}`,
    log,
  });

  await database.write(async (tx) => {
    for (let n = 0; n < 200; n += 1) {
      const conversation = { platform: 'web', workspace: '', channel: `C${n % 10}` } as const;
      const to = { kind: 'channel', conversation } as const;
      await enqueue(tx, { key: `note:${n}`, drawer: 'note', to, params: { words: `${n}` } }, 1_000);
    }
    const live = { subjects: ['talk:t9'], slot: 'announcement', lastDrawing: false };
    const conversation = { platform: 'web', workspace: '', channel: 'live' } as const;
    const to = { kind: 'channel', conversation } as const;
    await enqueue(tx, { key: 'live:1', drawer: 'state', to, params: {}, live }, 1_000);
    await tx.run(sql`
      INSERT INTO settings (name, value) VALUES ('state', ${run})
      ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
    await touch(tx, 'talk:t9');
  });
  delivery.start();
  process.stdout.write('started\n');
  await delivery.idle();
  await delivery.stop();
  await database.close();
  process.stdout.write('idle\n');
}

void main();
