// What the worker asks of the outbox again and again is answered by an index, however long the outbox is.
import Driver from 'better-sqlite3';
import type { Sql } from 'sql-template-tag';
import { expect, it, onTestFinished } from 'vitest';
import { enqueue } from '../../src/delivery/outbox.ts';
import { holdsAt } from '../../src/delivery/pacing.ts';
import { reportDelivery } from '../../src/delivery/report.ts';
import { dropUseless, prune } from '../../src/delivery/retention.ts';
import {
  claimRow,
  finishSent,
  markUnderWay,
  nextTryAt,
  type OutboxRow,
  readyKeys,
  releaseRow,
  remainsToSend,
} from '../../src/delivery/rows.ts';
import type { Row, Write } from '../../src/storage/database.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { freshDirectory, sqliteOptions } from '../support/sqlite.ts';
import { note } from './stage.ts';

const station = { platform: 'web', workspace: '' } as const;
const now = { series: 1_000, machine: 1_000 };
const row = {
  notice_key: 'k',
  lane: 'web||C1',
  holder: 'h',
  opens: 1,
  slot: null,
} as OutboxRow;

const asked: Readonly<Record<string, (tx: Write) => Promise<unknown>>> = {
  'what is ready': (tx) => readyKeys(tx, station, now, 8, { open: true, look: true }),
  'what is ready, openings and looks held': (tx) =>
    readyKeys(tx, station, now, 8, { open: false, look: false }),
  'when to try next': (tx) => nextTryAt(tx, station, now),
  'what is held': (tx) => holdsAt(tx, now.machine),
  'claiming one': (tx) => claimRow(tx, 'k', 'h', 'p', now.machine),
  'marking one': (tx) => markUnderWay(tx, row, 'C1', now.machine),
  'giving one back': (tx) =>
    releaseRow(tx, row, { state: 'waiting', notBefore: 0, holdsLane: true, detail: '' }),
  'finishing one': (tx) => finishSent(tx, row, 'C1', 'm1', now.series),
  'leaving one': (tx) => enqueue(tx, note('x'), now.series),
  'whether something remains': (tx) => remainsToSend(tx, station, now),
  'what is useless': (tx) => dropUseless(tx, now),
  pruning: (tx) => prune(tx, now, 200),
};

/** What a body asks, and nothing is answered. */
async function queriesOf(body: (tx: Write) => Promise<unknown>): Promise<readonly Sql[]> {
  const queries: Sql[] = [];
  const keep = <T>(query: Sql, answer: T) => {
    queries.push(query);
    return Promise.resolve(answer);
  };
  await body({
    all: <T = Row>(query: Sql) => keep<readonly T[]>(query, []),
    get: <T = Row>(query: Sql) => keep<T | undefined>(query, undefined),
    run: (query) => keep(query, 1),
  });
  return queries;
}

async function open(): Promise<Driver.Database> {
  const directory = freshDirectory();
  onTestFinished(directory.remove);
  const path = `${directory.path}/plans.db`;
  await (await openSqlite(sqliteOptions(`file:${path}`))).close();
  const db = new Driver(path);
  onTestFinished(() => {
    db.close();
  });
  return db;
}

const planOf = (db: Driver.Database, query: Sql): readonly string[] =>
  db
    .prepare(`EXPLAIN QUERY PLAN ${query.sql}`)
    .all(...query.values)
    .map((step) => (step as { detail: string }).detail);

it.each(Object.entries(asked))('%s walks over no table', async (_, body) => {
  const db = await open();
  const plans = (await queriesOf(body)).map((query) => planOf(db, query));
  expect(plans.length).toBeGreaterThan(0);
  const walks = plans.flat().filter((step) => /^SCAN (?!CONSTANT ROW)/.test(step));
  expect(walks).toEqual([]);
  expect(plans.flat().filter((step) => /TEMP B-TREE/.test(step))).toEqual([]);
});

it('a walk would be seen', async () => {
  const db = await open();
  const [query] = await queriesOf((tx) => reportDelivery(tx, now.series));
  expect(planOf(db, query as Sql).join()).toMatch(/SCAN outbox/);
});
