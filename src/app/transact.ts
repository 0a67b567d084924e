// One way to decide: open a write, claim the delivery, run the body, call the listeners of its facts until none is left, commit.
import sql from 'sql-template-tag';
import { calendarListen } from '../calendar/jobs.ts';
import { noteClaimed } from '../chat/claims.ts';
import type { Incoming } from '../chat/incoming.ts';
import { AlreadyAnswered } from '../chat/router.ts';
import type { Job, Ports, Transact } from '../delivery/ports.ts';
import type { Account } from '../kernel/account.ts';
import type { Fact, FactKind } from '../kernel/facts.ts';
import { hour } from '../kernel/time.ts';
import { organisingListen } from '../organising/jobs.ts';
import { remindersListen } from '../reminders/jobs.ts';
import { seatsListen } from '../seats/jobs.ts';
import type { Database, Write } from '../storage/database.ts';

export type Listener = (
  tx: Write,
  ports: Pick<Ports, 'newId' | 'now'>,
  fact: Fact,
) => Promise<readonly Fact[]>;

/** Who listens to what, in the order of the features. */
export const listeners: Readonly<Record<FactKind, readonly Listener[]>> = {
  'talk-changed': [seatsListen, calendarListen, remindersListen],
  'plan-changed': [seatsListen],
  'seats-changed': [seatsListen],
  'persons-merged': [seatsListen, calendarListen, remindersListen, organisingListen],
  'persons-parted': [calendarListen],
};

/** Claims are kept an hour: platforms deliver again within minutes. On the machine's clock. */
const claimsLast = hour;

/** False where this delivery was claimed before. */
export async function claimIn(tx: Write, delivery: string, machineNow: number): Promise<boolean> {
  const n = await tx.run(
    sql`INSERT INTO claims (delivery, claimed_at) VALUES (${delivery}, ${machineNow}) ON CONFLICT (delivery) DO NOTHING`,
  );
  return n === 1;
}

export async function forgetOldClaims(tx: Write, machineNow: number): Promise<void> {
  await tx.run(sql`DELETE FROM claims WHERE claimed_at < ${machineNow - claimsLast}`);
}

export function createTransact(parts: {
  readonly database: Database;
  readonly machineNow: () => number;
  readonly ports: Pick<Ports, 'newId' | 'now'>;
  /** Called after each commit, with the account of whoever's deed it was. */
  readonly committed: (by: Account | undefined) => void;
}): Transact {
  return async (origin, body) => {
    const value = await parts.database.write(async (tx) => {
      if (isIncoming(origin) && !(await claimIn(tx, origin.delivery, parts.machineNow())))
        throw new AlreadyAnswered();
      const outcome = await body(tx);
      const waiting = [...outcome.facts];
      for (let fact = waiting.shift(); fact; fact = waiting.shift())
        for (const listen of listeners[fact.kind])
          waiting.push(...(await listen(tx, parts.ports, fact)));
      return outcome.value;
    });
    if (isIncoming(origin)) noteClaimed(origin);
    parts.committed(isIncoming(origin) ? origin.account : undefined);
    return value;
  };
}

function isIncoming(origin: Incoming | Job): origin is Incoming {
  return 'delivery' in origin;
}
