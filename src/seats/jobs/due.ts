// What falls due for seats as time passes: an offer ends, and free seats are open to anyone.
import type { DueWork, Ports } from '../../delivery/ports.ts';
import { type Decided, decided } from '../../kernel/facts.ts';
import type { TalkId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Read } from '../../storage/database.ts';
import { lockTalk, readTalk } from '../../talks/store.ts';
import { leadOf, openFrom } from '../rules/waiting-list.ts';
import { freeOf } from '../rules.ts';
import { changedBy, settle, touchTalk } from '../settle.ts';
import { firstOfferEnds, noteOpened, talksWithLine } from '../store/offers.ts';
import { countSeats } from '../store.ts';

interface Due {
  readonly talk: TalkId;
  readonly at: Instant;
}

/** What falls due next for each talk, in the order of the instants; what is overdue stands first. */
async function allDue(read: Read, now: Instant): Promise<readonly Due[]> {
  const due: Due[] = [...(await firstOfferEnds(read))];
  for (const { talk: id, openedAt } of await talksWithLine(read, now)) {
    const talk = await readTalk(read, id);
    // A talk that was moved is open from another instant than was noted.
    if (talk && openFrom(talk) !== openedAt) due.push({ talk: id, at: openFrom(talk) });
  }
  return due.sort((a, b) => a.at - b.at);
}

/** Ends offers, and opens free seats to anyone, at their instants; two programs may do it at once, and what is overdue is done in its order. */
export function seatsDueWork(ports: Ports): DueWork {
  const settleOne = (id: TalkId) =>
    ports.transact({ job: 'seats' }, async (tx): Promise<Decided<void>> => {
      const talk = await lockTalk(tx, id);
      if (!talk) return decided(undefined);
      const now = ports.now();
      const opens = openFrom(talk);
      const opened =
        now >= opens && leadOf(talk, now) !== 'ended' && (await noteOpened(tx, id, opens));
      const settled = await settle(tx, ports, talk, 'offer-expired');
      const counts = await countSeats(tx, id);
      const anyone = opened && counts.waiting > 0 && freeOf(talk, counts) > 0;
      if (changedBy(settled) || anyone) await touchTalk(tx, talk);
      return decided(undefined);
    });
  return {
    name: 'seats',
    nextAt: async (now) => (await ports.database.read((read) => allDue(read, now)))[0]?.at,
    run: async (now) => {
      const due = (await ports.database.read((read) => allDue(read, now))).filter(
        ({ at }) => at <= now,
      );
      for (const id of new Set(due.map(({ talk }) => talk))) await settleOne(id);
    },
  };
}
