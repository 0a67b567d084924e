// What `app/` hands to every feature: the database, one way to decide, one clock, and what became of a message.
import type { Incoming } from '../chat/incoming.ts';
import type { Log, SendRefusal } from '../chat/platform.ts';
import type { Account, Standing } from '../kernel/account.ts';
import type { Decided } from '../kernel/facts.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import type { Database, Write } from '../storage/database.ts';

/** A decision that nobody typed: what fell due, or a file that was loaded. */
export interface Job {
  readonly job: string;
}

/**
 * Opens a write, claims the delivery id of what arrived, runs the body, calls the listeners of the facts that it returned until none is left, and commits.
 * Rejects with AlreadyAnswered where the delivery was claimed before.
 */
export type Transact = <T>(
  origin: Incoming | Job,
  body: (tx: Write) => Promise<Decided<T>>,
) => Promise<T>;

/** What became of a message within a time: sent, refused, or not yet known. */
export type NoticeOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly why: SendRefusal }
  | { readonly kind: 'pending' };

/** Makes marks that nobody else can make, over what is given out and comes back. */
export interface Signer {
  /** 43 letters, digits, `-` and `_`; another purpose signs by another key. */
  readonly sign: (purpose: string, text: string) => string;
  /** Compares in a time that tells nothing of the marks. */
  readonly isSigned: (purpose: string, text: string, mark: string) => boolean;
}

export interface Ports {
  readonly database: Database;
  readonly transact: Transact;
  /** The series' clock. */
  readonly now: () => Instant;
  readonly newId: NewId;
  readonly outcome: (key: string, withinMs: number) => Promise<NoticeOutcome>;
  /** What a platform says of somebody who was named; never waits longer than 300 ms. */
  readonly standing: (account: Account) => Promise<Standing>;
  readonly seriesLanguage: Language;
  readonly seriesZone: Zone;
  /** PUBLIC_URL, without a slash at its end: how people's own programs reach this one. */
  readonly publicUrl: string;
  readonly signer: Signer;
  readonly log: Log;
}

/** What falls due as time passes: `app/` asks when, and runs it then. Two programs may run it at once: it claims what it does. */
export interface DueWork {
  readonly name: string;
  /** The next instant at which there is something to do, at or before now where it is overdue; undefined where nothing is foreseen. */
  readonly nextAt: (now: Instant) => Promise<Instant | undefined>;
  readonly run: (now: Instant) => Promise<void>;
}
