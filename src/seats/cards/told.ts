// What those who wait are told by itself: that they have a seat, that one is offered to them or was, that one is open to anyone; and the answers to an offer.
import { buttons, type Card, text } from '../../chat/card.ts';
import { never } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Talk } from '../../talks/rules.ts';
import { moment } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import {
  type Audience,
  calendarButton,
  isFull,
  seatButtons,
  type TalkView,
  upcomingButton,
  whyButton,
} from '../cards.ts';
import type { FreedBy } from '../rules/ledger.ts';
import type { LastOffer, OfferRefusal } from '../rules/offers.ts';
import { comingFields, placeBlocks, seatBlocks } from './answers.ts';
import { deadline, offerButtons } from './standing.ts';

/** Told to whoever got a freed seat. */
export function promotedCard(talk: Talk, freedBy: FreedBy, a: Audience): Card {
  const w = wording(a.language).seats;
  return {
    language: a.language,
    title: [freedBy === 'more-seats' ? w.promotedMore(talk.number) : w.promoted(talk.number)],
    blocks: [
      comingFields(talk, a),
      text(
        ...(talk.dinner ? [[w.dinner()]] : []),
        [w.howToCancel(`${a.command} ${w.sayCancel(talk.number)}`)],
        ...(talk.elsewhere > 0 ? [[w.elsewhere()]] : []),
      ),
      buttons(
        {
          label: w.cantCome(),
          describes: w.cancelDescribes(talk.number),
          action: { verb: 'cancel', talk: talk.id },
          typed: w.sayCancel(talk.number),
        },
        calendarButton(talk, a.language),
        whyButton(talk, a.language),
      ),
    ],
  };
}

/** Told to whoever is offered a freed seat until an instant. */
export function offeredCard(talk: Talk, until: Instant, a: Audience): Card {
  const { seats, offers } = wording(a.language);
  return {
    language: a.language,
    title: offers.offered(talk.number, moment(until, talk.zone, a.language)),
    blocks: [
      comingFields(talk, a),
      { kind: 'fields', fields: [{ label: offers.until(), value: deadline(until, talk, a) }] },
      text(
        [offers.ifNot()],
        ...(talk.dinner ? [[seats.dinner()]] : []),
        ...(talk.elsewhere > 0 ? [[seats.elsewhere()]] : []),
      ),
      buttons(...offerButtons(talk, a), whyButton(talk, a.language)),
    ],
  };
}

/** Told to whoever did not accept in time. */
export function offerExpiredCard(view: TalkView, until: Instant, a: Audience): Card {
  const { talk } = view;
  const w = wording(a.language).offers;
  const again = seatButtons(view, a, true);
  const next = isFull(view, a.now) ? w.rejoin : w.openToYou;
  return {
    language: a.language,
    title: [w.expired(talk.number)],
    blocks: [
      text(w.expiredAt(deadline(until, talk, a)), ...(again.length > 0 ? [[next()]] : [])),
      buttons(...again, whyButton(talk, a.language)),
    ],
  };
}

/** Told once to those who wait: a seat is open to anyone. */
export function seatOpenCard(view: TalkView, a: Audience): Card {
  const { talk } = view;
  const w = wording(a.language).offers;
  return {
    language: a.language,
    title: [w.seatOpen(talk.number)],
    blocks: [
      comingFields(talk, a),
      text([w.seatOpenWhy()]),
      buttons(...seatButtons(view, a, true), whyButton(talk, a.language)),
    ],
  };
}

/** Why an offer cannot be answered now, and what can be done instead. `view` without a seat of the reader's. */
export function offerRefusalCard(view: TalkView, refusal: OfferRefusal, a: Audience): Card {
  const { talk } = view;
  const { seats, offers } = wording(a.language);
  const refused = (title: Card['title'], blocks: Card['blocks']): Card => ({
    language: a.language,
    title,
    blocks,
  });
  const upcoming = buttons(upcomingButton(a.language));
  switch (refusal.kind) {
    case 'already-registered':
      return refused([seats.alreadyRegistered(talk.number)], seatBlocks(talk, a));
    case 'still-waiting':
      return refused(
        [offers.stillWaiting(talk.number, refusal.line)],
        placeBlocks(talk, refusal.line, a),
      );
    case 'no-offer':
      return refused(noOfferTitle(talk, refusal.last, a), [
        buttons(...seatButtons(view, a, true), upcomingButton(a.language)),
      ]);
    case 'cancelled':
      return refused([seats.talkCancelled(talk.number, refusal.reason)], [upcoming]);
    case 'started':
      return refused([seats.started(talk.number)], [upcoming]);
    case 'over':
      return refused([seats.over(talk.number)], [upcoming]);
    default:
      return never(refusal);
  }
}

function noOfferTitle(talk: Talk, last: LastOffer | undefined, a: Audience): Card['title'] {
  const w = wording(a.language).offers;
  switch (last?.kind) {
    case undefined:
      return [w.noOffer(talk.number)];
    case 'expired':
      return w.offerExpired(talk.number, moment(last?.until ?? a.now, talk.zone, a.language));
    case 'declined':
      return [w.offerDeclined(talk.number)];
    case 'gift-declined':
      return [w.giftDeclinedBefore(talk.number)];
    case 'gift-withdrawn':
      return [w.giftWithdrawn(talk.number)];
    default:
      return never(last as never);
  }
}
