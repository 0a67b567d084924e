// Who gets a free seat by the time that is left, as sentences: straight, as an offer that counts only by day, or open to anyone; across both clock changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hour, type Instant, instantOf, minute } from '../../src/kernel/time.ts';
import { offerTime } from '../../src/seats/rules/offers.ts';
import type { SeatTalk } from '../../src/seats/rules/standing.ts';
import {
  decideSettle,
  fateOfFreedSeat,
  leadOf,
  mustWait,
  offersFrom,
  openFrom,
} from '../../src/seats/rules/waiting-list.ts';
import { type Counts, freeOf, overOf } from '../../src/seats/rules.ts';
import { usualWaiting, type WaitingRules } from '../../src/talks/rules.ts';

const zurich = 'Europe/Zurich';
const at = (wall: string, zone = zurich): Instant =>
  instantOf(wall.slice(0, 10), wall.slice(11), zone);
const shown = (instant: Instant) => new Date(instant).toISOString().slice(0, 16);

/** Talk 9, on Wednesday 10 July at 18:00; 12 seats. */
function talk(more: Partial<SeatTalk> = {}, waiting: Partial<WaitingRules> = {}): SeatTalk {
  const startsAt = more.startsAt ?? at('2019-07-10 18:00');
  return {
    cancelled: undefined,
    endsAt: startsAt + hour,
    opensAt: undefined,
    closesAt: undefined,
    capacity: 45,
    elsewhere: 33,
    zone: zurich,
    series: { waiting: { ...usualWaiting, ...waiting } },
    ...more,
    startsAt,
  };
}
const counted = (confirmed: number, waiting: number, offered = 0): Counts => ({
  confirmed,
  offered,
  waiting,
});

describe('the time that is left before a talk', () => {
  it.each([
    ['a second more than a day', '2019-07-09 17:59', 'straight'],
    ['a day', '2019-07-09 18:00', 'offer'],
    ['two hours and a minute', '2019-07-10 15:59', 'offer'],
    ['two hours', '2019-07-10 16:00', 'open'],
    ['a minute', '2019-07-10 17:59', 'open'],
    ['nothing', '2019-07-10 18:00', 'ended'],
  ])('%s: %s is %s', (_, now, lead) => {
    expect(leadOf(talk(), at(now))).toBe(lead);
  });

  it('counts to the millisecond', () => {
    expect(leadOf(talk(), offersFrom(talk()) - 1)).toBe('straight');
    expect(leadOf(talk(), openFrom(talk()) - 1)).toBe('offer');
  });

  it('is nothing for a cancelled talk', () => {
    expect(leadOf(talk({ cancelled: 'strike' }), at('2019-07-01 12:00'))).toBe('ended');
  });

  it.each([
    // In the night to Sunday 27 October clocks go back: the day before has 25 hours.
    ['2019-10-27 18:00', '2019-10-26 19:00', '2019-10-27 16:00'],
    ['2019-10-27 03:30', '2019-10-26 04:30', '2019-10-27 02:30'],
    ['2019-10-28 01:00', '2019-10-27 02:00', '2019-10-27 23:00'],
    // In the night to Sunday 29 March they go forward: it has 23.
    ['2020-03-29 18:00', '2020-03-28 17:00', '2020-03-29 16:00'],
    ['2020-03-29 03:30', '2020-03-28 02:30', '2020-03-29 00:30'],
    ['2020-03-30 01:00', '2020-03-29 00:00', '2020-03-29 23:00'],
  ])('is elapsed time: before %s offers begin at %s', (starts, offers, opens) => {
    const changed = talk({ startsAt: at(starts) });
    expect(shown(offersFrom(changed))).toBe(shown(changed.startsAt - 24 * hour));
    expect(shown(openFrom(changed))).toBe(shown(changed.startsAt - 2 * hour));
    // As a clock on the wall has it; the doubled hour is named by its first time.
    expect([offersFrom(changed), openFrom(changed)].map(shown)).toEqual([
      shown(at(offers)),
      shown(at(opens)),
    ]);
  });

  it('is as long as the series says', () => {
    const short = talk({}, { straightUntilHours: 3, openUntilHours: 0.5 });
    expect(leadOf(short, at('2019-07-10 14:59'))).toBe('straight');
    expect(leadOf(short, at('2019-07-10 15:00'))).toBe('offer');
    expect(leadOf(short, at('2019-07-10 17:29'))).toBe('offer');
    expect(leadOf(short, at('2019-07-10 17:30'))).toBe('open');
    const straight = talk({}, { straightUntilHours: 0, openUntilHours: 0 });
    expect(leadOf(straight, at('2019-07-10 17:59'))).toBe('straight');
    const never = talk({}, { straightUntilHours: 2, openUntilHours: 2 });
    expect(leadOf(never, at('2019-07-10 15:59'))).toBe('straight');
    expect(leadOf(never, at('2019-07-10 16:00'))).toBe('open');
  });
});

describe('an offer', () => {
  const far = at('2020-12-31 00:00');
  type Case = readonly [string, string, string, Partial<WaitingRules>?];
  const cases: readonly Case[] = [
    ['made in the morning ends four hours later', '2019-07-09 09:15', '2019-07-09 13:15'],
    ['made at the first minute that counts', '2019-07-09 08:00', '2019-07-09 12:00'],
    ['made before it counts begins then', '2019-07-09 05:30', '2019-07-09 12:00'],
    ['may end with the day', '2019-07-09 16:00', '2019-07-09 20:00'],
    ['goes on the next morning', '2019-07-09 18:00', '2019-07-10 10:00'],
    ['made in the last minute goes on the next morning', '2019-07-09 19:59', '2019-07-10 11:59'],
    ['made when the day ends begins the next', '2019-07-09 20:00', '2019-07-10 12:00'],
    ['made at night begins in the morning', '2019-07-09 23:50', '2019-07-10 12:00'],
    ['counts on Saturdays and Sundays too', '2019-07-12 18:00', '2019-07-13 10:00'],
    ['goes over the end of a year', '2019-12-31 19:00', '2020-01-01 11:00'],
    ['of many hours goes over days', '2019-07-09 19:00', '2019-07-11 20:00', { offerHours: 25 }],
    ['of half an hour', '2019-07-09 19:45', '2019-07-10 08:15', { offerHours: 0.5 }],
    [
      'counts by the hours of the series',
      '2019-07-09 11:00',
      '2019-07-10 10:00',
      { from: '09:00', to: '12:00', offerHours: 2 },
    ],
    // The hour from 2 to 3 comes twice, or never: it lies outside what counts.
    ['over the night in which clocks go back', '2019-10-26 18:00', '2019-10-27 10:00'],
    ['over the night in which clocks go forward', '2020-03-28 18:00', '2020-03-29 10:00'],
  ];
  const whole = cases.map(
    ([name, from, until, waiting = {}]) => [name, from, until, waiting] as const,
  );
  it.each(whole)('%s', (_, from, until, waiting) => {
    const time = offerTime(talk({}, waiting), at(from), far);
    expect(shown(time.until)).toBe(shown(at(until)));
    expect(time.counted).toBe((waiting.offerHours ?? 4) * hour);
  });

  it('counts an hour that comes twice twice, and one that never comes not at all', () => {
    const night = { from: '01:00', to: '06:00' };
    const from = (wall: string) => offerTime(talk({}, night), at(wall), far);
    // From 1 to 3 on the wall three hours pass: the fourth ends at 4.
    expect(shown(from('2019-10-27 01:00').until)).toBe(shown(at('2019-10-27 04:00')));
    // From 1 to 3 on the wall one hour passes: the fourth ends at 6.
    expect(shown(from('2020-03-29 01:00').until)).toBe(shown(at('2020-03-29 06:00')));
  });

  it('counts by the clock of the talk’s zone, wherever that is', () => {
    const elsewhere = (zone: string, from: string) =>
      offerTime(talk({ zone }), at(from, zone), far).until;
    expect(elsewhere('Asia/Kolkata', '2019-07-09 18:00')).toBe(
      at('2019-07-10 10:00', 'Asia/Kolkata'),
    );
    expect(elsewhere('America/St_Johns', '2019-11-02 18:30')).toBe(
      at('2019-11-03 10:30', 'America/St_Johns'),
    );
    // Samoa skipped 30 December 2011.
    expect(elsewhere('Pacific/Apia', '2011-12-29 18:00')).toBe(
      at('2011-12-31 10:00', 'Pacific/Apia'),
    );
  });

  it.each([
    ['ends when seats are open to anyone', '2019-07-10 14:00', '2019-07-10 16:00', 120],
    ['has what is left of the evening', '2019-07-09 19:00', '2019-07-10 11:00', 240],
    ['has no more than what is left', '2019-07-10 15:45', '2019-07-10 16:00', 15],
  ])('at the latest %s', (_, from, until, minutes) => {
    expect(offerTime(talk(), at(from), openFrom(talk()))).toEqual({
      until: at(until),
      counted: minutes * minute,
    });
  });

  it('before a talk in the morning counts what is left of the evening before', () => {
    const early = talk({ startsAt: at('2019-07-10 09:00') });
    // Nobody has to answer before eight: two hours before the talk it is over all the same.
    expect(offerTime(early, at('2019-07-09 19:15'), openFrom(early))).toEqual({
      until: at('2019-07-10 07:00'),
      counted: 45 * minute,
    });
    expect(offerTime(early, at('2019-07-10 06:00'), openFrom(early)).counted).toBe(0);
  });

  it('holds for what counts, and never longer than it may', () => {
    const hourIn = new Intl.DateTimeFormat('en-GB', {
      timeZone: zurich,
      hour: '2-digit',
      hourCycle: 'h23',
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * 24 * 60 }),
        fc.integer({ min: 0, max: 72 * 60 }),
        fc.integer({ min: 1, max: 20 }),
        (start, room, halves) => {
          const from = at('2019-06-01 00:00') + start * minute;
          const lastAt = from + room * minute;
          const offer = offerTime(talk({}, { offerHours: halves / 2 }), from, lastAt);
          expect(offer.until).toBeGreaterThanOrEqual(from);
          expect(offer.until).toBeLessThanOrEqual(lastAt);
          // Counted once more, minute by minute.
          let minutes = 0;
          for (let now = from; now < offer.until; now += minute) {
            const hourOfDay = Number(hourIn.format(now));
            if (hourOfDay >= 8 && hourOfDay < 20) minutes += 1;
          }
          expect(offer.counted).toBe(minutes * minute);
          if (offer.until < lastAt) expect(minutes).toBe(halves * 30);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('free seats for which people wait', () => {
  type Case = readonly [string, string, Counts, unknown, Partial<SeatTalk>?];
  const cases: readonly Case[] = [
    ['are none while all is taken', '2019-07-08 09:00', counted(12, 4), { kind: 'nothing' }],
    ['are none while all is offered', '2019-07-10 09:00', counted(9, 4, 3), { kind: 'nothing' }],
    [
      'go to the first in line at once',
      '2019-07-08 09:00',
      counted(11, 4),
      { kind: 'promote', count: 1 },
    ],
    [
      'go to as many as there are',
      '2019-07-08 09:00',
      counted(2, 4),
      { kind: 'promote', count: 4 },
    ],
    ['go to nobody where nobody waits', '2019-07-08 09:00', counted(0, 0), { kind: 'nothing' }],
    [
      'go to nobody until there is room again',
      '2019-07-08 09:00',
      counted(11, 4),
      { kind: 'nothing' },
      { capacity: 40 },
    ],
    [
      'go to nobody while the talk is cancelled',
      '2019-07-08 09:00',
      counted(2, 4),
      { kind: 'nothing' },
      { cancelled: 'strike' },
    ],
    [
      'go on after registration closed',
      '2019-07-08 09:00',
      counted(11, 4),
      { kind: 'promote', count: 1 },
      { closesAt: at('2019-07-01 09:00') },
    ],
    [
      'are offered from a day before',
      '2019-07-09 18:00',
      counted(11, 4),
      { kind: 'offer', count: 1, until: at('2019-07-10 10:00') },
    ],
    [
      'are offered beside others that are',
      '2019-07-10 09:00',
      counted(8, 1, 2),
      { kind: 'offer', count: 1, until: at('2019-07-10 13:00') },
    ],
    [
      'are offered while half an hour is left',
      '2019-07-10 15:30',
      counted(11, 4),
      { kind: 'offer', count: 1, until: at('2019-07-10 16:00') },
    ],
    [
      'are held back when less is left',
      '2019-07-10 15:31',
      counted(10, 4),
      { kind: 'hold', count: 2, until: at('2019-07-10 16:00') },
    ],
    [
      'are held back in the night before a talk in the morning',
      '2019-07-09 19:31',
      counted(11, 1),
      { kind: 'hold', count: 1, until: at('2019-07-10 06:00') },
      { startsAt: at('2019-07-10 08:00') },
    ],
    [
      'are open to anyone from two hours before',
      '2019-07-10 16:00',
      counted(9, 2),
      { kind: 'open', count: 3 },
    ],
    [
      'go to nobody once the talk has started',
      '2019-07-10 18:00',
      counted(2, 4),
      {
        kind: 'nothing',
      },
    ],
  ];
  const whole = cases.map(
    ([name, now, counts, settlement, more = {}]) => [name, now, counts, settlement, more] as const,
  );
  it.each(whole)('%s', (_, now, counts, settlement, more) => {
    expect(decideSettle(talk(more), counts, at(now))).toEqual(settlement);
  });

  it('leave nobody waiting beside them but where they are held back or open, and are never given twice', () => {
    const n = fc.integer({ min: 0, max: 60 });
    const left = fc.integer({ min: -60, max: 30 * 60 });
    fc.assert(
      fc.property(n, n, n, n, n, left, (capacity, elsewhere, confirmed, offered, waiting, of) => {
        const some = talk({ capacity, elsewhere });
        const now = some.startsAt - of * minute;
        const before = counted(confirmed, waiting, offered);
        const done = decideSettle(some, before, now);
        const given = done.kind === 'promote' || done.kind === 'offer' ? done.count : 0;
        const after = counted(
          confirmed + (done.kind === 'promote' ? given : 0),
          waiting - given,
          offered + (done.kind === 'offer' ? given : 0),
        );
        expect(after.waiting).toBeGreaterThanOrEqual(0);
        if (given > 0) expect(overOf(some, after)).toBe(0);
        const idle = Math.min(after.waiting, freeOf(some, after));
        if (of > 120 && done.kind !== 'hold') expect(idle).toBe(0);
        if (done.kind === 'hold' || done.kind === 'open') expect(idle).toBeGreaterThan(0);
        // What is held back could never be offered later: time only passes.
        if (done.kind === 'hold' && now + 5 * minute < openFrom(some))
          expect(decideSettle(some, after, now + 5 * minute).kind).toBe('hold');
      }),
    );
  });

  it('are nobody’s to take from those who wait, until they are open to anyone', () => {
    const some = talk();
    const free = counted(10, 1);
    expect(mustWait(some, free, at('2019-07-08 09:00'))).toBe(true);
    expect(mustWait(some, free, at('2019-07-10 15:59'))).toBe(true);
    expect(mustWait(some, free, at('2019-07-10 16:00'))).toBe(false);
    expect(mustWait(some, counted(12, 1), at('2019-07-10 16:00'))).toBe(true);
    expect(mustWait(some, counted(10, 0), at('2019-07-10 15:45'))).toBe(false);
  });

  it.each([
    ['2019-07-08 09:00', 'promote'],
    ['2019-07-10 09:00', 'offer'],
    ['2019-07-10 15:45', 'hold'],
    ['2019-07-10 16:30', 'open'],
    ['2019-07-10 18:30', 'nothing'],
  ])('what becomes of one that is given back at %s: %s', (now, fate) => {
    expect(fateOfFreedSeat(talk(), at(now))).toBe(fate);
  });
});
