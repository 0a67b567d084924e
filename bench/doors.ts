// Slack over signed HTTP, twenty connections: a word that reads, a word that writes durably, and a press that writes and is answered at its response address.
import type { Bench, Cards } from './bench.ts';
import { bare, ours, pressed, say, seasonOf, userOf } from './bench.ts';
import { openDoor, rate } from './load.ts';
import type { Running } from './programs.ts';
import { atLeast, compare, type Pair, type Result } from './results.ts';
import { clearSeats, idOfTalk, seatsOf } from './season.ts';

const people = 500;
const lists = 700;

/** People whom the platform described already: whoever comes for the first time costs a users.info more, which the rush below holds. */
export async function measureDoors(bench: Bench, cards: Cards): Promise<readonly Result[]> {
  const season = seasonOf(bench, 'doors', 100_000);
  const [program, floor] = [await ours(bench, season), await bare(bench)];
  const doors = { ours: openDoor(program.port), floor: openDoor(floor.port) };
  const action = `1:register:${idOfTalk(season.databasePath, 9)}`;
  const blocks = cards.press.blocks;
  const both = [doors.ours, doors.floor];

  const list = (door: (typeof both)[number], count = lists) =>
    rate(count, (n) => say(bench, door, userOf(n % people), 'list'));
  const register = (door: (typeof both)[number]) =>
    rate(people, (n) => say(bench, door, userOf(n), 'register 9'));
  const press = (door: (typeof both)[number]) =>
    rate(people, (n) => pressed(bench, door, userOf(n), action, blocks));

  // Warm: everybody is known, and the code is compiled.
  for (const door of both) {
    await list(door, people);
    await register(door);
    clearSeats(season.databasePath);
    await press(door);
  }

  const pairs: Record<'list' | 'register' | 'press', Pair[]> = {
    list: [],
    register: [],
    press: [],
  };
  for (let run = 0; run < bench.runs; run += 1) {
    pairs.list.push({ ours: await list(doors.ours), floor: await list(doors.floor) });
    for (const [name, measure] of [
      ['register', register],
      ['press', press],
    ] as const) {
      clearSeats(season.databasePath);
      pairs[name].push({ ours: await measure(doors.ours), floor: await measure(doors.floor) });
      assertSeated(season.databasePath, name);
    }
  }
  await close(both, [program, floor]);
  const name = (what: string) => `Slack over HTTP, 20 connections: ${what}`;
  return [
    compare(name('list'), 'answers/s', pairs.list, atLeast(0.6)),
    compare(name('register 9'), 'answers/s', pairs.register, atLeast(0.4)),
    compare(name('press, by response_url'), 'answers/s', pairs.press, atLeast(0.4)),
  ];
}

function assertSeated(databasePath: string, what: string): void {
  const { confirmed } = seatsOf(databasePath, 9);
  if (confirmed !== people) throw new Error(`${what}: ${confirmed} of ${people} have a seat`);
}

export async function close(
  doors: readonly { close(): Promise<void> }[],
  programs: readonly Running[],
): Promise<void> {
  for (const door of doors) await door.close();
  for (const program of programs) await program.stop();
}
