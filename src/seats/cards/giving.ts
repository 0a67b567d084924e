// A seat that is given to a colleague: what both are told and answered.
import { type Block, type Button, buttons, type Card, text } from '../../chat/card.ts';
import { code, type Line } from '../../kernel/inline.ts';
import { never } from '../../kernel/result.ts';
import type { Talk } from '../../talks/rules.ts';
import { wording } from '../../wording/wording.ts';
import {
  type Audience,
  seatButtons,
  showButton,
  type TalkView,
  upcomingButton,
  whyButton,
} from '../cards.ts';
import type { Gift, GiveRefusal, Somebody, TakeRefusal } from '../rules/giving.ts';
import { comingFields, seatBlocks } from './answers.ts';
import { giftButtons, keepSeatButton, named } from './standing.ts';

const card = (a: Audience, title: Line, ...blocks: readonly Block[]): Card => ({
  language: a.language,
  title,
  blocks,
});

/** After `give 9 @ben`. */
export function givenCard(talk: Talk, gift: Gift, a: Audience): Card {
  const w = wording(a.language).offers;
  return card(
    a,
    w.given(talk.number, named(gift.to)),
    text([w.givenMeans()]),
    buttons(keepSeatButton(talk, a), whyButton(talk, a.language)),
  );
}

/** `give` that names nobody, or several people: the talk that was named, else one for example; a button to the form. */
export function giveWhomCard(
  people: number,
  { talk, example }: { readonly talk?: Talk; readonly example: number },
  a: Audience,
): Card {
  const w = wording(a.language).offers;
  const choose: Button = {
    label: w.giveAny(),
    describes: talk ? w.giveSeatDescribes(talk.number) : w.giveAnyDescribes(),
    action: talk ? { verb: 'give-seat', talk: talk.id } : { verb: 'give' },
    typed: talk ? w.sayGiveSeat(talk.number) : w.sayGiveAny(),
  };
  return card(
    a,
    [people > 1 ? w.giveOne(people) : w.giveWhom()],
    text([w.giveExample(), code(`${a.command} ${w.sayGive(talk?.number ?? example)}`)]),
    buttons(choose),
  );
}

/** There is no seat that could be given. */
export function giveNoneCard(a: Audience): Card {
  const { offers, seats } = wording(a.language);
  return card(
    a,
    [offers.giveNone()],
    buttons({ label: seats.mineTitle(), action: { verb: 'mine' }, typed: seats.sayMine() }),
  );
}

/** Why a seat cannot be given; `to`: whoever was named. */
export function giveRefusalCard(
  view: TalkView,
  refusal: GiveRefusal,
  to: Pick<Somebody, 'account' | 'name'>,
  a: Audience,
): Card {
  const { talk } = view;
  const { offers, seats } = wording(a.language);
  const { number } = talk;
  const mine = buttons(...seatButtons(view, a, true), showButton(talk, a.language));
  const upcoming = buttons(upcomingButton(a.language));
  const whom = named(to);
  switch (refusal.kind) {
    case 'no-seat':
      return card(a, [offers.giveNoSeat(number)], mine);
    case 'only-waiting':
      return card(a, [offers.giveOnlyWaiting(number, refusal.line)], mine);
    case 'only-offered':
      return card(a, [offers.giveOnlyOffered(number)], mine);
    case 'to-yourself':
      return card(a, [offers.giveYourself()]);
    case 'not-a-colleague': {
      const why = {
        bot: offers.giveBot,
        stranger: offers.giveStranger,
        gone: offers.giveGone,
        nobody: offers.giveNobody,
      };
      return card(a, [why[refusal.standing]()]);
    }
    case 'giving-already': {
      const { gift, same } = refusal;
      const title = same ? offers.givingSame : offers.givingOther;
      return card(a, title(number, named(gift.to)), buttons(keepSeatButton(talk, a)));
    }
    case 'has-a-seat':
      return card(a, offers.giveHasSeat(number, whom), mine);
    case 'gets-another':
      return card(a, offers.giveGetsAnother(number, whom), mine);
    case 'cancelled':
      return card(a, [seats.talkCancelled(number, refusal.reason)], upcoming);
    case 'started':
      return card(a, [seats.started(number)], upcoming);
    case 'over':
      return card(a, [seats.over(number)], upcoming);
    default:
      return never(refusal);
  }
}

/** After `keep`: what was offered to a colleague is withdrawn. */
export function withdrawnCard(talk: Talk, gift: Gift, a: Audience): Card {
  const title = wording(a.language).offers.withdrawn(talk.number, named(gift.to));
  return card(a, title, buttons(showButton(talk, a.language)));
}

/** Told to the colleague. `view` as the colleague meets the talk. */
export function giftOfferedCard(view: TalkView, gift: Gift, a: Audience): Card {
  const { talk, mine } = view;
  const { offers, seats } = wording(a.language);
  return card(
    a,
    offers.giftOffered(talk.number, named(gift.from)),
    comingFields(talk, a),
    text(
      offers.giftMeans(named(gift.from)),
      ...(mine?.state === 'waiting' ? [[offers.giftEndsPlace()]] : []),
      ...(mine?.state === 'offered' ? [[offers.giftEndsOffer()]] : []),
      ...(talk.dinner ? [[seats.dinner()]] : []),
      ...(talk.elsewhere > 0 ? [[seats.elsewhere()]] : []),
    ),
    buttons(...giftButtons(talk, gift, a), showButton(talk, a.language)),
  );
}

/** Told to the colleague: the seat is no longer on offer. */
export function giftWithdrawnCard(view: TalkView, gift: Gift, a: Audience): Card {
  const { talk } = view;
  return card(
    a,
    wording(a.language).offers.theyKeep(talk.number, named(gift.from)),
    buttons(...seatButtons(view, a, true), showButton(talk, a.language)),
  );
}

/** Told to the giver: what came of it. Undefined while it is open, and where they withdrew it themselves. `view` as the giver meets the talk. */
export function giftAnsweredCard(view: TalkView, gift: Gift, a: Audience): Card | undefined {
  const { talk } = view;
  const w = wording(a.language).offers;
  const whom = named(gift.to);
  const row = buttons(...seatButtons(view, a, true), whyButton(talk, a.language));
  switch (gift.state) {
    case 'taken':
      return card(a, w.theyTook(talk.number, whom), row);
    case 'declined':
      return card(a, w.theyDeclined(talk.number, whom), row);
    case 'lapsed':
      return card(a, w.theyHaveOne(talk.number, whom), row);
    case 'open':
    case 'withdrawn':
      return undefined;
    default:
      return never(gift.state);
  }
}

/** After the colleague's answer. */
export function giftTakenCard(talk: Talk, gift: Gift, a: Audience): Card {
  const w = wording(a.language).offers;
  return card(a, w.giftTaken(talk.number, named(gift.from)), ...seatBlocks(talk, a));
}

/** `view` as the colleague meets the talk. */
export function giftDeclinedCard(view: TalkView, gift: Gift, a: Audience): Card {
  const { talk } = view;
  return card(
    a,
    wording(a.language).offers.giftDeclined(talk.number, named(gift.from)),
    buttons(...seatButtons(view, a, true), showButton(talk, a.language)),
  );
}

/** Why a colleague's seat cannot be accepted or declined. */
export function takeRefusalCard(view: TalkView, refusal: TakeRefusal, a: Audience): Card {
  const { talk } = view;
  const { offers, seats } = wording(a.language);
  const { number } = talk;
  const mine = buttons(...seatButtons(view, a, true), upcomingButton(a.language));
  const upcoming = buttons(upcomingButton(a.language));
  switch (refusal.kind) {
    case 'already-registered':
      return card(a, [seats.alreadyRegistered(number)], ...seatBlocks(talk, a));
    case 'not-yours':
      return card(a, [offers.giftNotYours(number)], mine);
    case 'declined-before':
      return card(a, [offers.giftDeclinedBefore(number)], mine);
    case 'withdrawn':
      return card(a, [offers.giftWithdrawn(number)], mine);
    case 'cancelled':
      return card(a, [seats.talkCancelled(number, refusal.reason)], upcoming);
    case 'started':
      return card(a, [seats.started(number)], upcoming);
    case 'over':
      return card(a, [seats.over(number)], upcoming);
    default:
      return never(refusal);
  }
}
