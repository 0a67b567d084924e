// Asking the networks on a real database and a stand-in over HTTP: once a day each, by one program of several, keeping what is good and holding what jumps.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heldReading, lastAsk } from '../../src/followers/asks-store.ts';
import { type AskPorts, ask, type Means } from '../../src/followers/jobs/asking.ts';
import { askCounts, forgetBeyondTerms, maySum, networksDueWork } from '../../src/followers/jobs.ts';
import { type AskedNetwork, askedNetworks } from '../../src/followers/networks/facts.ts';
import { type Reading, standing, type WatchedAccount } from '../../src/followers/rules.ts';
import { newestReadings, watchedAccounts } from '../../src/followers/store.ts';
import { day, hour, localDate, minute } from '../../src/kernel/time.ts';
import { type Given, manners, type StandIn, startStandIn } from '../support/networks/stand-in.ts';
import { fixture } from './networks/asked.ts';
import { openStage, type Stage } from './stage.ts';

const zone = 'Europe/Zurich';
const faults: unknown[] = [];
const log = { info: () => {}, warn: () => {}, error: (facts: object) => void faults.push(facts) };

let stage: Stage;
let standIn: StandIn;
let ports: AskPorts;
let means: Means;
let now: number;
let made = 0;

beforeEach(async () => {
  stage = await openStage();
  standIn = await startStandIn();
  now = Date.UTC(2026, 10, 23, 6);
  faults.length = 0;
  ports = {
    database: stage.database,
    transact: async (_, body) => (await stage.database.write(body)).value,
    now: () => now,
    newId: () => {
      made += 1;
      return `n${String(made).padStart(5, '0')}`;
    },
    seriesZone: zone,
    log,
  };
  const values = Object.assign({}, ...Object.values(manners).map((m) => m.settings));
  const addresses = Object.fromEntries(askedNetworks.map((n) => [n, standIn.address(n)]));
  means = {
    settings: { values, addresses, open: true },
    fetch: (input, init) => fetch(input, init),
    now: () => now,
    deadline: () => new AbortController().signal,
    digest: (secret) => `digest of ${secret.length}`,
    stopping: () => false,
  };
});
afterEach(async () => {
  await standIn.close();
  await stage.close();
  expect(faults).toEqual([]);
});

const ok = (name: string): Given => ({ status: 200, body: fixture(name) });
const xCount = (followers_count: number): Given => ({
  status: 200,
  body: { data: [{ id: '15234407', username: 'CERN', public_metrics: { followers_count } }] },
});
const work = () => networksDueWork(ports, means);
const run = () => work().run(now);
async function account(network: AskedNetwork): Promise<WatchedAccount> {
  const watched = await stage.database.read(watchedAccounts);
  return watched.find((w) => w.network === network) as WatchedAccount;
}
async function readings(of: WatchedAccount): Promise<readonly Reading[]> {
  const today = localDate(now, zone);
  return standing(await stage.database.read((read) => newestReadings(read, of.id, today)), today);
}

describe('an account of a configured network', () => {
  beforeEach(() => stage.load('accounts: {x: [CERN]}\n'));

  it('is asked at once, then once a day, and its readings say when', async () => {
    standIn.answers('x', 'counts', xCount(3_004_127));
    await run();
    expect(await readings(await account('x'))).toEqual([
      {
        on: '2026-11-23',
        value: 3_004_127,
        bound: 'exact',
        origin: 'network',
        source: '',
        fetchedAt: now,
      },
    ]);
    await run();
    now += 20 * hour;
    await run();
    expect(standIn.asked).toHaveLength(1);
    const next = (await work().nextAt(now)) as number;
    expect(new Date(next).toISOString()).toMatch(/^2026-11-24T04:/);
    now = next;
    standIn.answers('x', 'counts', xCount(3_004_200));
    await run();
    expect((await readings(await account('x'))).map((r) => r.value)).toEqual([
      3_004_127, 3_004_200,
    ]);
  });

  it('is asked by one of two programs that wake at the same moment', async () => {
    standIn.answers('x', 'counts', xCount(5_000));
    await Promise.all([run(), run(), run()]);
    expect(standIn.asked).toEqual(['x counts']);
  });

  it('is not asked again where a program was killed while it asked', async () => {
    standIn.answers('x', 'counts', xCount(5_000));
    const dies: Means = { ...means, fetch: () => new Promise(() => {}) };
    void networksDueWork(ports, dies).run(now);
    const of = await account('x');
    while (!(await stage.database.read((read) => lastAsk(read, of, 'counts'))))
      await stage.database.read(watchedAccounts);
    now += 5 * hour;
    await run();
    expect(standIn.asked).toEqual([]);
    now += hour;
    await run();
    expect(standIn.asked).toEqual(['x counts']);
  });

  it('is left alone as long as the network wants, with all others of it', async () => {
    await stage.load('accounts: {x: [CERN, ATLAS]}\n');
    const retryAt = now + 30 * hour;
    const headers = { 'x-rate-limit-reset': String(retryAt / 1000) };
    standIn.answers('x', 'counts', { status: 429, headers, body: {} });
    await run();
    expect(standIn.asked).toHaveLength(1);
    expect(await work().nextAt(now)).toBe(retryAt);
    now = retryAt - 1;
    await run();
    expect(standIn.asked).toHaveLength(1);
    now = retryAt;
    standIn.answers('x', 'counts', xCount(5_000));
    await run();
    // The stand-in knows the one account alone; the other was asked about too.
    expect(standIn.asked).toHaveLength(3);
  });

  it('that does not answer is asked again later, and keeps what was read', async () => {
    standIn.answers('x', 'counts', xCount(5_000));
    await run();
    now = (await work().nextAt(now)) as number;
    standIn.answers('x', 'counts', { status: 503, body: '' });
    await run();
    expect((await work().nextAt(now)) as number).toBe(now + 6 * hour);
    expect((await readings(await account('x'))).map((r) => r.value)).toEqual([5_000]);
    const of = await account('x');
    const asked = await stage.database.read((read) => lastAsk(read, of, 'counts'));
    expect(asked).toMatchObject({ outcome: 'unavailable', detail: 'status 503' });
  });

  it('for somebody who waits is asked as soon as its terms allow', async () => {
    standIn.answers('x', 'counts', xCount(5_000));
    await run();
    const of = await account('x');
    now += 5 * hour;
    expect(await askCounts(ports, means, of, true)).toMatchObject({
      kind: 'notYet',
      last: { outcome: 'answered' },
    });
    now += hour;
    expect(await askCounts(ports, means, of, true)).toMatchObject({ kind: 'answered' });
  });
});

describe('a reading that jumps', () => {
  beforeEach(async () => {
    await stage.load('accounts: {x: [CERN]}\n');
    await tells(100_000);
  });
  async function tells(value: number): Promise<void> {
    now = Math.max(now, (await work().nextAt(now)) ?? now);
    standIn.answers('x', 'counts', xCount(value));
    await run();
  }
  const shown = async () => (await readings(await account('x'))).map((r) => r.value);
  const held = async () => {
    const of = await account('x');
    return stage.database.read((read) => heldReading(read, of.id));
  };

  it('is shown nowhere until the next day’s confirms it; then both are', async () => {
    await tells(300_000);
    expect(await shown()).toEqual([100_000]);
    expect(await held()).toMatchObject({ value: 300_000, on: '2026-11-24' });
    await tells(301_000);
    expect(await shown()).toEqual([100_000, 300_000, 301_000]);
    expect(await held()).toBeUndefined();
  });

  it('is dropped where the next one is as before', async () => {
    await tells(0);
    await tells(100_200);
    expect(await shown()).toEqual([100_000, 100_200]);
    expect(await held()).toBeUndefined();
  });

  it('is held in the place of the last where it jumps again', async () => {
    await tells(300_000);
    await tells(7);
    expect(await shown()).toEqual([100_000]);
    expect(await held()).toMatchObject({ value: 7 });
  });
});

describe('Facebook', () => {
  it('gives two series of one page, and the file’s fans go on as fans', async () => {
    await stage.load(
      'accounts: {facebook: [CERN]}\nreadings:\n  - {network: facebook, account: CERN, on: 2019-07-08, value: 700000, bound: atMost, source: talk 9}\n',
    );
    standIn.answers('facebook', 'counts', ok('facebook.page.200'));
    await run();
    const watched = await stage.database.read(watchedAccounts);
    expect(watched.map((w) => w.series)).toEqual(['fans', 'followers']);
    const [fans, followers] = watched as [WatchedAccount, WatchedAccount];
    expect((await readings(fans)).map((r) => r.value)).toEqual([700_000, 698_104]);
    expect((await readings(followers)).map((r) => r.value)).toEqual([742_312]);
    expect(standIn.asked).toEqual(['facebook counts']);
    // Loading the file again neither doubles nor loses the series.
    expect((await stage.load('accounts: {x: [CERN], facebook: [CERN]}\n')).accounts.gone).toEqual(
      [],
    );
    expect(
      (await stage.database.read(watchedAccounts)).map((w) => `${w.network} ${w.series}`),
    ).toEqual(['x followers', 'facebook fans', 'facebook followers']);
  });
});

describe('what the terms of a network want', () => {
  it('is forgotten after thirty days where YouTube says so, and only what came from there', async () => {
    await stage.load(
      'accounts: {youtube: [CERN], x: [CERN]}\nreadings:\n  - {network: youtube, account: CERN, on: 2026-11-01, value: 530000, bound: floor3, source: seen}\n',
    );
    standIn.answers('youtube', 'counts', ok('youtube.channels.200'));
    standIn.answers('x', 'counts', xCount(5_000));
    await run();
    now += 30 * day - minute;
    expect(await forgetBeyondTerms(ports, now)).toBe(0);
    now += minute;
    expect(await forgetBeyondTerms(ports, now)).toBe(1);
    expect(await readings(await account('youtube'))).toMatchObject([
      { value: 530_000, origin: 'file' },
    ]);
    expect(await readings(await account('x'))).toHaveLength(1);
  });

  it('is that YouTube’s figures are added to nobody else’s', () => {
    expect(askedNetworks.filter((network) => !maySum(network))).toEqual(['youtube']);
    expect(maySum('elsewhere')).toBe(true);
  });

  it('is that a post of X is paid for once a week', async () => {
    await stage.load('accounts: {x: [CERN]}\n');
    standIn.answers('x', 'counts', ok('x.users_by.200_partial'));
    standIn.answers('x', 'posts', ok('x.posts.200'));
    const asks = async () =>
      (await ask(ports, means, await account('x'), 'posts', true, async (_, posts) => posts.length))
        ?.kind;
    expect(await asks()).toBe('answered');
    now += 7 * day - 1;
    expect(await asks()).toBe('notYet');
    now += 1;
    expect(await asks()).toBe('answered');
  });
});

describe('what is not configured', () => {
  it.each<[string, Partial<Means['settings']>]>([
    ['a network without its key', { values: {} }],
    ['a network without a key, where nobody wants those', { values: {}, open: false }],
  ])('is not asked: %s', async (_, settings) => {
    await stage.load(
      'accounts: {x: [CERN], bluesky: [CERN], flickr: [cern], elsewhere: [Weibo]}\n',
    );
    means = { ...means, settings: { ...means.settings, open: false, ...settings } };
    expect(await work().nextAt(now)).toBeUndefined();
    await run();
    expect(standIn.asked).toEqual([]);
  });

  it('leaves those without a key to a word of the operator', async () => {
    await stage.load('accounts: {bluesky: [cern], x: [CERN]}\n');
    standIn.answers('bluesky', 'counts', ok('bluesky.profile.200'));
    means = { ...means, settings: { ...means.settings, values: {}, open: true } };
    await run();
    expect(standIn.asked).toEqual(['bluesky counts']);
  });
});

describe('a token that was renewed', () => {
  it('is used from then on, until the operator sets another one', async () => {
    await stage.load('accounts: {tiktok: [cern]}\n');
    standIn.answers('tiktok', 'counts', ok('tiktok.user.200'));
    const body = { access_token: 'act.a-token-of-a-day', refresh_token: 'rft.the-next-one' };
    standIn.answers('tiktok', 'token', { status: 200, body });
    const sent: string[] = [];
    means = {
      ...means,
      fetch: (input, init) => {
        if (init?.body instanceof URLSearchParams)
          sent.push(String(init.body.get('refresh_token')));
        return fetch(input, init);
      },
    };
    const asks = async () => askCounts(ports, means, await account('tiktok'), true);
    expect(await asks()).toMatchObject({ kind: 'answered' });
    now += hour;
    await asks();
    const values = {
      ...means.settings.values,
      TIKTOK_REFRESH_TOKEN: 'rft.set anew by the operator',
    };
    means = { ...means, settings: { ...means.settings, values } };
    now += hour;
    await asks();
    expect(sent).toEqual([
      'rft.tiktok-refresh-secret',
      'rft.the-next-one',
      'rft.set anew by the operator',
    ]);
  });
});
