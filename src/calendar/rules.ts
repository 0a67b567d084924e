// What a calendar shows of a talk, when an entry has changed, and the addresses at which calendars ask. Pure: signing is done elsewhere.
import { type PersonId, personId } from '../kernel/ids.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import type { SeatState } from '../seats/rules.ts';
import type { Talk } from '../talks/rules.ts';

/** One talk in a calendar. */
export interface Entry {
  readonly talk: Talk;
  /** Rises with every change of what is shown, so that calendars take it. */
  readonly sequence: number;
  /** On the series' clock. */
  readonly changedAt: Instant;
  /** What the reader of a personal feed holds; undefined in the feeds that are for everybody. */
  readonly mine: SeatState | undefined;
}

/**
 * What a calendar shows of a talk, as a text to compare: another text is a change that calendars must hear of. Seats, capacity and registration are not in
 * it, so that nobody's calendar is rewritten because somebody registered.
 */
export function shownOf(talk: Talk): string {
  return JSON.stringify({
    zone: talk.zone,
    startsAt: talk.startsAt,
    endsAt: talk.endsAt,
    title: talk.title,
    abstract: talk.abstract,
    speakers: talk.speakers,
    place: talk.place,
    dinner: talk.dinner,
    cancelled: talk.cancelled,
    page: talk.page,
    series: talk.series.title,
    address: talk.series.address,
    map: talk.series.map,
  });
}

/** What of a person's own seat changed what their calendar shows. */
export interface OwnSteps {
  /** How often anything was noted of their seat: it only grows. */
  readonly count: number;
  readonly lastAt: Instant | undefined;
}

/** An entry as the reader of a personal feed has it: it also changes with their own seat. */
export function ownEntry(entry: Entry, mine: SeatState, steps: OwnSteps): Entry {
  return {
    ...entry,
    mine,
    sequence: entry.sequence + steps.count,
    changedAt: Math.max(entry.changedAt, steps.lastAt ?? 0),
  };
}

/** When the newest of what a feed shows changed; undefined for an empty one. */
export function newestOf(entries: readonly Pick<Entry, 'changedAt'>[]): Instant | undefined {
  return entries.length === 0 ? undefined : Math.max(...entries.map((one) => one.changedAt));
}

/** Zones of places; UTC is no place, its times are written with a Z. */
export const isPlace = (zone: Zone): boolean => zone !== 'UTC';

export const seriesPath = '/calendar/series.ics';

/** `/calendar/talks/9.ics`; with the key of its series where another series has a talk of that number too. */
export function talkPath(talk: Pick<Talk, 'number'>, seriesKey?: string): string {
  return `/calendar/talks/${seriesKey === undefined ? '' : `${seriesKey}-`}${talk.number}.ics`;
}

export interface TalkAddress {
  readonly number: number;
  readonly seriesKey: string | undefined;
}

/** Reads what `talkPath` wrote; undefined for anything else. */
export function readTalkPath(path: string): TalkAddress | undefined {
  const match = /^\/calendar\/talks\/(?:([a-z][a-z0-9-]{0,30})-)?([1-9]\d{0,5})\.ics$/.exec(path);
  return match ? { number: Number(match[2]), seriesKey: match[1] } : undefined;
}

/** Whose link it is, and the how manyeth of theirs: renewing counts on, so that the older ones are no more. */
export interface FeedLink {
  readonly person: PersonId;
  readonly number: number;
}

/** The purpose for which personal links are signed. */
export const linkPurpose = 'calendar';

/** What of a personal link is signed. */
export const signedText = ({ person, number }: FeedLink): string => `${person}.${number}`;

export function personPath(link: FeedLink, mark: string): string {
  return `/calendar/people/${signedText(link)}.${mark}.ics`;
}

/** Reads what `personPath` wrote; undefined where nobody could have written it. */
export function readPersonPath(
  path: string,
): { readonly link: FeedLink; readonly mark: string } | undefined {
  const match =
    /^\/calendar\/people\/([a-z0-9]{4,20})\.([1-9]\d{0,8})\.([A-Za-z0-9_-]{43})\.ics$/.exec(path);
  if (!match) return undefined;
  const [, person = '', number = '', mark = ''] = match;
  return { link: { person: personId(person), number: Number(number) }, mark };
}
