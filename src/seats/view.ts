// Reads what the cards of seats show.
import type { PersonId, TalkId } from '../kernel/ids.ts';
import type { Read } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { readTalk } from '../talks/store.ts';
import type { TalkView } from './cards.ts';
import { countSeats, mySeat } from './store.ts';

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

export async function viewsOf(
  read: Read,
  talks: readonly Talk[],
  person: PersonId | undefined,
): Promise<readonly TalkView[]> {
  const views: TalkView[] = [];
  for (const talk of talks) views.push(await viewOf(read, talk, person));
  return views;
}
