// What a language brings to the understanding of questions: its short forms, its courtesies, how it names talks, and the phrases themselves.
import { networks } from '../../followers/rules.ts';
import type { Language } from '../../kernel/language.ts';
import type { Topic } from './questions.ts';
import { compile, type Parts, wordsIn } from './templates.ts';

export type TalkReference =
  | { readonly kind: 'this' | 'next' | 'last' }
  | { readonly kind: 'number'; readonly digits: string; readonly series?: string | undefined };

export interface TalkPhrase {
  readonly pattern: RegExp;
  readonly read: (found: readonly (string | undefined)[]) => TalkReference;
}

export interface Phrase {
  readonly topic: Topic;
  /** A question only by its mark, or by what leads to it ("do you know if …"). */
  readonly needsMark: boolean;
  /** Whether it is a clause, whole; `words` are the clause's without its references. */
  readonly fits: (clause: string, words: readonly string[]) => boolean;
}

export interface PhraseBook {
  readonly language: Language;
  /** Short forms and their long ones, over folded text, in this order. */
  readonly shortForms: readonly (readonly [RegExp, string])[];
  readonly talkPhrases: readonly TalkPhrase[];
  /** A number alone after one of these may be a talk's. */
  readonly bareNumber: RegExp;
  /** What stands before a reference and adds nothing to it. */
  readonly beforeReference: RegExp;
  /** Courtesies at the beginning and at the end of a clause; what leads to a question, at its beginning. */
  readonly opening: RegExp;
  readonly closing: RegExp;
  readonly leading: RegExp;
  /** What is left out wherever it stands. */
  readonly fillers: RegExp;
  readonly and: RegExp;
  readonly phrases: readonly Phrase[];
  /** The words to which a slip of the finger is put right. */
  readonly words: ReadonlySet<string>;
}

/** A phrase marked with `?` needs its question mark. `others`: words beside those of the phrases to which a slip is put right. */
export function phrasesOf(
  parts: Parts,
  written: Readonly<Partial<Record<Topic, readonly string[]>>>,
  others: readonly string[],
): Pick<PhraseBook, 'phrases' | 'words'> {
  const known = new Map<string, ReadonlySet<string>>();
  const vocabulary = new Set<string>([...others, ...networks.filter((n) => n !== 'elsewhere')]);
  const phrases: Phrase[] = [];
  for (const [topic, templates] of Object.entries(written) as [Topic, readonly string[]][])
    for (const template of templates) {
      const needsMark = template.startsWith('? ');
      const bare = needsMark ? template.slice(2) : template;
      const holds = wordsIn(bare, parts, known);
      for (const word of holds) vocabulary.add(word);
      phrases.push({ topic, needsMark, fits: fitting(bare, parts, holds) });
    }
  return { phrases, words: vocabulary };
}

/** Most phrases are ruled out by their words alone: a pattern costs its making, and is made when a clause first needs it. */
function fitting(template: string, parts: Parts, holds: ReadonlySet<string>): Phrase['fits'] {
  let pattern: RegExp | undefined;
  return (clause, words) => {
    for (const word of words) if (!holds.has(word)) return false;
    pattern ??= compile(template, parts);
    return pattern.test(clause);
  };
}

/** A pattern over whole words of folded text. */
export const words = (source: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}@])(?:${source})(?![\\p{L}\\p{N}])`, 'gu');
