// A day as people type it, in English and French: "2019-08-01", "1 Aug 2019", "1er août", "yesterday"; and what a change is counted since.
import { isLocalDate, type LocalDate, plusDays } from '../../kernel/time.ts';

const monthNames: readonly (readonly string[])[] = [
  ['january', 'jan', 'janvier', 'janv'],
  ['february', 'feb', 'fevrier', 'fevr', 'fev'],
  ['march', 'mar', 'mars'],
  ['april', 'apr', 'avril', 'avr'],
  ['may', 'mai'],
  ['june', 'jun', 'juin'],
  ['july', 'jul', 'juillet', 'juil'],
  ['august', 'aug', 'aout'],
  ['september', 'sept', 'sep', 'septembre'],
  ['october', 'oct', 'octobre'],
  ['november', 'nov', 'novembre'],
  ['december', 'dec', 'decembre'],
];

/** `july`, `juil`, folded, as `07`; undefined where it is no month. */
export function monthOf(name: string): string | undefined {
  const index = monthNames.findIndex((names) => names.includes(name));
  return index < 0 ? undefined : String(index + 1).padStart(2, '0');
}

/** Lower case, no accents, no points after short names. */
function plainText(typed: string): string {
  return typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\u202f\u00a0]+/g, ' ')
    .replace(/(?<=[a-z])\./g, '')
    .trim();
}

const real = (on: LocalDate): LocalDate | undefined => (isLocalDate(on) ? on : undefined);

/** The newest of this and last year that is not after today; a day that a year does not have is looked for in the years before. */
function newestUntil(monthAndDay: string, today: LocalDate): LocalDate | undefined {
  const year = Number(today.slice(0, 4));
  return [0, 1, 2, 3, 4, 5, 6, 7, 8]
    .map((back) => `${year - back}-${monthAndDay}`)
    .find((on) => on <= today && isLocalDate(on));
}

/** One day. Without a year, the newest such day up to today. Undefined where it is no day of the calendar, or before 2000. */
export function readDay(typed: string, today: LocalDate): LocalDate | undefined {
  const text = plainText(typed).replace(/^(?:the|le) /, '');
  if (/^(?:today|aujourd['’]hui)$/.test(text)) return today;
  if (/^(?:yesterday|hier)$/.test(text)) return plusDays(today, -1);
  if (/^2\d{3}-\d{2}-\d{2}$/.test(text)) return real(text);
  // Day before month, as in Geneva; with a slash nobody could tell.
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(2\d{3})$/.exec(text);
  if (dotted) {
    const [, day = '', month = '', year] = dotted;
    return real(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  }
  const named =
    /^(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)(?: (2\d{3}))?$/.exec(text) ??
    reordered(/^([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?:,? (2\d{3}))?$/.exec(text));
  if (!named) return undefined;
  const [, day = '', name = '', year] = named;
  const month = monthOf(name);
  if (month === undefined) return undefined;
  const monthAndDay = `${month}-${day.padStart(2, '0')}`;
  return year === undefined ? newestUntil(monthAndDay, today) : real(`${year}-${monthAndDay}`);
}

function reordered(match: RegExpExecArray | null): readonly (string | undefined)[] | undefined {
  return match ? [match[0], match[2], match[1], match[3]] : undefined;
}

/** A year before 2000, alone or in a date: no count of followers is as old. */
export function isBefore2000(typed: string): boolean {
  const [, year] = /(?:^|[^\d])([01]?\d{3})(?:[^\d]|$)/.exec(plainText(typed)) ?? [];
  return year !== undefined && Number(year) < 2000;
}

/** From when a change is counted: a day, or the first day of a month ("january", "January 2019", "2019-01") or of a year ("2019"). */
export function readSince(typed: string, today: LocalDate): LocalDate | undefined {
  const day = readDay(typed, today);
  if (day !== undefined) return day;
  const text = plainText(typed);
  if (/^2\d{3}$/.test(text)) return `${text}-01-01`;
  if (/^2\d{3}-\d{2}$/.test(text)) return real(`${text}-01`);
  const [, name = '', year] = /^([a-z]+)(?: (2\d{3}))?$/.exec(text) ?? [];
  const month = monthOf(name);
  if (month === undefined) return undefined;
  return year === undefined ? newestUntil(`${month}-01`, today) : `${year}-${month}-01`;
}
