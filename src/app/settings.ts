// Small facts of this database: whether it ran on a demonstration clock, its clock's offset, the secret that signs buttons, the files that it holds.
import sql from 'sql-template-tag';
import type { Instant } from '../kernel/time.ts';
import type { Database, Read, Write } from '../storage/database.ts';

export type SettingName = 'mode' | 'clock-now' | 'action-secret' | 'season-file' | 'followers-file';

export async function readSetting(read: Read, name: SettingName): Promise<string | undefined> {
  const row = await read.get<{ value: string }>(
    sql`SELECT value FROM settings WHERE name = ${name}`,
  );
  return row?.value;
}

export async function writeSetting(tx: Write, name: SettingName, value: string): Promise<void> {
  await tx.run(
    sql`INSERT INTO settings (name, value) VALUES (${name}, ${value}) ON CONFLICT (name) DO UPDATE SET value = ${value}`,
  );
}

export async function forgetSetting(tx: Write, name: SettingName): Promise<void> {
  await tx.run(sql`DELETE FROM settings WHERE name = ${name}`);
}

/** The setting as it stands, or as it is made now; two programs that start at once agree. */
export async function settle(
  database: Database,
  name: SettingName,
  make: () => string,
): Promise<string> {
  const known = await database.read((read) => readSetting(read, name));
  if (known !== undefined) return known;
  const made = make();
  return database.write(async (tx) => {
    await tx.run(
      sql`INSERT INTO settings (name, value) VALUES (${name}, ${made}) ON CONFLICT (name) DO NOTHING`,
    );
    return (await readSetting(tx, name)) as string;
  });
}

/** The instant at which the series stands: a demonstration's clock as it was saved, else the machine's. */
export async function seriesNow(database: Database, machineNow: number): Promise<Instant> {
  const saved = await database.read((read) => readSetting(read, 'clock-now'));
  return saved === undefined ? machineNow : Number(saved);
}
