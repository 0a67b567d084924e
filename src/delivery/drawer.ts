// How a row of the outbox or a posted copy becomes a card: by a drawer that a feature registers for its kind.
import type { Card } from '../chat/card.ts';
import type { Account, Conversation } from '../kernel/account.ts';
import type { Language } from '../kernel/language.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import type { Read } from '../storage/database.ts';

/** What happened, by ids: never rendered text. */
export type Params = Readonly<Record<string, string | number>>;

/** Whoever reads the card, as known when it is drawn. */
export interface Audience {
  readonly language: Language;
  readonly zone: Zone;
  /** The only reader of a direct message; undefined in a channel. */
  readonly account: Account | undefined;
  readonly conversation: Conversation | undefined;
  /** The slash command as typed there, e.g. `/icdd`. */
  readonly command: string;
}

export interface Drawing {
  readonly params: Params;
  /** On the series' clock. */
  readonly now: Instant;
  /** A newer message of the same slot stands in this conversation: say so, for this is the last drawing. */
  readonly superseded: boolean;
}

/** Why nothing is said. The row is dropped and logged; with `laterAt` or `instead` it waits, and is drawn anew. */
export interface Unsaid {
  readonly dropped: string;
  /** On the series' clock, after the drawing's now. A row that would be useless by then is dropped at once; a live copy stays as it is. */
  readonly laterAt?: Instant;
  /** Not to this account any more, but to this one of the same person: a row that was never begun goes there and is drawn anew; a live copy stays as it is. */
  readonly instead?: Account;
}

/** Draws from the state as it is now, or says why not. */
export type Drawer = (drawing: Drawing, audience: Audience, read: Read) => Promise<Card | Unsaid>;

export type Drawers = ReadonlyMap<string, Drawer>;
