// The sentence that answers a question about one talk, and the card that it stands before.
import { type Block, type Card, text } from '../../chat/card.ts';
import { plain, strong } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import { type Instant, instantOf } from '../../kernel/time.ts';
import type { TalkView } from '../../seats/cards.ts';
import { mustWait } from '../../seats/rules/waiting-list.ts';
import { freeOf, takenOf } from '../../seats/rules.ts';
import { where } from '../../talks/cards.ts';
import { phaseOf } from '../../talks/rules.ts';
import { dayText, momentText, timeText, zoneName } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import type { Days } from '../rules/days.ts';
import type { Manner, TalkQuestion } from '../rules/questions.ts';

/** An answer first, then the card that shows it: its title becomes a line. */
export function answeredCard(sentences: readonly string[], shown: Card): Card {
  const title: Block[] = shown.title.length > 0 ? [text([strong(plain(shown.title))])] : [];
  return { ...shown, title: [sentences.join(' ')], blocks: [...title, ...shown.blocks] };
}

interface Said {
  readonly view: TalkView;
  readonly now: Instant;
  readonly language: Language;
  /** Whether the sentence begins with a yes or a no, where the thing holds. */
  readonly as: Manner;
}

/** What a yes and a no are to the manner of a question; nothing where it wants neither. */
function answers(as: Manner): {
  readonly holds: 'yes' | 'no' | undefined;
  readonly fails: 'yes' | 'no' | undefined;
} {
  if (as === 'what') return { holds: undefined, fails: undefined };
  return as === 'whether' ? { holds: 'yes', fails: 'no' } : { holds: 'no', fails: 'yes' };
}

/** The sentences that answer a question about one talk, for the person whose view it is. */
export function talkAnswer(
  question: Pick<TalkQuestion, 'about' | 'as'> & { readonly next: boolean },
  view: TalkView,
  now: Instant,
  language: Language,
): readonly string[] {
  const it: Said = { view, now, language, as: question.as };
  const { about } = question;
  switch (about) {
    case 'time':
      return [timeAnswer(it, question.next)];
    case 'place':
      return [placeAnswer(it)];
    case 'speaker':
      return [speakerAnswer(it)];
    case 'topic':
      return [topicAnswer(it)];
    case 'dinner':
      return [dinnerAnswer(it)];
    case 'seats':
      return seatsAnswer(it);
    case 'taken':
      return takenAnswer(it);
    case 'attendees':
      return [...takenAnswer(it), wording(language).questions.namesForOrganisers()];
    case 'waiting':
      return waitingAnswer(it);
    case 'my-seat':
      return [mySeatAnswer(it)];
    case 'my-line':
    case 'my-story':
      return [myLineAnswer(it)];
    case 'cancelling':
      return [cancellingAnswer(it)];
    case 'registering':
      return registeringAnswer(it);
    case 'taking-place':
      return [takingPlaceAnswer(it)];
    default:
      return never(about);
  }
}

/** The day and the time of its start, with the zone. */
const startOf = ({ view: { talk }, language }: Said): string =>
  momentText(talk.startsAt, talk.zone, language);

const endOf = ({ view: { talk }, language }: Said): string =>
  `${timeText(talk.endsAt, talk.zone)} (${zoneName(talk.zone, language)})`;

function cancelledOr(it: Said, sentence: string): string {
  const { talk } = it.view;
  return talk.cancelled === undefined
    ? sentence
    : wording(it.language).questions.isCancelled(undefined, talk.number, talk.cancelled);
}

const isOver = ({ view: { talk }, now }: Said): boolean => phaseOf(talk, now) === 'over';

function timeAnswer(it: Said, next: boolean): string {
  const { talk } = it.view;
  const w = wording(it.language).questions;
  const phase = phaseOf(talk, it.now);
  if (phase === 'running') return w.isRunning(undefined, talk.number, endOf(it));
  if (phase === 'over') return w.wasOn(talk.number, startOf(it));
  const ahead = next
    ? w.isNext(talk.number, startOf(it))
    : w.isOn(undefined, talk.number, startOf(it));
  return cancelledOr(it, ahead);
}

function placeAnswer(it: Said): string {
  const { talk } = it.view;
  const w = wording(it.language).questions;
  const place = plain(where({ ...talk, series: { ...talk.series, map: undefined } }, it.language));
  return cancelledOr(
    it,
    phaseOf(talk, it.now) === 'over' ? w.placeWas(talk.number, place) : w.place(talk.number, place),
  );
}

function speakerAnswer(it: Said): string {
  const { talk } = it.view;
  const w = wording(it.language).questions;
  const list = new Intl.ListFormat(it.language, { type: 'conjunction' });
  const names = list.format(talk.speakers.map((s) => s.name));
  const noSpeaker = isOver(it) ? w.noSpeakerWas : w.noSpeaker;
  if (names === '') return cancelledOr(it, noSpeaker(talk.number, startOf(it)));
  return cancelledOr(
    it,
    phaseOf(talk, it.now) === 'over'
      ? w.spoke(names, talk.number, startOf(it))
      : w.speaks(talk.speakers.length, names, talk.number, startOf(it)),
  );
}

function topicAnswer(it: Said): string {
  const { talk } = it.view;
  const w = wording(it.language).questions;
  return talk.title === undefined
    ? cancelledOr(it, (isOver(it) ? w.noTopicWas : w.noTopic)(talk.number, startOf(it)))
    : w.topic(talk.number, talk.title, startOf(it));
}

function dinnerAnswer(it: Said): string {
  const { talk } = it.view;
  const w = wording(it.language).questions;
  return closedFor(it) ?? (talk.dinner ? w.dinner(talk.number) : w.noDinner(talk.number));
}

/** What is said of a talk in which nothing can be had any more; undefined while it is still to come. `fails`: the answer to whether something can. */
function closedFor(it: Said, fails?: 'yes' | 'no'): string | undefined {
  const { talk } = it.view;
  const w = wording(it.language).questions;
  switch (phaseOf(talk, it.now)) {
    case 'cancelled':
      return w.isCancelled(fails, talk.number, talk.cancelled ?? '');
    case 'over':
      return w.over(fails, talk.number);
    case 'running':
      return w.started(fails, talk.number);
    default:
      return undefined;
  }
}

/** A press joins the waiting list. */
const isFull = ({ view: { talk, counts }, now }: Said): boolean => mustWait(talk, counts, now);

/** Until when a seat is offered to the reader. */
const offerOf = ({ view: { talk, mine }, language }: Said): string =>
  momentText(mine?.until ?? talk.startsAt, talk.zone, language);

function seatsAnswer(it: Said): readonly string[] {
  const { talk, counts, mine } = it.view;
  const w = wording(it.language).questions;
  const { holds, fails } = answers(it.as);
  const phase = phaseOf(talk, it.now);
  const gone = closedFor(it, fails);
  if (gone !== undefined) return [gone];
  const free = freeOf(talk, counts);
  const notNow =
    phase === 'closed'
      ? [w.closed(undefined, talk.number)]
      : phase === 'not-yet-open'
        ? [w.opens(undefined, talk.number, openingOf(it))]
        : [];
  if (isFull(it)) {
    const full = free > 0 ? w.keptForLine : w.full;
    const line = counts.waiting > 0 ? [w.waiting(undefined, counts.waiting, talk.number)] : [];
    const wait = phase === 'open' && mine === undefined ? [w.canWait()] : [];
    return [full(fails, talk.number, startOf(it)), ...line, ...wait, ...notNow];
  }
  // With registration closed nobody gets the seats that are free.
  if (phase === 'closed' && fails !== undefined && it.as === 'whether')
    return [w.closed(fails, talk.number)];
  return [
    it.as === 'what'
      ? w.freeOf(free, talk.capacity, talk.number, startOf(it))
      : w.free(holds, free, talk.number, startOf(it)),
    ...notNow,
  ];
}

const openingOf = ({ view: { talk }, language, now }: Said): string =>
  momentText(talk.opensAt ?? now, talk.zone, language);

function takenAnswer(it: Said): readonly string[] {
  const { talk, counts } = it.view;
  const w = wording(it.language).questions;
  if (isOver(it))
    return [w.takenWas(takenOf(talk, counts), talk.capacity, talk.number, startOf(it))];
  return [
    w.taken(takenOf(talk, counts), talk.capacity, talk.number, startOf(it)),
    ...(counts.waiting > 0 ? [w.waiting(undefined, counts.waiting, talk.number)] : []),
  ];
}

function waitingAnswer(it: Said): readonly string[] {
  const { talk, counts, mine } = it.view;
  const { questions: w, seats } = wording(it.language);
  const { holds, fails } = answers(it.as);
  if (isOver(it)) return [w.over(fails, talk.number)];
  return [
    w.waiting(counts.waiting > 0 ? holds : fails, counts.waiting, talk.number),
    ...(mine?.state === 'waiting' ? [seats.youWait(mine.line)] : []),
  ];
}

function mySeatAnswer(it: Said): string {
  const { talk, mine } = it.view;
  const w = wording(it.language).questions;
  if (talk.cancelled !== undefined) return w.isCancelled(undefined, talk.number, talk.cancelled);
  if (isOver(it)) return w.mineWas(mine?.state === 'confirmed', talk.number, startOf(it));
  if (mine === undefined) return w.myNothing(talk.number, startOf(it));
  if (mine.state === 'offered') return w.myOffer(talk.number, offerOf(it));
  return mine.state === 'waiting'
    ? w.myPlace(mine.line, talk.number)
    : w.mySeat(talk.number, startOf(it));
}

function myLineAnswer(it: Said): string {
  const { talk, mine } = it.view;
  const w = wording(it.language).questions;
  if (isOver(it)) return w.over(undefined, talk.number);
  if (mine === undefined) return w.notInLine(talk.number);
  if (mine.state === 'offered') return w.myOffer(talk.number, offerOf(it));
  return mine.state === 'waiting' ? w.myLine(mine.line, talk.number) : w.noNeedToWait(talk.number);
}

function cancellingAnswer(it: Said): string {
  const { talk, mine } = it.view;
  const w = wording(it.language).questions;
  const { holds, fails } = answers(it.as);
  const gone = closedFor(it, fails);
  if (gone !== undefined) return gone;
  if (mine === undefined) return w.nothingToCancel(talk.number);
  if (mine.state === 'offered') return w.canDecline(holds, talk.number);
  return mine.state === 'waiting'
    ? w.canLeave(holds, talk.number)
    : w.canCancel(holds, talk.number, startOf(it));
}

function registeringAnswer(it: Said): readonly string[] {
  const { talk, counts, mine } = it.view;
  const w = wording(it.language).questions;
  const { holds, fails } = answers(it.as);
  const gone = closedFor(it, fails);
  if (gone !== undefined) return [gone];
  if (mine?.state === 'confirmed') return [w.alreadyIn(talk.number)];
  if (mine?.state === 'offered') return [w.myOffer(talk.number, offerOf(it))];
  if (mine?.state === 'waiting' && isFull(it)) return [w.myLine(mine.line, talk.number)];
  const phase = phaseOf(talk, it.now);
  if (phase === 'closed') return [w.closed(fails, talk.number)];
  if (phase === 'not-yet-open') return [w.opens(fails, talk.number, openingOf(it))];
  const until = momentText(talk.closesAt ?? talk.startsAt, talk.zone, it.language);
  return [
    isFull(it)
      ? w.openToWait(holds, talk.number, until)
      : w.open(holds, talk.number, until, freeOf(talk, counts)),
  ];
}

function takingPlaceAnswer(it: Said): string {
  const { talk } = it.view;
  const w = wording(it.language).questions;
  const { holds, fails } = answers(it.as);
  const phase = phaseOf(talk, it.now);
  if (phase === 'cancelled') return w.isCancelled(fails, talk.number, talk.cancelled ?? '');
  if (phase === 'over') return w.wasOn(talk.number, startOf(it));
  return phase === 'running'
    ? w.isRunning(holds, talk.number, endOf(it))
    : w.isOn(holds, talk.number, startOf(it));
}

/** Days in words, with their preposition: "on Wed 24 Jul 2019", "from … to …", "on … or on …". */
export function daysText(days: Days, language: Language): string {
  const w = wording(language).questions;
  const day = (on: string) => dayText(instantOf(on, '12:00', 'UTC'), 'UTC', language);
  return days
    .map(({ from, to }) => (from === to ? w.onDay(day(from)) : w.fromTo(day(from), day(to))))
    .reduce(w.either);
}

/** A talk by its number, where it is not on the day that was named with it. */
export function notOnThatDay({ talk }: TalkView, days: Days, language: Language): string {
  return wording(language).questions.notOnThatDay(
    talk.number,
    daysText(days, language),
    momentText(talk.startsAt, talk.zone, language),
  );
}
