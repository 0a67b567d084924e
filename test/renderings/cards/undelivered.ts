// What was not delivered, as organisers see and settle it.
import type { FailureNumber } from '../../../src/kernel/ids.ts';
import { hour } from '../../../src/kernel/time.ts';
import {
  allAgainCard,
  type SettledAnswer,
  settledCard,
  type UndeliveredView,
  undeliveredCard,
  undeliveredMistakeCard,
} from '../../../src/organising/cards/undelivered.ts';
import type { UndeliveredMistake } from '../../../src/organising/rules/undelivered.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('organising/cards/undelivered.ts');
const word = 'word undelivered';
const number = (n: number) => String(n) as FailureNumber;

const platforms = ['slack', 'mattermost', 'web'] as const;

/** Every reason, every kind of message, every platform; names that try to ping and to forge a link. */
const reasons: Readonly<Record<UndeliveredView['reason'], string>> = {
  'not-a-member': 'announcement',
  'no-such-conversation': 'digest',
  archived: 'digest-set',
  'person-gone': 'promoted',
  'message-gone': 'announcement',
  'not-allowed': 'link-asked',
  other: 'link-done',
  'given-up': 'promoted',
  'cannot-look': 'announcement',
  'no-answer': 'something-new',
};

const direct = new Set(['promoted', 'link-asked', 'link-done', 'something-new']);

function view(reason: UndeliveredView['reason'], i: number): UndeliveredView {
  const drawer = reasons[reason];
  const platform = platforms[i % 3] ?? 'slack';
  const workspace = platform === 'slack' ? 'T01ACME' : '';
  return {
    number: number(40 - i),
    drawer,
    talk: ['announcement', 'promoted', 'something-new'].includes(drawer) ? 9 : undefined,
    to: direct.has(drawer)
      ? { kind: 'person', account: { platform, workspace, user: 'U07' }, name: 'Ana *A* <!here>' }
      : {
          kind: 'channel',
          conversation: { platform, workspace, channel: 'C01TALKS' },
          here: i === 0,
        },
    reason,
    failedAt: f.now - i * hour,
    zone: f.zone,
  };
}

const views = (Object.keys(reasons) as UndeliveredView['reason'][]).map(view);
const [first, ...others] = views;
const lost = views.find((one) => one.reason === 'cannot-look');
if (first === undefined || lost === undefined) throw new Error('there is no view');

/** A talk that is gone, and a message of which nothing is known. */
const nameless: readonly UndeliveredView[] = ['announcement', 'promoted', 'reminder'].map(
  (drawer, i) => ({ ...first, number: number(7 - i), drawer, talk: undefined }),
);

const settling = ['press send-again', 'press send-anyway', word];
const settled: readonly (readonly [string, readonly string[], SettledAnswer])[] = [
  ['sent', settling, { kind: 'sent' }],
  ['on-its-way', settling, { kind: 'on-its-way' }],
  ['no-longer-holds', settling, { kind: 'no-longer-holds' }],
  ['failed-again', settling, { kind: 'failed-again', now: { ...first, number: number(41) } }],
  ['may-stand', ['press send-again', word], { kind: 'may-stand', one: lost }],
  ['let-go', ['press let-go', word], { kind: 'let-go' }],
  ['settled-already', [...settling, 'press let-go'], { kind: 'settled-already' }],
];

const mistakes: Readonly<Record<UndeliveredMistake['kind'], UndeliveredMistake>> = {
  'no-number': { kind: 'no-number' },
  'not-a-number': { kind: 'not-a-number', typed: 'seven *really*' },
  unknown: { kind: 'unknown', typed: 'x'.repeat(100) },
};

export const undeliveredCards: readonly GoldenCard[] = [
  card('undelivered-none', 'undeliveredCard', [word, 'press undelivered'], (l) =>
    undeliveredCard([], 0, f.person(l)),
  ),
  card('undelivered-one', 'undeliveredCard', word, (l) => undeliveredCard([first], 1, f.person(l))),
  card('undelivered-many', 'undeliveredCard', word, (l) =>
    undeliveredCard([first, ...others], 1_012, f.person(l)),
  ),
  card('undelivered-nameless', 'undeliveredCard', word, (l) =>
    undeliveredCard(nameless, 4, f.person(l)),
  ),
  ...settled.map(([name, answers, answer]) =>
    card(`undelivered-${name}`, 'settledCard', answers, (l) =>
      settledCard(number(40), answer, f.person(l)),
    ),
  ),
  card('undelivered-all-again', 'allAgainCard', word, (l) => allAgainCard(3, f.person(l))),
  card('undelivered-none-again', 'allAgainCard', word, (l) => allAgainCard(0, f.person(l))),
  ...Object.entries(mistakes).map(([kind, mistake]) =>
    card(`undelivered-mistake-${kind}`, 'undeliveredMistakeCard', word, (l) =>
      undeliveredMistakeCard(mistake, f.person(l)),
    ),
  ),
];
