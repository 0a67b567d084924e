// Who reads an answer: what the database knows of an account, and what its platform says, for which no answer waits more than 300 ms.
import type { Incoming } from '../chat/incoming.ts';
import type { Log, Machine, Platform, Profile } from '../chat/platform.ts';
import type { Reader } from '../chat/router.ts';
import type { AudienceOf } from '../delivery/desk.ts';
import type { Account, Standing } from '../kernel/account.ts';
import { accountKey } from '../kernel/account.ts';
import type { Language } from '../kernel/language.ts';
import { hour, type Instant, minute, type Zone } from '../kernel/time.ts';
import { readerOf } from '../people/rules.ts';
import { findAccount, hasAccountAmong, saveProfile } from '../people/store.ts';
import type { Database } from '../storage/database.ts';

type Said = Profile | 'nobody' | undefined;

const describeWithinMs = 300;
/** A description is asked for again after so long, on the machine's clock. */
const describedFor = 6 * hour;
/** Where the platform could not say: its limit may have been reached, and a newcomer should not be read in the wrong language for hours. */
const askAgainAfter = minute;
/**
 * How many descriptions may be asked for at once, and how often one more: Slack allows a hundred a minute (docs.slack.dev/reference/methods/users.info, tier 4),
 * and in a rush of newcomers nobody should wait for other people's names.
 */
const describesAtOnce = 40;
const describeEvery = minute / 60;

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
  /** Asks the platform of somebody who was named; never waits longer than 300 ms. */
  readonly standing: (account: Account) => Promise<Standing>;
  /** Nobody counts as described any more: what was written down of them is gone. */
  readonly forget: () => void;
  /** Ends what waits for its turn, and waits for the descriptions that are being written down. */
  readonly settled: () => Promise<void>;
}

/** A budget of calls: so many at once, and one more after each pause, on the machine's clock. */
function createBudget(machine: Pick<Machine, 'now'>, atOnce: number, everyMs: number) {
  let left = atOnce;
  let countedAt = machine.now();
  return {
    /** Takes one where there is one; else how long until there is. */
    take(): number {
      const fresh = Math.floor((machine.now() - countedAt) / everyMs);
      if (fresh > 0) {
        left = Math.min(atOnce, left + fresh);
        countedAt += fresh * everyMs;
      }
      if (left === 0) return countedAt + everyMs - machine.now();
      left -= 1;
      return 0;
    },
  };
}

export function createReaders(parts: ReaderParts): Readers {
  const asked = new Map<string, number>();
  const pending = new Set<Promise<unknown>>();
  const budget = createBudget(parts.machine, describesAtOnce, describeEvery);
  /** Those for whom the budget did not reach, described one by one afterwards. */
  const waiting: Account[] = [];
  const ending = new AbortController();
  let working: Promise<void> | undefined;
  const organisers = new Set(parts.organisers.map(accountKey));

  async function describe(account: Account): Promise<Said> {
    try {
      const profile = await parts.platformOf(account)?.describe(account);
      if (profile && profile !== 'nobody')
        await parts.database.write((tx) => saveProfile(tx, account, profile, parts.now()));
      else asked.set(accountKey(account), parts.machine.now() - describedFor + askAgainAfter);
      return profile;
    } catch (error) {
      asked.delete(accountKey(account));
      parts.log.warn({ err: error, platform: account.platform }, 'a person could not be described');
      return undefined;
    }
  }

  function ask(account: Account): Promise<Said> {
    const described = describe(account);
    pending.add(described);
    void described.finally(() => pending.delete(described));
    return described;
  }

  async function workOff(): Promise<void> {
    for (let next = waiting[0]; next && !ending.signal.aborted; next = waiting[0]) {
      const pause = budget.take();
      if (pause > 0) await parts.machine.sleep(pause, ending.signal);
      else {
        waiting.shift();
        await ask(next);
      }
    }
    working = undefined;
  }

  /** What the platform says, within 300 ms, or at once nothing where many are asked for; it is written down also when it comes later. */
  async function askSoon(account: Account): Promise<Said> {
    if (waiting.length > 0 || budget.take() > 0) {
      waiting.push(account);
      working ??= workOff();
      return undefined;
    }
    const patience = new AbortController();
    const late = parts.machine.sleep(describeWithinMs, patience.signal).then(() => undefined);
    const profile = await Promise.race([ask(account), late]);
    patience.abort('answered');
    return profile;
  }

  /** Asks the platform where it was not asked lately. */
  async function freshen(account: Account): Promise<void> {
    const key = accountKey(account);
    const last = asked.get(key);
    if (last !== undefined && parts.machine.now() - last < describedFor) return;
    if (asked.size > 20_000) asked.clear();
    asked.set(key, parts.machine.now());
    await askSoon(account);
  }

  return {
    standing: async (account) => {
      const profile = await askSoon(account);
      if (!profile) return 'unknown';
      if (profile === 'nobody') return 'nobody';
      if (profile.bot) return 'bot';
      if (profile.stranger) return 'stranger';
      return profile.deactivated ? 'gone' : 'person';
    },
    readerOf: async (incoming) => {
      const { account } = incoming;
      if (incoming.speaker === 'person') await freshen(account);
      const { known, organiser } = await parts.database.read(async (read) => {
        const known = await findAccount(read, account);
        const own = organisers.has(accountKey(account));
        if (own || known?.person === undefined || organisers.size === 0)
          return { known, organiser: own };
        return { known, organiser: await hasAccountAmong(read, known.person, [...organisers]) };
      });
      const reader = readerOf(known, account, parts.defaults);
      return {
        account,
        person: known?.person,
        ...reader,
        organiser,
        command: parts.platformOf(account)?.command ?? '',
        seesPictures: parts.platformOf(account)?.answersShowPictures ?? false,
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
    forget: () => asked.clear(),
    settled: async () => {
      ending.abort();
      await Promise.allSettled([working, ...pending]);
    },
  };
}
