// What an earlier feature's change obliges a later one to do. A closed union: a test asserts that every fact has its listeners.
import type { PersonId, TalkId } from './ids.ts';

export type Fact =
  /** What a talk's card shows has changed: words, times, numbers. */
  | { readonly kind: 'talk-changed'; readonly talk: TalkId }
  /** How many seats a talk has, or how many are taken elsewhere: whoever gives seats settles them. */
  | { readonly kind: 'seats-changed'; readonly talk: TalkId }
  /** Two persons became one: `from` is no more, all that it had belongs to `into`. */
  | { readonly kind: 'persons-merged'; readonly from: PersonId; readonly into: PersonId };

export type FactKind = Fact['kind'];

/** A table by kind, so that the compiler proves it whole. */
export const factKinds: Readonly<Record<FactKind, true>> = {
  'talk-changed': true,
  'seats-changed': true,
  'persons-merged': true,
};

/** A decision's result beside what it obliges others to do. */
export interface Decided<T> {
  readonly value: T;
  readonly facts: readonly Fact[];
}

export function decided<T>(value: T, ...facts: Fact[]): Decided<T> {
  return { value, facts };
}
