// A calendar file (.ics) to the days of its all-day events: on these no digest comes. A file with a mistake is refused whole, with its line.
import ICAL from 'ical.js';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isLocalDate, type LocalDate } from '../kernel/time.ts';
import type { IsHoliday } from './rules.ts';

/** What is wrong, ready to print: `holidays.ics:12: …`. */
export interface FileMistake {
  readonly line: number;
  readonly message: string;
}

export interface Holidays {
  readonly isHoliday: IsHoliday;
  /** All-day events; each may last several days and come every year. */
  readonly events: number;
  /** Events with a time of day, which are no holidays and are left out. */
  readonly timed: number;
}

/** An event that repeats more often than this before a year is over is no holiday that anybody made. */
const mostRepeats = 20_000;
/** A holiday lasts no longer. */
const mostDays = 366;

/** Reads a calendar file. All-day events count, once or repeated (RRULE, RDATE, without EXDATE), but those that are cancelled. */
export function readHolidays(file: string): Result<Holidays, readonly FileMistake[]> {
  const text = file.replace(/^\uFEFF/, '');
  const calendars = parsed(text);
  if (!calendars.ok) return calendars;
  const lines = eventLines(text);
  const events: ICAL.Event[] = [];
  const mistakes: FileMistake[] = [];
  let timed = 0;
  const components = calendars.value.flatMap((one) => one.getAllSubcomponents('vevent'));
  components.forEach((component, i) => {
    const problem = problemOf(component);
    if (problem !== undefined) mistakes.push({ line: lines[i] ?? 1, message: problem });
    else if (!new ICAL.Event(component).startDate.isDate) timed += 1;
    // A changed repetition belongs to its event, which knows it.
    else if (!component.hasProperty('recurrence-id') && !isCancelled(component))
      events.push(new ICAL.Event(component));
  });
  if (mistakes.length > 0) return refuse(mistakes);
  if (events.length === 0)
    return refuse([{ line: 1, message: 'it holds no all-day event, so it names no holiday' }]);
  return ok({ isHoliday: lookup(events), events: events.length, timed });
}

function parsed(text: string): Result<readonly ICAL.Component[], readonly FileMistake[]> {
  if (!/^BEGIN:VCALENDAR\s*$/im.test(text))
    return refuse([{ line: 1, message: 'it is no calendar: there is no BEGIN:VCALENDAR' }]);
  try {
    const read = ICAL.parse(text.trim()) as unknown[];
    const all = typeof read[0] === 'string' ? [read] : (read as unknown[][]);
    return ok(all.map((one) => new ICAL.Component(one as never)));
  } catch (error) {
    const said = (error as Error).message;
    const wrong = /"([^"]*)"$/.exec(said)?.[1];
    return refuse([{ line: wrong === undefined ? 1 : lineOf(text, wrong), message: said }]);
  }
}

const lineOf = (text: string, wrong: string): number =>
  Math.max(1, text.split(/\r?\n/).findIndex((line) => line.trim() === wrong.trim()) + 1);

/** The lines on which events begin, in their order. */
const eventLines = (text: string): readonly number[] =>
  text.split(/\r?\n/).flatMap((line, i) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [i + 1] : []));

/** What keeps an event from being read; undefined where nothing does. */
function problemOf(component: ICAL.Component): string | undefined {
  const name = `“${String(component.getFirstPropertyValue('summary') ?? 'an event')}”`;
  if (!component.hasProperty('dtstart')) return `${name} has no day (DTSTART)`;
  try {
    const event = new ICAL.Event(component);
    const { startDate, endDate } = event;
    if (['dtstart', 'dtend'].some((one) => isNoDay(component, one)))
      return `${name} is on no day of the calendar`;
    if (endDate.compare(startDate) < 0) return `${name} ends before it begins`;
    if (lengthOf(startDate, endDate) > mostDays) return `${name} lasts longer than a year`;
    event.iterator().next();
    return undefined;
  } catch (error) {
    return `${name} cannot be read (${(error as Error).message})`;
  }
}

/** The parser takes 31 June for 1 July, and a word for nothing. */
function isNoDay(component: ICAL.Component, name: string): boolean {
  const property = component.getFirstProperty(name);
  if (property?.type !== 'date') return false;
  const written = String((property.jCal as readonly unknown[])[3]);
  return written !== String(property.getFirstValue()) || !isLocalDate(written);
}

const lengthOf = (from: ICAL.Time, to: ICAL.Time): number =>
  (Date.parse(dateOf(to)) - Date.parse(dateOf(from))) / 86_400_000;

const isCancelled = (component: ICAL.Component): boolean =>
  String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';

const dateOf = (time: ICAL.Time): LocalDate => time.toString().slice(0, 10);

/** Works a year's days out when one of them is first asked for. */
function lookup(events: readonly ICAL.Event[]): IsHoliday {
  const years = new Map<number, ReadonlySet<LocalDate>>();
  return (on) => {
    const year = Number(on.slice(0, 4));
    const days = years.get(year) ?? new Set(events.flatMap((event) => daysIn(event, year)));
    years.set(year, days);
    return days.has(on);
  };
}

/** The days of an event in a year, and those before it that reach into it. */
function daysIn(event: ICAL.Event, year: number): readonly LocalDate[] {
  const days: LocalDate[] = [];
  const repeats = event.iterator();
  for (let count = 0; count < mostRepeats; count += 1) {
    const next = repeats.next() as ICAL.Time | null;
    if (next === null || next === undefined || next.year > year) break;
    const { startDate, endDate, item } = event.getOccurrenceDetails(next);
    if (endDate.year < year || isCancelled(item.component)) continue;
    const day = startDate.clone();
    // The end is the day after the last; one without an end, or with its start for one, is a day long.
    do {
      days.push(dateOf(day));
      day.adjust(1, 0, 0, 0);
    } while (day.compare(endDate) < 0);
  }
  return days;
}
