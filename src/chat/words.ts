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
  // This fits every text, the empty one too.
  const match = /^(\S*)\s*([\s\S]*)$/.exec(whole) as RegExpExecArray;
  return {
    head: match[1] as string,
    rest: (match[2] as string).trim(),
    people: text.filter((p) => typeof p !== 'string'),
  };
}

/** How many single changes (a letter more, less, other, or two swapped) lie between two words; counting stops at `limit` + 1. */
export function distance(a: string, b: string, limit = 2): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  // Rows of the table of distances: each is as long as `b` and one more, so that what is read of them is there.
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const [left, above, corner] = [next[j - 1], last[j], last[j - 1]] as [number, number, number];
      let best = Math.min(left + 1, above + 1, corner + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] as number) + 1);
      next.push(best);
    }
    beforeLast = last;
    last = next;
  }
  return Math.min(last[b.length] as number, limit + 1);
}
