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

/** How words are compared; given, so that the rule is pure of it. */
export interface Comparing {
  /** Lower case, no accents. */
  readonly fold: (word: string) => string;
  /** How many single changes lie between two folded words. */
  readonly distance: (a: string, b: string) => number;
}

/**
 * The word that is one change away, or two where both are long; undefined where none is, or where two different words are equally near. A short beginning of
 * exactly one word counts as near too ("reg"). `language`: the reader's own, which decides between two.
 */
export function nearest(
  typed: string,
  words: readonly Spelled[],
  { fold, distance }: Comparing,
  language?: Language,
): NearMiss | undefined {
  const meant = fold(typed);
  const near: { readonly miss: NearMiss; readonly far: number }[] = [];
  for (const word of words)
    for (const spelling of new Set(Object.values(word.spellings).flat())) {
      const known = fold(spelling);
      const far = distance(meant, known);
      const miss = { name: word.name, spelling };
      const begins = meant.length >= 3 && meant !== known && known.startsWith(meant);
      if (begins && meant.length === 3) near.push({ miss, far: shortBeginning });
      else if (far <= allowance(Math.min(meant.length, known.length))) near.push({ miss, far });
      else if (begins) near.push({ miss, far: beginning });
    }
  const best = Math.min(...near.map((n) => n.far));
  const nearest = near.filter((n) => n.far === best).map(({ miss }) => miss);
  const own = nearest.filter(({ name, spelling }) =>
    words.some((w) => language && w.name === name && w.spellings[language].includes(spelling)),
  );
  return onlyOne(nearest) ?? onlyOne(own);
}

/** The first, where all are spellings of one word. */
function onlyOne([first, ...others]: readonly NearMiss[]): NearMiss | undefined {
  return first && others.every(({ name }) => name === first.name) ? first : undefined;
}

/** A beginning counts as farther than any slip, but for three letters: of so few one more is much, and "ins" is rather "inscrire" than "ics". */
const beginning = 3;
const shortBeginning = 0.5;

/** How many changes the shorter of two words allows. */
function allowance(length: number): number {
  if (length >= 6) return 2;
  return length >= 3 ? 1 : 0;
}

/** A command that may be near to what a sentence is about. */
export type NearCommand = 'list' | 'mine' | 'followers' | 'insights' | 'remind' | 'calendars';

const signs: readonly (readonly [NearCommand, RegExp])[] = [
  ['mine', /\b(?:my|mine|i am|am i|do i|can i|mon|ma|mes|suis|puis|je)\b|cancel|annul/],
  ['remind', /remind|rappel|notif|quiet|silence|averti/],
  ['calendars', /calend|\bagenda|outlook|\bics\b/],
  ['insights', /\binsight|indicat|engag|interact|\b(?:posts?|publications?)\b/],
  ['followers', /follow|subscri|abonn|\bfans?\b|instagram|facebook|twitter|social|resea/],
  [
    'list',
    /\btalk|\bseat|\bplace|\bnext\b|when|where|confer|prochain|quand|inscri|regist|full|complet/,
  ],
];

/** The commands that a sentence which was not understood may be about, the likeliest first; folded text. */
export function nearCommands(folded: string): readonly NearCommand[] {
  return signs.filter(([, sign]) => sign.test(folded)).map(([name]) => name);
}
