// Who sits and who waits: pure decisions on what is known of one talk's seats. Time is an argument.
import type { SeatId } from '../kernel/ids.ts';
import { never, ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import { phaseOf, type Talk } from '../talks/rules.ts';

export type SeatState = 'confirmed' | 'waiting';

export interface MySeat {
  readonly id: SeatId;
  readonly state: SeatState;
  /** 1 for the first in line; meaningless for a confirmed seat. */
  readonly line: number;
}

export interface Counts {
  readonly confirmed: number;
  readonly waiting: number;
}

/** One talk's seats as one person meets them. */
export interface TalkSeats {
  readonly talk: Pick<
    Talk,
    'cancelled' | 'startsAt' | 'endsAt' | 'opensAt' | 'closesAt' | 'capacity' | 'elsewhere'
  >;
  readonly counts: Counts;
  readonly mine: MySeat | undefined;
}

/** Taken = elsewhere + confirmed. */
export function takenOf(talk: Pick<Talk, 'elsewhere'>, counts: Counts): number {
  return talk.elsewhere + counts.confirmed;
}

/** Seats that nobody has; 0 where the numbers sank beneath what is taken. */
export function freeOf(talk: Pick<Talk, 'elsewhere' | 'capacity'>, counts: Counts): number {
  return Math.max(0, talk.capacity - takenOf(talk, counts));
}

/** How many more sit than there are seats. */
export function overOf(talk: Pick<Talk, 'elsewhere' | 'capacity'>, counts: Counts): number {
  return Math.max(0, takenOf(talk, counts) - talk.capacity);
}

/** Why nobody can register at this moment. */
export type ClosedRefusal =
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'not-yet-open'; readonly opensAt: Instant }
  | { readonly kind: 'closed' }
  | { readonly kind: 'started' }
  | { readonly kind: 'over' };

export type RegisterRefusal =
  | ClosedRefusal
  | { readonly kind: 'already-registered' }
  | { readonly kind: 'already-waiting'; readonly line: number };

export type Registered =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'waiting'; readonly line: number };

/** A seat while one is free and nobody waits; else a place at the end of the line. */
export function decideRegister(
  state: TalkSeats,
  now: Instant,
): Result<Registered, RegisterRefusal> {
  const closed = whyClosed(state.talk, now);
  if (state.mine) {
    // Whoever has a seat is told so, also when registration has closed since; but not of a talk that is past or cancelled.
    if (closed && ['cancelled', 'started', 'over'].includes(closed.kind)) return refuse(closed);
    return refuse(
      state.mine.state === 'confirmed'
        ? { kind: 'already-registered' }
        : { kind: 'already-waiting', line: state.mine.line },
    );
  }
  if (closed) return refuse(closed);
  return state.counts.waiting === 0 && freeOf(state.talk, state.counts) > 0
    ? ok({ kind: 'confirmed' })
    : ok({ kind: 'waiting', line: state.counts.waiting + 1 });
}

/** Why nobody can register now; undefined while registration is open. */
export function whyClosed(talk: TalkSeats['talk'], now: Instant): ClosedRefusal | undefined {
  const phase = phaseOf(talk, now);
  switch (phase) {
    case 'cancelled':
      return { kind: 'cancelled', reason: talk.cancelled as string };
    case 'not-yet-open':
      return { kind: 'not-yet-open', opensAt: talk.opensAt as Instant };
    case 'open':
      return undefined;
    case 'closed':
      return { kind: 'closed' };
    case 'running':
      return { kind: 'started' };
    case 'over':
      return { kind: 'over' };
    default:
      return never(phase);
  }
}

export type CancelRefusal =
  | { readonly kind: 'not-registered' }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'started' }
  | { readonly kind: 'over' };

export type Cancelled =
  /** It cannot be undone while others wait: ask once. */
  | { readonly kind: 'ask'; readonly waiting: number }
  | { readonly kind: 'freed' }
  | { readonly kind: 'left-line' };

/** Gives a seat or a place back, until the talk starts. `sure`: the person was asked and said yes. */
export function decideCancel(
  state: TalkSeats,
  sure: boolean,
  now: Instant,
): Result<Cancelled, CancelRefusal> {
  const closed = whyClosed(state.talk, now);
  if (closed?.kind === 'cancelled' || closed?.kind === 'started' || closed?.kind === 'over')
    return refuse(closed);
  if (!state.mine) return refuse({ kind: 'not-registered' });
  if (state.mine.state === 'waiting') return ok({ kind: 'left-line' });
  if (state.counts.waiting > 0 && !sure) return ok({ kind: 'ask', waiting: state.counts.waiting });
  return ok({ kind: 'freed' });
}

/** How many of those waiting get a seat now, first come first served. Nothing once the talk has started or is cancelled. */
export function decideSettle(talk: TalkSeats['talk'], counts: Counts, now: Instant): number {
  if (talk.cancelled !== undefined || now >= talk.startsAt) return 0;
  return Math.min(counts.waiting, freeOf(talk, counts));
}

export interface Holding {
  readonly id: SeatId;
  readonly state: SeatState;
  /** The talk's revision at which it was given: the older one is smaller. */
  readonly place: number;
}

/** Of two live seats of one person the better stays: confirmed before waiting, then the older. */
export function betterSeat(
  a: Holding,
  b: Holding,
): { readonly stays: Holding; readonly goes: Holding } {
  const rank = (h: Holding) => (h.state === 'confirmed' ? 0 : 1);
  const aFirst = rank(a) !== rank(b) ? rank(a) < rank(b) : a.place <= b.place;
  return aFirst ? { stays: a, goes: b } : { stays: b, goes: a };
}

/** What the ledger notes; `why` tells it in sentences. */
export type LedgerKind =
  | 'registered'
  | 'waiting'
  | 'promoted'
  | 'cancelled'
  | 'left-line'
  | 'merged-freed'
  /** Asked before the talk, they said that they are coming. */
  | 'still-coming'
  | 'freed-by-organiser';

/** Whether a line says that from then on the seat is its holder's own. A table by kind, so that the compiler proves it whole. */
const confirms: Readonly<Record<LedgerKind, boolean>> = {
  registered: true,
  waiting: false,
  promoted: true,
  cancelled: false,
  'left-line': false,
  'merged-freed': false,
  'still-coming': false,
  'freed-by-organiser': false,
};

/** The lines from which on a seat is its holder's own. */
export const confirmingLines: readonly LedgerKind[] = (
  Object.keys(confirms) as LedgerKind[]
).filter((kind) => confirms[kind]);

/** What made a seat free. */
export type FreedBy = 'somebody-left' | 'more-seats' | 'accounts-linked';
