// The clock changes that a feed tells: read by ical.js they give the very instants by which the bot itself works, in every zone of this runtime.
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { timezoneText } from '../../src/calendar/rules/zone.ts';
import { hour, instantOf, wall } from '../../src/kernel/time.ts';

/** The instant that a reader makes of a wall time, by the VTIMEZONE alone. */
function readerOf(zone: string, years: readonly number[]): (wallTime: string) => number {
  const text = timezoneText(zone, years).replaceAll('\n', '\r\n');
  const read = new ICAL.Timezone(new ICAL.Component(ICAL.parse(text)));
  return (wallTime) => {
    const time = ICAL.Time.fromDateTimeString(wallTime);
    time.zone = read;
    return time.toUnixTime() * 1000;
  };
}

const wallTimeOf = (at: number, zone: string) => wall(at, zone).toFormat("yyyy-MM-dd'T'HH:mm:ss");

const difficult = [
  'Europe/Zurich',
  'Europe/London',
  'Europe/Dublin',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Gaza',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Antarctica/Troll',
];

describe('the clock changes of a zone', () => {
  it('of Zurich are the last Sundays of March and October', () => {
    expect(timezoneText('Europe/Zurich', [2019])).toBe(
      [
        'BEGIN:VTIMEZONE',
        'TZID:Europe/Zurich',
        'X-LIC-LOCATION:Europe/Zurich',
        'BEGIN:DAYLIGHT',
        'DTSTART:20180325T020000',
        'TZOFFSETFROM:+0100',
        'TZOFFSETTO:+0200',
        'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
        'END:DAYLIGHT',
        'BEGIN:STANDARD',
        'DTSTART:20181028T030000',
        'TZOFFSETFROM:+0200',
        'TZOFFSETTO:+0100',
        'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
        'END:STANDARD',
        'END:VTIMEZONE',
      ].join('\n'),
    );
  });

  it('around both nights of Zurich are read to the minute', () => {
    const read = readerOf('Europe/Zurich', [2019, 2020]);
    const cases = [
      ['2019-10-27', '01:59'],
      ['2019-10-27', '03:00'],
      ['2020-03-29', '01:59'],
      ['2020-03-29', '03:00'],
      ['2019-12-31', '23:59'],
      ['2020-01-01', '00:00'],
    ] as const;
    for (const [on, at] of cases)
      expect([on, at, read(`${on}T${at}:00`)]).toEqual([
        on,
        at,
        instantOf(on, at, 'Europe/Zurich'),
      ]);
  });

  it('that follow no rule are told one by one, and those that are no more are not', () => {
    const brazil = timezoneText('America/Sao_Paulo', [2019]);
    expect(brazil).not.toContain('RRULE');
    // Brazil's last summer time ended on 17 February 2019.
    const read = readerOf('America/Sao_Paulo', [2019]);
    const [summer, winter] = ['2019-01-16', '2019-12-18'].map((on) => read(`${on}T18:00:00`));
    expect([summer, winter]).toEqual([Date.UTC(2019, 0, 16, 20), Date.UTC(2019, 11, 18, 21)]);
  });

  it('are told where clocks went back within days', () => {
    // In 2000 summer time began in Recife on 8 October and was given up a week later.
    const text = timezoneText('America/Recife', [2000]);
    for (const start of ['20001008T000000', '20001015T000000'])
      expect(text).toContain(`DTSTART:${start}`);
  });

  it('are told to the second where a zone had seconds', () => {
    // Monrovia stood forty-four minutes and thirty seconds behind Greenwich until 1972.
    expect(timezoneText('Africa/Monrovia', [1971])).toContain('TZOFFSETTO:-004430');
  });

  it('are told once, however many talks lie in a year', () => {
    expect(timezoneText('Europe/Zurich', [2020, 2019, 2019])).toBe(
      timezoneText('Europe/Zurich', [2019, 2020]),
    );
  });

  it('are right also where years lie far apart', () => {
    for (const zone of difficult) {
      const read = readerOf(zone, [2010, 2025]);
      for (const at of [Date.UTC(2010, 6, 7, 12), Date.UTC(2025, 11, 10, 12)])
        expect([zone, read(wallTimeOf(at, zone))]).toEqual([zone, at]);
    }
  });

  it.each(difficult)('give the instants of the runtime at any hour of their years: %s', (zone) => {
    const years = [2018, 2019, 2020];
    const read = readerOf(zone, years);
    const [begin, end] = [Date.UTC(2018, 0, 2), Date.UTC(2020, 11, 30)];
    fc.assert(
      fc.property(fc.integer({ min: begin / hour, max: end / hour }), (hours) => {
        const at = hours * hour;
        const shown = wallTimeOf(at, zone);
        // A wall time that comes twice may be read as either.
        const twice = [-2, -1, -0.5, 0.5, 1, 2].some(
          (away) => wallTimeOf(at + away * hour, zone) === shown,
        );
        fc.pre(!twice);
        expect([shown, read(shown)]).toEqual([shown, at]);
      }),
      { numRuns: 200 },
    );
  });

  it('of every zone of this runtime are well formed, and right at noon in July and December', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const read = readerOf(zone, [2019]);
      for (const month of [6, 11]) {
        const at = Date.UTC(2019, month, 10, 12);
        expect([zone, read(wallTimeOf(at, zone))]).toEqual([zone, at]);
      }
    }
  }, 120_000);
});
