// Two thousand people who come for the first time, all at one instant, for 45 seats; and what memory remains after them.
import type { Bench } from './bench.ts';
import { bare, ours, saidOrTold, say, seasonOf, userOf } from './bench.ts';
import { close } from './doors.ts';
import { type Door, openDoor, openOwnDoor, type Rushed, rate, rush } from './load.ts';
import type { Running } from './programs.ts';
import { atMost, compare, type Pair, type Result } from './results.ts';
import { seatsOf } from './season.ts';

const people = 2000;
const seats = 45;
/** For another talk: a bot has been up for weeks when registration opens, and its code is compiled. */
const before = people / 2;
/** Each run has a talk of its own, from this one on. */
const firstTalk = 9;

export async function measureRush(bench: Bench): Promise<readonly Result[]> {
  const memory: Pair[] = [];
  let faults = 0;
  let slowest = 0;
  const season = seasonOf(bench, 'rush', seats, bench.runs + 1);
  const program = await ours(bench, season, { probe: true });
  const floor = await bare(bench, { probe: true });
  // Unmeasured: what sends is compiled too.
  await rushAt(bench, floor, firstTalk, 0, people / 4);
  const door = openDoor(program.port);
  const another = firstTalk + bench.runs;
  await rate(before, (n) => say(bench, door, userOf(90_000 + n), `register ${another}`));
  await door.close();
  for (let run = 0; run < bench.runs; run += 1) {
    const [talk, first] = [firstTalk + run, run * people];
    const our = await rushAt(bench, program, talk, first);
    const now = seatsOf(season.databasePath, talk);
    if (now.confirmed !== seats || now.waiting !== people - seats || now.persons !== people)
      faults += 1;
    faults += our.errors;
    slowest = Math.max(slowest, our.slowest);
    const ourMemory = await program.memory();
    await rushAt(bench, floor, talk, first);
    memory.push({ ours: ourMemory.rss / 2 ** 20, floor: (await floor.memory()).rss / 2 ** 20 });
  }
  await close([], [program, floor]);
  const safe = compare(
    `a rush of ${people} for ${seats} seats: slowest answer of all runs, no error, no oversell`,
    's, floor: the 3 s allowed',
    [{ ours: slowest / 1000, floor: 3 }],
    atMost(1),
    faults === 0,
  );
  return [
    faults === 0 ? safe : { ...safe, name: `${safe.name} (${faults} FAULTS)` },
    compare('memory after the rush (resident)', 'MiB', memory, atMost(1.6)),
  ];
}

/** So many people who were never there, from that one on, for one talk. */
async function rushAt(
  bench: Bench,
  program: Running,
  talk: number,
  first: number,
  of = people,
): Promise<Rushed> {
  const doors = Array.from({ length: of }, () => openOwnDoor(program.port));
  const rushed = await rush(of, async (n) => {
    const door = doors[n] as Door;
    const answer = await saidOrTold(bench, door, userOf(first + n), `register ${talk}`);
    if (!answer.includes('"blocks"')) throw new Error(`no answer: ${answer}`);
  });
  await close(doors, []);
  return rushed;
}
