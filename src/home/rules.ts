// How much of a person's own page is shown: what they hold comes first, and what else is on gets the room that is left.

/** How many talks a page has room for, and how many of them may be others than the reader's own. */
export interface Room {
  readonly talks: number;
  readonly others: number;
}

/** A page that stands by itself: Slack's Home tab, the page beside the web chat. Eighteen talks stay below Slack's hundred blocks. */
export const onPage: Room = { talks: 18, others: 6 };
/** The same as the answer to a word: shorter, and below Slack's fifty blocks. */
export const inAnswer: Room = { talks: 9, others: 3 };

/** How many talks of either kind are shown to somebody who holds so many seats, offers and places. */
export function sharesOf(
  held: number,
  { talks, others }: Room,
): { readonly mine: number; readonly others: number } {
  const mine = Math.min(held, talks);
  return { mine, others: Math.min(others, talks - mine) };
}
