// From what somebody typed to the talk that it means; two matches are a question, never a guess.
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import type { Read } from '../storage/database.ts';
import { type FindRefusal, readTalkName, type Talk, titleHolds } from './rules.ts';
import { runningTalk, talkByNumber, titledTalks, upcomingTalks } from './store.ts';

/** `9`, `#9`, `ICDD#9`, `next`, or a distinctive word of the title; upcoming talks win over past ones where words fit both. */
export async function findTalk(
  read: Read,
  typed: string,
  now: Instant,
): Promise<Result<Talk, FindRefusal>> {
  const name = readTalkName(typed);
  const upcoming = async () => (await upcomingTalks(read, now, 8)).map((t) => t.number);
  if (!name.ok) return refuse({ kind: 'nothing-named', upcoming: await upcoming() });
  switch (name.value.kind) {
    case 'next': {
      const next = (await upcomingTalks(read, now, 20)).find(
        (t) => t.cancelled === undefined && t.startsAt > now,
      );
      if (next) return ok(next);
      return refuse({ kind: 'none-upcoming', running: await runningTalk(read, now) });
    }
    case 'number': {
      const talk = await talkByNumber(read, name.value.number, name.value.series);
      return talk
        ? ok(talk)
        : refuse({ kind: 'no-such-talk', typed: typed.trim(), upcoming: await upcoming() });
    }
    case 'words': {
      const { words } = name.value;
      const found = (await titledTalks(read)).filter((t) => titleHolds(t.title ?? '', words));
      const ahead = found.filter((t) => t.endsAt > now);
      const best = ahead.length > 0 ? ahead : found;
      const [first] = best;
      if (!first)
        return refuse({ kind: 'no-such-talk', typed: typed.trim(), upcoming: await upcoming() });
      return best.length === 1 ? ok(first) : refuse({ kind: 'several', talks: best.slice(0, 5) });
    }
  }
}
