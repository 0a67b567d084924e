// The part of the program that sends, on a fresh database before one of the two worlds: driven on by the test, which lets no time pass while an answer is on
// its way.
import sql from 'sql-template-tag';
import type { Platform } from '../../../src/chat/platform.ts';
import { createDelivery, type Delivery } from '../../../src/delivery/delivery.ts';
import type { Notice } from '../../../src/delivery/notice.ts';
import { enqueue } from '../../../src/delivery/outbox.ts';
import type { NoticeState } from '../../../src/delivery/rows.ts';
import type { Conversation } from '../../../src/kernel/account.ts';
import type { SqliteDatabase } from '../../../src/storage/sqlite.ts';
import { settle } from '../../support/manual-machine.ts';
import { memoryDatabase } from '../../support/sqlite.ts';
import { drawers } from '../stage.ts';
import type { Call, World } from './worlds.ts';

export interface Program {
  readonly database: SqliteDatabase;
  readonly delivery: Delivery;
  /** What the drawers show. */
  readonly shown: Map<string, string>;
  tell(...notices: readonly Notice[]): Promise<void>;
  /** Lets everything that is due be sent. */
  quiet(): Promise<void>;
  /** How many calls of this kind were made. Mattermost reads conversations by itself too, where its socket was silent for too long on the test's clock. */
  made(call: Call): number;
  /** Drives on until a call for this message (any, for openings) came back. */
  cameBack(call: Call, key: string): Promise<void>;
  states(): Promise<ReadonlyMap<string, NoticeState>>;
  close(): Promise<void>;
}

interface Watched {
  /** Calls that have not come back: those that the line leaves hanging do not. */
  underWay: number;
  readonly made: Call[];
  /** Calls that came back, whatever they said, with the key of their message. */
  readonly ended: { readonly call: Call; readonly key: string }[];
}

function watch(platform: Platform, watched: Watched): Platform {
  const during = <T>(call: Call, key: string, doing: Promise<T>): Promise<T> => {
    watched.underWay += 1;
    watched.made.push(call);
    return doing.finally(() => {
      watched.underWay -= 1;
      watched.ended.push({ call, key });
    });
  };
  return {
    ...platform,
    openDirect: (account) => during('open', '', platform.openDirect(account)),
    post: (to, card, mark) => during('post', mark.key, platform.post(to, card, mark)),
    edit: (to, message, card, mark) =>
      during('edit', mark.key, platform.edit(to, message, card, mark)),
    look: (where, key, since, direct) =>
      during('look', key, platform.look(where, key, since, direct)),
  };
}

const silent = () => undefined;
const forever = new Promise<never>(() => undefined);

export async function openProgram(world: World): Promise<Program> {
  const { machine, line } = world;
  const database = await memoryDatabase();
  const watched: Watched = { underWay: 0, made: [], ended: [] };
  const shown = new Map<string, string>();
  const delivery = createDelivery({
    database,
    drawers: drawers(shown),
    platforms: [watch(world.platform, watched)],
    audienceOf: async () => ({ language: 'en', zone: 'Europe/Zurich', command: '/icdd' }),
    machine,
    seriesNow: machine.now,
    newId: () => `id${machine.random(6)}`,
    log: { info: silent, warn: silent, error: silent },
  });
  const drive = async (work: Promise<unknown>, until = () => false) => {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    for (;;) {
      await settle();
      if (done || until()) return;
      // An answer is on its way: no time passes meanwhile.
      if (watched.underWay <= line.hanging) await machine.advance(250);
    }
  };
  delivery.start();
  // What a platform allows in a few seconds may have been used by the program before.
  await machine.advance(5_000);
  return {
    database,
    delivery,
    shown,
    async tell(...notices) {
      await database.write(async (tx) => {
        for (const notice of notices) await enqueue(tx, notice, machine.now());
      });
      delivery.wake();
    },
    quiet: () => drive(delivery.idle()),
    made: (call) => watched.made.filter((one) => one === call).length,
    async cameBack(call, key) {
      const from = watched.ended.length;
      const whose = call === 'open' ? '' : key;
      await drive(forever, () =>
        watched.ended.slice(from).some((one) => one.call === call && one.key === whose),
      );
    },
    async states() {
      const rows = await database.read((read) =>
        read.all<{ notice_key: string; state: NoticeState }>(
          sql`SELECT notice_key, state FROM outbox`,
        ),
      );
      return new Map(rows.map((row) => [row.notice_key, row.state]));
    },
    async close() {
      await drive(delivery.stop());
      await database.close();
    },
  };
}

export const inChannel = (conversation: Conversation) =>
  ({ kind: 'channel', conversation }) as const;
