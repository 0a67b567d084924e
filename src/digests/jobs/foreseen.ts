// Which digest is the next that will have something to say, as far as can be told now: to where a demonstration jumps.
import { accountKey } from '../../kernel/account.ts';
import type { Instant } from '../../kernel/time.ts';
import { personOf } from '../../people/store.ts';
import type { Read } from '../../storage/database.ts';
import { upcomingTalks } from '../../talks/store.ts';
import { hasToSay, nextWindow } from '../rules.ts';
import { activeDigests, type Digest } from '../store.ts';
import { nextOf, type Rhythm, scheduleOf, talksAhead } from './schedule.ts';
import { newsSince, toldNow } from './told.ts';

/** The first after `now`; `own`: the account, as `accountKey` writes it, where it is a person's. Undefined where none is foreseen. */
export async function digestForeseen(
  read: Read,
  rhythm: Rhythm,
  now: Instant,
): Promise<{ readonly at: Instant; readonly own: string | undefined } | undefined> {
  const held = (await upcomingTalks(read, now, 500)).filter((t) => t.cancelled === undefined);
  const lastEnd = Math.max(now, ...held.map(({ endsAt }) => endsAt));
  const all: { readonly at: Instant; readonly own: string | undefined }[] = [];
  for (const digest of await activeDigests(read)) {
    const at = await nextSaid(read, digest, rhythm, now, lastEnd);
    if (at !== undefined) all.push({ at, own: digest.account && accountKey(digest.account) });
  }
  return all.sort((a, b) => a.at - b.at)[0];
}

/** What is new now is told by the next one; any later one has something to say only while talks are ahead. */
async function nextSaid(
  read: Read,
  digest: Digest,
  rhythm: Rhythm,
  now: Instant,
  lastEnd: Instant,
): Promise<Instant | undefined> {
  const schedule = scheduleOf(digest, rhythm.seriesZone);
  const person = digest.account && (await personOf(read, digest.account));
  let window = await nextOf(read, digest, rhythm);
  while (window && window.at <= now) window = nextWindow(schedule, window.on, rhythm.isHoliday);
  for (let first = true; window; first = false) {
    const { at, on } = window;
    const news = first ? await newsSince(read, digest, await toldNow(read, at, person)) : {};
    if (hasToSay(await talksAhead(read, at, schedule.zone), news)) return at;
    if (at > lastEnd) return undefined;
    window = nextWindow(schedule, on, rhythm.isHoliday);
  }
  return undefined;
}
