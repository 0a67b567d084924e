// What every answer about one talk is worked out from, and what several of them say alike.
import type { Language } from '../../../kernel/language.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { TalkView } from '../../../seats/cards.ts';
import { mustWait } from '../../../seats/rules/waiting-list.ts';
import { phaseOf } from '../../../talks/rules.ts';
import { momentText } from '../../../wording/dates.ts';
import { wording } from '../../../wording/wording.ts';
import type { Manner } from '../../rules/questions.ts';

export interface Said {
  readonly view: TalkView;
  readonly now: Instant;
  readonly language: Language;
  /** Whether the sentence begins with a yes or a no, where the thing holds. */
  readonly as: Manner;
}

/** What a yes and a no are to the manner of a question; nothing where it wants neither. */
export function answers(as: Manner): {
  readonly holds: 'yes' | 'no' | undefined;
  readonly fails: 'yes' | 'no' | undefined;
} {
  if (as === 'what') return { holds: undefined, fails: undefined };
  return as === 'whether' ? { holds: 'yes', fails: 'no' } : { holds: 'no', fails: 'yes' };
}

/** The day and the time of its start, with the zone. */
export const startOf = ({ view: { talk }, language }: Said): string =>
  momentText(talk.startsAt, talk.zone, language);

export const isOver = ({ view: { talk }, now }: Said): boolean => phaseOf(talk, now) === 'over';

/** A press joins the waiting list. */
export const isFull = ({ view: { talk, counts }, now }: Said): boolean =>
  mustWait(talk, counts, now);

/** Until when a seat is offered to the reader. */
export const offerOf = ({ view: { talk, mine }, language }: Said): string =>
  momentText(mine?.until ?? talk.startsAt, talk.zone, language);

/** What is said of a talk in which nothing can be had any more; undefined while it is still to come. `fails`: the answer to whether something can. */
export function closedFor(it: Said, fails?: 'yes' | 'no'): string | undefined {
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
