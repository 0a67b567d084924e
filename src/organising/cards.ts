// What organisers are told at their desk. Names are shown here alone.
import { type Block, type Button, buttons, type Card, rule, text } from '../chat/card.ts';
import type { SendRefusal } from '../chat/platform.ts';
import { refusedText } from '../digests/cards/posting.ts';
import type { Account } from '../kernel/account.ts';
import { code, type Line, person, strong } from '../kernel/inline.ts';
import { never } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import { type Audience, meter, showButton, type TalkView } from '../seats/cards.ts';
import { decideSettle } from '../seats/rules/waiting-list.ts';
import type { SeatState } from '../seats/rules.ts';
import { findRefusalCard, heading, when } from '../talks/cards.ts';
import type { Talk } from '../talks/rules.ts';
import { moment, momentText } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';
import {
  type CapacityDecision,
  type CapacityMistake,
  type CapacityRefusal,
  mostSeats,
  type OldTalk,
  partsOf,
} from './rules.ts';

function sentence(said: string, a: Audience, ...blocks: Block[]): Card {
  return { language: a.language, title: [said], blocks };
}

const say = (a: Audience, what: string) => code(`${a.command} ${what}`);

/** A button for each talk that typed words may have meant. */
export function asks(verb: 'announce' | 'who', a: Audience): (talk: Talk) => Button {
  const w = wording(a.language).organising;
  return ({ id, number }) => ({
    label: String(number),
    describes: verb === 'announce' ? w.announceDescribes(number) : w.whoDescribes(number),
    action: { verb, talk: id },
    typed: verb === 'announce' ? w.sayAnnounce(number) : w.sayWho(number),
  });
}

export type AnnounceAnswer =
  | { readonly kind: 'announced' | 'announcing'; readonly talk: Talk }
  | { readonly kind: 'cannot-write'; readonly why: SendRefusal }
  /** In a direct message; `talk` as it was typed there. */
  | { readonly kind: 'channel-only'; readonly talk: string }
  | { readonly kind: 'old'; readonly talk: Talk; readonly why: OldTalk };

/** After `announce`. */
export function announceCard(answer: AnnounceAnswer, a: Audience): Card {
  const w = wording(a.language).organising;
  switch (answer.kind) {
    case 'announced':
      return sentence(w.announced(answer.talk.number), a);
    case 'announcing':
      return sentence(w.announcing(answer.talk.number), a);
    case 'cannot-write':
      return sentence(refusedText(answer.why, a.language), a);
    case 'channel-only':
      return sentence(w.channelOnly(), a, text([say(a, w.sayAnnounce(answer.talk))]));
    case 'old': {
      const { number } = answer.talk;
      const cancelled = answer.why.kind === 'cancelled';
      return sentence(
        cancelled ? w.cannotAnnounceCancelled(number) : w.cannotAnnounceOver(number),
        a,
      );
    }
    default:
      return never(answer);
  }
}

export interface CapacityChanged {
  readonly before: number;
  /** The talk and its numbers as they are now. */
  readonly view: TalkView;
  readonly promoted: number;
  readonly offered: number;
  readonly over: number;
}

/** After `capacity`: before and after, who got a seat, and what the card says now. */
export function capacityChangedCard(done: CapacityChanged, a: Audience): Card {
  const w = wording(a.language).organising;
  const { talk, counts } = done.view;
  const told: Line[] = [
    ...(done.promoted > 0 ? [[w.promoted(done.promoted)]] : []),
    ...(done.offered > 0 ? [[w.offered(done.offered)]] : []),
    ...freeLine(done.view, a),
    ...(done.over > 0 ? [[w.over(done.over)]] : []),
  ];
  return sentence(
    w.capacityChanged(talk.number, done.before, talk.capacity),
    a,
    meter(talk, counts, a.language),
    ...(told.length > 0 ? [text(...told)] : []),
    buttons(showButton(talk, a.language)),
  );
}

/** Why free seats are not given though people wait. */
function freeLine({ talk, counts }: TalkView, a: Audience): readonly Line[] {
  const settlement = decideSettle(talk, counts, a.now);
  const { offers, organising } = wording(a.language);
  if (settlement.kind === 'hold')
    return [offers.heldBack([moment(settlement.until, talk.zone, a.language)])];
  return settlement.kind === 'open' ? [[organising.openNow()]] : [];
}

/** Fewer seats than are taken: asked once, answered in words. */
export function capacityAskCard(
  talk: Talk,
  wanted: number,
  asked: Extract<CapacityDecision, { readonly kind: 'ask' }>,
  a: Audience,
): Card {
  const w = wording(a.language).organising;
  return sentence(
    w.askLower(talk.number, asked.taken, asked.over),
    a,
    text([w.askTyped(), say(a, w.sayCapacitySure(talk.number, wanted))]),
  );
}

export function capacityRefusalCard(talk: Talk, refusal: CapacityRefusal, a: Audience): Card {
  const w = wording(a.language).organising;
  switch (refusal.kind) {
    case 'cancelled':
      return sentence(w.capacityCancelled(talk.number), a);
    case 'over':
      return sentence(w.capacityOver(talk.number), a);
    case 'same':
      return sentence(w.capacitySame(talk.number, talk.capacity), a);
    default:
      return never(refusal);
  }
}

/** What was typed is no talk and number of seats; `example`: a talk's number. */
export function capacityMistakeCard(mistake: CapacityMistake, example: number, a: Audience): Card {
  const w = wording(a.language).organising;
  const said = (what: string) =>
    sentence(what, a, text([w.example(), say(a, w.sayCapacity(example, 60))]));
  switch (mistake.kind) {
    case 'no-capacity':
      return said(w.noCapacity());
    case 'not-a-number':
      return said(w.notANumber(mistake.typed.slice(0, 60)));
    case 'negative':
      return said(w.negative(mistake.typed.slice(0, 60)));
    case 'too-many':
      return said(w.tooMany(mistake.typed.slice(0, 60), mostSeats));
    default:
      return never(mistake);
  }
}

type FindRefusal = Parameters<typeof findRefusalCard>[0];

/** No talk, or several: those are named with what to type, since no button holds a number of seats. */
export function capacityFindCard(refusal: FindRefusal, wanted: number, a: Audience): Card {
  const card = findRefusalCard(refusal, a.language, (talk) => showButton(talk, a.language));
  if (refusal.kind !== 'several') return card;
  const w = wording(a.language).organising;
  const items = refusal.talks.map(
    (talk): Line => [
      ...heading(talk, a.language),
      ': ',
      say(a, w.sayCapacity(talk.number, wanted)),
    ],
  );
  return { ...card, blocks: [{ kind: 'list', items }] };
}

/** Somebody who sits, is offered a seat, or waits; `name` as far as it is known. */
export interface Attendee {
  readonly account: Account;
  readonly name: string | undefined;
  readonly state: SeatState;
  /** When an offer ends; undefined for what is none. */
  readonly until?: Instant | undefined;
  /** They said that they are still coming. */
  readonly coming?: boolean;
}

/** Names in one section; a list of that length fits every platform. */
const namesInPart = 20;

/** Who sits, who is offered a seat, who waits, and how many are on the event page. For organisers only. */
export function whoCard(view: TalkView, people: readonly Attendee[], a: Audience): Card {
  const w = wording(a.language).organising;
  const { talk, counts } = view;
  const among = (state: Attendee['state']) => people.filter((one) => one.state === state);
  const parts = [
    ...namesBlocks(among('confirmed'), w.registeredPart, () => '', w.coming()),
    ...namesBlocks(among('offered'), w.offeredPart, ({ until }) =>
      until === undefined ? '' : `${momentText(until, talk.zone, a.language)} · `,
    ),
    ...namesBlocks(among('waiting'), w.waitingPart, (_, place) => `${place} · `),
  ];
  const count = (value: number): Line => [String(value)];
  const coming = people.filter((one) => one.coming).length;
  return sentence(
    w.whoTitle(talk.number),
    a,
    {
      kind: 'fields',
      fields: [
        { label: w.registeredLabel(), value: count(counts.confirmed) },
        ...(coming > 0 ? [{ label: w.comingLabel(), value: count(coming) }] : []),
        ...(counts.offered > 0 ? [{ label: w.offeredLabel(), value: count(counts.offered) }] : []),
        { label: w.waitingLabel(), value: count(counts.waiting) },
        { label: w.elsewhereLabel(), value: count(talk.elsewhere) },
      ],
    },
    meter(talk, counts, a.language),
    text(heading(talk, a.language), when(talk, { language: a.language, zone: a.zone })),
    ...(people.length === 0 ? [text([w.nobody()])] : []),
    ...parts,
  );
}

const said = (words: string): Line => (words === '' ? [] : [words]);

function namesBlocks(
  people: readonly Attendee[],
  title: (from: number, to: number, all: number) => string,
  before: (one: Attendee, place: number) => string,
  coming = '',
): readonly Block[] {
  return partsOf(people, namesInPart).flatMap(({ from, to, items }): Block[] => [
    rule,
    text([strong(title(from, to, people.length))]),
    {
      kind: 'list',
      items: items.map(
        (one, i): Line => [
          ...said(before(one, from + i)),
          person(one.account, one.name || one.account.user),
          ...said(one.coming ? ` · ${coming}` : ''),
        ],
      ),
    },
  ]);
}
