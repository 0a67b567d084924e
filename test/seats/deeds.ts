import sql from 'sql-template-tag';
import { decided } from '../../src/kernel/facts.ts';
import { giftId, type PersonId, personId, type TalkId } from '../../src/kernel/ids.ts';
import type { Result } from '../../src/kernel/result.ts';
import { ensurePerson, findAccount, mergePersons } from '../../src/people/store.ts';
import { answerGift, give, keep } from '../../src/seats/decide/giving.ts';
import { type Answer, answerOffer } from '../../src/seats/decide/offers.ts';
import { cancel, register } from '../../src/seats/decide.ts';
import { seatDrawers, seatsDueWork } from '../../src/seats/jobs.ts';
import { findGift, openGiftsOf } from '../../src/seats/store/gifts.ts';
import { ledgerOf } from '../../src/seats/store.ts';
import { lockTalk, setCapacity } from '../../src/talks/store.ts';
import {
  type Clock,
  type Fields,
  keyOf,
  linesOf,
  liveSeats,
  load,
  monday,
  type Program,
  program,
  type Told,
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

type Kinded = { readonly kind: string };

/** What came of a decision. */
export const kindOf = (
  d: Result<{ readonly outcome: Result<Kinded, Kinded> }, { readonly kind: 'no-such-talk' }>,
): string => {
  if (!d.ok) return d.refusal.kind;
  return d.value.outcome.ok ? d.value.outcome.value.kind : d.value.outcome.refusal.kind;
};
export const joins = async (p: Program, user: string, talk: TalkId) =>
  kindOf(await register(p.ports, typing(web(user), 'register'), talk));
export const leaves = async (p: Program, user: string, talk: TalkId, sure = true) =>
  kindOf(await cancel(p.ports, typing(web(user), 'cancel'), talk, sure));
export const answers = async (p: Program, user: string, talk: TalkId, answer: Answer) =>
  kindOf(await answerOffer(p.ports, typing(web(user), answer), talk, answer));
export const gives = async (p: Program, user: string, talk: TalkId, to: string) =>
  kindOf(
    await give(p.ports, typing(web(user), 'give'), talk, {
      account: web(to),
      name: to,
      standing: await p.ports.standing(web(to)),
    }),
  );
export const keeps = async (p: Program, user: string, talk: TalkId) =>
  kindOf(await keep(p.ports, typing(web(user), 'keep'), talk));
/** Answers the newest seat that a colleague offered. */
export const answersGift = async (p: Program, user: string, answer: Answer) => {
  const row = await p.database.read((read) =>
    read.get<{ id: string }>(
      sql`SELECT id FROM seat_gifts WHERE to_account = ${keyOf(user)} ORDER BY step DESC LIMIT 1`,
    ),
  );
  const id = giftId(row?.id ?? 'none');
  return kindOf(await answerGift(p.ports, typing(web(user), answer), id, answer));
};
export const given = async (p: Program, user: string) => {
  const person = await personOf(p, user);
  const gifts = await p.database.read((read) => openGiftsOf(read, person));
  return gifts.map((gift) => `${gift.from.account.user} to ${gift.to.account.user}`);
};
export const giftState = async (p: Program, id: string) =>
  (await p.database.read((read) => findGift(read, giftId(id))))?.state;
/** Lets everything happen that is due at the program's clock. */
export async function passes(p: Program): Promise<void> {
  const work = seatsDueWork(p.ports);
  const at = await work.nextAt(p.ports.now());
  if (at !== undefined && at <= p.ports.now()) await work.run(p.ports.now());
}
/** When something falls due next. */
export const nextDue = (p: Program) => seatsDueWork(p.ports).nextAt(p.ports.now());
/** What a message says as it is sent now, or why it is dropped. */
export async function draws(p: Program, told: Told, language: 'en' | 'fr' = 'en') {
  const drawing = { params: told.params, now: p.ports.now(), superseded: false };
  const reader = {
    language,
    zone: 'Europe/Zurich',
    account: web(told.to),
    conversation: undefined,
    command: '/icdd',
  } as const;
  const card = await p.database.read(async (read) =>
    seatDrawers().get(told.drawer)?.(drawing, reader, read),
  );
  if (!card) throw new Error(`nothing draws ${told.drawer}`);
  return 'dropped' in card ? [`dropped: ${card.dropped}`] : linesOf(card);
}
export const merge = (p: Program, from: string, into: string) =>
  p.ports.transact({ job: 'merge' }, async (tx) => {
    const a = await ensurePerson(tx, web(from), p.ports.newId, p.ports.now());
    const b = await ensurePerson(tx, web(into), p.ports.newId, p.ports.now());
    await mergePersons(tx, a, b);
    return decided(undefined, { kind: 'persons-merged', from: a, into: b });
  });
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
