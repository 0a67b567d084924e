// When a channel's digest comes, over clock changes and in many zones; and what one can type about it.
import { describe, expect, it } from 'vitest';
import { parseDays } from '../../src/digests/rules/days.ts';
import {
  horizonOf,
  nextWindow,
  parseDigest,
  type Schedule,
  windowOf,
} from '../../src/digests/rules.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const shown = (at: number) => new Date(at).toISOString().slice(0, 16);
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const schedule = (more: Partial<Schedule>): Schedule => ({
  at: '09:00',
  zone: 'Europe/Zurich',
  days: everyDay,
  setAt: 0,
  ...more,
});

describe('a day’s digest', () => {
  it.each([
    // In summer and winter, and over the changes between them.
    ['Europe/Zurich', '09:00', '2019-07-08', '2019-07-08T07:00', '2019-07-08T16:00'],
    ['Europe/Zurich', '09:00', '2019-10-26', '2019-10-26T07:00', '2019-10-26T16:00'],
    ['Europe/Zurich', '09:00', '2019-10-27', '2019-10-27T08:00', '2019-10-27T17:00'],
    ['Europe/Zurich', '09:00', '2020-03-29', '2020-03-29T07:00', '2020-03-29T16:00'],
    // Comes twice on 27 October 2019: its first. Is skipped on 29 March 2020 and 31 March 2019: the first valid minute.
    ['Europe/Zurich', '02:30', '2019-10-27', '2019-10-27T00:30', '2019-10-27T17:00'],
    ['Europe/Zurich', '02:30', '2020-03-29', '2020-03-29T01:00', '2020-03-29T16:00'],
    ['Europe/Zurich', '02:00', '2019-03-31', '2019-03-31T01:00', '2019-03-31T16:00'],
    // Later than three hours before the end of the afternoon: three hours, but never into the next day.
    ['Europe/Zurich', '16:00', '2019-07-08', '2019-07-08T14:00', '2019-07-08T17:00'],
    ['Europe/Zurich', '15:00', '2019-07-08', '2019-07-08T13:00', '2019-07-08T16:00'],
    ['Europe/Zurich', '22:30', '2019-07-08', '2019-07-08T20:30', '2019-07-08T21:59'],
    ['Asia/Kolkata', '09:00', '2019-07-08', '2019-07-08T03:30', '2019-07-08T12:30'],
    ['America/St_Johns', '09:00', '2019-07-08', '2019-07-08T11:30', '2019-07-08T20:30'],
    ['Pacific/Apia', '09:00', '2019-07-08', '2019-07-07T20:00', '2019-07-08T05:00'],
    // Three hours are elapsed time: over the change they end at 18:00 all the same.
    ['America/New_York', '01:30', '2019-11-03', '2019-11-03T05:30', '2019-11-03T23:00'],
    // Midnight itself is skipped there on that day.
    ['Africa/Cairo', '00:00', '2010-04-30', '2010-04-29T22:00', '2010-04-30T15:00'],
  ])('in %s at %s on %s is due at %s UTC and may be late until %s', (zone, at, on, due, last) => {
    const window = windowOf(schedule({ zone, at }), on);
    expect(window).toMatchObject({ on });
    expect(shown(window?.at ?? 0)).toBe(due);
    expect(shown(window?.lastAt ?? 0)).toBe(last);
  });

  it('is none on another weekday', () => {
    expect(windowOf(schedule({ days: [1, 3] }), '2019-07-09')).toBeUndefined();
  });

  it('is none on a day that a zone leaves out', () => {
    const apia = schedule({ zone: 'Pacific/Apia' });
    expect(windowOf(apia, '2011-12-30')).toBeUndefined();
    expect(shown(windowOf(apia, '2011-12-31')?.at ?? 0)).toBe('2011-12-30T19:00');
  });
});

const none = () => false;
const at = (window: ReturnType<typeof nextWindow>) => window && shown(window.at);

describe('the next digest', () => {
  it.each([
    ['before its time, the same day', '2019-07-08T06:59:59.999', undefined, '2019-07-08T07:00'],
    ['at its very instant, the next day', '2019-07-08T07:00', undefined, '2019-07-09T07:00'],
    ['after its time, the next day', '2019-07-08T12:00', undefined, '2019-07-09T07:00'],
    ['on a Friday, on Monday', '2019-07-12T12:00', undefined, '2019-07-15T07:00'],
    [
      'where today is done with, the next day',
      '2019-07-08T06:00',
      '2019-07-08',
      '2019-07-09T07:00',
    ],
    [
      'where a later day is done with, the day after',
      '2019-07-08T06:00',
      '2019-07-10',
      '2019-07-11T07:00',
    ],
    ['where only earlier days are done with', '2019-07-08T06:00', '2019-07-05', '2019-07-08T07:00'],
    ['over the clock change', '2019-10-25T12:00', undefined, '2019-10-28T08:00'],
  ])('comes %s', (_, setAt, lastDone, due) => {
    const days = [1, 2, 3, 4, 5];
    expect(at(nextWindow(schedule({ days, setAt: utc(setAt) }), lastDone, none))).toBe(due);
  });

  it('waits a week for the only weekday, and a second one where a zone leaves that day out', () => {
    const mondays = schedule({ days: [1], setAt: utc('2019-07-08T08:00') });
    expect(at(nextWindow(mondays, undefined, none))).toBe('2019-07-15T07:00');
    const apia = schedule({ zone: 'Pacific/Apia', days: [5], setAt: utc('2011-12-24T00:00') });
    expect(nextWindow(apia, undefined, none)?.on).toBe('2012-01-06');
  });

  it('passes over holidays, however many', () => {
    const set = schedule({ days: [1, 2, 3, 4, 5], setAt: utc('2019-12-20T12:00') });
    const closed = (on: string) => on >= '2019-12-21' && on <= '2020-01-05';
    expect(nextWindow(set, undefined, closed)?.on).toBe('2020-01-06');
    expect(nextWindow(set, '2020-01-06', (on) => on === '2020-01-07')?.on).toBe('2020-01-08');
  });

  it('never is where there are no days, or all of them are holidays', () => {
    expect(nextWindow(schedule({ days: [] }), undefined, none)).toBe(undefined);
    expect(nextWindow(schedule({ days: [1] }), undefined, () => true)).toBe(undefined);
  });
});

it.each([
  ['2019-07-10T07:00', 'Europe/Zurich', '2019-07-24T22:00'],
  ['2019-10-20T07:00', 'Europe/Zurich', '2019-11-03T23:00'],
  ['2019-07-08T20:00', 'Asia/Kolkata', '2019-07-23T18:30'],
])('a digest of %s in %s looks ahead until %s', (now, zone, until) => {
  expect(shown(horizonOf(utc(now), zone))).toBe(until);
});

describe('what one can type', () => {
  const weekdays = [1, 2, 3, 4, 5];
  const here = (more: object) => ({
    ok: true,
    value: {
      kind: 'here',
      at: '09:00',
      zone: undefined,
      language: undefined,
      days: weekdays,
      ...more,
    },
  });
  it.each([
    ['', { ok: true, value: { kind: 'show' } }],
    ['  now ', { ok: true, value: { kind: 'now' } }],
    ['Maintenant', { ok: true, value: { kind: 'now' } }],
    ['off', { ok: true, value: { kind: 'off' } }],
    ['arrêt', { ok: true, value: { kind: 'off' } }],
    ['désactivé', { ok: true, value: { kind: 'off' } }],
    ['here 09:00', here({})],
    ['here at 9:00', here({})],
    ['ici à 9h', here({})],
    ['ici 17h30', here({ at: '17:30' })],
    ['here 00:00', here({ at: '00:00' })],
    ['here 23:59 daily', here({ at: '23:59', days: everyDay })],
    [
      'here 09:00 Asia/Kolkata daily fr',
      here({ zone: 'Asia/Kolkata', days: everyDay, language: 'fr' }),
    ],
    [
      'here 09:00 fr daily asia/kolkata',
      here({ zone: 'Asia/Kolkata', days: everyDay, language: 'fr' }),
    ],
    ['here daily 09:00', here({ days: everyDay })],
    ['here 09:00 america/st_johns', here({ zone: 'America/St_Johns' })],
    ['here 09:00 Pacific/Apia', here({ zone: 'Pacific/Apia' })],
    ['here 09:00 new york mon, wed', here({ zone: 'America/New_York', days: [1, 3] })],
    ['here 09:00 auto', here({})],
    ['here 09:00 mon – fri', here({})],
    ['here 09:00 weekdays english', here({ language: 'en' })],
    ['ici 09:00 lun,mer français', here({ days: [1, 3], language: 'fr' })],
    ['here 09:00 fr-CH', here({ language: 'fr' })],
  ])('“%s”', (typed, expected) => {
    expect(parseDigest(typed)).toEqual(expected);
  });

  it.each([
    ['tomorrow', { kind: 'unknown-word', typed: 'tomorrow' }],
    ['off tomorrow', { kind: 'unknown-word', typed: 'off tomorrow' }],
    ['09:00', { kind: 'unknown-word', typed: '09:00' }],
    ['here', { kind: 'no-time' }],
    ['here daily', { kind: 'no-time' }],
    ['here 25:99', { kind: 'bad-time', typed: '25:99' }],
    ['here 24:00', { kind: 'bad-time', typed: '24:00' }],
    ['here 09:60', { kind: 'bad-time', typed: '09:60' }],
    ['here 9', { kind: 'bad-time', typed: '9' }],
    ['here 9:00 pm', { kind: 'bad-time', typed: '9:00 pm' }],
    ['here 09:00 Mars/Phobos', { kind: 'unknown-zone', typed: 'Mars/Phobos' }],
    ['here 09:00 Mars_City', { kind: 'unknown-zone', typed: 'Mars_City' }],
    ['here 09:00 de', { kind: 'unknown-language', typed: 'de' }],
    ['here 09:00 de-CH', { kind: 'unknown-language', typed: 'de-CH' }],
    ['here 09:00 mon-frx', { kind: 'unknown-days', typed: 'mon-frx' }],
    ['here 09:00 mon,never', { kind: 'unknown-days', typed: 'mon,never' }],
    ['here 09:00 someday', { kind: 'unknown-days', typed: 'someday' }],
    ['here 09:00 17:00', { kind: 'twice', typed: '17:00' }],
    ['here 09:00 daily mon', { kind: 'twice', typed: 'mon' }],
    ['here 09:00 en fr', { kind: 'twice', typed: 'fr' }],
    ['here 09:00 Europe/Paris Europe/Zurich', { kind: 'twice', typed: 'Europe/Zurich' }],
    ['here 09:00 gibberish', { kind: 'not-understood', typed: 'gibberish' }],
  ])('“%s” is refused', (typed, refusal) => {
    expect(parseDigest(typed)).toEqual({ ok: false, refusal });
  });

  it('a city of several zones is refused with all of them', () => {
    const zones = ['America/Springfield', 'Europe/Springfield'];
    expect(parseDigest('here 09:00 springfield', zones)).toEqual({
      ok: false,
      refusal: { kind: 'several-zones', typed: 'springfield', zones },
    });
  });
});

describe('days', () => {
  it.each([
    ['daily', everyDay],
    ['quotidien', everyDay],
    ['ouvrables', [1, 2, 3, 4, 5]],
    ['mon', [1]],
    ['tues.', [2]],
    ['lundis', [1]],
    ['wednesdays', [3]],
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['lun-ven', [1, 2, 3, 4, 5]],
    ['mon,wed', [1, 3]],
    ['wed,mon,wed', [1, 3]],
    ['fri-mon', [1, 5, 6, 7]],
    ['sam,dim', [6, 7]],
    ['mon-tue,thu-fri', [1, 2, 4, 5]],
    ['mon-mon', [1]],
    ['', undefined],
    ['mo', undefined],
    ['mon,', undefined],
    ['mon-', undefined],
    ['mon-tue-wed', undefined],
    ['mondayish', undefined],
  ])('“%s”', (typed, expected) => {
    expect(parseDays(typed)).toEqual(expected);
  });
});
