// The questions in plain words that are understood: what is asked, of which talk. Every word of a sentence must have its place, or nothing is understood.
import type { Network } from '../../followers/rules.ts';
import type { TalkId } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/time.ts';
import type { Days } from './days.ts';

/** Which talk is meant. */
export type Which =
  /** None was named, or "it": the one that runs, else the next. */
  | { readonly kind: 'it' }
  | { readonly kind: 'next' }
  | { readonly kind: 'last' }
  /** `bare`: the number stood alone, and may not be a talk's at all. `on`: a day stood beside it. */
  | {
      readonly kind: 'number';
      readonly number: number;
      readonly series: string | undefined;
      readonly bare: boolean;
      readonly on: Days | undefined;
    }
  /** Words of titles, or names of speakers, that fit these talks. */
  | { readonly kind: 'titled'; readonly talks: readonly TalkId[]; readonly on: Days | undefined }
  /** `first`: of several the first is meant ("the next one in August"). */
  | { readonly kind: 'on'; readonly days: Days; readonly first: boolean };

/** What can be asked of one talk. */
export type TalkSubject =
  | 'time'
  | 'place'
  | 'speaker'
  | 'topic'
  | 'dinner'
  | 'seats'
  | 'taken'
  | 'waiting'
  | 'my-seat'
  | 'my-line'
  | 'my-story'
  | 'cancelling'
  | 'registering'
  | 'taking-place'
  | 'attendees';

/** `whether` wants a yes or a no; `whether-not` the other way round ("is it full?"); `what` wants the thing itself. */
export type Manner = 'whether' | 'whether-not' | 'what';

export interface TalkQuestion {
  readonly about: TalkSubject;
  readonly as: Manner;
  readonly which: Which;
}

export type OtherQuestion =
  | { readonly about: 'programme'; readonly as: Manner; readonly days: Days | undefined }
  | { readonly about: 'past' }
  | { readonly about: 'mine' }
  | {
      readonly about: 'followers';
      readonly network: Network | undefined;
      readonly since: LocalDate | undefined;
    }
  /** Whether somebody may be brought along, to whatever talk. */
  | { readonly about: 'guests' }
  | { readonly about: 'help' };

export type Question = TalkQuestion | OtherQuestion;

const others: readonly string[] = ['programme', 'past', 'mine', 'followers', 'guests', 'help'];

export const isOfTalk = (question: Question): question is TalkQuestion =>
  !others.includes(question.about);

/** A subject as a phrase names it, with its manner: `seats`, `seats:whether`. */
export type Topic = `${TalkSubject | OtherQuestion['about']}:${Manner}`;

/** What the sentence is held against. */
export interface World {
  /** Of the series' zone. */
  readonly today: LocalDate;
  /** Names under which a talk may be meant, folded: its title, its speakers. */
  readonly names: readonly { readonly talk: TalkId; readonly name: string }[];
  /** The series' own names, folded: they stand for "talk". */
  readonly series: readonly string[];
}
