// Reads what the cards of seats show.
import type { Card } from '../chat/card.ts';
import type { PersonId, TalkId } from '../kernel/ids.ts';
import { type Instant, minute } from '../kernel/time.ts';
import type { Database, Read } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { readTalk, upcomingMark, upcomingTalks } from '../talks/store.ts';
import type { LedgerEntry } from './cards/why.ts';
import type { Audience, TalkView } from './cards.ts';
import { whyEnded } from './rules/standing.ts';
import { giftFrom, giftsOf, giftTo, openGiftsOf } from './store/gifts.ts';
import { type Counted, countSeats, heldAmong, ledgerOf, mySeat, mySeats } from './store.ts';

/** A talk with its numbers and what the reader has in it. */
export async function viewOf(
  read: Read,
  talk: Talk,
  person: PersonId | undefined,
): Promise<TalkView> {
  const counts = await countSeats(read, talk.id);
  const mine = await mySeat(read, talk.id, person);
  return { talk, counts, mine, ...(await giftsIn(read, talk.id, counts, person)) };
}

/** What the reader is giving away, and being given, in a talk; most talks have no such thing at all. */
async function giftsIn(
  read: Read,
  talk: TalkId,
  { openGifts }: Counted,
  person: PersonId | undefined,
): Promise<Pick<TalkView, 'giving' | 'getting'>> {
  if (openGifts === 0 || person === undefined) return {};
  return {
    giving: await giftFrom(read, talk, person),
    getting: await giftTo(read, talk, person),
  };
}

export async function viewById(
  read: Read,
  id: TalkId,
  person: PersonId | undefined,
): Promise<TalkView | undefined> {
  const talk = await readTalk(read, id);
  return talk && viewOf(read, talk, person);
}

/**
 * What was read and drawn of a database, as long as it stays true: every decision about a talk counts its revision up, so that numbers hold while it stands, and
 * the list of the upcoming talks is the same for all who hold the same seats and read in one language, zone and minute.
 */
interface Remembered {
  upcoming: { readonly mark: string; readonly talks: readonly Talk[] } | undefined;
  readonly counts: Map<TalkId, { readonly revision: number; readonly counts: Counted }>;
  readonly lists: Map<string, Card>;
}

const rememberedOf = new WeakMap<Database, Remembered>();
const most = 200;

function remembered(database: Database): Remembered {
  const known = rememberedOf.get(database);
  if (known) return known;
  const fresh = { upcoming: undefined, counts: new Map(), lists: new Map() };
  rememberedOf.set(database, fresh);
  return fresh;
}

async function countOnce(read: Read, talk: Talk, { counts }: Remembered): Promise<Counted> {
  const known = counts.get(talk.id);
  if (known?.revision === talk.revision) return known.counts;
  const counted = await countSeats(read, talk.id);
  if (counts.size >= most) counts.clear();
  counts.set(talk.id, { revision: talk.revision, counts: counted });
  return counted;
}

/** Several talks at once. */
export function viewsOf(
  database: Database,
  talks: (read: Read) => Promise<readonly Talk[]>,
  person: PersonId | undefined,
): Promise<readonly TalkView[]> {
  return database.read(async (read) =>
    viewsIn(read, await talks(read), person, remembered(database)),
  );
}

/** The same of talks that were read just now, inside a read of that database. */
export function viewsOfTalks(
  database: Database,
  read: Read,
  talks: readonly Talk[],
  person: PersonId | undefined,
): Promise<readonly TalkView[]> {
  return viewsIn(read, talks, person, remembered(database));
}

async function viewsIn(
  read: Read,
  talks: readonly Talk[],
  person: PersonId | undefined,
  kept: Remembered,
): Promise<readonly TalkView[]> {
  const held = await heldAmong(read, talks, person);
  const views: TalkView[] = [];
  for (const talk of talks) {
    const counts = await countOnce(read, talk, kept);
    const mine = held.has(talk.id) ? await mySeat(read, talk.id, person) : undefined;
    views.push({ talk, counts, mine, ...(await giftsIn(read, talk.id, counts, person)) });
  }
  return views;
}

/** The talks that have not ended, as `draw` shows them; worked out once for all who would see the same. */
export function drawUpcoming(
  database: Database,
  person: PersonId | undefined,
  a: Audience,
  draw: (views: readonly TalkView[], read: Read) => Card | Promise<Card>,
): Promise<Card> {
  const kept = remembered(database);
  return database.read(async (read) => {
    const mark = await upcomingMark(read, a.now);
    if (kept.upcoming?.mark !== mark)
      kept.upcoming = { mark, talks: await upcomingTalks(read, a.now) };
    const views = await viewsIn(read, kept.upcoming.talks, person, kept);
    const key = JSON.stringify([
      [mark, a.language, a.zone, a.command, Math.floor(a.now / minute)],
      views.map(({ mine, giving, getting }) => [
        // Whose seat it is does not show: a card names none.
        mine ? { ...mine, id: '' } : 0,
        giving ?? 0,
        getting ?? 0,
      ]),
    ]);
    const known = kept.lists.get(key);
    if (known) return known;
    const card = await draw(views, read);
    if (kept.lists.size >= most) kept.lists.clear();
    kept.lists.set(key, card);
    return card;
  });
}

/** The talks in which somebody has a seat, an offer or a place, or is being given one; the next first. */
export async function talksHeld(
  read: Read,
  person: PersonId,
  now: Instant,
): Promise<readonly Talk[]> {
  const held = (await mySeats(read, person, now)).map((seat) => seat.talk);
  const got = (await openGiftsOf(read, person)).filter((gift) => gift.to.person === person);
  const talks: Talk[] = [];
  for (const id of new Set([...held, ...got.map((gift) => gift.talk)])) {
    const talk = await readTalk(read, id);
    if (talk && (held.includes(id) || !whyEnded(talk, now))) talks.push(talk);
  }
  return talks.sort((a, b) => a.startsAt - b.startsAt);
}

/** A person's ledger, with the names of the colleagues of whom it tells. */
export async function storyOf(
  read: Read,
  talk: TalkId,
  person: PersonId,
): Promise<readonly LedgerEntry[]> {
  const ledger = await ledgerOf(read, talk, person);
  const gifts = new Map((await giftsOf(read, talk, person)).map((gift) => [String(gift.id), gift]));
  return ledger.map((line) => {
    const gift = gifts.get(line.detail);
    if (!gift) return line;
    const giver = gift.from.person === person;
    return { ...line, gift: { giver, other: (giver ? gift.to : gift.from).name } };
  });
}
