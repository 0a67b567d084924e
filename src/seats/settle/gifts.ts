// How a seat that is being given to a colleague stops being so by itself: they have one of their own, or the giver has none any more.
import type { PersonId } from '../../kernel/ids.ts';
import type { Write } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import type { Gift } from '../rules/giving.ts';
import { endGift, giftFrom, giftTo } from '../store/gifts.ts';
import { type Means, noteSeat, tell } from './notes.ts';

/** The colleague has a seat of their own now: the giver keeps theirs, and is told. */
export async function lapseGift(tx: Write, ports: Means, talk: Talk, gift: Gift): Promise<void> {
  await endGift(tx, gift.id, 'lapsed', ports.now());
  await noteBoth(tx, ports, talk, gift, 'gift-lapsed');
  await tellGiver(tx, ports, talk, gift);
}

export async function lapseGiftTo(
  tx: Write,
  ports: Means,
  talk: Talk,
  person: PersonId,
): Promise<void> {
  const gift = await giftTo(tx, talk.id, person);
  if (gift) await lapseGift(tx, ports, talk, gift);
}

/** The giver keeps the seat, or has none any more: the colleague is told. */
export async function withdrawGift(tx: Write, ports: Means, talk: Talk, gift: Gift): Promise<void> {
  await endGift(tx, gift.id, 'withdrawn', ports.now());
  await noteBoth(tx, ports, talk, gift, 'gift-withdrawn');
  await tell(tx, ports, talk, gift.to, {
    key: `gift-withdrawn:${gift.id}`,
    drawer: 'gift-withdrawn',
    params: { gift: gift.id },
  });
}

/** What that person was giving, if anything. */
export async function withdrawGiftFrom(
  tx: Write,
  ports: Means,
  talk: Talk,
  person: PersonId,
): Promise<Gift | undefined> {
  const gift = await giftFrom(tx, talk.id, person);
  if (gift) await withdrawGift(tx, ports, talk, gift);
  return gift;
}

export async function tellGiver(tx: Write, ports: Means, talk: Talk, gift: Gift): Promise<void> {
  await tell(tx, ports, talk, gift.from, {
    key: `gift-answered:${gift.id}`,
    drawer: 'gift-answered',
    params: { gift: gift.id },
  });
}

export async function noteBoth(
  tx: Write,
  ports: Means,
  talk: Talk,
  gift: Gift,
  kind: 'gift-declined' | 'gift-withdrawn' | 'gift-lapsed',
): Promise<void> {
  await noteSeat(tx, ports, talk, gift.from, kind, gift.id);
  await noteSeat(tx, ports, talk, gift.to, kind, gift.id);
}
