// The keys of the social networks whose follower counts are read: what is set of each, and what is missing beside it.
import { missingSettings, type NetworkSettings } from '../../followers/jobs/asking.ts';
import { type AskedNetwork, askedNetworks, facts } from '../../followers/networks/facts.ts';
import type { Reading } from './reading.ts';

/** Reads every network's variables. One that is half set is a problem; one of which nothing is set is not asked. */
export function readNetworks(reading: Reading): NetworkSettings {
  const values: Record<string, string> = {};
  const addresses: Partial<Record<AskedNetwork, string>> = {};
  for (const network of askedNetworks) {
    const { addressSetting, settings } = facts[network];
    const address = reading.address(
      addressSetting,
      facts[network].address ?? 'https://social.example',
    );
    if (address) addresses[network] = address.href.replace(/\/+$/, '');
    for (const { name, secret } of settings) {
      const value = secret ? reading.secret(name) : reading.text(name);
      if (value !== undefined) values[name] = value;
    }
  }
  const found = { values, addresses, open: reading.toggle('OPEN_NETWORKS', false) };
  for (const network of askedNetworks) {
    // What is set and wrong has been told already.
    const set = facts[network].settings.filter((s) => reading.text(s.name) !== undefined);
    const missing = missingSettings(network, found).filter(
      (name) => reading.text(name) === undefined,
    );
    const [first] = set;
    if (first)
      for (const name of missing)
        reading.problem(name, `it is missing beside ${first.name}; write it, or take that one out`);
  }
  const version = values['LINKEDIN_VERSION'];
  if (version !== undefined && !/^20\d{2}(?:0[1-9]|1[0-2])$/.test(version))
    reading.problem('LINKEDIN_VERSION', 'it is no year and month; write for example 202609');
  return found;
}

/** The secrets among the networks' variables. */
export function networkSecrets({ values }: NetworkSettings): readonly string[] {
  return askedNetworks
    .flatMap(
      (network): readonly { readonly name: string; readonly secret: boolean }[] =>
        facts[network].settings,
    )
    .flatMap(({ name, secret }) => (secret && values[name] !== undefined ? [values[name]] : []));
}
