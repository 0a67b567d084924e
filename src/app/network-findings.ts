// What the doctor says of each watched account: its count with its age, or in one sentence what is wrong and who can mend it.
import type { Log } from '../chat/platform.ts';
import { heldReading } from '../followers/asks-store.ts';
import { countText } from '../followers/cards/counts.ts';
import {
  type AskOutcome,
  type AskPorts,
  isConfigured,
  missingSettings,
} from '../followers/jobs/asking.ts';
import { askCounts, type KeptCount } from '../followers/jobs.ts';
import type { NetworkRefusal } from '../followers/networks/client.ts';
import { type AskedNetwork, canBeAsked, facts } from '../followers/networks/facts.ts';
import { networkName, usualSeries, type WatchedAccount } from '../followers/rules.ts';
import { newestReadings, watchedAccounts } from '../followers/store.ts';
import { day, hour, type Instant, localDate, minute } from '../kernel/time.ts';
import type { SqliteDatabase } from '../storage/sqlite.ts';
import { machine } from './clock.ts';
import { commandPorts } from './command-ports.ts';
import type { Config } from './config.ts';
import { meansOf } from './networks.ts';

type Say = (ok: boolean, sentence: string, note?: boolean) => void;

/** Asks about every account that is configured, as far as the networks' terms allow now, and says how each stands. */
export async function examineFollowers(
  config: Config,
  database: SqliteDatabase,
  log: Log,
  say: Say,
): Promise<void> {
  if (config.demonstration) return say(true, 'A demonstration asks no network for counts.', true);
  const seriesZone = config.timezone;
  const ports: AskPorts = { database, ...(await commandPorts(database)), seriesZone, log };
  const means = meansOf(config, new AbortController().signal);
  const watched = await database.read(watchedAccounts);
  if (watched.length === 0)
    return say(
      true,
      `No account is watched: write one in ${config.followersFile}, and start the program once or import the file.`,
      true,
    );
  for (const of of watched) {
    const { network, account } = of;
    if (of.series !== usualSeries(network, account)) continue;
    const name = network === 'elsewhere' ? account : `${networkName(of)} ${account}`;
    if (!canBeAsked(network)) say(true, `${name}: entered by hand or from a file.`, true);
    else if (!isConfigured(network, config.networks))
      say(true, `${name}: not configured. ${wantedBy(network, config)}`, true);
    else {
      const outcome = await askCounts(ports, means, of, true);
      if (outcome) await report(of, network, name, outcome);
    }
  }

  async function report(
    of: WatchedAccount,
    network: AskedNetwork,
    name: string,
    outcome: AskOutcome<readonly KeptCount[]>,
  ): Promise<void> {
    switch (outcome.kind) {
      case 'answered':
        for (const kept of outcome.kept) {
          const count = countText(kept.count, kept.of.series, 'en');
          if (kept.held) say(true, `${name}: ${count}, read just now. ${heldBack}`, true);
          else say(true, `${name}: ${count}, read just now.`);
        }
        return;
      case 'refused':
        return say(false, `${name}: ${refusalText(outcome.refusal, network, config)}`);
      case 'notYet': {
        const { last, until } = outcome;
        if (until !== undefined && until > machine.now())
          return say(
            true,
            `${name}: left alone until ${instantText(until)}, as the network asked.`,
            true,
          );
        const every = `It is asked again no sooner than ${spanText(facts[network].terms.leastBetweenMs)} later.`;
        if (last?.outcome !== undefined && last.outcome !== 'answered')
          return say(false, `${name}: ${storedText(last.outcome, last.detail)}`);
        const count = await newestFetched(of, ports.now());
        const ago =
          last?.answeredAt === undefined
            ? ''
            : `, read ${spanText(machine.now() - last.answeredAt)} ago`;
        const held = await database.read((read) => heldReading(read, of.id));
        return say(
          true,
          `${name}: ${count ?? 'no count yet'}${ago}. ${held ? heldBack : every}`,
          held !== undefined,
        );
      }
    }
  }

  async function newestFetched(of: WatchedAccount, until: Instant): Promise<string | undefined> {
    const today = localDate(until, config.timezone);
    const found = await database.read((read) => newestReadings(read, of.id, today));
    const newest = found
      .filter((r) => r.origin === 'network')
      .reduce<(typeof found)[number] | undefined>((a, b) => (a && a.on > b.on ? a : b), undefined);
    return newest && countText(newest, of.series, 'en');
  }
}

const heldBack =
  'It is far from what stood before: held back, and shown nowhere, until the next day’s reading confirms it.';

function wantedBy(network: AskedNetwork, { networks }: Config): string {
  const missing = missingSettings(network, networks);
  return missing.length === 0
    ? 'OPEN_NETWORKS=on asks the networks that need no key.'
    : `It needs ${missing.join(', ')}.`;
}

/** What is wrong, and what to do. */
export function refusalText(
  refusal: NetworkRefusal,
  network: AskedNetwork,
  { followersFile }: Pick<Config, 'followersFile'>,
): string {
  const said = refusal.detail === '' ? '' : ` (${refusal.detail})`;
  const { address, settings, addressSetting } = facts[network];
  const keys = settings.flatMap((s: { name: string; secret: boolean }) =>
    s.secret ? [s.name] : [],
  );
  switch (refusal.kind) {
    case 'notFound':
      return `the network knows no such account${said}: correct it in ${followersFile}.`;
    case 'hidden':
      return `the network shows nobody its count${said}: enter it by hand.`;
    case 'misnamed':
      return `write the account as ${refusal.write} in ${followersFile}.`;
    case 'notConfigured':
      return `the key is another account’s, the one that ${refusal.missing} names: correct that, or enter this count by hand.`;
    case 'auth':
      return `the network does not accept the key${said}: renew ${keys.join(' or ')}.`;
    case 'forbidden':
      return `the network lets this key not read it${said}: give it the access that docs/operators.md names.`;
    case 'rateLimited':
      return `the network wants to be left alone${refusal.retryAt === undefined ? '' : ` until ${instantText(refusal.retryAt)}`}${said}.`;
    case 'unavailable':
      return `the network does not answer${said}; it is asked again later.`;
    case 'badResponse':
      return `the network answers something unknown${said}; its interface may have changed.`;
    case 'versionRetired': {
      const version = settings.find((s: { name: string }) => s.name.endsWith('_VERSION'))?.name;
      const where = version ?? (/\/v\d/.test(address ?? '') ? addressSetting : undefined);
      return `the version of its interface is no longer served${said}: ${where === undefined ? 'install a newer release of this program' : `set a newer one in ${where}`}.`;
    }
  }
}

function storedText(outcome: string, detail: string): string {
  return `the last ask ended with ${outcome}${detail === '' ? '' : ` (${detail})`}, less than a minute ago; try again in a minute.`;
}

const instantText = (at: Instant): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function spanText(ms: number): string {
  const [unit, many] =
    ms >= 2 * day
      ? (['day', Math.floor(ms / day)] as const)
      : ms >= hour
        ? (['hour', Math.floor(ms / hour)] as const)
        : (['minute', Math.max(1, Math.floor(ms / minute))] as const);
  return `${many} ${unit}${many === 1 ? '' : 's'}`;
}
