// Who gets a free seat, by the time that is left before the talk. Hours are elapsed time, whatever clocks are changed.
import { hour, type Instant } from '../../kernel/time.ts';
import { leastOffer, offerTime } from './offers.ts';
import { type Counts, freeOf, type SeatTalk, whyEnded } from './standing.ts';

/**
 * How a seat is given: `straight` to the first in line; as an `offer` to them, with a deadline; `open` to anyone, whoever waits. `ended`: the talk has started,
 * is over or cancelled, and none is given.
 */
export type Lead = 'straight' | 'offer' | 'open' | 'ended';

type Timed = Pick<SeatTalk, 'startsAt' | 'series'>;

/** The last instant but one at which a seat goes straight to the first in line. */
export function offersFrom(talk: Timed): Instant {
  return talk.startsAt - talk.series.waiting.straightUntilHours * hour;
}

/** The first instant at which a free seat is open to anyone; every offer ends by then. */
export function openFrom(talk: Timed): Instant {
  return talk.startsAt - talk.series.waiting.openUntilHours * hour;
}

export function leadOf(talk: SeatTalk, now: Instant): Lead {
  if (whyEnded(talk, now)) return 'ended';
  if (now >= openFrom(talk)) return 'open';
  return now >= offersFrom(talk) ? 'offer' : 'straight';
}

/** Whether somebody without a place would join the line now: nobody is passed over until seats are open to anyone. */
export function mustWait(talk: SeatTalk, counts: Counts, now: Instant): boolean {
  if (freeOf(talk, counts) === 0) return true;
  return counts.waiting > 0 && leadOf(talk, now) !== 'open';
}

/** What becomes of the free seats for which people wait. */
export type Settlement =
  | { readonly kind: 'nothing' }
  /** So many of the line have a seat now, the first of them first. */
  | { readonly kind: 'promote'; readonly count: number }
  /** So many of the line are offered one. */
  | { readonly kind: 'offer'; readonly count: number; readonly until: Instant }
  /** No offer fits any more: the seats wait until they are open to anyone. */
  | { readonly kind: 'hold'; readonly count: number; readonly until: Instant }
  /** So many are open to anyone: those who wait are told. */
  | { readonly kind: 'open'; readonly count: number };

export function decideSettle(talk: SeatTalk, counts: Counts, now: Instant): Settlement {
  const lead = leadOf(talk, now);
  const free = freeOf(talk, counts);
  const count = Math.min(counts.waiting, free);
  if (count === 0 || lead === 'ended') return { kind: 'nothing' };
  if (lead === 'open') return { kind: 'open', count: free };
  if (lead === 'straight') return { kind: 'promote', count };
  const opens = openFrom(talk);
  const { until, counted } = offerTime(talk, now, opens);
  return counted < leastOffer
    ? { kind: 'hold', count: free, until: opens }
    : { kind: 'offer', count, until };
}

/** What becomes of a seat that is given back now while others wait. */
export function fateOfFreedSeat(talk: SeatTalk, now: Instant): Settlement['kind'] {
  const oneFree = { confirmed: talk.capacity - talk.elsewhere - 1, offered: 0, waiting: 1 };
  return decideSettle(talk, oneFree, now).kind;
}
