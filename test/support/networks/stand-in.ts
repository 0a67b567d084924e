// One server that speaks for every network: it answers as it is told to, to the requests that the network would take, and refuses every other one.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AskedNetwork } from '../../../src/followers/networks/facts.ts';

export interface Given {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is. */
  readonly body: unknown;
}

/** What the stand-in does with a request: an answer, silence until the client gives up, or a connection that breaks off. */
export type Doing = Given | 'silence' | 'break';

/** The calls of a network: a token, the counts, or what is asked for the posts. */
export type Call = 'token' | 'counts' | 'posts' | 'list' | 'totals' | 'lookup';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

interface Manner {
  /** The account that the tests ask about, as the file of accounts has it. */
  readonly account: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Which call a request is; undefined where the network has none like it. */
  readonly call: (asked: Asked) => Call | undefined;
  /** Whether a request proves who asks. */
  readonly known: (asked: Asked, call: Call) => boolean;
}

const bearer = (token: string) => (asked: Asked) =>
  asked.headers.authorization === `Bearer ${token}`;
const inQuery = (name: string, value: string) => (asked: Asked) => asked.query.get(name) === value;
const anybody = () => true;
const fields = (asked: Asked) => asked.query.get('fields') ?? '';

/** How each network is asked, by its documentation. */
export const manners: Readonly<Record<AskedNetwork, Manner>> = {
  x: {
    account: 'CERN',
    settings: { X_BEARER_TOKEN: 'AAAA-x-bearer-secret' },
    call: ({ path, query }) => {
      if (path === '/2/users/by' && query.get('usernames') === 'CERN')
        return query.get('user.fields') === 'public_metrics' ? 'counts' : undefined;
      return path === '/2/users/15234407/tweets' ? 'posts' : undefined;
    },
    known: bearer('AAAA-x-bearer-secret'),
  },
  facebook: {
    account: 'CERN',
    settings: { FACEBOOK_ACCESS_TOKEN: 'EAAB-facebook-secret' },
    call: (asked) => {
      if (asked.path === '/CERN')
        return /\bfollowers_count\b.*\bfan_count\b/.test(fields(asked)) ? 'counts' : undefined;
      return asked.path === '/CERN/posts' ? 'posts' : undefined;
    },
    known: inQuery('access_token', 'EAAB-facebook-secret'),
  },
  instagram: {
    account: 'cern',
    settings: {
      INSTAGRAM_ACCESS_TOKEN: 'EAAB-instagram-secret',
      INSTAGRAM_USER_ID: '17841405309211844',
    },
    call: (asked) => {
      if (asked.path !== '/17841405309211844') return undefined;
      if (!fields(asked).startsWith('business_discovery.username(cern){')) return undefined;
      return fields(asked).includes('media') ? 'posts' : 'counts';
    },
    known: inQuery('access_token', 'EAAB-instagram-secret'),
  },
  youtube: {
    account: 'CERN',
    settings: { YOUTUBE_API_KEY: 'AIza-youtube-secret' },
    call: ({ path, query }) => {
      if (path === '/channels') return query.get('forHandle') === '@CERN' ? 'counts' : undefined;
      if (path === '/playlistItems')
        return query.get('playlistId') === 'UUxxxxxxxxxxxxxxxxxxxxxx' ? 'list' : undefined;
      return path === '/videos' && query.has('id') ? 'posts' : undefined;
    },
    known: inQuery('key', 'AIza-youtube-secret'),
  },
  linkedin: {
    account: '1337',
    settings: { LINKEDIN_ACCESS_TOKEN: 'AQX-linkedin-secret' },
    call: ({ path, query, headers }) => {
      if (!/^20\d{4}$/.test(String(headers['linkedin-version']))) return undefined;
      if (path === '/organizations')
        return query.get('q') === 'vanityName' && query.get('vanityName') === 'cern'
          ? 'lookup'
          : undefined;
      if (path === '/networkSizes/urn%3Ali%3Aorganization%3A1337')
        return query.get('edgeType') === 'COMPANY_FOLLOWED_BY_MEMBER' ? 'counts' : undefined;
      return path === '/organizationalEntityShareStatistics' ? 'totals' : undefined;
    },
    known: bearer('AQX-linkedin-secret'),
  },
  tiktok: {
    account: 'cern',
    settings: {
      TIKTOK_ACCOUNT: 'cern',
      TIKTOK_CLIENT_KEY: 'aw1',
      TIKTOK_CLIENT_SECRET: 'tiktok-client-secret',
      TIKTOK_REFRESH_TOKEN: 'rft.tiktok-refresh-secret',
    },
    call: (asked) => {
      if (asked.path === '/oauth/token/') return asked.method === 'POST' ? 'token' : undefined;
      if (asked.path === '/user/info/')
        return fields(asked).includes('follower_count') ? 'counts' : undefined;
      return asked.path === '/video/list/' && asked.method === 'POST' ? 'posts' : undefined;
    },
    known: (asked, call) =>
      call === 'token'
        ? asked.body.includes('rft.tiktok-refresh-secret') &&
          asked.body.includes('tiktok-client-secret')
        : bearer('act.a-token-of-a-day')(asked),
  },
  threads: {
    account: 'cern',
    settings: { THREADS_ACCESS_TOKEN: 'THQW-threads-secret', THREADS_ACCOUNT: '@CERN' },
    call: ({ path, query }) => {
      if (path === '/me/threads_insights')
        return query.get('metric') === 'followers_count' ? 'counts' : undefined;
      if (path === '/me/threads') return query.has('fields') ? 'list' : undefined;
      if (/^\/\d+\/insights$/.test(path))
        return query.get('metric') === 'views,likes,replies,reposts,quotes,shares'
          ? 'posts'
          : undefined;
      return path === '/profile_lookup' && query.has('username') ? 'lookup' : undefined;
    },
    known: inQuery('access_token', 'THQW-threads-secret'),
  },
  bluesky: {
    account: 'cern',
    settings: {},
    call: ({ path, query }) => {
      if (query.get('actor') !== 'cern.bsky.social') return undefined;
      if (path === '/xrpc/app.bsky.actor.getProfile') return 'counts';
      return path === '/xrpc/app.bsky.feed.getAuthorFeed' ? 'posts' : undefined;
    },
    known: anybody,
  },
  mastodon: {
    account: 'cern@social.example',
    settings: {},
    call: ({ path, query }) => {
      if (path === '/api/v1/accounts/lookup')
        return query.get('acct') === 'cern' ? 'counts' : undefined;
      return /^\/api\/v1\/accounts\/\d+\/statuses$/.test(path) ? 'posts' : undefined;
    },
    known: anybody,
  },
  reddit: {
    account: 'CERN',
    settings: { REDDIT_CLIENT_ID: 'reddit-id', REDDIT_CLIENT_SECRET: 'reddit-secret' },
    call: ({ path, method }) => {
      if (path === '/api/v1/access_token') return method === 'POST' ? 'token' : undefined;
      return path === '/r/CERN/about' ? 'counts' : path === '/r/CERN/new' ? 'posts' : undefined;
    },
    known: (asked, call) =>
      call === 'token'
        ? asked.headers.authorization === `Basic ${btoa('reddit-id:reddit-secret')}`
        : bearer('act.a-token-of-a-day')(asked),
  },
  github: {
    account: 'CERN',
    settings: { GITHUB_TOKEN: 'ghp_github-secret' },
    call: ({ path }) =>
      path === '/users/CERN' ? 'counts' : path.startsWith('/repos/') ? 'lookup' : undefined,
    known: bearer('ghp_github-secret'),
  },
  telegram: {
    account: 'cern',
    settings: { TELEGRAM_BOT_TOKEN: '123:telegram-secret' },
    call: ({ path, query }) =>
      path.endsWith('/getChatMemberCount') && query.get('chat_id') === '@cern'
        ? 'counts'
        : undefined,
    known: ({ path }) => path.startsWith('/bot123:telegram-secret/'),
  },
  wechat: {
    account: 'cern',
    settings: { WECHAT_ACCOUNT: 'CERN', WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 'wechat-secret' },
    call: ({ path, method }) => {
      if (method !== 'POST') return undefined;
      if (path === '/cgi-bin/stable_token') return 'token';
      return path === '/datacube/getusercumulate' ? 'counts' : undefined;
    },
    known: (asked, call) =>
      call === 'token'
        ? asked.body.includes('wechat-secret')
        : asked.query.get('access_token') === 'act.a-token-of-a-day',
  },
};

export interface StandIn {
  /** Without a slash at its end; a network's own path follows. */
  address(network: AskedNetwork): string;
  /** What a network answers to a call from now on. */
  answers(network: AskedNetwork, call: Call, doing: Doing): void;
  /** Every request since the start, as `network call`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const token: Given = {
  status: 200,
  body: { access_token: 'act.a-token-of-a-day', expires_in: 7200 },
};

/** Listens on a free port of this machine. */
export async function startStandIn(): Promise<StandIn> {
  const doings = new Map<string, Doing>();
  const asked: string[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? '', 'http://stand-in');
    const [, network = '', path = ''] = /^\/([a-z]+)(\/.*)$/.exec(url.pathname) ?? [];
    const manner = manners[network as AskedNetwork];
    const { method = '', headers } = request;
    const seen = { method, path, query: url.searchParams, headers, body };
    const call = manner?.call(seen);
    asked.push(`${network} ${call ?? `${method} ${path}?`}`);
    // Nothing that any network answers: a request like this is a mistake of the client.
    if (!call || !manner) return send(response, { status: 418, body: 'no such call' });
    if (!manner.known(seen, call)) return send(response, { status: 418, body: 'who asks?' });
    const doing = doings.get(`${network} ${call}`) ?? (call === 'token' ? token : undefined);
    if (doing === 'silence') return;
    if (doing === 'break' || doing === undefined) return void request.socket.destroy();
    send(response, doing);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: (network) => `http://127.0.0.1:${port}/${network}`,
    answers: (network, call, doing) => void doings.set(`${network} ${call}`, doing),
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { status, headers, body }: Given): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
