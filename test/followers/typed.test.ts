// Sentences to cases: what people type after `followers`, in English and French.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksToSet, readEntry, readQuestion } from '../../src/followers/rules/typed.ts';
import { readCount } from '../../src/followers/rules/typed-count.ts';
import { readDay, readSince } from '../../src/followers/rules/typed-day.ts';
import type { WatchedAccount } from '../../src/followers/rules.ts';

const today = '2019-08-10';
const x: WatchedAccount = { id: 'acx1', network: 'x', account: 'CERN', series: 'followers' };
const instagram: WatchedAccount = {
  id: 'aci1',
  network: 'instagram',
  account: 'CERN',
  series: 'followers',
};
const instagramFr: WatchedAccount = {
  id: 'aci2',
  network: 'instagram',
  account: 'CERNfr',
  series: 'followers',
};
const watched = [x, instagram];

describe('a count', () => {
  it.each<[string, number, string, boolean]>([
    ['412000', 412_000, 'exact', false],
    ['412,000', 412_000, 'exact', false],
    ['412 000', 412_000, 'exact', false],
    ['412\u202f000', 412_000, 'exact', false],
    ['412\u00a0000', 412_000, 'exact', false],
    ['412’000', 412_000, 'exact', false],
    ["2'500'000", 2_500_000, 'exact', false],
    ['0', 0, 'exact', false],
    ['412k', 412_000, 'exact', true],
    ['412 K', 412_000, 'exact', true],
    ['2.5M', 2_500_000, 'exact', true],
    ['2,5M', 2_500_000, 'exact', true],
    ['4.35m', 4_350_000, 'exact', true],
    ['2.5 million', 2_500_000, 'exact', true],
    ['2,5 millions', 2_500_000, 'exact', true],
    ['412 mille', 412_000, 'exact', true],
    ['2.500k', 2_500, 'exact', true],
    ['412,000 followers', 412_000, 'exact', false],
    ['700 000 fans', 700_000, 'exact', false],
    ['412k abonnés', 412_000, 'exact', true],
    ['> 400000', 400_000, 'atLeast', false],
    ['>400k', 400_000, 'atLeast', true],
    ['>= 400000', 400_000, 'atLeast', false],
    ['≥400000', 400_000, 'atLeast', false],
    ['more than 400,000', 400_000, 'atLeast', false],
    ['More Than 400000', 400_000, 'atLeast', false],
    ['plus de 400 000', 400_000, 'atLeast', false],
    ['au moins 400000', 400_000, 'atLeast', false],
    ['400000+', 400_000, 'atLeast', false],
    ['~412000', 412_000, 'approximately', false],
    ['~ 412k', 412_000, 'approximately', true],
    ['about 412000', 412_000, 'approximately', false],
    ['environ 412000', 412_000, 'approximately', false],
    ['nearly 700,000', 700_000, 'atMost', false],
    ['près de 700 000', 700_000, 'atMost', false],
  ])('“%s” is %d, %s', (typed, value, bound, shortened) =>
    expect(readCount(typed)).toEqual({ ok: true, value: { value, bound, shortened } }),
  );

  it.each([
    ['', 'not-a-number'],
    ['lots', 'not-a-number'],
    ['412.000', 'not-a-number'],
    ['4,12,000', 'not-a-number'],
    ['412,00', 'not-whole'],
    ['412.5', 'not-whole'],
    ['1.2345k', 'not-whole'],
    ['2,500k', 'not-a-number'],
    ['< 700000', 'not-a-number'],
    ['1e6', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['12 34', 'not-a-number'],
    ['more than', 'not-a-number'],
    ['+400000', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['-5', 'negative'],
    ['−5', 'negative'],
    ['> -5', 'negative'],
    ['10000000001', 'too-large'],
    ['11000M', 'too-large'],
    ['9'.repeat(400), 'too-large'],
  ])('“%s” is refused: %s', (typed, refusal) =>
    expect(readCount(typed)).toEqual({ ok: false, refusal }),
  );

  it('reads back every number as people write it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (value) => {
        for (const typed of [
          String(value),
          new Intl.NumberFormat('en').format(value),
          new Intl.NumberFormat('fr').format(value),
          new Intl.NumberFormat('de-CH').format(value),
        ])
          expect(readCount(typed)).toMatchObject({ ok: true, value: { value, bound: 'exact' } });
      }),
    );
  });

  it('never fails on what people may type', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (typed) => {
        const read = readCount(typed);
        if (read.ok)
          expect(Number.isSafeInteger(read.value.value) && read.value.value >= 0).toBe(true);
      }),
    );
  });
});

describe('a day', () => {
  it.each([
    ['2019-08-01', '2019-08-01'],
    ['today', today],
    ['aujourd’hui', today],
    ['yesterday', '2019-08-09'],
    ['hier', '2019-08-09'],
    ['1 Aug 2019', '2019-08-01'],
    ['1 august', '2019-08-01'],
    ['August 1st', '2019-08-01'],
    ['August 1, 2018', '2018-08-01'],
    ['1er août 2019', '2019-08-01'],
    ['8 juil. 2019', '2019-07-08'],
    ['24 décembre', '2018-12-24'],
    ['29 february', '2016-02-29'],
    ['01.08.2019', '2019-08-01'],
    ['1.8.2019', '2019-08-01'],
    ['2030-01-01', '2030-01-01'],
  ])('“%s” is %s', (typed, on) => expect(readDay(typed, today)).toBe(on));

  it.each([
    '',
    '2019-02-30',
    '1999-01-01',
    '31.02.2019',
    '1/8/2019',
    '1 brumaire',
    '32 july',
    '30 february',
    'january',
    '2019',
    'soon',
  ])('“%s” is no day', (typed) => expect(readDay(typed, today)).toBeUndefined());

  it.each([
    ['january', '2019-01-01'],
    ['Janvier', '2019-01-01'],
    ['janv.', '2019-01-01'],
    ['august', '2019-08-01'],
    ['août', '2019-08-01'],
    ['september', '2018-09-01'],
    ['décembre', '2018-12-01'],
    ['january 2018', '2018-01-01'],
    ['février 2018', '2018-02-01'],
    ['2018', '2018-01-01'],
    ['2018-03', '2018-03-01'],
    ['2019-01-01', '2019-01-01'],
    ['8 juillet', '2019-07-08'],
    ['2020', '2020-01-01'],
  ])('since “%s” is since %s', (typed, on) => expect(readSince(typed, today)).toBe(on));

  it.each(['', 'always', '1789', '2019-13', 'monday', '12'])(
    'since “%s” is not understood',
    (typed) => expect(readSince(typed, today)).toBeUndefined(),
  );

  it('reads every month by its names in both languages', () => {
    for (const locale of ['en-GB', 'fr-CH'])
      for (const style of ['long', 'short'] as const)
        for (let month = 1; month <= 12; month += 1) {
          const first = `2018-${String(month).padStart(2, '0')}-01`;
          const name = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(
            new Date(first),
          );
          expect(readSince(`${name} 2018`, today)).toBe(first);
        }
  });
});

describe('a question', () => {
  it.each<[string, readonly WatchedAccount[], boolean, string | undefined]>([
    ['', watched, false, undefined],
    ['x', [x], true, undefined],
    ['twitter', [x], true, undefined],
    ['INSTAGRAM', [instagram], true, undefined],
    ['since january', watched, false, '2019-01-01'],
    ['depuis janvier', watched, false, '2019-01-01'],
    ['since 2019-01-01', watched, false, '2019-01-01'],
    ['x since 2018', [x], true, '2018-01-01'],
    ['instagram depuis août', [instagram], true, '2019-08-01'],
    ['since today', watched, false, today],
    ['all', watched, false, undefined],
    ['tous depuis 2018', watched, false, '2018-01-01'],
    ['x?', [x], true, undefined],
    ['X.', [x], true, undefined],
    ['on instagram', [instagram], true, undefined],
    ['sur x depuis le 1er mai !', [x], true, '2019-05-01'],
    ['x instagram', watched, true, undefined],
    ['instagram, x', watched, true, undefined],
    ['x and insta since 2018', watched, true, '2018-01-01'],
    ['x et instagram', watched, true, undefined],
    ['x x', [x], true, undefined],
  ])('“%s”', (rest, accounts, named, since) =>
    expect(readQuestion(rest, watched, today)).toEqual({
      ok: true,
      value: { accounts, named, since },
    }),
  );

  it.each<[string, object]>([
    ['friendster', { kind: 'unknown-network', typed: 'friendster' }],
    ['youtube', { kind: 'unknown-network', typed: 'youtube' }],
    ['x please', { kind: 'unknown-network', typed: 'please' }],
    ['x and friendster', { kind: 'unknown-network', typed: 'friendster' }],
    ['on', { kind: 'unknown-network', typed: 'on' }],
    [', ,', { kind: 'unknown-network', typed: ', ,' }],
    ['x since 2018 since 2019', { kind: 'not-a-day', typed: '2018 since 2019' }],
    ['since', { kind: 'no-day' }],
    ['x depuis', { kind: 'no-day' }],
    ['since ever', { kind: 'not-a-day', typed: 'ever' }],
    ['since 1900', { kind: 'too-long-ago', typed: '1900' }],
    ['since 1 May 1999', { kind: 'too-long-ago', typed: '1 May 1999' }],
    ['since 0019', { kind: 'too-long-ago', typed: '0019' }],
    ['since 2019-13-01', { kind: 'not-a-day', typed: '2019-13-01' }],
    ['since 2019-08-11', { kind: 'future', on: '2019-08-11' }],
    ['since 2020', { kind: 'future', on: '2020-01-01' }],
  ])('“%s” is refused', (rest, refusal) =>
    expect(readQuestion(rest, watched, today)).toEqual({ ok: false, refusal }),
  );
});

describe('a reading to be entered', () => {
  it.each<[string, boolean]>([
    ['set instagram 412000', true],
    ['set', true],
    ['définir x 1', true],
    ['de\u0301finir x 1', true],
    ['Definir x 1', true],
    ['saisir x 1', true],
    ['settings', false],
    ['x', false],
    ['', false],
  ])('“%s” asks for it: %s', (rest, asks) => expect(asksToSet(rest)).toBe(asks));

  const two = [x, instagram, instagramFr];
  it.each<[string, readonly WatchedAccount[], WatchedAccount, number, string, string]>([
    ['set instagram 412000 on 2019-08-01', watched, instagram, 412_000, 'exact', '2019-08-01'],
    ['set instagram 412000', watched, instagram, 412_000, 'exact', today],
    ['définir instagram 412000 le 2019-08-01', watched, instagram, 412_000, 'exact', '2019-08-01'],
    [
      'définir instagram plus de 412 000 le 1er août 2019',
      watched,
      instagram,
      412_000,
      'atLeast',
      '2019-08-01',
    ],
    ['set twitter > 2.5M on 8 July', watched, x, 2_500_000, 'atLeast', '2019-07-08'],
    ['set twitter more than 2.5M on 8 July 2019', watched, x, 2_500_000, 'atLeast', '2019-07-08'],
    ['set instagram 412 000 2019-08-01', watched, instagram, 412_000, 'exact', '2019-08-01'],
    [
      'set instagram ~412k on yesterday',
      watched,
      instagram,
      412_000,
      'approximately',
      '2019-08-09',
    ],
    ['set instagram CERN 412000', watched, instagram, 412_000, 'exact', today],
    [
      'set instagram @cernFR 412000 on 2019-08-01',
      two,
      instagramFr,
      412_000,
      'exact',
      '2019-08-01',
    ],
    ['set x 412000', two, x, 412_000, 'exact', today],
  ])('“%s”', (rest, among, account, value, bound, on) => {
    const read = readEntry(rest, among, today);
    expect(read).toMatchObject({ ok: true, value: { account, count: { value, bound }, on } });
  });

  it.each<[string, readonly WatchedAccount[], object]>([
    ['set', watched, { kind: 'unknown-network', typed: '' }],
    ['set 412000', watched, { kind: 'unknown-network', typed: '412000' }],
    ['set youtube 412000', watched, { kind: 'unknown-network', typed: 'youtube' }],
    ['set instagram 412000', two, { kind: 'which-account', accounts: [instagram, instagramFr] }],
    [
      'set instagram nobody 412000',
      two,
      { kind: 'which-account', accounts: [instagram, instagramFr] },
    ],
    ['set instagram', watched, { kind: 'no-count', account: instagram }],
    ['set instagram CERN', watched, { kind: 'no-count', account: instagram }],
    ['set instagram lots', watched, { kind: 'not-a-number', account: instagram, typed: 'lots' }],
    [
      'set instagram nobody 412000',
      watched,
      { kind: 'not-a-number', account: instagram, typed: 'nobody 412000' },
    ],
    ['set instagram -5', watched, { kind: 'negative', account: instagram, typed: '-5' }],
    [
      'set instagram 412.5 on today',
      watched,
      { kind: 'not-whole', account: instagram, typed: '412.5' },
    ],
    [
      'set instagram 99999999999',
      watched,
      { kind: 'too-large', account: instagram, typed: '99999999999' },
    ],
    ['set instagram 412000 on 2019-08-11', watched, { kind: 'future', on: '2019-08-11' }],
    ['set instagram 412000 on sunday', watched, { kind: 'not-a-day', typed: 'sunday' }],
    ['set instagram 412000 2019-02-30', watched, { kind: 'not-a-day', typed: '2019-02-30' }],
  ])('“%s” is refused', (rest, among, refusal) =>
    expect(readEntry(rest, among, today)).toEqual({ ok: false, refusal }),
  );
});
