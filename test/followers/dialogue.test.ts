// What people type about followers, and what they read.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followersLine } from '../../src/followers/commands.ts';
import { plain } from '../../src/kernel/inline.ts';
import { ana, luc, odile, olga, openStage, readingsKept, type Stage } from './stage.ts';

const seed = readFileSync(
  fileURLToPath(new URL('../../data/followers.yaml', import.meta.url)),
  'utf8',
);
/** French numbers come with narrow spaces that a test would hide. */
const spaced = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(async () => {
  expect(stage.faults()).toEqual([]);
  await stage.close();
});

const line = (language: 'en' | 'fr' = 'en') =>
  stage.database.read((read) => followersLine(read, language, stage.now, 'Europe/Zurich'));

describe('with the season’s file', () => {
  beforeEach(() => stage.load(seed));

  it('staff read every network with its bound, day and source', async () => {
    expect(await stage.types(ana, 'followers')).toBe(
      [
        'Followers',
        'X (then Twitter) – more than 2,500,000 followers',
        '8 Jul 2019 · announcement of talk 9 (10 July 2019)',
        'Over a week and a month: cannot be said, there is only one reading',
        'Milestone: 2,500,000 reached',
        '---',
        'Facebook – nearly 700,000 fans',
        '8 Jul 2019 · announcement of talk 9 (10 July 2019)',
        'Over a week and a month: cannot be said, there is only one reading',
        '---',
        'Instagram – more than 400,000 followers',
        '8 Jul 2019 · announcement of talk 9 (10 July 2019)',
        'Over a week and a month: cannot be said, there is only one reading',
        'Milestone: 250,000 reached',
        '---',
        'More: /icdd followers x · /icdd followers since january',
      ].join('\n'),
    );
  });

  it('in French', async () => {
    expect(spaced(await stage.types(luc, 'abonnés instagram'))).toBe(
      [
        'Abonnés',
        'Instagram – plus de 400 000 abonnés',
        '8 juil. 2019 · announcement of talk 9 (10 July 2019)',
        'Sur une semaine et un mois: on ne peut rien en dire, il n’y a qu’un relevé',
        'Cap: 250 000 atteints',
        '---',
        '[Tous les réseaux | abonnés]',
      ].join('\n'),
    );
    expect(spaced(await stage.types(luc, 'abonnés twitter'))).toContain(
      'X (alors Twitter) – plus de 2 500 000 abonnés',
    );
    expect(spaced(await stage.types(luc, 'abonnes facebook'))).toContain('près de 700 000 fans');
  });

  it('the digest has them in one line', async () => {
    expect(plain((await line()) ?? [])).toBe(
      'X more than 2,500,000 · Facebook nearly 700,000 · Instagram more than 400,000',
    );
    expect(spaced(plain((await line('fr')) ?? []))).toBe(
      'X plus de 2 500 000 · Facebook près de 700 000 · Instagram plus de 400 000',
    );
  });

  it('and what a day did, where there is a reading of yesterday and one of today', async () => {
    await stage.types(olga, 'followers set x 3003715 on 2019-07-07');
    await stage.types(olga, 'followers set x 3004127');
    await stage.types(olga, 'followers set facebook 699500 on 2019-07-06');
    await stage.types(olga, 'followers set instagram 400000 on 2019-07-07');
    expect(plain((await line()) ?? [])).toBe(
      'X 3,004,127 (+412 since yesterday) · Facebook nearly 700,000 · Instagram more than 400,000',
    );
    await stage.types(olga, 'followers set instagram 400000');
    await stage.types(olga, 'followers set facebook 700300 on 2019-07-07');
    expect(spaced(plain((await line('fr')) ?? []))).toBe(
      'X 3 004 127 (+412 depuis hier) · Facebook près de 700 000 (au plus −300 depuis hier) · Instagram 400 000 (inchangé depuis hier)',
    );
    // On the next day nothing has been read yet, and what yesterday did is not what changed since.
    stage.now += 86_400_000;
    expect(plain((await line()) ?? [])).toBe(
      'X 3,004,127 · Facebook nearly 700,000 · Instagram 400,000',
    );
  });

  it('nothing is shown before its day has come in the series’ zone', async () => {
    stage.now = Date.UTC(2019, 6, 7, 21, 59);
    expect(await line()).toBeUndefined();
    expect(await stage.types(ana, 'followers x')).toContain('X – no reading yet');
    stage.now += 60_000;
    expect(await line()).toBeDefined();
    expect(await stage.types(ana, 'followers x')).toContain(
      'X (then Twitter) – more than 2,500,000',
    );
  });

  it('the button shows all networks', async () => {
    expect(await stage.presses(ana)).toBe(await stage.types(ana, 'followers'));
  });

  it('an unknown network gets the known ones', async () => {
    expect(await stage.types(ana, 'followers friendster')).toBe(
      [
        'Followers',
        'No follower counts are kept for “friendster”. Known: X, Facebook, Instagram. Type for example /icdd followers x.',
        '[All networks | followers]',
      ].join('\n'),
    );
  });

  it.each([
    [
      'followers since',
      'Since when? Type a month, a day or a year, for example /icdd followers since january.',
    ],
    [
      'followers since ever',
      '“ever” is no date that I understand. Write it as 2019-01-31, for example /icdd followers since january.',
    ],
    [
      'followers since 1900',
      'No count is as old as “1900”. Type for example /icdd followers since january.',
    ],
    [
      'followers since 2020',
      '1 Jan 2020 is still to come: today is 8 Jul 2019. Type for example /icdd followers since january.',
    ],
    ['followers x since january', 'Change: cannot be said, there is only one reading'],
  ])('%s', async (typed, sentence) => expect(await stage.types(ana, typed)).toContain(sentence));

  it('organisers enter a reading, and replace it', async () => {
    stage.now = Date.UTC(2019, 7, 2, 8);
    expect(await stage.types(olga, 'followers set instagram 412000 on 2019-08-01')).toBe(
      [
        'Followers',
        'Noted: Instagram, 412,000 followers on 1 Aug 2019.',
        '[All networks | followers]',
      ].join('\n'),
    );
    expect(await stage.types(ana, 'followers instagram')).toBe(
      [
        'Followers',
        'Instagram – 412,000 followers',
        '1 Aug 2019 · entered by hand',
        'Over a week: cannot be said, no reading near 25 Jul 2019; the nearest other one is of 8 Jul 2019',
        'Over a month: cannot be said, no reading near 2 Jul 2019; the nearest other one is of 8 Jul 2019',
        'Milestone: 250,000 reached',
        '---',
        '[Plot | followers instagram plot] [All networks | followers]',
      ].join('\n'),
    );
    expect(await stage.types(olga, 'followers set instagram 412,500 on 1 Aug')).toContain(
      'Replaced: Instagram, 412,500 followers on 1 Aug 2019. The earlier entry for that day was 412,000.',
    );
    expect(await stage.types(olga, 'followers set instagram 412500 on 2019-08-01')).toContain(
      'That is already noted, nothing was changed: Instagram, 412,500 followers on 1 Aug 2019.',
    );
    expect(await readingsKept(stage)).toBe(4);
    expect(plain((await line()) ?? [])).toContain('Instagram 412,500');
  });

  it('in French too', async () => {
    stage.now = Date.UTC(2019, 7, 2, 8);
    const typed = 'abonnés définir instagram plus de 412 000 le 1er août 2019';
    expect(spaced(await stage.types(odile, typed))).toContain(
      'Noté : Instagram, plus de 412 000 abonnés le 1er août 2019.',
    );
    expect(
      spaced(await stage.types(odile, 'abonnés définir instagram 412000 le 2019-08-01')),
    ).toContain(
      'Remplacé : Instagram, 412 000 abonnés le 1er août 2019. La saisie précédente pour ce jour était : plus de 412 000.',
    );
    expect(await stage.types(odile, 'abonnés')).toContain(
      'Saisir un relevé : /icdd abonnés définir x 412000 le 2019-08-02',
    );
  });

  it('what is typed stands before the file of the same day, also when the file is loaded again', async () => {
    const answer = await stage.types(olga, 'followers set facebook 699.5k');
    expect(answer).toBe(
      [
        'Followers',
        'Noted: Facebook, 699,500 fans on 8 Jul 2019.',
        'It stands before what the followers file says of that day: nearly 700,000.',
        'Taken as exactly this number. If 699.5k is rounded, enter it again with ~ (about) or > (more than): /icdd followers set facebook ~699.5k on 2019-07-08',
        '[All networks | followers]',
      ].join('\n'),
    );
    await stage.load(seed);
    expect(await stage.types(ana, 'followers facebook')).toContain('Facebook – 699,500 fans');
    expect(await stage.types(olga, 'followers set facebook nearly 700000')).not.toContain(
      'file says',
    );
  });

  const nothing = 'nothing was changed';
  const example = '/icdd followers set instagram 412000 on 2019-07-08';
  it.each([
    [
      'set',
      'Which network? Known: X, Facebook, Instagram. Type for example /icdd followers set x 412000 on 2019-07-08.',
    ],
    ['set youtube 5', 'No follower counts are kept for “youtube”. Known: X, Facebook, Instagram.'],
    ['set instagram', `How many? Nothing was changed. Type for example ${example}.`],
    ['set instagram lots', `“lots” is no count that I understand; ${nothing}.`],
    [
      'set instagram -5',
      `A count cannot be below zero (“-5”); ${nothing}. Type for example ${example}.`,
    ],
    ['set instagram 2.5', `“2.5” is no whole number; ${nothing}. Type for example ${example}.`],
    [
      'set instagram 20000M',
      `“20000M” is more than there are people; ${nothing}. Type for example ${example}.`,
    ],
    [
      'set instagram 5 on 2019-07-09',
      '9 Jul 2019 is still to come: today is 8 Jul 2019. Type for example /icdd followers set x 412000 on 2019-07-08.',
    ],
    ['set instagram 5 on sunday', '“sunday” is no date that I understand. Write it as 2019-01-31,'],
  ])('%s is refused with what to type', async (typed, sentence) => {
    expect(await stage.types(olga, `followers ${typed}`)).toContain(sentence);
    const french = await stage.types(odile, `abonnés ${typed}`);
    expect(french).toMatch(/^Abonnés\n.*\/icdd abonnés définir .* le 2019-07-08\./);
    expect(await readingsKept(stage)).toBe(3);
  });

  it('only organisers enter readings', async () => {
    expect(await stage.types(ana, 'followers set instagram 412000')).toContain(
      'Only organisers can enter follower counts; nothing was changed. Type /icdd followers to see the counts.',
    );
    expect(await stage.types(luc, 'abonnés définir instagram 412000')).toContain(
      'Seuls les organisateurs peuvent saisir un nombre d’abonnés',
    );
    expect(await stage.types(ana, 'followers')).not.toContain('Enter a reading');
    expect(await stage.types(olga, 'followers')).toContain(
      'Enter a reading: /icdd followers set x 412000 on 2019-07-08',
    );
    expect(await readingsKept(stage)).toBe(3);
  });

  it('a mention that the platform delivers again is answered once', async () => {
    const [first, ...again] = await stage.events(olga, 'followers set x 2.6M on 2019-07-07', 3);
    expect(first).toContain('Noted: X, 2,600,000 followers on 7 Jul 2019.');
    expect(again).toEqual(['silence', 'silence']);
    expect((await stage.events(ana, 'followers', 2)).at(1)).toBe('silence');
    expect(await readingsKept(stage)).toBe(4);
  });
});

describe('with several accounts of a network', () => {
  beforeEach(() => stage.load('accounts:\n  instagram: [CERN, CERNfr]\n  x: [CERN]\n'));

  it('each is named, and an entry must name one', async () => {
    expect(await line()).toBeUndefined();
    expect(await stage.types(olga, 'followers set instagram 5')).toContain(
      'Instagram has several accounts: CERN, CERNfr. Name one, for example /icdd followers set instagram CERN 412000 on 2019-07-08.',
    );
    expect(await stage.types(odile, 'abonnés définir instagram 5')).toContain(
      'Instagram a plusieurs comptes : CERN, CERNfr. Nommez-en un, par exemple /icdd abonnés définir instagram CERN 412000 le 2019-07-08.',
    );
    expect(await stage.types(olga, 'followers set instagram @cernfr 1')).toContain(
      'Noted: Instagram CERNfr, 1 follower on 8 Jul 2019.',
    );
    const told = await stage.types(ana, 'followers');
    expect(told).toContain('Instagram CERN – no reading yet');
    expect(told).toContain('Instagram CERNfr – 1 follower\n');
    expect(plain((await line()) ?? [])).toBe('Instagram CERNfr 1');
  });
});

describe('with two things that are counted', () => {
  beforeEach(() => stage.load('accounts:\n  facebook: [CERN]\n  elsewhere: [Weibo]\n'));

  it('a bare count is of fans, and “followers” beside it names the other series', async () => {
    expect(await stage.types(olga, 'followers set facebook 698104')).toContain(
      'Noted: Facebook, 698,104 fans on 8 Jul 2019.',
    );
    expect(await stage.types(olga, 'followers set facebook 742 thousand followers')).toContain(
      'Noted: Facebook (followers), 742,000 followers on 8 Jul 2019.',
    );
    expect(await stage.types(odile, 'abonnés définir facebook 742312 abonnés')).toContain(
      'Facebook (abonnés)',
    );
    expect(plain((await line()) ?? [])).toBe(
      'Facebook (fans) 698,104 · Facebook (followers) 742,312',
    );
    const told = await stage.types(luc, 'abonnés facebook');
    expect(told).toContain('Facebook (fans) – 698\u202f104 fans');
    expect(told).toContain('Facebook (abonnés) – 742\u202f312 abonnés');
  });

  it('what is counted elsewhere goes by its own name', async () => {
    expect(await stage.types(olga, 'followers set weibo 5120')).toContain(
      'Noted: Weibo, 5,120 followers on 8 Jul 2019.',
    );
    expect(await stage.types(ana, 'followers weibo')).toContain('Weibo – 5,120 followers');
    expect(await stage.types(ana, 'followers vimeo')).toContain('Known: Facebook, Weibo.');
  });
});

describe('without any account', () => {
  it('says so, and organisers are told where to name them', async () => {
    expect(await stage.types(ana, 'followers')).toBe('Followers\nNo follower counts are kept yet.');
    expect(await stage.types(olga, 'followers x')).toContain('FOLLOWERS_FILE');
    expect(await stage.types(olga, 'followers set x 5')).toContain(
      'No follower counts are kept yet.',
    );
    expect(await stage.types(odile, 'abonnés')).toContain('FOLLOWERS_FILE');
    expect(await line()).toBeUndefined();
  });
});
