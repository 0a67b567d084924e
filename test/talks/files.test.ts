// data/talks.yaml and its mistakes.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { looksLikeSeason, readSeason } from '../../src/talks/files.ts';

const seed = readFileSync(new URL('../../data/talks.yaml', import.meta.url), 'utf8');

describe('data/talks.yaml', () => {
  const read = readSeason(seed);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const { series, zone, talks } = read.value;

  it('is the season of the series page', () => {
    expect(looksLikeSeason(seed)).toBe(true);
    expect(zone).toBe('Europe/Zurich');
    expect(talks.map((t) => [t.number, t.startsLocal, t.endsLocal])).toEqual(
      [
        [9, '2019-07-10'],
        [10, '2019-07-24'],
        [11, '2019-08-07'],
        [12, '2019-08-21'],
        [13, '2019-09-04'],
        [14, '2019-10-02'],
        [15, '2019-10-30'],
        [16, '2019-11-13'],
      ].map(([number, day]) => [number, `${day}T18:00`, `${day}T19:00`]),
    );
    expect(talks.map((t) => new Date(t.startsAt).toISOString().slice(11, 16))).toEqual([
      ...Array<string>(6).fill('16:00'),
      '17:00',
      '17:00',
    ]);
    for (const talk of talks) {
      expect(talk).toMatchObject({
        zone,
        capacity: 45,
        dinner: true,
        place: 'CERN IdeaSquare (3179-R-D05)',
        cancelled: null,
        opensAt: null,
        closesAt: null,
      });
    }
  });

  it('says of the series what the page says, and invents no address and no map', () => {
    expect(series).toEqual({
      key: 'icdd',
      title: 'Idea Circle Dinner Discussions',
      description: expect.stringContaining('With LS2, this is the perfect time') as string,
      place: 'CERN IdeaSquare (3179-R-D05)',
      address: undefined,
      map: undefined,
      group: 'http://facebook.com/groups/IdeaCircleCERN',
      eGroup: 'https://e-groups.cern.ch/e-groups/Egroup.do?egroupId=10326075',
      waiting: {
        straightUntilHours: 24,
        openUntilHours: 2,
        offerHours: 4,
        from: '08:00',
        to: '20:00',
      },
    });
    expect(series.description).toMatch(/^If you are interested in learning more/);
  });

  it('has talk 9 whole: 33 of 45 seats taken, its page, and a survey without an address', () => {
    expect(talks[0]).toMatchObject({
      title: 'Beyond KPIs: How does CERN measure success on Social Media?',
      elsewhere: 33,
      survey: { open: true },
      page: 'https://indico.cern.ch/event/833254',
    });
    expect(talks[0]?.survey?.link).toBe(undefined);
    expect(talks[0]?.speakers.map((s) => s.name)).toEqual(['Loïc Bommersbach']);
    expect(talks[0]?.speakers[0]?.about).toMatch(/^After a degree in Physics/);
    expect(talks[0]?.abstract?.split('\n')).toHaveLength(4);
  });

  it('has the others with a date and no title yet', () => {
    for (const talk of talks.slice(1))
      expect(talk).toMatchObject({
        title: null,
        abstract: null,
        speakers: [],
        elsewhere: 0,
        survey: null,
        page: null,
      });
  });
});

const good = `series:
  key: icdd
  title: Talks
  description: Some talks.
  place: Here
  timeZone: Europe/Zurich
  capacity: 45
  dinner: true
  weekday: wednesday
  time: "18:00"
  links:
    group: http://example.org/group
  waiting: { straightUntilHours: 24, openUntilHours: 2, offerHours: 4, from: "08:00", to: "20:00" }
talks:
  - number: 9
    starts: 2019-07-10 18:00
    ends: 2019-07-10 19:00
    registration:
      opens: 2019-07-01 09:00
      closes: 2019-07-09 12:00
  - number: 10
    starts: 2019-07-24T18:00
    ends: 2019-07-24 19:00
    speakers:
      - name: Ada
`;

describe('a talks file', () => {
  it.each([
    ['without a word of the waiting list', '', {}],
    ['with its hours alone', 'waiting: { offerHours: 1.5 }', { offerHours: 1.5 }],
    [
      'that wants seats to go straight until the talk starts',
      'waiting: { straightUntilHours: 0, openUntilHours: 0 }',
      { straightUntilHours: 0, openUntilHours: 0 },
    ],
  ])('has the usual rules of the waiting list but for what it says: %s', (_, line, said) => {
    const read = readSeason(good.replace(/waiting: .*/, line));
    if (!read.ok) throw new Error(JSON.stringify(read.refusal));
    expect(read.value.series.waiting).toEqual({
      straightUntilHours: 24,
      openUntilHours: 2,
      offerHours: 4,
      from: '08:00',
      to: '20:00',
      ...said,
    });
  });

  it('fills in what a talk leaves out from the series', () => {
    const read = readSeason(good);
    if (!read.ok) throw new Error(JSON.stringify(read.refusal));
    expect(read.value.talks[1]).toMatchObject({
      place: 'Here',
      capacity: 45,
      dinner: true,
      speakers: [{ name: 'Ada' }],
    });
    expect(read.value.talks[0]).toMatchObject({
      opensAt: Date.UTC(2019, 6, 1, 7),
      closesAt: Date.UTC(2019, 6, 9, 10),
    });
    expect(read.value.talks[1]?.startsLocal).toBe('2019-07-24T18:00');
  });

  it('spells its zone as the zone is spelled, and may hold no talk', () => {
    const text = good.replace('Europe/Zurich', 'europe/zurich');
    const read = readSeason(`${text.slice(0, text.indexOf('talks:'))}talks: []\n`);
    expect(read).toMatchObject({ ok: true, value: { zone: 'Europe/Zurich', talks: [] } });
  });

  const mistakes: readonly [string, string, string, number, RegExp][] = [
    ['a key that is not there', 'title: Talks', 'titel: Talks', 3, /no “titel” here/],
    ['a missing title', '  title: Talks\n', '', 1, /series › title is missing/],
    ['an empty place', 'place: Here', 'place: ""', 5, /series › place/],
    ['a series key with capitals', 'key: icdd', 'key: ICDD', 2, /lower-case/],
    ['a zone that is none', 'Europe/Zurich', 'Europe/Geneva', 6, /zone like Europe\/Zurich/],
    ['an offset for a zone', 'Europe/Zurich', 'UTC+2', 6, /zone like/],
    [
      'a capacity in words',
      'capacity: 45',
      'capacity: many',
      7,
      /expected number, received string/,
    ],
    ['half a seat', 'capacity: 45', 'capacity: 45.5', 7, /whole number/],
    ['fewer than no seats', 'capacity: 45', 'capacity: -1', 7, /series › capacity/],
    ['a dinner that is no yes or no', 'dinner: true', 'dinner: maybe', 8, /series › dinner/],
    ['a weekday that is none', 'weekday: wednesday', 'weekday: someday', 9, /series › weekday/],
    ['a time of day that is none', '"18:00"\n  links', '"25:00"\n  links', 10, /time like "18:00"/],
    [
      'a link that is no address',
      'http://example.org/group',
      'javascript:alert(1)',
      12,
      /http:\/\/ or https:\/\//,
    ],
    [
      'an offer of hours that are no number',
      'offerHours: 4',
      'offerHours: "4 hours"',
      13,
      /^series › waiting › offerHours: must be a number of hours, such as 4 or 0.5$/,
    ],
    [
      'an offer shorter than any that is made',
      'offerHours: 4',
      'offerHours: 0.4',
      13,
      /^series › waiting › offerHours: must be 0.5 hours or more$/,
    ],
    [
      'hours before the talk that lie after it',
      'openUntilHours: 2',
      'openUntilHours: -2',
      13,
      /^series › waiting › openUntilHours: must be 0 hours or more$/,
    ],
    [
      'seats that are open before they are offered',
      'openUntilHours: 2',
      'openUntilHours: 25',
      13,
      /^series › waiting › openUntilHours: seats are offered from 24 hours before a talk and open to anyone from 25: the second must not be more$/,
    ],
    [
      'offers that count from the evening to the morning',
      'from: "08:00", to: "20:00"',
      'from: "20:00", to: "08:00"',
      13,
      /^series › waiting › to: offers count from 20:00 to 08:00: the first must be at least half an hour earlier, on one day$/,
    ],
    [
      'offers that count for less than half an hour',
      'from: "08:00", to: "20:00"',
      'from: "19:31"',
      13,
      /^series › waiting › from: offers count from 19:31 to 20:00/,
    ],
    [
      'a time of day that is none',
      'from: "08:00"',
      'from: "8 am"',
      13,
      /^series › waiting › from: must be a time like "18:00", in quotes$/,
    ],
    ['a number that is no number', 'number: 9', 'number: nine', 15, /talks › 0 › number/],
    ['a number below one', 'number: 9', 'number: 0', 15, /talks › 0 › number/],
    [
      'a number that stands twice',
      'number: 10',
      'number: 9',
      21,
      /talk 9 stands twice, first in line 15/,
    ],
    ['a start without its time', '2019-07-10 18:00', '2019-07-10', 16, /date and time like/],
    [
      'a day that no calendar has',
      '2019-07-10 18:00',
      '2019-02-30 18:00',
      16,
      /no date and time of the calendar/,
    ],
    [
      'an hour that no day has',
      '2019-07-10 19:00',
      '2019-07-10 24:30',
      17,
      /no date and time of the calendar/,
    ],
    [
      'an end before the start',
      '2019-07-10 19:00',
      '2019-07-10 17:00',
      17,
      /ends before it starts/,
    ],
    [
      'a talk that takes no time',
      '2019-07-24 19:00',
      '2019-07-24 18:00',
      23,
      /ends before it starts/,
    ],
    [
      'registration that closes after the start',
      '2019-07-09 12:00',
      '2019-07-10 18:01',
      20,
      /closes after the talk starts/,
    ],
    [
      'registration that opens after it closes',
      '2019-07-01 09:00',
      '2019-07-09 12:00',
      19,
      /opens after it closes/,
    ],
    [
      'a speaker without a name',
      '- name: Ada',
      '- about: somebody',
      25,
      /speakers › 0 › name is missing/,
    ],
    ['a name of two lines', 'name: Ada', 'name: "Ada\\nLovelace"', 25, /one line/],
    ['no end at all', '    ends: 2019-07-24 19:00\n', '', 21, /ends is missing/],
    ['a key that stands twice', 'title: Talks', 'title: Talks\n  title: More', 4, /unique/i],
    [
      'an indentation that is off',
      '    ends: 2019-07-10 19:00',
      '   ends: 2019-07-10 19:00',
      17,
      /./,
    ],
    ['an open quote', 'title: Talks', 'title: "Talks', 3, /quote/],
    ['talks that are no list', '  - number: 10', '  number: 10', 21, /./],
    ['an alias of nothing', 'name: Ada', 'name: *ada', 25, /\*ada: there is no &ada above it/],
  ];
  it.each(mistakes)('is refused with its line: %s', (_, right, wrong, line, message) => {
    expect(good).toContain(right);
    const read = readSeason(good.replace(right, wrong));
    if (read.ok) throw new Error('was not refused');
    const told = { line, message: expect.stringMatching(message) as string };
    expect(read.refusal).toContainEqual(told);
  });

  it.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['a list', '- 1\n- 2\n'],
    ['two documents', `${good}---\n${good}`],
  ])('is refused where it is %s', (_, text) => {
    expect(readSeason(text).ok).toBe(false);
  });

  it('may say a thing once and name it again', () => {
    const text = good.replace('place: Here', 'place: &here Here').replace('Ada', '*here');
    const read = readSeason(text);
    expect(read.ok && read.value.talks[1]?.speakers).toEqual([{ name: 'Here' }]);
  });

  it('is refused with a line where its aliases unfold without end', () => {
    const fold = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of)}]\n`;
    const text = `a: &a [1]\n${fold('b', '*a')}${fold('c', '*b')}${fold('d', '*c')}${good}`;
    expect(readSeason(text)).toEqual({
      ok: false,
      refusal: [{ line: 2, message: '*a: the aliases of this file stand for too much' }],
    });
  });

  it('tells all mistakes at once', () => {
    const text = good.replace('capacity: 45', 'capacity: -1').replace('number: 9', 'number: 0');
    const read = readSeason(text);
    expect(!read.ok && read.refusal.map((m) => m.line)).toEqual([7, 15]);
    const crossed = good
      .replace('2019-07-10 19:00', '2019-07-10 17:00')
      .replace('number: 10', 'number: 9');
    const second = readSeason(crossed);
    expect(!second.ok && second.refusal.map((m) => m.line)).toEqual([17, 21]);
  });

  it('is told apart from a followers file', () => {
    expect(looksLikeSeason('accounts:\n  - x\n')).toBe(false);
  });
});
