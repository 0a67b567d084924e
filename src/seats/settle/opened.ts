// Who was told that a seat is open to anyone: each person once for each start of a talk, however often a seat becomes free.
import { noteTold, noticeState, wasLeft } from '../../delivery/outbox.ts';
import type { PersonId } from '../../kernel/ids.ts';
import type { Write } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import type { LineSeat } from '../store.ts';
import { type Means, noteSeat, tell } from './notes.ts';

/** Tells whoever waits, once; anew where it was never said, since the seat was taken again by then. */
export async function tellOpen(tx: Write, ports: Means, talk: Talk, seat: LineSeat): Promise<void> {
  const fresh = await tell(tx, ports, talk, seat, {
    key: await keyOf(tx, talk, seat.person),
    drawer: 'seat-open',
    params: { seat: seat.id },
  });
  if (fresh) await noteSeat(tx, ports, talk, seat, 'opened');
}

/** Two accounts are one person's from now on: what was told to the one is not told to the other. */
export async function mergeOpened(
  tx: Write,
  talk: Talk,
  from: PersonId,
  into: PersonId,
): Promise<void> {
  if (await wasLeft(tx, await keyOf(tx, talk, from)))
    await noteTold(tx, await keyOf(tx, talk, into));
}

async function keyOf(tx: Write, talk: Talk, person: PersonId): Promise<string> {
  const first = `seat-open:${talk.id}:${person}:${talk.startsAt}`;
  let key = first;
  for (let n = 2; (await noticeState(tx, key)) === 'dropped'; n += 1) key = `${first}:${n}`;
  return key;
}
