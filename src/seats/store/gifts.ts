// Seats that are being given to a colleague.
import sql, { type Sql } from 'sql-template-tag';
import { parseAccountKey } from '../../kernel/account.ts';
import {
  type GiftId,
  giftId,
  type PersonId,
  personId,
  type TalkId,
  talkId,
} from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Read, Row, Write } from '../../storage/database.ts';
import type { Gift, GiftState, Somebody } from '../rules/giving.ts';

async function many(read: Read, where: Sql): Promise<readonly Gift[]> {
  const rows = await read.all<Row>(sql`
    SELECT g.id, g.talk_id, g.from_person, g.from_account, f.name AS from_name, g.to_person, g.to_account, t.name AS to_name, g.state, g.step
    FROM seat_gifts g JOIN accounts f ON f.key = g.from_account JOIN accounts t ON t.key = g.to_account
    WHERE ${where} ORDER BY g.talk_id, g.step, g.id`);
  return rows.map((row) => ({
    id: giftId(row['id'] as string),
    talk: talkId(row['talk_id'] as string),
    from: somebody(row, 'from'),
    to: somebody(row, 'to'),
    state: row['state'] as GiftState,
    step: row['step'] as number,
  }));
}

function somebody(row: Row, end: 'from' | 'to'): Somebody {
  const account = parseAccountKey(row[`${end}_account`] as string);
  if (!account) throw new Error('a gift without an account');
  return {
    person: personId(row[`${end}_person`] as string),
    account,
    name: (row[`${end}_name`] as string | null) || account.user,
  };
}

export async function findGift(read: Read, id: GiftId): Promise<Gift | undefined> {
  return (await many(read, sql`g.id = ${id}`))[0];
}

/** What a person is giving away in a talk. */
export async function giftFrom(
  read: Read,
  talk: TalkId,
  person: PersonId,
): Promise<Gift | undefined> {
  return (
    await many(read, sql`g.talk_id = ${talk} AND g.from_person = ${person} AND g.state = 'open'`)
  )[0];
}

/** What a person is being given in a talk. */
export async function giftTo(
  read: Read,
  talk: TalkId,
  person: PersonId,
): Promise<Gift | undefined> {
  return (
    await many(read, sql`g.talk_id = ${talk} AND g.to_person = ${person} AND g.state = 'open'`)
  )[0];
}

/** All that a person is giving or being given, in the order of the talks' ids. */
export function openGiftsOf(read: Read, person: PersonId): Promise<readonly Gift[]> {
  return many(
    read,
    sql`g.state = 'open' AND (g.from_person = ${person} OR g.to_person = ${person})`,
  );
}

/** Every gift of a talk in which a person had a part, for their ledger. */
export function giftsOf(read: Read, talk: TalkId, person: PersonId): Promise<readonly Gift[]> {
  return many(
    read,
    sql`g.talk_id = ${talk} AND (g.from_person = ${person} OR g.to_person = ${person})`,
  );
}

export interface NewGift {
  readonly id: GiftId;
  readonly talk: TalkId;
  readonly fromPerson: PersonId;
  readonly fromAccount: string;
  readonly toPerson: PersonId;
  readonly toAccount: string;
  readonly step: number;
  readonly at: Instant;
}

export async function insertGift(tx: Write, gift: NewGift): Promise<void> {
  await tx.run(sql`
    INSERT INTO seat_gifts (id, talk_id, from_person, from_account, to_person, to_account, state, step, given_at, ended_at)
    VALUES (${gift.id}, ${gift.talk}, ${gift.fromPerson}, ${gift.fromAccount}, ${gift.toPerson}, ${gift.toAccount}, 'open', ${gift.step}, ${gift.at}, NULL)`);
}

export async function endGift(
  tx: Write,
  id: GiftId,
  state: Exclude<GiftState, 'open'>,
  at: Instant,
): Promise<void> {
  const n = await tx.run(
    sql`UPDATE seat_gifts SET state = ${state}, ended_at = ${at} WHERE id = ${id} AND state = 'open'`,
  );
  if (n !== 1) throw new Error(`gift ${id} was not open`);
}
