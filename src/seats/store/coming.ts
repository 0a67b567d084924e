// Who said, asked before a talk or by themselves, that they are still coming.
import sql, { empty } from 'sql-template-tag';
import { type SeatId, seatId } from '../../kernel/ids.ts';
import type { Read, Row } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';

/** The seats of a talk whose holders said so for the time at which it now is: a talk that was moved since is another question. `only`: of this seat. */
export async function seatsComing(
  read: Read,
  { id, startsAt }: Pick<Talk, 'id' | 'startsAt'>,
  only?: SeatId,
): Promise<ReadonlySet<SeatId>> {
  const which = only === undefined ? empty : sql`AND s.id = ${only}`;
  const rows = await read.all<Row>(sql`
    SELECT DISTINCT s.id FROM seats s JOIN ledger l ON l.seat_id = s.id
    WHERE s.talk_id = ${id} ${which} AND s.state = 'confirmed' AND l.talk_id = ${id}
      AND l.person_id = s.person_id AND l.kind = 'still-coming' AND NOT EXISTS (
        SELECT 1 FROM plan_changes p
        WHERE p.talk_id = ${id} AND p.revision > l.step AND p.starts_at <> ${startsAt})`);
  return new Set(rows.map((row) => seatId(row['id'] as string)));
}
