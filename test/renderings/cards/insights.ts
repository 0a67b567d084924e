// The cards of the engagement of the networks.
import {
  type Network,
  type Reading,
  usualSeries,
  type WatchedAccount,
} from '../../../src/followers/rules.ts';
import { type AskRefusal, askRefusedCard } from '../../../src/insights/cards/refusals.ts';
import {
  type AccountGlance,
  type AccountInsights,
  insightsCard,
  insightsOfCard,
  noPostsCard,
  nothingWatchedCard,
} from '../../../src/insights/cards.ts';
import { answeredOf, type Figures, noFigures, type Post } from '../../../src/insights/rules.ts';
import type { Language } from '../../../src/kernel/language.ts';
import { instantOf, localDate, plusDays } from '../../../src/kernel/time.ts';
import { zone } from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('insights/cards.ts');
const refused = cardsOf('insights/cards/refusals.ts');
const all = ['word insights', 'press insights'];
const one = ['word insights', 'press insights-of'];
const today = '2019-08-02';
const since = plusDays(today, -90);

const to = (language: Language, organiser = false) => ({
  language,
  command: '/icdd',
  organiser,
  today,
});
const watched = (network: Network, account = 'CERN'): WatchedAccount => ({
  id: `${network}${account}`
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .padEnd(4, '0')
    .slice(0, 20),
  network,
  account,
  series: usualSeries(network, account),
});
const posts = (
  many: number,
  told: (i: number) => Partial<Figures>,
  first = since,
  url?: string,
): readonly Post[] =>
  Array.from({ length: many }, (_, i) => ({
    ...noFigures,
    ...told(i),
    id: `p${i}`,
    at: instantOf(plusDays(first, i * 3), '18:00', zone),
    url: url && `${url}${i}`,
  }));
const readings = (value: number, bound: Reading['bound'] = 'exact'): readonly Reading[] => [
  { on: plusDays(since, 20), value, bound, origin: 'file', source: 'page' },
  { on: plusDays(since, 70), value: value + 5_000, bound, origin: 'file', source: 'page' },
];
const insightsOf = (
  account: WatchedAccount,
  of: readonly Post[],
  read: readonly Reading[] = [],
  newestOn?: string,
): AccountInsights => {
  const last = of.at(-1);
  return {
    measured: { account, posts: of, readings: read, zone },
    newestOn: newestOn ?? (last && localDate(last.at, zone)),
  };
};

const glance = ({ measured, newestOn }: AccountInsights): AccountGlance => ({
  answered: answeredOf(measured),
  newestOn,
});

/** Everything that can be told: one post stands far out, and comments come with reach. */
const full = insightsOf(
  watched('x'),
  posts(
    24,
    (i) => ({
      likes: i === 20 ? 4_000 : 250 + i * 7,
      comments: 5 + (i % 7) * 3,
      shares: 20 + (i % 5),
      quotes: i % 3,
      saves: 4,
      clicks: 90 + i,
      reach: 9_000 + (i % 7) * 800,
      views: 14_000 + i * 100,
      paidViews: i % 4 === 0 ? 700 : 0,
    }),
    since,
    'https://x.example/cern/',
  ),
  readings(2_500_000),
);
/** Bounds of the seed: "more than", "nearly"; and comments that shrink with reach. */
const atLeast = insightsOf(
  watched('instagram'),
  posts(12, (i) => ({ likes: 9_000 + i * 11, comments: 90 - i, reach: 50_000 + i * 900 })),
  readings(400_000, 'atLeast'),
);
const atMost = insightsOf(
  watched('facebook'),
  posts(12, (i) => ({
    likes: 700 + i,
    comments: 30 + (i % 2),
    shares: 50,
    reach: 9_000 + ((i * 5) % 7),
  })),
  readings(700_000, 'atMost'),
);
const rounded = insightsOf(
  watched('youtube'),
  posts(14, (i) => ({ likes: 800 + i * 3, comments: 40, views: 15_000 + i }), '2026-07-30'),
  [{ on: '2026-08-20', value: 1_230, bound: 'floor3', origin: 'network', source: '' }],
);
const few = insightsOf(
  watched('linkedin'),
  posts(2, () => ({ likes: 30, reach: 900 })),
);
const untold = insightsOf(
  watched('telegram'),
  posts(5, () => ({ views: 900 })),
);
const older = insightsOf(watched('tiktok'), [], [], '2019-03-01');
const nothing = insightsOf(watched('threads'), []);
const many = insightsOf(
  watched('mastodon', 'CERN@social.example'),
  posts(
    150,
    (i) => ({ likes: i % 20 === 7 ? 900 : 40 + (i % 3), comments: 3, shares: 9 }),
    '2018-05-01',
  ),
  Array.from({ length: 20 }, (_, i) => ({
    on: plusDays('2018-05-01', i * 30),
    value: 40_000,
    bound: 'exact' as const,
    origin: 'file' as const,
    source: 'page',
  })),
);
const elsewhere = insightsOf(
  watched('elsewhere', '*Weibo* <!here>'),
  posts(11, (i) => ({ likes: 50 + i, comments: (i * 7) % 5, reach: 900 + i })),
  readings(90_000),
);
/** Bounds of both kinds, and stars in the place of followers. */
const mixed = insightsOf(
  watched('github', 'root-project/root'),
  posts(3, () => ({ likes: 5 })),
  (['atMost', 'atLeast', 'atMost'] as const).map((bound, i) => ({
    on: plusDays(since, i * 3),
    value: 2_000,
    bound,
    origin: 'file',
    source: 'page',
  })),
);
const stars = insightsOf(
  watched('github', 'root-project/root'),
  posts(3, () => ({ likes: 5 })),
  readings(2_000),
);
const everything = [full, atMost, atLeast, rounded, few, untold, older, nothing, many, elsewhere];

const maySum = (network: Network) => network !== 'youtube';

const refusals: readonly AskRefusal[] = [
  { kind: 'unknown-network', typed: 'myspace <!here>' },
  { kind: 'no-day' },
  { kind: 'not-a-day', typed: 'yesterday’s *yesterday*' },
  { kind: 'too-long-ago', typed: '1900' },
  { kind: 'future', on: '2019-12-31' },
];

export const insightCards: readonly GoldenCard[] = [
  card('insights-all', 'insightsCard', all, (l) =>
    insightsCard([full, atMost, atLeast].map(glance), since, maySum, to(l)),
  ),
  card('insights-everything', 'insightsCard', all, (l) =>
    insightsCard(everything.map(glance), since, maySum, to(l)),
  ),
  card('insights-nothing-stands-out', 'insightsCard', all, (l) =>
    insightsCard([atMost].map(glance), since, maySum, to(l)),
  ),
  card('insights-few', 'insightsCard', all, (l) =>
    insightsCard([few].map(glance), since, maySum, to(l)),
  ),
  card('insights-of-one', 'insightsOfCard', one, (l) => insightsOfCard([full], since, to(l))),
  card('insights-of-at-least', 'insightsOfCard', one, (l) =>
    insightsOfCard([atLeast], since, to(l)),
  ),
  card('insights-of-at-most', 'insightsOfCard', one, (l) => insightsOfCard([atMost], since, to(l))),
  card('insights-of-youtube', 'insightsOfCard', one, (l) =>
    insightsOfCard([rounded], '2026-07-01', to(l)),
  ),
  card('insights-of-few', 'insightsOfCard', one, (l) => insightsOfCard([few], since, to(l))),
  card('insights-of-untold', 'insightsOfCard', one, (l) => insightsOfCard([untold], since, to(l))),
  card('insights-of-many', 'insightsOfCard', one, (l) =>
    insightsOfCard(
      [
        many,
        insightsOf(watched('mastodon', 'Other'), []),
        insightsOf(watched('mastodon', 'Older'), [], [], '2018-01-01'),
      ],
      '2018-01-02',
      to(l),
    ),
  ),
  card('insights-of-elsewhere', 'insightsOfCard', one, (l) =>
    insightsOfCard([elsewhere], since, to(l)),
  ),
  card('insights-stars', 'insightsCard', all, (l) =>
    insightsCard([stars].map(glance), since, maySum, to(l)),
  ),
  card('insights-of-stars', 'insightsOfCard', one, (l) => insightsOfCard([mixed], since, to(l))),
  card('insights-none', 'noPostsCard', all, (l) => noPostsCard(to(l))),
  card('insights-none-organiser', 'noPostsCard', all, (l) => noPostsCard(to(l, true))),
  card('insights-nothing-watched', 'nothingWatchedCard', all, (l) => nothingWatchedCard(to(l))),
  card('insights-nothing-watched-organiser', 'nothingWatchedCard', all, (l) =>
    nothingWatchedCard(to(l, true)),
  ),
  ...refusals.map((refusal) =>
    refused(`insights-asked-${refusal.kind}`, 'askRefusedCard', 'word insights', (l) =>
      askRefusedCard(refusal, [watched('x'), watched('facebook')], to(l)),
    ),
  ),
];
