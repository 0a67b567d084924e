// Who a reader is, which zone is meant, and when two accounts may become one person.
import { describe, expect, it } from 'vitest';
import { linkId, personId } from '../../src/kernel/ids.ts';
import { minute } from '../../src/kernel/time.ts';
import {
  afterWrong,
  asked,
  type KnownAccount,
  type Link,
  lockedUntil,
  matchCode,
  mayJoin,
  nameOf,
  parseLanguage,
  parseZone,
  partnerOf,
  press,
  readerOf,
  triesAt,
  wrongTriesAllowed,
} from '../../src/people/rules.ts';
import { ada, adaThere, adaWeb, ben, benThere, monday } from './accounts.ts';

const defaults = { language: 'en', zone: 'Europe/Zurich' } as const;

describe('a reader', () => {
  const cases: readonly [string, Partial<KnownAccount> | undefined, object][] = [
    ['nobody known', undefined, { name: 'U1', language: 'en', zone: 'Europe/Zurich' }],
    ['known, not described', {}, { name: 'U1', language: 'en', zone: 'Europe/Zurich' }],
    ['an empty name', { name: '' }, { name: 'U1' }],
    ['a name', { name: 'Ada' }, { name: 'Ada' }],
    ['a locale that we speak', { locale: 'fr_CH' }, { language: 'fr' }],
    ['a locale that we do not', { locale: 'de-CH' }, { language: 'en' }],
    ['a preference over the locale', { locale: 'fr', preferredLanguage: 'en' }, { language: 'en' }],
    ['a zone', { zone: 'asia/tokyo' }, { zone: 'Asia/Tokyo' }],
    ['a zone that is none', { zone: 'Mars/Olympus' }, { zone: 'Europe/Zurich' }],
    [
      'a preferred zone',
      { zone: 'Asia/Tokyo', preferredZone: 'Europe/Rome' },
      { zone: 'Europe/Rome' },
    ],
    [
      'a preferred zone that is no more',
      { zone: 'Asia/Tokyo', preferredZone: 'X/Y' },
      { zone: 'Asia/Tokyo' },
    ],
  ];
  it.each(cases)('%s', (_, known, wanted) => {
    const reader = readerOf(known && { account: ada, ...known }, ada, defaults);
    expect(reader).toMatchObject(wanted);
  });

  it('is called by the name, else by the account', () => {
    expect([nameOf({ account: ada, name: 'Ada' }), nameOf({ account: ada })]).toEqual([
      'Ada',
      'U1',
    ]);
  });
});

describe('a language as typed', () => {
  it.each([
    ['fr', 'fr'],
    ['French', 'fr'],
    ['français', 'fr'],
    [' FRANCAIS ', 'fr'],
    ['en', 'en'],
    ['English', 'en'],
    ['anglais', 'en'],
  ])('%s is %s', (typed, value) => {
    expect(parseLanguage(typed)).toEqual({ ok: true, value: { kind: 'set', value } });
  });
  it.each(['reset', 'auto', 'Défaut'])('%s takes the preference away', (typed) => {
    expect(parseLanguage(typed)).toEqual({ ok: true, value: { kind: 'reset' } });
  });
  it.each(['klingon', '', 'constructor'])('“%s” is unknown', (typed) => {
    expect(parseLanguage(typed)).toEqual({ ok: false, refusal: 'unknown' });
  });
});

describe('a zone as typed', () => {
  it.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe / paris', 'Europe/Paris'],
    ['Paris', 'Europe/Paris'],
    ['new york', 'America/New_York'],
    ['Zürich', 'Europe/Zurich'],
    ['Genève', 'Europe/Zurich'],
    ['kolkata', 'Asia/Kolkata'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['buenos aires', 'America/Buenos_Aires'],
    ['port-au-prince', 'America/Port-au-Prince'],
    ['etc/gmt+2', 'Etc/GMT+2'],
    ['utc', 'UTC'],
    ['japan', 'Asia/Tokyo'],
  ])('%s is %s', (typed, value) => {
    expect(parseZone(typed)).toEqual({ ok: true, value: { kind: 'set', value } });
  });
  it('auto takes the preference away', () => {
    expect(parseZone('auto')).toEqual({ ok: true, value: { kind: 'reset' } });
  });
  it.each(['nowhere', 'Mars/Olympus', 'UTC+2', '', '/', 'constructor'])(
    '“%s” is unknown',
    (typed) => {
      expect(parseZone(typed)).toEqual({ ok: false, refusal: 'unknown' });
    },
  );
  it('a city that stands in several zones is asked about', () => {
    const listed = ['America/Louisburg', 'America/Kentucky/Louisburg', 'Europe/Paris'];
    expect(parseZone('louisburg', listed)).toEqual({
      ok: false,
      refusal: ['America/Louisburg', 'America/Kentucky/Louisburg'],
    });
  });
});

const open: Link = {
  id: linkId('link1'),
  code: '482913',
  owner: 'slack:T1/U1',
  state: 'open',
  ownerYes: false,
  typistYes: false,
  expiresAt: monday + 10 * minute,
};
const question: Link = { ...open, state: 'asked', typist: 'mattermost:m1' };

describe('wrong codes', () => {
  const atMost = { since: monday, wrong: wrongTriesAllowed };
  it('count from the first one', () => {
    const first = afterWrong({ since: monday - 99 * minute, wrong: 0 }, monday);
    expect(first).toEqual({ since: monday, wrong: 1 });
    expect(afterWrong(first, monday + minute)).toEqual({ since: monday, wrong: 2 });
  });
  it('are forgotten after ten minutes', () => {
    expect(triesAt(atMost, monday + 10 * minute)).toEqual({
      since: monday + 10 * minute,
      wrong: 0,
    });
    expect(triesAt(atMost, monday + 10 * minute - 1)).toEqual(atMost);
  });
  it('lock at the fifth, until ten minutes after the first', () => {
    expect(lockedUntil({ ...atMost, wrong: 4 }, monday)).toBe(undefined);
    expect(lockedUntil(atMost, monday + 9 * minute)).toBe(monday + 10 * minute);
    expect(lockedUntil(atMost, monday + 10 * minute)).toBe(undefined);
  });
});

describe('a code as typed', () => {
  const late = open.expiresAt;
  it.each([
    ['nobody’s', undefined, adaThere, monday, 'unknown-code'],
    ['one’s own', open, ada, monday, 'own-code'],
    ['one’s own, run out', open, ada, late, 'own-code'],
    ['run out at its last instant', open, adaThere, late, 'expired'],
    ['its question run out', question, adaThere, late, 'expired'],
    ['done', { ...question, state: 'done' as const }, adaThere, monday, 'used'],
    ['refused', { ...question, state: 'refused' as const }, benThere, monday, 'used'],
    ['typed by another before', question, benThere, monday, 'used'],
  ])('%s is refused', (_, link, typist, now, refusal) => {
    expect(matchCode(link, typist, now)).toEqual({ ok: false, refusal });
  });
  it('asks its question, and again', () => {
    expect(matchCode(open, adaThere, late - 1)).toEqual({
      ok: true,
      value: { link: open, again: false },
    });
    expect(matchCode(question, adaThere, monday)).toEqual({
      ok: true,
      value: { link: question, again: true },
    });
  });
  it('has ten more minutes from then', () => {
    expect(asked(open, adaThere, monday + 9 * minute)).toEqual({
      ...open,
      typist: 'mattermost:m1',
      state: 'asked',
      expiresAt: monday + 19 * minute,
    });
  });
});

describe('two accounts', () => {
  const known = (account: KnownAccount['account'], person?: string): KnownAccount => ({
    account,
    ...(person !== undefined && { person: personId(person) }),
  });
  const cases: readonly [string, KnownAccount[], KnownAccount[], string][] = [
    ['on two platforms', [known(ada)], [known(adaThere)], 'ok'],
    ['of two persons on two platforms', [known(ada, 'p1')], [known(adaThere, 'p2')], 'ok'],
    ['of one person', [known(ada, 'p1')], [known(adaThere, 'p1')], 'already-one'],
    ['in one workspace', [known(ada)], [known(ben)], 'same-place'],
    [
      'of persons that meet in a workspace',
      [known(ada, 'p1'), known(adaWeb, 'p1')],
      [known(benThere, 'p2'), known(ben, 'p2')],
      'same-place',
    ],
    ['in two workspaces of one platform', [known(ada)], [known({ ...ben, workspace: 'T2' })], 'ok'],
  ];
  it.each(cases)('%s', (_, owner, typist, outcome) => {
    const may = mayJoin(owner[0] as KnownAccount, owner, typist[0] as KnownAccount, typist);
    expect(may.ok ? 'ok' : may.refusal).toBe(outcome);
  });

  it('know each other', () => {
    expect(partnerOf(question, ada)).toBe('mattermost:m1');
    expect(partnerOf(question, adaThere)).toBe('slack:T1/U1');
    expect(partnerOf(open, ada)).toBe(undefined);
  });
});

describe('an answer', () => {
  const done: Link = { ...question, state: 'done', ownerYes: true, typistYes: true };
  it.each([
    ['to no link', undefined, ada, 'yes', monday, { kind: 'over' }],
    ['by a third account', question, ben, 'yes', monday, { kind: 'over' }],
    ['before the code is typed', open, ada, 'yes', monday, { kind: 'over' }],
    ['too late', question, ada, 'no', question.expiresAt, { kind: 'over' }],
    [
      'after a No',
      { ...question, state: 'refused' as const },
      ada,
      'yes',
      monday,
      { kind: 'over' },
    ],
    ['after both', done, adaThere, 'no', monday, { kind: 'done-before', link: done }],
    [
      'no',
      question,
      ada,
      'no',
      monday,
      { kind: 'refused', link: { ...question, state: 'refused' } },
    ],
    [
      'yes, the owner first',
      question,
      ada,
      'yes',
      monday,
      { kind: 'waits', link: { ...question, ownerYes: true } },
    ],
    [
      'yes, the typist first',
      question,
      adaThere,
      'yes',
      monday,
      { kind: 'waits', link: { ...question, typistYes: true } },
    ],
    [
      'yes, twice by one',
      { ...question, ownerYes: true },
      ada,
      'yes',
      monday,
      { kind: 'waits', link: { ...question, ownerYes: true } },
    ],
    [
      'yes, the owner last',
      { ...question, typistYes: true },
      ada,
      'yes',
      monday,
      { kind: 'both', link: done },
    ],
    [
      'yes, the typist last',
      { ...question, ownerYes: true },
      adaThere,
      'yes',
      monday,
      { kind: 'both', link: done },
    ],
  ] as const)('%s', (_, link, by, answer, now, wanted) => {
    expect(press(link, by, answer, now)).toEqual(wanted);
  });
});
