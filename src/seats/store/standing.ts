// What every decision about a talk's seats wants to know, in one statement: a rush asks it by the thousand.
import sql from 'sql-template-tag';
import { type Account, accountKey } from '../../kernel/account.ts';
import { type PersonId, personId, type TalkId } from '../../kernel/ids.ts';
import type { Row, Write } from '../../storage/database.ts';
import type { MySeat } from '../rules.ts';
import { type Counted, countedIn, seatIn, withOffers } from '../store.ts';

interface Lock {
  readonly revision: number;
  readonly mark: string | null;
}

export interface Standing {
  /** What the row by which the talk is locked says. */
  readonly lock: Lock;
  readonly counts: Counted;
  /** Undefined for an account that is not known, or that nobody ever used. */
  readonly person: PersonId | undefined;
  /** That person's live seat. */
  readonly mine: MySeat | undefined;
}

/** How a talk stands whose lock was taken, and whoever has this account in it. As `countSeats`, `personOf` and `mySeat` would say. */
export async function readStanding(
  tx: Write,
  talk: TalkId,
  account: Account,
): Promise<Standing | undefined> {
  const row = await tx.get<Row & Lock>(sql`
    SELECT l.revision, l.mark,
      (SELECT COUNT(*) FROM seats WHERE talk_id = l.talk_id AND state = 'confirmed') AS confirmed,
      (SELECT COUNT(*) FROM seats WHERE talk_id = l.talk_id AND state = 'offered') AS offered,
      (SELECT COUNT(*) FROM seats WHERE talk_id = l.talk_id AND state = 'waiting') AS waiting,
      (SELECT COUNT(*) FROM seat_gifts WHERE talk_id = l.talk_id AND state = 'open') AS open_gifts,
      a.person_id, s.id, s.state, s.place, s.offered_until
    FROM talk_locks l
      LEFT JOIN accounts a ON a.key = ${accountKey(account)}
      LEFT JOIN seats s ON s.person_id = a.person_id AND s.talk_id = l.talk_id AND s.state <> 'ended'
    WHERE l.talk_id = ${talk}`);
  if (!row) return undefined;
  const person = row['person_id'];
  const counted = countedIn(row);
  return {
    lock: row,
    counts: counted.offered === 0 ? counted : await withOffers(tx, talk, counted),
    person: typeof person === 'string' ? personId(person) : undefined,
    mine: row['id'] === null ? undefined : await seatIn(tx, talk, row),
  };
}
