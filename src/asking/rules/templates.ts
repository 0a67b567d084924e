// Phrases as templates: words, `(a|b)` for a choice, `[a]` for what may be left out, `{NAME}` for a part that many share, `@D` for a reference of that kind.

/** Parts by their names, which templates and other parts may hold. */
export type Parts = Readonly<Record<string, string>>;

const symbols = /\{(\w+)\}|[()[\]|]|@[A-Z]|[^\s()[\]|{}@]+/g;

/** A pattern over a whole clause, in which every word and every reference is followed by one space. */
export function compile(template: string, parts: Parts): RegExp {
  return new RegExp(`^${sourceOf(template, parts)}$`, 'u');
}

function sourceOf(template: string, parts: Parts): string {
  const source = (symbol: string, name: string | undefined): string => {
    if (name !== undefined) return `(?:${sourceOf(partOf(name, parts), parts)})`;
    if (symbol === '(' || symbol === '[') return '(?:';
    if (symbol === ')' || symbol === '|') return symbol;
    if (symbol === ']') return ')?';
    return symbol.startsWith('@') ? `(?:${symbol}\\d+ )` : `(?:${symbol} )`;
  };
  return [...template.matchAll(symbols)].map(([symbol, name]) => source(symbol, name)).join('');
}

/** All words that a template may hold. `known`: those of its parts, worked out once for all templates. */
export function wordsIn(
  template: string,
  parts: Parts,
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [symbol, name] of template.matchAll(symbols)) {
    if (name !== undefined) for (const word of ofPart(name, parts, known)) found.add(word);
    else if (/^\p{L}/u.test(symbol)) found.add(symbol);
  }
  return found;
}

function ofPart(
  name: string,
  parts: Parts,
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const words = known.get(name) ?? wordsIn(partOf(name, parts), parts, known);
  known.set(name, words);
  return words;
}

function partOf(name: string, parts: Parts): string {
  const part = parts[name];
  if (part === undefined) throw new Error(`no part of a template is named ${name}`);
  return part;
}
