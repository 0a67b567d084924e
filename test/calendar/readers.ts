// What two independent iCalendar readers make of a feed: ical.js works times out by the feed's own VTIMEZONE, node-ical by its own table of zones.
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import ical from 'node-ical';

export interface ReadEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  /** Wall time in the zone that the event names, e.g. `2019-07-10T18:00 Europe/Zurich`. */
  readonly start: string;
  readonly end: string;
  /** UTC milliseconds. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly url: string | undefined;
  readonly transparency: string;
}

export interface ReadFeed {
  readonly name: string;
  readonly events: readonly ReadEvent[];
}

const byStart = (a: ReadEvent, b: ReadEvent) => a.startsAt - b.startsAt;
const wallText = (at: number, zone: string) =>
  `${DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm")} ${zone}`;

/** Lines end with CRLF, and none is longer than 75 octets. */
export function brokenLines(text: string): readonly string[] {
  const lines = text.split('\r\n');
  if (lines.pop() !== '') return ['the last line does not end'];
  return lines.filter((line) => /[\r\n]/.test(line) || Buffer.byteLength(line) > 75);
}

export function readByIcalJs(text: string): ReadFeed {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((part) => {
      const zone = new ICAL.Timezone(part);
      return [zone.tzid, zone] as const;
    }),
  );
  const events = calendar.getAllSubcomponents('vevent').map((part): ReadEvent => {
    const at = (name: string) => {
      const property = part.getFirstProperty(name);
      const time = property?.getFirstValue() as ICAL.Time;
      const tzid = property?.getFirstParameter('tzid');
      const zone = tzid === undefined ? ICAL.Timezone.utcTimezone : zones.get(tzid);
      if (!zone) throw new Error(`the feed has no zone ${tzid}`);
      time.zone = zone;
      const wall = time.toString().replace(/:00Z?$/, '');
      return { instant: time.toUnixTime() * 1000, wall: `${wall} ${tzid ?? 'UTC'}` };
    };
    const text = (name: string) => String(part.getFirstPropertyValue(name) ?? '');
    const [start, end] = [at('dtstart'), at('dtend')];
    return {
      uid: text('uid'),
      sequence: Number(text('sequence')),
      status: text('status'),
      start: start.wall,
      end: end.wall,
      startsAt: start.instant,
      endsAt: end.instant,
      summary: text('summary'),
      description: text('description'),
      location: text('location'),
      url: part.getFirstPropertyValue('url')?.toString(),
      transparency: text('transp'),
    };
  });
  return {
    name: String(calendar.getFirstPropertyValue('x-wr-calname') ?? ''),
    events: events.sort(byStart),
  };
}

export function readByNodeIcal(text: string): ReadFeed {
  const all = ical.sync.parseICS(text);
  const events = Object.values(all).flatMap((part): ReadEvent[] => {
    if (part.type !== 'VEVENT') return [];
    const [from, to] = [part.start, part.end];
    return [
      {
        uid: part.uid,
        sequence: Number(part.sequence),
        status: String(part.status),
        start: wallText(from.valueOf(), zoneOf(from)),
        end: wallText(to.valueOf(), zoneOf(to)),
        startsAt: from.valueOf(),
        endsAt: to.valueOf(),
        summary: part.summary,
        description: part.description,
        location: part.location,
        url: textOf(part.url),
        transparency: String(part.transparency),
      },
    ];
  });
  const calendar = all['vcalendar'] as unknown as Readonly<Record<string, string>> | undefined;
  return { name: calendar?.['WR-CALNAME'] ?? '', events: events.sort(byStart) };
}

/** A property that came with parameters is given with them. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'val' in value
    ? String(value.val)
    : (value as string | undefined);
}

function zoneOf(time: Date & { readonly tz?: string }): string {
  return time.tz === undefined || time.tz === 'Etc/UTC' ? 'UTC' : time.tz;
}
