// How typed text is compared: without capitals, accents and kinds of quotes.

/** Lower case, no accents, straight quotes and dashes; whatever is no letter, digit or mark of a sentence is a space. */
export function foldText(typed: string): string {
  return typed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[‐‑–—]/g, '-')
    .replace(/[^\p{L}\p{N}'#°/.,;:!?\n-]+/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
