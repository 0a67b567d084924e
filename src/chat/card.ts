// What is shown to people, as plain data: a closed union of blocks that every platform draws well. Cards are compared, stored and hashed.
import type { Chart } from '../kernel/chart.ts';
import type { Inline, Line } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import type { Action } from './action.ts';

export interface Button {
  /** At most 30 characters, so that every platform shows it whole. */
  readonly label: string;
  readonly action: Action;
  /** The same in words to type after the slash command, e.g. `register 9`: shown where a button cannot be. */
  readonly typed: string;
  /** What a screen reader says, where the label alone is not enough: "Register for talk 9". At most 75 characters. */
  readonly describes?: string;
  readonly style?: 'primary' | 'danger';
}

export type Block =
  /** Lines of text; `quiet` is small print. */
  | { readonly kind: 'text'; readonly lines: readonly Line[]; readonly quiet?: boolean }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | Meter
  /** A picture, and below it the same numbers in words: they stand there everywhere, also where the picture does not. */
  | { readonly kind: 'chart'; readonly chart: Chart; readonly numbers: readonly Line[] }
  | { readonly kind: 'list'; readonly items: readonly Line[]; readonly ordered?: boolean }
  /** Divides a card into sections; what does not fit a platform is left out by whole sections, and said. */
  | { readonly kind: 'rule' }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] };

export interface Field {
  readonly label: string;
  readonly value: Line;
}

/** How full a talk is: drawn as a bar, with the words beside it for those who cannot see it. */
export interface Meter {
  readonly kind: 'meter';
  readonly taken: number;
  readonly capacity: number;
  /** The numbers in words: "33 / 45 · 4 waiting". */
  readonly caption: Line;
}

export interface Card {
  readonly language: Language;
  /** Also what a notification shows. */
  readonly title: Line;
  readonly blocks: readonly Block[];
}

export const text = (...lines: Line[]): Block => ({ kind: 'text', lines });
export const quiet = (...lines: Line[]): Block => ({ kind: 'text', lines, quiet: true });
export const rule: Block = { kind: 'rule' };
export const buttons = (...list: Button[]): Block => ({ kind: 'buttons', buttons: list });
export const line = (...parts: Inline[]): Line => parts;

/** The pictures of a card, in their order. */
export function chartsOf(card: Card): readonly Chart[] {
  return card.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
}

/** The sections between the rules. */
export function sections(card: Card): readonly (readonly Block[])[] {
  const all: Block[][] = [[]];
  for (const block of card.blocks) {
    if (block.kind === 'rule') all.push([]);
    else (all.at(-1) as Block[]).push(block);
  }
  return all.filter((s) => s.length > 0);
}

/** A meter as a row of so many cells: neither empty with one seat taken, nor full with one seat free. */
export function meterBar(
  { taken, capacity }: Pick<Meter, 'taken' | 'capacity'>,
  cells: number,
): string {
  const share = capacity > 0 ? taken / capacity : taken > 0 ? 1 : 0;
  const least = taken > 0 ? 1 : 0;
  const most = share >= 1 ? cells : cells - 1;
  const filled = Math.min(Math.max(Math.round(share * cells), least), most);
  return '▓'.repeat(filled) + '░'.repeat(cells - filled);
}

/** What a section that is left out would have shown: the items of its lists, else one thing. */
function held(sum: number, section: readonly Block[]): number {
  const items = section.reduce(
    (n, block) => n + (block.kind === 'list' ? block.items.length : 0),
    0,
  );
  return sum + Math.max(1, items);
}

/**
 * A card's drawing. Of a card whose drawing does not fit, whole sections are left out from the end until one does, and the last line says how many items they
 * held. A card of one section that is still too large is the author's fault and is thrown, so that a test finds it.
 */
export function drawFitting<T>(
  card: Card,
  draw: (card: Card) => T,
  fits: (drawn: T) => boolean,
  more: (left: number) => string,
): T {
  const whole = draw(card);
  if (fits(whole)) return whole;
  const all = sections(card);
  const keep = (kept: number): Card => ({
    ...card,
    blocks: [
      ...all.slice(0, kept).flatMap((s, i) => (i === 0 ? s : [rule, ...s])),
      { kind: 'text', lines: [[more(all.slice(kept).reduce(held, 0))]], quiet: true },
    ],
  });
  // The most that fits, by halves: drawing a card to measure it costs much.
  let best: T | undefined;
  let [fit, tooMany] = [0, all.length];
  while (tooMany - fit > 1) {
    const middle = Math.floor((fit + tooMany) / 2);
    const drawn = draw(keep(middle));
    if (fits(drawn)) [fit, best] = [middle, drawn];
    else tooMany = middle;
  }
  if (best === undefined)
    throw new Error('a card of one section is larger than the platform takes');
  return best;
}
