// What single clients do beyond the table: names of accounts, posts, tokens that are renewed, and secrets that go nowhere.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clients } from '../../../src/followers/networks/clients.ts';
import { type AskedNetwork, askedNetworks, facts } from '../../../src/followers/networks/facts.ts';
import { retryAtOf } from '../../../src/followers/networks/request.ts';
import { networks } from '../../../src/followers/rules.ts';
import {
  type Given,
  manners,
  type StandIn,
  startStandIn,
} from '../../support/networks/stand-in.ts';
import { askingAt, fixture, now } from './asked.ts';

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.close());

const ok = (name: string): Given => ({ status: 200, body: fixture(name) });
const counts = (network: AskedNetwork, account: string, more = {}) =>
  clients[network].counts(account, askingAt(standIn, network, more));
const posts = (network: AskedNetwork) =>
  clients[network].posts?.(manners[network].account, askingAt(standIn, network));

describe('the networks that can be asked', () => {
  it('are among those that are counted, each with a client', () => {
    expect(networks.filter((name) => Object.hasOwn(facts, name)).sort()).toEqual(
      [...askedNetworks].sort(),
    );
    expect(Object.keys(clients).sort()).toEqual([...askedNetworks].sort());
  });

  it('name every variable once, in capitals, after their network', () => {
    const names = askedNetworks.flatMap((network) => [
      facts[network].addressSetting as string,
      ...facts[network].settings.map((s: { name: string }) => s.name),
    ]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[A-Z]+(?:_[A-Z]+)+$/);
  });
});

describe('an account', () => {
  it.each<[AskedNetwork, string, object]>([
    ['mastodon', 'cern', { kind: 'misnamed', write: 'cern@social.example' }],
    ['x', 'two words', { kind: 'misnamed' }],
    ['instagram', 'cern){id},evil(', { kind: 'misnamed' }],
    ['telegram', 'a&b', { kind: 'misnamed' }],
    ['reddit', 'r/a/b', { kind: 'misnamed' }],
    ['github', 'a/b/c', { kind: 'misnamed' }],
    ['youtube', 'a/b', { kind: 'misnamed' }],
    ['linkedin', 'a.b', { kind: 'misnamed' }],
    ['tiktok', 'other', { kind: 'notConfigured', missing: 'TIKTOK_ACCOUNT' }],
    ['wechat', 'other', { kind: 'notConfigured', missing: 'WECHAT_ACCOUNT' }],
  ])('of %s that is “%s” is not asked about', async (network, account, refusal) => {
    expect(await counts(network, account)).toMatchObject({ ok: false, refusal });
    expect(standIn.asked).toEqual([]);
  });

  it('of LinkedIn is looked up by its name', async () => {
    standIn.answers('linkedin', 'lookup', ok('linkedin.organizations.200'));
    standIn.answers('linkedin', 'counts', ok('linkedin.networkSizes.200'));
    expect(await counts('linkedin', 'cern')).toMatchObject({
      ok: true,
      value: [{ value: 219_145 }],
    });
    standIn.answers('linkedin', 'lookup', { status: 200, body: { elements: [] } });
    expect(await counts('linkedin', 'cern')).toMatchObject({ refusal: { kind: 'notFound' } });
  });

  it('of Threads is looked at from outside where the token is another one’s', async () => {
    standIn.answers('threads', 'lookup', ok('threads.profile_lookup.200'));
    expect(await counts('threads', 'other')).toMatchObject({ value: [{ value: 84_210 }] });
    expect(standIn.asked).toEqual(['threads lookup']);
  });

  it('of GitHub with a stroke is a repository, whose stars are counted', async () => {
    standIn.answers('github', 'lookup', ok('github.repo.200'));
    expect(await counts('github', 'root-project/root')).toEqual({
      ok: true,
      value: [{ series: 'stars', value: 2_987, bound: 'exact' }],
    });
  });
});

describe('YouTube', () => {
  const said = async (subscriberCount: string) => {
    const body = { items: [{ statistics: { subscriberCount } }] };
    standIn.answers('youtube', 'counts', { status: 200, body });
    return counts('youtube', 'CERN');
  };
  it.each(['123', '1240', '10400', '536000', '1780000', '53300000', '103000000', '0'])(
    'cuts %s down to three digits',
    async (text) => {
      expect(await said(text)).toMatchObject({ value: [{ value: Number(text), bound: 'floor3' }] });
    },
  );
  it.each(['1243', '536862', '-1', '1e3', ''])('does not say %s', async (text) => {
    expect(await said(text)).toMatchObject({ ok: false, refusal: { kind: 'badResponse' } });
  });
});

describe('WeChat', () => {
  it('gives the newest day that is there', async () => {
    const list = ['2026-11-20', '2026-11-22', '2026-11-21'].map((ref_date, i) => ({
      ref_date,
      cumulate_user: 10 + i,
    }));
    standIn.answers('wechat', 'counts', { status: 200, body: { list } });
    expect(await counts('wechat', 'cern')).toMatchObject({
      value: [{ value: 11, on: '2026-11-22' }],
    });
    standIn.answers('wechat', 'counts', { status: 200, body: { list: [] } });
    expect(await counts('wechat', 'cern')).toMatchObject({ refusal: { kind: 'unavailable' } });
  });
});

describe('TikTok', () => {
  it('keeps the token for the next time where it got another one, and only then', async () => {
    const kept: string[] = [];
    const renew = async (name: string, value: string) => void kept.push(`${name} ${value}`);
    const body = { access_token: 'act.a-token-of-a-day', refresh_token: 'rft.next' };
    standIn.answers('tiktok', 'counts', ok('tiktok.user.200'));
    standIn.answers('tiktok', 'token', { status: 200, body });
    expect((await counts('tiktok', 'CERN', { renew })).ok).toBe(true);
    expect(kept).toEqual(['TIKTOK_REFRESH_TOKEN rft.next']);
    const same = { ...body, refresh_token: 'rft.tiktok-refresh-secret' };
    standIn.answers('tiktok', 'token', { status: 200, body: same });
    await counts('tiktok', 'CERN', { renew });
    expect(kept).toHaveLength(1);
  });
});

describe('a token that a network gives for a while', () => {
  it.each<[AskedNetwork, string, string]>([
    ['reddit', 'reddit.token.200', 'reddit.sub.200'],
    ['tiktok', 'tiktok.token.200', 'tiktok.user.200'],
    ['wechat', 'wechat.token.200', 'wechat.cumulate.200'],
  ])('of %s is asked for first, and then used', async (network, token, then) => {
    standIn.answers(network, 'token', ok(token));
    standIn.answers(network, 'counts', ok(then));
    expect((await counts(network, manners[network].account)).ok).toBe(true);
    expect(standIn.asked).toEqual([`${network} token`, `${network} counts`]);
  });

  it.each<[AskedNetwork, string, number, string]>([
    ['reddit', 'reddit.token.401', 401, 'Unauthorized'],
    ['tiktok', 'tiktok.token.400', 400, 'Refresh token is invalid or expired.'],
    ['wechat', 'wechat.token.error.200', 200, 'invalid appsecret rid: 6743e0a0-1'],
  ])(
    'of %s is refused for a wrong key, and nothing else is asked',
    async (network, name, status, detail) => {
      standIn.answers(network, 'token', { status, body: fixture(name) });
      expect(await counts(network, manners[network].account)).toEqual({
        ok: false,
        refusal: { kind: 'auth', detail },
      });
      expect(standIn.asked).toEqual([`${network} token`]);
    },
  );

  it.each<[AskedNetwork]>([['reddit'], ['tiktok'], ['wechat']])(
    'of %s that is none is told as an unknown answer',
    async (network) => {
      standIn.answers(network, 'token', { status: 200, body: { expires_in: 3600 } });
      expect(await counts(network, manners[network].account)).toMatchObject({
        refusal: { kind: 'badResponse' },
      });
    },
  );
});

describe('a secret', () => {
  /** What a careless server might say back, in each network's shape of a refusal. */
  const gossip = (words: string): Record<AskedNetwork, unknown> => {
    const meta = { error: { message: words, code: 100 } };
    return {
      x: { title: 'Invalid Request', detail: words },
      facebook: meta,
      instagram: meta,
      threads: meta,
      youtube: { error: { message: words, errors: [{ reason: 'badRequest' }] } },
      linkedin: { message: words },
      tiktok: { error: { code: 'invalid_params', message: words } },
      bluesky: { error: 'InvalidRequest', message: words },
      mastodon: { error: words },
      reddit: { message: words },
      github: { message: words },
      telegram: { ok: false, error_code: 400, description: words },
      wechat: { errcode: 40_035, errmsg: words },
    };
  };
  it.each(askedNetworks)('that %s says back goes no further', async (network) => {
    const secrets = Object.values(manners[network].settings);
    const words = `bad ${secrets.join(' ')} in https://api.example/x?access_token=${secrets.map(encodeURIComponent).join('&key=')}`;
    standIn.answers(network, 'counts', { status: 400, body: gossip(words)[network] });
    const asked = await counts(network, manners[network].account);
    expect(asked.ok).toBe(false);
    for (const setting of facts[network].settings as readonly { name: string; secret: boolean }[])
      if (setting.secret)
        expect(JSON.stringify(asked)).not.toContain(manners[network].settings[setting.name]);
    // The words themselves are told, for whoever mends it.
    if (!asked.ok) expect(asked.refusal.detail).toContain('bad');
  });

  it('goes nowhere where an answer points elsewhere', async () => {
    const location = `${standIn.address('github')}/elsewhere`;
    standIn.answers('x', 'counts', { status: 307, headers: { location }, body: '' });
    expect(await counts('x', 'CERN')).toMatchObject({ refusal: { kind: 'badResponse' } });
    expect(standIn.asked).toEqual(['x counts']);
  });

  it('is in no fault of the connection, which may name the address', async () => {
    const fetch = async (): Promise<Response> => {
      throw new TypeError('fetch failed: https://api.telegram.org/bot123:telegram-secret/x');
    };
    const asked = await counts('telegram', 'cern', { fetch });
    expect(asked).toMatchObject({ ok: false, refusal: { kind: 'unavailable' } });
    expect(JSON.stringify(asked)).not.toContain('telegram-secret');
  });
});

describe('an answer without end', () => {
  it('is given up', async () => {
    const body = `"${'x'.repeat(4_100_000)}"`;
    standIn.answers('github', 'counts', { status: 200, body });
    expect(await counts('github', 'CERN')).toMatchObject({
      refusal: { kind: 'badResponse', detail: 'the answer is too long' },
    });
  });
});

describe('when one may ask again', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['in seconds', { 'retry-after': '14' }, now + 14_000],
    ['on a date', { 'retry-after': 'Mon, 23 Nov 2026 06:01:00 GMT' }, now + 60_000],
    ['as seconds since 1970', { 'x-rate-limit-reset': String(now / 1000 + 9) }, now + 9_000],
    ['as seconds from now', { 'x-ratelimit-reset': '9.2' }, now + 10_000],
    ['as a date of ISO', { 'x-ratelimit-reset': '2026-11-23T06:00:30Z' }, now + 30_000],
    ['in the past', { 'x-rate-limit-reset': String(now / 1000 - 9) }, undefined],
    ['in a year', { 'retry-after': '31536000' }, undefined],
    ['as nonsense', { 'retry-after': 'soon' }, undefined],
    ['not at all', {}, undefined],
  ])('%s', (_, headers, at) => expect(retryAtOf(new Headers(headers), now)).toBe(at));
});

describe('posts', () => {
  const at = Date.UTC(2026, 10, 20, 9);
  it('of X, by either name of a repost', async () => {
    standIn.answers('x', 'counts', ok('x.users_by.200_partial'));
    standIn.answers('x', 'posts', ok('x.posts.200'));
    expect(await posts('x')).toEqual({
      ok: true,
      value: [
        {
          id: '1991234567890123456',
          at,
          interactions: { likes: 834, comments: 12, shares: 160, quotes: 15, saves: 48 },
          views: 95_432,
        },
      ],
    });
    const [post] = fixture('x.posts.200')['data'] as { public_metrics: Record<string, number> }[];
    const { repost_count: _, ...older } = post?.public_metrics ?? {};
    const body = { data: [{ ...post, public_metrics: older }] };
    standIn.answers('x', 'posts', { status: 200, body });
    expect(await posts('x')).toMatchObject({ value: [{ interactions: { shares: 160 } }] });
  });

  it.each<[AskedNetwork, string, string | undefined, object]>([
    [
      'facebook',
      'facebook.posts.200',
      undefined,
      { at: at + 4_000, interactions: { likes: 812, comments: 41, shares: 53 } },
    ],
    [
      'instagram',
      'instagram.business_discovery.200',
      undefined,
      { at: at + 5_000, interactions: { likes: 11_184, comments: 325 } },
    ],
    [
      'tiktok',
      'tiktok.videos.200',
      undefined,
      {
        at: Date.UTC(2025, 10, 20, 9),
        interactions: { likes: 3_920, comments: 88, shares: 140 },
        views: 45_210,
      },
    ],
    [
      'bluesky',
      'bluesky.authorFeed.200',
      undefined,
      { at, interactions: { likes: 310, comments: 6, shares: 44, quotes: 3, saves: 4 } },
    ],
    [
      'mastodon',
      'mastodon.statuses.200',
      'mastodon.lookup.200',
      { at, interactions: { likes: 111, comments: 5, shares: 61, quotes: 2 } },
    ],
  ])('of %s', async (network, name, lookup, post) => {
    if (lookup) standIn.answers(network, 'counts', ok(lookup));
    standIn.answers(network, 'posts', ok(name));
    expect(await posts(network)).toMatchObject({ ok: true, value: [post] });
  });

  it('of YouTube, by the list of uploads', async () => {
    standIn.answers('youtube', 'counts', ok('youtube.channels.200'));
    standIn.answers('youtube', 'list', ok('youtube.playlistItems.200'));
    standIn.answers('youtube', 'posts', ok('youtube.videos.200'));
    expect(await posts('youtube')).toEqual({
      ok: true,
      value: [{ id: 'dQw4w9WgXcQ', at, interactions: { likes: 812, comments: 41 }, views: 15_230 }],
    });
  });

  it('of Reddit, whose score is never below nothing', async () => {
    const [first, second] = (fixture('reddit.new.200')['data'] as { children: { data: object }[] })
      .children;
    const body = { data: { children: [first, { data: { ...second?.data, score: -3 } }] } };
    standIn.answers('reddit', 'posts', { status: 200, body });
    const below = await posts('reddit');
    standIn.answers('reddit', 'posts', ok('reddit.new.200'));
    expect(await posts('reddit')).toEqual(below);
    expect(below).toEqual({
      ok: true,
      value: [
        {
          id: '1p1a7cq',
          at: Date.UTC(2025, 10, 20, 9),
          interactions: { likes: 412, comments: 37 },
        },
        { id: '1oz2k9b', at: Date.UTC(2025, 10, 19, 9), interactions: { likes: 0, comments: 2 } },
      ],
    });
  });

  describe('of Threads', () => {
    const own = {
      id: '18001',
      at,
      interactions: { likes: 310, comments: 12, shares: 25, quotes: 3 },
      views: 4_210,
    };

    it('are asked one by one, but those that are somebody else’s', async () => {
      standIn.answers('threads', 'list', ok('threads.posts.200'));
      standIn.answers('threads', 'posts', ok('threads.mediaInsights.200'));
      expect(await posts('threads')).toEqual({ ok: true, value: [own] });
      expect(standIn.asked).toEqual(['threads list', 'threads posts']);
    });

    it('without figures say nothing of them', async () => {
      standIn.answers('threads', 'list', ok('threads.posts.200'));
      standIn.answers('threads', 'posts', { status: 200, body: { data: [] } });
      expect(await posts('threads')).toEqual({
        ok: true,
        value: [{ id: '18001', at, interactions: {} }],
      });
    });

    it('that are gone since the list are left out, and a throttle ends it', async () => {
      const error = (code: number, more = {}) => ({ error: { message: 'no', code, ...more } });
      standIn.answers('threads', 'list', ok('threads.posts.200'));
      standIn.answers('threads', 'posts', { status: 400, body: error(100, { error_subcode: 33 }) });
      expect(await posts('threads')).toEqual({ ok: true, value: [] });
      standIn.answers('threads', 'posts', { status: 403, body: error(32) });
      expect(await posts('threads')).toMatchObject({ refusal: { kind: 'rateLimited' } });
    });

    it('of another account are seen by nobody', async () => {
      const asking = askingAt(standIn, 'threads');
      expect(await clients.threads.posts?.('other', asking)).toEqual({ ok: true, value: [] });
      expect(standIn.asked).toEqual([]);
    });
  });

  it('of Facebook without `shares` were not shared, where their figures are told at all', async () => {
    const told = { summary: { total_count: 4 } };
    const bare = { id: '1', created_time: '2026-11-20T09:00:00+0000' };
    const of = async (post: object) => {
      standIn.answers('facebook', 'posts', { status: 200, body: { data: [{ ...bare, ...post }] } });
      const found = await posts('facebook');
      return found?.ok && found.value[0]?.interactions;
    };
    expect(await of({ reactions: told, comments: told })).toEqual({
      likes: 4,
      comments: 4,
      shares: 0,
    });
    expect(await of({ comments: told })).toEqual({ comments: 4, shares: 0 });
    expect(await of({ shares: {}, comments: told })).toEqual({ comments: 4 });
    expect(await of({})).toEqual({});
  });

  it('that somebody else wrote are not the account’s', async () => {
    const [item] = fixture('bluesky.authorFeed.200')['feed'] as object[];
    const body = { feed: [{ ...item, reason: { $type: 'app.bsky.feed.defs#reasonRepost' } }] };
    standIn.answers('bluesky', 'posts', { status: 200, body });
    expect(await posts('bluesky')).toEqual({ ok: true, value: [] });
  });

  it('without a figure do not say that it is 0', async () => {
    const body = {
      business_discovery: { media: { data: [{ id: '1', timestamp: '2026-11-20T09:00:00+0000' }] } },
    };
    standIn.answers('instagram', 'posts', { status: 200, body });
    expect(await posts('instagram')).toEqual({
      ok: true,
      value: [{ id: '1', at, interactions: {} }],
    });
  });

  it('of LinkedIn are told all together', async () => {
    standIn.answers('linkedin', 'totals', ok('linkedin.shareStatistics.200'));
    expect(await clients.linkedin.totals?.('1337', askingAt(standIn, 'linkedin'))).toEqual({
      ok: true,
      value: {
        overDays: 365,
        interactions: { likes: 5_120, comments: 240, shares: 120, clicks: 19_999 },
        views: 677_039,
        reach: 364_305,
      },
    });
  });
});
