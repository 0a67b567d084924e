// Who sits and who waits: pure decisions on what is known of one talk's seats. Time is an argument.
import type { SeatId } from '../kernel/ids.ts';
import { never, ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import type { Gift } from './rules/giving.ts';
import {
  type ClosedRefusal,
  type EndedRefusal,
  freeOf,
  type MySeat,
  type SeatState,
  type TalkSeats,
  whyClosed,
  whyEnded,
} from './rules/standing.ts';
import { leadOf, mustWait } from './rules/waiting-list.ts';

export {
  type Counts,
  freeOf,
  type MySeat,
  overOf,
  type SeatState,
  takenOf,
} from './rules/standing.ts';

export type RegisterRefusal =
  | ClosedRefusal
  | { readonly kind: 'already-registered' }
  | { readonly kind: 'already-waiting'; readonly line: number };

export type Registered =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'waiting'; readonly line: number }
  /** The seat that was offered to them. */
  | { readonly kind: 'accepted' }
  /** Somebody of the line takes a seat that is open to anyone. */
  | { readonly kind: 'taken' };

/** A seat while one is free and nobody is passed over; else a place at the end of the line. Whoever calls it has ended the offers whose time is over. */
export function decideRegister(
  state: TalkSeats,
  now: Instant,
): Result<Registered, RegisterRefusal> {
  const { talk, counts, mine } = state;
  const ended = whyEnded(talk, now);
  if (ended) return refuse(ended);
  // Whoever is in already is told so, or gets what is theirs, also when registration has closed since.
  if (mine) return registerAgain(state, mine, now);
  const closed = whyClosed(talk, now);
  if (closed) return refuse(closed);
  return mustWait(talk, counts, now)
    ? ok({ kind: 'waiting', line: counts.waiting + 1 })
    : ok({ kind: 'confirmed' });
}

function registerAgain(
  { talk, counts }: TalkSeats,
  mine: MySeat,
  now: Instant,
): Result<Registered, RegisterRefusal> {
  switch (mine.state) {
    case 'confirmed':
      return refuse({ kind: 'already-registered' });
    case 'offered':
      return ok({ kind: 'accepted' });
    case 'waiting':
      return leadOf(talk, now) === 'open' && freeOf(talk, counts) > 0
        ? ok({ kind: 'taken' })
        : refuse({ kind: 'already-waiting', line: mine.line });
    default:
      return never(mine.state);
  }
}

export type CancelRefusal = EndedRefusal | { readonly kind: 'not-registered' };

export type Cancelled =
  /** It cannot be undone while others wait: ask once. */
  | { readonly kind: 'ask'; readonly waiting: number }
  /** `gift`: what had been offered to a colleague, who is told that it ended. */
  | { readonly kind: 'freed'; readonly gift?: Gift | undefined }
  | { readonly kind: 'left-line' }
  /** It was offered and not yet accepted. */
  | { readonly kind: 'declined' };

/** Gives a seat, an offer or a place back, until the talk starts. `sure`: the person was asked and said yes. */
export function decideCancel(
  { talk, counts, mine }: TalkSeats,
  sure: boolean,
  now: Instant,
): Result<Cancelled, CancelRefusal> {
  const ended = whyEnded(talk, now);
  if (ended) return refuse(ended);
  if (!mine) return refuse({ kind: 'not-registered' });
  switch (mine.state) {
    case 'waiting':
      return ok({ kind: 'left-line' });
    case 'offered':
      return ok({ kind: 'declined' });
    case 'confirmed':
      return counts.waiting > 0 && !sure
        ? ok({ kind: 'ask', waiting: counts.waiting })
        : ok({ kind: 'freed' });
    default:
      return never(mine.state);
  }
}

export interface Holding {
  readonly id: SeatId;
  readonly state: SeatState;
  /** The talk's revision at which it was given: the older one is smaller. */
  readonly place: number;
}

const ranks: Readonly<Record<SeatState, number>> = { confirmed: 0, offered: 1, waiting: 2 };

/** Of two live seats of one person the better stays: confirmed before offered before waiting, then the older. */
export function betterSeat(
  a: Holding,
  b: Holding,
): { readonly stays: Holding; readonly goes: Holding } {
  const by = ranks[a.state] - ranks[b.state] || a.place - b.place;
  return by <= 0 ? { stays: a, goes: b } : { stays: b, goes: a };
}
