// The addresses at which calendars ask, and what counts as a change for them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  newestOf,
  ownEntry,
  personPath,
  readPersonPath,
  readTalkPath,
  shownOf,
  talkPath,
} from '../../src/calendar/rules.ts';
import { personId } from '../../src/kernel/ids.ts';
import type { Talk } from '../../src/talks/rules.ts';
import { nine, now } from '../renderings/fixtures.ts';

const mark = 'a-_9'.repeat(11).slice(0, 43);

describe('the address of a talk', () => {
  it.each<[string, number, string | undefined]>([
    ['/calendar/talks/9.ics', 9, undefined],
    ['/calendar/talks/icdd-9.ics', 9, 'icdd'],
    ['/calendar/talks/icdd-2019-10.ics', 10, 'icdd-2019'],
  ])('%s', (path, number, seriesKey) => {
    expect(readTalkPath(path)).toEqual({ number, seriesKey });
    expect(talkPath({ number }, seriesKey)).toBe(path);
  });

  it.each([
    '/calendar/talks/',
    '/calendar/talks/9',
    '/calendar/talks/09.ics',
    '/calendar/talks/0.ics',
    '/calendar/talks/9.ics/',
    '/calendar/talks/1234567.ics',
    '/calendar/talks/-9.ics',
    '/calendar/talks/../series.ics',
    '/calendar/talks/9%2e%69cs',
  ])('is none: %s', (path) => {
    expect(readTalkPath(path)).toBe(undefined);
  });
});

describe('the address of a person’s seats', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9]{4,20}$/),
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.stringMatching(/^[A-Za-z0-9_-]{43}$/),
        (person, number, given) => {
          const link = { person: personId(person), number };
          expect(readPersonPath(personPath(link, given))).toEqual({ link, mark: given });
        },
      ),
    );
  });

  it.each([
    '/calendar/people/',
    `/calendar/people/k3f9.${mark}.ics`,
    `/calendar/people/k3f9.0.${mark}.ics`,
    `/calendar/people/k3f9.01.${mark}.ics`,
    `/calendar/people/k3f9.1.${mark}`,
    `/calendar/people/k3f9.1.${mark.slice(1)}.ics`,
    `/calendar/people/k3f9.1.${mark}a.ics`,
    `/calendar/people/K3F9.1.${mark}.ics`,
    `/calendar/people/k3f9.1.${mark}.ics/`,
    `/calendar/people//k3f9.1.${mark}.ics`,
  ])('is none: %s', (path) => {
    expect(readPersonPath(path)).toBe(undefined);
  });
});

describe('what calendars are shown', () => {
  it.each<[string, Partial<Talk>]>([
    ['another start', { startsAt: nine.startsAt + 1 }],
    ['another end', { endsAt: nine.endsAt + 1 }],
    ['another zone', { zone: 'Europe/Paris' }],
    ['another place', { place: 'B' }],
    ['another title', { title: 'B' }],
    ['another abstract', { abstract: 'B' }],
    ['another speaker', { speakers: [] }],
    ['no dinner', { dinner: false }],
    ['cancelled', { cancelled: 'ill' }],
    ['another page', { page: undefined }],
    ['another address', { series: { ...nine.series, address: '1 Esplanade' } }],
  ])('changes with %s', (_, change) => {
    expect(shownOf({ ...nine, ...change })).not.toBe(shownOf(nine));
  });

  it.each<[string, Partial<Talk>]>([
    ['capacity', { capacity: 60 }],
    ['seats taken elsewhere', { elsewhere: 40 }],
    ['registration', { opensAt: now, closesAt: now }],
    ['survey', { survey: undefined }],
    ['revision', { revision: 99 }],
  ])('does not change with the %s', (_, change) => {
    expect(shownOf({ ...nine, ...change })).toBe(shownOf(nine));
  });

  it('of one’s own rises with the talk and with one’s own seat, and never falls', () => {
    const entry = { talk: nine, sequence: 2, changedAt: now, mine: undefined };
    expect(ownEntry(entry, 'waiting', { count: 1, lastAt: now - 5 })).toMatchObject({
      sequence: 3,
      changedAt: now,
      mine: 'waiting',
    });
    expect(ownEntry(entry, 'confirmed', { count: 2, lastAt: now + 5 })).toMatchObject({
      sequence: 4,
      changedAt: now + 5,
    });
    expect(ownEntry(entry, 'confirmed', { count: 0, lastAt: undefined }).changedAt).toBe(now);
  });

  it('changed last when the newest of it did', () => {
    expect(newestOf([{ changedAt: 1 }, { changedAt: 3 }, { changedAt: 2 }])).toBe(3);
    expect(newestOf([])).toBe(undefined);
  });
});
