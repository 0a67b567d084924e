// Steps of a history: what people and organisers may do, weighted as chance should choose.
import fc from 'fast-check';

export const users = Array.from({ length: 40 }, (_, i) => `u${i}`);
const user = fc.constantFrom(...users);
const talk = fc.integer({ min: 0, max: 1 });
const few = fc.integer({ min: 0, max: 8 });

export const step = fc.oneof(
  { weight: 30, arbitrary: fc.record({ do: fc.constant('register' as const), user, talk }) },
  {
    weight: 24,
    arbitrary: fc.record({ do: fc.constant('cancel' as const), user, talk, sure: fc.boolean() }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('capacity' as const), talk, to: few }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('elsewhere' as const), talk, to: few }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('again' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('call off' as const), talk }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('call on' as const), talk }) },
  {
    weight: 3,
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
