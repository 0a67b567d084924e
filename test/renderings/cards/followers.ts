// The cards of follower counts.
import type { CountedAccount } from '../../../src/followers/cards/counts.ts';
import { plotCard } from '../../../src/followers/cards/plots.ts';
import {
  entryRefusedCard,
  organisersOnlyCard,
  questionRefusedCard,
} from '../../../src/followers/cards/refusals.ts';
import {
  type Entered,
  enteredCard,
  followersCard,
  noAccountsCard,
} from '../../../src/followers/cards.ts';
import type {
  DayRefusal,
  EntryRefusal,
  NetworkRefusal,
} from '../../../src/followers/rules/typed.ts';
import {
  type Bound,
  type Network,
  type Reading,
  usualSeries,
  type WatchedAccount,
} from '../../../src/followers/rules.ts';
import type { Language } from '../../../src/kernel/language.ts';
import { plusDays } from '../../../src/kernel/time.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('followers/cards.ts');
const plots = cardsOf('followers/cards/plots.ts');
const refused = cardsOf('followers/cards/refusals.ts');
const asking = ['word followers', 'press followers'];
const word = 'word followers';
const today = '2019-08-02';

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
    .slice(0, 20),
  network,
  account,
  series: usualSeries(network, account),
});
const reading = (on: string, value: number, bound: Bound = 'exact', source = ''): Reading => ({
  on,
  origin: source === '' ? 'hand' : 'file',
  source,
  value,
  bound,
});
const series = (days: number, from: number, step: number, bound: Bound = 'exact') =>
  Array.from({ length: days }, (_, i) =>
    reading(plusDays(today, i - days + 1), from + i * step, bound, 'page of the network'),
  );

const announcement = 'announcement of *talk 9* (10 July 2019)';
/** As the file that comes with the program has it. */
const seed: readonly CountedAccount[] = [
  { account: watched('x'), readings: [reading('2019-07-08', 2_500_000, 'atLeast', announcement)] },
  {
    account: watched('facebook'),
    readings: [reading('2019-07-08', 700_000, 'atMost', announcement)],
  },
  {
    account: watched('instagram'),
    readings: [reading('2019-07-08', 400_000, 'atLeast', announcement)],
  },
];
/** Every way in which a change can be told, or cannot. */
const told: readonly CountedAccount[] = [
  { account: watched('x'), readings: series(40, 2_500_000, 137) },
  { account: watched('facebook'), readings: series(40, 700_000, 0) },
  { account: watched('instagram'), readings: series(40, 412_000, -1_000, 'approximately') },
  { account: watched('youtube'), readings: series(8, 10_000, 1_000, 'floor3') },
  { account: watched('linkedin'), readings: [] },
  {
    account: watched('tiktok'),
    readings: [reading('2019-07-26', 900), reading(today, 1_000, 'atLeast')],
  },
  {
    account: watched('threads'),
    readings: [reading('2019-07-26', 900), reading(today, 800, 'atMost')],
  },
  { account: watched('bluesky'), readings: [reading('2019-01-26', 900), reading(today, 950)] },
  {
    account: watched('mastodon', 'CERN@mastodon.example'),
    readings: [reading('2019-07-26', 900, 'atLeast'), reading(today, 950, 'atLeast')],
  },
  { account: watched('mastodon', 'Other'), readings: [reading('2023-08-01', 5)] },
];
/** What networks were asked for: two series of one page, stars, and one that is counted elsewhere. */
const fetched: readonly CountedAccount[] = [
  { account: watched('facebook'), readings: [{ ...reading(today, 698_104), origin: 'network' }] },
  {
    account: { ...watched('facebook'), id: 'facebook-followers', series: 'followers' },
    readings: [{ ...reading(today, 742_312), origin: 'network' }],
  },
  {
    account: watched('github', 'root-project/root'),
    readings: [{ ...reading(today, 2_987), origin: 'network' }],
  },
  { account: watched('elsewhere', 'Weibo'), readings: [reading(today, 5_120)] },
];
const one = told.slice(0, 1);
const youtube = told.slice(3, 4);
const open = told.slice(5, 7);
/** On the way to a round number: on a day, between two, and nobody knows until when. */
const nearing: readonly CountedAccount[] = [
  { account: watched('x'), readings: series(40, 440_000, 1_000) },
  { account: watched('youtube'), readings: series(40, 400_000, 1_000, 'floor3') },
  { account: watched('facebook'), readings: series(40, 170_000, 100, 'approximately') },
];
const stars: readonly CountedAccount[] = [
  { account: watched('github', 'root-project/root'), readings: series(8, 2_900, 7) },
];
const many: readonly CountedAccount[] = Array.from({ length: 14 }, (_, i) => ({
  account: watched('mastodon', `mastodon-${i + 1}.example`),
  readings: series(200, 900 * (i + 1), i),
}));
const drawn = ['word followers', 'press plot', 'drawer plot'];
const plotted: readonly (readonly [
  string,
  string | readonly string[],
  readonly CountedAccount[],
  'here' | 'apart',
])[] = [
  ['all', drawn, told, 'here'],
  ['all-apart', drawn, told, 'apart'],
  ['one', ['word followers', 'press plot-account', 'drawer plot'], one, 'here'],
  ['one-apart', ['word followers', 'press plot-account'], one, 'apart'],
  ['rounded', word, youtube, 'here'],
  ['open', word, open, 'here'],
  ['facebook', word, told.slice(1, 2), 'here'],
  ['many', drawn, many, 'here'],
  ['stars', word, stars, 'here'],
  ['nothing', drawn, seed, 'here'],
];
const among = [watched('x'), watched('instagram'), watched('mastodon', 'A'), watched('mastodon')];
const instagram = watched('instagram');

const all = (counted: readonly CountedAccount[], since?: string, named = false) => ({
  accounts: counted.map((one) => one.account),
  named,
  since,
});

const entry = (typed = '412000', bound: Bound = 'exact', shortened = false): Entered['entry'] => ({
  account: instagram,
  series: undefined,
  count: { value: 412_000, bound, shortened },
  on: '2019-08-01',
  typed,
});
const entered: readonly (readonly [string, Entered])[] = [
  ['added', { entry: entry(), among, kept: 'added', file: undefined }],
  ['same', { entry: entry(), among, kept: 'same', file: undefined }],
  [
    'replaced',
    {
      entry: entry('~412k', 'approximately'),
      among,
      kept: reading('2019-08-01', 5),
      file: undefined,
    },
  ],
  [
    'beside-the-file',
    {
      entry: entry(),
      among,
      kept: 'added',
      file: reading('2019-08-01', 400_000, 'atLeast', 'page'),
    },
  ],
  ['shortened', { entry: entry('412k', 'exact', true), among, kept: 'added', file: undefined }],
];

const dayRefusals: readonly (DayRefusal | NetworkRefusal)[] = [
  { kind: 'no-day' },
  { kind: 'not-a-day', typed: 'yesterday’s *yesterday*' },
  { kind: 'too-long-ago', typed: '1900' },
  { kind: 'future', on: '2019-12-31' },
  { kind: 'unknown-network', typed: 'myspace <!here>' },
];
const entryRefusals: readonly EntryRefusal[] = [
  ...dayRefusals,
  {
    kind: 'which-account',
    accounts: [watched('mastodon', 'A'), watched('mastodon')],
  },
  { kind: 'no-count', account: instagram },
  { kind: 'not-a-number', account: instagram, typed: 'lots' },
  { kind: 'negative', account: instagram, typed: '-5' },
  { kind: 'not-whole', account: instagram, typed: '1.5' },
  { kind: 'too-large', account: instagram, typed: '99999999999' },
];

export const followerCards: readonly GoldenCard[] = [
  card('followers-all', 'followersCard', asking, (l) => followersCard(seed, all(seed), to(l))),
  card('followers-all-organiser', 'followersCard', asking, (l) =>
    followersCard(told, all(told), to(l, true)),
  ),
  card('followers-fetched', 'followersCard', asking, (l) =>
    followersCard(fetched, all(fetched), to(l, true)),
  ),
  card('followers-one', 'followersCard', word, (l) => {
    const one = told.slice(0, 1);
    return followersCard(one, all(one, undefined, true), to(l));
  }),
  card('followers-milestones', 'followersCard', word, (l) =>
    followersCard(nearing, all(nearing), to(l)),
  ),
  card('followers-several', 'followersCard', word, (l) =>
    followersCard(many.slice(0, 2), all(many.slice(0, 2), undefined, true), to(l)),
  ),
  card('followers-since', 'followersCard', word, (l) =>
    followersCard(told, all(told, '2019-07-26'), to(l)),
  ),
  card('followers-since-today', 'followersCard', word, (l) =>
    followersCard(told, all(told, today), to(l)),
  ),
  ...plotted.map(([name, answers, counted, shown]) =>
    plots(`followers-plot-${name}`, 'plotCard', answers, (l) =>
      plotCard(counted, { from: '2018-08-02', shown }, l),
    ),
  ),
  card('followers-none', 'noAccountsCard', asking, (l) => noAccountsCard(to(l))),
  card('followers-none-organiser', 'noAccountsCard', asking, (l) => noAccountsCard(to(l, true))),
  ...entered.map(([name, what]) =>
    card(`followers-entered-${name}`, 'enteredCard', word, (l) => enteredCard(what, to(l, true))),
  ),
  refused('followers-organisers-only', 'organisersOnlyCard', word, (l) =>
    organisersOnlyCard(to(l)),
  ),
  ...[...dayRefusals, { kind: 'unknown-network', typed: '' } as const].map((refusal, i) =>
    refused(
      `followers-asked-${i < dayRefusals.length ? refusal.kind : 'no-network'}`,
      'questionRefusedCard',
      word,
      (l) => questionRefusedCard(refusal, among, to(l)),
    ),
  ),
  ...entryRefusals.map((refusal) =>
    refused(`followers-set-${refusal.kind}`, 'entryRefusedCard', word, (l) =>
      entryRefusedCard(refusal, among, to(l, true)),
    ),
  ),
];
