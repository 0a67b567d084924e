// Decisions about a seat that is given to a colleague: it never becomes free, so that nobody who waits is passed over.
import type { Incoming } from '../../chat/incoming.ts';
import type { Ports } from '../../delivery/ports.ts';
import { type Account, accountKey, type Standing, sameAccount } from '../../kernel/account.ts';
import { type GiftId, giftId, type PersonId, seatId, type TalkId } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import { ensurePerson, nameUnnamed, personOf } from '../../people/store.ts';
import type { Read, Write } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import { readTalk } from '../../talks/store.ts';
import { type Locked, type Outcome, withTalk } from '../decide.ts';
import {
  decideGift,
  decideGive,
  type Gift,
  type GiveRefusal,
  type GiveState,
  type Kept,
  type TakeRefusal,
} from '../rules/giving.ts';
import { type EndedRefusal, whyEnded } from '../rules/standing.ts';
import { noteBoth, tellGiver, withdrawGift } from '../settle/gifts.ts';
import { noteSeat, tell } from '../settle/notes.ts';
import { settle } from '../settle.ts';
import { forgetAsked } from '../store/asked.ts';
import { endGift, findGift, giftFrom, giftTo, insertGift } from '../store/gifts.ts';
import { endSeat, insertSeat, mySeat } from '../store.ts';

/** Whoever was named, and what their platform says of them. */
export interface Colleague {
  readonly account: Account;
  readonly name: string;
  readonly standing: Standing;
}

export interface Given {
  readonly kind: 'given';
  readonly gift: Gift;
}

async function giveStateOf(
  read: Read,
  talk: Talk,
  giver: { readonly account: Account } & Pick<Locked, 'person' | 'mine'>,
  colleague: Colleague,
): Promise<GiveState> {
  const { account, person, mine } = giver;
  const theirs = await personOf(read, colleague.account);
  const self =
    sameAccount(account, colleague.account) || (person !== undefined && person === theirs);
  return {
    talk,
    mine,
    giving: person && (await giftFrom(read, talk.id, person)),
    colleague: {
      standing: colleague.standing,
      self,
      person: theirs,
      seat: await mySeat(read, talk.id, theirs),
      getting: theirs && (await giftTo(read, talk.id, theirs)),
    },
  };
}

/** What `give` would refuse as things stand; undefined where it would not, or where there is no such talk. Decides nothing. */
export async function foreseeGive(
  read: Read,
  account: Account,
  talkId: TalkId,
  colleague: Colleague,
  now: Instant,
): Promise<GiveRefusal | undefined> {
  const talk = await readTalk(read, talkId);
  if (!talk) return undefined;
  const person = await personOf(read, account);
  const mine = await mySeat(read, talk.id, person);
  const outcome = decideGive(
    await giveStateOf(read, talk, { account, person, mine }, colleague),
    now,
  );
  return outcome.ok ? undefined : outcome.refusal;
}

/** Offers the speaker's seat to a colleague, who is told. */
export function give(
  ports: Ports,
  incoming: Incoming,
  talkId: TalkId,
  colleague: Colleague,
): Outcome<Given, GiveRefusal> {
  return withTalk<Given, GiveRefusal>(ports, incoming, talkId, async (tx, locked) => {
    const { talk, person, mine, now } = locked;
    const giver = { account: incoming.account, person, mine };
    const outcome = decideGive(await giveStateOf(tx, talk, giver, colleague), now);
    if (!outcome.ok) return outcome;
    const to = await ensurePerson(tx, colleague.account, ports.newId, now);
    const { account, name } = colleague;
    if (name !== account.user) await nameUnnamed(tx, account, name);
    const id = giftId(ports.newId());
    await insertGift(tx, {
      id,
      talk: talk.id,
      fromPerson: person as PersonId,
      fromAccount: accountKey(incoming.account),
      toPerson: to,
      toAccount: accountKey(colleague.account),
      step: talk.revision,
      at: now,
    });
    const gift = (await findGift(tx, id)) as Gift;
    await noteSeat(tx, ports, talk, { id: mine?.id, person: gift.from.person }, 'gift-made', id);
    await noteSeat(tx, ports, talk, { person: to }, 'gift-got', id);
    await tell(tx, ports, talk, gift.to, {
      key: `gift-offered:${id}`,
      drawer: 'gift-offered',
      params: { gift: id },
    });
    return ok({ kind: 'given', gift });
  });
}

/** Whoever speaks keeps their seat: what they were giving to a colleague is withdrawn, and the colleague told. Refused once the talk starts: nobody is told of a seat then. */
export function keep(
  ports: Ports,
  incoming: Incoming,
  talkId: TalkId,
): Outcome<Kept, EndedRefusal> {
  return withTalk<Kept, EndedRefusal>(
    ports,
    incoming,
    talkId,
    async (tx, { talk, person, mine, counts, now }) => {
      const ended = whyEnded(talk, now);
      if (ended) return refuse(ended);
      if (person !== undefined) await forgetAsked(tx, person, talk.id);
      const giving = counts.openGifts > 0 && person !== undefined;
      const gift = giving ? await giftFrom(tx, talk.id, person) : undefined;
      if (!gift) return ok({ kind: 'kept', mine });
      await withdrawGift(tx, ports, talk, gift);
      return ok({ kind: 'withdrawn', gift });
    },
  );
}

export interface GiftAnswered {
  readonly kind: 'gift-taken' | 'gift-declined';
  readonly gift: Gift;
}

/** Answers one gift, by the button that names it. */
export function answerGift(
  ports: Ports,
  incoming: Incoming,
  id: GiftId,
  answer: 'accept' | 'decline',
): Outcome<GiftAnswered, TakeRefusal> {
  return withTalk<GiftAnswered, TakeRefusal>(
    ports,
    incoming,
    async (tx) => (await findGift(tx, id))?.talk,
    async (tx, locked) =>
      answerGiftIn(tx, ports, incoming, locked, (await findGift(tx, id)) as Gift, answer),
  );
}

/** The same inside a transaction that holds the talk. */
export async function answerGiftIn(
  tx: Write,
  ports: Ports,
  incoming: Incoming,
  { talk, person, mine, now }: Locked,
  gift: Gift,
  answer: 'accept' | 'decline',
): Promise<Result<GiftAnswered, TakeRefusal>> {
  const open = decideGift(talk, gift, person, mine, now);
  if (!open.ok) return open;
  if (answer === 'decline') {
    await endGift(tx, gift.id, 'declined', now);
    await noteBoth(tx, ports, talk, gift, 'gift-declined');
    await tellGiver(tx, ports, talk, gift);
    return ok({ kind: 'gift-declined', gift });
  }
  const to = gift.to.person;
  if (mine) {
    await endSeat(tx, mine.id, now);
    await noteSeat(tx, ports, talk, { id: mine.id, person: to }, 'place-lapsed', gift.id);
  }
  const given = await mySeat(tx, talk.id, gift.from.person);
  if (given?.state !== 'confirmed') throw new Error(`gift ${gift.id} is open without a seat`);
  await endSeat(tx, given.id, now);
  const id = seatId(ports.newId());
  await insertSeat(tx, {
    id,
    talk: talk.id,
    person: to,
    accountKey: accountKey(incoming.account),
    state: 'confirmed',
    place: talk.revision,
    since: now,
  });
  await endGift(tx, gift.id, 'taken', now);
  await noteSeat(tx, ports, talk, { id: given.id, person: gift.from.person }, 'given', gift.id);
  await noteSeat(tx, ports, talk, { id, person: to }, 'received', gift.id);
  await tellGiver(tx, ports, talk, gift);
  // What was offered to them from the line is free again.
  if (mine?.state === 'offered') await settle(tx, ports, talk, 'offer-lapsed');
  return ok({ kind: 'gift-taken', gift });
}
