// The one place that gives freed seats away, whatever freed them, and that ends the offers whose time is over.
import type { IncomingPress } from '../chat/incoming.ts';
import { touch } from '../delivery/copies.ts';
import { talkSubject } from '../delivery/notice.ts';
import { never } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import type { Write } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { type FreedBy, offerDetail } from './rules/ledger.ts';
import { decideSettle, openFrom } from './rules/waiting-list.ts';
import { lapseGiftTo } from './settle/gifts.ts';
import { type Means, noteSeat, tell } from './settle/notes.ts';
import { tellOpen } from './settle/opened.ts';
import {
  type OfferedSeat,
  offerSeat,
  offersBeyond,
  overdueOffers,
  returnToLine,
  shortenOffer,
} from './store/offers.ts';
import { confirmSeat, countSeats, endSeat, type LineSeat, lineOf } from './store.ts';

export interface Settled {
  /** So many of the line have a seat now. */
  readonly promoted: number;
  /** So many of the line are offered one. */
  readonly offered: number;
  /** So many did not accept in time. */
  readonly expired: number;
}

export const changedBy = (s: Settled): boolean => s.promoted + s.offered + s.expired > 0;

/**
 * Ends the offers whose time is over, then gives free seats by the time that is left: at once, as an offer, or open to anyone; notes and tells it. The caller
 * holds the talk's lock (`talk` is as locked), and says that the talk's cards changed. Gives nothing once the talk has started.
 */
export async function settle(
  tx: Write,
  ports: Means,
  talk: Talk,
  freedBy: FreedBy,
): Promise<Settled> {
  const now = ports.now();
  const before = await countSeats(tx, talk.id);
  const overdue = isOverdue(before, now) ? await overdueOffers(tx, talk.id, now) : [];
  for (const seat of overdue) await expire(tx, ports, talk, seat);
  const counts = { ...before, offered: before.offered - overdue.length };
  const settlement = decideSettle(talk, counts, now);
  // Of several seats the first are those whose offers expired.
  const freed = (index: number): FreedBy => (index < overdue.length ? 'offer-expired' : freedBy);
  const expired = overdue.length;
  switch (settlement.kind) {
    case 'nothing':
    case 'hold':
      return { promoted: 0, offered: 0, expired };
    case 'promote': {
      const line = await lineOf(tx, talk.id, settlement.count);
      for (const [i, seat] of line.entries()) {
        await promote(tx, ports, talk, seat, freed(i));
        if (before.openGifts > 0) await lapseGiftTo(tx, ports, talk, seat.person);
      }
      return { promoted: line.length, offered: 0, expired };
    }
    case 'offer': {
      const line = await lineOf(tx, talk.id, settlement.count);
      for (const [i, seat] of line.entries())
        await offer(tx, ports, talk, seat, settlement.until, freed(i));
      return { promoted: 0, offered: line.length, expired };
    }
    case 'open':
      for (const seat of await lineOf(tx, talk.id, counts.waiting))
        await tellOpen(tx, ports, talk, seat);
      return { promoted: 0, offered: 0, expired };
    default:
      return never(settlement);
  }
}

/** Whether an offer's time is over, so that it ends before anything else is decided. */
export function isOverdue(
  counts: { readonly firstOfferEndsAt?: Instant | undefined },
  now: Instant,
): boolean {
  return counts.firstOfferEndsAt !== undefined && counts.firstOfferEndsAt <= now;
}

/** After a talk was moved or cancelled: no offer lasts into the time in which seats are open to anyone, and none outlives the talk's being cancelled. */
export async function fitOffers(tx: Write, ports: Means, talk: Talk): Promise<void> {
  const now = ports.now();
  if (talk.cancelled !== undefined) {
    for (const seat of await offersBeyond(tx, talk.id, now)) {
      await returnToLine(tx, seat.id);
      await noteSeat(tx, ports, talk, seat, 'offer-withdrawn');
    }
    return;
  }
  const lastAt = Math.max(openFrom(talk), now);
  for (const seat of await offersBeyond(tx, talk.id, lastAt)) {
    await shortenOffer(tx, seat.id, lastAt);
    if (lastAt > now) await tellOffer(tx, ports, talk, seat, lastAt);
  }
}

async function promote(
  tx: Write,
  ports: Means,
  talk: Talk,
  seat: LineSeat,
  freedBy: FreedBy,
): Promise<void> {
  await confirmSeat(tx, seat.id);
  await noteSeat(tx, ports, talk, seat, 'promoted', freedBy);
  await tell(tx, ports, talk, seat, {
    key: `promoted:${seat.id}:${talk.revision}`,
    drawer: 'promoted',
    params: { seat: seat.id, freedBy },
  });
}

async function offer(
  tx: Write,
  ports: Means,
  talk: Talk,
  seat: LineSeat,
  until: Instant,
  freedBy: FreedBy,
): Promise<void> {
  await offerSeat(tx, seat.id, until);
  await noteSeat(tx, ports, talk, seat, 'offered', offerDetail(until, freedBy));
  await tellOffer(tx, ports, talk, seat, until);
}

async function tellOffer(
  tx: Write,
  ports: Means,
  talk: Talk,
  seat: LineSeat,
  until: Instant,
): Promise<void> {
  await tell(tx, ports, talk, seat, {
    key: `offered:${seat.id}:${talk.revision}`,
    drawer: 'offered',
    params: { seat: seat.id },
    uselessAt: until,
  });
}

async function expire(tx: Write, ports: Means, talk: Talk, seat: OfferedSeat): Promise<void> {
  await endSeat(tx, seat.id, ports.now());
  await noteSeat(tx, ports, talk, seat, 'expired', String(seat.until));
  await tell(tx, ports, talk, seat, {
    key: `offer-expired:${seat.id}`,
    drawer: 'offer-expired',
    params: { seat: seat.id, until: seat.until },
  });
}

/** The talk's live cards are drawn again, the pressed copy first. */
export function touchTalk(tx: Write, talk: Talk, press?: IncomingPress): Promise<void> {
  return touch(
    tx,
    talkSubject(talk.id),
    press?.pressed === undefined
      ? undefined
      : { conversation: press.place.conversation, message: press.pressed },
  );
}
