// The clock changes of a zone as iCalendar tells them (RFC 5545, 3.6.5), worked out from the same data by which all our times are: decision 012 says why.
import { remember } from '../../kernel/remember.ts';
import { day, type Instant, instantOf, minute, wall, type Zone } from '../../kernel/time.ts';

/** Clocks that show `from` (minutes east of UTC) until an instant, and `to` from then on. */
interface Shift {
  readonly at: Instant;
  readonly from: number;
  readonly to: number;
}

const offsetAt = (at: Instant, zone: Zone): number => wall(at, zone).offset;

/** Since 1990 no zone changed its clocks and changed them back between two of these, counted from the beginning of a year. */
const stride = 7 * day;

function shiftsBetween(zone: Zone, begin: Instant, end: Instant): readonly Shift[] {
  const shifts: Shift[] = [];
  let to = offsetAt(begin, zone);
  for (let at = begin; at < end; at += stride) {
    const from = to;
    to = offsetAt(at + stride, zone);
    if (from === to) continue;
    let [before, after] = [at, at + stride];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offsetAt(middle, zone) === from) before = middle;
      else after = middle;
    }
    shifts.push({ at: after, from, to });
  }
  return shifts;
}

/** What the clocks show at the instant of a change, by the offset that ends there. */
const shownAt = (shift: Shift) => wall(shift.at + shift.from * minute, 'UTC');

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** The rule by which a change comes once in each of the years, e.g. the last Sunday of March; undefined where it follows none. */
function ruleOf(shifts: readonly Shift[], years: readonly number[]): string | undefined {
  const shown = shifts.map(shownAt);
  const [first] = shown;
  if (!first || shown.length !== years.length) return undefined;
  const same = shown.every(
    (one, i) =>
      one.year === years[i] &&
      one.month === first.month &&
      one.weekday === first.weekday &&
      one.toFormat('HHmmss') === first.toFormat('HHmmss'),
  );
  if (!same) return undefined;
  const weekday = weekdays[first.weekday - 1];
  const month = `FREQ=YEARLY;BYMONTH=${first.month};BYDAY=`;
  if (shown.every((one) => one.day > (one.daysInMonth as number) - 7))
    return `${month}-1${weekday}`;
  const nth = Math.ceil(first.day / 7);
  if (shown.every((one) => Math.ceil(one.day / 7) === nth)) return `${month}${nth}${weekday}`;
  return undefined;
}

/** `+0200`, `-0330`; seconds only where there are some. */
function offsetText(minutes: number): string {
  const seconds = Math.round(Math.abs(minutes) * 60);
  const two = (n: number) => String(n).padStart(2, '0');
  const rest = seconds % 60 === 0 ? '' : two(seconds % 60);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(seconds / 3600))}${two(Math.floor(seconds / 60) % 60)}${rest}`;
}

function observance(
  { from, to }: Pick<Shift, 'from' | 'to'>,
  start: string,
  rule?: string,
): string[] {
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    `END:${kind}`,
  ];
}

const timeText = (shown: ReturnType<typeof wall>): string => shown.toFormat("yyyyLLdd'T'HHmmss");

/** These years and the ones beside them, so that every change that matters to one of their days is among theirs. */
function yearsAround(years: readonly number[]): readonly number[] {
  const all = new Set(years.flatMap((year) => [year - 1, year, year + 1]));
  return [...all].sort((a, b) => a - b);
}

const beginOf = (year: number): Instant =>
  instantOf(`${String(year).padStart(4, '0')}-01-01`, '00:00', 'UTC');

const written = remember((zone: Zone, given: string): string => {
  const years = yearsAround(given.split(' ').map(Number));
  const kinds = new Map<string, Shift[]>();
  for (const shift of years.flatMap((y) => shiftsBetween(zone, beginOf(y), beginOf(y + 1)))) {
    const kind = `${shift.from} ${shift.to}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), shift]);
  }
  const told = [...kinds.values()].map((same) => ({ same, rule: ruleOf(same, years) }));
  const ruled = told.length > 0 && told.every(({ rule }) => rule !== undefined);
  // Where all is told by rules, nothing is needed before the first change.
  const firsts = ruled ? [] : years.filter((year) => !years.includes(year - 1));
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    `X-LIC-LOCATION:${zone}`,
    ...firsts.flatMap((year) => {
      const offset = offsetAt(beginOf(year), zone);
      return observance({ from: offset, to: offset }, timeText(wall(beginOf(year), zone)));
    }),
    ...told.flatMap(({ same, rule }) =>
      rule === undefined
        ? same.flatMap((shift) => observance(shift, timeText(shownAt(shift))))
        : observance(same[0] as Shift, timeText(shownAt(same[0] as Shift)), rule),
    ),
    'END:VTIMEZONE',
  ].join('\n');
});

/**
 * A VTIMEZONE that is right for every instant of these years (in the zone's own reckoning); lines end with `\n`. Changes that follow a rule are told by it, as
 * old calendars want it, any other one by one.
 */
export function timezoneText(zone: Zone, years: readonly number[]): string {
  return written(zone, [...new Set(years)].sort((a, b) => a - b).join(' '));
}
