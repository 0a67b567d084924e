// Typed words: the first one names what is wanted, the rest says of what.
import type { IncomingPart } from './incoming.ts';

/** Lower case, no accents, no outer punctuation: `Résumé!` and `resume` are one word. */
export function fold(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[\s"'«“”/]+|[\s"'»“”.!?:;,]+$/gu, '');
}

/** Splits typed text into its first word and what follows. */
export function firstWord(text: readonly IncomingPart[]): {
  readonly head: string;
  readonly rest: string;
  readonly people: readonly Exclude<IncomingPart, string>[];
} {
  const whole = text
    .map((p) => (typeof p === 'string' ? p : `@${p.name}`))
    .join('')
    .trim();
  const match = /^(\S*)\s*([\s\S]*)$/.exec(whole);
  return {
    head: match?.[1] ?? '',
    rest: (match?.[2] ?? '').trim(),
    people: text.filter((p) => typeof p !== 'string'),
  };
}

/** How many single changes (a letter more, less, other, or two swapped) lie between two words; counting stops at `limit` + 1. */
export function distance(a: string, b: string, limit = 2): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((next[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      next.push(best);
    }
    beforeLast = last;
    last = next;
  }
  return Math.min(last[b.length] ?? limit + 1, limit + 1);
}
