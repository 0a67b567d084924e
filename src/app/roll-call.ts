// Who left while nobody listened: platforms tell of a deactivated account once, and not again to a program that was away. So they are asked, now and then,
// about those who hold a seat.
import type { Heed, Log, Machine, Platform } from '../chat/platform.ts';
import type { Account } from '../kernel/account.ts';
import { hour, type Instant, minute } from '../kernel/time.ts';
import { accountsHolding } from '../organising/store.ts';
import type { Database } from '../storage/database.ts';

/** All on the machine's clock: after the start, between two rounds, and between two people, of whom Slack describes a hundred a minute. */
const pauses = { first: minute / 2, round: 6 * hour, person: 2_000 } as const;

export interface RollCall {
  /** Ends after the question that is under way. */
  stop(): Promise<void>;
}

/** Begins to ask, one account after another. A platform that does not answer says nothing of anybody. */
export function callRoll(parts: {
  readonly database: Database;
  readonly machine: Machine;
  /** The series' clock. */
  readonly now: () => Instant;
  readonly platformOf: (account: Account) => Platform | undefined;
  readonly heed: Heed;
  readonly log: Log;
}): RollCall {
  const { database, machine, heed, log } = parts;
  const ending = new AbortController();
  const { signal } = ending;

  async function ask(account: Account): Promise<void> {
    const at = machine.now();
    const profile = await parts.platformOf(account)?.describe(account);
    if (profile && profile !== 'nobody')
      await heed({ account, active: profile.deactivated !== true, at });
  }

  async function round(): Promise<void> {
    for (const account of await database.read((read) => accountsHolding(read, parts.now()))) {
      await machine.sleep(pauses.person, signal);
      if (signal.aborted) return;
      await ask(account).catch((error: unknown) => {
        log.warn({ err: error, platform: account.platform }, 'an account was not looked at');
      });
    }
  }

  const calling = (async () => {
    for (let pause: number = pauses.first; ; pause = pauses.round) {
      await machine.sleep(pause, signal);
      if (signal.aborted) return;
      await round().catch((error: unknown) => log.warn({ err: error }, 'the roll call failed'));
    }
  })();
  return {
    stop: async () => {
      ending.abort();
      await calling;
    },
  };
}
