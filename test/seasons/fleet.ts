// One, two or four programs as processes on one database, of which one is killed now and then in the midst of what it does, and started again.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import type { Incoming } from '../../src/chat/incoming.ts';
import { followRecords } from '../support/recording-platform.ts';
import type { Member } from './cast.ts';
import { Killed, type Nursery, type Process } from './processes.ts';
import type { Command } from './program.ts';
import { type Programs, seasonDirectory, untilRest, type Watch, watch } from './programs.ts';
import { filesIn, tagOf } from './station.ts';

/** A kill that falls into what is due at an instant, or into something that somebody does. */
export interface Kill {
  readonly in: { readonly at: number } | { readonly delivery: string };
  /** Once the platform has taken so many messages of it, however slow the machine; or when all is done. */
  readonly afterPosts: number;
  /** And then so many milliseconds of real time later. */
  readonly afterMs: number;
  /** Which of the programs; for something that somebody does, counted from the one that was to answer. */
  readonly victim: number;
}

/** Where the kills fell. */
export interface Tally {
  kills: number;
  /** Its program owed its driver an answer, or held a message or a card. */
  inside: number;
  /** Messages that it held: claimed only; under way and not taken; taken by the platform and not yet marked. */
  claimed: number;
  begun: number;
  taken: number;
  /** What somebody did that had to be tried again, and how much of it had been done before the kill. */
  retried: number;
  doneBefore: number;
}

export const emptyTally = (): Tally => ({
  kills: 0,
  inside: 0,
  claimed: 0,
  begun: 0,
  taken: 0,
  retried: 0,
  doneBefore: 0,
});

/** Where a kill is to come, calls take a little while, so that it may fall between them. */
const slow = 3;

export async function onFleet(parts: {
  readonly nursery: Nursery;
  readonly size: number;
  readonly cast: readonly Member[];
  readonly begins: number;
  readonly text: string;
  readonly kills: readonly Kill[];
  readonly tally: Tally;
}): Promise<Programs> {
  const { nursery, size, cast, tally } = parts;
  const directory = seasonDirectory();
  const files = filesIn(directory.path);
  writeFileSync(files.season, parts.text);
  const kills = new Map(parts.kills.map((kill) => [nameOf(kill.in), kill]));
  const records = followRecords(files.posts);
  let clock = parts.begins;
  const open = () => nursery.open({ files, now: clock, cast });
  const fleet: Process[] = [await open()];
  while (fleet.length < size) fleet.push(await open());
  const look: Watch = await watch(files);

  const posted = () => records().filter(({ what }) => what === 'post').length;

  async function kill(
    { afterPosts, afterMs, victim }: Kill,
    first: number,
    work: { readonly done: boolean },
  ): Promise<void> {
    const from = afterPosts > 0 ? posted() + afterPosts : 0;
    while (afterPosts > 0 && !work.done && posted() < from) await sleep(1);
    await sleep(afterMs);
    const index = (first + victim) % size;
    const dead = fleet[index] as Process;
    const owed = !dead.answered();
    await dead.kill();
    tally.kills += 1;
    const held = await bury(look, dead, new Set(records().map(({ mark }) => mark.key)), tally);
    if (owed || held) tally.inside += 1;
    const next = await open();
    fleet[index] = next;
  }

  /** Whoever is killed meanwhile has done what it could. */
  const askOne = (one: Process, command: Command) =>
    one.ask(command).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
  const all = (command: Command) => Promise.all(fleet.map((one) => askOne(one, command)));

  // One after the other: whoever looks finds what is there.
  let turn = 0;
  const hurry = () => {
    turn += 1;
    void askOne(fleet[turn % size] as Process, { do: 'hurry' });
  };
  const rest = (drawn: boolean) => untilRest(look, clock, drawn, hurry);

  /** Asks one until it has answered, again after each kill. */
  async function insist(
    first: number,
    command: Command,
    killing: Promise<void> | undefined,
  ): Promise<string | number | undefined> {
    for (let tries = 1; ; tries += 1) {
      try {
        const value = await (fleet[first] as Process).ask(command);
        if (tries > 1) tally.retried += 1;
        if (tries > 1 && value === undefined) tally.doneBefore += 1;
        return value;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        await killing;
      }
    }
  }

  async function done(name: string, command: (latencyMs: number) => Command) {
    next = undefined;
    const planned = kills.get(name);
    const first = [...name].reduce((sum, one) => sum + one.charCodeAt(0), 0) % size;
    const work = { done: false };
    const killing = planned && kill(planned, first, work);
    const value = await insist(first, command(planned ? slow : 0), killing);
    work.done = true;
    await killing;
    return value;
  }

  /** Known since all was at rest; undefined where something was done since. */
  let next: number | undefined;
  const nextAt = async (now: number) => {
    const ask = async () => (await (fleet[0] as Process).ask({ do: 'next', now })) ?? Infinity;
    next ??= Number(await ask());
    return next;
  };

  return {
    files,
    records,
    nextAt,
    rest,
    async run(now) {
      clock = now;
      const planned = kills.get(nameOf({ at: now }));
      if (!planned && next !== undefined && next > now) {
        await all({ do: 'tick', now });
        return;
      }
      const work = { done: false };
      const killing = planned && kill(planned, 0, work);
      do {
        next = undefined;
        await all({ do: 'run', now, latencyMs: planned ? slow : 0 });
        await rest(true);
        work.done = true;
        await killing;
        next = await nextAt(now);
      } while (next <= now);
    },
    async load(delivery) {
      await done(delivery, (latencyMs) => ({ do: 'load', latencyMs }));
    },
    async say(incoming: Incoming) {
      const said = await done(incoming.delivery, (latencyMs) => ({
        do: 'say',
        incoming,
        latencyMs,
      }));
      return said === undefined ? undefined : String(said);
    },
    async close() {
      await look.close();
      await Promise.all(fleet.map((one) => one.kill()));
      directory.remove();
    },
  };
}

const nameOf = (where: Kill['in']): string => ('at' in where ? `at ${where.at}` : where.delivery);

/** Notes what a dead program held, and ends its leases: as if the half minute after which they end had passed between two instants. Others' stay. */
async function bury(
  { database }: Watch,
  { number }: Process,
  taken: ReadonlySet<string>,
  tally: Tally,
): Promise<boolean> {
  const its = `${tagOf(number)}%`;
  return database.write(async (tx) => {
    const rows = await tx.all<{ notice_key: string; state: string }>(sql`
      UPDATE outbox SET leased_until = 0, not_before = 0
      WHERE finished_at IS NULL AND holder LIKE ${its} RETURNING notice_key, state`);
    const copies = await tx.run(sql`
      UPDATE live_copies SET leased_until = 0, not_before = 0, spaced_until = 0
      WHERE holder LIKE ${its}`);
    for (const { notice_key: key, state } of rows) {
      if (state !== 'under-way') tally.claimed += 1;
      else if (taken.has(key)) tally.taken += 1;
      else tally.begun += 1;
    }
    return rows.length + copies > 0;
  });
}
