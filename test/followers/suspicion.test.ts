// Which fetched readings are believed, when an account is asked, and what may be added up.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dueAfter,
  type LastAsk,
  mayAsk,
  minuteOf,
  nextTurn,
  spreadMinutes,
  summable,
} from '../../src/followers/rules/asks.ts';
import {
  type DatedCount,
  follows,
  judge,
  type Verdict,
} from '../../src/followers/rules/suspicion.ts';
import type { Bound } from '../../src/followers/rules.ts';
import { day, hour, localDate, minute, plusDays } from '../../src/kernel/time.ts';

const on = (date: string, value: number, bound: Bound = 'exact'): DatedCount => ({
  on: date,
  value,
  bound,
});
const before = on('2026-11-01', 10_000);

describe('a reading', () => {
  it.each<[string, DatedCount, DatedCount, boolean]>([
    ['a fifth more', before, on('2026-11-02', 12_000), true],
    ['more than that', before, on('2026-11-02', 12_100), false],
    ['a fifth less', before, on('2026-11-02', 8_000), true],
    ['less than that', before, on('2026-11-02', 7_900), false],
    ['nobody left', before, on('2026-11-02', 0), false],
    ['nobody left after ten years', before, on('2036-11-02', 0), false],
    ['a small account that doubles', on('2026-11-01', 30), on('2026-11-02', 70), true],
    ['a small account that is emptied', on('2026-11-01', 30), on('2026-11-02', 0), true],
    ['half as much again in three months', before, on('2027-02-01', 15_000), true],
    ['the same in a month', before, on('2026-12-01', 15_000), false],
    [
      'after “more than”',
      on('2019-07-08', 2_500_000, 'atLeast'),
      on('2019-07-09', 3_004_127),
      true,
    ],
    [
      'below “more than”',
      on('2019-07-08', 2_500_000, 'atLeast'),
      on('2019-07-09', 1_000_000),
      false,
    ],
    ['after “nearly”', on('2019-07-08', 700_000, 'atMost'), on('2019-07-09', 698_104), true],
    ['above “nearly”', on('2019-07-08', 700_000, 'atMost'), on('2019-07-09', 900_000), false],
    [
      'a step of the rounding',
      on('2026-11-01', 1_230, 'floor3'),
      on('2026-11-02', 1_240, 'floor3'),
      true,
    ],
  ])('%s', (_, earlier, later, believed) => expect(follows(later, earlier)).toBe(believed));

  it.each<[string, DatedCount, DatedCount | undefined, DatedCount | undefined, Verdict]>([
    ['is good where it is the first', on('2026-11-02', 5), undefined, undefined, 'good'],
    ['is good near the last', on('2026-11-02', 10_100), before, undefined, 'good'],
    ['is held where it jumps', on('2026-11-02', 20_000), before, undefined, 'held'],
    [
      'confirms the one that was held',
      on('2026-11-03', 20_100),
      before,
      on('2026-11-02', 20_000),
      'confirms',
    ],
    [
      'does not confirm one of its own day',
      on('2026-11-02', 20_100),
      before,
      on('2026-11-02', 20_000),
      'held',
    ],
    [
      'is held again where it jumps elsewhere',
      on('2026-11-03', 50),
      before,
      on('2026-11-02', 20_000),
      'held',
    ],
    ['is good again after a slip', on('2026-11-03', 10_050), before, on('2026-11-02', 0), 'good'],
  ])('%s', (_, fetched, last, held, verdict) => expect(judge(fetched, last, held)).toBe(verdict));

  it('that says the same as the last is always believed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 0, max: 4_000 }),
        (value, days) => follows(on(plusDays('2026-11-01', days), value), on('2026-11-01', value)),
      ),
      { numRuns: 200 },
    );
  });
});

const zone = 'Europe/Zurich';
const local = (at: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
    at,
  );

describe('the time of an account', () => {
  it('comes once every local day from five to six, also where clocks change', () => {
    for (const from of [Date.UTC(2019, 9, 25, 12), Date.UTC(2020, 2, 27, 12)]) {
      let at = from;
      for (let days = 1; days <= 5; days += 1) {
        const next = nextTurn(at, 'x', 'cern', zone);
        expect(localDate(next, zone)).toBe(plusDays(localDate(from, zone), days));
        expect(local(next)).toMatch(/^05:/);
        expect(next).toBeGreaterThan(at);
        at = next;
      }
    }
  });

  it('is still today before five', () => {
    expect(localDate(nextTurn(Date.UTC(2019, 9, 25, 1), 'x', 'cern', zone), zone)).toBe(
      '2019-10-25',
    );
  });

  it('is spread, and always the same', () => {
    const minutes = new Set(Array.from({ length: 40 }, (_, i) => minuteOf('x', `account${i}`)));
    expect(minutes.size).toBeGreaterThan(20);
    for (const at of minutes) expect(at >= 0 && at < spreadMinutes).toBe(true);
  });

  const now = Date.UTC(2026, 10, 23, 12);
  const turn = now + 16 * hour;
  it.each<[string, Parameters<typeof dueAfter>[0], number, number]>([
    ['tomorrow, where it was answered', { kind: 'answered' }, hour, turn],
    ['tomorrow, where somebody must do something', { kind: 'refused' }, hour, turn],
    ['in an hour, where it did not answer', { kind: 'faulty' }, minute, now + hour],
    ['not before the terms allow', { kind: 'faulty' }, 6 * hour, now + 6 * hour],
    [
      'when the network said',
      { kind: 'rateLimited', retryAt: now + 5 * hour },
      hour,
      now + 5 * hour,
    ],
    [
      'in an hour, where it named no time',
      { kind: 'rateLimited', retryAt: undefined },
      minute,
      now + hour,
    ],
    ['in a week, where posts cost', { kind: 'answered' }, 7 * day, now + 7 * day],
  ])('comes again %s', (_, became, least, due) =>
    expect(dueAfter(became, now, turn, least)).toBe(due),
  );

  const last = (ago: number, outcome: string | undefined): LastAsk => ({
    askedAt: now - ago,
    dueAt: turn,
    outcome,
  });
  it.each<[string, LastAsk | undefined, number | undefined, boolean, boolean]>([
    ['the first time', undefined, undefined, false, true],
    ['before it is due', last(2 * hour, 'answered'), undefined, false, false],
    ['when it is due', { ...last(day, 'answered'), dueAt: now }, undefined, false, true],
    [
      'for somebody who waits, after the least time',
      last(2 * hour, 'answered'),
      undefined,
      true,
      true,
    ],
    ['for somebody who waits, too soon', last(minute * 59, 'answered'), undefined, true, false],
    ['for somebody who has just mended it', last(2 * minute, 'auth'), undefined, true, true],
    ['for somebody who cannot wait a minute', last(minute / 2, 'auth'), undefined, true, false],
    ['in a pause, even for somebody who waits', undefined, now + 1, true, false],
    ['after a pause', undefined, now, false, true],
    ['after a kill in the midst of an ask', last(minute, undefined), undefined, true, false],
  ])('%s: may it be asked?', (_, ask, paused, eager, may) =>
    expect(mayAsk(ask, paused, now, hour, eager)).toBe(may),
  );
});

describe('a sum', () => {
  const figures = ['x', 'youtube', 'facebook'].map((network) => ({ network }));
  const maySum = (network: string) => network !== 'youtube';
  it('leaves out what may share no figure with another network', () => {
    const { summed, leftOut } = summable(figures, maySum);
    expect(summed.map((f) => f.network)).toEqual(['x', 'facebook']);
    expect(leftOut.map((f) => f.network)).toEqual(['youtube']);
  });
  it('of one network alone is that network’s own', () => {
    expect(summable([{ network: 'youtube' }, { network: 'youtube' }], maySum).leftOut).toEqual([]);
  });
});
