// The answer to a seat that is offered: from the waiting list, or by a colleague.
import type { Incoming } from '../../chat/incoming.ts';
import type { Ports } from '../../delivery/ports.ts';
import type { PersonId, TalkId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Write } from '../../storage/database.ts';
import { type Locked, type Outcome, withTalk } from '../decide.ts';
import type { TakeRefusal } from '../rules/giving.ts';
import { decideOffer, type LastOffer, type OfferRefusal } from '../rules/offers.ts';
import { lapseGiftTo } from '../settle/gifts.ts';
import { noteSeat } from '../settle/notes.ts';
import { settle } from '../settle.ts';
import { giftsOf } from '../store/gifts.ts';
import { confirmSeat, endSeat, ledgerOf } from '../store.ts';
import { answerGiftIn, type GiftAnswered } from './giving.ts';

export type Answer = 'accept' | 'decline';

export interface OfferAnswered {
  readonly kind: 'accepted' | 'declined';
}

/** Answers the seat that is offered to the speaker from the waiting list. */
export function answerOffer(
  ports: Ports,
  incoming: Incoming,
  talk: TalkId,
  answer: Answer,
): Outcome<OfferAnswered, OfferRefusal> {
  return withTalk<OfferAnswered, OfferRefusal>(ports, incoming, talk, (tx, locked) =>
    answerOfferIn(tx, ports, locked, answer),
  );
}

/**
 * Answers in words: what is offered from the waiting list, else what a colleague offers; `gift`: the latter alone.
 */
export function answerTyped(
  ports: Ports,
  incoming: Incoming,
  talk: TalkId,
  answer: Answer,
  gift: boolean,
): Outcome<OfferAnswered | GiftAnswered, OfferRefusal | TakeRefusal> {
  return withTalk<OfferAnswered | GiftAnswered, OfferRefusal | TakeRefusal>(
    ports,
    incoming,
    talk,
    async (tx, locked) => {
      const { talk: found, person, mine } = locked;
      const got = person ? await giftsOf(tx, found.id, person) : [];
      const meant = got.filter((one) => one.to.person === person);
      const open = meant.find((one) => one.state === 'open');
      const chosen = gift ? (open ?? meant.at(-1)) : mine?.state === 'offered' ? undefined : open;
      return chosen
        ? answerGiftIn(tx, ports, incoming, locked, chosen, answer)
        : answerOfferIn(tx, ports, locked, answer);
    },
  );
}

async function answerOfferIn(
  tx: Write,
  ports: Ports,
  { talk, person, mine, counts, now }: Locked,
  answer: Answer,
): Promise<Result<OfferAnswered, OfferRefusal>> {
  const last = mine || !person ? undefined : await lastOffer(tx, talk.id, person);
  const offered = decideOffer({ talk, mine }, last, now);
  if (!offered.ok) return offered;
  const seat = { id: offered.value.id, person: person as PersonId };
  if (answer === 'accept') {
    await confirmSeat(tx, seat.id);
    await noteSeat(tx, ports, talk, seat, 'accepted');
    if (counts.openGifts > 0) await lapseGiftTo(tx, ports, talk, seat.person);
    return ok({ kind: 'accepted' });
  }
  await endSeat(tx, seat.id, now);
  await noteSeat(tx, ports, talk, seat, 'declined');
  await settle(tx, ports, talk, 'offer-declined');
  return ok({ kind: 'declined' });
}

/** What the newest line of somebody's ledger says of an offer that is no more. */
async function lastOffer(
  tx: Write,
  talk: TalkId,
  person: PersonId,
): Promise<LastOffer | undefined> {
  const newest = (await ledgerOf(tx, talk, person)).at(-1);
  switch (newest?.kind) {
    case 'expired':
      return { kind: 'expired', until: Number(newest.detail) };
    case 'declined':
    case 'gift-declined':
    case 'gift-withdrawn':
      return { kind: newest.kind };
    default:
      return undefined;
  }
}
