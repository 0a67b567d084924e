// What the ledger notes of somebody's seat; `why` tells it in sentences.
import type { Instant } from '../../kernel/time.ts';

export type LedgerKind =
  | 'registered'
  /** Detail: the number in the line. */
  | 'waiting'
  /** Detail: what freed the seat. */
  | 'promoted'
  /** Detail: as `offerDetail` writes it. */
  | 'offered'
  | 'accepted'
  | 'declined'
  /** Detail: the instant until which it was offered. */
  | 'expired'
  /** The talk was cancelled while a seat was offered: the place in line is theirs again. */
  | 'offer-withdrawn'
  /** Seats are open to anyone from now on, and they are told. Detail: the instant at which the talk starts. */
  | 'opened'
  /** Whoever waited took a seat that was open to anyone. */
  | 'taken'
  | 'cancelled'
  | 'left-line'
  | 'merged-freed'
  /** Asked before the talk, they said that they are coming. */
  | 'still-coming'
  | 'freed-by-organiser'
  // Of a seat that is given to a colleague, told to both; detail: the gift's id.
  | 'gift-made'
  | 'gift-got'
  | 'given'
  | 'received'
  /** One's own place or offer, since one took a colleague's seat. */
  | 'place-lapsed'
  | 'gift-declined'
  | 'gift-withdrawn'
  | 'gift-lapsed';

/** Whether a line says that from then on the seat is its holder's own. A table by kind, so that the compiler proves it whole. */
const confirms: Readonly<Record<LedgerKind, boolean>> = {
  registered: true,
  waiting: false,
  promoted: true,
  offered: false,
  accepted: true,
  declined: false,
  expired: false,
  'offer-withdrawn': false,
  opened: false,
  taken: true,
  cancelled: false,
  'left-line': false,
  'merged-freed': false,
  'still-coming': false,
  'freed-by-organiser': false,
  'gift-made': false,
  'gift-got': false,
  given: false,
  received: true,
  'place-lapsed': false,
  'gift-declined': false,
  'gift-withdrawn': false,
  'gift-lapsed': false,
};

/** The lines from which on a seat is its holder's own. */
export const confirmingLines: readonly LedgerKind[] = (
  Object.keys(confirms) as LedgerKind[]
).filter((kind) => confirms[kind]);

const endings: readonly LedgerKind[] = ['expired', 'place-lapsed', 'merged-freed'];
const consequences: readonly LedgerKind[] = ['gift-lapsed', 'gift-withdrawn'];

/** Where one decision leaves a person several lines: what ended comes first, what followed from it last. */
export function rankInStep(kind: LedgerKind): number {
  if (endings.includes(kind)) return 0;
  return consequences.includes(kind) ? 2 : 1;
}

/** What made a seat free. */
export type FreedBy =
  | 'somebody-left'
  | 'more-seats'
  | 'accounts-linked'
  | 'offer-declined'
  | 'offer-expired'
  | 'offer-lapsed';

export const offerDetail = (until: Instant, freedBy: FreedBy): string => `${until} ${freedBy}`;

/** Reads what `offerDetail` wrote. */
export function readOfferDetail(detail: string): {
  readonly until: Instant;
  readonly freedBy: FreedBy;
} {
  const [until, freedBy] = detail.split(' ');
  return { until: Number(until), freedBy: freedBy as FreedBy };
}
