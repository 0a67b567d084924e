// What organisers are told of a deactivated account that holds seats, and what is said when they free one.
import { type Block, type Button, buttons, type Card, quiet, rule, text } from '../../chat/card.ts';
import { accountKey } from '../../kernel/account.ts';
import type { SeatId } from '../../kernel/ids.ts';
import { code, type Inline, type Line, person, strong } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import { type Audience, meter, seatButtons, showButton, type TalkView } from '../../seats/cards.ts';
import type { MySeat } from '../../seats/rules.ts';
import { heading, when } from '../../talks/cards.ts';
import type { Talk } from '../../talks/rules.ts';
import { wording } from '../../wording/wording.ts';
import type { FreeMistake, FreeRefusal, Holder } from '../rules/freeing.ts';

const nameOf = ({ account, name }: Holder): string => name || account.user;
const who = (holder: Holder): Inline => person(holder.account, nameOf(holder));
const say = (a: Audience, what: string) => code(`${a.command} ${what}`);

/** What somebody holds in a talk. */
export interface Held {
  readonly talk: Talk;
  readonly mine: MySeat;
}

/** The account is named by its key: a deactivated one can no longer be called with an @. */
function freeButton(
  label: string,
  number: number,
  seat: SeatId,
  holder: Holder,
  language: Language,
): Button {
  const w = wording(language).freeing;
  return {
    label,
    describes: w.freeDescribes(number, nameOf(holder).slice(0, 40)),
    action: { verb: 'free', seat },
    typed: w.sayFree(number, accountKey(holder.account)),
  };
}

/** An account was deactivated that holds seats or places in talks to come; at least one. */
export function accountGoneCard(holder: Holder, held: readonly Held[], a: Audience): Card {
  return heldCard(wording(a.language).freeing.gone(who(holder)), holder, held, a);
}

/** A seat came from the waiting list to somebody whose account was deactivated before. */
export function seatLeftCard(holder: Holder, held: readonly Held[], a: Audience): Card {
  return heldCard(wording(a.language).freeing.gotSeat(who(holder)), holder, held, a);
}

function heldCard(title: Line, holder: Holder, held: readonly Held[], a: Audience): Card {
  const w = wording(a.language).freeing;
  const section = ({ talk, mine }: Held): readonly Block[] => {
    const waits = mine.state === 'waiting';
    const label = waits ? w.freePlace() : w.freeSeat();
    return [
      text(
        [strong(heading(talk, a.language).join(''))],
        when(talk, { language: a.language, zone: a.zone }),
        [
          waits
            ? w.holdsPlace(mine.line)
            : mine.until === undefined
              ? w.holdsSeat()
              : w.isOffered(),
        ],
      ),
      buttons(freeButton(label, talk.number, mine.id, holder, a.language)),
    ];
  };
  return {
    language: a.language,
    title,
    blocks: [
      ...held.flatMap((one, i) => (i === 0 ? section(one) : [rule, ...section(one)])),
      quiet([w.mayComeBack()]),
    ],
  };
}

export interface FreedSeat {
  /** The talk and its numbers as they are now. */
  readonly view: TalkView;
  readonly holder: Holder;
  /** It was a place on the waiting list. */
  readonly waited: boolean;
  readonly promoted: number;
  readonly offered: number;
  /** Its holder still uses an account. */
  readonly told: boolean;
}

/** After `free`. */
export function freedCard(freed: FreedSeat, a: Audience): Card {
  const { view, holder, waited, promoted, offered, told } = freed;
  const { freeing: w, organising } = wording(a.language);
  const { talk, counts } = view;
  const more: Line[] = [
    ...(told ? [[w.tellsThem()]] : []),
    ...(promoted > 0 ? [[organising.promoted(promoted)]] : []),
    ...(offered > 0 ? [[organising.offered(offered)]] : []),
  ];
  return {
    language: a.language,
    title: waited ? w.freedPlace(talk.number, who(holder)) : w.freedSeat(talk.number, who(holder)),
    blocks: [
      meter(talk, counts, a.language),
      ...(more.length > 0 ? [text(...more)] : []),
      buttons(showButton(talk, a.language)),
    ],
  };
}

/** Its holder may still come: asked once, answered in words. */
export function freeAskCard(talk: Talk, holder: Holder, a: Audience): Card {
  const w = wording(a.language).freeing;
  const typed = w.sayFreeSure(talk.number, accountKey(holder.account));
  return {
    language: a.language,
    title: w.ask(talk.number, who(holder)),
    blocks: [text([w.askTyped(), say(a, typed)])],
  };
}

/** `talk` undefined: the seat itself is gone. */
export function freeRefusalCard(
  talk: Talk | undefined,
  refusal: FreeRefusal | { readonly kind: 'no-such-seat' },
  a: Audience,
): Card {
  const { freeing: w, seats } = wording(a.language);
  const number = talk?.number ?? 0;
  const refused = (sentence: string): Card => ({
    language: a.language,
    title: [sentence],
    blocks: talk ? [buttons(showButton(talk, a.language))] : [],
  });
  switch (refusal.kind) {
    case 'no-such-seat':
      return refused(w.noSuchSeat());
    case 'ended':
      return refused(w.ended(number));
    case 'cancelled':
      return refused(seats.talkCancelled(number, refusal.reason));
    case 'started':
      return refused(seats.started(number));
    case 'over':
      return refused(seats.over(number));
    default:
      return never(refusal);
  }
}

/** Nobody of that name holds anything in the talk. */
export function freeNobodyCard(talk: Talk, typed: string, a: Audience): Card {
  const { freeing: w, organising } = wording(a.language);
  return {
    language: a.language,
    title: [w.nobody(talk.number, typed.length > 40 ? `${typed.slice(0, 39)}…` : typed)],
    blocks: [
      buttons({
        label: organising.whoTitle(talk.number).slice(0, 30),
        describes: organising.whoDescribes(talk.number),
        action: { verb: 'who', talk: talk.id },
        typed: organising.sayWho(talk.number),
      }),
    ],
  };
}

/** Several people could be meant: a question with buttons, never a guess. */
export function freeWhichCard(
  talk: Talk,
  people: readonly (Holder & { readonly seat: SeatId })[],
  a: Audience,
): Card {
  const w = wording(a.language).freeing;
  const some = people.slice(0, 10);
  const twice = (name: string) => some.filter((one) => nameOf(one) === name).length > 1;
  const labelOf = (one: Holder) => (twice(nameOf(one)) ? one.account.user : nameOf(one));
  return {
    language: a.language,
    title: [w.which(people.length)],
    blocks: [
      { kind: 'list', items: some.map((one) => [who(one), ` · ${accountKey(one.account)}`]) },
      buttons(
        ...some.map((one) =>
          freeButton(labelOf(one).slice(0, 30), talk.number, one.seat, one, a.language),
        ),
      ),
    ],
  };
}

/** What was typed is no talk and person; `example`: a talk's number. */
export function freeMistakeCard(mistake: FreeMistake, example: number, a: Audience): Card {
  const { freeing: w, organising } = wording(a.language);
  return {
    language: a.language,
    title: [w.mistakes[mistake.kind]()],
    blocks: [text([organising.example(), say(a, w.sayFree(example, '@ben'))])],
  };
}

/** Told to whoever had the seat, where they still use an account. `view` as it is for them now. */
export function seatFreedCard(view: TalkView, a: Audience): Card {
  const w = wording(a.language).freeing;
  return {
    language: a.language,
    title: [w.freedForYou(view.talk.number)],
    blocks: [
      text(when(view.talk, { language: a.language, zone: a.zone }), [w.askThem()]),
      buttons(...seatButtons(view, a, true), showButton(view.talk, a.language)),
    ],
  };
}
