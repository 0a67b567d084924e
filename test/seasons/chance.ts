// Chance that is the same for the same words: what somebody does depends on the seed and on what happened to them, never on what was drawn before.
import { createHash } from 'node:crypto';

export interface Chance {
  /** From 0 up to, without, `below`. */
  int(below: number): number;
  /** True so many times of a hundred. */
  percent(of: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Chance for one occasion, named by words and numbers. */
export function chanceFor(seed: number, ...about: readonly (string | number)[]): Chance {
  let bytes = createHash('sha256')
    .update([seed, ...about].join('|'))
    .digest();
  let used = 0;
  const next = (): number => {
    if (used + 4 > bytes.length) {
      bytes = createHash('sha256').update(bytes).digest();
      used = 0;
    }
    used += 4;
    return bytes.readUInt32BE(used - 4);
  };
  const int = (below: number) => Math.floor((next() / 2 ** 32) * below);
  return {
    int,
    percent: (of) => int(100) < of,
    pick: <T>(from: readonly T[]) => from[int(from.length)] as T,
  };
}
