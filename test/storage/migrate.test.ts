// From nothing, or from an older version with rows in it, to the newest version: all of it or nothing.
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Migration } from '../../src/storage/migration.ts';
import { migrations as ours } from '../../src/storage/migrations/index.ts';
import { openSqlite, type SqliteDatabase } from '../../src/storage/sqlite.ts';
import { programFile } from '../support/program-file.ts';
import { freshDirectory, sqliteOptions } from '../support/sqlite.ts';
import { counting, startProgram } from '../support/storage-programs.ts';

const second = await programFile(new URL('sqlite-program.ts', import.meta.url));
const appliedAt = Date.UTC(2019, 6, 1);
const talks: Migration = {
  number: 10,
  name: 'talks',
  sql: 'CREATE TABLE talks (id int PRIMARY KEY, title text NOT NULL)',
};
const rooms: Migration = {
  number: 20,
  name: 'rooms',
  sql: `ALTER TABLE talks ADD COLUMN room text;
    UPDATE talks SET room = 'unknown'`,
};
const broken: Migration = {
  number: 30,
  name: 'broken',
  sql: 'CREATE TABLE guests (id int PRIMARY KEY); CREATE TABLE guests (id int PRIMARY KEY)',
};

let directory: ReturnType<typeof freshDirectory>;
let file: string;
const opened: SqliteDatabase[] = [];
beforeEach(() => {
  directory = freshDirectory();
  file = join(directory.path, 'a.db');
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  directory.remove();
});

async function openWith(migrations: readonly Migration[], readOnly = false) {
  const database = await openSqlite(
    sqliteOptions(`file:${file}`, migrations, { appliedAt, readOnly }),
  );
  opened.push(database);
  return database;
}
const history = (database: SqliteDatabase) =>
  database.read((read) =>
    read.all(sql`SELECT number, name, applied_at FROM migrations ORDER BY number`),
  );

describe('migrating', () => {
  it('brings an empty database to the newest version, and says so', async () => {
    const database = await openWith(ours);
    expect(database.migrated).toEqual(ours.map((migration) => migration.number));
    expect(await history(database)).toEqual(
      ours.map(({ number, name }) => ({ number, name, applied_at: appliedAt })),
    );
  });

  it('does nothing the second time', async () => {
    const before = await history(await openWith(ours));
    await opened.pop()?.close();
    const again = await openWith(ours);
    expect(again.migrated).toEqual([]);
    expect(await history(again)).toEqual(before);
  });

  it('keeps the rows of an older version', async () => {
    const old = await openWith([talks]);
    await old.write((tx) =>
      tx.run(sql`INSERT INTO talks (id, title) VALUES (9, 'Tracking at 40 MHz')`),
    );
    await opened.pop()?.close();
    const database = await openWith([talks, rooms]);
    expect(database.migrated).toEqual([20]);
    expect(await database.read((read) => read.all(sql`SELECT * FROM talks`))).toEqual([
      { id: 9, title: 'Tracking at 40 MHz', room: 'unknown' },
    ]);
  });

  it('applies all that is due or nothing', async () => {
    await (await openWith([talks])).close();
    await expect(openWith([talks, rooms, broken])).rejects.toThrow('guests already exists');
    const database = await openWith([talks, rooms]);
    expect(database.migrated).toEqual([20]);
  });

  it('lets two programs start at once: one migrates, both serve', async () => {
    const programs = [1, 2].map(() => startProgram('add', second, `file:${file}`, 8));
    for (const program of programs) expect(await program.said()).toBe('ready');
    for (const program of programs) program.go();
    for (const program of programs) expect(await program.ended()).toBe(0);
    const database = await openWith(counting);
    expect(await history(database)).toHaveLength(1);
    expect(
      await database.read((read) => read.get(sql`SELECT value FROM counters WHERE name = 'one'`)),
    ).toEqual({ value: 16 });
  });

  it('lets two databases of one program start at once', async () => {
    const both = await Promise.all([openWith(ours), openWith(ours)]);
    expect(both.flatMap((database) => database.migrated)).toEqual(
      ours.map((migration) => migration.number),
    );
  });

  it('refuses a database that a newer program made, and changes nothing', async () => {
    await (await openWith([talks, rooms])).close();
    await expect(openWith([talks])).rejects.toMatchObject({
      kind: 'newer',
      message: `The database ${file} is at version 20, but this program knows versions up to 10 only; start a newer version of the program.`,
    });
    expect((await openWith([talks, rooms])).migrated).toEqual([]);
  });

  it('refuses to read an older database without migrating it', async () => {
    await (await openWith([talks])).close();
    await expect(openWith([talks, rooms], true)).rejects.toMatchObject({
      kind: 'older',
      message: `The database ${file} is at version 10, but this program needs version 20; start the program once, or migrate it.`,
    });
  });

  it('leaves a database of another program alone', async () => {
    const other = new Driver(file);
    other.exec('CREATE TABLE recipes (id INTEGER)');
    other.close();
    await expect(openWith(ours)).rejects.toMatchObject({
      kind: 'foreign',
      message: `${file} is a database of another program.`,
    });
  });

  it('refuses a list that is out of order', async () => {
    await expect(openWith([rooms, talks])).rejects.toThrow('migration 10 must come before 20');
    await expect(openWith([talks, talks])).rejects.toThrow('migration 10 must come before 10');
  });

  it('has numbers that grow and a name each', () => {
    const numbers = ours.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(new Set(ours.map(({ name }) => name)).size).toBe(ours.length);
  });
});
