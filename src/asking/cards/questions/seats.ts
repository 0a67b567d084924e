// Answers about a talk's seats: how many are free or taken, who waits, and whether one can register.
import { freeOf, takenOf } from '../../../seats/rules.ts';
import { phaseOf } from '../../../talks/rules.ts';
import { momentText } from '../../../wording/dates.ts';
import { wording } from '../../../wording/wording.ts';
import { answers, closedFor, isFull, isOver, offerOf, type Said, startOf } from './said.ts';

export function seatsAnswer(it: Said): readonly string[] {
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

export function takenAnswer(it: Said): readonly string[] {
  const { talk, counts } = it.view;
  const w = wording(it.language).questions;
  if (isOver(it))
    return [w.takenWas(takenOf(talk, counts), talk.capacity, talk.number, startOf(it))];
  return [
    w.taken(takenOf(talk, counts), talk.capacity, talk.number, startOf(it)),
    ...(counts.waiting > 0 ? [w.waiting(undefined, counts.waiting, talk.number)] : []),
  ];
}

export function waitingAnswer(it: Said): readonly string[] {
  const { talk, counts, mine } = it.view;
  const { questions: w, seats } = wording(it.language);
  const { holds, fails } = answers(it.as);
  if (isOver(it)) return [w.over(fails, talk.number)];
  return [
    w.waiting(counts.waiting > 0 ? holds : fails, counts.waiting, talk.number),
    ...(mine?.state === 'waiting' ? [seats.youWait(mine.line)] : []),
  ];
}

export function registeringAnswer(it: Said): readonly string[] {
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
