// What a talk is, and what can be said of it at an instant.
import type { TalkId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant, Zone } from '../kernel/time.ts';

export interface Speaker {
  readonly name: string;
  readonly about?: string | undefined;
}

export interface Survey {
  readonly open: boolean;
  readonly link?: string | undefined;
}

export interface SeriesFacts {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly place: string;
  readonly address?: string | undefined;
  readonly map?: string | undefined;
  readonly group?: string | undefined;
  readonly eGroup?: string | undefined;
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
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'words'; readonly words: string };

export type TalkNameRefusal = { readonly kind: 'nothing-named' };

/** Reads `9`, `#9`, `ICDD#9`, `next` (`prochain`, `suivant`) or words of a title. */
export function readTalkName(typed: string): Result<TalkName, TalkNameRefusal> {
  const text = typed.trim();
  if (text === '') return refuse({ kind: 'nothing-named' });
  if (/^(next|prochaine?|suivante?)$/i.test(text)) return ok({ kind: 'next' });
  const number = /^(?:[a-z]{1,12}\s*)?#?\s*(\d{1,6})$/i.exec(text);
  if (
    number &&
    (/^[#\d]/.test(text) || text.includes('#') || /^(icdd|talk|no|nr|conf[ée]rence)/i.test(text))
  )
    return ok({ kind: 'number', number: Number(number[1]) });
  return ok({ kind: 'words', words: text });
}
