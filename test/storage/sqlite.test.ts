// SQLite behind the storage port: the contract, and what this engine promises beyond it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import sql, { join as list, raw } from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Durability, Write } from '../../src/storage/database.ts';
import type { Connection } from '../../src/storage/sqlite/connection.ts';
import { Statements } from '../../src/storage/sqlite/statements.ts';
import { openSqlite, type SqliteDatabase } from '../../src/storage/sqlite.ts';
import { programFile } from '../support/program-file.ts';
import { freshDirectory, memoryDatabase, open, sqliteOptions } from '../support/sqlite.ts';
import { storageContract } from '../support/storage-contract.ts';
import { addOne, counting, startProgram } from '../support/storage-programs.ts';

const second = await programFile(new URL('sqlite-program.ts', import.meta.url));

storageContract({
  name: 'SQLite',
  open,
  second,
  grouping: true,
  place: async () => {
    const directory = freshDirectory();
    return { url: `file:${directory.path}/a.db`, remove: directory.remove };
  },
});

let directory: ReturnType<typeof freshDirectory>;
let file: string;
let database: SqliteDatabase;
beforeEach(async () => {
  directory = freshDirectory();
  file = join(directory.path, 'a.db');
  database = await open(`file:${file}`, counting);
});
afterEach(async () => {
  await database.close();
  directory.remove();
});

const counter = (from: SqliteDatabase) =>
  from.read((read) =>
    read.get<{ one: number; two: number }>(sql`
      SELECT (SELECT value FROM counters WHERE name = 'one') AS one,
        (SELECT value FROM counters WHERE name = 'two') AS two`),
  );

describe('a SQLite database', () => {
  const pragma = (name: string, on: 'read' | 'write' = 'write', from = database) =>
    from[on](async (tx) => Object.values((await tx.get(raw(`PRAGMA ${name}`))) ?? {})[0]);

  it('is durable: write-ahead log, every commit synchronised, foreign keys on', async () => {
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('busy_timeout')).toBeLessThanOrEqual(50);
    expect(await pragma('busy_timeout', 'read')).toBeLessThanOrEqual(50);
  });

  it('synchronises a relaxed commit only where a durable one shares it', async () => {
    const mode = async (of: SqliteDatabase, ...durabilities: Durability[]) => {
      const read = (tx: Write) => tx.get<{ synchronous: number }>(raw('PRAGMA synchronous'));
      const all = await Promise.all(durabilities.map((durability) => of.write(read, durability)));
      return all.map((row) => row?.synchronous);
    };
    expect(await mode(database, 'relaxed')).toEqual([1]);
    expect(await mode(database, 'durable')).toEqual([2]);
    expect(await mode(database, 'relaxed', 'durable', 'relaxed')).toEqual([2, 2, 2]);
    expect(await mode(database, 'relaxed', 'relaxed')).toEqual([1, 1]);
    expect(await pragma('synchronous')).toBe(2);
    const temporary = await open('file::memory:', counting);
    expect(await mode(temporary, 'relaxed', 'relaxed')).toEqual([0, 0]);
    expect(await mode(temporary, 'durable')).toEqual([0]);
  });

  it('has strict tables only', async () => {
    const loose = await database.read((read) =>
      read.all(sql`SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0
        AND name NOT LIKE 'sqlite_%'`),
    );
    expect(loose).toEqual([]);
  });

  it('reads on a connection that cannot write', async () => {
    const write = database.read((read) => read.all(sql`DELETE FROM counters RETURNING name`));
    await expect(write).rejects.toMatchObject({ kind: 'read-only' });
  });

  it('shows other programs nothing before the commit', async () => {
    const other = new Driver(file);
    const look = other.prepare("SELECT value FROM counters WHERE name = 'one'").pluck();
    const seen = await database.write(async (tx) => {
      await tx.run(sql`UPDATE counters SET value = 5`);
      return look.get();
    });
    expect([seen, look.get()]).toEqual([0, 5]);
    other.close();
  });

  it('shows one moment to a read, whatever another program commits meanwhile', async () => {
    const other = new Driver(file);
    const seen = await database.read(async (read) => {
      const query = sql`SELECT value FROM counters WHERE name = 'one'`;
      other.exec("UPDATE counters SET value = 5 WHERE name = 'one'");
      return [await read.get(query), await read.get(query)];
    });
    expect(seen).toEqual([{ value: 0 }, { value: 0 }]);
    other.close();
    expect(await counter(database)).toEqual({ one: 5, two: 0 });
  });

  it('waits, without blocking, for a lock that another program holds', async () => {
    const other = new Driver(file);
    other.exec('BEGIN IMMEDIATE');
    const sleeps: number[] = [];
    await database.close();
    const waiting = openSqlite(
      sqliteOptions(`file:${file}`, counting, {
        sleep: async (ms) => {
          sleeps.push(ms);
          if (sleeps.length === 3) other.exec('ROLLBACK');
        },
      }),
    );
    database = await waiting;
    expect(sleeps).toEqual([1, 2, 4]);
    other.close();
  });

  it('gives up after ten seconds of waiting, with a sentence', async () => {
    const other = new Driver(file);
    other.exec('BEGIN IMMEDIATE');
    let slept = 0;
    const impatient = openSqlite(
      sqliteOptions(`file:${file}`, counting, {
        sleep: async (ms) => {
          slept += ms;
        },
      }),
    );
    await expect(impatient).rejects.toThrow(
      `The database ${file} stayed locked by another program for 10 seconds.`,
    );
    expect(slept).toBeGreaterThanOrEqual(10_000);
    other.close();
  });

  it('is whole after a kill in the middle of writing, and keeps all that was answered', async () => {
    const program = startProgram('add-forever', second, `file:${file}`);
    expect(await program.said()).toBe('ready');
    let answered = 0;
    while (answered < 50) answered = Number(await program.said());
    program.kill();
    await program.ended();
    const found = await counter(database);
    expect(found?.one).toBe(found?.two);
    expect(found?.one).toBeGreaterThanOrEqual(answered);
    expect(await pragma('integrity_check')).toBe('ok');
    await addOne(database);
  });

  it('leaves one file when it is closed', async () => {
    await addOne(database);
    await database.close();
    expect(readdirSync(directory.path)).toEqual(['a.db']);
  });

  it('may be opened for reading only', async () => {
    const reading = await openSqlite(sqliteOptions(`file:${file}`, counting, { readOnly: true }));
    expect(await counter(reading)).toEqual({ one: 0, two: 0 });
    await expect(addOne(reading)).rejects.toThrow(`${file} was opened for reading only.`);
    await reading.close();
  });
});

describe('file::memory:', () => {
  it('is a temporary file, gone when it is closed', async () => {
    const memory = await memoryDatabase(counting);
    await addOne(memory);
    expect(await counter(memory)).toEqual({ one: 1, two: 1 });
    expect(existsSync(memory.path)).toBe(true);
    await memory.close();
    expect(['', '-wal', '-shm'].filter((end) => existsSync(memory.path + end))).toEqual([]);
  });

  it('is gone when the program ends without closing it', async () => {
    const program = startProgram('open-and-leave', second, 'file::memory:');
    expect(await program.said()).toBe('ready');
    const path = String(await program.said());
    expect(existsSync(path)).toBe(true);
    program.go();
    expect(await program.ended()).toBe(0);
    expect(['', '-wal', '-shm'].filter((suffix) => existsSync(path + suffix))).toEqual([]);
  });

  it('gives each opening a database of its own', async () => {
    const [a, b] = [await memoryDatabase(counting), await memoryDatabase(counting)];
    await addOne(a);
    expect(await counter(b)).toEqual({ one: 0, two: 0 });
    await a.close();
    await b.close();
  });
});

describe('the statements', () => {
  it('are prepared once for each text', () => {
    const driver = new Driver(':memory:') as unknown as Connection;
    const statements = new Statements(driver);
    const find = (a: number, b: string) => statements.of(sql`SELECT ${a} AS a, ${b} AS b`);
    expect(find(1, 'x')).toBe(find(2, 'y'));
    expect(statements.of(sql`SELECT ${1} AS a, ${2} AS c`)).not.toBe(find(1, 'x'));
    expect(statements.of(sql`SELECT ${raw('1')} AS a`)).toBe(statements.of(sql`SELECT 1 AS a`));
    expect(statements.size).toBe(3);
    driver.close();
  });

  it('give their rows names, those of a star also after another program changed the table', async () => {
    const rows = () =>
      database.read(async (read) => [
        await read.get(sql`SELECT * FROM counters WHERE name = 'one'`),
        await read.get(sql`SELECT c.* FROM counters c WHERE c.name = 'one'`),
        await read.get(
          sql`SELECT value, name AS called, 2 * 3 AS six FROM counters WHERE name = 'one'`,
        ),
      ]);
    const written = { value: 0, called: 'one', six: 6 };
    const before = { name: 'one', value: 0 };
    expect(await rows()).toEqual([before, before, written]);
    const other = new Driver(file);
    other.exec(`CREATE TABLE another (value INTEGER, more TEXT, name TEXT);
      INSERT INTO another SELECT value, 'more', name FROM counters;
      DROP TABLE counters;
      ALTER TABLE another RENAME TO counters;`);
    other.close();
    const after = { value: 0, more: 'more', name: 'one' };
    expect(await rows()).toEqual([after, after, written]);
  });

  it('do not pile up without bound where lists have many lengths', () => {
    const driver = new Driver(':memory:') as unknown as Connection;
    const statements = new Statements(driver);
    for (let length = 1; length <= 1100; length++) {
      statements.of(sql`SELECT 1 WHERE 1 IN (${list(Array(length).fill(1))})`);
    }
    expect(statements.size).toBeLessThan(1000);
    driver.close();
  });
});
