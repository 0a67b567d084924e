// How to have talks in one's own calendar: one talk, or an address to subscribe to.
import { type Button, buttons, type Card, quiet, text } from '../chat/card.ts';
import { code, link } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import type { Audience } from '../seats/cards.ts';
import { registrationLine, when, where } from '../talks/cards.ts';
import type { Talk } from '../talks/rules.ts';
import { wording } from '../wording/wording.ts';

/** To the addresses to subscribe to. */
export function addressesButton(language: Language): Button {
  const w = wording(language).calendar;
  return { label: w.all(), action: { verb: 'calendars' }, typed: w.sayCalendar() };
}

/** One talk: `address` gives it as a calendar file. */
export function talkCalendarCard(talk: Talk, address: string, a: Audience): Card {
  const { language } = a;
  const w = wording(language);
  return {
    language,
    title: [w.calendar.talkTitle(talk.number)],
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: w.talks.label(talk.number), value: [talk.title ?? w.talks.toBeAnnounced()] },
          { label: w.talks.time(), value: when(talk, a) },
          { label: w.talks.place(), value: where(talk, language) },
        ],
      },
      text(...(talk.cancelled === undefined ? [] : [registrationLine(talk, a.now, language)]), [
        link(w.calendar.open(), address),
      ]),
      quiet([w.calendar.fileStays()]),
      buttons(addressesButton(language)),
    ],
  };
}

/** The addresses to subscribe to; `renewed`: the reader's own is new, and the old one ended. */
export function addressesCard(
  addresses: { readonly mine: string; readonly series: string },
  renewed: boolean,
  a: Audience,
): Card {
  const w = wording(a.language).calendar;
  return {
    language: a.language,
    title: [renewed ? w.renewed() : w.title()],
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: w.mine(), value: [code(addresses.mine)] },
          { label: w.series(), value: [code(addresses.series)] },
        ],
      },
      text([w.how()]),
      { kind: 'list', items: [[w.outlook()], [w.google()], [w.apple()]] },
      quiet([w.slow()], [w.secret(`${a.command} ${w.sayRenew()}`)]),
    ],
  };
}

/** A button for each talk that typed words may have meant. */
export function asksCalendar(language: Language): (talk: Talk) => Button {
  const w = wording(language);
  return (talk) => ({
    label: w.talks.label(talk.number),
    describes: w.calendar.addDescribes(talk.number),
    action: { verb: 'calendar', talk: talk.id },
    typed: w.calendar.sayTalk(talk.number),
  });
}
