// When reminders fall due, until when they are of use, what a change of the talk does to them, and what can be typed.
import { describe, expect, it } from 'vitest';
import { seatId } from '../../src/kernel/ids.ts';
import { hour, instantOf, minute, wall, type Zone } from '../../src/kernel/time.ts';
import { parseReminders } from '../../src/reminders/rules/typed.ts';
import {
  decideComing,
  judge,
  type Plan,
  type PlanState,
  replan,
  upcomingOf,
  windowOf,
} from '../../src/reminders/rules.ts';

const zurich = 'Europe/Zurich';
const talkAt = (on: string, at: string, zone: Zone = zurich) => ({
  startsAt: instantOf(on, at, zone),
  zone,
  cancelled: undefined as string | undefined,
});
const shown = (at: number | undefined, zone: Zone = zurich) =>
  at === undefined ? undefined : wall(at, zone).toFormat('yyyy-MM-dd HH:mm:ss ZZ');

describe('a reminder is due', () => {
  it.each<readonly [string, ReturnType<typeof talkAt>, string | undefined, string]>([
    [
      'an ordinary Wednesday',
      talkAt('2019-07-10', '18:00'),
      '2019-07-09 10:00:00 +02:00',
      '2019-07-10 17:00:00 +02:00',
    ],
    [
      'after the clock fell back',
      talkAt('2019-10-28', '18:00'),
      '2019-10-27 10:00:00 +01:00',
      '2019-10-28 17:00:00 +01:00',
    ],
    [
      'on the day it falls back',
      talkAt('2019-10-27', '18:00'),
      '2019-10-26 10:00:00 +02:00',
      '2019-10-27 17:00:00 +01:00',
    ],
    [
      'one elapsed hour before 02:30, which comes twice',
      talkAt('2019-10-27', '02:30'),
      '2019-10-26 10:00:00 +02:00',
      '2019-10-27 01:30:00 +02:00',
    ],
    [
      'one elapsed hour before 03:15, after the doubled hour',
      talkAt('2019-10-27', '03:15'),
      '2019-10-26 10:00:00 +02:00',
      '2019-10-27 02:15:00 +01:00',
    ],
    [
      'on the day it springs on',
      talkAt('2020-03-29', '18:00'),
      '2020-03-28 10:00:00 +01:00',
      '2020-03-29 17:00:00 +02:00',
    ],
    [
      'one elapsed hour before 03:30, after the gap',
      talkAt('2020-03-29', '03:30'),
      '2020-03-28 10:00:00 +01:00',
      '2020-03-29 01:30:00 +01:00',
    ],
    [
      'on the first of January',
      talkAt('2020-01-01', '18:00'),
      '2019-12-31 10:00:00 +01:00',
      '2020-01-01 17:00:00 +01:00',
    ],
    [
      'soon after midnight',
      talkAt('2019-07-10', '00:30'),
      '2019-07-09 10:00:00 +02:00',
      '2019-07-09 23:30:00 +02:00',
    ],
  ])('%s', (_, talk, day, before) => {
    expect(shown(windowOf('day', talk)?.at)).toBe(day);
    expect(shown(windowOf('hour', talk)?.at)).toBe(before);
  });

  it('on the day before of the talk’s zone, whoever reads it', () => {
    const samoa = talkAt('2019-07-10', '09:00', 'Pacific/Apia');
    expect(shown(windowOf('day', samoa)?.at, 'Pacific/Apia')).toBe('2019-07-09 10:00:00 +13:00');
    // 30 December 2011 was left out in Samoa: the first valid instant after the gap.
    const after = talkAt('2011-12-31', '18:00', 'Pacific/Apia');
    expect(shown(windowOf('day', after)?.at, 'Pacific/Apia')).toBe('2011-12-31 00:00:00 +14:00');
    expect(windowOf('day', talkAt('2011-12-31', '00:30', 'Pacific/Apia'))).toBeUndefined();
  });

  it('and of use until the next one, or the talk', () => {
    const talk = talkAt('2019-07-10', '18:00');
    expect(windowOf('day', talk)?.lastAt).toBe(talk.startsAt - hour - 1);
    expect(windowOf('hour', talk)?.lastAt).toBe(talk.startsAt - 1);
  });
});

describe('a reminder that falls due is', () => {
  const talk = talkAt('2019-07-10', '18:00');
  it.each([
    ['sent when due', 'day', talk, talk.startsAt, -32 * hour, 'send'],
    ['sent late', 'day', talk, talk.startsAt, -hour - 1, 'send'],
    ['useless once the next one is due', 'day', talk, talk.startsAt, -hour, 'useless'],
    ['sent up to the start', 'hour', talk, talk.startsAt, -1, 'send'],
    ['useless once the talk starts', 'hour', talk, talk.startsAt, 0, 'useless'],
    ['none where the talk was moved', 'hour', talk, talk.startsAt - hour, -hour, 'moved'],
    [
      'none where it is cancelled',
      'day',
      { ...talk, cancelled: 'Ill.' },
      talk.startsAt,
      -9 * hour,
      'cancelled',
    ],
  ] as const)('%s', (_, kind, now, startsAt, before, verdict) => {
    expect(judge(kind, startsAt, now, talk.startsAt + before)).toBe(verdict);
  });
});

describe('planning', () => {
  const wednesday = talkAt('2019-07-10', '18:00');
  const later = talkAt('2019-07-10', '18:30');
  const nextWeek = talkAt('2019-07-17', '18:00');
  const due = windowOf('day', wednesday)?.at as number;
  const plan = (talk: typeof wednesday, state: PlanState): Plan => ({
    startsAt: talk.startsAt,
    dueAt: windowOf('day', talk)?.at as number,
    state,
  });

  it('opens what is due later, and lets pass what was due before the talk was known', () => {
    expect(replan([], 'day', wednesday, due - 1).write).toEqual(plan(wednesday, 'open'));
    expect(replan([], 'day', wednesday, due).write).toEqual(plan(wednesday, 'passed'));
    expect(replan([], 'hour', wednesday, due).write?.state).toBe('open');
  });

  it('changes nothing where nothing was moved, however late and whatever became of it', () => {
    for (const state of ['open', 'sent', 'passed', 'dropped'] as const)
      expect(replan([plan(wednesday, state)], 'day', wednesday, due + hour)).toEqual({
        write: undefined,
        forget: [],
      });
  });

  it.each<readonly [string, PlanState, typeof wednesday, number, PlanState | undefined, boolean]>([
    ['before it was due: anew for the new time', 'open', nextWeek, due - minute, 'open', true],
    ['after it was sent, to another day: anew', 'sent', nextWeek, due + hour, 'open', false],
    [
      'after it was sent, by half an hour: not asked twice',
      'sent',
      later,
      due + hour,
      'passed',
      false,
    ],
    ['while it was overdue, by half an hour: still sent', 'open', later, due + hour, 'open', true],
  ])('a move %s', (_, was, to, now, state, forgets) => {
    const { write, forget } = replan([plan(wednesday, was)], 'day', to, now);
    expect(write).toEqual(state && plan(to, state));
    expect(forget).toEqual(forgets ? [wednesday.startsAt] : []);
  });

  it('a move to tomorrow, when its ten o’clock is past, asks nobody', () => {
    const known = [plan(nextWeek, 'open')];
    expect(replan(known, 'day', wednesday, due + 5 * hour)).toEqual({
      write: plan(wednesday, 'passed'),
      forget: [nextWeek.startsAt],
    });
  });

  it('a reminder that would be useless from the start is noted as passed, at the start', () => {
    const early = talkAt('2011-12-31', '00:30', 'Pacific/Apia');
    expect(replan([], 'day', early, early.startsAt - hour).write).toEqual({
      startsAt: early.startsAt,
      dueAt: early.startsAt,
      state: 'passed',
    });
  });

  it('a talk that has begun is not planned any more', () => {
    expect(replan([], 'hour', wednesday, wednesday.startsAt)).toEqual({
      write: undefined,
      forget: [],
    });
    const known = [plan(nextWeek, 'open')];
    expect(replan(known, 'day', wednesday, wednesday.startsAt + hour)).toEqual({
      write: undefined,
      forget: [nextWeek.startsAt],
    });
  });

  it('a move there and back leaves what was sent', () => {
    const sent = plan(wednesday, 'sent');
    const moved = replan([sent], 'day', nextWeek, due + hour);
    const back = replan([sent, moved.write as Plan], 'day', wednesday, due + 2 * hour);
    expect(back).toEqual({ write: undefined, forget: [nextWeek.startsAt] });
  });

  it('another zone at the same instant moves ten o’clock', () => {
    const kolkata = { ...wednesday, zone: 'Asia/Kolkata' };
    const { write } = replan([plan(wednesday, 'open')], 'day', kolkata, due - 9 * hour);
    expect(shown(write?.dueAt, 'Asia/Kolkata')).toBe('2019-07-09 10:00:00 +05:30');
    expect(replan([plan(wednesday, 'sent')], 'day', kolkata, due).write).toBeUndefined();
  });
});

describe('what comes next', () => {
  const talk = talkAt('2019-07-10', '18:00');
  const monday = instantOf('2019-07-08', '09:00', zurich);
  const both = { day: true, hour: true };
  const dayAt = windowOf('day', talk)?.at as number;
  const hourAt = windowOf('hour', talk)?.at as number;

  it('is what is wanted and not due yet', () => {
    const next = (wanted: typeof both, now: number) =>
      upcomingOf(talk, wanted, undefined, zurich, now).map(({ kind, at }) => [kind, at]);
    expect(next(both, monday)).toEqual([
      ['day', dayAt],
      ['hour', hourAt],
    ]);
    expect(next({ day: false, hour: true }, monday)).toEqual([['hour', hourAt]]);
    expect(next(both, dayAt)).toEqual([['hour', hourAt]]);
    expect(next(both, hourAt)).toEqual([]);
  });

  it('waits for the end of quiet hours, or does not come', () => {
    const quiet = { from: '09:30', to: '17:30' };
    expect(upcomingOf(talk, both, quiet, zurich, monday)).toEqual([
      { kind: 'day', dueAt: dayAt, at: instantOf('2019-07-09', '17:30', zurich) },
      { kind: 'hour', dueAt: hourAt, at: instantOf('2019-07-10', '17:30', zurich) },
    ]);
    const evening = { from: '16:00', to: '20:00' };
    expect(upcomingOf(talk, both, evening, zurich, monday)[1]).toEqual({
      kind: 'hour',
      dueAt: hourAt,
      at: undefined,
    });
  });
});

describe('“still coming” may be said', () => {
  const talk = {
    ...talkAt('2019-07-10', '18:00'),
    endsAt: instantOf('2019-07-10', '19:00', zurich),
    opensAt: undefined,
    closesAt: instantOf('2019-07-09', '12:00', zurich),
    capacity: 45,
    elsewhere: 0,
  };
  const seat = { id: seatId('s1'), state: 'confirmed', line: 0 } as const;
  const place = { id: seatId('s2'), state: 'waiting', line: 2 } as const;

  it.each([
    ['by whoever has a seat, also when registration has closed', talk, seat, -hour, true],
    ['not by whoever waits', talk, place, -hour, 'waiting'],
    ['not by anybody else', talk, undefined, -hour, 'not-registered'],
    ['not once the talk has started', talk, seat, 0, 'started'],
    ['not once it is over', talk, seat, hour, 'over'],
    ['not of a cancelled talk', { ...talk, cancelled: 'Ill.' }, seat, -hour, 'cancelled'],
  ] as const)('%s', (_, of, mine, before, outcome) => {
    const decision = decideComing(of, mine, talk.startsAt + before);
    expect(decision.ok || decision.refusal.kind).toBe(outcome);
  });
});

describe('what is typed after remind', () => {
  it.each([
    ['', { kind: 'show' }],
    ['on', { kind: 'switch', what: ['day', 'hour'], on: true }],
    ['off', { kind: 'switch', what: ['day', 'hour'], on: false }],
    ['non', { kind: 'switch', what: ['day', 'hour'], on: false }],
    ['day off', { kind: 'switch', what: ['day'], on: false }],
    ['DAY  On.', { kind: 'switch', what: ['day'], on: true }],
    ['veille non', { kind: 'switch', what: ['day'], on: false }],
    ['veille désactivée', { kind: 'switch', what: ['day'], on: false }],
    ['hour off', { kind: 'switch', what: ['hour'], on: false }],
    ['heure oui', { kind: 'switch', what: ['hour'], on: true }],
    ['quiet off', { kind: 'quiet', hours: undefined }],
    ['silence aucune', { kind: 'quiet', hours: undefined }],
    ['quiet 22:00-07:00', { kind: 'quiet', hours: { from: '22:00', to: '07:00' } }],
    ['silence de 22h à 7h', { kind: 'quiet', hours: { from: '22:00', to: '07:00' } }],
  ])('“%s”', (typed, wish) => {
    expect(parseReminders(typed)).toEqual({ ok: true, value: wish });
  });

  it.each([
    ['them', { kind: 'unknown-word', typed: 'them' }],
    ['22:00-07:00', { kind: 'unknown-word', typed: '22:00-07:00' }],
    ['off please', { kind: 'unknown-word', typed: 'off please' }],
    ['day', { kind: 'on-or-off', what: 'day', typed: '' }],
    ['day maybe', { kind: 'on-or-off', what: 'day', typed: 'maybe' }],
    ['heure 17:00', { kind: 'on-or-off', what: 'hour', typed: '17:00' }],
    ['quiet', { kind: 'quiet', refusal: { kind: 'no-times' }, typed: '' }],
    ['quiet on', { kind: 'quiet', refusal: { kind: 'no-times' }, typed: 'on' }],
    [
      'quiet 22:00-26:00',
      { kind: 'quiet', refusal: { kind: 'bad-time', typed: '26:00' }, typed: '22:00-26:00' },
    ],
    ['silence 8h-8h', { kind: 'quiet', refusal: { kind: 'same-time' }, typed: '8h-8h' }],
  ])('refuses “%s”', (typed, refusal) => {
    expect(parseReminders(typed)).toEqual({ ok: false, refusal });
  });
});
