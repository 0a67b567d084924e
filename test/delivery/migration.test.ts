// From the version before failures had numbers: those that are there get theirs, in the order in which they failed, and the next one the next.
import sql from 'sql-template-tag';
import { expect, it, onTestFinished } from 'vitest';
import { finishFailed, type OutboxRow } from '../../src/delivery/rows.ts';
import { listUndelivered } from '../../src/delivery/undelivered.ts';
import type { Write } from '../../src/storage/database.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { freshDirectory, sqliteOptions } from '../support/sqlite.ts';

const before = migrations.filter(({ number }) => number < 150);

interface Old {
  readonly key: string;
  readonly state: string;
  readonly refusal?: string;
  readonly finishedAt?: number;
  readonly user?: string;
}

const insert = (tx: Write, { key, state, refusal, finishedAt, user }: Old): Promise<number> =>
  tx.run(sql`
    INSERT INTO outbox (notice_key, drawer, params, platform, workspace, recipient, channel, lane,
      last_drawing, enqueued_at, due_at, queued_order, state, holds_lane, revision, leased_until,
      not_before, attempts, refusal, finished_at)
    VALUES (${key}, 'note', '{}', 'slack', 'T1', ${user ?? null}, ${user ? null : 'C1'}, ${key}, 0,
      0, 0, 1, ${state}, 1, 0, 0, 0, 0, ${refusal ?? null}, ${finishedAt ?? null})`);

it('keeps what waits and what failed, and numbers the failures', async () => {
  const directory = freshDirectory();
  onTestFinished(directory.remove);
  const url = `file:${directory.path}/old.db`;
  const old = await openSqlite(sqliteOptions(url, before));
  await old.write(async (tx) => {
    await tx.run(sql`
      INSERT INTO direct_channels (platform, workspace, account, channel)
      VALUES ('slack', 'T1', 'UKNOWN', 'D1')`);
    await insert(tx, { key: 'sent', state: 'sent', finishedAt: 5 });
    await insert(tx, { key: 'second', state: 'dead', refusal: 'archived', finishedAt: 20 });
    await insert(tx, { key: 'first', state: 'lost', finishedAt: 10 });
    await insert(tx, { key: 'third', state: 'dead', refusal: 'other', finishedAt: 20 });
    await insert(tx, { key: 'channel', state: 'waiting' });
    await insert(tx, { key: 'known', state: 'waiting', user: 'UKNOWN' });
    await insert(tx, { key: 'unknown', state: 'waiting', user: 'UNEW' });
  });
  await old.close();

  const database = await openSqlite(sqliteOptions(url));
  onTestFinished(() => database.close());
  const opens = await database.read((read) =>
    read.all(sql`SELECT notice_key, opens, bulk FROM outbox WHERE state = 'waiting'
      ORDER BY notice_key`),
  );
  expect(opens).toEqual([
    { notice_key: 'channel', opens: 0, bulk: 0 },
    { notice_key: 'known', opens: 0, bulk: 0 },
    { notice_key: 'unknown', opens: 1, bulk: 0 },
  ]);
  const listed = async () =>
    (await database.read((read) => listUndelivered(read, 10))).newest.map(
      ({ number, key, reason }) => [number, key, reason],
    );
  expect(await listed()).toEqual([
    ['3', 'third', 'other'],
    ['2', 'second', 'archived'],
    ['1', 'first', 'cannot-look'],
  ]);

  await database.write(async (tx) => {
    await tx.run(sql`UPDATE outbox SET holder = 'h' WHERE notice_key = 'channel'`);
    const row = { notice_key: 'channel', holder: 'h' } as OutboxRow;
    await finishFailed(tx, row, 'dead', { reason: 'given-up', detail: '' }, 30);
  });
  expect((await listed())[0]).toEqual(['4', 'channel', 'given-up']);
});
