// data/followers.yaml: what it says, and what is told of a mistake in it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { looksLikeFollowers, readFollowers } from '../../src/followers/files.ts';

const good = `accounts:
  x: [CERN]
  instagram:
    - '@CERN'
readings:
  - network: twitter
    account: cern
    on: 2019-07-08
    value: 2500000
    bound: atLeast
    source: announcement
`;

describe('the followers file', () => {
  it('that comes with the program carries the season’s three counts', () => {
    const path = fileURLToPath(new URL('../../data/followers.yaml', import.meta.url));
    const text = readFileSync(path, 'utf8');
    const source = 'announcement of talk 9 (10 July 2019)';
    const seed = { account: 'CERN', on: '2019-07-08', source };
    expect(readFollowers(text)).toEqual({
      ok: true,
      value: {
        accounts: ['x', 'facebook', 'instagram'].map((network) => ({ network, account: 'CERN' })),
        readings: [
          { ...seed, network: 'x', value: 2_500_000, bound: 'atLeast' },
          { ...seed, network: 'facebook', value: 700_000, bound: 'atMost' },
          { ...seed, network: 'instagram', value: 400_000, bound: 'atLeast' },
        ],
      },
    });
    expect(looksLikeFollowers(text)).toBe(true);
  });

  it('understands twitter for X, and an account with or without @', () => {
    expect(readFollowers(good)).toMatchObject({
      ok: true,
      value: {
        accounts: [
          { network: 'x', account: 'CERN' },
          { network: 'instagram', account: 'CERN' },
        ],
        readings: [{ network: 'x', account: 'cern', value: 2_500_000 }],
      },
    });
  });

  it('may have no readings', () => {
    expect(readFollowers('accounts: {x: [CERN]}')).toEqual({
      ok: true,
      value: { accounts: [{ network: 'x', account: 'CERN' }], readings: [] },
    });
  });

  it.each([
    ['accounts:\n  x: [A]\n', true],
    ['series:\n  key: a\n', false],
    ['accounts:\nseries:\n', false],
    ['network,account\n', false],
  ])('is told from other files: %j', (text, looks) => expect(looksLikeFollowers(text)).toBe(looks));

  const swap = (from: string, to: string) => good.replace(from, to);
  it.each<[string, string, readonly (readonly [number, string])[]]>([
    ['nothing', '', [[1, 'the file: expected object, received null']]],
    ['a list', '- 1', [[1, 'the file: expected object, received array']]],
    ['no accounts', 'readings: []', [[1, 'accounts is missing']]],
    [
      'a key that is none',
      swap('source:', 'sauce: x\n    source:'),
      [[11, 'readings › 1: there is no “sauce” here']],
    ],
    ['a key at the top', `${good}more: 1\n`, [[12, 'the file: there is no “more” here']]],
    ['a missing key', swap('    bound: atLeast\n', ''), [[6, 'readings › 1 › bound is missing']]],
    [
      'a wrong bound',
      swap('atLeast', 'about'),
      [[10, 'readings › 1 › bound: must be one of exact, atLeast, atMost, approximately, floor3']],
    ],
    [
      'a wrong number',
      swap('2500000', '2.5M'),
      [[9, 'readings › 1 › value: must be a whole number without dividers, like 412000']],
    ],
    ['a fraction', swap('2500000', '2.5'), [[9, 'readings › 1 › value: must be a whole number']]],
    ['below zero', swap('2500000', '-1'), [[9, 'readings › 1 › value: must not be below zero']]],
    [
      'too many',
      swap('2500000', '99999999999'),
      [[9, 'readings › 1 › value: is more than there are people']],
    ],
    [
      'a wrong day',
      swap('2019-07-08', '2019-02-30'),
      [[8, 'readings › 1 › on: must be a day of the calendar like 2019-07-08']],
    ],
    [
      'a list of days',
      swap('2019-07-08', '[1]'),
      [[8, 'readings › 1 › on: expected string, received array']],
    ],
    [
      'an empty source',
      swap('source: announcement', 'source: ""'),
      [[11, 'readings › 1 › source: must say where the count comes from']],
    ],
    [
      'an account with spaces',
      swap('[CERN]', '[C ERN]'),
      [[2, 'accounts › x › 1: must be an account without spaces, such as CERN']],
    ],
    [
      'an unknown network of a reading',
      swap('twitter', 'friendster'),
      [
        [
          6,
          'readings › 1 › network: must be one of x, facebook, instagram, youtube, linkedin, tiktok, threads, bluesky, mastodon, reddit, github, telegram, wechat, flickr, elsewhere (twitter is understood for x)',
        ],
      ],
    ],
    [
      'an unknown network of an account',
      swap('instagram:', 'friendster:'),
      [
        [
          3,
          '“friendster” must be one of x, facebook, instagram, youtube, linkedin, tiktok, threads, bluesky, mastodon, reddit, github, telegram, wechat, flickr, elsewhere (twitter is understood for x)',
        ],
      ],
    ],
    [
      'an account twice',
      swap('x: [CERN]', 'x: [CERN, cern]'),
      [[2, 'x cern stands twice, first in line 2']],
    ],
    [
      'a network under two names',
      swap('  instagram:', '  twitter: [CERN]\n  instagram:'),
      [[3, 'twitter CERN stands twice, first in line 2']],
    ],
    ['a reading of nobody', swap('cern', 'nobody'), [[7, 'x nobody is not among the accounts']]],
    [
      'a floor3 that is none',
      swap('2500000', '2512345').replace('atLeast', 'floor3'),
      [
        [
          9,
          'readings › 1 › value: has more than three digits before its zeros, which floor3 cannot have',
        ],
      ],
    ],
    ['a tag that is none', swap('announcement', '!secret a'), [[11, 'Unresolved tag: !secret']]],
    ['a key twice', `${good}accounts: {}\n`, [[12, 'Map keys must be unique']]],
    [
      'two mistakes',
      swap('2500000', 'many').replace('atLeast', 'x'),
      [
        [9, 'readings › 1 › value: must be a whole number without dividers, like 412000'],
        [10, 'readings › 1 › bound: must be one of exact, atLeast, atMost, approximately, floor3'],
      ],
    ],
  ])('is refused with its line: %s', (_, text, mistakes) =>
    expect(readFollowers(text)).toEqual({
      ok: false,
      refusal: mistakes.map(([line, message]) => ({ line, message })),
    }),
  );

  it('refuses a reading that stands twice', () => {
    const again = good.slice(good.indexOf('  - network'));
    expect(readFollowers(good + again)).toEqual({
      ok: false,
      refusal: [
        { line: 14, message: 'the reading of x cern on 2019-07-08 stands twice, first in line 8' },
      ],
    });
  });

  it('refuses what is no YAML, with its line', () => {
    const read = readFollowers('accounts:\n  x: [CERN\nreadings: []\n');
    expect(read).toMatchObject({ ok: false, refusal: [{ line: 3 }] });
  });

  it('refuses aliases, which could make a small file endless', () => {
    expect(readFollowers('accounts:\n  x: &a [CERN]\n  facebook: *a\n')).toEqual({
      ok: false,
      refusal: [{ line: 3, message: '*a: write the value out, aliases are not read' }],
    });
  });
});
