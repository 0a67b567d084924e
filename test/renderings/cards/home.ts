// A person's own page, as the answer to a word and as a page that stands by itself.
import { homeCard, type OwnPage, type OwnSettings } from '../../../src/home/cards.ts';
import { inAnswer, onPage, type Room, sharesOf } from '../../../src/home/rules.ts';
import type { Language } from '../../../src/kernel/language.ts';
import type { Audience, TalkView } from '../../../src/seats/cards.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('home/cards.ts');
const asked = ['word mine', 'press mine'];
const { view } = f;

const usual: OwnSettings = {
  wanted: { day: true, hour: true },
  quiet: undefined,
  digest: undefined,
};
const chosen: OwnSettings = {
  wanted: { day: false, hour: true },
  quiet: { from: '22:00', to: '07:00' },
  digest: { days: [1, 2, 3, 4, 5], at: '08:30', zone: f.zone },
};
const empty: OwnPage = {
  mine: [],
  moreMine: 0,
  others: [],
  moreOthers: 0,
  running: undefined,
  last: undefined,
  settings: usual,
  followers: ['X more than 2,500,000 · Facebook nearly 700,000'],
};

/** A page of so many talks, as far as there is room. */
function page(
  room: Room,
  mine: readonly TalkView[],
  others: readonly TalkView[],
  more: Partial<OwnPage> = {},
): OwnPage {
  const shares = sharesOf(mine.length, room);
  return {
    ...empty,
    mine: mine.slice(0, shares.mine),
    moreMine: mine.length - shares.mine,
    others: others.slice(0, shares.others),
    moreOthers: others.length - Math.min(others.length, shares.others),
    ...more,
  };
}

const hers = [view(f.nine, f.confirmed, 5), view(f.full, f.waiting, 0, 3)];
const others = [view(f.ten), view(f.eleven, undefined, 45, 2), view(f.plainTalk), view(f.sixteen)];
const promised: readonly TalkView[] = [
  f.offering(f.dayBefore, 3, 1, 1, f.offered),
  { ...view(f.ten, f.confirmed, 5), giving: f.gift() },
  { ...view(f.eleven), getting: f.gift() },
];
const lots = [...f.many, ...f.many, ...f.many];

/** Both ways of a page: in an answer, and standing by itself. */
function both(
  name: string,
  made: (room: Room) => OwnPage,
  reader: (language: Language) => Audience = f.person,
): readonly GoldenCard[] {
  const to = (l: Language) => ({ ...reader(l), zone: reader(l).zone ?? f.zone });
  return [
    card(`home-${name}`, 'homeCard', ['visit'], (l) => homeCard(made(onPage), to(l))),
    card(`home-${name}-asked`, 'homeCard', asked, (l) => homeCard(made(inAnswer), to(l))),
  ];
}

export const homeCards: readonly GoldenCard[] = [
  ...both('empty', () => ({ ...empty, followers: undefined })),
  ...both('newcomer', (room) => page(room, [], others)),
  ...both('seats', (room) => page(room, hers, others, { settings: chosen })),
  ...both('promised', (room) => page(room, promised, others.slice(2)), f.abroad),
  ...both('only-mine', (room) => page(room, [view(f.openToAll, f.waiting, 9, 3)], [])),
  ...both('over', (room) => page(room, [], [], { last: f.sixteen })),
  ...both('only-running', (room) => page(room, [], [], { running: f.running })),
  ...both('running', (room) => page(room, [view(f.running, f.confirmed, 5)], [], { last: f.over })),
  ...both('cancelled', (room) => page(room, [view(f.cancelled, f.confirmed, 5)], others)),
  ...both('many', (room) =>
    page(
      room,
      hers,
      lots.map((talk) => view(talk, undefined, 45, 3)),
    ),
  ),
  ...both('many-mine', (room) =>
    page(
      room,
      lots.map((talk) => view(talk, f.waiting, 45, 3)),
      others,
      { moreOthers: 9_964, settings: chosen },
    ),
  ),
  ...both('hostile', (room) =>
    page(room, [view(f.hostile, f.confirmed)], [view(f.hostile)], {
      followers: ['<!here> & @all'],
    }),
  ),
];
