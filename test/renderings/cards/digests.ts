// The digest, and what is answered to those who set it.

import {
  type DigestContent,
  digestCard,
  type OwnDigest,
  ownDigestCard,
  type TalkNews,
} from '../../../src/digests/cards/digest.ts';
import {
  answerCard,
  confirmationCard,
  type DigestAnswer,
  stoppedCard,
} from '../../../src/digests/cards.ts';
import { type News, type Told, toldOf } from '../../../src/digests/rules/news.ts';
import type { DigestRefusal } from '../../../src/digests/rules.ts';
import type { CountedAccount } from '../../../src/followers/cards/counts.ts';
import { milestoneLine } from '../../../src/followers/cards/milestones.ts';
import { lineOf } from '../../../src/followers/cards.ts';
import type { Count, Network, Reading } from '../../../src/followers/rules.ts';
import { day, hour, instantOf, type LocalDate } from '../../../src/kernel/time.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('digests/cards.ts');
const drawn = cardsOf('digests/cards/digest.ts');
const { view } = f;

const set = { at: '09:00', days: [1, 2, 3, 4, 5], zone: f.zone };
const next = instantOf('2019-07-09', '09:00', f.zone);
const content: DigestContent = {
  on: '2019-07-08',
  zone: f.zone,
  views: [view(f.nine, undefined, 2), view(f.ten)],
  news: [],
  followers: ['X more than 2,500,000 · Facebook nearly 700,000'],
  superseded: false,
};

const exact = (value: number): Count => ({ value, bound: 'exact' });
const reading = (on: LocalDate, count: Count): Reading => ({
  ...count,
  on,
  origin: 'network',
  source: '',
});
const counts: readonly [Network, Count, Count][] = [
  ['x', exact(3_003_715), exact(3_004_127)],
  ['facebook', exact(742_312), exact(742_300)],
  ['instagram', exact(412_000), exact(412_000)],
  ['youtube', { value: 154_000, bound: 'floor3' }, { value: 155_000, bound: 'floor3' }],
  ['tiktok', { value: 98_000, bound: 'floor3' }, { value: 98_000, bound: 'floor3' }],
  ['threads', exact(400_000), { value: 405_000, bound: 'atLeast' }],
];
/** Each way in which a day's change is said, and one of which nothing can be said. */
const counted: readonly CountedAccount[] = counts.map(([network, yesterday, today]) => ({
  account: { id: network, network, account: 'CERN', series: 'followers' },
  readings: [reading('2019-07-07', yesterday), reading('2019-07-08', today)],
}));

/** What was told of a talk before something became new. */
const before = (talk: typeof f.nine, was: Partial<Told>): Told => ({
  ...toldOf(talk, undefined),
  ...was,
});
const news = (
  talk: typeof f.nine,
  was: Partial<Told> | undefined,
  ...kinds: readonly News[]
): TalkNews => ({
  view: view(talk, kinds.includes('line') ? f.waiting : undefined),
  before: was && before(talk, was),
  news: kinds,
});

const allNews: readonly TalkNews[] = [
  news(f.sixteen, undefined, 'new'),
  news(f.nine, undefined, 'new'),
  news(f.cancelled, {}, 'cancelled'),
  news(f.nine, { startsAt: f.nine.startsAt - day, endsAt: f.nine.endsAt - day }, 'moved'),
  news(f.nine, { place: '500-1-001', title: undefined }, 'place', 'title', 'speakers'),
  news(f.nine, { title: 'KPIs' }, 'retitled'),
  news({ ...f.nine, speakers: [{ name: 'Ada' }, { name: 'Bo' }] }, {}, 'speakers'),
  news(f.ten, { capacity: 30, cancelled: true, line: 5 }, 'revived', 'seats', 'line'),
];
const season: readonly TalkNews[] = f.many.map((talk) => news(talk, undefined, 'new'));

const own: OwnDigest = {
  on: '2019-07-08',
  zone: f.zone,
  mine: [view(f.nine, f.confirmed, 2), view({ ...f.full, number: 10 }, f.waiting, 0, 4)],
  ahead: [view(f.eleven)],
  news: [],
};

const long = 'whenever <!channel> *now* '.repeat(10);
const refusals: Readonly<Record<DigestRefusal['kind'], DigestRefusal>> = {
  'no-time': { kind: 'no-time' },
  'several-zones': {
    kind: 'several-zones',
    typed: 'louisville',
    zones: ['America/Louisville', 'America/Kentucky/Louisville'],
  },
  'unknown-word': { kind: 'unknown-word', typed: long },
  'bad-time': { kind: 'bad-time', typed: '25:00' },
  'unknown-zone': { kind: 'unknown-zone', typed: 'Europe/Atlantis' },
  'unknown-days': { kind: 'unknown-days', typed: 'mon-' },
  'unknown-language': { kind: 'unknown-language', typed: 'de' },
  twice: { kind: 'twice', typed: '10:00' },
  'not-understood': { kind: 'not-understood', typed: 'please' },
};

type AnswerKind = Exclude<DigestAnswer['kind'], 'refused'>;
const answers: Readonly<Record<AnswerKind, DigestAnswer>> = {
  'organisers-only': { kind: 'organisers-only' },
  set: { kind: 'set', set, next, sent: true, own: false },
  'cannot-write': { kind: 'cannot-write', why: 'not-a-member' },
  'cannot-post': { kind: 'cannot-post', why: 'archived' },
  off: { kind: 'off', own: false },
  'not-set': { kind: 'not-set', own: false },
  status: { kind: 'status', set: { ...set, days: [1, 3], zone: 'Asia/Kolkata' }, next, own: false },
  'none-yet': { kind: 'none-yet', own: false },
  posted: { kind: 'posted' },
  'on-its-way': { kind: 'on-its-way' },
  'nothing-to-say': { kind: 'nothing-to-say', own: false },
};

export const digestCards: readonly GoldenCard[] = [
  drawn('digest', 'digestCard', 'drawer digest', (l) => digestCard(content, f.channel(l))),
  drawn('digest-milestones', 'digestCard', 'drawer digest', (l) => {
    const account = { id: 'x', network: 'x', account: 'CERN', series: 'followers' } as const;
    const reached = { account, milestone: 3_000_000, on: '2019-07-08' };
    return digestCard(
      { ...content, milestones: [milestoneLine(reached, [account], l)] },
      f.channel(l),
    );
  }),
  drawn('digest-followers', 'digestCard', 'drawer digest', (l) =>
    digestCard({ ...content, followers: lineOf(counted, '2019-07-08', l) }, f.channel(l)),
  ),
  drawn('digest-superseded', 'digestCard', 'drawer digest', (l) =>
    digestCard({ ...content, superseded: true }, f.channel(l)),
  ),
  drawn('digest-closing-today', 'digestCard', 'drawer digest', (l) =>
    digestCard({ ...content, views: [view(f.closingToday)], followers: undefined }, f.channel(l)),
  ),
  drawn('digest-hostile', 'digestCard', 'drawer digest', (l) =>
    digestCard(
      {
        ...content,
        zone: 'Asia/Kolkata',
        views: [f.hostile, f.full, f.cancelled, f.closed, f.notYetOpen].map((talk) =>
          view(talk, undefined, 1, 1),
        ),
      },
      f.channel(l),
    ),
  ),
  drawn('digest-news', 'digestCard', 'drawer digest', (l) =>
    digestCard({ ...content, news: allNews }, f.channel(l)),
  ),
  drawn('digest-news-alone', 'digestCard', 'drawer digest', (l) =>
    digestCard(
      { ...content, views: [], followers: undefined, news: [news(f.sixteen, undefined, 'new')] },
      f.channel(l),
    ),
  ),
  drawn('digest-news-season', 'digestCard', 'drawer digest', (l) =>
    digestCard({ ...content, news: [...season, ...allNews, ...allNews] }, f.channel(l)),
  ),
  drawn('digest-news-hostile', 'digestCard', 'drawer digest', (l) =>
    digestCard(
      {
        ...content,
        news: [news(f.hostile, { place: '<!channel> *x*' }, 'new', 'place', 'title', 'speakers')],
      },
      f.channel(l),
    ),
  ),
  drawn('digest-own', 'ownDigestCard', ['drawer digest-own', 'word digest'], (l) =>
    ownDigestCard(own, f.abroad(l)),
  ),
  drawn('digest-own-news', 'ownDigestCard', ['drawer digest-own', 'word digest'], (l) =>
    ownDigestCard({ ...own, news: allNews.slice(-1) }, f.person(l)),
  ),
  drawn('digest-own-nothing-held', 'ownDigestCard', ['drawer digest-own', 'word digest'], (l) =>
    ownDigestCard({ ...own, mine: [], ahead: [view(f.closingToday)] }, f.person(l)),
  ),
  card('digest-set-posted-holidays-only', 'confirmationCard', 'drawer digest-set', (l) =>
    confirmationCard(set, undefined, f.channel(l)),
  ),
  ...(['off', 'not-set', 'none-yet', 'nothing-to-say'] as const).map((kind) =>
    card(`digest-answer-own-${kind}`, 'answerCard', 'word digest', (l) =>
      answerCard({ kind, own: true }, f.person(l)),
    ),
  ),
  card('digest-answer-own-set', 'answerCard', 'word digest', (l) =>
    answerCard({ kind: 'set', set, next, sent: true, own: true }, f.person(l)),
  ),
  card('digest-answer-own-held', 'answerCard', 'word digest', (l) =>
    answerCard(
      {
        kind: 'set',
        set: { ...set, language: 'fr' },
        next,
        sent: true,
        own: true,
        held: { until: next + hour, comes: true },
      },
      f.person(l),
    ),
  ),
  card('digest-answer-own-held-for-good', 'answerCard', 'word digest', (l) =>
    answerCard(
      { kind: 'status', set, next, own: true, held: { until: next + day, comes: false } },
      f.person(l),
    ),
  ),
  card('digest-answer-own-status', 'answerCard', 'word digest', (l) =>
    answerCard({ kind: 'status', set, next, own: true }, f.person(l)),
  ),
  card('digest-set-posted', 'confirmationCard', 'drawer digest-set', (l) =>
    confirmationCard(set, next, f.channel(l)),
  ),
  card('digest-set-posted-daily', 'confirmationCard', 'drawer digest-set', (l) =>
    confirmationCard({ ...set, days: [1, 2, 3, 4, 5, 6, 7] }, next + day, f.channel(l)),
  ),
  card('digest-set-stopped', 'stoppedCard', 'drawer digest-set', (l) => stoppedCard(f.channel(l))),
  ...Object.entries(answers).map(([kind, answer]) =>
    card(`digest-answer-${kind}`, 'answerCard', 'word digest', (l) =>
      answerCard(answer, f.person(l)),
    ),
  ),
  card('digest-answer-set-pending', 'answerCard', 'word digest', (l) =>
    answerCard({ kind: 'set', set, next, sent: false, own: false }, f.person(l)),
  ),
  ...(['not-allowed', 'other'] as const).map((why) =>
    card(`digest-answer-cannot-post-${why}`, 'answerCard', 'word digest', (l) =>
      answerCard({ kind: 'cannot-post', why }, f.person(l)),
    ),
  ),
  ...Object.entries(refusals).map(([kind, refusal]) =>
    card(`digest-refused-${kind}`, 'answerCard', 'word digest', (l) =>
      answerCard({ kind: 'refused', refusal }, f.person(l)),
    ),
  ),
];
