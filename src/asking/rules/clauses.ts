// From what somebody typed to clauses with references in them: folded, short forms written out, slips put right, days and talks found, courtesies taken off.

import { readSince } from '../../followers/rules/typed-day.ts';
import { type Network, networkOf } from '../../followers/rules.ts';
import type { TalkId } from '../../kernel/ids.ts';
import { remember } from '../../kernel/remember.ts';
import { dayPhrases } from './day-phrases.ts';
import type { Days } from './days.ts';
import { foldText } from './folding.ts';
import type { PhraseBook, TalkReference } from './phrase-book.ts';
import type { World } from './questions.ts';
import { meantBy } from './slips.ts';

/** What a reference in a clause stands for. In the text it is `@D0`, `@T1`, `@N2`, `@S3`. */
export type Reference =
  | { readonly kind: 'D'; readonly days: Days }
  | { readonly kind: 'T'; readonly talk: TalkReference; readonly bare: boolean }
  | { readonly kind: 'T'; readonly talks: readonly TalkId[] }
  /** Undefined: all networks. */
  | { readonly kind: 'N'; readonly network: Network | undefined }
  | { readonly kind: 'S'; readonly since: string };

export interface Clause {
  /** Every word and every reference followed by one space. */
  readonly text: string;
  readonly references: readonly Reference[];
  /** Whether a question mark ends it, or words that lead to a question begin it. */
  readonly asks: boolean;
}

/** The clauses of a sentence in a language's book; with `named`, those of a sentence that names a talk, and undefined where it names none. */
export function clausesOf(
  folded: string,
  book: PhraseBook,
  world: World,
  named: boolean,
): readonly Clause[] | undefined {
  const references: Reference[] = [];
  const put = (reference: Reference): string => {
    references.push(reference);
    return ` @${reference.kind}${references.length - 1} `;
  };
  let text = folded;
  if (named) {
    text = withNames(text, book, world, put);
    if (text === folded) return undefined;
  }
  for (const [short, long] of book.shortForms) text = text.replace(short, long);
  text = text.replace(/(?<![@\p{L}\p{N}])\p{L}+(?![\p{L}\p{N}])/gu, (word) =>
    book.words.has(word) ? word : (meantBy(word, book.words) ?? word),
  );
  text = withNetworks(text, world, put);
  for (const { pattern, read } of dayPhrases[book.language])
    text = text.replace(pattern, (...found: string[]) => {
      const days = read(found, world.today);
      return days ? put({ kind: 'D', days }) : (found[0] as string);
    });
  text = tidy(text);
  for (const { pattern, read } of book.talkPhrases)
    text = text.replace(pattern, (...found: string[]) =>
      put({ kind: 'T', talk: read(found), bare: false }),
    );
  text = text.replace(book.bareNumber, (digits) =>
    put({ kind: 'T', talk: { kind: 'number', digits }, bare: true }),
  );
  return split(tidy(text)).map(({ said, asks }) => clauseOf(said, asks, book, references));
}

const tidy = (text: string): string => text.replace(/[^\S\n]+/g, ' ').trim();

interface Part {
  readonly said: string;
  readonly asks: boolean;
}

/** At the marks that end a sentence. */
function split(text: string): readonly Part[] {
  return [...text.matchAll(/([^.!?;\n]+)([.!?;\n ]*)/g)].map(([, said = '', mark = '']) => ({
    said,
    asks: mark.includes('?'),
  }));
}

function clauseOf(
  said: string,
  marked: boolean,
  book: PhraseBook,
  references: readonly Reference[],
): Clause {
  const spaced = `${[...said.matchAll(/@[A-Z]\d+|[\p{L}\p{N}#]+/gu)].join(' ')} `;
  let text = spaced === ' ' ? '' : spaced.replace(book.opening, '').replace(book.closing, '');
  const led = book.leading.test(text);
  text = text.replace(book.leading, '').replace(book.opening, '');
  const asks = marked || led || text.includes('estceque ');
  // What stands before a reference goes first: an article there is part of it.
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(book.beforeReference, '');
  }
  text = text.replace(book.fillers, '').replace(book.fillers, '');
  return { text, references, asks };
}

/** Networks by their names, and a day since which a change is counted. "x" alone is a letter: it needs its preposition. */
function withNetworks(text: string, world: World, put: (reference: Reference) => string): string {
  return text
    .replace(
      /(?<!\p{L})(?:since|depuis) (?:the |le |l')?((?:\d{4}-\d{2}-\d{2})|(?:\d{1,2}(?:er)? )?\p{L}+(?: 2\d{3})?|2\d{3})(?![\p{L}\p{N}])/gu,
      (found, day: string) => {
        const since = readSince(day, world.today);
        return since !== undefined && since <= world.today ? put({ kind: 'S', since }) : found;
      },
    )
    .replace(
      /(?<![\p{L}@])(?:(?:on|in|sur|dans) (?:(?:the|our|les|nos) )?)?(?:social (?:media|networks)|reseaux(?: sociaux)?)(?!\p{L})/gu,
      () => put({ kind: 'N', network: undefined }),
    )
    .replace(
      /(?<![\p{L}@])(on |sur |our |notre )?(\p{L}+)(?![\p{L}\p{N}])/gu,
      (found, before, word) => {
        const network = word === 'x' && before === undefined ? undefined : networkOf(word);
        return network === undefined ? found : put({ kind: 'N', network });
      },
    );
}

/** The longest runs of words that stand in a talk's name and hold one that no question has. */
function withNames(
  text: string,
  book: PhraseBook,
  world: World,
  put: (reference: Reference) => string,
): string {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((m) => ({ word: m[0], at: m.index }));
  const names = world.names.map(({ talk, name }) => ({ talk, name: wordsOnly(name) }));
  const series = world.series.map(wordsOnly);
  for (let length = Math.min(words.length, 12); length > 0; length -= 1)
    for (let first = 0; first + length <= words.length; first += 1) {
      const run = words.slice(first, first + length);
      const said = ` ${run.map(({ word }) => word).join(' ')} `;
      const telling = run.some(({ word }) => word.length >= 3 && !book.words.has(word));
      const [start, last] = [run[0], run.at(-1)];
      if (!telling || start === undefined || last === undefined) continue;
      const end = last.at + last.word.length;
      const around = (inside: string) => text.slice(0, start.at) + inside + text.slice(end);
      const talks = [...new Set(names.filter((n) => n.name.includes(said)).map((n) => n.talk))];
      if (talks.length > 0) {
        const noun = /(?<=@T\d+ ) *(?:talk|session|lecture|conference|one)(?!\p{L})/u;
        return around(put({ kind: 'T', talks }))
          .replace(noun, '')
          .replace(leadingNoun, '');
      }
      if (length > 1 && series.some((name) => name.includes(said))) return around('talk');
    }
  return text;
}

/** "the talk about …", "la conférence sur …": the name says which. */
const leadingNoun =
  /(?<!\p{L})(?:the |la |le |l')?(?:talk|session|lecture|conference|seance|expose)(?: (?:about|on|by|of|sur|de|du))?(?: (?:the|la|le|les))? +(?=@T)/u;

/** The same names are looked through for each sentence. */
const wordsOnly = remember(
  (name: string): string => ` ${[...foldText(name).matchAll(/[\p{L}\p{N}]+/gu)].join(' ')} `,
);
