// The sentences about people: the same in both languages, buttons that fit, typed twins that are understood.
import { describe, expect, it } from 'vitest';
import type { Button, Card } from '../../src/chat/card.ts';
import { linkId } from '../../src/kernel/ids.ts';
import { plain } from '../../src/kernel/inline.ts';
import { languages } from '../../src/kernel/language.ts';
import * as preferring from '../../src/people/cards/preferences.ts';
import * as cards from '../../src/people/cards.ts';
import type { Link } from '../../src/people/rules.ts';
import { people as en } from '../../src/wording/en/people.ts';
import { people as fr } from '../../src/wording/fr/people.ts';
import { ada, adaThere, monday } from './accounts.ts';

const link: Link = {
  id: linkId('link1'),
  code: '482913',
  owner: 'slack:T1/U1',
  typist: 'mattermost:m1',
  state: 'asked',
  ownerYes: false,
  typistYes: false,
  expiresAt: monday,
};
const other = { account: adaThere, name: 'ada.l' };

/** Every card of the feature. */
function everyCard(language: 'en' | 'fr'): readonly Card[] {
  const reader = { language, zone: 'Europe/Zurich', command: '/icdd' };
  const typed = 'somewhere';
  const answers: readonly cards.LinkAnswer[] = [
    ...(['unknown-code', 'expired', 'own-code', 'used', 'already-one', 'same-place'] as const).map(
      (kind) => ({ kind }),
    ),
    ...(['code-shape', 'over', 'no-question'] as const).map((kind) => ({ kind })),
    { kind: 'too-many-tries', until: monday },
    { kind: 'waits', other, until: monday },
    { kind: 'joined', other },
    { kind: 'not-joined', other },
    { kind: 'several', links: [[link, other]] },
  ];
  const kinds = ['now', 'set', 'auto'] as const;
  return [
    ...kinds.map((kind) => preferring.languageCard(reader, { kind })),
    preferring.languageCard(reader, { kind: 'unknown', typed }),
    ...kinds.map((kind) => preferring.zoneCard(reader, { kind }, monday)),
    preferring.zoneCard(reader, { kind: 'unknown', typed }, monday),
    preferring.zoneCard(reader, { kind: 'several', typed, zones: ['Europe/Rome', 'UTC'] }, monday),
    ...(['now', 'saved', 'changed-meanwhile'] as const).map((answer) =>
      preferring.preferencesCard(reader, answer, monday),
    ),
    cards.codeCard(reader, '482913', monday),
    cards.askedCard(reader, link, other),
    cards.askedCard(reader, link, { account: ada }),
    ...answers.map((answer) => cards.linkCard(reader, answer, '482913')),
    cards.partedCard(reader, []),
    cards.partedCard(reader, [other]),
    cards.partedCard(reader, [other, { account: ada }]),
  ];
}

const buttonsOf = (card: Card): readonly Button[] =>
  card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));

describe('the sentences', () => {
  it('are the same in both languages', () => {
    expect(Object.keys(fr)).toEqual(Object.keys(en));
  });

  it('differ from one card to the next, and between languages', () => {
    const titles = languages.flatMap((language) => everyCard(language).map((c) => plain(c.title)));
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('leave nothing unsaid', () => {
    for (const language of languages)
      expect(JSON.stringify(everyCard(language))).not.toMatch(/undefined|\[object|NaN/);
  });

  it.each(languages)('have buttons that fit, in %s', (language) => {
    const all = everyCard(language).flatMap(buttonsOf);
    expect(all).toHaveLength(9);
    for (const { label, describes } of all) {
      expect(label.length).toBeLessThanOrEqual(30);
      expect(describes?.length).toBeLessThanOrEqual(75);
    }
  });
});
