// What everybody sets out to do in a simulated season, whatever happens; and what they do about a message that they get. The same for a seed.
import type { Action } from '../../src/chat/action.ts';
import { type Member, organiser } from './cast.ts';
import { type Chance, chanceFor } from './chance.ts';
import type { Deed, DigestDeed, Planned, SeatDeed } from './deeds.ts';
import { type SeasonFile, zone } from './files.ts';
import type { Message } from './reading.ts';
import { instantIn } from './wall.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const begins = instantIn(zone, '2019-06-03', '09:00');
/** After the last talk, and both clock changes. */
export const ends = instantIn(zone, '2020-03-31', '12:00');
/** After talk 15 and Zurich's change of clocks. */
export const octoberEnds = instantIn(zone, '2019-10-31', '12:00');

/** Some do the same thing in the same minute: a clock face has few marks. */
const marks = 20 * minute;

const local = (text: string) => instantIn(zone, text.slice(0, 10), text.slice(11));

/** Digests of channels: at times and in zones where clocks change; one is moved to a later time on a day on which it came, one stops and comes again. */
const digests: readonly (readonly [string, Omit<DigestDeed, 'kind' | 'who'>])[] = [
  ['2019-06-03 10:00', { channel: 'general', at: '09:00', days: 'weekdays' }],
  [
    '2019-06-03 10:00',
    { channel: 'pune', at: '10:15', zone: 'Asia/Kolkata', days: 'mon', language: 'fr' },
  ],
  ['2019-09-20 10:00', { channel: 'samoa', at: '03:30', zone: 'Pacific/Apia', days: 'daily' }],
  ['2019-08-19 10:00', { channel: 'general', at: '11:00', days: 'weekdays' }],
  ['2019-10-10 10:00', { channel: 'samoa', at: undefined, days: 'daily' }],
  ['2019-10-21 10:00', { channel: 'night', at: '02:30', days: 'daily' }],
  ['2019-11-04 10:00', { channel: 'night', at: undefined, days: 'daily' }],
  ['2020-03-25 10:00', { channel: 'night', at: '02:30', days: 'daily' }],
];

/** Everything that is done of people's own accord, and the data file's versions. */
export function plansOf(
  seed: number,
  cast: readonly Member[],
  files: readonly SeasonFile[],
  till: number,
): readonly Planned[] {
  const plans: Planned[] = [];
  const add = (at: number, deed: Deed) => {
    const order = `0 ${String(plans.length).padStart(6, '0')}`;
    if (at >= begins && at < till) plans.push({ at, order, deed });
  };
  for (const file of files) add(file.at, { kind: 'file', file });
  for (const [at, digest] of digests) add(local(at), { kind: 'digest', who: organiser, ...digest });
  for (const member of cast) {
    const { user: who, quiet, without, digest } = member;
    const at = begins + marks;
    if (quiet) add(at, { kind: 'quiet', who, ...quiet });
    if (without) add(at, { kind: 'without', who, what: without });
    if (digest) add(at, { kind: 'digest', who, channel: undefined, ...digest });
  }
  for (const { number, startsAt, known } of talksOf(files)) {
    add(startsAt - 13 * day, {
      kind: 'announce',
      who: organiser,
      talk: number,
      channel: 'general',
    });
    for (const { user } of cast) {
      const chance = chanceFor(seed, 'plans', user, number);
      if (chance.percent(40))
        for (const one of plansFor(chance, user, number, cast, known, startsAt)) add(...one);
    }
  }
  return plans.sort(byTime);
}

export const byTime = (a: Planned, b: Planned): number =>
  a.at - b.at || (a.order < b.order ? -1 : a.order > b.order ? 1 : 0);

/** Each talk, when it is known and when it is held in the end. */
function talksOf(files: readonly SeasonFile[]) {
  const numbers = new Set(files.flatMap(({ talks }) => talks.map(({ number }) => number)));
  return [...numbers].map((number) => {
    const versions = files.flatMap(({ at, talks }) =>
      talks.filter((talk) => talk.number === number).map((talk) => ({ ...talk, at })),
    );
    const last = versions.at(-1);
    return { number, startsAt: last?.startsAt ?? 0, known: versions[0]?.at ?? 0 };
  });
}

/** When somebody who is interested registers, and what they do about it later. */
function* plansFor(
  chance: Chance,
  who: string,
  talk: number,
  cast: readonly Member[],
  known: number,
  startsAt: number,
): Generator<readonly [number, SeatDeed]> {
  const between = (from: number, to: number) =>
    Math.floor((from + chance.int(Math.max(to - from, 1))) / marks) * marks;
  const soonest = Math.max(known, startsAt - 40 * day) + hour;
  const late = chance.percent(12);
  const registers = late
    ? between(startsAt - 30 * hour, startsAt)
    : between(soonest, startsAt - 3 * day);
  yield [registers, { kind: 'register', who, talk }];
  if (chance.percent(6)) yield [registers + marks, { kind: 'register', who, talk }];
  if (chance.percent(30)) {
    const last = chance.percent(60);
    const from = Math.max(registers + marks, last ? startsAt - 28 * hour : registers);
    yield [between(from, startsAt), { kind: 'cancel', who, talk }];
  }
  if (chance.percent(10)) {
    const gives = between(registers + marks, startsAt);
    const to = chance.pick(cast).user;
    if (to !== who) yield [gives, { kind: 'give', who, talk, to }];
    if (chance.percent(30)) yield [gives + 2 * marks, { kind: 'keep', who, talk }];
  }
}

/** What somebody does about a message, and how much later; undefined: they stay silent. */
export function reactionTo(seed: number, who: string, message: Message): Planned | undefined {
  const { kind, talk, at } = message;
  const chance = chanceFor(seed, 'reacts', who, kind, talk, at / minute);
  const dice = chance.int(100);
  const after = (minutes: number, deed: SeatDeed): Planned => ({
    at: at + (1 + chance.int(minutes)) * minute,
    order: `1 ${who} ${deed.kind} ${talk} ${deed.from ?? ''}`,
    deed,
  });
  const press = (verb: Action['verb']) => {
    const action = message.actions.find((one) => one.verb === verb);
    return chance.percent(70) && action ? { press: action } : {};
  };
  switch (kind) {
    case 'offered':
      if (dice < 40) return after(260, { kind: 'accept', who, talk, ...press('accept') });
      return dice < 60
        ? after(120, { kind: 'decline', who, talk, ...press('decline') })
        : undefined;
    case 'still-coming':
      if (dice < 30) return after(300, { kind: 'coming', who, talk, ...press('still-coming') });
      return dice < 48 ? after(600, { kind: 'cancel', who, talk, ...press('give-up') }) : undefined;
    case 'promoted':
      return dice < 15 ? after(2_000, { kind: 'cancel', who, talk }) : undefined;
    case 'seat-open':
      return dice < 50 ? after(40, { kind: 'register', who, talk }) : undefined;
    case 'offer-expired':
      return dice < 40
        ? after(60, { kind: 'register', who, talk, ...press('register') })
        : undefined;
    case 'changed':
      return dice < 12 ? after(300, { kind: 'cancel', who, talk }) : undefined;
    case 'gift-offered': {
      const from = message.detail;
      if (dice < 50)
        return after(200, { kind: 'gift-accept', who, talk, from, ...press('gift-accept') });
      return dice < 70
        ? after(200, { kind: 'gift-decline', who, talk, from, ...press('gift-decline') })
        : undefined;
    }
    default:
      return undefined;
  }
}
