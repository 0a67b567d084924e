// What falls due for a talk by itself: registration opens and closes, the talk starts and ends. Its cards say so.
import type { DueWork, Ports } from '../delivery/ports.ts';
import { type Decided, decided } from '../kernel/facts.ts';
import { nextPhaseAt, phaseOf } from './rules.ts';
import { notePhase, readTalk, unfinishedTalks } from './store.ts';

/** Notes each talk's phase as time passes, once, and says that its cards changed. */
export function talkPhases(ports: Ports): DueWork {
  const behind = async (now: number) =>
    (await ports.database.read(unfinishedTalks)).filter((t) => phaseOf(t.talk, now) !== t.noted);
  return {
    name: 'talk-phases',
    nextAt: async (now) => {
      const all = await ports.database.read(unfinishedTalks);
      if (all.some((t) => phaseOf(t.talk, now) !== t.noted)) return now;
      return all
        .map((t) => nextPhaseAt(t.talk, now))
        .filter((at) => at !== undefined)
        .sort((a, b) => a - b)[0];
    },
    run: async (now) => {
      for (const { talk, noted } of await behind(now))
        await ports.transact({ job: 'talk-phases' }, async (tx): Promise<Decided<boolean>> => {
          const current = await readTalk(tx, talk.id);
          if (!current) return decided(false);
          const phase = phaseOf(current, now);
          const mine = phase !== noted && (await notePhase(tx, talk.id, noted, phase));
          return mine ? decided(true, { kind: 'talk-changed', talk: talk.id }) : decided(false);
        });
    },
  };
}
