// SQLite databases for tests: in a fresh directory each, on the machine's own event loop.
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Migration } from '../../src/storage/migration.ts';
import { migrations as all } from '../../src/storage/migrations/index.ts';
import { openSqlite, type SqliteDatabase, type SqliteOptions } from '../../src/storage/sqlite.ts';

export const eventLoop = {
  sleep: (ms: number) => sleep(ms),
  nextTurn: (task: () => void) => void setImmediate(task),
  afterMicrotasks: (task: () => void) => process.nextTick(task),
};

/** A directory of its own; `remove` takes it away. */
export function freshDirectory(within: string = tmpdir()): {
  readonly path: string;
  remove(): void;
} {
  const path = mkdtempSync(join(within, 'idea-circle-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function sqliteOptions(
  url: string,
  migrations: readonly Migration[] = all,
  more: Partial<SqliteOptions> = {},
): SqliteOptions {
  const tempFile = () => join(tmpdir(), `idea-circle-${randomUUID()}.db`);
  return { url, migrations, appliedAt: Date.UTC(2019, 5, 1), tempFile, ...eventLoop, ...more };
}

export const memory = 'file::memory:';

/** A database of its own that is gone when it is closed. */
export async function memoryDatabase(
  migrations: readonly Migration[] = all,
): Promise<SqliteDatabase> {
  const options = sqliteOptions(memory, migrations);
  if (migrations !== all) return openSqlite(options);
  const path = options.tempFile();
  await putMigrated(path);
  return openSqlite({ ...options, tempFile: () => path });
}

let migrated: Promise<string> | undefined;

/** Puts an empty database there, as a first start leaves it: to migrate each anew took longer than most of what is done in one. */
export async function putMigrated(path: string): Promise<void> {
  migrated ??= migrateOnce();
  copyFileSync(await migrated, path);
}

async function migrateOnce(): Promise<string> {
  const { path, remove } = freshDirectory();
  process.once('exit', remove);
  const database = await openSqlite(sqliteOptions(`file:${path}/migrated.db`));
  await database.close();
  return database.path;
}

/** What a second program calls, by the name that a contract gives it. */
export function open(
  url: string,
  migrations: readonly Migration[],
  onCommit?: (decisions: number) => void,
): Promise<SqliteDatabase> {
  return openSqlite(sqliteOptions(url, migrations, onCommit && { onCommit }));
}
