// The digest of each day falls due at its local time, in a channel or for a person.
import type { DueWork, Ports } from '../delivery/ports.ts';
import { type Decided, decided } from '../kernel/facts.ts';
import type { DigestId } from '../kernel/ids.ts';
import type { Instant, LocalDate } from '../kernel/time.ts';
import { findAccount } from '../people/store.ts';
import { postDigest, postOwnDigest } from './jobs/posting.ts';
import { nextDigest, nextOf, talksAhead } from './jobs/schedule.ts';
import { newsSince, noteTold, toldNow } from './jobs/told.ts';
import type { IsHoliday } from './rules.ts';
import { activeDigests, claimDay, type DayOutcome, lockDigest } from './store.ts';

interface Done {
  readonly on: LocalDate;
  readonly how: DayOutcome;
}

/** Posts each digest once a local day; a day that is missed is noted as skipped, and logged. */
export function digestDueWork(ports: Ports, isHoliday: IsHoliday): DueWork {
  const rhythm = { seriesZone: ports.seriesZone, isHoliday };

  /** Does what the oldest open day of a digest asks for, in one transaction; undefined where none is due. */
  const step = (id: DigestId, now: Instant) =>
    ports.transact({ job: 'digests' }, async (tx): Promise<Decided<Done | undefined>> => {
      const digest = await lockDigest(tx, id);
      if (!digest?.active) return decided(undefined);
      const window = await nextOf(tx, digest, rhythm);
      if (!window || window.at > now) return decided(undefined);
      const { on, lastAt } = window;
      if (now > lastAt) {
        await claimDay(tx, id, on, 'skipped');
        return decided({ on, how: 'skipped' });
      }
      const zone = digest.zone ?? ports.seriesZone;
      const person = digest.account && (await findAccount(tx, digest.account))?.person;
      const talks = await talksAhead(tx, now, zone);
      const told = await toldNow(tx, now, person);
      const since = await newsSince(tx, digest, told);
      const how = talks.length + Object.keys(since).length > 0 ? 'sent' : 'empty';
      await claimDay(tx, id, on, how);
      if (how === 'sent') {
        const post = { key: `digest:${id}:${on}`, on, lastAt, talks, since };
        const { account } = digest;
        if (account) await postOwnDigest(tx, ports, { ...digest, account }, post, now);
        else await postDigest(tx, digest, post, now);
        await noteTold(tx, id, { noticeKey: post.key, toldAt: now, talks: told });
      }
      return decided({ on, how });
    });

  return {
    name: 'digests',
    nextAt: async (now) => (await ports.database.read((read) => nextDigest(read, rhythm, now)))?.at,
    run: async (now) => {
      for (const { id } of await ports.database.read(activeDigests))
        for (let done = await step(id, now); done; done = await step(id, now))
          if (done.how === 'skipped') ports.log.warn({ digest: id, on: done.on }, 'digest skipped');
    },
  };
}
