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
  readonly pattern: RegExp;
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
  const all = Object.entries(written) as [Topic, readonly string[]][];
  const bare = (template: string) => template.replace(/^\? /, '');
  return {
    phrases: all.flatMap(([topic, templates]) =>
      templates.map((template) => ({
        topic,
        needsMark: template.startsWith('? '),
        pattern: compile(bare(template), parts),
      })),
    ),
    words: new Set([
      ...others,
      ...networks,
      ...all.flatMap(([, templates]) => templates.flatMap((one) => wordsIn(bare(one), parts))),
    ]),
  };
}

/** A pattern over whole words of folded text. */
export const words = (source: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}@])(?:${source})(?![\\p{L}\\p{N}])`, 'gu');
