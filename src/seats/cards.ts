// Cards that show who sits and who waits: never names, but the reader's own state.
import { type Block, type Button, buttons, type Card, quiet, rule, text } from '../chat/card.ts';
import type { Line } from '../kernel/inline.ts';
import { code, strong } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import { never } from '../kernel/result.ts';
import type { Instant, Zone } from '../kernel/time.ts';
import {
  abstractBlocks,
  heading,
  linksLine,
  registrationLine,
  speakersLine,
  talkFields,
  when,
  where,
} from '../talks/cards.ts';
import { phaseOf, type Talk } from '../talks/rules.ts';
import { dayText, moment, momentText } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';
import {
  type Cancelled,
  type CancelRefusal,
  type Counts,
  type FreedBy,
  freeOf,
  type LedgerKind,
  type MySeat,
  overOf,
  type Registered,
  type RegisterRefusal,
  takenOf,
} from './rules.ts';

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
}

export function meter(talk: Talk, counts: Counts, language: Language): Block {
  const taken = takenOf(talk, counts);
  return {
    kind: 'meter',
    taken,
    capacity: talk.capacity,
    caption: [
      wording(language).seats.meter(taken, talk.capacity, counts.waiting, overOf(talk, counts)),
    ],
  };
}

/** What one can do about a seat: for a channel as anybody would, for a person as their state allows. */
export function seatButtons(view: TalkView, a: Audience, isPrivate: boolean): readonly Button[] {
  const { talk, counts, mine } = view;
  const w = wording(a.language).seats;
  const phase = phaseOf(talk, a.now);
  const full = counts.waiting > 0 || freeOf(talk, counts) === 0;
  const registering: Button = {
    label: full ? w.joinLine() : w.register(),
    describes: full ? w.joinLineDescribes(talk.number) : w.registerDescribes(talk.number),
    action: { verb: 'register', talk: talk.id },
    typed: `register ${talk.number}`,
    style: 'primary',
  };
  const waits = isPrivate && mine?.state === 'waiting';
  const cancelling: Button = {
    label: waits ? w.leaveLine() : w.cancel(),
    describes: waits ? w.leaveLineDescribes(talk.number) : w.cancelDescribes(talk.number),
    action: { verb: 'cancel', talk: talk.id },
    typed: `cancel ${talk.number}`,
  };
  const canRegister = phase === 'open' && !(isPrivate && mine);
  const canCancel = (phase === 'open' || phase === 'closed') && (!isPrivate || mine !== undefined);
  return [...(canRegister ? [registering] : []), ...(canCancel ? [cancelling] : [])];
}

export function showButton(talk: Talk, language: Language): Button {
  const w = wording(language).seats;
  return {
    label: w.show(),
    describes: w.showDescribes(talk.number),
    action: { verb: 'show', talk: talk.id },
    typed: `show ${talk.number}`,
  };
}

function whyButton(talk: Talk, language: Language): Button {
  const w = wording(language).seats;
  return {
    label: w.why(),
    describes: w.whyDescribes(talk.number),
    action: { verb: 'why', talk: talk.id },
    typed: `why ${talk.number}`,
  };
}

export function upcomingButton(language: Language): Button {
  return { label: wording(language).seats.upcoming(), action: { verb: 'list' }, typed: 'list' };
}

/** One talk in a list: title, when and where, meter, the reader's state, buttons. */
export function talkSection(view: TalkView, a: Audience, isPrivate: boolean): readonly Block[] {
  const { talk, counts, mine } = view;
  const w = wording(a.language);
  const phase = phaseOf(talk, a.now);
  const lines: Line[] = [[strong(heading(talk, a.language).join(''))]];
  if (talk.speakers.length > 0) lines.push([`${w.talks.speakers()} ${speakersLine(talk)}`]);
  lines.push(when(talk, { language: a.language, zone: isPrivate ? a.zone : undefined }));
  lines.push([talk.place]);
  if (phase !== 'open') lines.push(registrationLine(talk, a.now, a.language));
  if (isPrivate && mine)
    lines.push([mine.state === 'confirmed' ? w.seats.youHaveSeat() : w.seats.youWait(mine.line)]);
  const available = seatButtons(view, a, isPrivate);
  const live = phase !== 'over' && phase !== 'cancelled';
  return [
    { kind: 'text', lines },
    ...(live ? [meter(talk, counts, a.language)] : []),
    buttons(...available, showButton(talk, a.language)),
  ];
}

/** A list of talks; `more` says how many are left out and what to type for them. */
export function listCard(
  title: string,
  views: readonly TalkView[],
  a: Audience,
  more?: { readonly count: number; readonly typed: string },
): Card {
  const sections = views.map((v) => talkSection(v, a, true));
  return {
    language: a.language,
    title: [title],
    blocks: [
      ...sections.flatMap((s, i) => (i === 0 ? s : [rule, ...s])),
      ...(more && more.count > 0
        ? [quiet([wording(a.language).seats.more(more.count, `${a.command} ${more.typed}`)])]
        : []),
    ],
  };
}

/** "No upcoming talks. The last was 16 (13 Nov 2019): `list past`." */
export function noUpcomingCard(last: Talk | undefined, a: Audience): Card {
  const w = wording(a.language).seats;
  if (!last) return { language: a.language, title: [w.noUpcoming('').trim()], blocks: [] };
  return {
    language: a.language,
    title: [w.noUpcoming('').trim()],
    blocks: [
      text([
        w.lastWas(last.number, dayText(last.startsAt, last.zone, a.language)),
        code(`${a.command} list past`),
      ]),
      buttons({ label: w.listPastTitle(), action: { verb: 'list-past' }, typed: 'list past' }),
    ],
  };
}

/** The whole card of a talk: in a channel as an announcement, or privately with the reader's state. */
export function talkCard(view: TalkView, a: Audience, isPrivate: boolean): Card {
  const { talk, counts, mine } = view;
  const w = wording(a.language);
  const phase = phaseOf(talk, a.now);
  const full = phase === 'open' && freeOf(talk, counts) === 0;
  const links = linksLine(talk, a.language);
  const available = seatButtons(view, a, isPrivate);
  const extra = isPrivate && mine ? [whyButton(talk, a.language)] : [];
  const row = [...available, ...extra];
  return {
    language: a.language,
    title: heading(talk, a.language),
    blocks: [
      talkFields(talk, { language: a.language, zone: isPrivate ? a.zone : undefined }),
      meter(talk, counts, a.language),
      text(
        registrationLine(talk, a.now, a.language),
        ...(full ? [[w.seats.fullHint()]] : []),
        ...(talk.dinner ? [[w.talks.dinner()]] : []),
        ...(isPrivate && mine
          ? [[mine.state === 'confirmed' ? w.seats.youHaveSeat() : w.seats.youWait(mine.line)]]
          : []),
      ),
      ...(row.length > 0 ? [buttons(...row)] : []),
      ...abstractBlocks(talk, a.language),
      ...(links === undefined ? [] : [quiet(links)]),
    ],
  };
}

/** What one must know to come: talk, day, time, place, dinner. */
function comingFields(talk: Talk, a: Audience): Block {
  const w = wording(a.language).talks;
  return {
    kind: 'fields',
    fields: [
      {
        label: wording(a.language).talks.heading(talk.number, undefined).split(/\s*:/)[0] as string,
        value: [talk.title ?? w.toBeAnnounced()],
      },
      { label: w.time(), value: when(talk, { language: a.language, zone: a.zone }) },
      { label: w.place(), value: where(talk, a.language) },
    ],
  };
}

/** After `register`. */
export function registeredCard(talk: Talk, outcome: Registered, a: Audience): Card {
  const w = wording(a.language).seats;
  const cancelTyped = `${a.command} cancel ${talk.number}`;
  const confirmed = outcome.kind === 'confirmed';
  const mine: MySeat = {
    id: '' as MySeat['id'],
    state: outcome.kind,
    line: outcome.kind === 'waiting' ? outcome.line : 0,
  };
  return {
    language: a.language,
    title: [
      outcome.kind === 'confirmed'
        ? w.registered(talk.number)
        : w.waiting(talk.number, outcome.line),
    ],
    blocks: [
      comingFields(talk, a),
      text(
        ...(confirmed ? [] : [[w.whatNextWaiting()]]),
        ...(confirmed && talk.dinner ? [[w.dinner()]] : []),
        [confirmed ? w.howToCancel(cancelTyped) : w.howToLeave(cancelTyped)],
        ...(talk.elsewhere > 0 && confirmed ? [[w.elsewhere()]] : []),
      ),
      buttons(
        ...seatButtons({ talk, counts: { confirmed: 0, waiting: 0 }, mine }, a, true),
        whyButton(talk, a.language),
      ),
    ],
  };
}

export function registerRefusalCard(talk: Talk, refusal: RegisterRefusal, a: Audience): Card {
  const w = wording(a.language).seats;
  const upcoming = [buttons(upcomingButton(a.language))];
  const base = { language: a.language };
  switch (refusal.kind) {
    case 'already-registered':
    case 'already-waiting': {
      const mine: MySeat = {
        id: '' as MySeat['id'],
        state: refusal.kind === 'already-registered' ? 'confirmed' : 'waiting',
        line: refusal.kind === 'already-waiting' ? refusal.line : 0,
      };
      return {
        ...base,
        title: [
          refusal.kind === 'already-registered'
            ? w.alreadyRegistered(talk.number)
            : w.alreadyWaiting(talk.number, refusal.line),
        ],
        blocks: [
          comingFields(talk, a),
          buttons(
            ...seatButtons({ talk, counts: { confirmed: 0, waiting: 0 }, mine }, a, true),
            whyButton(talk, a.language),
          ),
        ],
      };
    }
    case 'not-yet-open':
      return {
        ...base,
        title: [w.notYetOpen(talk.number), momentText(refusal.opensAt, talk.zone, a.language)],
        blocks: [text([moment(refusal.opensAt, talk.zone, a.language)]), ...upcoming],
      };
    case 'cancelled':
      return { ...base, title: [w.talkCancelled(talk.number, refusal.reason)], blocks: upcoming };
    case 'closed':
      return { ...base, title: [w.closed(talk.number)], blocks: upcoming };
    case 'started':
      return { ...base, title: [w.started(talk.number)], blocks: upcoming };
    case 'over':
      return { ...base, title: [w.over(talk.number)], blocks: upcoming };
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
    typed: `register ${talk.number}`,
  };
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
              typed: `cancel ${talk.number} yes`,
              style: 'danger',
            },
            {
              label: w.keep(),
              describes: w.keepDescribes(talk.number),
              action: { verb: 'keep', talk: talk.id },
              typed: `show ${talk.number}`,
            },
          ),
          quiet([w.askTyped(`${a.command} cancel ${talk.number} yes`)]),
        ],
      };
    case 'freed':
      return {
        language,
        title: [w.freed(talk.number)],
        blocks: [buttons(again, upcomingButton(language))],
      };
    case 'left-line':
      return {
        language,
        title: [w.leftLine(talk.number)],
        blocks: [buttons(again, upcomingButton(language))],
      };
    default:
      return never(outcome);
  }
}

export function cancelRefusalCard(talk: Talk, refusal: CancelRefusal, a: Audience): Card {
  const w = wording(a.language).seats;
  const title = (sentence: string): Card => ({
    language: a.language,
    title: [sentence],
    blocks: [buttons(upcomingButton(a.language))],
  });
  switch (refusal.kind) {
    case 'not-registered':
      return title(w.notRegistered(talk.number));
    case 'cancelled':
      return title(w.talkCancelled(talk.number, refusal.reason));
    case 'started':
      return title(w.started(talk.number));
    case 'over':
      return title(w.over(talk.number));
    default:
      return never(refusal);
  }
}

export function keptCard(talk: Talk, mine: MySeat | undefined, a: Audience): Card {
  const w = wording(a.language).seats;
  return {
    language: a.language,
    title: [mine?.state === 'confirmed' ? w.kept(talk.number) : w.notRegistered(talk.number)],
    blocks: [],
  };
}

/** A talk that an old button names and that is gone. */
export function goneTalkCard(a: Audience): Card {
  return {
    language: a.language,
    title: [wording(a.language).seats.goneTalk()],
    blocks: [buttons(upcomingButton(a.language))],
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
        [w.howToCancel(`${a.command} cancel ${talk.number}`)],
        ...(talk.elsewhere > 0 ? [[w.elsewhere()]] : []),
      ),
      buttons(
        {
          label: w.cantCome(),
          describes: w.cancelDescribes(talk.number),
          action: { verb: 'cancel', talk: talk.id },
          typed: `cancel ${talk.number}`,
        },
        whyButton(talk, a.language),
      ),
    ],
  };
}

export function mineCard(views: readonly TalkView[], a: Audience): Card {
  const w = wording(a.language).seats;
  if (views.length === 0)
    return {
      language: a.language,
      title: [w.mineNone()],
      blocks: [buttons(upcomingButton(a.language))],
    };
  return listCard(w.mineTitle(), views, a);
}

export interface LedgerEntry {
  readonly kind: LedgerKind;
  readonly at: Instant;
  readonly detail: string;
}

export function whyCard(
  talk: Talk,
  ledger: readonly LedgerEntry[],
  mine: MySeat | undefined,
  a: Audience,
): Card {
  const w = wording(a.language).seats;
  if (ledger.length === 0)
    return {
      language: a.language,
      title: [w.whyNothing(talk.number)],
      blocks: [
        buttons(
          ...seatButtons({ talk, counts: { confirmed: 0, waiting: 0 }, mine }, a, true),
          showButton(talk, a.language),
        ),
      ],
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
    default:
      return never(entry.kind);
  }
}
