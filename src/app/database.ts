// The database of a configuration, opened: the whole program and each command begin with it.
import { migrations } from '../storage/migrations/index.ts';
import { openSqlite, type SqliteDatabase } from '../storage/sqlite.ts';
import { eventLoop, machine, tempFile } from './clock.ts';
import type { Config } from './config.ts';

/** Opens it where the configuration says, made or brought to this version. Rejects with a StorageError whose message is a sentence for the operator. */
export async function openDatabase(config: Pick<Config, 'databaseUrl'>): Promise<SqliteDatabase> {
  return openSqlite({
    url: config.databaseUrl,
    migrations,
    appliedAt: machine.now(),
    tempFile,
    ...eventLoop,
  });
}
