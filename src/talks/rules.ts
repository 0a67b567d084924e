// What a talk is, and what can be said of it at an instant.
import type { TalkId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant, LocalTime, Zone } from '../kernel/time.ts';

export interface Speaker {
  readonly name: string;
  readonly about?: string | undefined;
}

export interface Survey {
  readonly open: boolean;
  readonly link?: string | undefined;
}

/** How freed seats are given by the time that is left before a talk. Hours are elapsed time; `from` and `to` are wall times of the talk's zone. */
export interface WaitingRules {
  /** More hours than this before a talk a freed seat goes straight to the first in line. */
  readonly straightUntilHours: number;
  /** From so many hours before a talk on, a free seat is open to anyone. */
  readonly openUntilHours: number;
  /** Between the two it is offered, for so many hours that count only from `from` to `to`. */
  readonly offerHours: number;
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** Where the file says nothing. */
export const usualWaiting: WaitingRules = {
  straightUntilHours: 24,
  openUntilHours: 2,
  offerHours: 4,
  from: '08:00',
  to: '20:00',
};

export interface SeriesFacts {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly place: string;
  readonly address?: string | undefined;
  readonly map?: string | undefined;
  readonly group?: string | undefined;
  readonly eGroup?: string | undefined;
  readonly waiting: WaitingRules;
}

export interface Talk {
  readonly id: TalkId;
  readonly number: number;
  readonly zone: Zone;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Undefined: to be announced. */
  readonly title: string | undefined;
  readonly abstract: string | undefined;
  readonly speakers: readonly Speaker[];
  readonly place: string;
  readonly capacity: number;
  /** Seats taken on the event page, outside the bot. */
  readonly elsewhere: number;
  readonly dinner: boolean;
  /** The reason, where the talk is cancelled. */
  readonly cancelled: string | undefined;
  /** Undefined: as soon as the talk stands in the season. */
  readonly opensAt: Instant | undefined;
  /** Undefined: when it starts. */
  readonly closesAt: Instant | undefined;
  readonly survey: Survey | undefined;
  readonly page: string | undefined;
  /** Grows with every decision about this talk; orders its live cards and its waiting list. */
  readonly revision: number;
  readonly series: SeriesFacts;
}

/** What people can do with a talk at an instant, in the order in which time passes. */
export type Phase = 'cancelled' | 'not-yet-open' | 'open' | 'closed' | 'running' | 'over';

export function phaseOf(
  talk: Pick<Talk, 'cancelled' | 'startsAt' | 'endsAt' | 'opensAt' | 'closesAt'>,
  now: Instant,
): Phase {
  if (talk.cancelled !== undefined) return 'cancelled';
  if (now >= talk.endsAt) return 'over';
  if (now >= talk.startsAt) return 'running';
  if (talk.closesAt !== undefined && now >= talk.closesAt) return 'closed';
  if (talk.opensAt !== undefined && now < talk.opensAt) return 'not-yet-open';
  return 'open';
}

/** The next instant after `now` at which the phase changes by itself; undefined when it never will again. */
export function nextPhaseAt(
  talk: Parameters<typeof phaseOf>[0],
  now: Instant,
): Instant | undefined {
  if (talk.cancelled !== undefined) return undefined;
  return [talk.opensAt, talk.closesAt, talk.startsAt, talk.endsAt]
    .filter((at): at is Instant => at !== undefined && at > now)
    .sort((a, b) => a - b)[0];
}

/** How people name a talk in words. */
export type TalkName =
  | { readonly kind: 'next' }
  /** `series` where its key was typed too: `ICDD#9`. */
  | { readonly kind: 'number'; readonly number: number; readonly series?: string }
  | { readonly kind: 'words'; readonly words: string };

export type TalkNameRefusal = { readonly kind: 'nothing-named' };

const next = /^(?:the |la |le )?(?:next|prochaine?|suivante?)(?: one| talk)?$/;
/** "cancel my seat", "register me", "keep it": they name no talk, and none is looked for. */
const noName =
  /^(?:me|moi|it|that|this|ca|cela|it (?:up|back)|(?:the |my )?(?:list|waiting list|line)|(?:my|the) seat (?:up|back)|(?:my|a|the|ma|une|la|mon|mes) (?:seat|place|registration|inscription))$/;
const courtesy =
  /(?:^|[\s,]+)(?:please|pls|thanks|thank you|merci|svp|stp|s[’']il (?:vous|te) pla[iî]t)$/i;
const plainNumber = /^(?:(?:talk|number|no|nr|n°|conference|numero)\.?\s*)?#?\s*(\d{1,6})$/;
const seriesNumber = /^([a-z][a-z0-9-]{0,30})\s*#\s*(\d{1,6})$/;

/** Reads `9`, `#9`, `ICDD#9`, `talk 9`, `next` (`prochaine`, `suivante`) or words of a title; `my seat` and `me` name nothing. */
export function readTalkName(typed: string): Result<TalkName, TalkNameRefusal> {
  const words = typed
    .trim()
    .replace(/[\s.,;:!?]+$/, '')
    .replace(courtesy, '');
  const text = bare(words);
  if (text === '' || noName.test(text)) return refuse({ kind: 'nothing-named' });
  if (next.test(text)) return ok({ kind: 'next' });
  const number = plainNumber.exec(text);
  if (number) return ok({ kind: 'number', number: Number(number[1]) });
  const [, series, ofSeries] = seriesNumber.exec(text) ?? [];
  if (series !== undefined) return ok({ kind: 'number', number: Number(ofSeries), series });
  return ok({ kind: 'words', words });
}

/** `me`, `so` or `on` begin a word of nearly every title: a word that names a talk has so many letters. */
const distinctiveLetters = 4;

/**
 * Whether a title holds what was typed, from the beginning of a word on; capitals and accents do not matter. One word of it at least has four letters or more:
 * short ones alone name no talk.
 */
export function titleHolds(title: string, typed: string): boolean {
  const [whole, part] = [bare(title), bare(typed).trim()];
  const words = part.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!words.some((word) => word.length >= distinctiveLetters)) return false;
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1))
    if (!/[\p{L}\p{N}]/u.test(part.charAt(0)) || !/[\p{L}\p{N}]$/u.test(whole.slice(0, at)))
      return true;
  return false;
}

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What is answered where what was typed names no talk, or more than one. */
export type FindRefusal =
  /** `held`: the talks in which whoever typed has what the word is about. */
  | {
      readonly kind: 'nothing-named';
      readonly upcoming: readonly number[];
      readonly held?: readonly Talk[];
    }
  | { readonly kind: 'no-such-talk'; readonly typed: string; readonly upcoming: readonly number[] }
  /** `running`: the last one, which is on right now. */
  | { readonly kind: 'none-upcoming'; readonly running?: Talk | undefined }
  | { readonly kind: 'several'; readonly talks: readonly Talk[] };

/** One talk as the file has it, the series' values filled in. Instants are UTC milliseconds; `…Local` is wall time of `zone`. */
export interface FiledTalk {
  readonly number: number;
  readonly zone: Zone;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly startsLocal: string;
  readonly endsLocal: string;
  readonly title: string | null;
  readonly abstract: string | null;
  readonly speakers: readonly Speaker[];
  readonly place: string;
  readonly capacity: number;
  readonly elsewhere: number;
  readonly dinner: boolean;
  readonly cancelled: string | null;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly survey: Survey | null;
  readonly page: string | null;
}

export interface Season {
  readonly series: SeriesFacts;
  readonly zone: Zone;
  readonly talks: readonly FiledTalk[];
}
