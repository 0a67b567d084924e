// What a fact of an earlier feature obliges the seats to do.
import type { Fact } from '../kernel/facts.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Write } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { lockTalk, readTalk } from '../talks/store.ts';
import { tellChange } from './jobs/changes.ts';
import type { Gift } from './rules/giving.ts';
import { betterSeat, type Holding } from './rules.ts';
import { lapseGift, withdrawGift } from './settle/gifts.ts';
import { type Means, noteSeat } from './settle/notes.ts';
import { fitOffers, settle, touchTalk } from './settle.ts';
import { endGift, openGiftsOf } from './store/gifts.ts';
import { endSeat, liveSeatsOf, moveSeats, mySeat } from './store.ts';

export { seatDrawers } from './jobs/drawers.ts';
export { seatsDueWork } from './jobs/due.ts';

/** Listens to facts inside the transaction that made them. */
export async function seatsListen(tx: Write, ports: Means, fact: Fact): Promise<readonly Fact[]> {
  switch (fact.kind) {
    case 'talk-changed': {
      const talk = await readTalk(tx, fact.talk);
      if (talk) await touchTalk(tx, talk);
      return [];
    }
    case 'plan-changed': {
      const talk = await lockTalk(tx, fact.talk);
      if (talk) await tellChange(tx, ports, talk, fact.before);
      return [];
    }
    case 'seats-changed': {
      const talk = await lockTalk(tx, fact.talk);
      if (!talk) return [];
      await fitOffers(tx, ports, talk);
      await settle(tx, ports, talk, 'more-seats');
      await touchTalk(tx, talk);
      return [];
    }
    case 'persons-merged':
      await mergeSeats(tx, ports, fact.from, fact.into);
      return [];
    case 'persons-parted':
      return [];
  }
}

/** Of two live seats for a talk the better stays; the other is freed and settled. Talks are locked in the order of their ids. */
async function mergeSeats(tx: Write, ports: Means, from: PersonId, into: PersonId): Promise<void> {
  const theirs = await liveSeatsOf(tx, from);
  const ours = new Map((await liveSeatsOf(tx, into)).map((seat) => [seat.talk, seat]));
  const given = [...(await openGiftsOf(tx, from)), ...(await openGiftsOf(tx, into))];
  const both = theirs.flatMap((seat) => {
    const other = ours.get(seat.talk);
    return other ? [[seat, other] as const] : [];
  });
  const touched = new Set([...both.map(([seat]) => seat.talk), ...given.map(({ talk }) => talk)]);
  const talks: Talk[] = [];
  for (const id of [...touched].sort()) {
    const talk = await lockTalk(tx, id);
    if (!talk) continue;
    talks.push(talk);
    const pair = both.find(([seat]) => seat.talk === id);
    if (pair) await freeWorse(tx, ports, talk, pair, from, into);
    await mergeGifts(tx, ports, talk, from, into);
  }
  await moveSeats(tx, from, into);
  for (const talk of talks) {
    await settle(tx, ports, talk, 'accounts-linked');
    await touchTalk(tx, talk);
  }
}

async function freeWorse(
  tx: Write,
  ports: Means,
  talk: Talk,
  [theirs, ours]: readonly [Holding, Holding],
  from: PersonId,
  into: PersonId,
): Promise<void> {
  const { goes, stays } = betterSeat(theirs, ours);
  await endSeat(tx, goes.id, ports.now());
  const person = stays === theirs ? from : into;
  await noteSeat(tx, ports, talk, { id: goes.id, person }, 'merged-freed');
}

/** What is given between the two ends quietly; of two seats that one person gives, or is being given, the older remains; whoever has one is given none. */
async function mergeGifts(
  tx: Write,
  ports: Means,
  talk: Talk,
  from: PersonId,
  into: PersonId,
): Promise<void> {
  const one = (person: PersonId) => person === from || person === into;
  const known = [...(await openGiftsOf(tx, from)), ...(await openGiftsOf(tx, into))];
  const open = [...new Map(known.map((gift) => [gift.id, gift])).values()]
    .filter((gift) => gift.talk === talk.id)
    .sort((a, b) => a.step - b.step);
  const inside = (gift: Gift) => one(gift.from.person) && one(gift.to.person);
  for (const gift of open.filter(inside)) await endGift(tx, gift.id, 'lapsed', ports.now());
  const outgoing = open.filter((gift) => !inside(gift) && one(gift.from.person));
  for (const gift of outgoing.slice(1)) await withdrawGift(tx, ports, talk, gift);
  const seats = [await mySeat(tx, talk.id, from), await mySeat(tx, talk.id, into)];
  const sits = seats.some((seat) => seat?.state === 'confirmed');
  const incoming = open.filter((gift) => !inside(gift) && one(gift.to.person));
  for (const gift of incoming.slice(sits ? 0 : 1)) await lapseGift(tx, ports, talk, gift);
}
