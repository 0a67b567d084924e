// The tables of seats and their ledger.
import sql, { join } from 'sql-template-tag';
import { type Account, parseAccountKey } from '../kernel/account.ts';
import {
  type PersonId,
  personId,
  type SeatId,
  seatId,
  type TalkId,
  talkId,
} from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { atMost, type Read, type Row, type Write } from '../storage/database.ts';
import { type LedgerKind, rankInStep } from './rules/ledger.ts';
import type { Counts, Holding, MySeat, SeatState } from './rules.ts';

export interface Counted extends Counts {
  /** Seats of this talk that are being given to a colleague. */
  readonly openGifts: number;
}

/** How many sit, are offered a seat, and wait. Counted, never stored. */
export async function countSeats(read: Read, talk: TalkId): Promise<Counted> {
  const row = await read.get<Row>(sql`
    SELECT (SELECT COUNT(*) FROM seats WHERE talk_id = ${talk} AND state = 'confirmed') AS confirmed,
      (SELECT COUNT(*) FROM seats WHERE talk_id = ${talk} AND state = 'offered') AS offered,
      (SELECT COUNT(*) FROM seats WHERE talk_id = ${talk} AND state = 'waiting') AS waiting,
      (SELECT COUNT(*) FROM seat_gifts WHERE talk_id = ${talk} AND state = 'open') AS open_gifts`);
  const counted = countedIn(row ?? {});
  return counted.offered === 0 ? counted : withOffers(read, talk, counted);
}

/** The counts of a row with the columns that `countSeats` asks for; where seats are offered, `withOffers` says more. */
export function countedIn(row: Row): Counted {
  return {
    confirmed: Number(row['confirmed'] ?? 0),
    offered: Number(row['offered'] ?? 0),
    waiting: Number(row['waiting'] ?? 0),
    firstOfferEndsAt: undefined,
    openGifts: Number(row['open_gifts'] ?? 0),
  };
}

export async function withOffers(read: Read, talk: TalkId, counted: Counted): Promise<Counted> {
  return { ...counted, firstOfferEndsAt: await firstOfferEndsAt(read, talk) };
}

async function firstOfferEndsAt(read: Read, talk: TalkId): Promise<Instant | undefined> {
  const row = await read.get<{ ends_at: Instant | null }>(sql`
    SELECT MIN(offered_until) AS ends_at FROM seats WHERE talk_id = ${talk} AND state = 'offered'`);
  return row?.ends_at ?? undefined;
}

/** How many wait, without counting who sits: those may be thousands. */
export async function countWaiting(read: Read, talk: TalkId): Promise<number> {
  const row = await read.get<{ waiting: number }>(sql`
    SELECT COUNT(*) AS waiting FROM seats WHERE talk_id = ${talk} AND state = 'waiting'`);
  return Number(row?.waiting ?? 0);
}

/** A person's live seat in a talk, with its number in the line. */
export async function mySeat(
  read: Read,
  talk: TalkId,
  person: PersonId | undefined,
): Promise<MySeat | undefined> {
  if (person === undefined) return undefined;
  const row = await read.get<Row>(
    sql`SELECT id, state, place, offered_until FROM seats WHERE talk_id = ${talk} AND person_id = ${person} AND state <> 'ended'`,
  );
  return row && seatIn(read, talk, row);
}

/** The live seat of a row with the columns that `mySeat` asks for. */
export async function seatIn(read: Read, talk: TalkId, row: Row): Promise<MySeat> {
  const state = row['state'] as SeatState;
  const line = state === 'waiting' ? await lineNumber(read, talk, row['place'] as number) : 0;
  const id = seatId(row['id'] as string);
  return state === 'offered'
    ? { id, state, line, until: row['offered_until'] as Instant }
    : { id, state, line };
}

/** In which of these talks a person holds a live seat, an offer or a place. */
export async function heldAmong(
  read: Read,
  talks: readonly { readonly id: TalkId }[],
  person: PersonId | undefined,
): Promise<ReadonlySet<TalkId>> {
  if (person === undefined || talks.length === 0) return new Set();
  const rows = await read.all<Row>(
    sql`SELECT talk_id FROM seats WHERE person_id = ${person} AND state <> 'ended' AND talk_id IN (${join(talks.map((t) => t.id))})`,
  );
  return new Set(rows.map((row) => talkId(row['talk_id'] as string)));
}

/** Whose a seat is or was, and what it is now. */
export interface SeatHolder {
  readonly talk: TalkId;
  readonly person: PersonId;
  /** Of the account that took it. */
  readonly accountKey: string;
  readonly state: SeatState | 'ended';
}

/** Undefined for no seat of ours. */
export async function seatHolder(read: Read, seat: SeatId): Promise<SeatHolder | undefined> {
  const row = await read.get<Row>(
    sql`SELECT talk_id, person_id, account_key, state FROM seats WHERE id = ${seat}`,
  );
  return (
    row && {
      talk: talkId(row['talk_id'] as string),
      person: personId(row['person_id'] as string),
      accountKey: row['account_key'] as string,
      state: row['state'] as SeatState | 'ended',
    }
  );
}

async function lineNumber(read: Read, talk: TalkId, place: number): Promise<number> {
  const row = await read.get<Row>(
    sql`SELECT COUNT(*) AS line FROM seats WHERE talk_id = ${talk} AND state = 'waiting' AND place <= ${place}`,
  );
  return Number(row?.['line'] ?? 0);
}

export interface NewSeat {
  readonly id: SeatId;
  readonly talk: TalkId;
  readonly person: PersonId;
  readonly accountKey: string;
  readonly state: SeatState;
  /** The talk's revision of this decision: the order of the line. */
  readonly place: number;
  readonly since: Instant;
}

export async function insertSeat(tx: Write, seat: NewSeat): Promise<void> {
  await tx.run(sql`
    INSERT INTO seats (id, talk_id, person_id, account_key, state, place, since, ended_at)
    VALUES (${seat.id}, ${seat.talk}, ${seat.person}, ${seat.accountKey}, ${seat.state}, ${seat.place}, ${seat.since}, NULL)`);
}

export async function endSeat(tx: Write, seat: SeatId, at: Instant): Promise<void> {
  const n = await tx.run(
    sql`UPDATE seats SET state = 'ended', ended_at = ${at}, offered_until = NULL WHERE id = ${seat} AND state <> 'ended'`,
  );
  if (n !== 1) throw new Error(`seat ${seat} was not there to end`);
}

export interface LineSeat {
  readonly id: SeatId;
  readonly person: PersonId;
  readonly account: Account;
}

/** Those who wait, the first in line first; at most `limit` of them. */
export async function lineOf(
  read: Read,
  talk: TalkId,
  limit: number,
): Promise<readonly LineSeat[]> {
  const rows = await read.all<Row>(
    sql`SELECT id, person_id, account_key FROM seats WHERE talk_id = ${talk} AND state = 'waiting' ORDER BY place, id ${atMost(limit)}`,
  );
  return rows.map(lineSeatOf);
}

/** A place in line or an offer becomes a seat. */
export async function confirmSeat(tx: Write, seat: SeatId): Promise<void> {
  const n = await tx.run(
    sql`UPDATE seats SET state = 'confirmed', offered_until = NULL WHERE id = ${seat} AND state IN ('waiting', 'offered')`,
  );
  if (n !== 1) throw new Error(`seat ${seat} was not there to confirm`);
}

export function lineSeatOf(row: Row): LineSeat {
  const account = parseAccountKey(row['account_key'] as string);
  if (!account) throw new Error('a seat without an account');
  return { id: seatId(row['id'] as string), person: personId(row['person_id'] as string), account };
}

export interface LedgerLine {
  readonly kind: LedgerKind;
  readonly at: Instant;
  /** E.g. the number in the line when it was given, or what freed the seat. */
  readonly detail: string;
}

/** Writes a ledger line. `step` is the talk's revision of the decision. */
export async function note(
  tx: Write,
  line: LedgerLine & {
    readonly id: string;
    readonly talk: TalkId;
    readonly person: PersonId;
    /** Undefined for what concerns no seat of their own. */
    readonly seat: SeatId | undefined;
    readonly step: number;
  },
): Promise<void> {
  await tx.run(sql`
    INSERT INTO ledger (id, talk_id, person_id, seat_id, step, kind, at, detail)
    VALUES (${line.id}, ${line.talk}, ${line.person}, ${line.seat ?? null}, ${line.step}, ${line.kind}, ${line.at}, ${line.detail})`);
}

/** What happened to a person's seat in a talk, oldest first; of a long story the newest 60 lines. */
export async function ledgerOf(
  read: Read,
  talk: TalkId,
  person: PersonId,
): Promise<readonly LedgerLine[]> {
  const rows = await read.all<Row>(
    sql`SELECT kind, at, detail, step FROM ledger WHERE talk_id = ${talk} AND person_id = ${person} ORDER BY step DESC, at DESC, id DESC LIMIT 60`,
  );
  const kindOf = (row: Row) => row['kind'] as LedgerKind;
  const step = (row: Row) => row['step'] as number;
  return [...rows]
    .reverse()
    .sort((a, b) => step(a) - step(b) || rankInStep(kindOf(a)) - rankInStep(kindOf(b)))
    .map((row) => ({
      kind: kindOf(row),
      at: row['at'] as number,
      detail: row['detail'] as string,
    }));
}

/** The talks in which a person holds a live seat, and that have not ended. */
export async function mySeats(
  read: Read,
  person: PersonId,
  now: Instant,
): Promise<readonly { readonly talk: TalkId; readonly state: SeatState }[]> {
  const rows = await read.all<Row>(sql`
    SELECT s.talk_id, s.state FROM seats s JOIN talks t ON t.id = s.talk_id
    WHERE s.person_id = ${person} AND s.state <> 'ended' AND t.ends_at > ${now} ORDER BY t.starts_at, t.id`);
  return rows.map((row) => ({
    talk: talkId(row['talk_id'] as string),
    state: row['state'] as SeatState,
  }));
}

export interface Attendee {
  readonly seat: SeatId;
  readonly person: PersonId;
  readonly account: Account;
  readonly name: string | undefined;
  readonly state: SeatState;
  /** When an offer ends; undefined for what is none. */
  readonly until?: Instant | undefined;
}

/** Who sits, is offered a seat, and waits, in the order of their places. For organisers only. */
export async function attendees(read: Read, talk: TalkId): Promise<readonly Attendee[]> {
  const rows = await read.all<Row>(sql`
    SELECT s.id, s.person_id, s.account_key, s.state, s.offered_until, a.name FROM seats s JOIN accounts a ON a.key = s.account_key
    WHERE s.talk_id = ${talk} AND s.state <> 'ended'
    ORDER BY s.state, s.place, s.id`);
  return rows.map((row) => ({
    seat: seatId(row['id'] as string),
    person: personId(row['person_id'] as string),
    account: lineSeatOf(row).account,
    name: (row['name'] as string | null) ?? undefined,
    state: row['state'] as SeatState,
    ...(row['state'] === 'offered' && { until: row['offered_until'] as Instant }),
  }));
}

/** All live seats of a person, in the order of their talks' ids. */
export async function liveSeatsOf(
  read: Read,
  person: PersonId,
): Promise<readonly (Holding & { readonly talk: TalkId })[]> {
  const rows = await read.all<Row>(
    sql`SELECT id, talk_id, state, place FROM seats WHERE person_id = ${person} AND state <> 'ended' ORDER BY talk_id, id`,
  );
  return rows.map((row) => ({
    id: seatId(row['id'] as string),
    talk: talkId(row['talk_id'] as string),
    state: row['state'] as SeatState,
    place: row['place'] as number,
  }));
}

/** All that a person had belongs to another now. */
export async function moveSeats(tx: Write, from: PersonId, into: PersonId): Promise<void> {
  // Those that ended are found by what was noted of them: only live seats are kept in the order of persons.
  await tx.run(
    sql`UPDATE seats SET person_id = ${into} WHERE person_id = ${from} AND state <> 'ended'`,
  );
  await tx.run(sql`
    UPDATE seats SET person_id = ${into}
    WHERE id IN (SELECT seat_id FROM ledger WHERE person_id = ${from}) AND person_id = ${from}`);
  await tx.run(sql`UPDATE ledger SET person_id = ${into} WHERE person_id = ${from}`);
  await tx.run(sql`UPDATE seat_gifts SET from_person = ${into} WHERE from_person = ${from}`);
  await tx.run(sql`UPDATE seat_gifts SET to_person = ${into} WHERE to_person = ${from}`);
}
