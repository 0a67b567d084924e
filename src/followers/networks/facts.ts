// What is known of each network before it is asked: its address, the variables that its client reads, and what its terms and price allow.
// Apart from the clients, so that a start with nothing configured loads none of them.
import { day, hour, minute } from '../../kernel/time.ts';
import type { NetworkFacts, Setting } from './client.ts';

const secret = (name: string): Setting => ({ name, secret: true, needed: true });
const needed = (name: string): Setting => ({ name, secret: false, needed: true });
const optional = (name: string): Setting => ({ name, secret: false, needed: false });

const free = { retentionDays: undefined, maySum: true } as const;
const hourly = { ...free, leastBetweenMs: hour, leastBetweenPostsMs: hour } as const;
/** Those that need no key, or live of their users: four times an hour is far below what they allow. */
const often = { ...free, leastBetweenMs: 15 * minute, leastBetweenPostsMs: 15 * minute } as const;

export const facts = {
  x: {
    address: 'https://api.x.com',
    addressSetting: 'X_API_URL',
    settings: [secret('X_BEARER_TOKEN')],
    // An account that is read costs a cent, once a UTC day; every post half a cent, so that a score of them is read once a week.
    terms: { ...free, leastBetweenMs: 6 * hour, leastBetweenPostsMs: 7 * day },
  },
  facebook: {
    address: 'https://graph.facebook.com/v26.0',
    addressSetting: 'FACEBOOK_API_URL',
    settings: [secret('FACEBOOK_ACCESS_TOKEN')],
    terms: hourly,
  },
  instagram: {
    address: 'https://graph.facebook.com/v26.0',
    addressSetting: 'INSTAGRAM_API_URL',
    settings: [secret('INSTAGRAM_ACCESS_TOKEN'), needed('INSTAGRAM_USER_ID')],
    terms: hourly,
  },
  youtube: {
    address: 'https://www.googleapis.com/youtube/v3',
    addressSetting: 'YOUTUBE_API_URL',
    settings: [secret('YOUTUBE_API_KEY')],
    // developers.google.com/youtube/terms/developer-policies: thirty days, and no figure together with another network.
    terms: {
      retentionDays: 30,
      maySum: false,
      leastBetweenMs: hour,
      leastBetweenPostsMs: 6 * hour,
    },
  },
  linkedin: {
    address: 'https://api.linkedin.com/rest',
    addressSetting: 'LINKEDIN_API_URL',
    settings: [secret('LINKEDIN_ACCESS_TOKEN'), optional('LINKEDIN_VERSION')],
    terms: {
      retentionDays: 365,
      maySum: true,
      leastBetweenMs: hour,
      leastBetweenPostsMs: 6 * hour,
    },
  },
  tiktok: {
    address: 'https://open.tiktokapis.com/v2',
    addressSetting: 'TIKTOK_API_URL',
    settings: [
      needed('TIKTOK_ACCOUNT'),
      needed('TIKTOK_CLIENT_KEY'),
      secret('TIKTOK_CLIENT_SECRET'),
      secret('TIKTOK_REFRESH_TOKEN'),
    ],
    terms: hourly,
  },
  threads: {
    address: 'https://graph.threads.com/v1.0',
    addressSetting: 'THREADS_API_URL',
    settings: [secret('THREADS_ACCESS_TOKEN'), optional('THREADS_ACCOUNT')],
    terms: hourly,
  },
  bluesky: {
    address: 'https://public.api.bsky.app',
    addressSetting: 'BLUESKY_API_URL',
    settings: [],
    terms: often,
  },
  mastodon: {
    // The account's own server.
    address: undefined,
    addressSetting: 'MASTODON_API_URL',
    settings: [],
    terms: often,
  },
  reddit: {
    address: 'https://oauth.reddit.com',
    addressSetting: 'REDDIT_API_URL',
    settings: [needed('REDDIT_CLIENT_ID'), secret('REDDIT_CLIENT_SECRET')],
    terms: often,
  },
  github: {
    address: 'https://api.github.com',
    addressSetting: 'GITHUB_API_URL',
    settings: [{ name: 'GITHUB_TOKEN', secret: true, needed: false }],
    // Sixty requests an hour without a key, shared with whoever has the same address.
    terms: hourly,
  },
  telegram: {
    address: 'https://api.telegram.org',
    addressSetting: 'TELEGRAM_API_URL',
    settings: [secret('TELEGRAM_BOT_TOKEN')],
    terms: often,
  },
  wechat: {
    address: 'https://api.weixin.qq.com',
    addressSetting: 'WECHAT_API_URL',
    settings: [needed('WECHAT_ACCOUNT'), needed('WECHAT_APP_ID'), secret('WECHAT_APP_SECRET')],
    terms: { ...free, leastBetweenMs: 6 * hour, leastBetweenPostsMs: 6 * hour },
  },
} as const satisfies Readonly<Record<string, NetworkFacts>>;

/** A network that can be asked. */
export type AskedNetwork = keyof typeof facts;
export const askedNetworks = Object.keys(facts) as readonly AskedNetwork[];

/** Whether a network can be asked; the others are entered by hand or from a file. */
export function canBeAsked(network: string): network is AskedNetwork {
  return Object.hasOwn(facts, network);
}

/** The facts of a network; undefined where it cannot be asked. */
export function factsOf(network: string): NetworkFacts | undefined {
  return canBeAsked(network) ? facts[network] : undefined;
}
