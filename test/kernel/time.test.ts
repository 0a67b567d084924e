// Wall clocks, the hours that they skip or show twice, and the names of zones.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalZone,
  day,
  hour,
  instantOf,
  isLocalDate,
  isLocalTime,
  isZone,
  localDate,
  minute,
  plusDays,
  wall,
  weekdayOf,
} from '../../src/kernel/time.ts';

describe('the instant of a wall time', () => {
  const cases: readonly [string, string, string, string, string][] = [
    ['in summer', '2019-07-10', '18:00', 'Europe/Zurich', '2019-07-10T16:00:00Z'],
    ['in winter', '2019-10-30', '18:00', 'Europe/Zurich', '2019-10-30T17:00:00Z'],
    ['before a skipped hour', '2019-03-31', '01:59', 'Europe/Zurich', '2019-03-31T00:59:00Z'],
    [
      'at the start of a skipped hour is the hour after',
      '2019-03-31',
      '02:00',
      'Europe/Zurich',
      '2019-03-31T01:00:00Z',
    ],
    [
      'in a skipped hour is the first minute after it',
      '2019-03-31',
      '02:30',
      'Europe/Zurich',
      '2019-03-31T01:00:00Z',
    ],
    [
      'at the end of a skipped hour',
      '2019-03-31',
      '03:00',
      'Europe/Zurich',
      '2019-03-31T01:00:00Z',
    ],
    ['before a doubled hour', '2019-10-27', '01:59', 'Europe/Zurich', '2019-10-26T23:59:00Z'],
    [
      'in a doubled hour is its first',
      '2019-10-27',
      '02:30',
      'Europe/Zurich',
      '2019-10-27T00:30:00Z',
    ],
    [
      'at the start of a doubled hour is its first',
      '2019-10-27',
      '02:00',
      'Europe/Zurich',
      '2019-10-27T00:00:00Z',
    ],
    ['after a doubled hour', '2019-10-27', '03:00', 'Europe/Zurich', '2019-10-27T02:00:00Z'],
    [
      'with half an hour from UTC',
      '2019-07-10',
      '18:00',
      'America/St_Johns',
      '2019-07-10T20:30:00Z',
    ],
    [
      'in an hour skipped a minute after midnight',
      '2011-03-13',
      '00:30',
      'America/St_Johns',
      '2011-03-13T03:31:00Z',
    ],
    [
      'in an hour doubled over midnight is its first',
      '2010-11-06',
      '23:30',
      'America/St_Johns',
      '2010-11-07T02:00:00Z',
    ],
    [
      'in a skipped hour of St John’s',
      '2019-03-10',
      '02:15',
      'America/St_Johns',
      '2019-03-10T05:30:00Z',
    ],
    [
      'in a doubled hour of St John’s',
      '2019-11-03',
      '01:15',
      'America/St_Johns',
      '2019-11-03T03:45:00Z',
    ],
    [
      'in half a doubled hour of Lord Howe',
      '2019-04-07',
      '01:45',
      'Australia/Lord_Howe',
      '2019-04-06T14:45:00Z',
    ],
    ['before a skipped day', '2011-12-29', '23:59', 'Pacific/Apia', '2011-12-30T09:59:00Z'],
    [
      'on a skipped day is the start of the next',
      '2011-12-30',
      '12:00',
      'Pacific/Apia',
      '2011-12-30T10:00:00Z',
    ],
    [
      'at the start of a skipped day',
      '2011-12-30',
      '00:00',
      'Pacific/Apia',
      '2011-12-30T10:00:00Z',
    ],
    ['after a skipped day', '2011-12-31', '00:00', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['far east of UTC', '2019-07-10', '00:15', 'Pacific/Kiritimati', '2019-07-09T10:15:00Z'],
    ['at UTC', '2019-07-10', '18:00', 'UTC', '2019-07-10T18:00:00Z'],
  ];
  it.each(cases)('%s', (_, on, at, zone, utc) => {
    expect(new Date(instantOf(on, at, zone)).toISOString()).toBe(utc.replace('Z', '.000Z'));
  });

  it.each([
    ['2019-02-30', '18:00', 'Europe/Zurich'],
    ['2019-07-10', '25:00', 'Europe/Zurich'],
    ['2019-07-10', '18:00', 'Europe/Geneva'],
    ['', '', ''],
  ])('is none for %s %s %s', (on, at, zone) => {
    expect(() => instantOf(on, at, zone)).toThrow('no such local time');
  });

  it('shows that wall time wherever the zone has it, and never a later instant than another', () => {
    const zone = fc.constantFrom(
      'Europe/Zurich',
      'America/St_Johns',
      'Asia/Kathmandu',
      'Pacific/Apia',
    );
    const at = fc.integer({ min: Date.UTC(2009, 0), max: Date.UTC(2030, 0) });
    fc.assert(
      fc.property(zone, at, (name, instant) => {
        const whole = Math.floor(instant / minute) * minute;
        const shown = wall(whole, name);
        const found = instantOf(shown.toISODate(), shown.toFormat('HH:mm'), name);
        expect(wall(found, name).toFormat('yyyy-MM-dd HH:mm')).toBe(
          shown.toFormat('yyyy-MM-dd HH:mm'),
        );
        expect(found).toBeLessThanOrEqual(whole);
        expect(whole - found).toBeLessThanOrEqual(hour);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a zone', () => {
  it.each([
    'Europe/Zurich',
    'europe/zurich',
    'UTC',
    'America/Argentina/Buenos_Aires',
    'Asia/Kolkata',
    'America/Port-au-Prince',
    'Etc/GMT+5',
  ])('is %s', (name) => {
    expect(isZone(name)).toBe(true);
  });
  it.each([
    '',
    'Zurich',
    'Europe/Geneva',
    'UTC+2',
    '+02:00',
    'Europe / Zurich',
    ' UTC',
    '../etc',
    'Europe/',
    '2',
  ])('is not “%s”', (name) => {
    expect([isZone(name), canonicalZone(name)]).toEqual([false, undefined]);
  });
  it.each([
    ['europe/zurich', 'Europe/Zurich'],
    ['EUROPE/PARIS', 'Europe/Paris'],
    ['utc', 'UTC'],
    ['america/st_johns', 'America/St_Johns'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['asia/kathmandu', 'Asia/Kathmandu'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['us/pacific', 'US/Pacific'],
    ['gmt', 'GMT'],
    ['etc/gmt+5', 'Etc/GMT+5'],
  ])('is spelled as it is: %s', (typed, zone) => {
    expect(canonicalZone(typed)).toBe(zone);
  });

  it('has a wall clock, and nothing else has one', () => {
    expect(wall(0, 'UTC').toISO()).toBe('1970-01-01T00:00:00.000Z');
    expect(() => wall(0, 'Nowhere/Town')).toThrow('no such instant or zone');
    expect(() => wall(Number.NaN, 'UTC')).toThrow('no such instant or zone');
  });
});

describe('local days', () => {
  it('are those of the zone', () => {
    const at = Date.UTC(2019, 6, 10, 22, 30);
    expect(['UTC', 'Europe/Zurich', 'America/St_Johns'].map((zone) => localDate(at, zone))).toEqual(
      ['2019-07-10', '2019-07-11', '2019-07-10'],
    );
  });

  it('are counted over months, years and clock changes', () => {
    expect([
      plusDays('2019-10-26', 2),
      plusDays('2019-12-31', 1),
      plusDays('2020-03-01', -1),
      plusDays('2019-07-10', 0),
    ]).toEqual(['2019-10-28', '2020-01-01', '2020-02-29', '2019-07-10']);
  });

  it('have their weekday, Monday first', () => {
    expect(['2019-07-08', '2019-07-10', '2019-07-14'].map(weekdayOf)).toEqual([1, 3, 7]);
  });

  it('are told from what is none', () => {
    expect(['2019-07-10', '2020-02-29'].every(isLocalDate)).toBe(true);
    expect(['2019-02-29', '2019-7-10', '10.7.2019', '2019-07-10T18:00', ''].some(isLocalDate)).toBe(
      false,
    );
    expect(['00:00', '09:05', '23:59'].every(isLocalTime)).toBe(true);
    expect(['24:00', '9:05', '09:60', '0905', '09:05:00', ''].some(isLocalTime)).toBe(false);
  });

  it('have lengths', () => {
    expect([minute, hour, day]).toEqual([60_000, 3_600_000, 86_400_000]);
  });
});
