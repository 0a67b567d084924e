// Asks a network about an account, no more often than its terms allow, whatever is asked: the ask is noted before, and what came of it after.
import type { Ports } from '../../delivery/ports.ts';
import { type Decided, decided } from '../../kernel/facts.ts';
import { hour, type Instant } from '../../kernel/time.ts';
import type { Write } from '../../storage/database.ts';
import {
  type Ask,
  type AskWhat,
  beginAsk,
  endAsk,
  lastAsk,
  pause,
  pausedUntil,
  renew,
  renewed,
} from '../asks-store.ts';
import type {
  Asked,
  Asking,
  FetchedCount,
  FetchedPost,
  FetchedTotals,
  NetworkRefusal,
} from '../networks/client.ts';
import { type AskedNetwork, canBeAsked, facts } from '../networks/facts.ts';
import { type Became, dueAfter, mayAsk, nextTurn } from '../rules/asks.ts';
import type { WatchedAccount } from '../rules.ts';

/** What asking needs of the program. */
export type AskPorts = Pick<
  Ports,
  'database' | 'transact' | 'now' | 'newId' | 'seriesZone' | 'log'
>;

/** What the operator set of the networks. */
export interface NetworkSettings {
  /** The variables that clients read, as far as they are set. */
  readonly values: Readonly<Record<string, string>>;
  /** In the place of networks' own addresses. */
  readonly addresses: Readonly<Partial<Record<AskedNetwork, string>>>;
  /** Whether those that need no key are asked too. */
  readonly open: boolean;
}

/** With what networks are asked; `app/` hands it out. */
export interface Means {
  readonly settings: NetworkSettings;
  readonly fetch: Asking['fetch'];
  /** The machine's clock. */
  readonly now: () => Instant;
  readonly deadline: () => AbortSignal;
  /** A digest of a secret, by which it is known again. */
  readonly digest: (secret: string) => string;
  /** Whether the program stops. */
  readonly stopping: () => boolean;
}

/** The variables without which a network is not asked. */
export function missingSettings(
  network: AskedNetwork,
  { values }: NetworkSettings,
): readonly string[] {
  return facts[network].settings.flatMap((s) =>
    s.needed && values[s.name] === undefined ? [s.name] : [],
  );
}

/** Whether a network is to be asked: its keys are there, or it needs none and those that need none are asked. */
export function isConfigured(network: string, settings: NetworkSettings): network is AskedNetwork {
  if (!canBeAsked(network) || missingSettings(network, settings).length > 0) return false;
  const variables = facts[network].settings;
  const keyless = variables.every((s) => !s.needed);
  return !keyless || settings.open || variables.some((s) => settings.values[s.name] !== undefined);
}

/** How long a network is left alone that named no time. */
const unnamedPauseMs = hour;

interface Fetched {
  readonly counts: readonly FetchedCount[];
  readonly posts: readonly FetchedPost[];
  readonly totals: FetchedTotals;
}

export type AskOutcome<T> =
  | { readonly kind: 'answered'; readonly kept: T }
  | { readonly kind: 'refused'; readonly refusal: NetworkRefusal }
  /** Not now: it was asked too short a time ago, or asked for a pause. `last` is the ask before. */
  | {
      readonly kind: 'notYet';
      readonly last: Ask | undefined;
      readonly until: Instant | undefined;
    };

/**
 * Asks about an account and keeps the answer in the transaction that notes it. `eager`: now, if the terms allow, whatever the time of day. Undefined where
 * nothing is configured for the network, or it does not give what is wanted.
 */
export async function ask<W extends AskWhat, T>(
  ports: AskPorts,
  means: Means,
  of: WatchedAccount,
  what: W,
  eager: boolean,
  keep: (tx: Write, fetched: Fetched[W]) => Promise<T>,
): Promise<AskOutcome<T> | undefined> {
  const { network } = of;
  if (!isConfigured(network, means.settings)) return undefined;
  // The clients are loaded where one is asked: most starts ask none.
  const { clients } = await import('../networks/clients.ts');
  // The compiler does not see that the method named by W gives what W names.
  const method = clients[network][what] as
    | ((account: string, asking: Asking) => Promise<Asked<Fetched[W]>>)
    | undefined;
  if (!method) return undefined;
  const least = facts[network].terms[what === 'counts' ? 'leastBetweenMs' : 'leastBetweenPostsMs'];
  const begunAt = means.now();
  const begun = await ports.transact({ job: 'networks' }, async (tx) => {
    const last = await lastAsk(tx, of, what);
    const until = await pausedUntil(tx, network);
    const may = mayAsk(last, until, begunAt, least, eager);
    const mine = may && (await beginAsk(tx, of, what, last, begunAt, begunAt + least));
    return decided({ mine, last, until });
  });
  if (!begun.mine) return { kind: 'notYet', last: begun.last, until: begun.until };
  const answer = await method(of.account, await askingOf(ports, means, network)).catch(
    (error: unknown): Asked<Fetched[W]> => {
      ports.log.error({ err: error, network }, 'a client of a network failed');
      return { ok: false, refusal: { kind: 'badResponse', detail: 'a fault of this program' } };
    },
  );
  const now = means.now();
  const turn = nextTurn(now, network, of.account.toLowerCase(), ports.seriesZone);
  const end = (became: Became, outcome: string, detail = '') => ({
    outcome,
    detail,
    dueAt: dueAfter(became, now, turn, least),
    at: now,
  });
  return ports.transact({ job: 'networks' }, async (tx): Promise<Decided<AskOutcome<T>>> => {
    if (answer.ok) {
      await endAsk(tx, of, what, begunAt, end({ kind: 'answered' }, 'answered'));
      return decided({ kind: 'answered', kept: await keep(tx, answer.value) });
    }
    const { refusal } = answer;
    const ended = end(becameOf(refusal), refusal.kind, refusal.detail);
    await endAsk(tx, of, what, begunAt, ended);
    if (refusal.kind === 'rateLimited')
      await pause(tx, network, refusal.retryAt ?? now + unnamedPauseMs);
    return decided({ kind: 'refused', refusal });
  });
}

function becameOf(refusal: NetworkRefusal): Became {
  switch (refusal.kind) {
    case 'rateLimited':
      return { kind: 'rateLimited', retryAt: refusal.retryAt };
    case 'unavailable':
    case 'badResponse':
      return { kind: 'faulty' };
    default:
      return { kind: 'refused' };
  }
}

async function askingOf(ports: AskPorts, means: Means, network: AskedNetwork): Promise<Asking> {
  const values: Record<string, string> = {};
  await ports.database.read(async (read) => {
    for (const { name, secret } of facts[network].settings) {
      const set = means.settings.values[name];
      if (set === undefined) continue;
      values[name] = (secret ? await renewed(read, name, means.digest(set)) : undefined) ?? set;
    }
  });
  return {
    fetch: means.fetch,
    deadline: means.deadline,
    now: means.now,
    address: means.settings.addresses[network],
    settings: values,
    renew: async (name, value) => {
      const given = means.digest(means.settings.values[name] ?? '');
      await ports.transact({ job: 'networks' }, async (tx) =>
        decided(await renew(tx, name, given, value)),
      );
    },
  };
}
