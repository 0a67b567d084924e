// What the doctor says of each account, in one sentence: its count, what is wrong and who can mend it, or that nothing is configured.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { networkSecrets } from '../../src/app/config/networks.ts';
import { type Config, describeProblems, readConfig } from '../../src/app/config.ts';
import { examineFollowers, refusalText } from '../../src/app/network-findings.ts';
import { readFollowers } from '../../src/followers/files.ts';
import type { NetworkRefusal } from '../../src/followers/networks/client.ts';
import { type AskedNetwork, askedNetworks, facts } from '../../src/followers/networks/facts.ts';
import { loadFollowers } from '../../src/followers/store.ts';
import type { SqliteDatabase } from '../../src/storage/sqlite.ts';
import { fixture } from '../followers/networks/asked.ts';
import { manners, type StandIn, startStandIn } from '../support/networks/stand-in.ts';
import { memoryDatabase } from '../support/sqlite.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const mattermost = {
  MATTERMOST_URL: 'https://chat.example.org',
  MATTERMOST_BOT_TOKEN: 'token-of-a-bot',
};

function configOf(env: Readonly<Record<string, string>>): Config {
  const config = readConfig(env);
  if (!config.ok) throw new Error(describeProblems(config.refusal));
  return config.value;
}
const problemsOf = (env: Readonly<Record<string, string>>): readonly string[] => {
  const config = readConfig(env);
  return config.ok ? [] : config.refusal.map(({ name, problem }) => `${name}: ${problem}`);
};

let database: SqliteDatabase;
let standIn: StandIn;
beforeEach(async () => {
  database = await memoryDatabase();
  standIn = await startStandIn();
});
afterEach(async () => {
  await standIn.close();
  await database.close();
});

async function watch(text: string): Promise<void> {
  const file = readFollowers(text);
  if (!file.ok) throw new Error(JSON.stringify(file.refusal));
  let made = 0;
  const newId = () => {
    made += 1;
    return `a${made}`;
  };
  await database.write((tx) => loadFollowers(tx, file.value, newId, 0));
}

async function says(config: Config): Promise<readonly string[]> {
  const lines: string[] = [];
  await examineFollowers(config, database, log, (ok, sentence, note) => {
    lines.push(`${note ? 'note' : ok ? 'ok' : 'BAD'} ${sentence}`);
  });
  return lines;
}

describe('the doctor', () => {
  it('says one sentence of each account', async () => {
    await watch(
      'accounts: {x: [CERN], facebook: [CERN], youtube: [CERN], bluesky: [cern], mastodon: [cern], flickr: [cern], elsewhere: [Weibo], github: [CERN]}',
    );
    const addresses = Object.fromEntries(
      askedNetworks.map((network) => [facts[network].addressSetting, standIn.address(network)]),
    );
    const config = configOf({
      ...mattermost,
      ...addresses,
      ...manners.x.settings,
      ...manners.facebook.settings,
      ...manners.github.settings,
      OPEN_NETWORKS: 'on',
    });
    standIn.answers('x', 'counts', { status: 401, body: fixture('x.error.401') });
    standIn.answers('facebook', 'counts', { status: 200, body: fixture('facebook.page.200') });
    standIn.answers('bluesky', 'counts', { status: 400, body: fixture('bluesky.error.400') });
    standIn.answers('github', 'counts', 'break');
    expect(await says(config)).toEqual([
      'BAD X CERN: the network does not accept the key (Unauthorized): renew X_BEARER_TOKEN.',
      'ok Facebook CERN: 698,104 fans, read just now.',
      'ok Facebook CERN: 742,312 followers, read just now.',
      'note YouTube CERN: not configured. It needs YOUTUBE_API_KEY.',
      'BAD Bluesky cern: the network knows no such account (Profile not found): correct it in data/followers.yaml.',
      'BAD Mastodon cern: write the account as cern@social.example in data/followers.yaml.',
      'note Flickr cern: entered by hand or from a file.',
      'note Weibo: entered by hand or from a file.',
      'BAD GitHub CERN: the network does not answer (no connection, or it broke off); it is asked again later.',
    ]);
    const again = await says(config);
    expect(again.slice(0, 2)).toEqual([
      'BAD X CERN: the last ask ended with auth (Unauthorized), less than a minute ago; try again in a minute.',
      'ok Facebook CERN: 698,104 fans, read 1 minute ago. It is asked again no sooner than 1 hour later.',
    ]);
    expect(standIn.asked.filter((line) => line.startsWith('facebook'))).toHaveLength(1);
  });

  it('says what is missing where nothing is configured, and asks nothing', async () => {
    await watch('accounts: {x: [CERN], bluesky: [cern]}');
    expect(await says(configOf(mattermost))).toEqual([
      'note X CERN: not configured. It needs X_BEARER_TOKEN.',
      'note Bluesky cern: not configured. OPEN_NETWORKS=on asks the networks that need no key.',
    ]);
  });

  it('asks nothing for a demonstration', async () => {
    await watch('accounts: {bluesky: [cern]}');
    const demonstration = configOf({
      OPEN_NETWORKS: 'on',
      BLUESKY_API_URL: standIn.address('bluesky'),
    });
    expect(await says(demonstration)).toEqual(['note A demonstration asks no network for counts.']);
    expect(standIn.asked).toEqual([]);
  });

  it('says of every refusal what to do', () => {
    const config = { followersFile: 'data/followers.yaml' };
    const detail = 'so it says';
    const refusals: readonly NetworkRefusal[] = [
      { kind: 'hidden', detail },
      { kind: 'notConfigured', missing: 'TIKTOK_ACCOUNT', detail: '' },
      { kind: 'forbidden', detail },
      { kind: 'rateLimited', retryAt: Date.UTC(2026, 10, 24, 8), detail },
      { kind: 'rateLimited', retryAt: undefined, detail: '' },
      { kind: 'badResponse', detail },
      { kind: 'versionRetired', detail },
    ];
    expect(refusals.map((refusal) => refusalText(refusal, 'linkedin', config))).toEqual([
      'the network shows nobody its count (so it says): enter it by hand.',
      'the key is another account’s, the one that TIKTOK_ACCOUNT names: correct that, or enter this count by hand.',
      'the network lets this key not read it (so it says): give it the access that docs/operators.md names.',
      'the network wants to be left alone until 2026-11-24 08:00 UTC (so it says).',
      'the network wants to be left alone.',
      'the network answers something unknown (so it says); its interface may have changed.',
      'the version of its interface is no longer served (so it says): set a newer one in LINKEDIN_VERSION.',
    ]);
  });

  it.each<readonly [AskedNetwork, string]>([
    ['linkedin', 'set a newer one in LINKEDIN_VERSION'],
    ['facebook', 'set a newer one in FACEBOOK_API_URL'],
    ['x', 'install a newer release of this program'],
    ['github', 'install a newer release of this program'],
  ])('says where the version of %s is set', (network, what) => {
    const refusal = { kind: 'versionRetired', detail: '' } as const;
    expect(refusalText(refusal, network, { followersFile: 'f' })).toBe(
      `the version of its interface is no longer served: ${what}.`,
    );
  });
});

describe('the keys of the networks', () => {
  it('are told where one of several is missing', () => {
    expect(problemsOf({ TIKTOK_ACCOUNT: 'cern', TIKTOK_CLIENT_KEY: 'aw1' })).toEqual([
      'TIKTOK_CLIENT_SECRET: it is missing beside TIKTOK_ACCOUNT; write it, or take that one out',
      'TIKTOK_REFRESH_TOKEN: it is missing beside TIKTOK_ACCOUNT; write it, or take that one out',
    ]);
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [
      { LINKEDIN_ACCESS_TOKEN: 'AQX1', LINKEDIN_VERSION: '2026' },
      'LINKEDIN_VERSION: it is no year and month; write for example 202609',
    ],
    [
      { X_BEARER_TOKEN: 'two words' },
      'X_BEARER_TOKEN: it holds a space or a line break; write it alone on its line',
    ],
    [
      { X_API_URL: 'api.x.com' },
      'X_API_URL: it is no http or https address; write for example https://api.x.com',
    ],
  ])('are told where one is wrong: %j', (env, problem) =>
    expect(problemsOf(env)).toEqual([problem]),
  );

  it('stand in .env.example, and on the page for operators', () => {
    const text = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
    const example = text('.env.example').split('\n');
    const page = text('docs/operators.md');
    for (const network of askedNetworks) {
      expect(example).toContain(`${facts[network].addressSetting}=`);
      for (const { name } of facts[network].settings as readonly { readonly name: string }[]) {
        expect(example).toContain(`${name}=`);
        expect(page).toContain(name);
      }
    }
  });

  it('are all taken out of the log, and none is a word that stands elsewhere', () => {
    const env = Object.assign({}, ...askedNetworks.map((network) => manners[network].settings));
    const secrets = networkSecrets(configOf(env).networks);
    expect(secrets).toHaveLength(12);
    for (const secret of secrets) expect(secret.length).toBeGreaterThanOrEqual(8);
  });
});
