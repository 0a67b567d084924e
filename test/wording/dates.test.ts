// Dates, times and numbers as people read them, on both sides of both clock changes.
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/kernel/time.ts';
import {
  dateText,
  dayText,
  moment,
  momentText,
  numberText,
  span,
  spanText,
  timeText,
  weekdayNames,
  zoneName,
  zonesDiffer,
} from '../../src/wording/dates.ts';

const zurich = 'Europe/Zurich';
const utc = Date.UTC;

describe('a moment', () => {
  const cases: readonly [string, number, string, string, string][] = [
    [
      'in summer',
      utc(2019, 6, 10, 16),
      zurich,
      'Wed 10 Jul 2019, 18:00 (Zurich time)',
      'mer. 10 juil. 2019, 18:00 (heure de Zurich)',
    ],
    [
      'in winter',
      utc(2019, 9, 30, 17),
      zurich,
      'Wed 30 Oct 2019, 18:00 (Zurich time)',
      'mer. 30 oct. 2019, 18:00 (heure de Zurich)',
    ],
    [
      'before the hour that spring skips',
      utc(2019, 2, 31, 0, 59),
      zurich,
      'Sun 31 Mar 2019, 01:59 (Zurich time)',
      'dim. 31 mars 2019, 01:59 (heure de Zurich)',
    ],
    [
      'after the hour that spring skips',
      utc(2019, 2, 31, 1),
      zurich,
      'Sun 31 Mar 2019, 03:00 (Zurich time)',
      'dim. 31 mars 2019, 03:00 (heure de Zurich)',
    ],
    [
      'in the hour that autumn doubles',
      utc(2019, 9, 27, 0, 30),
      zurich,
      'Sun 27 Oct 2019, 02:30 (Zurich time)',
      'dim. 27 oct. 2019, 02:30 (heure de Zurich)',
    ],
    [
      'after the hour that autumn doubles',
      utc(2019, 9, 27, 2),
      zurich,
      'Sun 27 Oct 2019, 03:00 (Zurich time)',
      'dim. 27 oct. 2019, 03:00 (heure de Zurich)',
    ],
    [
      'on another day elsewhere',
      utc(2019, 6, 10, 16),
      'Asia/Tokyo',
      'Thu 11 Jul 2019, 01:00 (Tokyo time)',
      'jeu. 11 juil. 2019, 01:00 (heure de Tokyo)',
    ],
    [
      'at UTC',
      utc(2019, 6, 10, 16),
      'UTC',
      'Wed 10 Jul 2019, 16:00 (UTC)',
      'mer. 10 juil. 2019, 16:00 (UTC)',
    ],
  ];
  it.each(cases)('names its zone %s', (_, at, zone, en, fr) => {
    expect([momentText(at, zone, 'en'), momentText(at, zone, 'fr')]).toEqual([en, fr]);
    expect(moment(at, zone, 'en')).toEqual({ kind: 'moment', at, zone, text: en });
  });

  it('is at the same hour for every talk of the season, on either side of the clock change', () => {
    for (const on of ['2019-10-02', '2019-10-30'])
      expect(timeText(instantOf(on, '18:00', zurich), zurich)).toBe('18:00');
  });
});

describe('a span', () => {
  it('says its day once, or both where it ends on another', () => {
    const from = utc(2019, 6, 10, 16);
    expect(spanText(from, utc(2019, 6, 10, 17), zurich, 'en')).toBe(
      'Wed 10 Jul 2019, 18:00–19:00 (Zurich time)',
    );
    expect(spanText(from, utc(2019, 6, 10, 23), zurich, 'fr')).toBe(
      'mer. 10 juil. 2019, 18:00–jeu. 11 juil. 2019, 01:00 (heure de Zurich)',
    );
    expect(span(from, utc(2019, 6, 10, 17), zurich, 'en')).toMatchObject({
      kind: 'moment',
      at: from,
      zone: zurich,
    });
  });
});

describe('days and numbers', () => {
  it.each([
    ['2019-07-08', '8 Jul 2019', '8 juil. 2019'],
    ['2019-08-01', '1 Aug 2019', '1 août 2019'],
    ['2020-02-29', '29 Feb 2020', '29 févr. 2020'],
  ])('are written in both languages: %s', (on, en, fr) => {
    expect([dateText(on, 'en'), dateText(on, 'fr')]).toEqual([en, fr]);
  });

  it('have no comma after the weekday', () => {
    expect(dayText(utc(2019, 10, 13, 17), zurich, 'en')).toBe('Wed 13 Nov 2019');
    expect(dayText(utc(2019, 10, 13, 17), zurich, 'fr')).toBe('mer. 13 nov. 2019');
  });

  it('are grouped as the language groups', () => {
    expect(numberText(2_500_000, 'en')).toBe('2,500,000');
    expect(numberText(2_500_000, 'fr').replace(/\s/gu, ' ')).toBe('2 500 000');
    expect(numberText(45, 'fr')).toBe('45');
  });

  it('name weekdays in a sentence', () => {
    expect(weekdayNames([1, 2, 7], 'en')).toBe('Monday, Tuesday and Sunday');
    expect(weekdayNames([1, 5], 'fr')).toBe('lundi et vendredi');
  });
});

describe('a zone', () => {
  it.each([
    [zurich, 'Zurich time', 'heure de Zurich'],
    ['America/New_York', 'New York time', 'heure de New York'],
    ['America/St_Johns', 'St John’s time', 'heure de St John’s'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires time', 'heure de Buenos Aires'],
    ['Europe/Athens', 'Athens time', 'heure d’Athens'],
    ['UTC', 'UTC', 'UTC'],
    ['CET', 'CET', 'CET'],
    ['Etc/GMT+2', 'GMT+2', 'GMT+2'],
  ])('is said as people say it: %s', (zone, en, fr) => {
    expect([zoneName(zone, 'en'), zoneName(zone, 'fr')]).toEqual([en, fr]);
  });

  it('differs from another where its clock shows another time at that instant', () => {
    const [summer, winter] = [utc(2019, 6, 10), utc(2019, 11, 10)];
    expect(zonesDiffer(summer, zurich, 'Europe/Paris')).toBe(false);
    expect([
      zonesDiffer(summer, 'Europe/London', 'UTC'),
      zonesDiffer(winter, 'Europe/London', 'UTC'),
    ]).toEqual([true, false]);
  });
});
