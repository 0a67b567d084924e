// One program of a simulated season: the whole bot on the season's database, on a clock that stands still between the instants that are announced to it, and on
// a platform whose memory is a file: it outlives every kill and can be looked at.
import { isLoaded, type LoadParts, loadSeason } from '../../src/app/season.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Log } from '../../src/chat/platform.ts';
import { cardOf } from '../../src/chat/reply.ts';
import { plain } from '../../src/kernel/inline.ts';
import { saveProfile } from '../../src/people/store.ts';
import { createAnnouncedMachine } from '../support/announced-machine.ts';
import { createBot, openProgram } from '../support/bot.ts';
import { createRecordingPlatform } from '../support/recording-platform.ts';
import { web } from '../support/speaking.ts';
import { type Member, organiser } from './cast.ts';

/** What outlives every program. */
export interface Files {
  readonly database: string;
  readonly season: string;
  /** What the platform took. */
  readonly posts: string;
}

export const filesIn = (directory: string): Files => ({
  database: `${directory}/season.db`,
  season: `${directory}/talks.yaml`,
  posts: `${directory}/posts`,
});

export interface Opening {
  readonly files: Files;
  /** Of this start of this program: no other has it. */
  readonly number: number;
  readonly now: number;
  readonly cast: readonly Member[];
}

/** Most milliseconds of real time that the platform takes before it has a message, and again before it answers; it may be changed at any time. */
export interface Latency {
  ms: number;
}

export interface Station {
  /** Sets its clock. */
  tick(now: number): void;
  /** Sets its clock and does what is due; what is left in the outbox is sent by itself. */
  run(now: number): Promise<void>;
  /** What falls due next, at or before `now` where it is overdue. */
  nextAt(now: number): Promise<number | undefined>;
  /** Reads the data file, if it has changed. */
  load(): Promise<void>;
  /** The title of the answer; undefined where it was answered before. */
  say(incoming: Incoming): Promise<string | undefined>;
  /** Looks again at once for what can be sent and drawn. */
  hurry(): void;
  close(): Promise<void>;
}

/** What a program of this number holds begins with this. */
export const tagOf = (number: number): string => number.toString(16).padStart(4, '0');

/** Opens the database, and reads the data file, as a start does. */
export async function openStation(
  opening: Opening,
  latency: Latency = { ms: 0 },
): Promise<Station> {
  const { files, number, cast } = opening;
  const tag = tagOf(number);
  const clock = { now: opening.now };
  const machine = createAnnouncedMachine(tag, opening.now);
  const faults: unknown[] = [];
  const silent = () => undefined;
  const log: Log = {
    info: silent,
    warn: silent,
    error: (facts, event) => void faults.push(new Error(`${event}: ${JSON.stringify(facts)}`)),
  };
  // As in the program, not every commit is a reason to look.
  let waking = false;
  const wakeSoon = () => {
    if (waking) return;
    waking = true;
    setTimeout(() => {
      waking = false;
      bot.delivery.wake();
    }, 1);
  };
  const program = await openProgram(`file:${files.database}`, clock, `p${tag}`, wakeSoon);
  const platform = createRecordingPlatform({
    file: files.posts,
    tag,
    now: () => clock.now,
    latency: () =>
      latency.ms > 0
        ? new Promise((resolve) => setTimeout(resolve, Math.random() * latency.ms))
        : Promise.resolve(),
  });
  const organisers = [organiser];
  const bot = createBot({ program, platform, machine, log, organisers, waitsForOutcome: true });
  const { ports } = bot;
  const { transact, newId, now } = ports;
  const loading: LoadParts = { transact, newId, now, log, release: 'test' };
  await ports.database.write(async (tx) => {
    for (const { user, language, zone } of cast) {
      const profile = { name: user, locale: language, zone, bot: false };
      await saveProfile(tx, web(user), profile, opening.now);
    }
  });
  const load = async () => {
    if (!(await isLoaded(ports.database, loading, 'season-file', files.season)))
      await loadSeason(loading, files.season);
  };
  await load();
  bot.delivery.start();
  let hurrying = false;
  const unfaulted = async <T>(act: () => Promise<T>): Promise<T> => {
    const value = await act();
    if (faults.length > 0) throw faults[0];
    return value;
  };
  const tick = (at: number) => {
    clock.now = at;
    machine.announce(at);
  };
  return {
    tick,
    run: (at) =>
      unfaulted(() => {
        tick(at);
        return bot.scheduler.runDue(at);
      }),
    nextAt: (at) => unfaulted(() => bot.scheduler.nextAt(at)),
    load: () => unfaulted(load),
    say: (incoming) =>
      unfaulted(async () => {
        const card = cardOf(await bot.receive(incoming));
        return card && plain(card.title);
      }),
    hurry() {
      bot.delivery.wake();
      if (hurrying) return;
      hurrying = true;
      void bot.delivery.idle().finally(() => {
        hurrying = false;
      });
    },
    async close() {
      const stopped = bot.delivery.stop();
      machine.announce(clock.now + 60_000);
      await stopped;
      await program.close();
    },
  };
}
