// The operator's calendar of holidays: which files are read, which days they name, and the digests that do not come.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { FileRefused } from '../../src/app/refused.ts';
import { loadHolidays } from '../../src/app/season.ts';
import { readHolidays } from '../../src/digests/files.ts';
import { digestDueWork } from '../../src/digests/jobs.ts';
import { day } from '../../src/kernel/time.ts';
import { freshDirectory } from '../support/sqlite.ts';
import { begin, tuesday9 } from './channel.ts';
import { monday } from './stage.ts';

const event = (...lines: readonly string[]) =>
  ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (...events: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  );

const christmas = event(
  'UID:christmas',
  'SUMMARY:End-of-year closure',
  'DTSTART;VALUE=DATE:20191221',
  'DTEND;VALUE=DATE:20200106',
);
const national = event(
  'UID:national',
  'SUMMARY:Swiss National Day',
  'DTSTART;VALUE=DATE:20100801',
  'RRULE:FREQ=YEARLY',
  'EXDATE;VALUE=DATE:20210801',
);
const fast = event(
  'UID:fast',
  'SUMMARY:Jeûne genevois',
  'DTSTART;VALUE=DATE:20190905',
  'RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=TH;BYSETPOS=1',
);

function holidays(text: string) {
  const read = readHolidays(text);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

/** Those of these days that are holidays. */
const among = (text: string, ...days: readonly string[]) =>
  days.filter((on) => holidays(text).isHoliday(on));

describe('a calendar of holidays', () => {
  it('names the days of its all-day events, each from its first to the day before its end', () => {
    expect(
      among(
        calendar(christmas),
        '2019-12-20',
        '2019-12-21',
        '2019-12-31',
        '2020-01-01',
        '2020-01-05',
        '2020-01-06',
      ),
    ).toEqual(['2019-12-21', '2019-12-31', '2020-01-01', '2020-01-05']);
  });

  it('names a yearly one in every year from its first, but where it is left out', () => {
    const days = [2009, 2010, 2019, 2020, 2021, 2022, 2040].map((year) => `${year}-08-01`);
    expect(among(calendar(national), ...days, '2019-08-02')).toEqual([
      '2010-08-01',
      '2019-08-01',
      '2020-08-01',
      '2022-08-01',
      '2040-08-01',
    ]);
    // The first Thursday of September.
    expect(among(calendar(fast), '2019-09-05', '2020-09-03', '2020-09-05')).toEqual([
      '2019-09-05',
      '2020-09-03',
    ]);
  });

  it('knows one of a day without an end, of two years, moved in one year, and called off', () => {
    const alone = event('UID:a', 'DTSTART;VALUE=DATE:20190606');
    expect(among(calendar(alone), '2019-06-05', '2019-06-06', '2019-06-07')).toEqual([
      '2019-06-06',
    ]);
    const twice = event(
      'UID:b',
      'DTSTART;VALUE=DATE:20190606',
      'DURATION:P2D',
      'RRULE:FREQ=YEARLY;COUNT=2',
    );
    expect(among(calendar(twice), '2019-06-07', '2020-06-07', '2021-06-07')).toEqual([
      '2019-06-07',
      '2020-06-07',
    ]);
    const moved = event(
      'UID:national',
      'RECURRENCE-ID;VALUE=DATE:20200801',
      'DTSTART;VALUE=DATE:20200803',
      'DTEND;VALUE=DATE:20200804',
    );
    expect(among(calendar(national, moved), '2020-08-01', '2020-08-03', '2022-08-01')).toEqual([
      '2020-08-03',
      '2022-08-01',
    ]);
    const off = event('UID:c', 'DTSTART;VALUE=DATE:20190607', 'STATUS:CANCELLED');
    expect(among(calendar(alone, off), '2019-06-06', '2019-06-07')).toEqual(['2019-06-06']);
  });

  it('leaves out what has a time of day, and counts it', () => {
    const timed = event('UID:t', 'DTSTART:20190606T090000Z', 'DTEND:20190606T170000Z');
    expect(holidays(calendar(timed, national))).toMatchObject({ events: 1, timed: 1 });
    expect(among(calendar(timed, national), '2019-06-06')).toEqual([]);
  });

  it('may be several in one file, with another mark of lines and folded lines', () => {
    const text = calendar(national) + calendar(christmas);
    expect(among(text.replaceAll('\r\n', '\n'), '2019-08-01', '2019-12-25')).toHaveLength(2);
    const folded = calendar(national.replace('Swiss National Day', 'Swiss\r\n  National Day'));
    expect(among(`\uFEFF${folded}`, '2019-08-01')).toHaveLength(1);
  });

  it('agrees with another reading of the same file, day by day over ten years', () => {
    const text = calendar(christmas, national, fast);
    const wanted = new Set<string>();
    for (const component of new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')) {
      const one = new ICAL.Event(component);
      const repeats = one.iterator();
      for (let next = repeats.next(); next && next.year < 2027; next = repeats.next())
        for (let i = 0; i < Math.max(1, one.duration.toSeconds() / 86_400); i += 1)
          wanted.add(new Date(Date.parse(next.toString()) + i * day).toISOString().slice(0, 10));
    }
    const { isHoliday } = holidays(text);
    for (let at = Date.UTC(2017, 0, 1); at < Date.UTC(2027, 0, 1); at += day) {
      const on = new Date(at).toISOString().slice(0, 10);
      expect(`${on} ${isHoliday(on)}`).toBe(`${on} ${wanted.has(on)}`);
    }
  });

  it.each<[string, string, number, RegExp]>([
    ['nothing', '', 1, /no calendar/],
    ['a season file', 'series:\n  key: icdd\n', 1, /no calendar/],
    ['a line that is none', calendar(national, 'hello'), 11, /invalid line/],
    [
      'an event without an end',
      calendar(`BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20190606`),
      1,
      /did not end/,
    ],
    [
      'an event without a day',
      calendar(national, event('SUMMARY:Easter')),
      11,
      /“Easter” has no day/,
    ],
    [
      'a day that is none',
      calendar(event('DTSTART;VALUE=DATE:20190631')),
      4,
      /no day of the calendar/,
    ],
    ['a day in words', calendar(event('DTSTART;VALUE=DATE:tomorrow')), 4, /“an event”/],
    [
      'a rule that is none',
      calendar(event('DTSTART;VALUE=DATE:20190606', 'RRULE:FREQ=NEVER')),
      1,
      /NEVER/,
    ],
    [
      'an end before its start',
      calendar(event('DTSTART;VALUE=DATE:20190606', 'DTEND;VALUE=DATE:20190601')),
      4,
      /ends before it begins/,
    ],
    [
      'an event of many years',
      calendar(event('DTSTART;VALUE=DATE:20190606', 'DTEND;VALUE=DATE:20290601')),
      4,
      /longer than a year/,
    ],
    ['no event', calendar(), 1, /no all-day event/],
    ['meetings alone', calendar(event('DTSTART:20190606T090000Z')), 1, /no all-day event/],
  ])('is refused where it is %s', (_, text, line, message) => {
    const read = readHolidays(text);
    if (read.ok) throw new Error('was not refused');
    expect(read.refusal).toContainEqual({
      line,
      message: expect.stringMatching(message) as string,
    });
  });

  it('is loaded by its path, or refused with a sentence', async () => {
    const { path, remove } = freshDirectory();
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    try {
      const file = join(path, 'holidays.ics');
      await expect(loadHolidays(file, log)).rejects.toThrow(FileRefused);
      await writeFile(file, 'hello');
      await expect(loadHolidays(file, log)).rejects.toThrow(`${file}:1: it is no calendar`);
      await writeFile(file, calendar(national));
      expect((await loadHolidays(file, log))('2019-08-01')).toBe(true);
      expect(await readFile(file, 'utf8')).toContain('Swiss');
    } finally {
      remove();
    }
  });
});

describe('on a holiday', () => {
  const { isHoliday } = holidays(
    calendar(event('UID:x', 'DTSTART;VALUE=DATE:20190709', 'DTEND;VALUE=DATE:20190711')),
  );

  it('no digest comes, nothing is noted as missed, and the first is the next day without one', async () => {
    const on = await begin(undefined, isHoliday);
    expect((await on.type('digest here 09:00'))[1]).toBe(
      'The first one: Thu 11 Jul 2019, 09:00 (Zurich time)',
    );
    expect(await on.work.nextAt(monday)).toBe(tuesday9 + 2 * day);
    await on.at(tuesday9);
    await on.at(tuesday9 + day);
    expect(on.posts()).toHaveLength(1);
    expect(await on.days()).toEqual([]);
    await on.at(tuesday9 + 2 * day);
    expect(on.posts()).toHaveLength(2);
    expect(on.logged).toEqual([]);
  });

  it('one that is asked for comes all the same', async () => {
    const on = await begin(undefined, isHoliday);
    on.series.now = tuesday9;
    expect(await on.type('digest now')).toEqual(['The digest is posted in this channel.']);
  });

  it('says so where all its days are holidays', async () => {
    const on = await begin(undefined, () => true);
    expect((await on.type('digest here 09:00'))[1]).toBe(
      'All its days of the coming year are holidays of this installation: none will come.',
    );
    // Nothing is due then but to look again.
    expect(await on.work.nextAt(monday)).toBe(monday + 30 * day);
    await on.at(tuesday9);
    await on.at(monday + 30 * day);
    expect(on.posts()).toHaveLength(1);
    expect(await on.work.nextAt(monday + 30 * day)).toBe(monday + 60 * day);
  });

  it('follows a calendar that was changed between two runs of the program', async () => {
    const on = await begin();
    await on.type('digest here 09:00');
    expect(await on.work.nextAt(monday)).toBe(tuesday9);
    expect(await digestDueWork(on.ports, isHoliday).nextAt(monday)).toBe(tuesday9 + 2 * day);
  });
});
