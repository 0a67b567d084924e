// What a fact obliges calendars to do, and what a start must make up for.
import type { Ports } from '../delivery/ports.ts';
import { decided, type Fact } from '../kernel/facts.ts';
import type { Write } from '../storage/database.ts';
import { newestTalks, readTalk } from '../talks/store.ts';
import { shownOf } from './rules.ts';
import { endLinks, entryRows, noteShown, passLinks } from './store.ts';

/** Listens to facts inside the transaction that made them. */
export async function calendarListen(
  tx: Write,
  ports: Pick<Ports, 'now'>,
  fact: Fact,
): Promise<readonly Fact[]> {
  if (fact.kind === 'talk-changed') {
    const talk = await readTalk(tx, fact.talk);
    if (talk) await noteShown(tx, talk.id, shownOf(talk), ports.now());
  }
  // One person now: both links go on, and show all that this person has.
  if (fact.kind === 'persons-merged') await passLinks(tx, fact.from, fact.into);
  // Each side may know the links of both.
  if (fact.kind === 'persons-parted') await endLinks(tx, fact.person);
  return [];
}

/**
 * Notes what calendars are shown of every talk, where a program before this one did not, or showed less: talks that were loaded before there were calendars,
 * and what a newer release shows beside.
 */
export async function catchUp(ports: Pick<Ports, 'database' | 'transact' | 'now'>): Promise<void> {
  const behind = await ports.database.read(async (read) => {
    const rows = await entryRows(read);
    const talks = await newestTalks(read, Number.MAX_SAFE_INTEGER);
    return talks.filter((talk) => rows.get(talk.id)?.shown !== shownOf(talk));
  });
  if (behind.length === 0) return;
  await ports.transact({ job: 'calendars' }, async (tx) => {
    for (const { id } of behind) {
      const talk = await readTalk(tx, id);
      if (talk) await noteShown(tx, id, shownOf(talk), ports.now());
    }
    return decided(undefined);
  });
}
