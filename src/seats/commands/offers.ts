// The words and buttons that answer an offered seat: accept, decline.
import type { Card } from '../../chat/card.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import type { PressCall, PressEntry, Reader, Word } from '../../chat/router.ts';
import { fold } from '../../chat/words.ts';
import type { Ports } from '../../delivery/ports.ts';
import type { GiftId } from '../../kernel/ids.ts';
import { never } from '../../kernel/result.ts';
import { cancelledCard, registeredCard } from '../cards/answers.ts';
import { giftDeclinedCard, giftTakenCard, takeRefusalCard } from '../cards/giving.ts';
import { offerRefusalCard } from '../cards/told.ts';
import { type Audience, goneTalkCard, type TalkView } from '../cards.ts';
import { answerGift, type GiftAnswered } from '../decide/giving.ts';
import { type Answer, answerOffer, answerTyped, type OfferAnswered } from '../decide/offers.ts';
import type { Outcome } from '../decide.ts';
import type { TakeRefusal } from '../rules/giving.ts';
import type { OfferRefusal } from '../rules/offers.ts';
import { audienceOf, namedSurely, press, talkOfAction, withoutAnswer, word } from './naming.ts';

export function offerWords(ports: Ports): readonly Word[] {
  const answering =
    (answer: Answer): Word['handle'] =>
    (call) => {
      const { rest, said } = withoutAnswer(call.rest);
      const { rest: talk, gift } = withoutGift(rest);
      const sure = said === undefined ? talk : `${talk} ${said}`;
      return namedSurely(ports, { ...call, rest: sure }, answer, ({ id }) =>
        answered(call.reader, answerTyped(ports, call.incoming, id, answer, gift)),
      );
    };
  return [
    word('accept', ['accept'], ['accepter', 'accepte'], true, answering('accept')),
    word('decline', ['decline', 'refuse'], ['décliner', 'refuser'], true, answering('decline')),
  ];
}

export interface OfferPresses {
  readonly accept: PressEntry;
  readonly decline: PressEntry;
  readonly 'gift-accept': PressEntry;
  readonly 'gift-decline': PressEntry;
}

export function offerPresses(ports: Ports): OfferPresses {
  const offer = (answer: Answer) =>
    press(true, (call) =>
      answered(call.reader, answerOffer(ports, call.incoming, talkOfAction(call), answer)),
    );
  const gift = (answer: Answer) =>
    press(true, (call) =>
      answered(call.reader, answerGift(ports, call.incoming, giftOfAction(call), answer)),
    );
  return {
    accept: offer('accept'),
    decline: offer('decline'),
    'gift-accept': gift('accept'),
    'gift-decline': gift('decline'),
  };
}

function giftOfAction({ action }: PressCall): GiftId {
  if ('gift' in action) return action.gift;
  throw new Error(`a button without a gift: ${action.verb}`);
}

/** `accept 9 gift`: what a colleague offers, also where a seat is offered from the waiting list. */
function withoutGift(rest: string): { readonly rest: string; readonly gift: boolean } {
  const match = /^(.*?)\s+(\S+)$/s.exec(rest);
  const gift = match !== null && ['gift', 'don', 'cadeau'].includes(fold(match[2] as string));
  return gift ? { rest: (match[1] as string).trim(), gift } : { rest, gift };
}

/** The answer is whispered: the message with the buttons stays where it is, and can be pressed again without harm. */
async function answered(
  reader: Reader,
  deciding: Outcome<OfferAnswered | GiftAnswered, OfferRefusal | TakeRefusal>,
): Promise<Reply> {
  const decision = await deciding;
  const a = audienceOf(reader);
  if (!decision.ok) return whisper(goneTalkCard(a));
  const { talk, outcome, counts, mine } = decision.value;
  const view: TalkView = { talk, counts, mine };
  if (!outcome.ok) return whisper(refusalCard(view, outcome.refusal, a));
  const { value } = outcome;
  switch (value.kind) {
    case 'accepted':
      return whisper(registeredCard(talk, { kind: 'accepted' }, a));
    case 'declined':
      return whisper(cancelledCard(talk, { kind: 'declined' }, a));
    case 'gift-taken':
      return whisper(giftTakenCard(talk, value.gift, a));
    case 'gift-declined':
      return whisper(giftDeclinedCard(view, value.gift, a));
    default:
      return never(value);
  }
}

function refusalCard(view: TalkView, refusal: OfferRefusal | TakeRefusal, a: Audience): Card {
  switch (refusal.kind) {
    case 'not-yours':
    case 'declined-before':
    case 'withdrawn':
      return takeRefusalCard(view, refusal, a);
    default:
      return offerRefusalCard(view, refusal, a);
  }
}
