// When a network is asked, and what of its figures may stand together. All instants are on the machine's clock: what is asked of others keeps their pace,
// and no jump of a demonstration makes it faster.
import {
  hour,
  type Instant,
  instantOf,
  type LocalTime,
  localDate,
  minute,
  plusDays,
  type Zone,
} from '../../kernel/time.ts';

/** Before the first digests of the morning, on the series' wall clock. */
export const askedFrom: LocalTime = '05:00';
/** The asks are spread over so many minutes, each account having its own. */
export const spreadMinutes = 60;

/** The minute of an account, always the same. */
export function minuteOf(network: string, handle: string): number {
  let sum = 0;
  for (const letter of `${network} ${handle}`)
    sum = (sum * 31 + Number(letter.codePointAt(0))) % 99_991;
  return sum % spreadMinutes;
}

/** The first time of an account's day after an instant. */
export function nextTurn(after: Instant, network: string, handle: string, zone: Zone): Instant {
  const turn = (days: number): Instant =>
    instantOf(plusDays(localDate(after, zone), days), askedFrom, zone) +
    minuteOf(network, handle) * minute;
  const today = turn(0);
  return today > after ? today : turn(1);
}

/** What became of an ask, for when the next one is due. */
export type Became =
  | { readonly kind: 'answered' }
  /** Somebody must do something first: a key, a name, a new version. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'faulty' }
  | { readonly kind: 'rateLimited'; readonly retryAt: Instant | undefined };

/** How long a network that does not answer is left alone. */
const faultyMs = hour;

/** When an account is due again. `least`: milliseconds that the network's terms want between two asks. */
export function dueAfter(became: Became, now: Instant, turn: Instant, least: number): Instant {
  switch (became.kind) {
    case 'answered':
    case 'refused':
      return Math.max(turn, now + least);
    case 'faulty':
      return Math.max(Math.min(turn, now + faultyMs), now + least);
    case 'rateLimited':
      return Math.max(became.retryAt ?? now + faultyMs, now + least);
  }
}

/** What is known of the last ask of an account. */
export interface LastAsk {
  readonly askedAt: Instant;
  readonly dueAt: Instant;
  /** `answered`, the kind of a refusal, or undefined where it was never said. */
  readonly outcome: string | undefined;
}

/** Somebody who has just set a key wants to know now: a refusal cost nothing, and may be tried again after so long. */
const tryAgainMs = minute;

/**
 * Whether the terms let an account be asked now. `eager`: somebody waits for the answer, and the time of day does not matter; the network's least time between
 * two asks does, and so does a pause that it named.
 */
export function mayAsk(
  last: LastAsk | undefined,
  pausedUntil: Instant | undefined,
  now: Instant,
  least: number,
  eager: boolean,
): boolean {
  if (pausedUntil !== undefined && now < pausedUntil) return false;
  if (!last) return true;
  if (!eager) return now >= last.dueAt;
  const refused = last.outcome !== undefined && last.outcome !== 'answered';
  return now >= last.askedAt + (refused ? tryAgainMs : least);
}

/** What may be added up, and what must be left out because a network forbids that its figures share one with others. */
export function summable<T extends { readonly network: string }>(
  figures: readonly T[],
  maySum: (network: string) => boolean,
): { readonly summed: readonly T[]; readonly leftOut: readonly T[] } {
  const alone = new Set(figures.map((f) => f.network)).size <= 1;
  const may = (figure: T) => alone || maySum(figure.network);
  return { summed: figures.filter(may), leftOut: figures.filter((f) => !may(f)) };
}
