// What is known of one talk's seats: how many sit, are offered a seat, and wait; and what one person has.
import type { SeatId } from '../../kernel/ids.ts';
import { never } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import { phaseOf, type SeriesFacts, type Talk } from '../../talks/rules.ts';

/** `offered`: held for somebody of the line until they answer or their time is over. */
export type SeatState = 'confirmed' | 'offered' | 'waiting';

export interface MySeat {
  readonly id: SeatId;
  readonly state: SeatState;
  /** 1 for the first in line; meaningless where one does not wait. */
  readonly line: number;
  /** The first instant at which an offer no longer holds; undefined for what is none. */
  readonly until?: Instant | undefined;
}

export interface Counts {
  readonly confirmed: number;
  readonly offered: number;
  readonly waiting: number;
  /** When the first of the offers ends; undefined where there is none. */
  readonly firstOfferEndsAt?: Instant | undefined;
}

/** What decisions about seats must know of a talk. */
export type SeatTalk = Pick<
  Talk,
  'cancelled' | 'startsAt' | 'endsAt' | 'opensAt' | 'closesAt' | 'capacity' | 'elsewhere' | 'zone'
> & { readonly series: Pick<SeriesFacts, 'waiting'> };

/** One talk's seats as one person meets them. */
export interface TalkSeats {
  readonly talk: SeatTalk;
  readonly counts: Counts;
  readonly mine: MySeat | undefined;
}

type Seats = Pick<Counts, 'confirmed' | 'offered'>;

/** Taken = elsewhere + confirmed + offered. */
export function takenOf(talk: Pick<Talk, 'elsewhere'>, counts: Seats): number {
  return talk.elsewhere + counts.confirmed + counts.offered;
}

/** Seats that nobody has; 0 where the numbers sank beneath what is taken. */
export function freeOf(talk: Pick<Talk, 'elsewhere' | 'capacity'>, counts: Seats): number {
  return Math.max(0, talk.capacity - takenOf(talk, counts));
}

/** How many more sit than there are seats. */
export function overOf(talk: Pick<Talk, 'elsewhere' | 'capacity'>, counts: Seats): number {
  return Math.max(0, takenOf(talk, counts) - talk.capacity);
}

/** Why no seat of a talk changes hands any more. */
export type EndedRefusal =
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'started' }
  | { readonly kind: 'over' };

/** Why nobody can register at this moment. */
export type ClosedRefusal =
  | EndedRefusal
  | { readonly kind: 'not-yet-open'; readonly opensAt: Instant }
  | { readonly kind: 'closed' };

type Phased = Parameters<typeof phaseOf>[0];

/** Why nobody can register now; undefined while registration is open. */
export function whyClosed(talk: Phased, now: Instant): ClosedRefusal | undefined {
  const phase = phaseOf(talk, now);
  switch (phase) {
    case 'not-yet-open':
      return { kind: 'not-yet-open', opensAt: talk.opensAt as Instant };
    case 'open':
      return undefined;
    case 'closed':
      return { kind: 'closed' };
    case 'cancelled':
    case 'running':
    case 'over':
      return whyEnded(talk, now);
    default:
      return never(phase);
  }
}

/** Why no seat changes hands any more; undefined until the talk starts or is cancelled. */
export function whyEnded(talk: Phased, now: Instant): EndedRefusal | undefined {
  const phase = phaseOf(talk, now);
  if (phase === 'cancelled') return { kind: 'cancelled', reason: talk.cancelled as string };
  if (phase === 'running') return { kind: 'started' };
  return phase === 'over' ? { kind: 'over' } : undefined;
}
