// What is new about the talks since a digest last told of them: a pure comparison. What was told is kept as it was; what is so now is read when a digest is drawn.
import type { Instant, Zone } from '../../kernel/time.ts';
import { bare } from '../../seats/rules/changes.ts';
import type { MySeat } from '../../seats/rules.ts';
import type { Talk } from '../../talks/rules.ts';

/** What a digest knew of a talk when it was posted. Kept as JSON: what is undefined is left out. */
export interface Told {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly zone: Zone;
  readonly place: string;
  readonly title?: string | undefined;
  /** Whether anybody was named as its speaker. */
  readonly speakers: boolean;
  readonly capacity: number;
  readonly cancelled: boolean;
  /** The reader's number in the waiting list, in a digest of their own. */
  readonly line?: number | undefined;
}

/** One thing that is new; what it was before is in `Told`, what it is now in the talk. */
export type News =
  | 'new'
  | 'cancelled'
  | 'revived'
  | 'moved'
  | 'place'
  | 'title'
  | 'retitled'
  | 'speakers'
  | 'seats'
  | 'line';

/** What is to be kept of a talk, once a digest has told of it. */
export function toldOf(talk: Talk, mine: MySeat | undefined): Told {
  const { startsAt, endsAt, zone, place, title, capacity } = talk;
  return {
    startsAt,
    endsAt,
    zone,
    place,
    ...(title !== undefined && { title }),
    speakers: talk.speakers.length > 0,
    capacity,
    cancelled: talk.cancelled !== undefined,
    ...(mine?.state === 'waiting' && { line: mine.line }),
  };
}

/** In the order in which it is said. Of a talk that is cancelled nothing else is said; one that was added and cancelled since is no news. */
export function newsOf(before: Told | undefined, now: Told): readonly News[] {
  if (before === undefined) return now.cancelled ? [] : ['new'];
  if (now.cancelled) return before.cancelled ? [] : ['cancelled'];
  const news: News[] = [];
  if (before.cancelled) news.push('revived');
  // Another zone for the same instants changes nobody's day.
  if (before.startsAt !== now.startsAt || before.endsAt !== now.endsAt) news.push('moved');
  if (bare(before.place) !== bare(now.place)) news.push('place');
  if (now.title !== undefined && before.title === undefined) news.push('title');
  if (
    now.title !== undefined &&
    before.title !== undefined &&
    bare(before.title) !== bare(now.title)
  )
    news.push('retitled');
  if (now.speakers && !before.speakers) news.push('speakers');
  if (now.capacity > before.capacity) news.push('seats');
  if (now.line !== undefined && before.line !== undefined && now.line !== before.line)
    news.push('line');
  return news;
}

/** What a digest told, by the ids of the talks. */
export type ToldTalks = Readonly<Record<string, Told>>;

/** The talks of which something is new, each with what was told of it before; `null` for one that was not told of. */
export type Since = Readonly<Record<string, Told | null>>;

/** Compares what was told with what is so now; talks that were told of and are no more are no news. */
export function since(told: ToldTalks, now: ToldTalks): Since {
  return Object.fromEntries(
    Object.entries(now)
      .filter(([talk, after]) => newsOf(told[talk], after).length > 0)
      .map(([talk]) => [talk, told[talk] ?? null]),
  );
}
