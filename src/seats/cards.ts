// Cards that show who sits and who waits: never names, but the reader's own state.
import { type Block, type Button, buttons, type Card, quiet, rule, text } from '../chat/card.ts';
import type { Line } from '../kernel/inline.ts';
import { code, strong } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import {
  abstractBlocks,
  heading,
  linksLine,
  onlyRunning,
  registrationLine,
  speakersLine,
  talkFields,
  when,
} from '../talks/cards.ts';
import { phaseOf, type Talk } from '../talks/rules.ts';
import { dayText } from '../wording/dates.ts';
import { wording } from '../wording/wording.ts';
import {
  type Audience,
  lineHint,
  offeredLine,
  seatButtons,
  standingLines,
  type TalkView,
} from './cards/standing.ts';
import { type Counts, overOf, takenOf } from './rules.ts';

export { type Audience, isFull, seatButtons, type TalkView } from './cards/standing.ts';

export function meter(talk: Talk, counts: Counts, language: Language): Block {
  const taken = takenOf(talk, counts);
  return {
    kind: 'meter',
    taken,
    capacity: talk.capacity,
    caption: [
      wording(language).seats.meter(
        taken,
        talk.capacity,
        counts.waiting,
        overOf(talk, counts),
        counts.offered,
      ),
    ],
  };
}

export function showButton(talk: Talk, language: Language): Button {
  const w = wording(language).seats;
  return {
    label: w.show(),
    describes: w.showDescribes(talk.number),
    action: { verb: 'show', talk: talk.id },
    typed: w.sayShow(talk.number),
  };
}

export function whyButton(talk: Talk, language: Language): Button {
  const w = wording(language).seats;
  return {
    label: w.why(),
    describes: w.whyDescribes(talk.number),
    action: { verb: 'why', talk: talk.id },
    typed: w.sayWhy(talk.number),
  };
}

/** Leads to the talk as a file for the reader's own calendar. */
export function calendarButton(talk: Talk, language: Language): Button {
  const w = wording(language).calendar;
  return {
    label: w.add(),
    describes: w.addDescribes(talk.number),
    action: { verb: 'calendar', talk: talk.id },
    typed: w.sayTalk(talk.number),
  };
}

export function upcomingButton(language: Language): Button {
  const w = wording(language).seats;
  return { label: w.upcoming(), action: { verb: 'list' }, typed: w.sayList() };
}

/** One talk in a list: title, when and where, meter, the reader's state, buttons. */
export function talkSection(view: TalkView, a: Audience, isPrivate: boolean): readonly Block[] {
  const { talk, counts } = view;
  const w = wording(a.language);
  const phase = phaseOf(talk, a.now);
  const lines: Line[] = [[strong(heading(talk, a.language).join(''))]];
  if (talk.speakers.length > 0) lines.push([`${w.talks.speakers()} ${speakersLine(talk)}`]);
  lines.push(when(talk, { language: a.language, zone: isPrivate ? a.zone : undefined }));
  lines.push([talk.place]);
  if (phase !== 'open') lines.push(registrationLine(talk, a.now, a.language));
  if (phase === 'over') lines.push([wasTaken(view, a)]);
  if (isPrivate && phase !== 'cancelled') lines.push(...standingLines(view, a));
  const available = seatButtons(view, a, isPrivate);
  const live = phase !== 'over' && phase !== 'cancelled';
  // In a channel the card of a cancelled talk is closed.
  const closed = phase === 'cancelled' && !isPrivate;
  return [
    { kind: 'text', lines },
    ...(live ? [meter(talk, counts, a.language)] : []),
    ...(closed ? [] : [buttons(...available, showButton(talk, a.language))]),
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

/** "No upcoming talks. The last was 16 (13 Nov 2019): `list past`." `running`: the last one is on right now. */
export function noUpcomingCard(last: Talk | undefined, a: Audience, running?: Talk): Card {
  const w = wording(a.language).seats;
  if (running)
    return {
      language: a.language,
      title: [onlyRunning(running, a.language)],
      blocks: [buttons(showButton(running, a.language))],
    };
  if (!last) return { language: a.language, title: [w.noUpcoming()], blocks: [] };
  return {
    language: a.language,
    title: [w.noUpcoming()],
    blocks: [
      text([
        w.lastWas(last.number, dayText(last.startsAt, last.zone, a.language)),
        code(`${a.command} ${w.sayListPast()}`),
      ]),
      buttons({ label: w.listPastTitle(), action: { verb: 'list-past' }, typed: w.sayListPast() }),
    ],
  };
}

/** The whole card of a talk: in a channel as an announcement, or privately with the reader's state. */
export function talkCard(view: TalkView, a: Audience, isPrivate: boolean): Card {
  const { talk, counts, mine } = view;
  const phase = phaseOf(talk, a.now);
  const links = linksLine(talk, a.language);
  const available = seatButtons(view, a, isPrivate);
  const extra = isPrivate && mine ? [whyButton(talk, a.language)] : [];
  const ahead = phase === 'open' || phase === 'closed' || phase === 'not-yet-open';
  const row = [...available, ...(ahead ? [calendarButton(talk, a.language)] : []), ...extra];
  return {
    language: a.language,
    title: heading(talk, a.language),
    blocks: [
      talkFields(talk, { language: a.language, zone: isPrivate ? a.zone : undefined }),
      ...(phase === 'cancelled' || phase === 'over' ? [] : [meter(talk, counts, a.language)]),
      text(registrationLine(talk, a.now, a.language), ...seatLines(view, a, isPrivate)),
      ...(row.length > 0 ? [buttons(...row)] : []),
      ...abstractBlocks(talk, a.language),
      ...(links === undefined ? [] : [quiet(links)]),
    ],
  };
}

/** What the seats of a talk mean: how full it is, the dinner, what the reader holds; of one that is over what they meant. */
function seatLines(view: TalkView, a: Audience, isPrivate: boolean): readonly Line[] {
  const { talk, mine } = view;
  const phase = phaseOf(talk, a.now);
  if (phase === 'cancelled') return [];
  if (phase === 'over') return [[wasTaken(view, a)], ...(isPrivate ? standingLines(view, a) : [])];
  return [
    ...(isPrivate && mine ? [] : lineHint(view, a)),
    ...(isPrivate && mine?.state === 'offered' ? [] : offeredLine(view, a)),
    ...(talk.dinner ? [[wording(a.language).talks.dinner()]] : []),
    ...(isPrivate ? standingLines(view, a) : []),
  ];
}

/** How full a talk was that is over. */
const wasTaken = ({ talk, counts }: TalkView, { language }: Audience): string =>
  wording(language).seats.wasTaken(takenOf(talk, counts), talk.capacity);

/** A talk that an old button names and that is gone. */
export function goneTalkCard(a: Audience): Card {
  return {
    language: a.language,
    title: [wording(a.language).seats.goneTalk()],
    blocks: [buttons(upcomingButton(a.language))],
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
