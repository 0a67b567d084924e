// The SQL of persons' quiet hours.
import sql from 'sql-template-tag';
import type { PersonId } from '../../kernel/ids.ts';
import type { Read, Write } from '../../storage/database.ts';
import type { QuietHours } from '../rules/quiet-hours.ts';

/** A person's quiet hours; undefined where they have none. */
export async function quietHoursOf(
  read: Read,
  person: PersonId | undefined,
): Promise<QuietHours | undefined> {
  if (person === undefined) return undefined;
  const row = await read.get<{ from_local: string; to_local: string }>(
    sql`SELECT from_local, to_local FROM quiet_hours WHERE person_id = ${person}`,
  );
  return row && { from: row.from_local, to: row.to_local };
}

/** Sets a person's quiet hours; undefined takes them away. */
export async function setQuietHours(
  tx: Write,
  person: PersonId,
  hours: QuietHours | undefined,
): Promise<void> {
  if (hours === undefined) {
    await tx.run(sql`DELETE FROM quiet_hours WHERE person_id = ${person}`);
    return;
  }
  await tx.run(sql`
    INSERT INTO quiet_hours (person_id, from_local, to_local)
    VALUES (${person}, ${hours.from}, ${hours.to})
    ON CONFLICT (person_id) DO UPDATE SET from_local = excluded.from_local,
      to_local = excluded.to_local`);
}

/** Two persons become one: the survivor's quiet hours stay; whoever had none takes over the other's. */
export async function mergeQuietHours(tx: Write, from: PersonId, into: PersonId): Promise<void> {
  await tx.run(sql`
    UPDATE quiet_hours SET person_id = ${into} WHERE person_id = ${from}
      AND NOT EXISTS (SELECT 1 FROM quiet_hours q WHERE q.person_id = ${into})`);
  await tx.run(sql`DELETE FROM quiet_hours WHERE person_id = ${from}`);
}
