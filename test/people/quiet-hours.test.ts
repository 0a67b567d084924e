// Quiet hours: until when they hold on a person's own wall clock, and what can be typed for them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, instantOf, minute, wall, type Zone } from '../../src/kernel/time.ts';
import { parseQuietHours, quietUntil } from '../../src/people/rules/quiet-hours.ts';

const night = { from: '22:00', to: '07:00' };

/** `2019-10-27 02:10 -0400`-like: a wall time with the offset that tells the two of a doubled hour apart. */
const at = (text: string): Instant => {
  const instant = Date.parse(text.replace(' ', 'T'));
  if (Number.isNaN(instant)) throw new Error(text);
  return instant;
};

const until = (quiet: typeof night, zone: Zone, from: string): string | undefined => {
  const end = quietUntil(quiet, zone, at(from));
  return end === undefined ? undefined : wall(end, zone).toFormat('yyyy-MM-dd HH:mm ZZ');
};

describe('quiet hours across midnight', () => {
  it.each<readonly [string, Zone, string, string | undefined]>([
    ['before them', 'Europe/Zurich', '2019-07-09 21:59:59+02:00', undefined],
    ['at their first minute', 'Europe/Zurich', '2019-07-09 22:00+02:00', '2019-07-10 07:00 +02:00'],
    ['before midnight', 'Europe/Zurich', '2019-07-09 23:30+02:00', '2019-07-10 07:00 +02:00'],
    ['after midnight', 'Europe/Zurich', '2019-07-10 06:59:59+02:00', '2019-07-10 07:00 +02:00'],
    ['at their end', 'Europe/Zurich', '2019-07-10 07:00+02:00', undefined],
    ['over New Year', 'Europe/Zurich', '2019-12-31 23:00+01:00', '2020-01-01 07:00 +01:00'],
    // 10:00 in Zurich, on the day before a talk.
    ['by day in India', 'Asia/Kolkata', '2019-07-09 10:00+02:00', undefined],
    [
      'early in Newfoundland',
      'America/St_Johns',
      '2019-07-09 10:00+02:00',
      '2019-07-09 07:00 -02:30',
    ],
    ['in the evening in Samoa', 'Pacific/Apia', '2019-07-09 10:00+02:00', undefined],
    [
      'one hour before, in Samoa',
      'Pacific/Apia',
      '2019-07-10 17:00+02:00',
      '2019-07-11 07:00 +13:00',
    ],
    [
      'the night that falls back',
      'Europe/Zurich',
      '2019-10-27 01:00+02:00',
      '2019-10-27 07:00 +01:00',
    ],
    [
      'the night that springs on',
      'Europe/Zurich',
      '2020-03-29 01:00+01:00',
      '2020-03-29 07:00 +02:00',
    ],
    [
      'in Newfoundland, falling back',
      'America/St_Johns',
      '2019-11-03 01:30-02:30',
      '2019-11-03 07:00 -03:30',
    ],
    [
      'in Samoa, the day that never was',
      'Pacific/Apia',
      '2011-12-29 23:00-10:00',
      '2011-12-31 07:00 +14:00',
    ],
  ])('%s', (_, zone, from, end) => {
    expect(until(night, zone, from)).toBe(end);
  });
});

describe('quiet hours whose end a clock change touches', () => {
  it.each<readonly [string, typeof night, string, string | undefined]>([
    [
      'skipped: over where the gap ends',
      { from: '22:00', to: '02:30' },
      '2020-03-29 01:30+01:00',
      '2020-03-29 03:00 +02:00',
    ],
    [
      'skipped whole: not quiet at all',
      { from: '02:10', to: '02:50' },
      '2020-03-29 03:00+02:00',
      undefined,
    ],
    [
      'doubled: over at the first',
      { from: '22:00', to: '02:30' },
      '2019-10-27 02:10+02:00',
      '2019-10-27 02:30 +02:00',
    ],
    [
      'doubled: what comes again is quiet again',
      { from: '22:00', to: '02:30' },
      '2019-10-27 02:10+01:00',
      '2019-10-27 02:30 +01:00',
    ],
    ['between the two', { from: '22:00', to: '02:30' }, '2019-10-27 02:45+02:00', undefined],
    [
      'begun in the doubled hour: over when the clock goes back before them',
      { from: '02:15', to: '05:00' },
      '2019-10-27 02:20+02:00',
      '2019-10-27 02:00 +01:00',
    ],
  ])('%s', (_, quiet, from, end) => {
    expect(until(quiet, 'Europe/Zurich', from)).toBe(end);
  });
});

describe('quiet hours of any length, zone and moment', () => {
  const time = fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map(
      (m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`,
    );
  const zones = [
    'Europe/Zurich',
    'Asia/Kolkata',
    'America/St_Johns',
    'Pacific/Apia',
    'Australia/Lord_Howe',
    'UTC',
  ];
  const moment = fc.oneof(
    fc.integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2021, 0, 1) }),
    ...['2019-10-27', '2020-03-29', '2019-11-03', '2020-03-08', '2019-04-07', '2019-10-06'].map(
      (day) =>
        fc.integer({
          min: at(`${day} 00:00Z`) - 12 * 60 * minute,
          max: at(`${day} 00:00Z`) + 30 * 60 * minute,
        }),
    ),
  );

  it('hold at every minute up to their end, and not at it', () => {
    fc.assert(
      fc.property(time, time, fc.constantFrom(...zones), moment, (from, to, zone, now) => {
        fc.pre(from !== to);
        const quiet = { from, to };
        const shown = wall(now, zone).toFormat('HH:mm');
        const inside = from < to ? shown >= from && shown < to : shown >= from || shown < to;
        const end = quietUntil(quiet, zone, now);
        expect(end !== undefined).toBe(inside);
        if (end === undefined) return;
        expect(end).toBeGreaterThan(now);
        expect(quietUntil(quiet, zone, end)).toBeUndefined();
        expect(quietUntil(quiet, zone, end - 1)).toBe(end);
        for (let then = now; then < end; then += 17 * minute)
          expect(quietUntil(quiet, zone, then)).toBe(end);
      }),
      { numRuns: 300 },
    );
  });

  it('end within a day and its clock change', () => {
    const end = quietUntil(
      { from: '07:01', to: '07:00' },
      'Europe/Zurich',
      instantOf('2019-10-26', '07:01', 'Europe/Zurich'),
    );
    expect(end).toBe(instantOf('2019-10-27', '07:00', 'Europe/Zurich'));
  });
});

describe('quiet hours as typed', () => {
  it.each([
    ['22:00-07:00', '22:00', '07:00'],
    ['22:00 - 07:00', '22:00', '07:00'],
    ['22:00–7:00', '22:00', '07:00'],
    ['22-7', '22:00', '07:00'],
    ['22h-7h', '22:00', '07:00'],
    ['22h30 à 7h15', '22:30', '07:15'],
    ['de 22h à 7h', '22:00', '07:00'],
    ['from 22.30 to 6.45', '22:30', '06:45'],
    ['between 12:00 and 14:00', '12:00', '14:00'],
    ['22:00 07:00', '22:00', '07:00'],
    ['20:00-24:00', '20:00', '00:00'],
    ['20h-24h', '20:00', '00:00'],
    ['0-6', '00:00', '06:00'],
    ['10pm-7am', '22:00', '07:00'],
    ['12pm to 12:30am', '12:00', '00:30'],
  ])('%s', (typed, from, to) => {
    expect(parseQuietHours(typed)).toEqual({ ok: true, value: { from, to } });
  });

  it.each([
    ['', { kind: 'no-times' }],
    ['22:00', { kind: 'no-times' }],
    ['at night', { kind: 'bad-time', typed: 'at' }],
    ['22:00-07:00-09:00', { kind: 'no-times' }],
    ['25:00-07:00', { kind: 'bad-time', typed: '25:00' }],
    ['22:00-07:60', { kind: 'bad-time', typed: '07:60' }],
    ['22:00-noon', { kind: 'bad-time', typed: 'noon' }],
    ['24:30-07:00', { kind: 'bad-time', typed: '24:30' }],
    ['-1-7', { kind: 'no-times' }],
    ['13pm-7am', { kind: 'bad-time', typed: '13pm' }],
    ['10pm-0am', { kind: 'bad-time', typed: '0am' }],
    ['22:00-22:00', { kind: 'same-time' }],
    ['00:00-24:00', { kind: 'same-time' }],
  ])('refuses “%s”', (typed, refusal) => {
    expect(parseQuietHours(typed)).toEqual({ ok: false, refusal });
  });
});
