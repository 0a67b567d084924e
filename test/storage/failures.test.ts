// Every way in which the disk can fail the operator, and the one sentence for it.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../src/storage/sqlite/failures.ts';
import { openSqlite, placeOf } from '../../src/storage/sqlite.ts';
import { StorageError, type StorageErrorKind } from '../../src/storage/storage-error.ts';
import { freshDirectory, open, sqliteOptions } from '../support/sqlite.ts';
import { counting } from '../support/storage-programs.ts';

let directory: ReturnType<typeof freshDirectory>;
beforeEach(() => {
  directory = freshDirectory();
});
afterEach(() => directory.remove());

const refusal = (path: string, readOnly = false) =>
  openSqlite(sqliteOptions(`file:${path}`, counting, { readOnly })).then(
    () => 'opened',
    (error: StorageError) => `${error.kind}: ${error.message}`,
  );

/** The superuser may write everywhere; so that the rights count, it becomes nobody for a moment. */
async function asNobody<T>(deed: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return deed();
  process.seteuid?.(65_534);
  try {
    return await deed();
  } finally {
    process.seteuid?.(0);
  }
}

describe('opening', () => {
  it('creates the directory that is missing', async () => {
    const database = await open(`file:${directory.path}/var/deep/a.db`, counting);
    expect(database.path).toBe(join(directory.path, 'var/deep/a.db'));
    await database.close();
  });

  it('takes the place of a directory for what it is', async () => {
    expect(await refusal(directory.path)).toBe(
      `directory: ${directory.path} is a directory; name a file in it.`,
    );
  });

  it('names a file that stands in the way', async () => {
    writeFileSync(join(directory.path, 'var'), '');
    const path = join(directory.path, 'var', 'a.db');
    expect(await refusal(path)).toBe(
      `directory: ${path} cannot be created: a part of its path is a file.`,
    );
  });

  it('refuses a file that is no database', async () => {
    const path = join(directory.path, 'letter.txt');
    writeFileSync(path, 'a letter '.repeat(1000));
    expect(await refusal(path)).toBe(`foreign: ${path} is not a database.`);
  });

  it('refuses to read what is not there', async () => {
    const path = join(directory.path, 'none.db');
    expect(await refusal(path, true)).toBe(`missing: There is no file ${path}.`);
  });

  it.runIf(process.platform === 'linux')('names a directory that may not be written', async () => {
    const path = join(directory.path, 'a.db');
    const sentence = `read-only: ${path} cannot be written: the disk, its directory or the file is read-only.`;
    chmodSync(directory.path, 0o555);
    expect(await asNobody(() => refusal(path))).toBe(sentence);
    chmodSync(directory.path, 0o755);
    await (await open(`file:${path}`, counting)).close();
    chmodSync(path, 0o444);
    expect(await asNobody(() => refusal(path))).toBe(sentence);
  });

  // The system directory of processes takes no new entries, not even from the superuser.
  it.runIf(process.platform === 'linux')('names a place that takes no files', async () => {
    expect(await refusal('/proc/a.db')).toMatch(/^(missing|read-only): .*\/proc\/a\.db/);
  });
});

describe('the url', () => {
  it.each([
    ['file:var/a.db', 'var/a.db'],
    ['file:/srv/a.db', '/srv/a.db'],
    ['file:///srv/a.db', '/srv/a.db'],
    ['file::memory:', ':memory:'],
  ])('%s names %s', (url, path) => {
    expect(placeOf(url)).toBe(path);
  });

  it.each(['', 'file:', 'var/a.db', 'mysql://host/a'])('"%s" names nothing', (url) => {
    expect(() => placeOf(url)).toThrow(
      `"${url}" names no database file; write file:PATH or file::memory:.`,
    );
  });
});

describe('a full disk', () => {
  it('fails every decision of the group with one sentence, and keeps what was there', async () => {
    mkdirSync(join(directory.path, 'var'));
    const path = join(directory.path, 'var', 'a.db');
    const database = await open(`file:${path}`, counting);
    const fill = database.write(async (tx) => {
      await tx.get(sql`PRAGMA max_page_count = 12`);
      const content = new Uint8Array(4000);
      for (let i = 0; i < 20; i++)
        await tx.run(sql`INSERT INTO notes (content) VALUES (${content})`);
    });
    await expect(fill).rejects.toMatchObject({
      kind: 'full',
      message: `The disk that holds ${path} is full; nothing was changed.`,
    });
    await database.write((tx) => tx.run(sql`UPDATE counters SET value = 1`));
    expect(await database.read((read) => read.all(sql`SELECT id FROM notes`))).toEqual([]);
    await database.close();
  });
});

describe('the failures of the engine and of the file system', () => {
  it.each<[string, StorageErrorKind, string]>([
    ['SQLITE_BUSY', 'busy', 'The database a.db is locked by another program; try again later.'],
    ['SQLITE_FULL', 'full', 'The disk that holds a.db is full; nothing was changed.'],
    ['ENOSPC', 'full', 'The disk that holds a.db is full; nothing was changed.'],
    [
      'SQLITE_READONLY_DBMOVED',
      'read-only',
      'a.db cannot be written: the disk, its directory or the file is read-only.',
    ],
    [
      'EROFS',
      'read-only',
      'a.db cannot be written: the disk, its directory or the file is read-only.',
    ],
    [
      'EACCES',
      'read-only',
      'a.db cannot be written: the disk, its directory or the file is read-only.',
    ],
    ['SQLITE_NOTADB', 'foreign', 'a.db is not a database.'],
    ['SQLITE_CORRUPT_VTAB', 'damaged', 'The database a.db is damaged; restore a backup.'],
    ['EISDIR', 'directory', 'a.db is a directory; name a file in it.'],
    [
      'SQLITE_CANTOPEN',
      'io',
      'The database a.db cannot be opened; check the rights on it and its directory.',
    ],
    ['SQLITE_IOERR_FSYNC', 'io', 'Reading or writing a.db failed (SQLITE_IOERR_FSYNC).'],
    [
      'SQLITE_CONSTRAINT_UNIQUE',
      'constraint',
      'The database refused a change: what the driver says.',
    ],
  ])('%s is told as %s', (code, kind, message) => {
    const cause = Object.assign(new Error('what the driver says'), { code });
    const told = failure(cause, 'a.db');
    expect(told).toBeInstanceOf(StorageError);
    expect(told).toMatchObject({ kind, message, cause });
  });

  it('any other failure comes back as it is', () => {
    const bug = new TypeError('a mistake of ours');
    expect(failure(bug, 'a.db')).toBe(bug);
  });
});
