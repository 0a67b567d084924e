// The embedded engine: opens SQLite files. The driver is known here alone; the parts are in sqlite/.
import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Driver from 'better-sqlite3';
import type { Instant } from '../kernel/time.ts';
import type { Database, Write } from './database.ts';
import { assertOrdered, migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import type { Connect, Connection, EventLoop } from './sqlite/connection.ts';
import { backupTo, type Restoring, restoreFile } from './sqlite/copies.ts';
import { busyTimeout, codeOf, failure, patiently } from './sqlite/failures.ts';
import { assertNewest, assertNotForeign, words } from './sqlite/ours.ts';
import { Reader } from './sqlite/reader.ts';
import { removeAtExit } from './sqlite/temporary.ts';
import { Writer } from './sqlite/writer.ts';
import { StorageError } from './storage-error.ts';

export interface SqliteOptions extends EventLoop {
  /** `file:PATH`, relative to the working directory, or `file::memory:`. */
  readonly url: string;
  /** In the order of their numbers. */
  readonly migrations: readonly Migration[];
  /** Noted beside each migration that is applied now; UTC milliseconds. */
  readonly appliedAt: Instant;
  /** Where a `file::memory:` database may lie: a fresh path, removed at close and at exit. */
  readonly tempFile: () => string;
  /** Opens an existing database of exactly this version and refuses every write. */
  readonly readOnly?: boolean;
  /** Told after each group of decisions how many of them are durable now. */
  readonly onCommit?: (decisions: number) => void;
}

export interface SqliteDatabase extends Database {
  /** The absolute path of the file. */
  readonly path: string;
  /** The numbers of the migrations that opening it applied. */
  readonly migrated: readonly number[];
  /**
   * Copies the database as it is now to a file of its own, while reads and writes go on. Refuses with kind `exists` where the path is taken, `missing`
   * where its directory is.
   */
  backup(toPath: string): Promise<void>;
}

const memory = ':memory:';
/** A rush writes some thousand pages: until there are so many, none of its commits stops to bring them into the file. */
const pagesBeforeCheckpoint = 4000;
/** Of each connection: the inner pages of a long history's indexes, and the talks of a season. */
const cacheKiB = 8 * 1024;

const connect: Connect = (path, access) =>
  new Driver(path, {
    timeout: busyTimeout,
    readonly: access === 'read',
    fileMustExist: access !== 'create',
  }) as unknown as Connection;

/**
 * Opens the database, creates it and its directory where they are missing, and migrates it to the newest version, all migrations or none. Throws a
 * StorageError whose message is a sentence for the operator: kinds `url`, `directory`, `read-only`, `full`, `foreign`, `damaged`, `newer`, `older`,
 * `missing`, `busy`, `io`.
 */
export async function openSqlite(options: SqliteOptions): Promise<SqliteDatabase> {
  assertOrdered(options.migrations);
  const temporary = placeOf(options.url) === memory;
  const path = temporary ? resolve(options.tempFile()) : resolve(placeOf(options.url));
  const forget = temporary ? removeAtExit(path) : undefined;
  try {
    return await open(path, options, forget);
  } catch (error) {
    throw failure(error, path);
  }
}

/**
 * Puts the database at `from` in the place of the one at `to`, whole or not at all. Refuses with kind `in-use` while any connection has the target open, and
 * where `from` is `missing`, `foreign`, `damaged` or `newer`. `amend` may change the copy, migrated to the newest version, before it takes its place.
 */
export async function restoreSqlite(
  from: string,
  to: string,
  options: Omit<SqliteOptions, 'url' | 'readOnly'>,
  amend?: (database: SqliteDatabase) => Promise<void>,
): Promise<void> {
  const restoring: Restoring = {
    connect,
    loop: options,
    migrations: options.migrations,
    async prepare(path) {
      const database = await openSqlite({ ...options, url: `file:${path}` });
      try {
        await amend?.(database);
      } finally {
        await database.close();
      }
    },
  };
  await restoreFile(resolve(from), resolve(to), restoring);
}

/** The path that a url names; refuses other urls with kind `url`. */
export function placeOf(url: string): string {
  const path = /^file:(?:\/\/(?=\/))?(.+)$/.exec(url)?.[1];
  if (path === undefined) {
    throw new StorageError(
      'url',
      `"${url}" names no database file; write file:PATH or file::memory:.`,
    );
  }
  return path;
}

async function open(
  path: string,
  options: SqliteOptions,
  forget: (() => void) | undefined,
): Promise<SqliteDatabase> {
  prepareFile(path, options.readOnly === true);
  const opened: Connection[] = [];
  const closeAll = () => {
    for (const connection of opened.splice(0).reverse()) connection.close();
    forget?.();
  };
  try {
    const writing = options.readOnly
      ? undefined
      : await openForWriting(path, forget !== undefined, options, opened);
    const writer =
      writing && new Writer(writing, { ...options, path, temporary: forget !== undefined });
    const migrated = (await writer?.write((tx) => migrateOurs(tx, path, options))) ?? [];
    advise(writing, 'optimize');
    const reading = connect(path, 'read');
    opened.push(reading);
    advise(reading, `cache_size = -${cacheKiB}`);
    const reader = new Reader(reading, path, options);
    await reader.read((read) => assertNewest(read, options.migrations, path));
    return assemble(path, migrated, reader, writer, () => {
      advise(writing, 'wal_checkpoint(TRUNCATE)');
      closeAll();
    });
  } catch (error) {
    closeAll();
    throw error;
  }
}

function prepareFile(path: string, mustExist: boolean): void {
  if (!mustExist) mkdirSync(dirname(path), { recursive: true });
  const found = statSync(path, { throwIfNoEntry: mustExist });
  if (found?.isDirectory()) {
    throw new StorageError('directory', `${path} is a directory; name a file in it.`);
  }
  // Never opens a file that is there: closing it would drop the locks that this program holds on it (POSIX).
  if (found === undefined) closeSync(openSync(path, 'a'));
  else if (!mustExist) accessSync(path, constants.W_OK);
}

/** A connection that holds its lock on the file that bears the name now, though a restore may replace it in between. */
async function openForWriting(
  path: string,
  temporary: boolean,
  options: SqliteOptions,
  opened: Connection[],
): Promise<Connection> {
  for (;;) {
    const before = statSync(path).ino;
    const connection = connect(path, 'write');
    opened.push(connection);
    try {
      await patiently(() => setUp(connection, temporary, path), options.sleep, path);
      if (statSync(path).ino === before) return connection;
    } catch (error) {
      if (codeOf(error) !== 'SQLITE_READONLY_DBMOVED') throw error;
    }
    opened.pop();
    connection.close();
  }
}

function setUp(connection: Connection, temporary: boolean, path: string): void {
  if (connection.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
    throw new StorageError(
      'io',
      `The disk of ${path} lacks what a database for several readers needs (WAL).`,
    );
  }
  // Nothing of a temporary database outlives the program, so it need not wait for the disk.
  connection.pragma(`synchronous = ${temporary ? 'OFF' : 'FULL'}`);
  connection.pragma('foreign_keys = ON');
  // Each decision of a group is a savepoint, which keeps the pages that it changes as they were: past 64 KiB in a file, unless told otherwise.
  connection.pragma('temp_store = MEMORY');
  connection.pragma(`wal_autocheckpoint = ${pagesBeforeCheckpoint}`);
  connection.pragma(`cache_size = -${cacheKiB}`);
  connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get([]);
}

/** For speed or room alone: another program at work may hinder it, and nothing depends on it. */
function advise(connection: Connection | undefined, pragma: string): void {
  try {
    connection?.pragma(pragma);
  } catch {
    // The next one to open or close the database does it.
  }
}

async function migrateOurs(
  tx: Write,
  path: string,
  options: SqliteOptions,
): Promise<readonly number[]> {
  await assertNotForeign(tx, path);
  return migrate(tx, options.migrations, words, options.appliedAt, path);
}

function assemble(
  path: string,
  migrated: readonly number[],
  reader: Reader,
  writer: Writer | undefined,
  end: () => void,
): SqliteDatabase {
  const backups = new Set<Promise<void>>();
  let closing: Promise<void> | undefined;
  const refusal = (): StorageError | undefined =>
    closing && new StorageError('closed', `The database ${path} is closed.`);
  const finish = async () => {
    await Promise.allSettled([writer?.idle(), reader.idle(), ...backups]);
    end();
  };
  return {
    path,
    migrated,
    read(body) {
      const refused = refusal();
      return refused ? Promise.reject(refused) : reader.read(body);
    },
    write(body, durability) {
      const refused =
        refusal() ??
        (writer
          ? undefined
          : new StorageError('read-only', `${path} was opened for reading only.`));
      return refused || !writer ? Promise.reject(refused) : writer.write(body, durability);
    },
    async backup(toPath) {
      const refused = refusal();
      if (refused) throw refused;
      const copy = backupTo(connect, path, resolve(toPath));
      backups.add(copy);
      await copy.finally(() => backups.delete(copy));
    },
    close() {
      closing ??= finish();
      return closing;
    },
  };
}
