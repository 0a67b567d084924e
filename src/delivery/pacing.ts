// How long to wait: leases, time limits of calls, back-off, and what the platforms told us to hold back.
import sql from 'sql-template-tag';
import type { Machine, SendOutcome } from '../chat/platform.ts';
import { day, hour, type Instant, minute } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import { type Station, stationKey } from './desk.ts';

/** All of these are milliseconds on the machine's clock. */
export const leaseMs = 30_000;
/** Shorter than a lease, so that nobody takes over a row whose call may still be under way. */
export const callLimitMs = 20_000;
/** Other programs' rows are found by looking this often. */
export const pollMs = 500;
/** A free place waits at most so long for others to become free. */
export const gatherMs = 200;
/** After an edit, the next one of the same copy waits this long, so that a burst collapses into it. */
export const spacingMs = 1_000;
/** An answer that was lost may still be on its way: only then is the message looked for. */
export const lookAfterMs = 10_000;
/** The platform's clock may differ from ours. */
export const clockSkewMs = 2 * minute;
/** Counted from the first try; what fails after that is dead (or lost, where it may stand there). */
export const giveUpAfterMs = 24 * hour;
/** A platform that says "not now" is left alone at least so long, whatever it says: both count in seconds. */
export const shortestHoldMs = 1_000;
/** And at most so long: then it is asked again, lest a proxy's slip silence us for a week. */
export const longestHoldMs = hour;
/** On the series' clock: how long what was told stays in the outbox. */
export const keepMs = 30 * day;
/** The same for what was lost or refused: the operator needs longer. */
export const keepFailedMs = 90 * day;

/** Doubles from one second to five minutes; between half and the whole of it, so that many rows do not come back at once. */
export function backOff(attempts: number, machine: Machine): number {
  const whole = Math.min(1_000 * 2 ** Math.min(Math.max(attempts - 1, 0), 20), 5 * minute);
  const share = Number.parseInt(machine.random(4), 16) / 0xffff_ffff;
  return Math.round(whole / 2 + (whole / 2) * share);
}

export type Method = 'post' | 'edit' | 'open' | 'look';

type Later = Extract<SendOutcome, { readonly kind: 'later' }>;

/** For how long a "not now" is obeyed, in milliseconds. */
export const waitOf = (later: Pick<Later, 'afterMs'>): number =>
  Math.min(Math.max(later.afterMs, shortestHoldMs), longestHoldMs);

/** The names under which holds are kept, from the widest to the narrowest. */
export const serverScope = (station: Station): string => stationKey(station);
export const methodScope = (station: Station, method: Method): string =>
  `${stationKey(station)}#${method}`;
export const laneScope = (lane: string, method: Method): string => `${lane}#${method}`;

/** Keeps the platform's "not now" for what it limits, for every program on this database. The longer of two holds stays. */
export async function hold(
  tx: Write,
  station: Station,
  lane: string,
  method: Method,
  later: Later,
  machineNow: Instant,
): Promise<void> {
  const scope = {
    server: serverScope(station),
    method: methodScope(station, method),
    channel: laneScope(lane, method),
  }[later.limits];
  await holdUntil(tx, scope, machineNow + waitOf(later));
}

/** Keeps the next post of a lane back for the time that the platform wants between two of them. */
export const space = (tx: Write, lane: string, until: Instant): Promise<void> =>
  holdUntil(tx, laneScope(lane, 'post'), until);

async function holdUntil(tx: Write, scope: string, until: Instant): Promise<void> {
  await tx.run(sql`
    INSERT INTO delivery_holds (scope, until_at) VALUES (${scope}, ${until})
    ON CONFLICT (scope) DO UPDATE SET until_at = excluded.until_at
    WHERE excluded.until_at > delivery_holds.until_at`);
}

/** Everything that is held back now: scope to instant on the machine's clock. */
export async function holdsAt(
  read: Read,
  machineNow: Instant,
): Promise<ReadonlyMap<string, Instant>> {
  const rows = await read.all<{ scope: string; until_at: number }>(
    sql`SELECT scope, until_at FROM delivery_holds WHERE until_at > ${machineNow}`,
  );
  return new Map(rows.map((row) => [row.scope, row.until_at]));
}

/** Until when a station may not use a method at all; 0 where it may. */
export function heldUntil(
  holds: ReadonlyMap<string, Instant>,
  station: Station,
  method: Method,
): Instant {
  return Math.max(
    holds.get(serverScope(station)) ?? 0,
    holds.get(methodScope(station, method)) ?? 0,
  );
}

/** The call's answer, or `late` after so many milliseconds; a call that throws gives `late` too, since it may have begun. */
export async function within<T>(
  machine: Machine,
  ms: number,
  call: () => Promise<T>,
  late: (detail: string) => T,
): Promise<T> {
  const answered = new AbortController();
  const timer = machine.sleep(ms, answered.signal).then(() => late(`no answer within ${ms} ms`));
  const called = (async () => call())().catch((error: unknown) => late(String(error)));
  try {
    return await Promise.race([called, timer]);
  } finally {
    answered.abort('answered');
  }
}
