// What a decision wants to be told, committed with the decision itself.
import type { Account, Conversation } from '../kernel/account.ts';
import type { Language } from '../kernel/language.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import type { Params } from './drawer.ts';

export type Recipient =
  /** The account's direct conversation; language and zone are looked up when it is drawn. */
  | { readonly kind: 'account'; readonly account: Account }
  /** A channel, in the given language and zone, else the series'. */
  | {
      readonly kind: 'channel';
      readonly conversation: Conversation;
      readonly language?: Language;
      readonly zone?: Zone;
    };

export interface Notice {
  /** Says what it is, once for ever, e.g. `promoted:<seat id>:<ledger id>`; a second notice with a known key is no notice. Letters, digits, `-` and `:`. */
  readonly key: string;
  readonly drawer: string;
  readonly to: Recipient;
  readonly params: Params;
  /** On the series' clock: not before this. Default: at once. */
  readonly dueAt?: Instant;
  /** On the series' clock: useless after this, and then dropped and logged. */
  readonly uselessAt?: Instant;
  /** One of many that fall due together and may wait, such as reminders: what is not bulk passes it, however long the line. */
  readonly bulk?: boolean;
  /** A live copy: drawn again whenever one of its subjects is touched. */
  readonly live?: {
    readonly subjects: readonly string[];
    /** In one conversation only the newest copy of a slot is live, e.g. `announcement:<talk id>`, `digest`. */
    readonly slot: string;
    /** Whether the copy that goes out of life is drawn one last time. */
    readonly lastDrawing: boolean;
  };
}

/** The subject under which live copies follow a talk. */
export const talkSubject = (talk: string): string => `talk:${talk}`;
