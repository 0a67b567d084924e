import sql from 'sql-template-tag';
import { decided } from '../../src/kernel/facts.ts';
import { type PersonId, personId, type TalkId } from '../../src/kernel/ids.ts';
import { findAccount } from '../../src/people/store.ts';
import { cancel, register } from '../../src/seats/decide.ts';
import { ledgerOf } from '../../src/seats/store.ts';
import { lockTalk, setCapacity } from '../../src/talks/store.ts';
import {
  type Clock,
  type Fields,
  liveSeats,
  load,
  monday,
  type Program,
  program,
  talkNine,
  talkOf,
  typing,
  web,
} from './stage.ts';

/** A program with these talks, and the id of the first. */
export async function open(talks: readonly Fields[] = [talkNine], clock: Clock = { now: monday }) {
  const opened = await program(clock);
  await load(opened, talks);
  return { opened, talk: (await talkOf(opened, Number(talks[0]?.['number']))).id };
}

/** What came of a decision. */
export const kindOf = (d: Awaited<ReturnType<typeof register | typeof cancel>>): string => {
  if (!d.ok) return d.refusal.kind;
  return d.value.outcome.ok ? d.value.outcome.value.kind : d.value.outcome.refusal.kind;
};
export const joins = async (p: Program, user: string, talk: TalkId) =>
  kindOf(await register(p.ports, typing(web(user), 'register'), talk));
export const leaves = async (p: Program, user: string, talk: TalkId, sure = true) =>
  kindOf(await cancel(p.ports, typing(web(user), 'cancel'), talk, sure));
export const standing = async (p: Program, talk: TalkId) =>
  (await liveSeats(p, talk)).map((s) => `${s.user} ${s.state}`);
export const personOf = async (p: Program, user: string): Promise<PersonId> =>
  (await p.database.read((read) => findAccount(read, web(user))))?.person ?? personId('nobody');
export const story = async (p: Program, talk: TalkId, user: string) => {
  const person = await personOf(p, user);
  const lines = await p.database.read((read) => ledgerOf(read, talk, person));
  return lines.map((line) => `${line.kind} ${line.detail}`.trim());
};
/** What an organiser's word does. */
export const capacity = (p: Program, talk: TalkId, to: number) =>
  p.ports.transact({ job: 'organiser' }, async (tx) => {
    await lockTalk(tx, talk);
    await setCapacity(tx, talk, to);
    return decided(undefined, { kind: 'seats-changed', talk });
  });
/** How often the cards of a talk were to be drawn again. */
export const touched = (p: Program, talk: TalkId) =>
  p.database.read(async (read) => {
    const row = await read.get<{ revision: number }>(
      sql`SELECT revision FROM subject_changes WHERE subject = ${`talk:${talk}`}`,
    );
    return row?.revision ?? 0;
  });
