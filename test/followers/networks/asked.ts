// What the tests of the clients share: asking one of them at the stand-in, on a clock that stands still.
import { readFileSync } from 'node:fs';
import type { Asking } from '../../../src/followers/networks/client.ts';
import type { AskedNetwork } from '../../../src/followers/networks/facts.ts';
import { manners, type StandIn } from '../../support/networks/stand-in.ts';

/** A Monday morning; 14:00 in China. */
export const now = Date.UTC(2026, 10, 23, 6);

const directory = new URL('../../fixtures/networks/', import.meta.url);

/** An answer as the network gives it: `x.user.200`. */
export const fixture = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`${name}.json`, directory), 'utf8'));

/** Asks at the stand-in. `deadline`: aborted already where the client is to give up. */
export function askingAt(
  standIn: Pick<StandIn, 'address'>,
  network: AskedNetwork,
  more: Partial<Asking> = {},
): Asking {
  return {
    fetch: (input, init) => fetch(input, init),
    deadline: () => new AbortController().signal,
    now: () => now,
    address: standIn.address(network),
    settings: manners[network].settings,
    renew: async () => {},
    ...more,
  };
}
