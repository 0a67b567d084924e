// What an organiser may do to a talk: pure decisions, and what somebody typed. Time is an argument.
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import { type Counts, takenOf } from '../seats/rules.ts';
import { phaseOf, type Talk } from '../talks/rules.ts';

/** More seats than that is a slip of the finger. */
export const mostSeats = 100_000;

export type OldTalk = { readonly kind: 'cancelled' } | { readonly kind: 'over' };

/** Why nothing more is done to a talk; undefined while it is still to come, or runs. */
export function whyOld(talk: Parameters<typeof phaseOf>[0], now: Instant): OldTalk | undefined {
  const phase = phaseOf(talk, now);
  return phase === 'cancelled' || phase === 'over' ? { kind: phase } : undefined;
}

/** `9 60`, `next 60 yes`: a talk's name, how many seats, and whether the organiser was asked before. */
export interface CapacityWish {
  readonly name: string;
  readonly capacity: number;
  readonly sure: boolean;
}

export type CapacityMistake =
  | { readonly kind: 'no-capacity' }
  | { readonly kind: 'not-a-number' | 'negative' | 'too-many'; readonly typed: string };

/** Reads what follows the word `capacity`. */
export function parseCapacity(typed: string): Result<CapacityWish, CapacityMistake> {
  const words = typed.split(/\s+/).filter((word) => word !== '');
  const sure = /^(yes|y|oui|o)[.!]?$/i.test(words.at(-1) ?? '');
  const named = sure ? words.slice(0, -1) : words;
  const number = named.at(-1);
  if (number === undefined || named.length < 2) return refuse({ kind: 'no-capacity' });
  if (/^[-−]\d/.test(number)) return refuse({ kind: 'negative', typed: number });
  if (!/^\d+$/.test(number)) return refuse({ kind: 'not-a-number', typed: number });
  const capacity = Number(number);
  if (capacity > mostSeats) return refuse({ kind: 'too-many', typed: number });
  return ok({ name: named.slice(0, -1).join(' '), capacity, sure });
}

export type CapacityDecision =
  /** Fewer than are taken: ask once. `over`: how many more sit than there will be seats. */
  | { readonly kind: 'ask'; readonly taken: number; readonly over: number }
  | { readonly kind: 'change'; readonly before: number };

export type CapacityRefusal = OldTalk | { readonly kind: 'same' };

/** Whether a talk may have so many seats; `sure`: the organiser was asked, and said yes. */
export function decideCapacity(
  talk: Parameters<typeof phaseOf>[0] & Pick<Talk, 'capacity' | 'elsewhere'>,
  counts: Counts,
  wish: Pick<CapacityWish, 'capacity' | 'sure'>,
  now: Instant,
): Result<CapacityDecision, CapacityRefusal> {
  const old = whyOld(talk, now);
  if (old) return refuse(old);
  const before = talk.capacity;
  if (wish.capacity === before) return refuse({ kind: 'same' });
  const taken = takenOf(talk, counts);
  const over = taken - wish.capacity;
  // More seats than before are no loss to anybody, even where they are still too few.
  return over > 0 && wish.capacity < before && !wish.sure
    ? ok({ kind: 'ask', taken, over })
    : ok({ kind: 'change', before });
}

/** A stretch of a long list, numbered from 1. */
export interface Part<T> {
  readonly from: number;
  readonly to: number;
  readonly items: readonly T[];
}

/** A long list in parts of so many. */
export function partsOf<T>(items: readonly T[], size: number): readonly Part<T>[] {
  const parts: Part<T>[] = [];
  for (let start = 0; start < items.length; start += size) {
    const part = items.slice(start, start + size);
    parts.push({ from: start + 1, to: start + part.length, items: part });
  }
  return parts;
}
