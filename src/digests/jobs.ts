// The digest of each day falls due at its local time, in a channel or for a person.
import type { DueWork, Ports } from '../delivery/ports.ts';
import { type Decided, decided } from '../kernel/facts.ts';
import type { DigestId } from '../kernel/ids.ts';
import { day, type Instant, type LocalDate } from '../kernel/time.ts';
import { personOf } from '../people/store.ts';
import { postDigest, postOwnDigest } from './jobs/posting.ts';
import { nextDigest, nextOf, talksAhead } from './jobs/schedule.ts';
import { newMilestones, newsSince, noteTold, toldNow } from './jobs/told.ts';
import { hasToSay, type IsHoliday } from './rules.ts';
import {
  claimDay,
  type DayOutcome,
  date,
  digestsDue,
  lockDigest,
  undateAll,
  undatedDigests,
} from './store.ts';

interface Done {
  readonly on: LocalDate;
  readonly how: DayOutcome;
}

/** One that has no day within a year, for all the holidays, is looked at again after so long. */
const lookAgainMs = 30 * day;

/** Posts each digest once a local day; a day that is missed is noted as skipped, and logged. */
export function digestDueWork(ports: Ports, isHoliday: IsHoliday): DueWork {
  const rhythm = { seriesZone: ports.seriesZone, isHoliday };

  /** Does what the oldest open day of a digest asks for, in one transaction; undefined where none is due. */
  const step = (id: DigestId, now: Instant) =>
    ports.transact({ job: 'digests' }, async (tx): Promise<Decided<Done | undefined>> => {
      const digest = await lockDigest(tx, id);
      if (!digest?.active) return decided(undefined);
      const window = await nextOf(tx, digest, rhythm);
      if (!window || window.at > now) {
        await date(tx, id, window?.at ?? now + lookAgainMs);
        return decided(undefined);
      }
      const { on, lastAt } = window;
      if (now > lastAt) {
        await claimDay(tx, id, on, 'skipped');
        return decided({ on, how: 'skipped' });
      }
      const { account } = digest;
      const zone = digest.zone ?? ports.seriesZone;
      const person = digest.account && (await personOf(tx, digest.account));
      const talks = await talksAhead(tx, now, zone);
      const told = await toldNow(tx, now, person);
      const since = await newsSince(tx, digest, told);
      const milestones = account ? undefined : await newMilestones(tx, ports, digest, now);
      const how = milestones || hasToSay(talks, since) ? 'sent' : 'empty';
      await claimDay(tx, id, on, how);
      if (how === 'sent') {
        const post = { key: `digest:${id}:${on}`, on, lastAt, talks, since, milestones };
        if (account) await postOwnDigest(tx, ports, { ...digest, account }, post, now);
        else await postDigest(tx, digest, post, now);
        await noteTold(tx, id, { noticeKey: post.key, toldAt: now, talks: told });
      }
      return decided({ on, how });
    });

  /** Whether the series' zone or the holidays are those with which the days were worked out: another run of the program may have had others. */
  let trusted = false;

  /** Works out when those digests come whose settings or days changed. Each is looked at alone: to look at all of them takes the longer the more there are. */
  async function dateAll(now: Instant): Promise<void> {
    if (trusted && (await ports.database.read(undatedDigests)).length === 0) return;
    await ports.transact({ job: 'digests' }, async (tx) => {
      if (!trusted) await undateAll(tx);
      for (const { id } of await undatedDigests(tx)) {
        const digest = await lockDigest(tx, id);
        const window = digest && (await nextOf(tx, digest, rhythm));
        await date(tx, id, window?.at ?? now + lookAgainMs);
      }
      return decided(undefined);
    });
    trusted = true;
  }

  return {
    name: 'digests',
    nextAt: async (now) => {
      await dateAll(now);
      return (await ports.database.read((read) => nextDigest(read, rhythm)))?.at;
    },
    run: async (now) => {
      await dateAll(now);
      for (const id of await ports.database.read((read) => digestsDue(read, now)))
        for (let done = await step(id, now); done; done = await step(id, now))
          if (done.how === 'skipped') ports.log.warn({ digest: id, on: done.on }, 'digest skipped');
    },
  };
}
