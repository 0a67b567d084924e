// The cards of lists, talks, and what a reader holds.
import {
  goneTalkCard,
  listCard,
  mineCard,
  noUpcomingCard,
  talkCard,
} from '../../../src/seats/cards.ts';
import { wording } from '../../../src/wording/wording.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('seats/cards.ts');
const listing = ['word list', 'press list'];
/** The reader's own list alone: what answers a question about it. */
const asked = 'otherwise question';
const showing = ['word show', 'press show'];
const { view } = f;

export const seatCards: readonly GoldenCard[] = [
  card('list-upcoming', 'listCard', listing, (l) =>
    listCard(
      wording(l).seats.listTitle(),
      [view(f.nine, f.confirmed, 4), view(f.ten), view(f.eleven, f.waiting, 45, 4)],
      f.person(l),
    ),
  ),
  card('list-upcoming-abroad', 'listCard', listing, (l) =>
    listCard(wording(l).seats.listTitle(), [view(f.nine), view(f.ten)], f.abroad(l)),
  ),
  card('list-upcoming-every-phase', 'listCard', listing, (l) =>
    listCard(
      wording(l).seats.listTitle(),
      [f.notYetOpen, f.closingToday, f.closed, f.cancelled, f.running].map((talk) => view(talk)),
      f.person(l),
    ),
  ),
  card('list-upcoming-long', 'listCard', listing, (l) =>
    listCard(
      wording(l).seats.listTitle(),
      f.many.map((talk) => view(talk, f.confirmed, 4, 2)),
      f.person(l),
      { count: 8, typed: wording(l).seats.sayShow(32) },
    ),
  ),
  card('list-all', 'listCard', 'word list', (l) =>
    listCard(wording(l).seats.listAllTitle(), [view(f.nine), view(f.over)], f.person(l), {
      count: 1,
      typed: wording(l).seats.sayListPast(),
    }),
  ),
  card('list-past', 'listCard', ['word list', 'press list-past'], (l) =>
    listCard(wording(l).seats.listPastTitle(), [view(f.over, f.confirmed, 9)], f.person(l)),
  ),
  card('list-past-none', 'a sentence of commands.ts', ['word list', 'press list-past'], (l) => ({
    language: l,
    title: [wording(l).seats.noPast()],
    blocks: [],
  })),
  card('list-none-upcoming', 'noUpcomingCard', listing, (l) =>
    noUpcomingCard(f.sixteen, f.person(l)),
  ),
  card('list-only-running', 'noUpcomingCard', asked, (l) =>
    noUpcomingCard(undefined, f.person(l), f.running),
  ),
  card('list-none-at-all', 'noUpcomingCard', listing, (l) =>
    noUpcomingCard(undefined, f.person(l)),
  ),
  card('show-open', 'talkCard', showing, (l) => talkCard(view(f.nine), f.person(l), true)),
  card('show-abroad', 'talkCard', showing, (l) => talkCard(view(f.nine), f.abroad(l), true)),
  card('show-my-seat', 'talkCard', showing, (l) =>
    talkCard(view(f.nine, f.confirmed, 5, 2), f.person(l), true),
  ),
  card('show-my-place', 'talkCard', showing, (l) =>
    talkCard(view(f.full, f.waiting, 0, 4), f.person(l), true),
  ),
  card('show-full', 'talkCard', showing, (l) => talkCard(view(f.full), f.person(l), true)),
  card('show-overbooked', 'talkCard', showing, (l) =>
    talkCard(view(f.overbooked, undefined, 0, 1), f.person(l), true),
  ),
  card('show-offered', 'talkCard', showing, (l) =>
    talkCard(f.offering(f.dayBefore, 9, 3, 2, f.offered), f.abroad(l), true),
  ),
  card('show-offered-to-others', 'talkCard', showing, (l) =>
    talkCard(f.offering({ ...f.dayBefore, capacity: 36 }, 2, 1, 2), f.person(l), true),
  ),
  card('show-offered-to-many', 'talkCard', showing, (l) =>
    talkCard(f.offering({ ...f.dayBefore, capacity: 36 }, 1, 2, 2, f.waiting), f.person(l), true),
  ),
  card('show-held-back', 'talkCard', showing, (l) =>
    talkCard(view(f.heldBack, undefined, 9, 2), f.abroad(l), true),
  ),
  card('show-held-back-for-me', 'talkCard', showing, (l) =>
    talkCard(view(f.heldBack, f.waiting, 9, 3), f.person(l), true),
  ),
  card('show-open-to-me', 'talkCard', showing, (l) =>
    talkCard(view(f.openToAll, f.waiting, 9, 3), f.person(l), true),
  ),
  card('show-open-to-all', 'talkCard', showing, (l) =>
    talkCard(view(f.openToAll, undefined, 9, 3), f.person(l), true),
  ),
  card('show-giving', 'talkCard', showing, (l) =>
    talkCard({ ...view(f.nine, f.confirmed, 9), giving: f.gift() }, f.person(l), true),
  ),
  card('show-given', 'talkCard', showing, (l) =>
    talkCard({ ...view(f.full, undefined, 0, 2), getting: f.gift() }, f.person(l), true),
  ),
  card('show-given-and-offered', 'talkCard', showing, (l) =>
    talkCard(
      { ...f.offering(f.dayBefore, 9, 3, 2, f.offered), getting: f.gift() },
      f.person(l),
      true,
    ),
  ),
  card('show-untitled', 'talkCard', showing, (l) => talkCard(view(f.plainTalk), f.person(l), true)),
  card('show-not-yet-open', 'talkCard', showing, (l) =>
    talkCard(view(f.notYetOpen), f.person(l), true),
  ),
  card('show-closing-today', 'talkCard', showing, (l) =>
    talkCard(view(f.closingToday), f.person(l), true),
  ),
  card('show-closed', 'talkCard', showing, (l) => talkCard(view(f.closed), f.person(l), true)),
  card('show-cancelled', 'talkCard', showing, (l) =>
    talkCard(view(f.cancelled, f.confirmed, 1), f.person(l), true),
  ),
  card('show-running', 'talkCard', showing, (l) => talkCard(view(f.running), f.person(l), true)),
  card('show-over', 'talkCard', showing, (l) => talkCard(view(f.over), f.person(l), true)),
  card('show-over-seat', 'talkCard', showing, (l) =>
    talkCard(view(f.over, f.confirmed, 9), f.person(l), true),
  ),
  card('show-over-waited', 'talkCard', showing, (l) =>
    talkCard(view(f.over, f.waiting, 12, 3), f.person(l), true),
  ),
  card('show-hostile', 'talkCard', showing, (l) => talkCard(view(f.hostile), f.person(l), true)),
  card('show-gone', 'goneTalkCard', ['press show', 'press register', 'press cancel'], (l) =>
    goneTalkCard(f.person(l)),
  ),
  card('mine-some', 'mineCard', asked, (l) =>
    mineCard([view(f.nine, f.confirmed, 5), view(f.full, f.waiting, 0, 3)], f.person(l)),
  ),
  card('mine-promised', 'mineCard', asked, (l) =>
    mineCard(
      [
        f.offering(f.dayBefore, 3, 1, 1, f.offered),
        { ...view(f.ten, f.confirmed, 5), giving: f.gift() },
        { ...view(f.eleven), getting: f.gift() },
      ],
      f.abroad(l),
    ),
  ),
  card('mine-none', 'mineCard', asked, (l) => mineCard([], f.person(l))),
  card('announcement-open', 'talkCard', 'drawer announcement', (l) =>
    talkCard(view(f.nine), f.channel(l), false),
  ),
  card('announcement-full', 'talkCard', 'drawer announcement', (l) =>
    talkCard(view(f.full, undefined, 0, 4), f.channel(l), false),
  ),
  card('announcement-offering', 'talkCard', 'drawer announcement', (l) =>
    talkCard(f.offering(f.dayBefore, 9, 3, 2), f.channel(l), false),
  ),
  card('announcement-held-back', 'talkCard', 'drawer announcement', (l) =>
    talkCard(view(f.heldBack, undefined, 9, 2), f.channel(l), false),
  ),
  card('announcement-open-to-all', 'talkCard', 'drawer announcement', (l) =>
    talkCard(view(f.openToAll, undefined, 9, 2), f.channel(l), false),
  ),
  card('announcement-hostile', 'talkCard', 'drawer announcement', (l) =>
    talkCard(view(f.hostile), f.channel(l), false),
  ),
  card('announcement-cancelled', 'talkCard', 'drawer announcement', (l) =>
    talkCard(view(f.cancelled, undefined, 9, 2), f.channel(l), false),
  ),
  card('announcement-over', 'talkCard', 'drawer announcement', (l) =>
    talkCard(view(f.over, undefined, 9), f.channel(l), false),
  ),
];
