// Copies of a database: a backup while it runs, and a restore in its place.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Migration } from '../migration.ts';
import { StorageError } from '../storage-error.ts';
import type { Connect, Connection, EventLoop } from './connection.ts';
import { codeOf, failure, isBusy } from './failures.ts';
import { assertRestorable } from './ours.ts';
import { Reader } from './reader.ts';
import { removeDatabaseFiles, removeJournals } from './temporary.ts';

/** Copies the database at `path`, whoever writes to it meanwhile, to a single file that stands for itself. */
export async function backupTo(connect: Connect, path: string, toPath: string): Promise<void> {
  reserve(toPath);
  const part = `${toPath}.part`;
  try {
    await copy(connect, path, part);
    finish(connect, part);
    renameSync(part, toPath);
    syncDirectory(toPath);
  } catch (error) {
    removeDatabaseFiles(part);
    rmSync(toPath, { force: true });
    throw failure(error, toPath);
  }
}

export interface Restoring {
  readonly connect: Connect;
  readonly loop: EventLoop;
  readonly migrations: readonly Migration[];
  /** Migrates the copy and amends it. */
  readonly prepare: (path: string) => Promise<void>;
}

/** Puts a copy of the database at `from` in the place of the one at `to`. */
export async function restoreFile(from: string, to: string, restoring: Restoring): Promise<void> {
  const { connect } = restoring;
  await inspect(from, restoring);
  const created = !existsSync(to);
  const part = `${to}.restoring`;
  let alone: Connection | undefined;
  let done = false;
  try {
    mkdirSync(dirname(to), { recursive: true });
    alone = holdAlone(connect, to);
    removeDatabaseFiles(part);
    await copy(connect, from, part);
    await restoring.prepare(part);
    finish(connect, part);
    // The old database is empty of journals now, but a log without its database would be taken for the new one's.
    removeJournals(to);
    renameSync(part, to);
    done = true;
    syncDirectory(to);
  } catch (error) {
    throw failure(error, to);
  } finally {
    alone?.close();
    if (!done) {
      removeDatabaseFiles(part);
      if (created && alone !== undefined) removeDatabaseFiles(to);
    }
  }
}

async function inspect(from: string, { connect, loop, migrations }: Restoring): Promise<void> {
  let source: Connection | undefined;
  try {
    if (statSync(from).isDirectory()) {
      throw new StorageError('directory', `${from} is a directory; name a file in it.`);
    }
    source = connect(from, 'read');
    const reader = new Reader(source, from, loop);
    await reader.read((read) => assertRestorable(read, migrations, from));
    assertWhole(source, from);
  } catch (error) {
    throw failure(error, from);
  } finally {
    source?.close();
  }
}

/**
 * In WAL mode every connection that ever read keeps a read lock on the file, idle or not; leaving that mode needs the file alone and so fails while
 * anyone has it open. The exclusive transaction then keeps newcomers out until the file is replaced; they notice that and open again.
 */
function holdAlone(connect: Connect, to: string): Connection {
  let connection: Connection | undefined;
  try {
    connection = connect(to, 'create');
    connection.pragma('journal_mode = DELETE');
    connection.exec('BEGIN EXCLUSIVE');
    return connection;
  } catch (error) {
    connection?.close();
    if (isBusy(error)) {
      throw new StorageError(
        'in-use',
        `The database ${to} is open in a running program; stop it, then restore again.`,
        error,
      );
    }
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error))) {
      throw new StorageError(
        'damaged',
        `${to} is damaged or not a database; move it away, then restore again.`,
        error,
      );
    }
    throw error;
  }
}

/** One snapshot, held while the copy is made: without it every change by another connection would start the copy anew. */
async function copy(connect: Connect, path: string, part: string): Promise<void> {
  const source = connect(path, 'read');
  try {
    source.exec('BEGIN');
    source.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get([]);
    await source.backup(part);
  } finally {
    source.close();
  }
}

/** Leaves the copy whole, on disk, and in one file. */
function finish(connect: Connect, part: string): void {
  const connection = connect(part, 'write');
  try {
    connection.pragma('journal_mode = DELETE');
    assertWhole(connection, part);
  } finally {
    connection.close();
  }
  sync(part);
}

function assertWhole(connection: Connection, path: string): void {
  if (connection.pragma('integrity_check', { simple: true }) !== 'ok') {
    throw new StorageError('damaged', `The database ${path} is damaged; take another copy.`);
  }
}

function reserve(toPath: string): void {
  try {
    closeSync(openSync(toPath, 'wx'));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      throw new StorageError('exists', `${toPath} exists already; name a new file.`, error);
    }
    if (codeOf(error) === 'ENOENT') {
      throw new StorageError('missing', `There is no directory ${dirname(toPath)}.`, error);
    }
    throw failure(error, toPath);
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncDirectory(path: string): void {
  sync(dirname(path));
}
