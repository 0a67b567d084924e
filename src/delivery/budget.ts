// The edits that a workspace allows in a minute, shared by all programs: each token is a row, free again a minute after it was used, so that no minute ever
// holds more edits than there are tokens, and all of them may be spent at once.
import sql from 'sql-template-tag';
import { type Instant, minute } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import { type Station, stationKey } from './desk.ts';

/** A token that seems used later than now was used before the clock was set back: it is free. */
const free = (now: Instant) => sql`(free_at <= ${now} OR free_at > ${now + minute})`;

export interface Budget {
  /** Tokens that are free now. */
  readonly free: number;
  /** When the next one is, on the machine's clock; undefined where all are. */
  readonly nextAt: Instant | undefined;
}

/** Puts the tokens of a workspace in place, once for each program's start; those in use stay so. */
export async function provideTokens(tx: Write, station: Station, perMinute: number): Promise<void> {
  for (let number = 1; number <= perMinute; number += 1) {
    await tx.run(sql`
      INSERT INTO edit_tokens (scope, number, free_at) VALUES (${stationKey(station)}, ${number}, 0)
      ON CONFLICT (scope, number) DO NOTHING`);
  }
}

export async function budgetAt(
  read: Read,
  station: Station,
  perMinute: number,
  machineNow: Instant,
): Promise<Budget> {
  const rows = await read.all<{ free_at: number }>(sql`
    SELECT free_at FROM edit_tokens
    WHERE scope = ${stationKey(station)} AND number <= ${perMinute} AND NOT ${free(machineNow)}
    ORDER BY free_at NULLS LAST`);
  return { free: perMinute - rows.length, nextAt: rows[0]?.free_at };
}

/** Pays one edit; false where another program took the last token. */
export async function payEdit(
  tx: Write,
  station: Station,
  perMinute: number,
  machineNow: Instant,
): Promise<boolean> {
  const scope = stationKey(station);
  const paid = await tx.run(sql`
    UPDATE edit_tokens SET free_at = ${machineNow + minute}
    WHERE scope = ${scope} AND ${free(machineNow)} AND number = (
      SELECT t.number FROM edit_tokens t
      WHERE t.scope = ${scope} AND t.number <= ${perMinute}
        AND (t.free_at <= ${machineNow} OR t.free_at > ${machineNow + minute})
      ORDER BY t.free_at NULLS LAST, t.number NULLS LAST LIMIT 1)`);
  return paid > 0;
}
