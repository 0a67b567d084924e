// When a channel's digest comes: its days, its time, a zone; and what somebody typed about it. Time is an argument.
import { type Language, languageOf } from '../kernel/language.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import {
  hour,
  type Instant,
  instantOf,
  type LocalDate,
  type LocalTime,
  localDate,
  plusDays,
  weekdayOf,
  type Zone,
} from '../kernel/time.ts';
import { parseLanguage, parseZone } from '../people/rules.ts';
import type { Talk } from '../talks/rules.ts';
import { parseDays, workdays } from './rules/days.ts';

/** How far a digest looks ahead: today and so many days after it. */
export const daysAhead = 14;

export interface Schedule {
  readonly at: LocalTime;
  readonly zone: Zone;
  /** ISO weekdays, Monday 1 … Sunday 7, in order; at least one. */
  readonly days: readonly number[];
  /** The first digest is the first after this instant. */
  readonly setAt: Instant;
}

/** One local day's digest. */
export interface Window {
  readonly on: LocalDate;
  readonly at: Instant;
  /** The last instant at which it still makes sense, should it come late. */
  readonly lastAt: Instant;
}

/** When a local day's digest is due, and until when it may be late; undefined on a day without one. */
export function windowOf(schedule: Schedule, on: LocalDate): Window | undefined {
  if (!schedule.days.includes(weekdayOf(on))) return undefined;
  const { zone } = schedule;
  const at = instantOf(on, schedule.at, zone);
  // A zone may leave out a whole day (Pacific/Apia, 30 December 2011).
  if (localDate(at, zone) !== on) return undefined;
  const late = Math.max(instantOf(on, '18:00', zone), at + 3 * hour);
  const midnight = instantOf(plusDays(on, 1), '00:00', zone);
  return { on, at, lastAt: Math.min(late, midnight - 1) };
}

/** Whether nobody is to be told anything on a local date: a holiday that the operator's calendar names. */
export type IsHoliday = (on: LocalDate) => boolean;

/** Holidays may follow one another, and a weekday may be one all year. */
const daysToLook = 400;

/**
 * The next day that has a digest: after it was set, and after the last day that is done with. It may lie in the past. Undefined where more than a year has
 * none, for its days are all holidays.
 */
export function nextWindow(
  schedule: Schedule,
  lastDone: LocalDate | undefined,
  isHoliday: IsHoliday,
): Window | undefined {
  const first = localDate(schedule.setAt, schedule.zone);
  let on = lastDone !== undefined && lastDone >= first ? plusDays(lastDone, 1) : first;
  for (let looked = 0; looked < daysToLook; looked += 1, on = plusDays(on, 1)) {
    const window = windowOf(schedule, on);
    if (window && window.at > schedule.setAt && !isHoliday(on)) return window;
  }
  return undefined;
}

/** The end of the last day that a digest shows, in its zone. */
export function horizonOf(now: Instant, zone: Zone): Instant {
  return instantOf(plusDays(localDate(now, zone), daysAhead + 1), '00:00', zone);
}

/** Whether a digest has anything to say: a talk ahead that takes place, or news. A talk that is cancelled is news once, and then none. */
export function hasToSay(ahead: readonly Pick<Talk, 'cancelled'>[], news: object): boolean {
  return ahead.some(({ cancelled }) => cancelled === undefined) || Object.keys(news).length > 0;
}

export interface Wish {
  readonly at: LocalTime;
  /** Undefined: the series'. */
  readonly zone: Zone | undefined;
  readonly language: Language | undefined;
  readonly days: readonly number[];
}

export type DigestWish =
  | { readonly kind: 'show' }
  | { readonly kind: 'now' }
  | { readonly kind: 'off' }
  | ({ readonly kind: 'here' } & Wish);

export type DigestRefusal =
  | { readonly kind: 'no-time' }
  | { readonly kind: 'several-zones'; readonly typed: string; readonly zones: readonly Zone[] }
  | {
      readonly kind:
        | 'unknown-word'
        | 'bad-time'
        | 'unknown-zone'
        | 'unknown-days'
        | 'unknown-language'
        | 'twice'
        | 'not-understood';
      readonly typed: string;
    };

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const subjects: ReadonlyMap<string, 'here' | 'now' | 'off'> = new Map([
  ['here', 'here'],
  ['ici', 'here'],
  ['now', 'now'],
  ['maintenant', 'now'],
  ['off', 'off'],
  ['stop', 'off'],
  ['arret', 'off'],
  ['arreter', 'off'],
  ['desactive', 'off'],
  ['desactiver', 'off'],
]);

/**
 * Reads what follows the word `digest`: nothing, `now`, `off`, or `here 09:00` with a zone, days and a language in any order. `listed`: the zones whose
 * cities may be named alone; default: all.
 */
export function parseDigest(
  typed: string,
  listed?: readonly Zone[],
): Result<DigestWish, DigestRefusal> {
  const [head, ...rest] = typed
    .replace(/[–—]/g, '-')
    .replace(/\s*,\s*/g, ',')
    .replace(/\s+-\s+/g, '-')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (head === undefined) return ok({ kind: 'show' });
  const kind = subjects.get(fold(head));
  if (kind === 'here')
    return parseHere(
      rest.filter((word) => !['at', 'a'].includes(fold(word))),
      listed,
    );
  if (kind === undefined || rest.length > 0)
    return refuse({ kind: 'unknown-word', typed: typed.trim() });
  return ok({ kind });
}

function parseHere(
  words: readonly string[],
  listed: readonly Zone[] | undefined,
): Result<DigestWish, DigestRefusal> {
  const timeAt = words.findIndex((word) => /^\d/.test(word));
  const time = words[timeAt];
  if (time === undefined) return refuse({ kind: 'no-time' });
  const at = parseTime(time);
  if (at === undefined) return refuse({ kind: 'bad-time', typed: time });
  let days: readonly number[] | undefined;
  let language: Language | undefined;
  const others: string[] = [];
  for (const word of words.toSpliced(timeAt, 1)) {
    const asDays = parseDays(fold(word));
    const asLanguage = asDays ? undefined : languageNamed(word);
    if ((asDays && days) || (asLanguage && language)) return refuse({ kind: 'twice', typed: word });
    days ??= asDays;
    language ??= asLanguage;
    if (!asDays && !asLanguage) others.push(word);
  }
  const zone = zoneNamed(others, time, listed);
  if (!zone.ok) return zone;
  return ok({ kind: 'here', at, zone: zone.value, language, days: days ?? workdays });
}

/** `9:00`, `09:00`, `9h`, `09h30`. */
function parseTime(typed: string): LocalTime | undefined {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:h](\d{2})|h)$/i.exec(typed) ?? [];
  return hours !== '' && Number(hours) < 24 && Number(minutes) < 60
    ? `${hours.padStart(2, '0')}:${minutes}`
    : undefined;
}

function languageNamed(word: string): Language | undefined {
  if (/^[a-z]{2}[-_][a-z]{2}$/i.test(word)) return languageOf(word);
  const named = parseLanguage(word);
  return named.ok && named.value.kind === 'set' ? named.value.value : undefined;
}

/** The words that are neither days nor a language: together they name a zone (`new york`), or one of them is wrong. */
function zoneNamed(
  words: readonly string[],
  time: string,
  listed: readonly Zone[] | undefined,
): Result<Zone | undefined, DigestRefusal> {
  if (words.length === 0) return ok(undefined);
  const typed = words.join(' ');
  const zone = parseZone(typed, listed);
  if (zone.ok) return ok(zone.value.kind === 'set' ? zone.value.value : undefined);
  if (zone.refusal !== 'unknown')
    return refuse({ kind: 'several-zones', typed, zones: zone.refusal });
  const wrong = words.find((word) => !parseZone(word).ok);
  if (wrong === undefined) return refuse({ kind: 'twice', typed: words[1] as string });
  return refuse(whatIsWrong(wrong, time));
}

/** Which of the things that may follow a time a word was meant to be. */
function whatIsWrong(typed: string, time: string): DigestRefusal {
  if (/^[ap]\.?m\.?$/i.test(typed)) return { kind: 'bad-time', typed: `${time} ${typed}` };
  if (/[/_]/.test(typed)) return { kind: 'unknown-zone', typed };
  if (/^[a-z]{2}(-[a-z]{2})?$/i.test(typed)) return { kind: 'unknown-language', typed };
  if (/[,-]|days?$|di$/i.test(typed)) return { kind: 'unknown-days', typed };
  if (/^\d/.test(typed)) return { kind: 'twice', typed };
  return { kind: 'not-understood', typed };
}
