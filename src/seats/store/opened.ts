// The lines of the ledger that say who was told of a seat that is open to anyone.
import sql from 'sql-template-tag';
import type { PersonId, TalkId } from '../../kernel/ids.ts';
import type { Read } from '../../storage/database.ts';

/** Their ids, of a person in a talk; `start`: as the detail of the line has it. */
export async function openedLines(
  read: Read,
  talk: TalkId,
  person: PersonId,
  start: string,
): Promise<readonly string[]> {
  const rows = await read.all<{ id: string }>(sql`
    SELECT id FROM ledger
    WHERE person_id = ${person} AND talk_id = ${talk} AND kind = 'opened' AND detail = ${start}
    ORDER BY step, id`);
  return rows.map((row) => row.id);
}
