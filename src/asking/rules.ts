// Near misses: which known word somebody probably meant.
import type { Language } from '../kernel/language.ts';

export interface Spelled {
  readonly name: string;
  readonly spellings: Readonly<Record<Language, readonly string[]>>;
}

export interface NearMiss {
  readonly name: string;
  readonly spelling: string;
}

/** How far apart two words are; given, so that the rule stays pure of how it is counted. */
export type Distance = (a: string, b: string) => number;

/**
 * The word that is one change away, or two where both are long; undefined where none is, or where two different words are equally near. A short beginning of
 * exactly one word counts as near too ("reg").
 */
export function nearest(
  typed: string,
  words: readonly Spelled[],
  distance: Distance,
): NearMiss | undefined {
  const near: { miss: NearMiss; far: number }[] = [];
  for (const word of words)
    for (const spelling of new Set(Object.values(word.spellings).flat())) {
      const far = distance(typed, spelling);
      const allowed =
        Math.min(typed.length, spelling.length) >= 6
          ? 2
          : Math.min(typed.length, spelling.length) >= 3
            ? 1
            : 0;
      if (far <= allowed) near.push({ miss: { name: word.name, spelling }, far });
      else if (typed.length >= 3 && spelling.startsWith(typed))
        near.push({ miss: { name: word.name, spelling }, far: 3 });
    }
  const best = Math.min(...near.map((n) => n.far));
  const candidates = near.filter((n) => n.far === best);
  const [first] = candidates;
  return first && candidates.every((c) => c.miss.name === first.miss.name) ? first.miss : undefined;
}
