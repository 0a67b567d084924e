// Entries to iCalendar text (RFC 5545): one talk, the series, or what somebody holds. The library writes lines; what they say is decided here.
import ical, {
  escape as escapeText,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { Language } from '../kernel/language.ts';
import { never } from '../kernel/result.ts';
import { hour, type Instant, wall } from '../kernel/time.ts';
import type { SeatState } from '../seats/rules.ts';
import type { Talk } from '../talks/rules.ts';
import { wording } from '../wording/wording.ts';
import { timezoneText } from './rules/zone.ts';
import { type Entry, isPlace } from './rules.ts';

/** How often a calendar is asked to look again. Most look when they please. */
const refreshMs = hour;

export interface FeedHead {
  readonly language: Language;
  /** What the calendar is called. */
  readonly name: string;
  readonly description: string;
}

/** The feed that everybody may read: busy for nobody, since following a series is no promise to come. */
export function seriesFeed(head: FeedHead, entries: readonly Entry[]): string {
  return written(head, entries, ICalEventTransparency.TRANSPARENT);
}

/** One talk, as somebody puts it into their own calendar. */
export function talkFeed(language: Language, entry: Entry): string {
  const { series } = entry.talk;
  const head = { language, name: series.title, description: '' };
  return written(head, [entry], ICalEventTransparency.OPAQUE);
}

/** What somebody holds, of all talks. */
export function personFeed(
  head: FeedHead,
  entries: readonly Entry[],
  all: readonly Entry[],
): string {
  return written(head, entries, ICalEventTransparency.OPAQUE, all);
}

/** `zoned`: the talks whose zones are told, so that a calendar without a talk is a calendar too (a component at least, RFC 5545, 3.4). */
function written(
  { language, name, description }: FeedHead,
  entries: readonly Entry[],
  transparency: ICalEventTransparency,
  zoned: readonly Entry[] = entries,
): string {
  const calendar = ical({
    prodId: { company: 'Idea Circle Bot', product: 'Talks', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    scale: 'GREGORIAN',
    ttl: refreshMs / 1000,
  });
  // The library escapes the texts of events, but not these two.
  calendar.name(escapeText(oneLine(name), false));
  if (description !== '') calendar.description(escapeText(clean(description), false));
  for (const entry of entries) add(calendar, entry, language, transparency);
  return withZones(calendar.toString(), zoned);
}

/**
 * Puts the zones where they belong, between the calendar's properties and its events. The library would write them before some of the properties, and the times
 * of change, which must be UTC, as local times.
 */
function withZones(text: string, entries: readonly Entry[]): string {
  const zones = [...new Set(entries.map(({ talk }) => talk.zone))].filter(isPlace);
  const [first] = zones;
  const inserted = [
    ...(first === undefined ? [] : [`X-WR-TIMEZONE:${first}`]),
    ...zones.flatMap((zone) => timezoneText(zone, yearsIn(zone, entries)).split('\n')),
  ].map((line) => `${line}\r\n`);
  const whole = `${text}\r\n`;
  const events = whole.indexOf('\r\nBEGIN:VEVENT\r\n');
  const at = events < 0 ? whole.lastIndexOf('END:VCALENDAR') : events + 2;
  return whole.slice(0, at) + inserted.join('') + whole.slice(at);
}

const yearsIn = (zone: string, entries: readonly Entry[]): readonly number[] =>
  entries
    .filter(({ talk }) => talk.zone === zone)
    .flatMap(({ talk }) => [talk.startsAt, talk.endsAt])
    .map((at) => wall(at, zone).year);

function add(
  calendar: ICalCalendar,
  entry: Entry,
  language: Language,
  transparency: ICalEventTransparency,
): void {
  const { talk, sequence, changedAt } = entry;
  const { address, title } = talk.series;
  const utc = (at: Instant) => wall(at, 'UTC');
  const event: ICalEventData = {
    id: `${talk.id}@idea-circle-bot`,
    sequence,
    stamp: utc(changedAt),
    lastModified: utc(changedAt),
    start: utc(talk.startsAt),
    end: utc(talk.endsAt),
    timezone: isPlace(talk.zone) ? talk.zone : null,
    summary: oneLine(summaryOf(entry, language)),
    description: clean(descriptionOf(entry, language)),
    location: oneLine(address === undefined ? talk.place : `${talk.place}, ${address}`),
    categories: [{ name: oneLine(title) }],
    url: talk.page === undefined ? null : addressOf(talk.page),
    ...standingOf(entry, transparency),
  };
  calendar.createEvent(event);
}

type Standing = Pick<ICalEventData, 'status' | 'transparency' | 'busystatus'>;

/** Whether it takes place, whether the reader comes, and whether their calendar counts them as busy. */
function standingOf({ talk, mine }: Entry, transparency: ICalEventTransparency): Standing {
  const free = {
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  };
  if (talk.cancelled !== undefined) return { status: ICalEventStatus.CANCELLED, ...free };
  const busy = { transparency, busystatus: ICalEventBusyStatus.BUSY };
  const open = transparency === ICalEventTransparency.TRANSPARENT ? free : busy;
  switch (mine) {
    case undefined:
    case 'confirmed':
      return { status: ICalEventStatus.CONFIRMED, ...open };
    case 'offered':
    case 'waiting':
      return { status: ICalEventStatus.TENTATIVE, ...free };
    default:
      return never(mine);
  }
}

function summaryOf({ talk, mine }: Entry, language: Language): string {
  const w = wording(language);
  const heading = w.talks.heading(talk.number, talk.title);
  if (talk.cancelled !== undefined) return w.feeds.cancelled(heading);
  if (mine === 'offered') return w.feeds.offered(heading);
  return mine === 'waiting' ? w.feeds.waiting(heading) : heading;
}

/** In paragraphs: why it is cancelled, what the reader holds, who speaks about what, and where to read more. */
function descriptionOf({ talk, mine }: Entry, language: Language): string {
  const w = wording(language);
  const cancelled = talk.cancelled !== undefined;
  const paragraphs = [
    ...(talk.cancelled === undefined ? [] : [w.talks.cancelledBecause(talk.cancelled)]),
    ...(mine === undefined || cancelled ? [] : [held(talk, mine, language)]),
    ...(talk.speakers.length === 0
      ? []
      : [w.feeds.speakers(talk.speakers.map(({ name }) => name).join(', '))]),
    ...(talk.dinner && !cancelled ? [w.talks.dinner()] : []),
    ...(talk.abstract === undefined ? [] : [spaced(talk.abstract)]),
    ...talk.speakers.flatMap(({ name, about }) =>
      about === undefined ? [] : [`${w.talks.aboutSpeaker(name)}\n${spaced(about)}`],
    ),
    ...(talk.page === undefined ? [] : [w.feeds.page(talk.page)]),
    ...(talk.series.map === undefined ? [] : [w.feeds.map(talk.series.map)]),
    talk.series.title,
  ];
  return paragraphs.join('\n\n');
}

/** A line between paragraphs, as the chat shows them. */
const spaced = (prose: string): string => prose.replace(/\s*\n\s*/g, '\n\n');

function held(talk: Talk, mine: SeatState, language: Language): string {
  const { feeds, offers, seats } = wording(language);
  const typed = seats.sayCancel(talk.number);
  if (mine === 'offered') return feeds.youAreOffered(offers.sayAccept(talk.number));
  return mine === 'confirmed' ? feeds.youSit(typed) : feeds.youWait(typed);
}

/** Control characters have no place in iCalendar; line breaks and tabs have. */
function clean(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '');
}

const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

/** The library escapes an address as if it were text, and readers do not undo it: what it would escape is written in another way. */
function addressOf(url: string): string {
  return url.replace(/[\\;,]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
