// The cards of language, zone, and two accounts that become one person.
import { linkId } from '../../../src/kernel/ids.ts';
import type { Language } from '../../../src/kernel/language.ts';
import { minute } from '../../../src/kernel/time.ts';
import {
  type LanguageAnswer,
  languageCard,
  preferencesCard,
  type ZoneAnswer,
  zoneCard,
} from '../../../src/people/cards/preferences.ts';
import {
  askedCard,
  codeCard,
  type LinkAnswer,
  linkCard,
  partedCard,
} from '../../../src/people/cards.ts';
import type { KnownAccount, Link } from '../../../src/people/rules.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('people/cards.ts');
const preferring = cardsOf('people/cards/preferences.ts');
const to = (language: Language) => ({ language, zone: f.zone, command: '/icdd' });

const until = f.now + 10 * minute;
const owner: KnownAccount = { account: f.ana, name: 'Ana *Duarte*' };
const typist: KnownAccount = { account: f.anaElsewhere, name: '@ana' };
const inWeb: KnownAccount = { account: f.anaInWeb };
const link: Link = {
  id: linkId('link1'),
  code: '482913',
  owner: 'slack:T01ACME/U01ANA',
  typist: `mattermost:${f.anaElsewhere.user}`,
  state: 'asked',
  ownerYes: false,
  typistYes: false,
  expiresAt: until,
};

const long = 'klingon <!channel> '.repeat(10);

const languageAnswers: readonly (readonly [string, LanguageAnswer])[] = [
  ['now', { kind: 'now' }],
  ['set', { kind: 'set' }],
  ['auto', { kind: 'auto' }],
  ['unknown', { kind: 'unknown', typed: long }],
];

const zoneAnswers: readonly (readonly [string, ZoneAnswer])[] = [
  ['now', { kind: 'now' }],
  ['set', { kind: 'set' }],
  ['auto', { kind: 'auto' }],
  ['unknown', { kind: 'unknown', typed: long }],
  [
    'several',
    {
      kind: 'several',
      typed: 'louisville',
      zones: ['America/Louisville', 'America/Kentucky/Louisville'],
    },
  ],
];

type PlainLinkKind = Exclude<
  LinkAnswer['kind'],
  'too-many-tries' | 'waits' | 'joined' | 'not-joined' | 'several'
>;
const plainLinks: Readonly<Record<PlainLinkKind, true>> = {
  'unknown-code': true,
  expired: true,
  'own-code': true,
  used: true,
  'already-one': true,
  'same-place': true,
  'code-shape': true,
  over: true,
  'no-question': true,
};

const pressed = ['word link', 'press link-yes', 'press link-no'];
const linkAnswers: readonly (readonly [string, LinkAnswer, readonly string[]])[] = [
  ...Object.keys(plainLinks).map(
    (kind) => [kind, { kind: kind as PlainLinkKind }, ['word link']] as const,
  ),
  ['too-many-tries', { kind: 'too-many-tries', until }, ['word link']],
  ['waits', { kind: 'waits', other: typist, until }, pressed],
  ['joined', { kind: 'joined', other: typist }, [...pressed, 'drawer link-done']],
  ['joined-web', { kind: 'joined', other: inWeb }, [...pressed, 'drawer link-done']],
  ['not-joined', { kind: 'not-joined', other: owner }, [...pressed, 'drawer link-done']],
  [
    'several',
    {
      kind: 'several',
      links: [
        [link, typist],
        [{ ...link, code: '000001' }, inWeb],
      ],
    },
    ['word link'],
  ],
];

const asking = ['word link', 'drawer link-asked'];

export const peopleCards: readonly GoldenCard[] = [
  ...languageAnswers.map(([name, answer]) =>
    preferring(`language-${name}`, 'languageCard', 'word language', (l) =>
      languageCard(to(l), answer),
    ),
  ),
  ...zoneAnswers.map(([name, answer]) =>
    preferring(`zone-${name}`, 'zoneCard', 'word zone', (l) => zoneCard(to(l), answer, f.now)),
  ),
  preferring('preferences-now', 'preferencesCard', 'press preferences', (l) =>
    preferencesCard(to(l), 'now', f.now),
  ),
  ...(['saved', 'changed-meanwhile'] as const).map((answer) =>
    preferring(`preferences-${answer}`, 'preferencesCard', 'form preferences', (l) =>
      preferencesCard(to(l), answer, f.now),
    ),
  ),
  card('link-code', 'codeCard', 'word link', (l) => codeCard(to(l), '482913', until)),
  card('link-asked-owner', 'askedCard', asking, (l) => askedCard(to(l), link, typist)),
  card('link-asked-typist', 'askedCard', asking, (l) => askedCard(to(l), link, owner)),
  ...linkAnswers.map(([name, answer, answers]) =>
    card(`link-${name}`, 'linkCard', answers, (l) => linkCard(to(l), answer, '123456')),
  ),
  card('unlink-alone', 'partedCard', 'word unlink', (l) => partedCard(to(l), [])),
  card('unlink-one', 'partedCard', 'word unlink', (l) => partedCard(to(l), [typist])),
  card('unlink-two', 'partedCard', 'word unlink', (l) => partedCard(to(l), [typist, inWeb])),
];
