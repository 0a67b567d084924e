// What is said of the engagement of the networks, in English.
import type { LocalDate } from '../../kernel/time.ts';
import { dateText, figureText, numberText, plural, shareText } from '../dates.ts';

const number = (value: number) => numberText(value, 'en');
const date = (on: LocalDate) => dateText(on, 'en');
const posts = (count: number) => `${number(count)} ${plural(count, 'en', 'post', 'posts')}`;

const tenths = (value: number) => Math.round(value * 10) / 10;
const hundredths = (value: number) => Math.round(value * 100) / 100;

export const insights = {
  title: () => 'Engagement of the networks',
  titleOf: (name: string) => `${name}: engagement`,

  figure: (value: number) => figureText(value, 'en'),
  coefficient: (value: number) => figureText(hundredths(value), 'en'),
  share: (value: number) => shareText(value, 'en'),
  atMost: (value: string) => `at most ${value}`,
  atLeast: (value: string) => `at least ${value}`,
  between: (low: string, high: string) => `${low} to ${high}`,

  // One line for each account.
  summary: (interactions: string, count: number) =>
    `${interactions} interactions a post (median of ${posts(count)})`,
  summaryPer: {
    followers: (rate: string) => `${rate} per 1,000 followers`,
    fans: (rate: string) => `${rate} per 1,000 fans`,
    stars: (rate: string) => `${rate} per 1,000 stars`,
  },
  noFigures: () => 'no figures yet',
  noneSince: (since: LocalDate, newest: LocalDate) =>
    `no post since ${date(since)}; the newest is of ${date(newest)}`,
  tooFew: (count: number) => `too few posts to say: ${number(count)}, and three are needed`,
  untold: (count: number) => `${posts(count)}, but what people did with them is not told`,
  together: (interactions: number, count: number) =>
    `Together: ${number(interactions)} interactions on ${posts(count)}.`,
  togetherWithout: (interactions: number, count: number, apart: readonly string[]) =>
    `Together without ${apart.join(' and ')}, whose terms allow no sum with others: ${number(interactions)} interactions on ${posts(count)}.`,

  standsOut: () => 'Stands out',
  outstanding: (interactions: number, z: number) =>
    `${number(interactions)} ${plural(interactions, 'en', 'interaction', 'interactions')}, ${figureText(tenths(z), 'en')} deviations above its account’s mean`,
  postOn: (on: LocalDate) => date(on),
  moreOutstanding: (count: number) => `… and ${number(count)} more`,
  nothingStandsOut: () => 'No post stands out from the others of its account.',
  notCompared: () =>
    'Which posts stand out cannot be said yet: it takes ten posts of an account, with its followers read within a month of them.',

  since: (on: LocalDate) => `Posts since ${date(on)}.`,
  counted: (count: number, on: LocalDate) => `${posts(count)} since ${date(on)}.`,
  explained: () =>
    'Interactions are likes, comments, shares, quotes and saves, as far as they are told. Half of the posts have more than the median.',
  kinds: (kinds: readonly string[]) => `Interactions: ${kinds.join(', ')}.`,
  figureName: {
    likes: () => 'likes',
    comments: () => 'comments',
    shares: () => 'shares',
    quotes: () => 'quotes',
    saves: () => 'saves',
    clicks: () => 'clicks',
    reach: () => 'reach',
    views: () => 'views',
    paidViews: () => 'paid views',
  },

  // One account in detail.
  level: {
    output: () => 'Output: what was put out',
    'out-take': () => 'Out-take: what people took up',
  },
  outcome: () =>
    'Outcome – what stays with people – is told by no network. Ask those who come to the talks.',
  indicator: {
    reach: () => 'Reach a post',
    views: () => 'Views a post',
    organic: () => 'Organic share of the views (not paid for)',
    interactions: () => 'Interactions a post',
    'per-thousand': {
      followers: () => 'Interactions per 1,000 followers',
      fans: () => 'Interactions per 1,000 fans',
      stars: () => 'Interactions per 1,000 stars',
    },
    'by-followers': {
      followers: () => 'Engagement rate by followers',
      fans: () => 'Engagement rate by fans',
      stars: () => 'Engagement rate by stars',
    },
    'by-reach': () => 'Engagement rate by reach',
    'by-views': () => 'Engagement rate by views',
    conversation: () => 'Conversation rate (comments by interactions)',
    amplification: () => 'Amplification rate (shares and quotes by interactions)',
    'click-through': () => 'Click-through rate (clicks by views)',
  },
  each: (median: string, mean: string, count: number) =>
    `median ${median}, mean ${mean} (${posts(count)})`,
  whole: (share: string, count: number) => `${share} (${posts(count)})`,
  few: (count: number) =>
    `cannot be said, only ${posts(count)} ${plural(count, 'en', 'tells', 'tell')} it`,
  value: (label: string, value: string) => `${label}: ${value}`,
  missing: (names: readonly string[]) => `Not told: ${names.join(', ')}.`,
  noFollowers: () =>
    'Rates by followers cannot be said: their number was not read within a month of these posts.',
  relation: {
    together: (r: string, low: string, high: string, count: number) =>
      `Posts that reach more people get more comments (r ${r}, 95%: ${low} to ${high}, ${posts(count)}).`,
    against: (r: string, low: string, high: string, count: number) =>
      `Posts that reach more people get fewer comments (r ${r}, 95%: ${low} to ${high}, ${posts(count)}).`,
    none: (r: string, low: string, high: string, count: number) =>
      `Whether reach brings comments cannot be said (r ${r}, 95%: ${low} to ${high}, ${posts(count)}).`,
  },
  viewsBreak: (on: LocalDate) =>
    `Since ${date(on)} YouTube counts a view at the first frame: views before and after are not the same thing.`,

  noAccounts: () => 'No account of a network is watched yet.',
  none: () => 'No figures of posts are kept yet.',
  noneHow: () =>
    'They come from the networks themselves, once they are connected, or from a table that the operator loads.',
  noneHint: () => 'The columns of that table are in docs/organisers.md. It is loaded by ',
  importExample: () => 'npm run cli -- import posts.csv',
  all: () => 'All networks',
  allDescribes: () => 'Show the engagement of all networks',
  oneDescribes: (name: string) => `Show the engagement on ${name}`,
  more: () => 'More: ',
  sayAll: () => 'insights',
  sayNetwork: (network: string) => `insights ${network}`,
  saySince: () => 'insights since january',

  unknownNetwork: (typed: string, known: readonly string[], command: string, example: string) =>
    `No network “${typed}” is watched. Known: ${known.join(', ')}. Type for example ${command} ${example}.`,
  noDay: (command: string, example: string) =>
    `Since when? Type a month, a day or a year, for example ${command} ${example}.`,
  notADay: (typed: string, command: string, example: string) =>
    `“${typed}” is no date that I understand. Write it as 2019-01-31, for example ${command} ${example}.`,
  tooLongAgo: (typed: string, command: string, example: string) =>
    `No figures are as old as “${typed}”. Type for example ${command} ${example}.`,
  future: (on: LocalDate, today: LocalDate, command: string, example: string) =>
    `${date(on)} is still to come: today is ${date(today)}. Type for example ${command} ${example}.`,
};
