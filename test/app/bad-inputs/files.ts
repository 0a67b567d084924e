// Data files with mistakes: each is refused whole, with file, line and what is wrong.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../built.ts';

export interface BadFile {
  readonly what: string;
  readonly text: string;
  readonly says: RegExp;
}

const season = readFileSync(join(root, 'data/talks.yaml'), 'utf8');
const followers = readFileSync(join(root, 'data/followers.yaml'), 'utf8');

/** One piece of a good text replaced; throws where it does not stand there. */
function changed(text: string, piece: string, by: string): string {
  if (!text.includes(piece)) throw new Error(`not in the file: ${piece}`);
  return text.replace(piece, () => by);
}

const talks = (what: string, piece: string, by: string, says: string): BadFile => ({
  what: `a talks file with ${what}`,
  text: changed(season, piece, by),
  says: new RegExp(`data/talks\\.yaml:\\d+: .*${says}`),
});

const counts = (what: string, piece: string, by: string, says: string): BadFile => ({
  what: `a followers file with ${what}`,
  text: changed(followers, piece, by),
  says: new RegExp(`data/followers\\.yaml:\\d+: .*${says}`),
});

/** Aliases of aliases: a small file that would grow to a million entries. */
const endless = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
  .concat(
    [...'bcdefgh'].map((name, i) => {
      const before = `*${'abcdefgh'[i]}`;
      return `${name}: &${name} [${Array(10).fill(before).join(', ')}]`;
    }),
  )
  .join('\n');

export const badSeasons: readonly BadFile[] = [
  talks('a tab', '  key: icdd', '\tkey: icdd', ''),
  talks('a talk twice', 'number: 10', 'number: 9', 'talk 9 stands twice, first in line \\d+'),
  talks(
    'an end before its start',
    'ends: 2019-07-24 19:00',
    'ends: 2019-07-24 17:00',
    'ends before',
  ),
  talks('a day that is none', 'starts: 2019-07-24 18:00', 'starts: 2019-02-30 18:00', 'calendar'),
  talks('a zone that is none', 'Europe/Zurich', 'Europe/Nowhere', 'zone like Europe/Zurich'),
  talks('seats below none', 'capacity: 45', 'capacity: -45', 'capacity'),
  talks('seats in words', 'capacity: 45', 'capacity: many', 'capacity'),
  talks('an unknown key', 'dinner: true', 'diner: true', 'there is no “diner” here'),
  talks(
    'a series without title',
    '  title: Idea Circle',
    '  # title: Idea Circle',
    'title is missing',
  ),
  talks('a link that runs', 'http://facebook.com', 'javascript:alert(1)//', 'http'),
  talks('an open bracket', 'open: true', 'open: [true', ''),
  { what: 'an empty talks file', text: '', says: /data\/talks\.yaml:1: / },
  {
    what: 'a talks file of bytes',
    text: '\u0000\u0001\u0002\ufffd',
    says: /data\/talks\.yaml:1: /,
  },
  {
    what: 'a talks file of aliases without end',
    text: `${endless}\n${season}`,
    says: /data\/talks\.yaml:\d+: .*aliases/i,
  },
];

export const badFollowers: readonly BadFile[] = [
  counts('an unknown network', 'facebook: [CERN]', 'friendster: [CERN]', 'must be one of'),
  counts('a count below zero', 'value: 700000', 'value: -7', 'must not be below zero'),
  counts('a count in words', 'value: 700000', 'value: lots', 'whole number'),
  counts('a bound that is none', 'bound: atMost', 'bound: roughly', 'must be one of'),
  counts('a day that is none', 'on: 2019-07-08', 'on: 2019-13-08', 'day of the calendar'),
  counts('a reading of nobody watched', 'instagram: [CERN]', 'instagram: []', 'not among'),
  {
    what: 'a followers file of aliases without end',
    text: `${endless}\n${followers}`,
    says: /data\/followers\.yaml:\d+: .*aliases are not read/,
  },
];
