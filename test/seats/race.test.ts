// Two hundred people at once for twelve free seats, from three programs on one file; and the same without the lock.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decided } from '../../src/kernel/facts.ts';
import { seatId, type TalkId } from '../../src/kernel/ids.ts';
import { ensurePerson } from '../../src/people/store.ts';
import { register } from '../../src/seats/decide.ts';
import { decideRegister } from '../../src/seats/rules.ts';
import { countSeats, insertSeat, mySeat } from '../../src/seats/store.ts';
import { lockTalk, readTalk, setCapacity } from '../../src/talks/store.ts';
import { programFile } from '../support/program-file.ts';
import { freshDirectory } from '../support/sqlite.ts';
import {
  keyOf,
  liveSeats,
  load,
  monday,
  openProgram,
  outbox,
  type Program,
  talkNine,
  talkOf,
  typing,
  web,
} from './stage.ts';

const people = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `p${from + i}`);

/** A file with talk 9: 33 of its 45 seats are taken on the event page. */
async function place(): Promise<{ url: string; a: Program; b: Program; talk: TalkId }> {
  const directory = freshDirectory();
  const url = `file:${join(directory.path, 'race.db')}`;
  const clock = { now: monday };
  const [a, b] = [await openProgram(url, clock, 'a'), await openProgram(url, clock, 'b')];
  onTestFinished(async () => {
    await Promise.all([a.close(), b.close()]);
    directory.remove();
  });
  await load(a, [{ ...talkNine, takenElsewhere: 33 }]);
  return { url, a, b, talk: (await talkOf(a, 9)).id };
}

/** A program of its own, ready to register so many people at the word. */
async function thirdProgram(url: string, talk: TalkId, from: number, count: number) {
  const script = await programFile(new URL('race-program.ts', import.meta.url));
  const args = [script, url, talk, String(from), String(count), String(monday)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('ready');
  return {
    go: () => child.stdin.end('\n'),
    ended: async () => expect((await exit)[0]).toBe(0),
  };
}

describe('two hundred people at once for twelve free seats', () => {
  it('get exactly twelve seats, and the others wait in the order decided', async () => {
    const { url, a, b, talk } = await place();
    const third = await thirdProgram(url, talk, 140, 60);
    third.go();
    const decisions = await Promise.all(
      [
        ...people(0, 70).map((user) => [a, user] as const),
        ...people(70, 70).map((user) => [b, user] as const),
      ].map(async ([program, user]) => ({
        user,
        decision: await register(program.ports, typing(web(user), 'register 9'), talk),
      })),
    );
    await third.ended();

    const seats = await liveSeats(a, talk);
    expect(seats.map((s) => s.state)).toEqual([
      ...Array<string>(12).fill('confirmed'),
      ...Array<string>(188).fill('waiting'),
    ]);
    expect(new Set(seats.map((s) => s.user)).size).toBe(200);
    expect(new Set(seats.map((s) => s.person)).size).toBe(200);
    expect(new Set(seats.map((s) => s.place)).size).toBe(200);
    // What each of them was told is where they stand.
    const line = seats.filter((s) => s.state === 'waiting').map((s) => s.user);
    for (const { user, decision } of decisions) {
      if (!decision.ok || !decision.value.outcome.ok) throw new Error('refused');
      expect(decision.value.outcome.value).toEqual(
        line.includes(user)
          ? { kind: 'waiting', line: line.indexOf(user) + 1 }
          : { kind: 'confirmed' },
      );
    }

    // Seven more seats go to the first seven in line, in their order, once each.
    await b.ports.transact({ job: 'test' }, async (tx) => {
      await lockTalk(tx, talk);
      await setCapacity(tx, talk, 52);
      return decided(undefined, { kind: 'seats-changed', talk });
    });
    const after = await liveSeats(b, talk);
    expect(after.filter((s) => s.state === 'waiting').map((s) => s.user)).toEqual(line.slice(7));
    expect((await outbox(b)).map((told) => told.to)).toEqual(line.slice(0, 7));
  });

  it('who each press twice get one seat or place each', async () => {
    const { a, b, talk } = await place();
    await Promise.all(
      people(0, 200).flatMap((user) => [
        register(a.ports, typing(web(user), 'register 9'), talk),
        register(b.ports, typing(web(user), 'register 9'), talk),
      ]),
    );
    const seats = await liveSeats(a, talk);
    expect(seats).toHaveLength(200);
    expect(seats.filter((s) => s.state === 'confirmed')).toHaveLength(12);
  });
});

describe('the same rule outside its transaction', () => {
  /** Looks, lets go, then acts on what it saw. */
  async function checkThenAct(
    { ports, database }: Program,
    talk: TalkId,
    user: string,
    seen: () => Promise<void>,
  ) {
    const decision = await database.read(async (read) => {
      const found = await readTalk(read, talk);
      if (!found) throw new Error('no talk');
      const mine = await mySeat(read, talk, undefined);
      const counts = await countSeats(read, talk);
      return decideRegister({ talk: found, counts, mine }, ports.now());
    });
    await seen();
    if (!decision.ok) return;
    const state = decision.value.kind === 'waiting' ? 'waiting' : 'confirmed';
    await database.write(async (tx) => {
      const locked = await lockTalk(tx, talk);
      await insertSeat(tx, {
        id: seatId(ports.newId()),
        talk,
        person: await ensurePerson(tx, web(user), ports.newId, ports.now()),
        accountKey: keyOf(user),
        state,
        place: locked?.revision ?? 0,
        since: ports.now(),
      });
    });
  }

  it('oversells, so that the race above is one', async () => {
    const { a, b, talk } = await place();
    let looked = 0;
    let go: () => void = () => undefined;
    const all = new Promise<void>((resolve) => {
      go = resolve;
    });
    const seen = () => {
      looked += 1;
      if (looked === 200) go();
      return all;
    };
    await Promise.all(
      people(0, 200).map((user, i) => checkThenAct(i % 2 === 0 ? a : b, talk, user, seen)),
    );
    const confirmed = (await liveSeats(a, talk)).filter((s) => s.state === 'confirmed');
    expect(confirmed.length).toBeGreaterThan(12);
  });
});
