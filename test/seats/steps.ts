// Steps of a history: what people and organisers may do, and how time may pass, weighted as chance should choose.
import fc from 'fast-check';

export const users = Array.from({ length: 40 }, (_, i) => `u${i}`);
const user = fc.constantFrom(...users);
const talk = fc.integer({ min: 0, max: 1 });
const few = fc.integer({ min: 0, max: 3 });
const some = fc.integer({ min: 2, max: 9 });
/** Of those who could answer, which one. */
const which = fc.nat({ max: 7 });

export const step = fc.oneof(
  { weight: 30, arbitrary: fc.record({ do: fc.constant('register' as const), user, talk }) },
  {
    weight: 24,
    arbitrary: fc.record({
      do: fc.constant('cancel' as const),
      // Somebody who sits, where there is one; else, or by chance, anybody.
      which: fc.option(which, { nil: undefined, freq: 2 }),
      user,
      talk,
      sure: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      user,
      talk,
      // Somebody to whom a seat is offered, where there is one; else, or by chance, anybody.
      which: fc.option(which, { nil: undefined }),
      accepts: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('give' as const), which, user, to: user, talk }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('gift' as const), which, talk, accepts: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('keep' as const), which, user, talk }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('capacity' as const), talk, to: some }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('elsewhere' as const), talk, to: few }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('again' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      minutes: fc.integer({ min: 1, max: 80 }),
      /** Whether the scheduler is there: else its work is overdue for a while. */
      runs: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('next due' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('run' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('call off' as const), talk }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('call on' as const), talk }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      talk,
      hours: fc.constantFrom(-3, 0, 0, 3, 20),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      user,
      other: user,
      // Two who both hold a seat, where there are two: by chance they would seldom meet.
      talk: fc.option(talk, { nil: undefined }),
    }),
  },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
