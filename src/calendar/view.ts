// Reads what feeds and cards show: talks with what calendars were told of them, and what somebody holds.
import type { PersonId } from '../kernel/ids.ts';
import type { Read } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { newestTalks, talkByNumber } from '../talks/store.ts';
import { type Entry, ownEntry, talkPath } from './rules.ts';
import { type EntryRow, entryRows, ownSeats } from './store.ts';

/** Enough for decades of a series; calendars take a feed whole. */
const most = 500;

const entryOf = (talk: Talk, row: EntryRow | undefined): Entry => ({
  talk,
  sequence: row?.sequence ?? 0,
  changedAt: row?.changedAt ?? 0,
  mine: undefined,
});

/** Every talk, past and cancelled ones too, in the order of their starts. */
export async function allEntries(read: Read): Promise<readonly Entry[]> {
  const rows = await entryRows(read);
  return (await newestTalks(read, most)).map((talk) => entryOf(talk, rows.get(talk.id)));
}

export async function entryFor(read: Read, talk: Talk): Promise<Entry> {
  return entryOf(talk, (await entryRows(read)).get(talk.id));
}

/** The talks of which a person holds a seat or a place, as they hold them. */
export async function ownEntries(read: Read, person: PersonId): Promise<readonly Entry[]> {
  const held = new Map((await ownSeats(read, person)).map((seat) => [seat.talk, seat]));
  return (await allEntries(read)).flatMap((entry) => {
    const seat = held.get(entry.talk.id);
    return seat ? [ownEntry(entry, seat.state, seat.steps)] : [];
  });
}

/** The path of a talk's own calendar: with its series' key where its number alone means a talk of another series. */
export async function pathOf(read: Read, talk: Talk): Promise<string> {
  const meant = await talkByNumber(read, talk.number);
  return meant?.id === talk.id ? talkPath(talk) : talkPath(talk, talk.series.key);
}
