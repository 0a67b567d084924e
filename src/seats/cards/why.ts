// Why somebody is where they are: their ledger in sentences.
import { buttons, type Card, text } from '../../chat/card.ts';
import type { Line } from '../../kernel/inline.ts';
import { never } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import { phaseOf } from '../../talks/rules.ts';
import { momentText } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import { type Audience, seatButtons, showButton, type TalkView } from '../cards.ts';
import { type FreedBy, type LedgerKind, readOfferDetail } from '../rules/ledger.ts';
import { pastStanding } from './standing.ts';

export interface LedgerEntry {
  readonly kind: LedgerKind;
  readonly at: Instant;
  readonly detail: string;
  /** Where it is about a seat that is given: the colleague's name, and whether the reader is who gave it. */
  readonly gift?: { readonly other: string; readonly giver: boolean } | undefined;
}

/** Why the reader is where they are, in sentences. */
export function whyCard(view: TalkView, ledger: readonly LedgerEntry[], a: Audience): Card {
  const { talk } = view;
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
          `${momentText(entry.at, talk.zone, a.language)}: ${ledgerSentence(entry, view, a)}.`,
        ]),
      },
      text(nowLine(view, a)),
      ...(view.mine?.state === 'offered' || view.getting
        ? [buttons(...seatButtons(view, a, true))]
        : []),
    ],
  };
}

function nowLine({ talk, mine, giving }: TalkView, a: Audience): Line {
  const { seats, offers } = wording(a.language);
  if (mine && phaseOf(talk, a.now) === 'over') return [pastStanding(mine, a)];
  switch (mine?.state) {
    case undefined:
      return [seats.nowNothing()];
    case 'confirmed':
      return [giving ? offers.nowGiving(giving.to.name) : seats.nowSeat()];
    case 'offered':
      return [offers.nowOffered(momentText(mine?.until ?? a.now, talk.zone, a.language))];
    case 'waiting':
      return [seats.nowWaiting(mine?.line ?? 0)];
    default:
      return never(mine as never);
  }
}

function ledgerSentence(entry: LedgerEntry, { talk }: TalkView, a: Audience): string {
  const { seats, offers } = wording(a.language);
  const moment = (at: Instant) => momentText(at, talk.zone, a.language);
  const { kind, detail } = entry;
  const other = entry.gift?.other ?? offers.somebody();
  const giver = entry.gift?.giver ?? false;
  switch (kind) {
    case 'registered':
      return seats.ledgerRegistered();
    case 'waiting':
      return seats.ledgerWaiting(detail);
    case 'promoted':
      return seats.ledgerPromoted(offers.because[detail as FreedBy]());
    case 'offered': {
      const { until, freedBy } = readOfferDetail(detail);
      return offers.ledgerOffered(moment(until), offers.because[freedBy]());
    }
    case 'accepted':
      return offers.ledgerAccepted();
    case 'declined':
      return offers.ledgerDeclined();
    case 'expired':
      return offers.ledgerExpired(moment(Number(detail)));
    case 'offer-withdrawn':
      return offers.ledgerOfferWithdrawn();
    case 'opened':
      return offers.ledgerOpened();
    case 'taken':
      return offers.ledgerTaken();
    case 'cancelled':
      return seats.ledgerCancelled();
    case 'left-line':
      return seats.ledgerLeftLine();
    case 'merged-freed':
      return seats.ledgerMerged();
    case 'still-coming':
      return seats.ledgerStillComing();
    case 'freed-by-organiser':
      return seats.ledgerFreedByOrganiser();
    case 'gift-made':
      return offers.ledgerGiftMade(other);
    case 'gift-got':
      return offers.ledgerGiftGot(other);
    case 'given':
      return offers.ledgerGiven(other);
    case 'received':
      return offers.ledgerReceived(other);
    case 'place-lapsed':
      return offers.ledgerPlaceLapsed();
    case 'gift-declined':
      return giver ? offers.ledgerGiftDeclined(other) : offers.ledgerGiftDeclinedByYou(other);
    case 'gift-withdrawn':
      return giver ? offers.ledgerGiftWithdrawnByYou(other) : offers.ledgerGiftWithdrawn(other);
    case 'gift-lapsed':
      return giver ? offers.ledgerGiftLapsed(other) : offers.ledgerGiftLapsedByYou(other);
    default:
      return never(kind);
  }
}
