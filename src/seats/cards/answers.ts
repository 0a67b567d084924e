// Answers to whoever registers or cancels, and what they are told of their seat by itself.
import { type Block, type Button, buttons, type Card, quiet, text } from '../../chat/card.ts';
import { seatId } from '../../kernel/ids.ts';
import type { Line } from '../../kernel/inline.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import { when, where } from '../../talks/cards.ts';
import { phaseOf, type Talk } from '../../talks/rules.ts';
import { moment, momentText } from '../../wording/dates.ts';
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
import type {
  Cancelled,
  CancelRefusal,
  FreedBy,
  LedgerKind,
  MySeat,
  Registered,
  RegisterRefusal,
} from '../rules.ts';

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

/** What the holder of a seat or a place can do about it, and how to type it. */
function holding(talk: Talk, mine: MySeat, a: Audience): readonly Block[] {
  const w = wording(a.language).seats;
  const typed = `${a.command} ${w.sayCancel(talk.number)}`;
  // The holder's buttons do not depend on how many sit and wait.
  const view: TalkView = { talk, counts: { confirmed: 0, waiting: 0 }, mine };
  return [
    text(
      ...(mine.state === 'waiting' ? [[w.whatNextWaiting()]] : []),
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
  const w = wording(a.language).seats;
  const line = outcome.kind === 'waiting' ? outcome.line : 0;
  return {
    language: a.language,
    title: [line > 0 ? w.waiting(talk.number, line) : w.registered(talk.number)],
    blocks: [comingFields(talk, a), ...holding(talk, seatOf(outcome.kind, line), a)],
  };
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
      return refused(
        [w.alreadyRegistered(talk.number)],
        comingFields(talk, a),
        ...holding(talk, seatOf('confirmed', 0), a),
      );
    case 'already-waiting':
      return refused(
        [w.alreadyWaiting(talk.number, refusal.line)],
        comingFields(talk, a),
        ...holding(talk, seatOf('waiting', refusal.line), a),
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
        title: [w.askCancel(talk.number, outcome.waiting)],
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
              typed: w.sayShow(talk.number),
            },
          ),
          quiet([w.askTyped(`${a.command} ${w.sayCancelSure(talk.number)}`)]),
        ],
      };
    case 'freed':
      return { language, title: [w.freed(talk.number)], blocks: [row] };
    case 'left-line':
      return { language, title: [w.leftLine(talk.number)], blocks: [row] };
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
export function keptCard(talk: Talk, mine: MySeat | undefined, a: Audience): Card {
  const w = wording(a.language).seats;
  const sentence =
    mine === undefined
      ? w.notRegistered(talk.number)
      : mine.state === 'confirmed'
        ? w.kept(talk.number)
        : w.alreadyWaiting(talk.number, mine.line);
  return {
    language: a.language,
    title: [sentence],
    blocks: [buttons(showButton(talk, a.language))],
  };
}

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

export interface LedgerEntry {
  readonly kind: LedgerKind;
  readonly at: Instant;
  readonly detail: string;
}

/** Why the reader is where they are, in sentences. */
export function whyCard(view: TalkView, ledger: readonly LedgerEntry[], a: Audience): Card {
  const { talk, mine } = view;
  const w = wording(a.language).seats;
  if (ledger.length === 0)
    return {
      language: a.language,
      title: [w.whyNothing(talk.number)],
      blocks: [buttons(...seatButtons(view, a, true), showButton(talk, a.language))],
    };
  return {
    language: a.language,
    title: [w.whyTitle(talk.number)],
    blocks: [
      {
        kind: 'list',
        items: ledger.map((entry) => [
          `${momentText(entry.at, talk.zone, a.language)}: ${ledgerSentence(entry, a.language)}.`,
        ]),
      },
      text([
        mine === undefined
          ? w.nowNothing()
          : mine.state === 'confirmed'
            ? w.nowSeat()
            : w.nowWaiting(mine.line),
      ]),
    ],
  };
}

function ledgerSentence(entry: LedgerEntry, language: Language): string {
  const w = wording(language).seats;
  switch (entry.kind) {
    case 'registered':
      return w.ledgerRegistered();
    case 'waiting':
      return w.ledgerWaiting(entry.detail);
    case 'promoted':
      return w.ledgerPromoted[entry.detail as FreedBy]();
    case 'cancelled':
      return w.ledgerCancelled();
    case 'left-line':
      return w.ledgerLeftLine();
    case 'merged-freed':
      return w.ledgerMerged();
    case 'still-coming':
      return w.ledgerStillComing();
    case 'freed-by-organiser':
      return w.ledgerFreedByOrganiser();
    default:
      return never(entry.kind);
  }
}
