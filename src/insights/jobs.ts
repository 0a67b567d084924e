// Asking the networks for the posts of the watched accounts, keeping their figures, and forgetting what the networks let nobody keep.
import type { DueWork } from '../delivery/ports.ts';
import { type AskOutcome, type AskPorts, ask, type Means } from '../followers/jobs/asking.ts';
import { askingWork } from '../followers/jobs.ts';
import type { FetchedPost } from '../followers/networks/client.ts';
import { askedNetworks, canBeAsked, facts } from '../followers/networks/facts.ts';
import type { WatchedAccount } from '../followers/rules.ts';
import { decided } from '../kernel/facts.ts';
import { day, type Instant } from '../kernel/time.ts';
import { noFigures, type Post } from './rules.ts';
import { forgetPosts, keepPost } from './store.ts';

/** Asks for the posts of each account whose network gives them, as often as its terms allow and once a day at most. */
export const postsDueWork = (ports: AskPorts, means: Means): DueWork =>
  askingWork(ports, means, {
    name: 'posts',
    what: 'posts',
    gives: async ({ network }) => {
      if (!canBeAsked(network)) return false;
      // Loaded where an account can be asked: most starts ask none.
      const { clients } = await import('../followers/networks/clients.ts');
      return clients[network].posts !== undefined;
    },
    ask: (of) => askPosts(ports, means, of),
    refused: 'a network gave no posts',
  });

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
