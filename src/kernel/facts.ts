// What an earlier feature's change obliges a later one to do. A closed union: a test asserts that every fact has its listeners.
import type { PersonId, TalkId } from './ids.ts';
import type { Instant, Zone } from './time.ts';

/** What people plan by: when, where and under which title a talk takes place, and whether it does. */
export interface TalkPlan {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly zone: Zone;
  readonly place: string;
  /** Undefined: to be announced. */
  readonly title: string | undefined;
  /** The reason, where the talk is cancelled. */
  readonly cancelled: string | undefined;
}

export type Fact =
  /** What a talk's card shows has changed: words, times, numbers. */
  | { readonly kind: 'talk-changed'; readonly talk: TalkId }
  /** Of a talk that people could already know, the plan has changed; `before` is what they knew. It comes beside `talk-changed`. */
  | { readonly kind: 'plan-changed'; readonly talk: TalkId; readonly before: TalkPlan }
  /** How many seats a talk has, how many are taken elsewhere, when it starts, or whether it takes place: whoever gives seats settles them. */
  | { readonly kind: 'seats-changed'; readonly talk: TalkId }
  /** Two persons became one: `from` is no more, all that it had belongs to `into`. */
  | { readonly kind: 'persons-merged'; readonly from: PersonId; readonly into: PersonId }
  /** Accounts that were one person are so no more: one of them keeps `person` and all it has, and the others know what it knew. */
  | { readonly kind: 'persons-parted'; readonly person: PersonId };

export type FactKind = Fact['kind'];

/** A table by kind, so that the compiler proves it whole. */
export const factKinds: Readonly<Record<FactKind, true>> = {
  'talk-changed': true,
  'plan-changed': true,
  'seats-changed': true,
  'persons-merged': true,
  'persons-parted': true,
};

/** A decision's result beside what it obliges others to do. */
export interface Decided<T> {
  readonly value: T;
  readonly facts: readonly Fact[];
}

export function decided<T>(value: T, ...facts: Fact[]): Decided<T> {
  return { value, facts };
}
