// Whether a SQLite file is a database of this program, and of which version.
import sql from 'sql-template-tag';
import type { Read } from '../database.ts';
import { newestIn, newestOf, refuseNewer } from '../migrate.ts';
import type { Dialect, Migration } from '../migration.ts';
import { StorageError } from '../storage-error.ts';

export const words: Dialect = {
  types: { int: 'INTEGER', instant: 'INTEGER', text: 'TEXT', bytes: 'BLOB' },
  tableSuffix: ' STRICT',
  keyedSuffix: ' STRICT, WITHOUT ROWID',
};

async function tables(read: Read): Promise<readonly string[]> {
  const rows = await read.all<{ name: string }>(
    sql`SELECT name FROM sqlite_schema WHERE type = 'table'`,
  );
  return rows.map((row) => row.name);
}

const foreign = (path: string) =>
  new StorageError('foreign', `${path} is a database of another program.`);

/** Refuses a file that has tables, but not ours. */
export async function assertNotForeign(read: Read, path: string): Promise<void> {
  const found = await tables(read);
  if (found.length > 0 && !found.includes('migrations')) throw foreign(path);
}

/** Refuses what is no database of ours or was made by a newer version; an older one may be migrated. */
export async function assertRestorable(
  read: Read,
  migrations: readonly Migration[],
  path: string,
): Promise<void> {
  if (!(await tables(read)).includes('migrations')) throw foreign(path);
  refuseNewer(await newestIn(read), migrations, path);
}

/** Refuses every version but the newest that this program knows. */
export async function assertNewest(
  read: Read,
  migrations: readonly Migration[],
  path: string,
): Promise<void> {
  await assertRestorable(read, migrations, path);
  const newest = await newestIn(read);
  const known = newestOf(migrations);
  if (newest < known) {
    throw new StorageError(
      'older',
      `The database ${path} is at version ${newest}, but this program needs version ${known}; start the program once, or migrate it.`,
    );
  }
}
