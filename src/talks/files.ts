// data/talks.yaml to plain values. A file with a mistake is refused whole: file, line, what is wrong.
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { ok, type Result, refuse } from '../kernel/result.ts';
import {
  canonicalZone,
  type Instant,
  instantOf,
  isLocalDate,
  isLocalTime,
  type Zone,
} from '../kernel/time.ts';
import { clockTime, readWaiting, waitingSchema } from './files/waiting.ts';
import type { FiledTalk, Season } from './rules.ts';

/** What is wrong, ready to print: `data/talks.yaml:12: …`. */
export interface FileMistake {
  readonly line: number;
  readonly message: string;
}

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');
const prose = z.string().trim().min(1).max(8000);
const address = z
  .string()
  .trim()
  .regex(/^https?:\/\/\S+$/i, 'must be an address that starts with http:// or https://')
  .max(2000);
const wallTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/, 'must be a date and time like 2019-07-10 18:00')
  .refine(
    (t) => isLocalDate(t.slice(0, 10)) && isLocalTime(t.slice(11)),
    'is no date and time of the calendar',
  );
const seats = z.number().int('must be a whole number').min(0).max(100_000);

const fileSchema = z.strictObject({
  series: z.strictObject({
    key: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and -'),
    title: line(140),
    description: prose,
    place: line(200),
    address: line(300).optional(),
    map: address.optional(),
    timeZone: z
      .string()
      .refine((name) => canonicalZone(name) !== undefined, 'must be a zone like Europe/Zurich'),
    capacity: seats,
    dinner: z.boolean(),
    weekday: z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
    time: clockTime,
    links: z.strictObject({ group: address.optional(), eGroup: address.optional() }).optional(),
    waiting: waitingSchema.optional(),
  }),
  talks: z.array(
    z.strictObject({
      number: z.number().int('must be a whole number').min(1).max(999_999),
      starts: wallTime,
      ends: wallTime,
      title: line(200).optional(),
      abstract: prose.optional(),
      speakers: z
        .array(z.strictObject({ name: line(100), about: prose.optional() }))
        .max(20)
        .optional(),
      place: line(200).optional(),
      capacity: seats.optional(),
      dinner: z.boolean().optional(),
      cancelled: line(500).optional(),
      registration: z
        .strictObject({ opens: wallTime.optional(), closes: wallTime.optional() })
        .optional(),
      takenElsewhere: seats.optional(),
      survey: z.strictObject({ open: z.boolean(), link: address.optional() }).optional(),
      links: z.strictObject({ page: address.optional() }).optional(),
    }),
  ),
});

type FileTalk = z.infer<typeof fileSchema>['talks'][number];

/** Whether the text looks like a talks file (and not a followers file): it has a `series`. */
export function looksLikeSeason(text: string): boolean {
  return /^series:/m.test(text);
}

/** Reads a talks file. All mistakes are told at once, each with its line. */
export function readSeason(text: string): Result<Season, readonly FileMistake[]> {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: true,
  });
  if (document.errors.length > 0)
    return refuse(
      document.errors.map((e) => ({ line: counter.linePos(e.pos[0]).line, message: e.message })),
    );
  const plain = withoutAliases(document, counter);
  if (!plain.ok) return plain;
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      const key = keyNode(document.getIn(path.slice(0, length - 1), true), path[length - 1]);
      const range = key?.range ?? node?.range;
      if (range) return counter.linePos(range[0]).line;
    }
    return 1;
  };
  const read = fileSchema.safeParse(plain.value);
  if (!read.success)
    return refuse(
      read.error.issues.map((issue) => ({
        line: lineOf(
          issue.code === 'unrecognized_keys'
            ? [...issue.path, issue.keys[0] as string]
            : issue.path,
        ),
        message: sentence(issue, document.hasIn(issue.path)),
      })),
    );
  const { series, talks } = read.data;
  const zone = canonicalZone(series.timeZone) as Zone;
  const waiting = readWaiting(series.waiting);
  const mistakes: FileMistake[] = waiting.mistakes.map(({ key, message }) => ({
    line: lineOf(['series', 'waiting', key]),
    message: `series › waiting › ${key}: ${message}`,
  }));
  const numbers = new Map<number, number>();
  talks.forEach((talk, index) => {
    const first = numbers.get(talk.number);
    if (first !== undefined)
      mistakes.push({
        line: lineOf(['talks', index, 'number']),
        message: `talk ${talk.number} stands twice, first in line ${first}`,
      });
    else numbers.set(talk.number, lineOf(['talks', index, 'number']));
    const from = instant(talk.starts, zone);
    const to = instant(talk.ends, zone);
    if (to <= from)
      mistakes.push({
        line: lineOf(['talks', index, 'ends']),
        message: `talk ${talk.number} ends before it starts`,
      });
    const { opens, closes } = talk.registration ?? {};
    if (closes !== undefined && instant(closes, zone) > from)
      mistakes.push({
        line: lineOf(['talks', index, 'registration', 'closes']),
        message: `registration for talk ${talk.number} closes after the talk starts`,
      });
    if (
      opens !== undefined &&
      instant(opens, zone) >= (closes === undefined ? from : instant(closes, zone))
    )
      mistakes.push({
        line: lineOf(['talks', index, 'registration', 'opens']),
        message: `registration for talk ${talk.number} opens after it closes`,
      });
  });
  if (mistakes.length > 0) return refuse(mistakes);
  return ok({
    series: {
      key: series.key,
      title: series.title,
      description: series.description,
      place: series.place,
      address: series.address,
      map: series.map,
      group: series.links?.group,
      eGroup: series.links?.eGroup,
      waiting: waiting.rules,
    },
    zone,
    talks: talks.map((talk) => filed(talk, series, zone)),
  });
}

/** The document's values, each alias as what it stands for; refused where one stands for nothing, or where they multiply without end. */
function withoutAliases(
  document: Document.Parsed,
  counter: LineCounter,
): Result<unknown, readonly FileMistake[]> {
  const aliases: FileMistake[] = [];
  const astray: FileMistake[] = [];
  visit(document, {
    Alias: (_, alias) => {
      const { line } = counter.linePos(alias.range?.[0] ?? 0);
      const name = `*${alias.source}`;
      aliases.push({ line, message: `${name}: the aliases of this file stand for too much` });
      if (!alias.resolve(document))
        astray.push({ line, message: `${name}: there is no &${alias.source} above it` });
    },
  });
  if (astray.length > 0) return refuse(astray);
  try {
    return ok(document.toJS());
  } catch (error) {
    // The parser's own limit, against a small file that unfolds into an endless one.
    if (!(error instanceof ReferenceError)) throw error;
    return refuse(aliases.slice(0, 1));
  }
}

function filed(
  talk: FileTalk,
  series: z.infer<typeof fileSchema>['series'],
  zone: Zone,
): FiledTalk {
  const { opens, closes } = talk.registration ?? {};
  return {
    number: talk.number,
    zone,
    startsAt: instant(talk.starts, zone),
    endsAt: instant(talk.ends, zone),
    startsLocal: talk.starts.replace(' ', 'T'),
    endsLocal: talk.ends.replace(' ', 'T'),
    title: talk.title ?? null,
    abstract: talk.abstract ?? null,
    speakers: talk.speakers ?? [],
    place: talk.place ?? series.place,
    capacity: talk.capacity ?? series.capacity,
    elsewhere: talk.takenElsewhere ?? 0,
    dinner: talk.dinner ?? series.dinner,
    cancelled: talk.cancelled ?? null,
    opensAt: opens === undefined ? null : instant(opens, zone),
    closesAt: closes === undefined ? null : instant(closes, zone),
    survey: talk.survey ?? null,
    page: talk.links?.page ?? null,
  };
}

function instant(wallTimeText: string, zone: Zone): Instant {
  return instantOf(wallTimeText.slice(0, 10), wallTimeText.slice(11), zone);
}

function keyNode(parent: unknown, key: PropertyKey | undefined): Node | undefined {
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
  return pair && isScalar(pair.key) ? pair.key : undefined;
}

function sentence(issue: z.core.$ZodIssue, there: boolean): string {
  const where = issue.path.map(String).join(' › ') || 'the file';
  if (issue.code === 'unrecognized_keys')
    return `${where}: there is no “${issue.keys.join('”, “')}” here`;
  if (issue.code === 'invalid_type' && !there) return `${where} is missing`;
  return `${where}: ${issue.message.replace(/^Invalid input: /, '')}`;
}
