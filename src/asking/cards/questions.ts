// The sentence that answers a question about one talk, and the card that it stands before.
import { type Block, type Card, text } from '../../chat/card.ts';
import { plain, strong } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import { type Instant, instantOf } from '../../kernel/time.ts';
import type { TalkView } from '../../seats/cards.ts';
import { where } from '../../talks/cards.ts';
import { phaseOf } from '../../talks/rules.ts';
import { dayText, momentText, timeText, zoneName } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import type { Days } from '../rules/days.ts';
import type { TalkQuestion } from '../rules/questions.ts';
import { cancellingAnswer, myLineAnswer, mySeatAnswer } from './questions/own.ts';
import { answers, closedFor, isOver, type Said, startOf } from './questions/said.ts';
import { registeringAnswer, seatsAnswer, takenAnswer, waitingAnswer } from './questions/seats.ts';

/** An answer first, then the card that shows it: its title becomes a line. */
export function answeredCard(sentences: readonly string[], shown: Card): Card {
  const title: Block[] = shown.title.length > 0 ? [text([strong(plain(shown.title))])] : [];
  return { ...shown, title: [sentences.join(' ')], blocks: [...title, ...shown.blocks] };
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

const endOf = ({ view: { talk }, language }: Said): string =>
  `${timeText(talk.endsAt, talk.zone)} (${zoneName(talk.zone, language)})`;

function cancelledOr(it: Said, sentence: string): string {
  const { talk } = it.view;
  return talk.cancelled === undefined
    ? sentence
    : wording(it.language).questions.isCancelled(undefined, talk.number, talk.cancelled);
}

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
