// Answers about what the reader has in a talk: a seat, a place in line, and whether it can be given back.
import { wording } from '../../../wording/wording.ts';
import { answers, closedFor, isOver, offerOf, type Said, startOf } from './said.ts';

export function mySeatAnswer(it: Said): string {
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

export function myLineAnswer(it: Said): string {
  const { talk, mine } = it.view;
  const w = wording(it.language).questions;
  if (isOver(it)) return w.over(undefined, talk.number);
  if (mine === undefined) return w.notInLine(talk.number);
  if (mine.state === 'offered') return w.myOffer(talk.number, offerOf(it));
  return mine.state === 'waiting' ? w.myLine(mine.line, talk.number) : w.noNeedToWait(talk.number);
}

export function cancellingAnswer(it: Said): string {
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
