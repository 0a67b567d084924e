// Every network in every situation: what it answers, and the one outcome that all clients have for it. The table has no empty cell, or it does not compile.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NetworkRefusal } from '../../../src/followers/networks/client.ts';
import { clients } from '../../../src/followers/networks/clients.ts';
import { type AskedNetwork, askedNetworks, facts } from '../../../src/followers/networks/facts.ts';
import {
  type Call,
  type Doing,
  type Given,
  manners,
  type StandIn,
  startStandIn,
} from '../../support/networks/stand-in.ts';
import { askingAt, fixture, now } from './asked.ts';

const second = 1_000;
const hour = 3_600 * second;

type Counts = readonly string[];
/** What comes of it: counts as `series value bound`, or the kind of a refusal. */
type Expected = Counts | NetworkRefusal['kind'] | { readonly retryAt: number | undefined };
type Cell = readonly [Doing, Expected, Call?];
/** The network has no way to say this by an answer of its own. */
type Never = { readonly never: string };

/** What each network has to say in words of its own. */
const ownSituations = [
  'found',
  'not found',
  'hidden',
  'a wrong key',
  'a key that may not',
  'too many requests',
  'a version that is over',
] as const;
type Own = (typeof ownSituations)[number];

const ok = (name: string): Given => ({ status: 200, body: fixture(name) });
const given = (status: number, body: unknown, headers = {}): Given => ({ status, body, headers });
const never = (why: string): Never => ({ never: why });
const graph = (code: number, more: object = {}, message = 'no'): unknown => ({
  error: { message, type: 'OAuthException', code, ...more },
});
const unversioned = never('its address has no version, or it answers by the oldest that lives');

const table: Readonly<Record<AskedNetwork, Readonly<Record<Own, Cell | Never>>>> = {
  x: {
    found: [ok('x.users_by.200_partial'), ['followers 3004127 exact']],
    'not found': [given(200, { errors: fixture('x.users_by.200_partial')['errors'] }), 'notFound'],
    hidden: [
      given(200, { errors: [{ title: 'Forbidden', detail: 'User has been suspended: [CERN].' }] }),
      'hidden',
    ],
    'a wrong key': [given(401, fixture('x.error.401')), 'auth'],
    'a key that may not': [
      given(402, { title: 'CreditsDepleted', detail: 'No credits' }),
      'forbidden',
    ],
    'too many requests': [
      given(429, fixture('x.error.429'), { 'x-rate-limit-reset': String(now / second + 900) }),
      { retryAt: now + 900 * second },
    ],
    'a version that is over': [given(410, { title: 'Gone' }), 'versionRetired'],
  },
  facebook: {
    found: [ok('facebook.page.200'), ['fans 698104 exact', 'followers 742312 exact']],
    'not found': [given(404, graph(803)), 'notFound'],
    hidden: [given(200, { id: '1', name: 'CERN' }), 'hidden'],
    'a wrong key': [given(400, fixture('facebook.error.400')), 'auth'],
    'a key that may not': [given(403, graph(10)), 'forbidden'],
    'too many requests': [
      given(400, graph(80_001), {
        'x-business-use-case-usage':
          '{"1":[{"type":"pages","estimated_time_to_regain_access":30}]}',
      }),
      { retryAt: now + hour / 2 },
    ],
    'a version that is over': [given(400, graph(2635)), 'versionRetired'],
  },
  instagram: {
    found: [ok('instagram.business_discovery.200'), ['followers 910233 exact']],
    'not found': [given(400, fixture('instagram.error.400')), 'notFound'],
    hidden: never('an account of an age gate is answered as one that there is not'),
    'a wrong key': [given(400, graph(190)), 'auth'],
    'a key that may not': [given(400, graph(200)), 'forbidden'],
    'too many requests': [given(400, graph(4)), { retryAt: undefined }],
    'a version that is over': [given(400, graph(2635)), 'versionRetired'],
  },
  youtube: {
    found: [ok('youtube.channels.200'), ['followers 536000 floor3']],
    'not found': [ok('youtube.channels.200_notfound'), 'notFound'],
    hidden: [given(200, { items: [{ statistics: { hiddenSubscriberCount: true } }] }), 'hidden'],
    'a wrong key': [
      given(400, {
        error: {
          message: 'not valid',
          errors: [{ reason: 'badRequest' }],
          details: [{ reason: 'API_KEY_INVALID' }],
        },
      }),
      'auth',
    ],
    'a key that may not': [
      given(403, { error: { message: 'off', errors: [{ reason: 'accessNotConfigured' }] } }),
      'forbidden',
    ],
    // Midnight in California.
    'too many requests': [given(403, fixture('youtube.error.403')), { retryAt: now + 2 * hour }],
    'a version that is over': unversioned,
  },
  linkedin: {
    found: [ok('linkedin.networkSizes.200'), ['followers 219145 exact']],
    'not found': [given(404, { status: 404, message: 'Not found' }), 'notFound'],
    hidden: never('the size of a page is public'),
    'a wrong key': [given(401, fixture('linkedin.error.401')), 'auth'],
    'a key that may not': [given(403, { status: 403, code: 'ACCESS_DENIED' }), 'forbidden'],
    // Midnight in UTC.
    'too many requests': [given(429, { status: 429 }), { retryAt: now + 18 * hour }],
    'a version that is over': [given(426, fixture('linkedin.error.426')), 'versionRetired'],
  },
  tiktok: {
    found: [ok('tiktok.user.200'), ['followers 152340 exact']],
    'not found': never('an account is asked by its own token'),
    hidden: never('an account sees itself'),
    'a wrong key': [given(200, fixture('tiktok.error.401')), 'auth'],
    'a key that may not': [
      given(200, { data: {}, error: { code: 'scope_not_authorized', message: 'scope' } }),
      'forbidden',
    ],
    'too many requests': [
      given(
        429,
        { error: { code: 'rate_limit_exceeded', message: 'slow' } },
        { 'retry-after': '60' },
      ),
      { retryAt: now + 60 * second },
    ],
    'a version that is over': unversioned,
  },
  threads: {
    found: [ok('threads.insights.200'), ['followers 84210 exact']],
    'not found': [given(400, graph(100, { error_subcode: 33 })), 'notFound'],
    hidden: [given(200, { data: [] }), 'hidden'],
    'a wrong key': [given(401, graph(190)), 'auth'],
    'a key that may not': [given(403, graph(10)), 'forbidden'],
    'too many requests': [given(403, graph(32)), { retryAt: undefined }],
    'a version that is over': [given(400, graph(2635)), 'versionRetired'],
  },
  bluesky: {
    found: [ok('bluesky.profile.200'), ['followers 98234 exact']],
    'not found': [given(400, fixture('bluesky.error.400')), 'notFound'],
    hidden: [given(200, { did: 'did:plc:abc' }), 'hidden'],
    'a wrong key': never('there is no key'),
    'a key that may not': [given(403, { error: 'Forbidden' }), 'forbidden'],
    'too many requests': [
      given(429, { error: 'RateLimitExceeded' }, { 'ratelimit-reset': '1', 'retry-after': '120' }),
      { retryAt: now + 120 * second },
    ],
    'a version that is over': unversioned,
  },
  mastodon: {
    found: [ok('mastodon.lookup.200'), ['followers 41250 exact']],
    'not found': [given(404, fixture('mastodon.error.404')), 'notFound'],
    hidden: never('it tells 0 of those who hide their followers'),
    'a wrong key': never('there is no key'),
    'a key that may not': [
      given(401, { error: 'This API requires an authenticated user' }),
      'forbidden',
    ],
    'too many requests': [
      given(429, fixture('mastodon.error.429'), {
        'x-ratelimit-reset': '2026-11-23T06:05:00.000Z',
      }),
      { retryAt: now + 300 * second },
    ],
    'a version that is over': unversioned,
  },
  reddit: {
    found: [ok('reddit.sub.200'), ['followers 61234 exact']],
    'not found': [
      given(302, '', { location: 'https://www.reddit.com/subreddits/search' }),
      'notFound',
    ],
    hidden: [given(403, { reason: 'private', message: 'Forbidden', error: 403 }), 'hidden'],
    'a wrong key': [given(200, { error: 'invalid_grant' }), 'auth', 'token'],
    'a key that may not': [given(403, fixture('reddit.error.403')), 'forbidden'],
    'too many requests': [
      given(429, { message: 'Too Many Requests', error: 429 }, { 'x-ratelimit-reset': '42.5' }),
      { retryAt: now + 43 * second },
    ],
    'a version that is over': unversioned,
  },
  github: {
    found: [ok('github.user.200'), ['followers 4210 exact']],
    'not found': [given(404, { message: 'Not Found', status: '404' }), 'notFound'],
    hidden: never('followers are public'),
    'a wrong key': [given(401, { message: 'Bad credentials' }), 'auth'],
    'a key that may not': [given(403, { message: 'Resource not accessible' }), 'forbidden'],
    'too many requests': [
      given(403, fixture('github.error.403'), {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(now / second + 3_600),
      }),
      { retryAt: now + hour },
    ],
    'a version that is over': [
      given(400, { message: 'X-GitHub-Api-Version is not a supported version' }),
      'versionRetired',
    ],
  },
  telegram: {
    found: [ok('telegram.count.200'), ['followers 12873 exact']],
    'not found': [given(400, fixture('telegram.error.400')), 'notFound'],
    hidden: never('a public channel shows its members'),
    'a wrong key': [
      given(401, { ok: false, error_code: 401, description: 'Unauthorized' }),
      'auth',
    ],
    'a key that may not': [
      given(403, { ok: false, error_code: 403, description: 'Forbidden: bot was kicked' }),
      'forbidden',
    ],
    'too many requests': [
      given(429, fixture('telegram.error.429')),
      { retryAt: now + 14 * second },
    ],
    'a version that is over': unversioned,
  },
  wechat: {
    found: [ok('wechat.cumulate.200'), ['followers 1217056 exact 2026-11-22']],
    'not found': never('an account is asked by its own key'),
    hidden: never('an account sees itself'),
    'a wrong key': [given(200, fixture('wechat.error.200')), 'auth'],
    'a key that may not': [
      given(200, { errcode: 48_001, errmsg: 'api unauthorized' }),
      'forbidden',
    ],
    // Midnight in China.
    'too many requests': [
      given(200, { errcode: 45_009, errmsg: 'reach max api daily quota limit' }),
      { retryAt: now + 10 * hour },
    ],
    'a version that is over': unversioned,
  },
};

/** What can happen to every network alike. */
const common: Readonly<Record<string, Cell>> = {
  'a fault of theirs': [given(503, '<html>Service Unavailable</html>'), 'unavailable'],
  'no answer in time': ['silence', 'unavailable'],
  'a connection that breaks off': ['break', 'unavailable'],
  'a page in the place of an answer': [given(200, '<html>Welcome</html>'), 'badResponse'],
  'half an answer': [given(200, '{"data":'), 'badResponse'],
  'an answer to something else': [given(200, { hello: 'world' }), 'badResponse'],
  'a list of nothing': [given(200, [null]), 'badResponse'],
  'no content': [given(204, ''), 'badResponse'],
};
/** Where a network reads more into such an answer. */
const exceptions: Readonly<Record<string, NetworkRefusal['kind']>> = {
  'facebook, an answer to something else': 'hidden',
  'youtube, an answer to something else': 'notFound',
};

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

async function outcome(network: AskedNetwork, [doing, , call = 'counts']: Cell) {
  // The token is good again when the next situation comes.
  standIn.answers(network, 'token', tokenGiven);
  standIn.answers(network, call, doing);
  const giveUp = new AbortController();
  const asking = askingAt(standIn, network, {
    fetch: (input, init) => {
      const answer = fetch(input, init);
      // A deadline that has come, once the request is on its way.
      if (doing === 'silence') setImmediate(() => giveUp.abort());
      return answer;
    },
    deadline: () => giveUp.signal,
  });
  return clients[network].counts(manners[network].account, asking);
}
const tokenGiven = given(200, { access_token: 'act.a-token-of-a-day' });

function told(asked: Awaited<ReturnType<typeof outcome>>): Expected {
  if (asked.ok)
    return asked.value.map(({ series, value, bound, on }) =>
      [series, value, bound, on].filter((part) => part !== undefined).join(' '),
    );
  const { refusal } = asked;
  return refusal.kind === 'rateLimited' ? { retryAt: refusal.retryAt } : refusal.kind;
}

function withoutSecrets(network: AskedNetwork, asked: unknown): void {
  const text = JSON.stringify(asked);
  for (const { name, secret } of facts[network].settings as readonly {
    name: string;
    secret: boolean;
  }[])
    if (secret) expect(text).not.toContain(manners[network].settings[name]);
}

describe.each(askedNetworks)('%s', (network) => {
  it.each(ownSituations)('%s', async (situation) => {
    const cell = table[network][situation];
    if ('never' in cell) return expect(cell.never).not.toBe('');
    const asked = await outcome(network, cell);
    expect(told(asked)).toEqual(cell[1]);
    withoutSecrets(network, asked);
  });

  it.each(Object.keys(common))('%s', async (situation) => {
    const cell = common[situation] as Cell;
    const asked = await outcome(network, cell);
    expect(told(asked)).toBe(exceptions[`${network}, ${situation}`] ?? cell[1]);
    withoutSecrets(network, asked);
  });
});

describe('the stand-in', () => {
  it('was asked nothing that a network would not understand', () => {
    expect(standIn.asked.filter((line) => line.endsWith('?'))).toEqual([]);
    expect(standIn.asked.length).toBeGreaterThan(180);
  });
});
