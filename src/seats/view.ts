// Reads what the cards of seats show.
import type { Card } from '../chat/card.ts';
import type { PersonId, TalkId } from '../kernel/ids.ts';
import { minute } from '../kernel/time.ts';
import type { Database, Read } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { readTalk, upcomingMark, upcomingTalks } from '../talks/store.ts';
import type { Audience, TalkView } from './cards.ts';
import type { Counts } from './rules.ts';
import { countSeats, heldAmong, mySeat } from './store.ts';

/** A talk with its numbers and the reader's own seat. */
export async function viewOf(
  read: Read,
  talk: Talk,
  person: PersonId | undefined,
): Promise<TalkView> {
  return {
    talk,
    counts: await countSeats(read, talk.id),
    mine: await mySeat(read, talk.id, person),
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
  readonly counts: Map<TalkId, { readonly revision: number; readonly counts: Counts }>;
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

async function countOnce(read: Read, talk: Talk, { counts }: Remembered): Promise<Counts> {
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

async function viewsIn(
  read: Read,
  talks: readonly Talk[],
  person: PersonId | undefined,
  kept: Remembered,
): Promise<readonly TalkView[]> {
  const held = await heldAmong(read, talks, person);
  const views: TalkView[] = [];
  for (const talk of talks)
    views.push({
      talk,
      counts: await countOnce(read, talk, kept),
      mine: held.has(talk.id) ? await mySeat(read, talk.id, person) : undefined,
    });
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
      // Whose seat it is does not show: a card names none.
      views.map(({ mine }) => (mine ? { ...mine, id: '' } : 0)),
    ]);
    const known = kept.lists.get(key);
    if (known) return known;
    const card = await draw(views, read);
    if (kept.lists.size >= most) kept.lists.clear();
    kept.lists.set(key, card);
    return card;
  });
}
