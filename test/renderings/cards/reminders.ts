// What comes before a talk to those who have a seat, and what is answered to those who set it.

import { hour, instantOf } from '../../../src/kernel/time.ts';
import {
  comingRefusalCard,
  type ReminderAnswer,
  reminderRefusalCard,
  remindersCard,
  type SetReminders,
  seeYouCard,
  soonCard,
  stillComingCard,
} from '../../../src/reminders/cards.ts';
import type { ReminderRefusal } from '../../../src/reminders/rules/typed.ts';
import type { ComingRefusal } from '../../../src/reminders/rules.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('reminders/cards.ts');
const coming = ['word coming', 'press still-coming'];
const setting = ['word remind', 'press remind'];

const usual: SetReminders = { wanted: { day: true, hour: true }, quiet: undefined, next: [] };
const night: SetReminders = { ...usual, quiet: { from: '22:00', to: '07:00' } };
const dayBefore = instantOf('2019-07-09', '10:00', f.zone);
const hourBefore = f.nine.startsAt - hour;
const withSeats: SetReminders = {
  wanted: { day: true, hour: true },
  quiet: { from: '09:30', to: '17:30' },
  next: [
    { talk: f.nine, kind: 'day', dueAt: dayBefore, at: dayBefore + 7.5 * hour },
    { talk: f.nine, kind: 'hour', dueAt: hourBefore, at: undefined },
  ],
};

const answers: Readonly<Record<string, readonly [SetReminders, ReminderAnswer]>> = {
  now: [usual, { kind: 'now' }],
  'now-next': [withSeats, { kind: 'now' }],
  saved: [withSeats, { kind: 'saved' }],
  'changed-meanwhile': [night, { kind: 'changed-meanwhile' }],
  'day-off': [
    { ...usual, wanted: { day: false, hour: true } },
    { kind: 'switched', what: ['day'], on: false },
  ],
  'day-on': [usual, { kind: 'switched', what: ['day'], on: true }],
  'hour-off': [
    { ...night, wanted: { day: true, hour: false } },
    { kind: 'switched', what: ['hour'], on: false },
  ],
  'hour-on': [usual, { kind: 'switched', what: ['hour'], on: true }],
  off: [
    { ...usual, wanted: { day: false, hour: false } },
    { kind: 'switched', what: ['day', 'hour'], on: false },
  ],
  on: [night, { kind: 'switched', what: ['day', 'hour'], on: true }],
  quiet: [night, { kind: 'quiet' }],
  'quiet-off': [usual, { kind: 'quiet' }],
};

const refusals: readonly (readonly [string, ReminderRefusal])[] = [
  ['unknown-word', { kind: 'unknown-word', typed: 'me tomorrow' }],
  ['on-or-off-day', { kind: 'on-or-off', what: 'day', typed: 'maybe' }],
  ['on-or-off-hour', { kind: 'on-or-off', what: 'hour', typed: '' }],
  ['no-times', { kind: 'quiet', refusal: { kind: 'no-times' }, typed: 'night' }],
  ['bad-time', { kind: 'quiet', refusal: { kind: 'bad-time', typed: '25:00' }, typed: '25:00-7' }],
  ['same-time', { kind: 'quiet', refusal: { kind: 'same-time' }, typed: '22:00-22:00' }],
];

const refusedComing: Readonly<Record<ComingRefusal['kind'], ComingRefusal>> = {
  cancelled: { kind: 'cancelled', reason: f.cancelled.cancelled as string },
  started: { kind: 'started' },
  over: { kind: 'over' },
  'not-registered': { kind: 'not-registered' },
  waiting: { kind: 'waiting', mine: f.waiting },
};

const private_ = (l: Parameters<typeof f.person>[0]) => ({ ...f.person(l), zone: f.zone });
const counts = { confirmed: 12, offered: 0, waiting: 0 };

export const reminderCards: readonly GoldenCard[] = [
  card('remind-still-coming', 'stillComingCard', 'drawer still-coming', (l) =>
    stillComingCard(f.nine, { waiting: 0 }, f.person(l)),
  ),
  card('remind-still-coming-one-waits', 'stillComingCard', 'drawer still-coming', (l) =>
    stillComingCard(f.full, { waiting: 1 }, f.person(l)),
  ),
  card('remind-still-coming-abroad', 'stillComingCard', 'drawer still-coming', (l) =>
    stillComingCard(f.hostile, { waiting: 4 }, f.abroad(l)),
  ),
  card('remind-starts-soon', 'soonCard', 'drawer starts-soon', (l) =>
    soonCard(f.nine, f.person(l)),
  ),
  card('remind-starts-soon-map', 'soonCard', 'drawer starts-soon', (l) =>
    soonCard(f.hostile, f.abroad(l)),
  ),
  card('remind-see-you', 'seeYouCard', coming, (l) => seeYouCard(f.nine, f.person(l))),
  ...Object.entries(refusedComing).map(([kind, refusal]) =>
    card(`remind-coming-refused-${kind}`, 'comingRefusalCard', coming, (l) =>
      comingRefusalCard(f.nine, counts, refusal, f.person(l)),
    ),
  ),
  ...Object.entries(answers).map(([name, [set, answer]]) =>
    card(`remind-${name}`, 'remindersCard', [...setting, 'form remind'], (l) =>
      remindersCard(set, answer, private_(l)),
    ),
  ),
  ...refusals.map(([name, refusal]) =>
    card(`remind-refused-${name}`, 'reminderRefusalCard', 'word remind', (l) =>
      reminderRefusalCard(refusal, usual, f.person(l)),
    ),
  ),
];
