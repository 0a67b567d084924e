// Asking the networks for the posts of the watched accounts, keeping their figures, and forgetting what the networks let nobody keep.
import type { DueWork } from '../delivery/ports.ts';
import { lastAsk, pausedUntil } from '../followers/asks-store.ts';
import { type AskOutcome, type AskPorts, ask, type Means } from '../followers/jobs/asking.ts';
import { askedAccounts } from '../followers/jobs.ts';
import type { FetchedPost } from '../followers/networks/client.ts';
import { askedNetworks, canBeAsked, facts } from '../followers/networks/facts.ts';
import type { WatchedAccount } from '../followers/rules.ts';
import { decided } from '../kernel/facts.ts';
import { day, type Instant } from '../kernel/time.ts';
import { noFigures, type Post } from './rules.ts';
import { forgetPosts, keepPost } from './store.ts';

/**
 * Asks for the posts of each account whose network gives them, as often as its terms allow and once a day at most. Its instants are on the machine's clock, as
 * is the `now` that it takes.
 */
export function postsDueWork(ports: AskPorts, means: Means): DueWork {
  const dueAccounts = async (): Promise<readonly { of: WatchedAccount; at: Instant }[]> => {
    const { clients } = await import('../followers/networks/clients.ts');
    return ports.database.read(async (read) => {
      const due: { of: WatchedAccount; at: Instant }[] = [];
      for (const of of await askedAccounts(read, means.settings)) {
        if (!canBeAsked(of.network) || clients[of.network].posts === undefined) continue;
        const dueAt = (await lastAsk(read, of, 'posts'))?.dueAt ?? 0;
        due.push({ of, at: Math.max(dueAt, (await pausedUntil(read, of.network)) ?? 0) });
      }
      return due;
    });
  };
  return {
    name: 'posts',
    nextAt: async () => {
      const due = await dueAccounts();
      return due.length === 0 ? undefined : Math.min(...due.map(({ at }) => at));
    },
    run: async (now) => {
      for (const { of, at } of await dueAccounts()) {
        if (means.stopping()) return;
        if (at > now) continue;
        const outcome = await askPosts(ports, means, of);
        if (outcome?.kind === 'refused')
          ports.log.warn(
            { network: of.network, account: of.account, ...outcome.refusal },
            'a network gave no posts',
          );
      }
    },
  };
}

/** Asks for the newest posts of an account; see `ask`. Gives how many were kept. */
export function askPosts(
  ports: AskPorts,
  means: Means,
  of: WatchedAccount,
): Promise<AskOutcome<number> | undefined> {
  return ask(ports, means, of, 'posts', false, async (tx, fetched) => {
    for (const post of fetched) await keepPost(tx, of.id, postOf(post), 'network', ports.now());
    return fetched.length;
  });
}

/** What a network left out is unknown. */
function postOf({ id, at, interactions, views, reach }: FetchedPost): Post {
  return { ...noFigures, ...interactions, views, reach, id, at, url: undefined };
}

/** Deletes the posts that the networks' terms no longer let us keep; returns how many. `now` is the series' clock. */
export async function forgetPostsBeyondTerms(
  ports: Pick<AskPorts, 'transact'>,
  now: Instant,
): Promise<number> {
  return ports.transact({ job: 'posts' }, async (tx) => {
    let gone = 0;
    for (const network of askedNetworks) {
      const { retentionDays } = facts[network].terms;
      if (retentionDays !== undefined)
        gone += await forgetPosts(tx, network, now - retentionDays * day);
    }
    return decided(gone);
  });
}
