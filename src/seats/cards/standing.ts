// What somebody has in a talk, what the line means for them, and what they can do about it.
import type { Button } from '../../chat/card.ts';
import { type Line, person } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import type { Instant, Zone } from '../../kernel/time.ts';
import { phaseOf, type Talk } from '../../talks/rules.ts';
import { moment, momentText, zonesDiffer } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import type { Gift, Somebody } from '../rules/giving.ts';
import { decideSettle, leadOf, mustWait } from '../rules/waiting-list.ts';
import { type Counts, freeOf, type MySeat } from '../rules.ts';

/** Whoever reads: a person, or a channel (no zone of its own). */
export interface Audience {
  readonly language: Language;
  readonly zone: Zone | undefined;
  readonly command: string;
  readonly now: Instant;
}

export interface TalkView {
  readonly talk: Talk;
  readonly counts: Counts;
  readonly mine: MySeat | undefined;
  /** What the reader is giving to a colleague. */
  readonly giving?: Gift | undefined;
  /** What a colleague is giving to the reader. */
  readonly getting?: Gift | undefined;
}

export const named = (who: Pick<Somebody, 'account' | 'name'>) => person(who.account, who.name);

/** An instant as wall time of the talk's zone, then of the reader's where it differs. */
export function deadline(at: Instant, talk: Talk, a: Audience): Line {
  const there = moment(at, talk.zone, a.language);
  if (a.zone === undefined || !zonesDiffer(at, talk.zone, a.zone)) return [there];
  const theirs = momentText(at, a.zone, a.language);
  return [{ ...there, own: true }, ` · ${wording(a.language).talks.yourTime()}: ${theirs}`];
}

/** Whether a press joins the waiting list. */
export function isFull({ talk, counts }: TalkView, now: Instant): boolean {
  return mustWait(talk, counts, now);
}

/** Whether a seat is free that is open to anyone, so that those who wait can take it. */
function isOpenToLine({ talk, counts }: TalkView, now: Instant): boolean {
  return leadOf(talk, now) === 'open' && freeOf(talk, counts) > 0;
}

/** Until when a free seat is held back, since no offer fits any more; undefined where none is. */
function heldUntil({ talk, counts }: TalkView, now: Instant): Instant | undefined {
  const settlement = decideSettle(talk, counts, now);
  return settlement.kind === 'hold' ? settlement.until : undefined;
}

/** What one can do about a seat: for a channel as anybody would, for a person as their state allows. */
export function seatButtons(view: TalkView, a: Audience, isPrivate: boolean): readonly Button[] {
  const { talk } = view;
  const phase = phaseOf(talk, a.now);
  const ahead = phase === 'open' || phase === 'closed' || phase === 'not-yet-open';
  if (!ahead) return [];
  const registering = phase === 'open' ? [registerButton(view, a)] : [];
  if (!isPrivate)
    return [...registering, ...(phase === 'not-yet-open' ? [] : [cancelButton(talk, a, false)])];
  const both = view.mine?.state === 'offered';
  const gift = view.getting ? giftButtons(talk, view.getting, a, both) : [];
  switch (view.mine?.state) {
    case undefined:
      return [...gift, ...registering];
    case 'confirmed':
      return [
        ...(view.giving ? [keepSeatButton(talk, a)] : []),
        cancelButton(talk, a, false),
        ...(view.giving ? [] : [giveSeatButton(talk, a)]),
      ];
    case 'offered':
      return [...offerButtons(talk, a), ...gift];
    case 'waiting': {
      const taking = isOpenToLine(view, a.now) ? [registerButton(view, a)] : [];
      return [...gift, ...taking, cancelButton(talk, a, true)];
    }
    default:
      return never(view.mine as never);
  }
}

function registerButton(view: TalkView, a: Audience): Button {
  const w = wording(a.language).seats;
  const { id, number } = view.talk;
  const full = isFull(view, a.now);
  return {
    label: full ? w.joinLine() : w.register(),
    describes: full ? w.joinLineDescribes(number) : w.registerDescribes(number),
    action: { verb: 'register', talk: id },
    typed: w.sayRegister(number),
    style: 'primary',
  };
}

function cancelButton({ id, number }: Talk, a: Audience, waits: boolean): Button {
  const w = wording(a.language).seats;
  return {
    label: waits ? w.leaveLine() : w.cancel(),
    describes: waits ? w.leaveLineDescribes(number) : w.cancelDescribes(number),
    action: { verb: 'cancel', talk: id },
    typed: w.sayCancel(number),
  };
}

export function offerButtons({ id, number }: Talk, a: Audience): readonly Button[] {
  const w = wording(a.language).offers;
  return [
    {
      label: w.accept(),
      describes: w.acceptDescribes(number),
      action: { verb: 'accept', talk: id },
      typed: w.sayAccept(number),
      style: 'primary',
    },
    {
      label: w.decline(),
      describes: w.declineDescribes(number),
      action: { verb: 'decline', talk: id },
      typed: w.sayDecline(number),
    },
  ];
}

/** `both`: a seat is offered from the waiting list too, beside the same buttons. */
export function giftButtons(
  { number }: Talk,
  { id }: Gift,
  a: Audience,
  both = false,
): readonly Button[] {
  const w = wording(a.language).offers;
  return [
    {
      label: both ? w.acceptGift() : w.accept(),
      describes: w.acceptGiftDescribes(number),
      action: { verb: 'gift-accept', gift: id },
      typed: w.sayAcceptGift(number),
      style: 'primary',
    },
    {
      label: both ? w.declineGift() : w.decline(),
      describes: w.declineGiftDescribes(number),
      action: { verb: 'gift-decline', gift: id },
      typed: w.sayDeclineGift(number),
    },
  ];
}

/** To the form in which a colleague is chosen. */
export function giveSeatButton({ id, number }: Talk, a: Pick<Audience, 'language'>): Button {
  const w = wording(a.language).offers;
  return {
    label: w.giveSeat(),
    describes: w.giveSeatDescribes(number),
    action: { verb: 'give-seat', talk: id },
    typed: w.sayGiveSeat(number),
  };
}

/** Takes back what was offered to a colleague. */
export function keepSeatButton({ id, number }: Talk, a: Audience): Button {
  const w = wording(a.language).offers;
  return {
    label: w.keepSeat(),
    describes: w.keepSeatDescribes(number),
    action: { verb: 'keep', talk: id },
    typed: w.sayKeep(number),
  };
}

/** The reader's own state, a line each; for private cards. */
export function standingLines(view: TalkView, a: Audience): readonly Line[] {
  const { talk, mine, giving, getting } = view;
  const w = wording(a.language);
  if (phaseOf(talk, a.now) === 'over') return mine ? [[pastStanding(mine, a)]] : [];
  const got = getting ? [w.offers.youAreGiven(named(getting.from))] : [];
  switch (mine?.state) {
    case undefined:
      return got;
    case 'confirmed':
      return [giving ? w.offers.youAreGiving(named(giving.to)) : [w.seats.youHaveSeat()]];
    case 'offered':
      return [w.offers.youAreOffered(deadline(mine?.until as Instant, talk, a)), ...got];
    case 'waiting': {
      const held = heldUntil(view, a.now);
      return [
        [w.seats.youWait(mine?.line ?? 0)],
        ...(held === undefined ? [] : [w.offers.heldBack(deadline(held, talk, a))]),
        ...(isOpenToLine(view, a.now) ? [[w.offers.openToYou()]] : []),
        ...got,
      ];
    }
    default:
      return never(mine as never);
  }
}

/** What somebody had in a talk that is over. */
export function pastStanding({ state }: MySeat, { language }: Pick<Audience, 'language'>): string {
  const w = wording(language).seats;
  return state === 'confirmed' ? w.youHadSeat() : w.youWaited();
}

/** What the line means for somebody who is not in it: that a press joins it, and why; or that it is passed over by now. */
export function lineHint(view: TalkView, a: Audience): readonly Line[] {
  const { talk, counts } = view;
  const w = wording(a.language);
  if (phaseOf(talk, a.now) !== 'open') return [];
  if (!isFull(view, a.now)) return counts.waiting > 0 ? [[w.offers.openToYou()]] : [];
  const held = heldUntil(view, a.now);
  return held === undefined
    ? [[w.seats.fullHint()]]
    : [w.offers.heldBack(deadline(held, talk, a)), [w.offers.untilThen()]];
}

/** That seats are offered to others, and until when; nothing where none is. */
export function offeredLine({ talk, counts }: TalkView, a: Audience): readonly Line[] {
  const { offered, firstOfferEndsAt: endsAt } = counts;
  if (offered === 0 || endsAt === undefined) return [];
  const until = moment(endsAt, talk.zone, a.language);
  return [wording(a.language).offers.someOffered(offered, until)];
}
