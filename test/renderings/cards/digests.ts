// The digest, and what is answered to those who set it.
import {
  answerCard,
  confirmationCard,
  type DigestAnswer,
  digestCard,
  stoppedCard,
} from '../../../src/digests/cards.ts';
import type { DigestRefusal } from '../../../src/digests/rules.ts';
import { day, instantOf } from '../../../src/kernel/time.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('digests/cards.ts');
const { view } = f;

const set = { at: '09:00', days: [1, 2, 3, 4, 5], zone: f.zone };
const next = instantOf('2019-07-09', '09:00', f.zone);
const content = {
  on: '2019-07-08',
  zone: f.zone,
  views: [view(f.nine, undefined, 2), view(f.ten)],
  followers: ['X more than 2,500,000 · Facebook nearly 700,000'],
  superseded: false,
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
  direct: { kind: 'direct' },
  'organisers-only': { kind: 'organisers-only' },
  set: { kind: 'set', set, next, sent: true },
  'cannot-write': { kind: 'cannot-write', why: 'not-a-member' },
  'cannot-post': { kind: 'cannot-post', why: 'archived' },
  off: { kind: 'off' },
  'not-set': { kind: 'not-set' },
  status: { kind: 'status', set: { ...set, days: [1, 3], zone: 'Asia/Kolkata' }, next },
  'none-yet': { kind: 'none-yet' },
  posted: { kind: 'posted' },
  'on-its-way': { kind: 'on-its-way' },
  'nothing-to-say': { kind: 'nothing-to-say' },
};

export const digestCards: readonly GoldenCard[] = [
  card('digest', 'digestCard', 'drawer digest', (l) => digestCard(content, f.channel(l))),
  card('digest-superseded', 'digestCard', 'drawer digest', (l) =>
    digestCard({ ...content, superseded: true }, f.channel(l)),
  ),
  card('digest-closing-today', 'digestCard', 'drawer digest', (l) =>
    digestCard({ ...content, views: [view(f.closingToday)], followers: undefined }, f.channel(l)),
  ),
  card('digest-hostile', 'digestCard', 'drawer digest', (l) =>
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
    answerCard({ kind: 'set', set, next, sent: false }, f.person(l)),
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
