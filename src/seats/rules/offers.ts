// How long an offered seat is held, and what its answer may be.
import { never, ok, type Result, refuse } from '../../kernel/result.ts';
import { hour, type Instant, instantOf, localDate, minute, plusDays } from '../../kernel/time.ts';
import {
  type EndedRefusal,
  type MySeat,
  type SeatTalk,
  type TalkSeats,
  whyEnded,
} from './standing.ts';

/** An offer that would hold for less of the time that counts is not made. */
export const leastOffer = 30 * minute;

export interface OfferTime {
  /** The first instant at which it no longer holds. */
  readonly until: Instant;
  /** How much of the time that counts lies in it, in milliseconds. */
  readonly counted: number;
}

/**
 * How long a seat that is offered at `from` is held: so many hours of those that count, from one time of day to another of the talk's zone; at the latest until
 * `lastAt`.
 */
export function offerTime(
  talk: Pick<SeatTalk, 'zone' | 'series'>,
  from: Instant,
  lastAt: Instant,
): OfferTime {
  const { zone, series } = talk;
  const whole = series.waiting.offerHours * hour;
  let left = whole;
  for (let on = localDate(from, zone); ; on = plusDays(on, 1)) {
    const begins = Math.max(from, instantOf(on, series.waiting.from, zone));
    const ends = Math.min(lastAt, instantOf(on, series.waiting.to, zone));
    if (ends - begins >= left) return { until: begins + left, counted: whole };
    left -= Math.max(0, ends - begins);
    if (begins >= lastAt) return { until: lastAt, counted: whole - left };
  }
}

/** The newest thing that ended an offer to somebody, as their ledger tells it. */
export type LastOffer =
  | { readonly kind: 'expired'; readonly until: Instant }
  | { readonly kind: 'declined' | 'gift-declined' | 'gift-withdrawn' };

export type OfferRefusal =
  | EndedRefusal
  | { readonly kind: 'already-registered' }
  | { readonly kind: 'still-waiting'; readonly line: number }
  /** `last`: what became of the offer that was probably meant. */
  | { readonly kind: 'no-offer'; readonly last: LastOffer | undefined };

/** Whether an offered seat can be accepted or declined now. Whoever calls it has ended the offers whose time is over. */
export function decideOffer(
  { talk, mine }: Pick<TalkSeats, 'talk' | 'mine'>,
  last: LastOffer | undefined,
  now: Instant,
): Result<MySeat, OfferRefusal> {
  const ended = whyEnded(talk, now);
  if (ended) return refuse(ended);
  if (!mine) return refuse({ kind: 'no-offer', last });
  switch (mine.state) {
    case 'confirmed':
      return refuse({ kind: 'already-registered' });
    case 'waiting':
      return refuse({ kind: 'still-waiting', line: mine.line });
    case 'offered':
      return ok(mine);
    default:
      return never(mine.state);
  }
}
