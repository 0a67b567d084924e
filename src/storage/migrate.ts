// Brings a database to the newest version. Neutral: an engine gives its words and one write that no other starter shares.
import sql, { raw } from 'sql-template-tag';
import type { Instant } from '../kernel/time.ts';
import type { Read, Write } from './database.ts';
import { type Dialect, type Migration, spell } from './migration.ts';
import { StorageError } from './storage-error.ts';

const history: Migration = {
  number: 0,
  name: 'history',
  sql: 'CREATE TABLE IF NOT EXISTS migrations (number int PRIMARY KEY, name text NOT NULL, applied_at instant NOT NULL)',
};

/** Throws where the list is not in strictly increasing order: a mistake of ours, not of the operator. */
export function assertOrdered(migrations: readonly Migration[]): void {
  migrations.forEach((migration, i) => {
    const before = migrations[i - 1];
    if (before !== undefined && before.number >= migration.number) {
      throw new Error(`migration ${migration.number} must come before ${before.number}`);
    }
  });
}

/** The highest migration that this program knows; 0 for none. */
export function newestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.number ?? 0;
}

/** The highest migration that the database has had; 0 for none. The table `migrations` must be there. */
export async function newestIn(read: Read): Promise<number> {
  const row = await read.get<{ newest: number | null }>(
    sql`SELECT MAX(number) AS newest FROM migrations`,
  );
  // PostgreSQL may give wide whole numbers as text.
  return Number(row?.newest ?? 0);
}

/** Refuses, with both versions, a database that a newer version of this program made. */
export function refuseNewer(newest: number, migrations: readonly Migration[], place: string): void {
  const known = newestOf(migrations);
  if (newest > known) {
    throw new StorageError(
      'newer',
      `The database ${place} is at version ${newest}, but this program knows versions up to ${known} only; start a newer version of the program.`,
    );
  }
}

/**
 * Applies, in the order of their numbers, the migrations that the database has not had, and notes each with `appliedAt` (UTC milliseconds). All of them
 * or none: `tx` is one transaction, and the engine sees to it that two starters do not hold one at the same time. Refuses with kind `newer`.
 * @returns the numbers applied now.
 */
export async function migrate(
  tx: Write,
  migrations: readonly Migration[],
  dialect: Dialect,
  appliedAt: Instant,
  place: string,
): Promise<readonly number[]> {
  assertOrdered(migrations);
  await execute(tx, history, dialect);
  refuseNewer(await newestIn(tx), migrations, place);
  const rows = await tx.all<{ number: number }>(sql`SELECT number FROM migrations`);
  const had = new Set(rows.map((row) => Number(row.number)));
  const due = migrations.filter((migration) => !had.has(migration.number));
  for (const migration of due) {
    await execute(tx, migration, dialect);
    await tx.run(
      sql`INSERT INTO migrations (number, name, applied_at)
          VALUES (${migration.number}, ${migration.name}, ${appliedAt})`,
    );
  }
  return due.map((migration) => migration.number);
}

async function execute(tx: Write, migration: Migration, dialect: Dialect): Promise<void> {
  for (const statement of spell(migration, dialect)) {
    await tx.run(raw(statement));
  }
}
