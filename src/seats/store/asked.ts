// Whom the bot asked whether they give up their seat although others wait: the last such question of each person, until it is answered.
import sql from 'sql-template-tag';
import { type PersonId, type TalkId, talkId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Read, Write } from '../../storage/database.ts';

export interface GiveUpQuestion {
  readonly talk: TalkId;
  readonly at: Instant;
}

/** Keeps what somebody was asked, in the place of any question before. */
export async function noteAsked(
  tx: Write,
  person: PersonId,
  talk: TalkId,
  at: Instant,
): Promise<void> {
  await tx.run(sql`
    INSERT INTO give_up_questions (person_id, talk_id, asked_at) VALUES (${person}, ${talk}, ${at})
    ON CONFLICT (person_id) DO UPDATE SET talk_id = excluded.talk_id, asked_at = excluded.asked_at`);
}

/** The question about a talk is answered, or asks nothing any more. */
export async function forgetAsked(tx: Write, person: PersonId, talk: TalkId): Promise<void> {
  await tx.run(
    sql`DELETE FROM give_up_questions WHERE person_id = ${person} AND talk_id = ${talk}`,
  );
}

export async function lastAsked(read: Read, person: PersonId): Promise<GiveUpQuestion | undefined> {
  const row = await read.get<{ talk_id: string; asked_at: Instant }>(
    sql`SELECT talk_id, asked_at FROM give_up_questions WHERE person_id = ${person}`,
  );
  return row && { talk: talkId(row.talk_id), at: row.asked_at };
}
