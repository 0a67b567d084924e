// The table of what a talk's plan was before each change, and who must hear of one.
import sql from 'sql-template-tag';
import type { TalkPlan } from '../kernel/facts.ts';
import { type PersonId, personId, type SeatId, seatId, type TalkId } from '../kernel/ids.ts';
import type { Read, Row, Write } from '../storage/database.ts';

export interface PlanStep {
  /** The talk's revision by which the change was made. */
  readonly revision: number;
  readonly before: TalkPlan;
}

/** Keeps what a talk's plan was before the change that its present revision brings. The caller holds its lock. */
export async function keepPlan(tx: Write, talk: TalkId, step: PlanStep): Promise<void> {
  const { startsAt, endsAt, zone, place, title, cancelled } = step.before;
  await tx.run(sql`
    INSERT INTO plan_changes (talk_id, revision, starts_at, ends_at, zone, place, title, cancelled)
    VALUES (${talk}, ${step.revision}, ${startsAt}, ${endsAt}, ${zone}, ${place}, ${title ?? null},
      ${cancelled ?? null})`);
}

/** All that is kept of a talk, the newest change first. */
export async function planSteps(read: Read, talk: TalkId): Promise<readonly PlanStep[]> {
  const rows = await read.all<Row>(sql`
    SELECT revision, starts_at, ends_at, zone, place, title, cancelled FROM plan_changes
    WHERE talk_id = ${talk} ORDER BY revision DESC LIMIT 200`);
  return rows.map((row) => ({
    revision: row['revision'] as number,
    before: {
      startsAt: row['starts_at'] as number,
      endsAt: row['ends_at'] as number,
      zone: row['zone'] as string,
      place: row['place'] as string,
      title: (row['title'] as string | null) ?? undefined,
      cancelled: (row['cancelled'] as string | null) ?? undefined,
    },
  }));
}

export interface Concerned {
  readonly seat: SeatId;
  readonly person: PersonId;
  /** Of the account by which it was taken. */
  readonly accountKey: string;
}

/** Whoever sits, is offered a seat, or waits, in the order of their places. */
export async function concerned(read: Read, talk: TalkId): Promise<readonly Concerned[]> {
  const rows = await read.all<Row>(
    sql`SELECT id, person_id, account_key FROM seats WHERE talk_id = ${talk} AND state <> 'ended' ORDER BY place, id`,
  );
  return rows.map((row) => ({
    seat: seatId(row['id'] as string),
    person: personId(row['person_id'] as string),
    accountKey: row['account_key'] as string,
  }));
}
