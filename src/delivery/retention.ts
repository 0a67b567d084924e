// What the outbox lets go of. Keys stay for ever: a notice that was told once is never told again, whatever asks for it, and a key is some sixty bytes
// without a person in it. Everything else of a row goes after 30 days (what was lost or refused: 90), in small batches.
import sql, { join } from 'sql-template-tag';
import { hour, type Instant } from '../kernel/time.ts';
import { atMost, type Write } from '../storage/database.ts';
import { keepFailedMs, keepMs } from './pacing.ts';
import type { Clocks } from './rows.ts';

/** Moves the keys of what was told long ago out of the outbox; at most `limit` rows. How many. */
export async function prune(tx: Write, now: Clocks, limit: number): Promise<number> {
  await tx.run(sql`DELETE FROM delivery_holds WHERE until_at < ${now.machine - hour}`);
  const rows = await tx.all<{ notice_key: string }>(sql`
    SELECT notice_key FROM outbox
    WHERE (state IN ('sent', 'dropped') AND finished_at < ${now.series - keepMs})
      OR (state IN ('lost', 'dead') AND finished_at < ${now.series - keepFailedMs})
    ${atMost(limit)}`);
  if (rows.length === 0) return 0;
  const keys = rows.map((row) => row.notice_key);
  for (const key of keys) {
    await tx.run(sql`
      INSERT INTO told_keys (notice_key) VALUES (${key}) ON CONFLICT (notice_key) DO NOTHING`);
  }
  return tx.run(sql`DELETE FROM outbox WHERE notice_key IN (${join(keys)})`);
}

/**
 * Drops what is useless and was never begun, wherever it should have gone: of a platform that no program serves any more, nobody else would. An hour's
 * grace leaves it to its own station first.
 */
export async function dropUseless(
  tx: Write,
  now: Clocks,
): Promise<readonly { readonly notice_key: string; readonly drawer: string }[]> {
  const before: Instant = now.series - hour;
  return tx.all(sql`
    UPDATE outbox SET state = 'dropped', detail = 'useless by now', holder = NULL,
      leased_until = 0, finished_at = ${now.series}
    WHERE finished_at IS NULL AND state = 'waiting' AND useless_at < ${before}
      AND leased_until <= ${now.machine}
    RETURNING notice_key, drawer`);
}
