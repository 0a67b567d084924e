// Finds the talk that a question means, or the card that says why none is meant.
import { type Button, buttons, type Card } from '../../chat/card.ts';
import type { Reader } from '../../chat/router.ts';
import type { PersonId } from '../../kernel/ids.ts';
import { never, ok, type Result, refuse } from '../../kernel/result.ts';
import { day, type Instant, instantOf, localDate, type Zone } from '../../kernel/time.ts';
import { noUpcomingCard, type TalkView, talkCard, upcomingButton } from '../../seats/cards.ts';
import { audienceOf } from '../../seats/commands.ts';
import { viewOf } from '../../seats/view.ts';
import type { Read } from '../../storage/database.ts';
import { findRefusalCard } from '../../talks/cards.ts';
import type { Talk } from '../../talks/rules.ts';
import {
  pastTalks,
  readTalk,
  runningTalk,
  talkByNumber,
  talksStarting,
  upcomingTalks,
} from '../../talks/store.ts';
import { momentText } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import { answeredCard, daysText } from '../cards/questions.ts';
import { type Days, isAmong } from '../rules/days.ts';
import type { Which } from '../rules/questions.ts';

/** The talk that is meant, or the card that says why none is; undefined where a number is no talk's. */
export async function talkMeant(
  read: Read,
  which: Which,
  reader: Reader,
  zone: Zone,
): Promise<Result<Talk, Card | undefined>> {
  const { now } = reader;
  switch (which.kind) {
    case 'it':
    case 'next': {
      const ahead = (await upcomingTalks(read, now, 20)).filter((t) => t.cancelled === undefined);
      const found = ahead.find((t) => which.kind === 'it' || t.startsAt > now);
      if (found) return ok(found);
      const running = await runningTalk(read, now);
      return refuse(noUpcomingCard(await lastTalk(read, now), audienceOf(reader), running));
    }
    case 'last': {
      const last = await lastTalk(read, now);
      return last
        ? ok(last)
        : refuse(sentenceWithList(wording(reader.language).seats.noPast(), reader));
    }
    case 'number': {
      const talk = await talkByNumber(read, which.number, which.series);
      if (which.bare && (!talk || talk.endsAt <= now)) return refuse(undefined);
      if (talk) return ok(talk);
      const upcoming = (await upcomingTalks(read, now, 8)).map((t) => t.number);
      return refuse(
        findRefusalCard(
          { kind: 'no-such-talk', typed: String(which.number), upcoming },
          reader.language,
          showing(reader),
        ),
      );
    }
    case 'titled': {
      const talks: Talk[] = [];
      for (const id of which.talks) {
        const talk = await readTalk(read, id);
        if (talk) talks.push(talk);
      }
      const ahead = talks.filter((t) => t.endsAt > now);
      return oneOf(ahead.length > 0 ? ahead : talks, reader);
    }
    case 'on':
      return talkThen(read, which, reader, zone);
    default:
      return never(which);
  }
}

async function talkThen(
  read: Read,
  { days, first }: Extract<Which, { readonly kind: 'on' }>,
  reader: Reader,
  zone: Zone,
): Promise<Result<Talk, Card>> {
  const { now, language } = reader;
  const all = await talksOn(read, days, zone);
  const held = all.filter((t) => t.cancelled === undefined);
  const fitting = held.length > 0 ? held : all;
  if (first) {
    const ahead = fitting.find((t) => t.startsAt > now);
    if (ahead) return ok(ahead);
  }
  if (fitting.length > 0) return oneOf(fitting, reader);
  const w = wording(language).questions;
  const next = (await upcomingTalks(read, now, 20)).filter(
    (t) => t.cancelled === undefined && t.startsAt > now,
  );
  const none = w.noneThen(undefined, daysText(days, language));
  const [soon] = next;
  if (!soon) return refuse(sentenceWithList(none, reader));
  const said = [none, w.isNext(soon.number, momentText(soon.startsAt, soon.zone, language))];
  const view = await viewOf(read, soon, reader.person);
  return refuse(answeredCard(said, talkCard(view, audienceOf(reader), true)));
}

/** Two talks that fit are a question with buttons, never a guess. */
function oneOf(talks: readonly Talk[], reader: Reader): Result<Talk, Card> {
  const [only, ...more] = talks;
  if (only && more.length === 0) return ok(only);
  const several = { kind: 'several', talks: talks.slice(0, 5) } as const;
  return refuse(findRefusalCard(several, reader.language, showing(reader)));
}

function showing({ language }: Reader): (talk: Talk) => Button {
  const { seats, talks } = wording(language);
  return ({ id, number }) => ({
    label: talks.label(number),
    describes: seats.showDescribes(number),
    action: { verb: 'show', talk: id },
    typed: seats.sayShow(number),
  });
}

function sentenceWithList(said: string, { language }: Reader): Card {
  return { language, title: [said], blocks: [buttons(upcomingButton(language))] };
}

/** The last talk that took place. */
export async function lastTalk(read: Read, now: Instant): Promise<Talk | undefined> {
  return (await pastTalks(read, now, 10)).find((t) => t.cancelled === undefined);
}

/** The talks that start on these days of their own zone. */
export async function talksOn(read: Read, days: Days, zone: Zone): Promise<readonly Talk[]> {
  const found = new Map<string, Talk>();
  for (const { from, to } of days) {
    // A day to either side: a talk may have another zone than the series.
    const begins = instantOf(from, '00:00', zone) - day;
    const ends = instantOf(to, '00:00', zone) + 2 * day;
    for (const talk of await talksStarting(read, begins, ends))
      if (isAmong(localDate(talk.startsAt, talk.zone), days)) found.set(talk.id, talk);
  }
  return [...found.values()].sort((a, b) => a.startsAt - b.startsAt);
}

/** Talks with their numbers and the reader's own seats, one after another. */
export async function viewsAmong(
  read: Read,
  talks: readonly Talk[],
  person: PersonId | undefined,
): Promise<readonly TalkView[]> {
  const views: TalkView[] = [];
  for (const talk of talks) views.push(await viewOf(read, talk, person));
  return views;
}
