// A program that is really killed while it holds a message, and the next one, which waits for the lease to end: on a clock that the test moves.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import sql from 'sql-template-tag';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDelivery } from '../../src/delivery/delivery.ts';
import type { Drawer } from '../../src/delivery/drawer.ts';
import { leaseMs } from '../../src/delivery/pacing.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { createManualMachine } from '../support/manual-machine.ts';
import { programFile } from '../support/program-file.ts';
import { createRecordingPlatform } from '../support/recording-platform.ts';
import { freshDirectory, sqliteOptions } from '../support/sqlite.ts';
import type { Instant } from './hanging-program.ts';
import { card, titles } from './stage.ts';

const program = new URL('hanging-program.ts', import.meta.url);

/** Runs the program up to an instant, and kills it there. */
async function killAt(instant: Instant, path: string, file: string): Promise<void> {
  const args = [await programFile(program), path, file, instant];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const exit = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    exit.then(() => Promise.reject(new Error('it ended by itself'))),
  ]);
  child.kill('SIGKILL');
  await exit;
}

interface Next {
  readonly instant: Instant;
  readonly canLook: boolean;
  /** What the next program does: looks, posts and edits of its own; what became of the message; what stands there in the end. */
  readonly looks: number;
  readonly posts: number;
  readonly edits: number;
  readonly state: string;
  readonly stands: number;
}

const cases: readonly Next[] = [
  { instant: 'claimed', canLook: true, looks: 0, posts: 1, edits: 0, state: 'sent', stands: 1 },
  { instant: 'claimed', canLook: false, looks: 0, posts: 1, edits: 0, state: 'sent', stands: 1 },
  { instant: 'begun', canLook: true, looks: 1, posts: 1, edits: 0, state: 'sent', stands: 1 },
  { instant: 'begun', canLook: false, looks: 1, posts: 0, edits: 0, state: 'lost', stands: 0 },
  { instant: 'taken', canLook: true, looks: 1, posts: 0, edits: 0, state: 'sent', stands: 1 },
  { instant: 'taken', canLook: false, looks: 1, posts: 0, edits: 0, state: 'lost', stands: 1 },
  { instant: 'editing', canLook: true, looks: 0, posts: 0, edits: 1, state: 'sent', stands: 1 },
];

describe('a program that was killed holds its message', () => {
  it.each(cases)('$instant, can be looked at: $canLook', async (wanted) => {
    const directory = freshDirectory();
    onTestFinished(directory.remove);
    const [path, file] = [`${directory.path}/test.db`, `${directory.path}/posts`];
    await killAt(wanted.instant, path, file);

    const database = await openSqlite(sqliteOptions(`file:${path}`));
    const table = wanted.instant === 'editing' ? sql`live_copies` : sql`outbox`;
    const held = await database.read((read) =>
      read.get<{ until: number }>(sql`SELECT leased_until AS until FROM ${table}`),
    );
    const until = held?.until ?? 0;
    expect(until).toBeLessThanOrEqual(Date.now() + leaseMs);
    const machine = createManualMachine(until - 10_000);

    const platform = createRecordingPlatform({ file, canLook: () => wanted.canLook });
    const drawer: Drawer = async () => card('after');
    const silent = () => undefined;
    const delivery = createDelivery({
      database,
      drawers: new Map([['words', drawer]]),
      platforms: [platform],
      audienceOf: async () => ({ language: 'en', zone: 'Europe/Zurich', command: '/icdd' }),
      machine,
      seriesNow: machine.now,
      newId: () => machine.random(6),
      log: { info: silent, warn: silent, error: silent },
    });
    onTestFinished(async () => {
      const stopping = delivery.stop();
      await machine.advance(60_000);
      await stopping;
      await database.close();
    });
    const calls = () => ({
      looks: platform.calls('look'),
      posts: platform.calls('post'),
      edits: platform.calls('edit'),
    });

    delivery.start();
    await machine.advance(until - machine.now() - 1);
    expect(calls()).toEqual({ looks: 0, posts: 0, edits: 0 });
    await machine.advance(1_000);
    const { looks, posts, edits } = wanted;
    expect(calls()).toEqual({ looks, posts, edits });
    const [row] = await database.read((read) =>
      read.all<{ state: string }>(sql`SELECT state FROM outbox`),
    );
    expect(row).toEqual({ state: wanted.state });
    expect(platform.posts()).toHaveLength(wanted.stands);
    if (edits > 0) expect(titles(platform.edits())).toEqual(['after']);
  });
});
