// How to have talks in one's own calendar.
import { addressesCard, asksCalendar, talkCalendarCard } from '../../../src/calendar/cards.ts';
import { findRefusalCard } from '../../../src/talks/cards.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('calendar/cards.ts');
const word = 'word calendar';
const talks = 'https://talks.example.org/calendar/talks';
const addresses = {
  mine: `https://talks.example.org/calendar/people/k3f9abcdefgh.1.${'x'.repeat(43)}.ics`,
  series: 'https://talks.example.org/calendar/series.ics',
};

export const calendarCards: readonly GoldenCard[] = [
  card('calendar-talk', 'talkCalendarCard', [word, 'press calendar'], (l) =>
    talkCalendarCard(f.nine, `${talks}/9.ics`, f.person(l)),
  ),
  card('calendar-talk-hostile', 'talkCalendarCard', [word, 'press calendar'], (l) =>
    talkCalendarCard(f.hostile, `${talks}/icdd-9.ics`, f.abroad(l)),
  ),
  card('calendar-talk-cancelled', 'talkCalendarCard', [word, 'press calendar'], (l) =>
    talkCalendarCard(f.cancelled, `${talks}/9.ics`, f.person(l)),
  ),
  card('calendar-addresses', 'addressesCard', [word, 'press calendars'], (l) =>
    addressesCard(addresses, false, f.person(l)),
  ),
  card('calendar-renewed', 'addressesCard', word, (l) =>
    addressesCard(addresses, true, f.person(l)),
  ),
  card('calendar-which', 'findRefusalCard', word, (l) =>
    findRefusalCard({ kind: 'several', talks: [f.nine, f.ten] }, l, asksCalendar(l)),
  ),
];
