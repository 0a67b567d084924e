// What a card says of a talk itself; who sits in it is said by the seats.
import { type Block, type Button, buttons, type Card, type Field, text } from '../chat/card.ts';
import type { Inline, Line } from '../kernel/inline.ts';
import { link, strong } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import { never } from '../kernel/result.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import { moment, span, spanText, timeText, zoneName, zonesDiffer } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';
import type { FindRefusal } from './rules.ts';
import { phaseOf, type Talk } from './rules.ts';

/** Who reads it: in which language, and where their clock stands if the card is private. */
export interface TalkReader {
  readonly language: Language;
  /** Undefined in a channel, which has no reader of its own. */
  readonly zone: Zone | undefined;
}

/** Day and time with the zone named, then the reader's where it differs. */
export function when(talk: Talk, reader: TalkReader): Line {
  const w = wording(reader.language).talks;
  const there = span(talk.startsAt, talk.endsAt, talk.zone, reader.language);
  if (reader.zone === undefined || !zonesDiffer(talk.startsAt, talk.zone, reader.zone))
    return [there];
  return [
    { ...there, own: true },
    ` · ${w.yourTime()}: ${spanText(talk.startsAt, talk.endsAt, reader.zone, reader.language)}`,
  ];
}

/** The place, with a map link where the file has one. */
export function where(talk: Talk, language: Language): Line {
  const { address, map } = talk.series;
  return [
    address === undefined ? talk.place : `${talk.place}, ${address}`,
    ...(map === undefined ? [] : [' (', link(wording(language).talks.map(), map), ')']),
  ];
}

export function heading(talk: Talk, language: Language): Line {
  return [wording(language).talks.heading(talk.number, talk.title)];
}

export function speakersLine(talk: Talk): string {
  return talk.speakers.map((s) => s.name).join(', ');
}

/** Time, place, speakers, as labelled fields. */
export function talkFields(talk: Talk, reader: TalkReader): Block {
  const w = wording(reader.language).talks;
  const fields: Field[] = [
    { label: w.time(), value: when(talk, reader) },
    { label: w.place(), value: where(talk, reader.language) },
  ];
  if (talk.speakers.length > 0) fields.push({ label: w.speakers(), value: [speakersLine(talk)] });
  return { kind: 'fields', fields };
}

/** What the talk is about, and who speaks. */
export function abstractBlocks(talk: Talk, language: Language): readonly Block[] {
  const w = wording(language).talks;
  const about = talk.speakers.filter((s) => s.about !== undefined);
  return [
    ...(talk.abstract === undefined ? [] : [text(...paragraphs(talk.abstract))]),
    ...about.map((s) => text([strong(w.aboutSpeaker(s.name))], ...paragraphs(s.about as string))),
  ];
}

function paragraphs(prose: string): readonly Line[] {
  return prose
    .split(/\n+/)
    .map((p) => p.trim())
    .filter((p) => p !== '')
    .map((p) => [p]);
}

/** Event page, survey, group and e-group in one line; undefined where there is none. */
export function linksLine(talk: Talk, language: Language): Line | undefined {
  const w = wording(language).talks;
  const parts: Inline[] = [];
  if (talk.page !== undefined) parts.push(link(w.eventPage(), talk.page));
  if (talk.survey?.open)
    parts.push(
      talk.survey.link === undefined ? w.surveyOpen() : link(w.survey(), talk.survey.link),
    );
  if (talk.series.group !== undefined) parts.push(link(w.group(), talk.series.group));
  if (talk.series.eGroup !== undefined) parts.push(link(w.eGroup(), talk.series.eGroup));
  if (parts.length === 0) return undefined;
  return parts.flatMap((p, i) => (i === 0 ? [p] : [' · ', p]));
}

/** Whether one can register, in words, with the instant at which that changes. */
export function registrationLine(talk: Talk, now: Instant, language: Language): Line {
  const w = wording(language).talks;
  const phase = phaseOf(talk, now);
  switch (phase) {
    case 'cancelled':
      return [strong(w.cancelledBecause(talk.cancelled ?? ''))];
    case 'not-yet-open':
      return [`${w.opensAt()} `, moment(talk.opensAt ?? now, talk.zone, language)];
    case 'open':
      return talk.closesAt === undefined
        ? [w.open()]
        : [`${w.open()} · ${w.closesAt()} `, moment(talk.closesAt, talk.zone, language)];
    case 'closed':
      return [w.closed()];
    case 'running':
      return [w.running()];
    case 'over':
      return [w.over()];
    default:
      return never(phase);
  }
}

/** The last talk is on right now, and none comes after it. */
export function onlyRunning(talk: Talk, language: Language): string {
  const until = `${timeText(talk.endsAt, talk.zone)} (${zoneName(talk.zone, language)})`;
  return wording(language).talks.onlyRunning(talk.number, until);
}

/** What is answered where no talk, or more than one, was meant. `button` gives each match a button. */
export function findRefusalCard(
  refusal: FindRefusal,
  language: Language,
  button: (talk: Talk) => Button,
): Card {
  const w = wording(language).talks;
  switch (refusal.kind) {
    case 'nothing-named':
      return {
        language,
        title: [w.nothingNamed(refusal.upcoming)],
        blocks: refusal.held?.length ? [buttons(...refusal.held.map(button))] : [],
      };
    case 'no-such-talk':
      return {
        language,
        title: [w.noSuchTalk(refusal.typed.slice(0, 60), refusal.upcoming)],
        blocks: [],
      };
    case 'none-upcoming':
      return refusal.running
        ? { language, title: [onlyRunning(refusal.running, language)], blocks: [] }
        : { language, title: [w.noneUpcoming()], blocks: [] };
    case 'several':
      return {
        language,
        title: [w.several(refusal.talks.length)],
        blocks: [
          { kind: 'list', items: refusal.talks.map((t) => heading(t, language)) },
          buttons(...refusal.talks.map(button)),
        ],
      };
    default:
      return never(refusal);
  }
}
