// Seats that are offered with a deadline, and the instants from which free seats are open to anyone.
import sql from 'sql-template-tag';
import { type SeatId, type TalkId, talkId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Read, Row, Write } from '../../storage/database.ts';
import { type LineSeat, lineSeatOf } from '../store.ts';

export interface OfferedSeat extends LineSeat {
  readonly until: Instant;
}

const offeredSeatOf = (row: Row): OfferedSeat => ({
  ...lineSeatOf(row),
  until: row['offered_until'] as Instant,
});

/** A place in line is offered a seat. */
export async function offerSeat(tx: Write, seat: SeatId, until: Instant): Promise<void> {
  const n = await tx.run(
    sql`UPDATE seats SET state = 'offered', offered_until = ${until} WHERE id = ${seat} AND state = 'waiting'`,
  );
  if (n !== 1) throw new Error(`seat ${seat} was not there to offer`);
}

/** A talk's offers whose time is over at an instant, in the order in which they ended. */
export async function overdueOffers(
  read: Read,
  talk: TalkId,
  at: Instant,
): Promise<readonly OfferedSeat[]> {
  const rows = await read.all<Row>(sql`
    SELECT id, person_id, account_key, offered_until FROM seats
    WHERE talk_id = ${talk} AND state = 'offered' AND offered_until <= ${at} ORDER BY offered_until, place, id`);
  return rows.map(offeredSeatOf);
}

/** A talk's offers that would end after an instant, in the order of their places. */
export async function offersBeyond(
  read: Read,
  talk: TalkId,
  at: Instant,
): Promise<readonly OfferedSeat[]> {
  const rows = await read.all<Row>(sql`
    SELECT id, person_id, account_key, offered_until FROM seats
    WHERE talk_id = ${talk} AND state = 'offered' AND offered_until > ${at} ORDER BY place, id`);
  return rows.map(offeredSeatOf);
}

/** An offer ends earlier than was said. */
export async function shortenOffer(tx: Write, seat: SeatId, until: Instant): Promise<void> {
  await tx.run(
    sql`UPDATE seats SET offered_until = ${until} WHERE id = ${seat} AND state = 'offered'`,
  );
}

/** An offer is taken back: the place in line is what it was. */
export async function returnToLine(tx: Write, seat: SeatId): Promise<void> {
  await tx.run(
    sql`UPDATE seats SET state = 'waiting', offered_until = NULL WHERE id = ${seat} AND state = 'offered'`,
  );
}

/** When an offer ends; undefined where the seat is not offered any more. */
export async function offerEnd(read: Read, seat: SeatId): Promise<Instant | undefined> {
  const row = await read.get<Row>(
    sql`SELECT offered_until FROM seats WHERE id = ${seat} AND state = 'offered'`,
  );
  return row && (row['offered_until'] as Instant);
}

/** For each talk with offers, when the first of them ends. */
export async function firstOfferEnds(
  read: Read,
): Promise<readonly { readonly talk: TalkId; readonly at: Instant }[]> {
  const rows = await read.all<Row>(
    sql`SELECT talk_id, MIN(offered_until) AS ends_at FROM seats WHERE state = 'offered' GROUP BY talk_id ORDER BY ends_at, talk_id`,
  );
  return rows.map((row) => ({
    talk: talkId(row['talk_id'] as string),
    at: Number(row['ends_at']),
  }));
}

/** Talks to come in which somebody waits, with the instant from which their seats were last noted as open to anyone. */
export async function talksWithLine(
  read: Read,
  now: Instant,
): Promise<readonly { readonly talk: TalkId; readonly openedAt: Instant | undefined }[]> {
  const rows = await read.all<Row>(sql`
    SELECT t.id, o.opened_at FROM talks t LEFT JOIN seats_opened o ON o.talk_id = t.id
    WHERE t.starts_at > ${now} AND t.cancelled IS NULL
      AND EXISTS (SELECT 1 FROM seats s WHERE s.talk_id = t.id AND s.state = 'waiting')
    ORDER BY t.starts_at, t.id`);
  return rows.map((row) => ({
    talk: talkId(row['id'] as string),
    openedAt: row['opened_at'] === null ? undefined : (row['opened_at'] as Instant),
  }));
}

/** Notes from when a talk's seats are open to anyone; false where that was noted before. */
export async function noteOpened(tx: Write, talk: TalkId, openedAt: Instant): Promise<boolean> {
  const n = await tx.run(sql`
    INSERT INTO seats_opened (talk_id, opened_at) VALUES (${talk}, ${openedAt})
    ON CONFLICT (talk_id) DO UPDATE SET opened_at = excluded.opened_at
    WHERE seats_opened.opened_at <> excluded.opened_at`);
  return n === 1;
}
