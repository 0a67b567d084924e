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
/** As many as for the talk before: a bot has been up for weeks when registration opens, and its code is compiled. */
const before = people;

export async function measureRush(bench: Bench): Promise<readonly Result[]> {
  const memory: Pair[] = [];
  let faults = 0;
  let slowest = 0;
  // Unmeasured: what sends is compiled too.
  const warm = await bare(bench);
  await rushAt(bench, warm, people / 4);
  await warm.stop();
  for (let run = 0; run < bench.runs; run += 1) {
    const season = seasonOf(bench, `rush-${run}`, seats);
    const program = await ours(bench, season, { probe: true });
    const door = openDoor(program.port);
    await rate(before, (n) => say(bench, door, userOf(90_000 + n), 'register 10'));
    await door.close();
    const our = await rushAt(bench, program);
    const now = seatsOf(season.databasePath, 9);
    if (now.confirmed !== seats || now.waiting !== people - seats || now.persons !== people)
      faults += 1;
    faults += our.errors;
    slowest = Math.max(slowest, our.slowest);
    const ourMemory = await program.memory();
    await program.stop();

    const floor = await bare(bench, { probe: true });
    await rushAt(bench, floor);
    memory.push({ ours: ourMemory.rss / 2 ** 20, floor: (await floor.memory()).rss / 2 ** 20 });
    await floor.stop();
  }
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

async function rushAt(bench: Bench, program: Running, of = people): Promise<Rushed> {
  const doors = Array.from({ length: of }, () => openOwnDoor(program.port));
  const rushed = await rush(of, async (n) => {
    const answer = await saidOrTold(bench, doors[n] as Door, userOf(n), 'register 9');
    if (!answer.includes('"blocks"')) throw new Error(`no answer: ${answer}`);
  });
  await close(doors, []);
  return rushed;
}
