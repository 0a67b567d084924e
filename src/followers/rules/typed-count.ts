// A follower count as people type it: "412000", "412 000", "412k", "2.5M", "> 400000", "~412k", "nearly 700,000".
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Bound, type Count, mostFollowers } from '../rules.ts';

export interface TypedCount extends Count {
  /** Whether it was shortened ("412k"): then the writer may have meant a rounded number. */
  readonly shortened: boolean;
}

export type CountRefusal = 'not-a-number' | 'negative' | 'not-whole' | 'too-large';

const boundWords: readonly (readonly [Exclude<Bound, 'exact' | 'floor3'>, RegExp])[] = [
  ['atLeast', /^(?:>=?|≥|more than|over|at least|plus de|au moins)\s*/],
  ['approximately', /^(?:~|≈|about|around|approximately|environ)\s*/],
  ['atMost', /^(?:nearly|almost|pres de|presque)\s*/],
];

const thousands = /^(?:k|thousand|mille)$/;

/**
 * Reads a count. `>` and "more than" give a lower bound, `~` and "about" an approximation, "nearly" an upper bound; anything else is exact as written. There is
 * no form for "less than": printed again it would read "nearly", which says more.
 */
export function readCount(typed: string): Result<TypedCount, CountRefusal> {
  const text = plainText(typed);
  for (const [bound, words] of boundWords)
    if (words.test(text)) return withBound(readNumber(text.replace(words, '')), bound);
  if (/^\d[^+]*\+$/.test(text)) return withBound(readNumber(text.slice(0, -1)), 'atLeast');
  return withBound(readNumber(text), 'exact');
}

/** Lower case, no accents, plain spaces, no word for followers at the end. */
function plainText(typed: string): string {
  return typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\u202f\u00a0]+/g, ' ')
    .trim()
    .replace(/ ?(?:followers?|fans?|abonnes?)$/, '');
}

function withBound(
  read: Result<Omit<TypedCount, 'bound'>, CountRefusal>,
  bound: Bound,
): Result<TypedCount, CountRefusal> {
  return read.ok ? ok({ ...read.value, bound }) : read;
}

function readNumber(text: string): Result<Omit<TypedCount, 'bound'>, CountRefusal> {
  if (/^[-−–]\s?\d/.test(text)) return refuse('negative');
  const short = /^(\d+)(?:\.(\d+)|,(\d{1,2}))? ?(k|m|thousand|mille|millions?)$/.exec(text);
  if (short) {
    const [, whole = '', point, comma, unit = ''] = short;
    return shortened(whole, point ?? comma ?? '', thousands.test(unit) ? 3 : 6);
  }
  if (/^\d+[.,]\d{1,2}$/.test(text)) return refuse('not-whole');
  // A point is no divider of thousands here: "412.000" is 412 to one reader and 412,000 to another.
  const divided = /^\d{1,3}(?:(?: \d{3})+|(?:,\d{3})+|(?:['’]\d{3})+)$/.test(text);
  if (!divided && !/^\d+$/.test(text)) return refuse('not-a-number');
  return within(text.replace(/\D/g, ''), false);
}

/** Moves the decimal point in the digits themselves: 4.35 × 10⁶ in floating point is no whole number. */
function shortened(
  whole: string,
  decimals: string,
  places: number,
): Result<Omit<TypedCount, 'bound'>, CountRefusal> {
  const kept = decimals.replace(/0+$/, '');
  if (kept.length > places) return refuse('not-whole');
  return within(whole + kept.padEnd(places, '0'), true);
}

function within(digits: string, short: boolean): Result<Omit<TypedCount, 'bound'>, CountRefusal> {
  const value = Number(digits);
  return value > mostFollowers ? refuse('too-large') : ok({ value, shortened: short });
}
