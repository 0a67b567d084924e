// Asking the networks for the counts of the watched accounts, once a day each, keeping what they say, and forgetting what they let nobody keep.
import type { DueWork } from '../delivery/ports.ts';
import { decided } from '../kernel/facts.ts';
import { day, type Instant, localDate } from '../kernel/time.ts';
import type { Read, Write } from '../storage/database.ts';
import {
  type AskWhat,
  dropHeld,
  forgetFetched,
  heldReading,
  holdReading,
  lastAsk,
  pausedUntil,
} from './asks-store.ts';
import {
  type AskOutcome,
  type AskPorts,
  ask,
  isConfigured,
  type Means,
  type NetworkSettings,
} from './jobs/asking.ts';
import type { FetchedCount } from './networks/client.ts';
import { askedNetworks, factsOf } from './networks/facts.ts';
import { type DatedCount, judge } from './rules/suspicion.ts';
import { type Network, standing, usualSeries, type WatchedAccount } from './rules.ts';
import { keepReading, newestReadings, seriesOf, watchedAccounts } from './store.ts';

/** The accounts that networks can be asked about, each once: by its usual series. */
export async function askedAccounts(
  read: Read,
  settings: NetworkSettings,
): Promise<readonly WatchedAccount[]> {
  const watched = await watchedAccounts(read);
  return watched.filter(
    (of) => of.series === usualSeries(of.network, of.account) && isConfigured(of.network, settings),
  );
}

/** What is asked of accounts, again and again, and when. */
export interface Round {
  readonly name: string;
  readonly what: AskWhat;
  /** Whether this is to be had of an account that can be asked. */
  readonly gives: (of: WatchedAccount) => Promise<boolean>;
  readonly ask: (of: WatchedAccount) => Promise<AskOutcome<unknown> | undefined>;
  /** For the operator's log, where a network refused. */
  readonly refused: string;
}

/** Asks each account when its ask is due, one after another. Its instants are on the machine's clock, as is the `now` that it takes. */
export function askingWork(ports: AskPorts, means: Means, round: Round): DueWork {
  const dueAccounts = async (): Promise<readonly { of: WatchedAccount; at: Instant }[]> => {
    const accounts = await ports.database.read((read) => askedAccounts(read, means.settings));
    const giving: WatchedAccount[] = [];
    for (const of of accounts) if (await round.gives(of)) giving.push(of);
    return ports.database.read(async (read) => {
      const due: { of: WatchedAccount; at: Instant }[] = [];
      for (const of of giving) {
        const dueAt = (await lastAsk(read, of, round.what))?.dueAt ?? 0;
        due.push({ of, at: Math.max(dueAt, (await pausedUntil(read, of.network)) ?? 0) });
      }
      return due;
    });
  };
  return {
    name: round.name,
    nextAt: async () => {
      const due = await dueAccounts();
      return due.length === 0 ? undefined : Math.min(...due.map(({ at }) => at));
    },
    run: async (now) => {
      for (const { of, at } of await dueAccounts()) {
        if (means.stopping()) return;
        if (at > now) continue;
        const outcome = await round.ask(of);
        if (outcome?.kind === 'refused')
          ports.log.warn(
            { network: of.network, account: of.account, ...outcome.refusal },
            round.refused,
          );
      }
    },
  };
}

/** Asks for the counts of each account at its time of the day. A demonstration, whose series' clock jumps, has no such work. */
export const networksDueWork = (ports: AskPorts, means: Means): DueWork =>
  askingWork(ports, means, {
    name: 'networks',
    what: 'counts',
    gives: async () => true,
    ask: (of) => askCounts(ports, means, of, false),
    refused: 'a network gave no count',
  });

/** What became of a count that a network gave. */
export interface KeptCount {
  readonly of: WatchedAccount;
  readonly count: DatedCount;
  readonly held: boolean;
}

/** Asks for the counts of an account; see `ask`. */
export function askCounts(
  ports: AskPorts,
  means: Means,
  of: WatchedAccount,
  eager: boolean,
): Promise<AskOutcome<readonly KeptCount[]> | undefined> {
  return ask(ports, means, of, 'counts', eager, async (tx, fetched) => {
    const kept: KeptCount[] = [];
    for (const count of fetched) kept.push(await keepFetched(tx, ports, of, count));
    return kept;
  });
}

/** Keeps a count as a reading of its day, or holds it where it jumps. A held one that is confirmed becomes a reading of its own day. */
export async function keepFetched(
  tx: Write,
  ports: Pick<AskPorts, 'now' | 'newId' | 'seriesZone'>,
  usual: WatchedAccount,
  { series, value, bound, on }: FetchedCount,
): Promise<KeptCount> {
  const now = ports.now();
  const of = await seriesOf(tx, usual, series, ports.newId, now);
  const count = { value, bound, on: on ?? localDate(now, ports.seriesZone) };
  const last = standing(await newestReadings(tx, of.id, count.on), count.on).at(-1);
  const held = await heldReading(tx, of.id);
  const verdict = judge(count, last, held);
  const keep = ({ on: day, value: number, bound: as }: DatedCount, at: Instant) =>
    keepReading(
      tx,
      of.id,
      { on: day, value: number, bound: as, origin: 'network', source: '' },
      at,
    );
  if (verdict === 'held') await holdReading(tx, of.id, count, now);
  else {
    if (verdict === 'confirms' && held) await keep(held, held.notedAt);
    await keep(count, now);
    await dropHeld(tx, of.id);
  }
  return { of, count, held: verdict === 'held' };
}

/** Deletes what the networks' terms no longer let us keep; returns how many readings. `now` is the series' clock. */
export async function forgetBeyondTerms(
  ports: Pick<AskPorts, 'transact'>,
  now: Instant,
): Promise<number> {
  const bounded = askedNetworks.flatMap((network) => {
    const days = factsOf(network)?.terms.retentionDays;
    return days === undefined ? [] : [{ network, until: now - days * day }];
  });
  return ports.transact({ job: 'networks' }, async (tx) => {
    let gone = 0;
    for (const { network, until } of bounded) gone += await forgetFetched(tx, network, until);
    return decided(gone);
  });
}

/** Whether a network's figures may share a sum with those of others. What is entered by hand or from a file is the operator's own. */
export function maySum(network: Network): boolean {
  return factsOf(network)?.terms.maySum ?? true;
}
