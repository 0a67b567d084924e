// Answers to whoever registers or cancels.
import { type Block, type Button, buttons, type Card, quiet, text } from '../../chat/card.ts';
import { seatId } from '../../kernel/ids.ts';
import type { Line } from '../../kernel/inline.ts';
import { never } from '../../kernel/result.ts';
import { when, where } from '../../talks/cards.ts';
import { phaseOf, type Talk } from '../../talks/rules.ts';
import { moment } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import {
  type Audience,
  calendarButton,
  seatButtons,
  showButton,
  type TalkView,
  upcomingButton,
  whyButton,
} from '../cards.ts';
import { fateOfFreedSeat, leadOf, offersFrom, openFrom } from '../rules/waiting-list.ts';
import type { Cancelled, CancelRefusal, MySeat, Registered, RegisterRefusal } from '../rules.ts';
import { named } from './standing.ts';

/** What one must know to come: talk, day, time, place, dinner. */
export function comingFields(talk: Talk, a: Audience): Block {
  const w = wording(a.language).talks;
  return {
    kind: 'fields',
    fields: [
      { label: w.label(talk.number), value: [talk.title ?? w.toBeAnnounced()] },
      { label: w.time(), value: when(talk, { language: a.language, zone: a.zone }) },
      { label: w.place(), value: where(talk, a.language) },
    ],
  };
}

/** What happens to whoever waits, by the time that is left. */
function whatNext(talk: Talk, a: Audience): readonly Line[] {
  const w = wording(a.language);
  const lead = leadOf(talk, a.now);
  const { offerHours, from, to } = talk.series.waiting;
  switch (lead) {
    case 'straight':
      return [
        [w.seats.whatNextWaiting()],
        ...(offersFrom(talk) < openFrom(talk)
          ? [w.offers.nextStraight(moment(offersFrom(talk), talk.zone, a.language))]
          : []),
      ];
    case 'offer':
      return [[w.offers.nextOffer(offerHours, from, to)]];
    case 'open':
      return [[w.offers.nextOpen()]];
    case 'ended':
      return [];
    default:
      return never(lead);
  }
}

/** What the holder of a seat or a place can do about it, and how to type it. */
function holding(talk: Talk, mine: MySeat, a: Audience): readonly Block[] {
  const w = wording(a.language).seats;
  const typed = `${a.command} ${w.sayCancel(talk.number)}`;
  // Whoever waits does so because no seat is free; and nothing else depends on how many sit and wait.
  const view: TalkView = {
    talk,
    counts: { confirmed: talk.capacity, offered: 0, waiting: 1 },
    mine,
  };
  return [
    text(
      ...(mine.state === 'waiting' ? whatNext(talk, a) : []),
      ...(mine.state === 'confirmed' && talk.dinner ? [[w.dinner()]] : []),
      [mine.state === 'confirmed' ? w.howToCancel(typed) : w.howToLeave(typed)],
      ...(mine.state === 'confirmed' && talk.elsewhere > 0 ? [[w.elsewhere()]] : []),
    ),
    buttons(
      ...seatButtons(view, a, true),
      ...(mine.state === 'confirmed' ? [calendarButton(talk, a.language)] : []),
      whyButton(talk, a.language),
    ),
  ];
}

/** After `register`. */
export function registeredCard(talk: Talk, outcome: Registered, a: Audience): Card {
  const { seats, offers } = wording(a.language);
  const line = outcome.kind === 'waiting' ? outcome.line : 0;
  const titles: Readonly<Record<Registered['kind'], () => string>> = {
    confirmed: () => seats.registered(talk.number),
    waiting: () => seats.waiting(talk.number, line),
    accepted: () => offers.accepted(talk.number),
    taken: () => seats.registered(talk.number),
  };
  return {
    language: a.language,
    title: [titles[outcome.kind]()],
    blocks: [
      comingFields(talk, a),
      ...holding(talk, seatOf(line > 0 ? 'waiting' : 'confirmed', line), a),
    ],
  };
}

/** The fields and buttons of whoever has a seat, below a title of its own. */
export function seatBlocks(talk: Talk, a: Audience): readonly Block[] {
  return [comingFields(talk, a), ...holding(talk, seatOf('confirmed', 0), a)];
}

/** The same for whoever waits. */
export function placeBlocks(talk: Talk, line: number, a: Audience): readonly Block[] {
  return [comingFields(talk, a), ...holding(talk, seatOf('waiting', line), a)];
}

/** What is asked before a seat is given up, by what then becomes of it. */
function askCancel(talk: Talk, waiting: number, a: Audience): string {
  const { seats, offers } = wording(a.language);
  const fate = fateOfFreedSeat(talk, a.now);
  switch (fate) {
    case 'promote':
    case 'nothing':
      return seats.askCancel(talk.number, waiting);
    case 'offer':
      return offers.askCancelOffer(talk.number, waiting);
    case 'hold':
      return offers.askCancelHeld(talk.number, waiting);
    case 'open':
      return offers.askCancelOpen(talk.number, waiting);
    default:
      return never(fate);
  }
}

const seatOf = (state: MySeat['state'], line: number): MySeat => ({ id: seatId(''), state, line });

export function registerRefusalCard(talk: Talk, refusal: RegisterRefusal, a: Audience): Card {
  const w = wording(a.language).seats;
  const refused = (title: Line, ...blocks: readonly Block[]): Card => ({
    language: a.language,
    title,
    blocks,
  });
  const upcoming = buttons(upcomingButton(a.language));
  switch (refusal.kind) {
    case 'already-registered':
      return refused([w.alreadyRegistered(talk.number)], ...seatBlocks(talk, a));
    case 'already-waiting':
      return refused(
        [w.alreadyWaiting(talk.number, refusal.line)],
        ...placeBlocks(talk, refusal.line, a),
      );
    case 'not-yet-open':
      return refused(
        [w.notYetOpen(talk.number), moment(refusal.opensAt, talk.zone, a.language)],
        text([w.registerThen(`${a.command} ${w.sayRegister(talk.number)}`)]),
        upcoming,
      );
    case 'cancelled':
      return refused([w.talkCancelled(talk.number, refusal.reason)], upcoming);
    case 'closed':
      return refused([w.closed(talk.number)], upcoming);
    case 'started':
      return refused([w.started(talk.number)], upcoming);
    case 'over':
      return refused([w.over(talk.number)], upcoming);
    default:
      return never(refusal);
  }
}

/** After `cancel`: done, or asked. */
export function cancelledCard(talk: Talk, outcome: Cancelled, a: Audience): Card {
  const w = wording(a.language).seats;
  const language = a.language;
  const again: Button = {
    label: w.again(),
    describes: w.registerDescribes(talk.number),
    action: { verb: 'register', talk: talk.id },
    typed: w.sayRegister(talk.number),
  };
  const row = buttons(
    ...(phaseOf(talk, a.now) === 'open' ? [again] : []),
    upcomingButton(language),
  );
  switch (outcome.kind) {
    case 'ask':
      return {
        language,
        title: [askCancel(talk, outcome.waiting, a)],
        blocks: [
          buttons(
            {
              label: w.giveUp(),
              describes: w.giveUpDescribes(talk.number),
              action: { verb: 'give-up', talk: talk.id },
              typed: w.sayCancelSure(talk.number),
              style: 'danger',
            },
            {
              label: w.keep(),
              describes: w.keepDescribes(talk.number),
              action: { verb: 'keep', talk: talk.id },
              typed: wording(language).offers.sayKeep(talk.number),
            },
          ),
          quiet([w.askTyped(`${a.command} ${w.sayCancelSure(talk.number)}`)]),
        ],
      };
    case 'freed':
      return {
        language,
        title: [w.freed(talk.number)],
        blocks: [
          ...(outcome.gift
            ? [text(wording(language).offers.freedEndsGift(named(outcome.gift.to)))]
            : []),
          row,
        ],
      };
    case 'left-line':
      return { language, title: [w.leftLine(talk.number)], blocks: [row] };
    case 'declined':
      return { language, title: [wording(language).offers.declined(talk.number)], blocks: [row] };
    default:
      return never(outcome);
  }
}

/** `view` without a seat of the reader's: whoever has none is shown how to get one. */
export function cancelRefusalCard(view: TalkView, refusal: CancelRefusal, a: Audience): Card {
  const { talk } = view;
  const w = wording(a.language).seats;
  const refused = (sentence: string, ...first: readonly Button[]): Card => ({
    language: a.language,
    title: [sentence],
    blocks: [buttons(...first, upcomingButton(a.language))],
  });
  switch (refusal.kind) {
    case 'not-registered':
      return refused(w.notRegistered(talk.number), ...seatButtons(view, a, true));
    case 'cancelled':
      return refused(w.talkCancelled(talk.number, refusal.reason));
    case 'started':
      return refused(w.started(talk.number));
    case 'over':
      return refused(w.over(talk.number));
    default:
      return never(refusal);
  }
}

/** After "Keep it". */
/** What was typed says both yes and no; nothing was done. */
export function unclearCard(talk: Talk, typed: string, a: Audience): Card {
  return {
    language: a.language,
    title: [wording(a.language).seats.unclear(typed.slice(0, 60))],
    blocks: [buttons(showButton(talk, a.language))],
  };
}

export function keptCard(talk: Talk, mine: MySeat | undefined, a: Audience): Card {
  return {
    language: a.language,
    title: [keptTitle(talk, mine, a)],
    blocks: [buttons(showButton(talk, a.language))],
  };
}

function keptTitle({ number }: Talk, mine: MySeat | undefined, a: Audience): string {
  const { offers, seats } = wording(a.language);
  if (!mine) return seats.notRegistered(number);
  switch (mine.state) {
    case 'confirmed':
      return seats.kept(number);
    case 'offered':
      return offers.stillOffered(number);
    case 'waiting':
      return seats.alreadyWaiting(number, mine.line);
    default:
      return never(mine.state);
  }
}
