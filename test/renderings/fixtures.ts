// The fixtures by their names: talks of the seed's season in every phase, people, and who reads.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reader } from '../../src/chat/router.ts';
import type { Account } from '../../src/kernel/account.ts';
import { giftId, personId, seatId, talkId } from '../../src/kernel/ids.ts';
import type { Language } from '../../src/kernel/language.ts';
import { hour, instantOf, minute } from '../../src/kernel/time.ts';
import type { Audience, TalkView } from '../../src/seats/cards.ts';
import type { Gift, GiftState, Somebody } from '../../src/seats/rules/giving.ts';
import type { MySeat } from '../../src/seats/rules.ts';
import { readSeason } from '../../src/talks/files.ts';
import type { Talk } from '../../src/talks/rules.ts';

export const zone = 'Europe/Zurich';
/** Monday, two days before talk 9. */
export const now = instantOf('2019-07-08', '09:00', zone);

const file = fileURLToPath(new URL('../../data/talks.yaml', import.meta.url));
const season = readSeason(readFileSync(file, 'utf8'));
if (!season.ok) throw new Error(JSON.stringify(season.refusal));
const { talks, series } = season.value;

export const talkIdOf = (number: number) => talkId(`talk${number}`);

/** A talk of the seed, as the database gives it. */
function seed(number: number): Talk {
  const filed = talks.find((talk) => talk.number === number);
  if (filed === undefined) throw new Error(`the seed has no talk ${number}`);
  return {
    id: talkIdOf(number),
    number,
    zone: filed.zone,
    startsAt: filed.startsAt,
    endsAt: filed.endsAt,
    title: filed.title ?? undefined,
    abstract: filed.abstract ?? undefined,
    speakers: filed.speakers,
    place: filed.place,
    capacity: filed.capacity,
    elsewhere: filed.elsewhere,
    dinner: filed.dinner,
    cancelled: filed.cancelled ?? undefined,
    opensAt: filed.opensAt ?? undefined,
    closesAt: filed.closesAt ?? undefined,
    survey: filed.survey ?? undefined,
    page: filed.page ?? undefined,
    revision: 1,
    series,
  };
}

/** Everything that the event page says. */
export const nine = seed(9);
/** Neither title nor speaker yet, and nobody on the event page. */
export const ten = seed(10);
export const eleven = seed(11);
export const sixteen = seed(16);

/** The season as often as it takes to fill a list. */
export const many: readonly Talk[] = Array.from({ length: 12 }, (_, i) => {
  const number = 20 + i;
  return { ...nine, id: talkIdOf(number), number };
});

/** What somebody might write into a title to make trouble, and a place with a map. */
export const hostile: Talk = {
  ...nine,
  title: 'Stars & <!channel> @all *bold* _thin_ ~gone~ `code` [click](https://evil.example) |x|',
  abstract: '> quoted\n# heading\n- item\n1. first\n<@U01ANA> @here :tada:',
  speakers: [{ name: '@channel <https://evil.example|Bob>', about: '**loud** __and__ long' }],
  place: 'Room #5 | 3179-R-D05',
  survey: { open: true, link: 'https://survey.example.org/9?a=b&c=d' },
  series: {
    ...series,
    address: '1 Esplanade, Meyrin',
    map: 'https://maps.example.org/?q=46.23,6.05',
  },
};

export const notYetOpen: Talk = { ...nine, opensAt: instantOf('2019-07-09', '12:00', zone) };
export const closingToday: Talk = { ...nine, closesAt: instantOf('2019-07-08', '17:00', zone) };
export const closed: Talk = { ...nine, closesAt: now - hour };
export const cancelled: Talk = { ...nine, cancelled: 'The speaker is ill.' };
export const running: Talk = { ...nine, startsAt: now - 30 * minute, endsAt: now + 30 * minute };
export const over: Talk = { ...nine, startsAt: now - 2 * hour, endsAt: now - hour };
export const full: Talk = { ...nine, capacity: 33 };
export const overbooked: Talk = { ...nine, capacity: 31 };
/** A day before it begins: freed seats are offered. */
export const dayBefore: Talk = {
  ...nine,
  startsAt: instantOf('2019-07-09', '08:00', zone),
  endsAt: instantOf('2019-07-09', '09:00', zone),
};
/** Two hours and some minutes before it begins: no offer fits any more. */
export const heldBack: Talk = { ...nine, startsAt: now + 140 * minute, endsAt: now + 4 * hour };
/** Less than two hours before it begins. */
export const openToAll: Talk = { ...nine, startsAt: now + 90 * minute, endsAt: now + 3 * hour };
/** No dinner, and nobody on the event page. */
export const plainTalk: Talk = { ...ten, dinner: false };

export const confirmed: MySeat = { id: seatId('seat1'), state: 'confirmed', line: 0 };
export const waiting: MySeat = { id: seatId('seat2'), state: 'waiting', line: 3 };

export const offerEnd = now + 4 * hour;
export const offered: MySeat = { id: seatId('seat3'), state: 'offered', line: 0, until: offerEnd };

const somebody = (user: string, name: string): Somebody => ({
  person: personId(`person-${user}`),
  account: { platform: 'slack', workspace: 'T01ACME', user },
  name,
});
/** Bob, who is called like a trap, gives; Cleo is given. */
export const gift = (state: GiftState = 'open'): Gift => ({
  id: giftId('gift1'),
  talk: nine.id,
  from: somebody('U02BOB', 'Bob *the* <@U01ANA>'),
  to: somebody('U03CLEO', 'Cleo @channel'),
  state,
  step: 4,
});

/** So many sit, are offered a seat, and wait. */
export const offering = (
  talk: Talk,
  taken: number,
  offers: number,
  inLine = 0,
  mine?: MySeat,
): TalkView => ({
  talk,
  counts: { confirmed: taken, offered: offers, waiting: inLine, firstOfferEndsAt: offerEnd },
  mine,
});

export const view = (talk: Talk, mine?: MySeat, taken = 0, inLine = 0): TalkView => ({
  talk,
  counts: { confirmed: taken, offered: 0, waiting: inLine },
  mine,
});

/** A person in Zurich, whose own time is the talk's. */
export const person = (language: Language): Audience => ({ language, zone, command: '/icdd', now });
/** A person in India. */
export const abroad = (language: Language): Audience => ({
  ...person(language),
  zone: 'Asia/Kolkata',
});
/** Everybody in a channel. */
export const channel = (language: Language): Audience => ({ ...person(language), zone: undefined });

export const ana: Account = { platform: 'slack', workspace: 'T01ACME', user: 'U01ANA' };
export const anaElsewhere: Account = {
  platform: 'mattermost',
  workspace: '',
  user: 'a'.repeat(26),
};
export const anaInWeb: Account = { platform: 'web', workspace: '', user: 'ana' };

export const reader = (language: Language, organiser = false): Reader => ({
  account: ana,
  person: personId('person1'),
  name: 'Ana Duarte',
  language,
  zone,
  organiser,
  command: '/icdd',
  seesPictures: true,
  now,
});
