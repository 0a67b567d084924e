// Whether a long history slows the bot down: ten thousand talks, all but eight past, with a million seats, against ten with a thousand.
import type { Bench, Ours } from './bench.ts';
import { ours, say, seasonOf, userOf } from './bench.ts';
import { close } from './doors.ts';
import { type Door, openDoor, rate } from './load.ts';
import { atMost, compare, type Pair, type Result } from './results.ts';
import { addHistory, clearSeats, seatsOf } from './season.ts';

const people = 250;
const coming = 8;

export async function measureSize(bench: Bench): Promise<readonly Result[]> {
  const large = await prepared(bench, 'large', 10_000, 20_000);
  const small = await prepared(bench, 'small', 10, 200);
  const programs = [await ours(bench, large), await ours(bench, small)] as const;
  const doors = programs.map((program) => openDoor(program.port)) as [Door, Door];
  const list = (door: Door) => rate(people, (n) => say(bench, door, userOf(n), 'list'));
  const register = async (door: Door, season: Ours) => {
    clearSeats(season.databasePath);
    const measured = await rate(people, (n) => say(bench, door, userOf(n), 'register 9'));
    const { confirmed } = seatsOf(season.databasePath, 9);
    if (confirmed !== people) throw new Error(`${confirmed} of ${people} have a seat`);
    return measured;
  };
  const lists: Pair[] = [];
  const registers: Pair[] = [];
  for (let run = -1; run < bench.runs; run += 1) {
    const listed = { ours: 1e6 / (await list(doors[0])), floor: 1e6 / (await list(doors[1])) };
    const [a, b] = [await register(doors[0], large), await register(doors[1], small)];
    // The first run warms up.
    if (run < 0) continue;
    lists.push(listed);
    registers.push({ ours: 1e6 / a, floor: 1e6 / b });
  }
  await close(doors, programs);
  const name = (what: string) =>
    `${what} with 10,000 talks and 1,000,000 seats against 10 and 1,000`;
  return [
    compare(name('list'), 'µs an answer', lists, atMost(1.3)),
    compare(name('register 9'), 'µs an answer', registers, atMost(1.3)),
  ];
}

/** A database with the coming talks, past ones up to so many in all, and a hundred seats in each. */
async function prepared(bench: Bench, name: string, talks: number, persons: number): Promise<Ours> {
  const season = seasonOf(bench, name, 100_000);
  await (await ours(bench, season)).stop();
  addHistory(season.databasePath, talks - coming, persons);
  return season;
}
