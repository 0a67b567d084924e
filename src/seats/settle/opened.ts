// Who was told that a seat is open to anyone: each person once for each start of a talk, however often a seat becomes free. It is read in the ledger, which goes
// with a person whose accounts are linked.
import { noticeState } from '../../delivery/outbox.ts';
import type { Write } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import { openedLines } from '../store/opened.ts';
import { type LineSeat, note } from '../store.ts';
import { type Means, tell } from './notes.ts';

/** Tells whoever waits, once; anew where it was never said, since the seat was taken again by then. */
export async function tellOpen(tx: Write, ports: Means, talk: Talk, seat: LineSeat): Promise<void> {
  const start = String(talk.startsAt);
  for (const line of await openedLines(tx, talk.id, seat.person, start))
    if ((await noticeState(tx, keyOf(line))) !== 'dropped') return;
  const id = ports.newId();
  const about = { id, talk: talk.id, person: seat.person, seat: seat.id, step: talk.revision };
  await note(tx, { ...about, kind: 'opened', at: ports.now(), detail: start });
  await tell(tx, ports, talk, seat, {
    key: keyOf(id),
    drawer: 'seat-open',
    params: { seat: seat.id },
  });
}

const keyOf = (line: string): string => `seat-open:${line}`;
