// Asks the networks while the program runs, in a loop of its own on the machine's clock: a network that is slow holds up nothing else, and no jump of a
// demonstration makes an ask come sooner.
import { createHash } from 'node:crypto';
import type { Log } from '../chat/platform.ts';
import { type AskPorts, isConfigured, type Means } from '../followers/jobs/asking.ts';
import { networksDueWork } from '../followers/jobs.ts';
import { askedNetworks } from '../followers/networks/facts.ts';
import { postsDueWork } from '../insights/jobs.ts';
import { machine } from './clock.ts';
import type { Config } from './config.ts';
import { createScheduler } from './scheduler.ts';

const answerWithinMs = 10_000;

/** With what networks are asked, until `stopping` aborts. */
export function meansOf({ networks }: Pick<Config, 'networks'>, stopping: AbortSignal): Means {
  return {
    settings: networks,
    fetch: (input, init) => fetch(input, init),
    now: machine.now,
    deadline: () => AbortSignal.any([stopping, AbortSignal.timeout(answerWithinMs)]),
    digest: (secret) => createHash('sha256').update(secret).digest('hex'),
    stopping: () => stopping.aborted,
  };
}

/** Begins to ask; undefined where nothing is configured. */
export function askNetworks(ports: AskPorts, config: Pick<Config, 'networks'>, log: Log) {
  if (!askedNetworks.some((network) => isConfigured(network, config.networks))) return undefined;
  const ending = new AbortController();
  const means = meansOf(config, ending.signal);
  const scheduler = createScheduler({
    works: [networksDueWork(ports, means), postsDueWork(ports, means)],
    now: machine.now,
    machine,
    log,
  });
  scheduler.start();
  return {
    stop: async () => {
      ending.abort();
      await scheduler.stop();
    },
  };
}
