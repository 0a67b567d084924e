// Backups while the program runs, and restores that never hit a running one.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Migration } from '../../src/storage/migration.ts';
import { openSqlite, restoreSqlite, type SqliteDatabase } from '../../src/storage/sqlite.ts';
import { programFile } from '../support/program-file.ts';
import { freshDirectory, open, sqliteOptions } from '../support/sqlite.ts';
import { addOne, counting, startProgram } from '../support/storage-programs.ts';

const second = await programFile(new URL('sqlite-program.ts', import.meta.url));
const { url: _, ...options } = sqliteOptions('', counting);
const later: Migration = {
  number: 20,
  name: 'later',
  sql: 'CREATE TABLE later (id int PRIMARY KEY)',
};

let directory: ReturnType<typeof freshDirectory>;
let file: string;
let copy: string;
let database: SqliteDatabase;
beforeEach(async () => {
  directory = freshDirectory();
  file = join(directory.path, 'a.db');
  copy = join(directory.path, 'copy.db');
  database = await open(`file:${file}`, counting);
});
afterEach(async () => {
  await database.close();
  directory.remove();
});

const value = (from: SqliteDatabase) =>
  from.read(async (read) => {
    const query = sql`SELECT value FROM counters WHERE name = 'one'`;
    return (await read.get<{ value: number }>(query))?.value;
  });
const valueAt = async (path: string) => {
  const found = await open(`file:${path}`, counting);
  const result = await value(found);
  await found.close();
  return result;
};

describe('a backup', () => {
  it('is one whole file that stands for itself', async () => {
    await addOne(database);
    await database.backup(copy);
    expect(readdirSync(directory.path).filter((name) => name.startsWith('copy'))).toEqual([
      'copy.db',
    ]);
    const driver = new Driver(copy, { readonly: true });
    expect(driver.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(driver.pragma('journal_mode', { simple: true })).toBe('delete');
    expect(driver.prepare("SELECT value FROM counters WHERE name = 'one'").get()).toEqual({
      value: 1,
    });
    driver.close();
  });

  it('holds one moment while this and another program go on writing', async () => {
    await database.write(async (tx) => {
      const content = new Uint8Array(4000);
      for (let i = 0; i < 2000; i++) {
        await tx.run(sql`INSERT INTO notes (content) VALUES (${content})`);
      }
    });
    const program = startProgram('add-forever', second, `file:${file}`);
    expect(await program.said()).toBe('ready');
    await program.said();
    let done = false;
    const backup = database.backup(copy).finally(() => {
      done = true;
    });
    let written = 0;
    while (!done) {
      await addOne(database);
      written += 1;
    }
    await backup;
    program.kill();
    await program.ended();
    const driver = new Driver(copy, { readonly: true });
    const [one, two] = driver.prepare('SELECT value FROM counters ORDER BY name').pluck().all();
    driver.close();
    expect(written).toBeGreaterThan(0);
    expect(one).toBe(two);
  });

  it('never replaces a file', async () => {
    writeFileSync(copy, 'a letter');
    await expect(database.backup(copy)).rejects.toMatchObject({
      kind: 'exists',
      message: `${copy} exists already; name a new file.`,
    });
    expect(readFileSync(copy, 'utf8')).toBe('a letter');
  });

  it('names the directory that is missing', async () => {
    await expect(database.backup(join(directory.path, 'no', 'copy.db'))).rejects.toMatchObject({
      kind: 'missing',
      message: `There is no directory ${join(directory.path, 'no')}.`,
    });
  });

  it('is waited for when the database closes', async () => {
    const backup = database.backup(copy);
    await database.close();
    await backup;
    expect(await valueAt(copy)).toBe(0);
    await expect(database.backup(copy)).rejects.toMatchObject({ kind: 'closed' });
  });
});

describe('a restore', () => {
  beforeEach(async () => {
    await addOne(database);
    await database.backup(copy);
    await addOne(database);
  });
  const inUse = () => ({
    kind: 'in-use',
    message: `The database ${file} is open in a running program; stop it, then restore again.`,
  });

  it('puts the copy in place of the database, and leaves nothing beside it', async () => {
    await database.close();
    await restoreSqlite(copy, file, options);
    expect(readdirSync(directory.path).sort()).toEqual(['a.db', 'copy.db']);
    expect(await valueAt(file)).toBe(1);
    expect(await valueAt(copy)).toBe(1);
  });

  it('is refused while this program has the database open', async () => {
    await expect(restoreSqlite(copy, file, options)).rejects.toMatchObject(inUse());
    await addOne(database);
    expect(await value(database)).toBe(3);
  });

  it('is refused while another program has it open, however idle', async () => {
    await database.close();
    const program = startProgram('hold-open', second, `file:${file}`);
    expect(await program.said()).toBe('ready');
    expect(await program.said()).toBe(file);
    await expect(restoreSqlite(copy, file, options)).rejects.toMatchObject(inUse());
    expect(existsSync(`${file}.restoring`)).toBe(false);
    program.go();
    expect(await program.ended()).toBe(0);
    await restoreSqlite(copy, file, options);
    expect(await valueAt(file)).toBe(1);
  });

  it('goes ahead after a killed program, whose log does not reach the new database', async () => {
    await database.close();
    const program = startProgram('add-forever', second, `file:${file}`);
    expect(await program.said()).toBe('ready');
    expect(await program.said()).toBe('1');
    program.kill();
    await program.ended();
    expect(existsSync(`${file}-wal`)).toBe(true);
    await restoreSqlite(copy, file, options);
    expect(await valueAt(file)).toBe(1);
  });

  it('keeps a program out that opens the database meanwhile, and lets it in to the new one', async () => {
    await database.close();
    let opening: Promise<SqliteDatabase> | undefined;
    await restoreSqlite(copy, file, options, async (restored) => {
      await addOne(restored);
      opening = openSqlite(sqliteOptions(`file:${file}`, counting));
    });
    database = (await opening) as SqliteDatabase;
    expect(await value(database)).toBe(2);
    await addOne(database);
    await database.close();
    expect(await valueAt(file)).toBe(3);
  });

  it('changes nothing where the amendment fails', async () => {
    await database.close();
    const restore = restoreSqlite(copy, file, options, async () => {
      throw new Error('changed its mind');
    });
    await expect(restore).rejects.toThrow('changed its mind');
    expect(await valueAt(file)).toBe(2);
    expect(readdirSync(directory.path).sort()).toEqual(['a.db', 'copy.db']);
  });

  it('migrates an older copy on its way', async () => {
    await database.close();
    await restoreSqlite(copy, file, { ...options, migrations: [...counting, later] });
    const newer = await open(`file:${file}`, [...counting, later]);
    expect(newer.migrated).toEqual([]);
    await newer.close();
  });

  it('makes the database and its directory where there is none', async () => {
    const fresh = join(directory.path, 'new', 'b.db');
    await restoreSqlite(copy, fresh, options);
    expect(await valueAt(fresh)).toBe(1);
  });

  it.each<[string, string, (path: string) => void, (path: string) => string]>([
    ['is not there', 'missing', () => undefined, (path) => `There is no file ${path}.`],
    [
      'is no database',
      'foreign',
      (path) => writeFileSync(path, 'a letter '.repeat(1000)),
      (path) => `${path} is not a database.`,
    ],
    [
      'is empty',
      'foreign',
      (path) => writeFileSync(path, ''),
      (path) => `${path} is a database of another program.`,
    ],
    [
      'is a directory',
      'directory',
      (path) => mkdirSync(path),
      (path) => `${path} is a directory; name a file in it.`,
    ],
    [
      'belongs to another program',
      'foreign',
      (path) => {
        const driver = new Driver(path);
        driver.exec('CREATE TABLE recipes (id INTEGER)');
        driver.close();
      },
      (path) => `${path} is a database of another program.`,
    ],
    [
      'comes from a newer program',
      'newer',
      (path) => {
        const driver = new Driver(copy);
        driver.exec(`INSERT INTO migrations VALUES (20, 'later', 0)`);
        driver.close();
        writeFileSync(path, readFileSync(copy));
      },
      (path) =>
        `The database ${path} is at version 20, but this program knows versions up to 10 only; start a newer version of the program.`,
    ],
  ])('is refused where the copy %s', async (_, kind, make, message) => {
    await database.close();
    const bad = join(directory.path, 'bad.db');
    make(bad);
    await expect(restoreSqlite(bad, file, options)).rejects.toMatchObject({
      kind,
      message: message(bad),
    });
    expect(await valueAt(file)).toBe(2);
  });

  it('is refused where the copy is damaged', async () => {
    const bytes = readFileSync(copy);
    bytes.fill(0xff, 4096 + 100, 2 * 4096 + 200);
    const bad = join(directory.path, 'bad.db');
    writeFileSync(bad, bytes);
    await database.close();
    await expect(restoreSqlite(bad, file, options)).rejects.toMatchObject({ kind: 'damaged' });
    expect(await valueAt(file)).toBe(2);
  });

  it('is refused where the target is no database, and leaves it', async () => {
    const letter = join(directory.path, 'letter.txt');
    writeFileSync(letter, 'a letter '.repeat(1000));
    await expect(restoreSqlite(copy, letter, options)).rejects.toMatchObject({
      kind: 'damaged',
      message: `${letter} is damaged or not a database; move it away, then restore again.`,
    });
    expect(readFileSync(letter, 'utf8')).toContain('a letter');
  });
});
