// What a golden card is: a card of the bot, drawn from named fixtures for one reader's language; and a golden form.
import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Language } from '../../src/kernel/language.ts';

export interface GoldenCard {
  /** The name of its golden file. */
  readonly name: string;
  /** The function that made it, by its file below src/: `seats/cards.ts: talkCard`. */
  readonly of: string;
  /** What it answers: `word register`, `press give-up`, `drawer promoted`, or `otherwise` with its method. */
  readonly answers: readonly string[];
  readonly draw: (language: Language) => Card;
}

/** Cards of one file: each is given by its name, its function and what it answers. */
export function cardsOf(file: string) {
  return (
    name: string,
    made: string,
    answers: string | readonly string[],
    draw: GoldenCard['draw'],
  ): GoldenCard => ({
    name,
    of: `${file}: ${made}`,
    answers: typeof answers === 'string' ? [answers] : answers,
    draw,
  });
}

export interface GoldenForm {
  readonly name: string;
  /** The function that made it, by its file below src/: `seats/cards/choosing.ts: chooseTalkForm`. */
  readonly of: string;
  /** Which forms it shows: `form choose-talk`. */
  readonly answers: readonly string[];
  readonly draw: (language: Language) => Form;
  /** What is said at its fields where nothing of it is taken. */
  readonly errors?: (language: Language) => ReadonlyMap<string, string>;
}
