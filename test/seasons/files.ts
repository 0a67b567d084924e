// The data file of a simulated season as an editor changes it from June 2019 to March 2020: the season of data/, with talks moved, cancelled, revived and added.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { root } from '../app/built.ts';
import { instantIn } from './wall.ts';

/** A talk as the file says it, its instants worked out. */
export interface FiledTalk {
  readonly number: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly title: string | undefined;
  readonly place: string;
  readonly speakers: boolean;
  readonly capacity: number;
  readonly elsewhere: number;
  readonly cancelled: boolean;
}

export interface SeasonFile {
  /** When it is read. */
  readonly at: number;
  readonly text: string;
  readonly talks: readonly FiledTalk[];
}

export const zone = 'Europe/Zurich';

type Fields = Readonly<Record<string, unknown>>;

interface Written {
  readonly series: Fields & { readonly place: string; readonly capacity: number };
  readonly talks: readonly (Fields & { readonly number: number })[];
}

interface Change {
  readonly at: string;
  readonly talk: number;
  /** Undefined takes a field away; `startsAt` moves the whole hour. */
  readonly set: Fields;
}

const moved = (starts: string, ends: string) => ({ starts, ends });

/** What an editor does to the file. The times are chosen so that something is due around each. */
const changes: readonly Change[] = [
  { at: '2019-06-20 11:00', talk: 10, set: { title: 'Robots at work' } },
  { at: '2019-07-08 14:00', talk: 9, set: { capacity: 50 } },
  // The day before is over, its question asked.
  { at: '2019-07-24 11:00', talk: 10, set: { place: '500-1-001' } },
  // Before the question of the day before was due.
  { at: '2019-08-05 14:00', talk: 11, set: moved('2019-08-09 18:30', '2019-08-09 19:30') },
  // While seats are offered: the question is asked anew for the new day.
  { at: '2019-08-21 09:30', talk: 12, set: moved('2019-08-22 18:00', '2019-08-22 19:00') },
  // Earlier on the same day: what is offered holds for less.
  { at: '2019-09-04 09:15', talk: 13, set: moved('2019-09-04 14:00', '2019-09-04 15:00') },
  // Beneath what is taken: nobody loses a seat.
  { at: '2019-09-27 10:00', talk: 14, set: { capacity: 20 } },
  // To the Sunday on which clocks go back.
  { at: '2019-10-10 16:00', talk: 15, set: moved('2019-10-27 18:00', '2019-10-27 19:00') },
  { at: '2019-11-12 16:00', talk: 16, set: { cancelled: 'The speaker is ill.' } },
  { at: '2019-11-18 09:30', talk: 17, set: moved('2019-12-11 18:00', '2019-12-11 19:00') },
  { at: '2019-11-28 12:00', talk: 17, set: { cancelled: 'The hall is flooded.' } },
  { at: '2019-12-02 12:00', talk: 17, set: { cancelled: undefined, place: 'Main auditorium' } },
  // On the Sunday on which clocks go forward.
  { at: '2020-02-24 09:30', talk: 18, set: moved('2020-03-29 18:00', '2020-03-29 19:00') },
];

const local = (text: string) => instantIn(zone, text.slice(0, 10), text.slice(11));

/** All versions of the file in their order, the first as data/ has it. `begins`: when that one is read; `share`: of the seats, where there are fewer people. */
export function seasonFiles(begins: number, share: number): readonly SeasonFile[] {
  const fewer = (fields: Fields): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        ['capacity', 'takenElsewhere'].includes(name) ? Math.round(Number(value) * share) : value,
      ]),
    );
  const seed = parse(readFileSync(join(root, 'data/talks.yaml'), 'utf8')) as Written;
  let written: Written = {
    series: fewer(seed.series) as Written['series'],
    talks: seed.talks.map((talk) => fewer(talk) as Written['talks'][number]),
  };
  const files = [fileOf(written, begins)];
  for (const { at, talk, set } of changes) {
    const known = written.talks.some(({ number }) => number === talk);
    const talks = known ? written.talks : [...written.talks, { number: talk }];
    written = {
      ...written,
      talks: talks.map((one) => (one.number === talk ? { ...one, ...fewer(set) } : one)),
    };
    files.push(fileOf(written, local(at)));
  }
  return files;
}

function fileOf({ series, talks }: Written, at: number): SeasonFile {
  return {
    at,
    text: stringify({ series, talks }),
    talks: talks.map((talk) => ({
      number: talk.number,
      startsAt: local(String(talk['starts'])),
      endsAt: local(String(talk['ends'])),
      title: talk['title'] as string | undefined,
      place: (talk['place'] as string | undefined) ?? series.place,
      speakers: talk['speakers'] !== undefined,
      capacity: (talk['capacity'] as number | undefined) ?? series.capacity,
      elsewhere: (talk['takenElsewhere'] as number | undefined) ?? 0,
      cancelled: talk['cancelled'] !== undefined,
    })),
  };
}
