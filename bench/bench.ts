// What every measurement needs: a fake Slack, a directory, our program on a database of its own, and the floor beside it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Door, openDoor, post } from './load.ts';
import { type Running, startBare, startOurs } from './programs.ts';
import { command, fresh, press } from './requests.ts';
import { idOfTalk, writeSeason } from './season.ts';
import type { FakeSlack } from './slack-fake.ts';

export interface Bench {
  readonly slack: FakeSlack;
  readonly directory: string;
  /** So many interleaved runs of everything that is a rate; five. */
  readonly runs: number;
}

export interface Ours {
  readonly databasePath: string;
  readonly seriesFile: string;
}

/** Names of files of a season with so many seats a talk; `writeSeason` has written it. */
export function seasonOf(bench: Bench, name: string, capacity: number, talks?: number): Ours {
  const seriesFile = join(bench.directory, `${name}.yaml`);
  writeSeason(seriesFile, capacity, talks);
  return { databasePath: join(bench.directory, `${name}.db`), seriesFile };
}

export function ours(bench: Bench, season: Ours, more: { probe?: boolean } = {}): Promise<Running> {
  const place = { directory: bench.directory, slackApiUrl: bench.slack.apiUrl };
  const node = process.env['BENCH_NODE']?.split(' ') ?? [];
  return startOurs({ ...place, ...season, ...more, node });
}

export function bare(bench: Bench, more: { probe?: boolean } = {}): Promise<Running> {
  const place = { directory: bench.directory, slackApiUrl: bench.slack.apiUrl };
  return startBare({ ...place, cards: cardsPath(bench), ...more });
}

const cardsPath = (bench: Bench) => join(bench.directory, 'cards.json');

/** Users whose ids have one length, so that every request weighs the same. */
export const userOf = (n: number): string => `U${String(n).padStart(8, '0')}`;

export const say = (bench: Bench, door: Door, user: string, text: string): Promise<string> =>
  post(door.pool, command(bench.slack.url, user, text));

/** As `say`, for answers that may come late: an empty acknowledgement after two seconds, and the answer at the response address. */
export async function saidOrTold(
  bench: Bench,
  door: Door,
  user: string,
  text: string,
): Promise<string> {
  const id = String(fresh());
  const later = bench.slack.answered(id);
  const sent = command(bench.slack.url, user, text, undefined, id);
  return (await post(door.pool, sent)) || later;
}

/** Presses, and waits for the acknowledgement and for what comes at the response address. */
export async function pressed(
  bench: Bench,
  door: Door,
  user: string,
  action: string,
  blocks: unknown,
): Promise<string> {
  const id = String(fresh());
  const answer = bench.slack.answered(id);
  await post(door.pool, press(bench.slack.url, user, action, blocks, id));
  return answer;
}

export interface Cards {
  readonly list: unknown;
  readonly register: unknown;
  readonly press: { readonly blocks?: unknown };
}

/** What our program answers, to the byte: the floor gives the same back. */
export async function learnCards(bench: Bench): Promise<Cards> {
  const season = seasonOf(bench, 'cards', 100_000);
  const program = await ours(bench, season);
  const door = openDoor(program.port);
  const action = `1:register:${idOfTalk(season.databasePath, 9)}`;
  const cards = {
    list: JSON.parse(await say(bench, door, 'U1', 'list')),
    register: JSON.parse(await say(bench, door, 'U1', 'register 9')),
    press: JSON.parse(await pressed(bench, door, 'U2', action, [])),
  };
  await door.close();
  await program.stop();
  writeFileSync(cardsPath(bench), JSON.stringify(cards));
  return cards;
}
