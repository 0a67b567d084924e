// Who reads an answer: what the database knows of an account, and what its platform says, for which no answer waits more than 300 ms.
import type { Incoming } from '../chat/incoming.ts';
import type { Log, Machine, Platform } from '../chat/platform.ts';
import type { Reader } from '../chat/router.ts';
import type { AudienceOf } from '../delivery/desk.ts';
import type { Account } from '../kernel/account.ts';
import { accountKey } from '../kernel/account.ts';
import type { Language } from '../kernel/language.ts';
import { hour, type Instant, type Zone } from '../kernel/time.ts';
import { readerOf } from '../people/rules.ts';
import { accountsOf, findAccount, saveProfile } from '../people/store.ts';
import type { Database } from '../storage/database.ts';

const describeWithinMs = 300;
/** A description is asked for again after so long, on the machine's clock. */
const describedFor = 6 * hour;

export interface ReaderParts {
  readonly database: Database;
  readonly machine: Machine;
  readonly now: () => Instant;
  readonly defaults: { readonly language: Language; readonly zone: Zone };
  readonly organisers: readonly Account[];
  readonly platformOf: (account: Account) => Platform | undefined;
  readonly log: Log;
}

export interface Readers {
  readonly readerOf: (incoming: Incoming) => Promise<Reader>;
  readonly audienceOf: AudienceOf;
  /** Waits for the descriptions that are being written down. */
  readonly settled: () => Promise<void>;
}

export function createReaders(parts: ReaderParts): Readers {
  const asked = new Map<string, number>();
  const pending = new Set<Promise<void>>();
  const organisers = new Set(parts.organisers.map(accountKey));

  async function describe(account: Account): Promise<void> {
    try {
      const profile = await parts.platformOf(account)?.describe(account);
      if (profile)
        await parts.database.write((tx) => saveProfile(tx, account, profile, parts.now()));
    } catch (error) {
      asked.delete(accountKey(account));
      parts.log.warn({ err: error, platform: account.platform }, 'a person could not be described');
    }
  }

  /** Asks the platform where it was not asked lately; resolves when it answered, or after 300 ms. */
  async function freshen(account: Account): Promise<void> {
    const key = accountKey(account);
    const last = asked.get(key);
    if (last !== undefined && parts.machine.now() - last < describedFor) return;
    if (asked.size > 20_000) asked.clear();
    asked.set(key, parts.machine.now());
    const described = describe(account);
    pending.add(described);
    void described.finally(() => pending.delete(described));
    const patience = new AbortController();
    await Promise.race([described, parts.machine.sleep(describeWithinMs, patience.signal)]);
    patience.abort();
  }

  return {
    readerOf: async (incoming) => {
      const { account } = incoming;
      if (incoming.speaker === 'person') await freshen(account);
      const { known, organiser } = await parts.database.read(async (read) => {
        const known = await findAccount(read, account);
        const own = organisers.has(accountKey(account));
        if (own || known?.person === undefined || organisers.size === 0)
          return { known, organiser: own };
        const all = await accountsOf(read, known.person);
        return { known, organiser: all.some((a) => organisers.has(accountKey(a.account))) };
      });
      const reader = readerOf(known, account, parts.defaults);
      return {
        account,
        person: known?.person,
        ...reader,
        organiser,
        command: parts.platformOf(account)?.command ?? '',
        now: parts.now(),
      };
    },
    audienceOf: async (to, read) => {
      if (to.kind === 'channel') {
        const { platform, workspace } = to.conversation;
        const command = parts.platformOf({ platform, workspace, user: '' })?.command ?? '';
        return { ...parts.defaults, command };
      }
      const known = await findAccount(read, to.account);
      const { language, zone } = readerOf(known, to.account, parts.defaults);
      return { language, zone, command: parts.platformOf(to.account)?.command ?? '' };
    },
    settled: async () => {
      await Promise.allSettled([...pending]);
    },
  };
}
