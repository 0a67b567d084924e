// Rounds through the whole program, as `npm start` runs it, with Slack over HTTP as its door: people type, it is killed at a random instant, what is on disk
// and what Slack has is judged, and it starts again. This proves against a crash of the program, not of the machine.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDoor } from '../../bench/load.ts';
import { freePort } from '../../bench/programs.ts';
import { botToken, signingSecret } from '../../bench/requests.ts';
import { writeSeason } from '../../bench/season.ts';
import { type FakeSlack, startFakeSlack, team } from '../../bench/slack-fake.ts';
import { markOf } from '../../src/platforms/slack/render.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { build } from '../app/built.ts';
import { freshDirectory, sqliteOptions } from '../support/sqlite.ts';
import { type Crowd, createCrowd, organiser } from './crowd.ts';
import { judgeSeats, readState, type State } from './judge.ts';
import {
  addTo,
  anyStorm,
  type Enough,
  emptyTally,
  endLeases,
  judgeNotices,
  mostTimes,
  noteWindows,
  noWindows,
  type Tally,
} from './notices.ts';
import { chanceOf } from './random.ts';

const seats = 3;
/** Milliseconds of the storm. */
const latestKill = 900;
const drainedWithinMs = 20_000;
const root = new URL('../../', import.meta.url);

interface Place {
  readonly directory: string;
  readonly slack: FakeSlack;
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Runs so many rounds on one database, and on until they decided enough; rejects with all that is wrong after the first round that is wrong. */
export async function programKillRounds(
  rounds: number,
  seed: number,
  enough: Enough = anyStorm,
): Promise<Tally> {
  const chance = chanceOf(seed);
  const tally = emptyTally();
  const windows = noWindows();
  const directory = freshDirectory();
  const slack = await startFakeSlack({ latency: () => sleep(Math.random() * 8) });
  const place: Place = { directory: directory.path, slack };
  const crowd = createCrowd(slack);
  writeSeason(`${place.directory}/talks.yaml`, seats);
  let running: Running | undefined;
  const check = (state: State, round: number, drained: boolean) => {
    const wrong = [
      ...judgeSeats(state, []),
      ...crowd.judge(state.ledger),
      ...judgeNotices(state, takenOf(slack), windows, drained),
    ];
    if (wrong.length > 0) throw new Error(`round ${round}, ${drained}:\n${wrong.join('\n')}`);
  };
  try {
    let decided = false;
    for (let round = 1; round <= rounds || (!decided && round <= rounds * mostTimes); round += 1) {
      running = await start(place);
      await stormAndKill(running, crowd, chance.int(latestKill), chance.int(2 ** 31));
      running = undefined;
      tally.kills += 1;
      const state = await stateOf(place, true);
      noteWindows(windows, state, takenOf(slack));
      check(state, round, false);
      const count = (direct: number) => state.outbox.filter((row) => row.direct === direct).length;
      decided = enough({ answers: crowd.answers(), direct: count(1), channel: count(0) });
    }
    running = await start(place);
    await drained(place);
    await stop(running);
    running = undefined;
    const state = await stateOf(place);
    check(state, rounds, true);
    tally.answers = crowd.answers();
    addTo(tally, state, takenOf(slack), windows);
    return tally;
  } finally {
    running?.child.kill('SIGKILL');
    await slack.close();
    directory.remove();
  }
}

async function start({ directory, slack }: Place): Promise<Running> {
  const port = await freePort();
  const path = (name: string) => fileURLToPath(new URL(name, root));
  await build();
  const child = spawn(process.execPath, [path('dist/app/main.js')], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: `file:${directory}/kill.db`,
      SERIES_FILE: `${directory}/talks.yaml`,
      FOLLOWERS_FILE: path('data/followers.yaml'),
      ORGANISERS: `slack:${team}/${organiser}`,
      PORT: String(port),
      LOG_LEVEL: 'error',
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
      if (/^ready/m.test(said)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the program ended (${code}): ${said}`)));
  });
  return { child, port };
}

async function stormAndKill(
  { child, port }: Running,
  crowd: Crowd,
  afterMs: number,
  seed: number,
): Promise<void> {
  const door = openDoor(port, 40);
  const exit = once(child, 'exit');
  const storm = crowd.storm(door, chanceOf(seed));
  await sleep(afterMs);
  child.kill('SIGKILL');
  const [code, signal] = await exit;
  crowd.stop();
  await storm;
  await door.pool.destroy();
  if (signal !== 'SIGKILL') throw new Error(`the program ended by itself (${code})`);
}

async function stop({ child }: Running): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = await exit;
  if (code !== 0) throw new Error(`the program ended with ${code}`);
}

async function stateOf({ directory }: Place, leasesEnd = false): Promise<State> {
  const database = await openSqlite(sqliteOptions(`file:${directory}/kill.db`));
  try {
    const state = await readState(database);
    if (leasesEnd) await endLeases(database);
    return state;
  } finally {
    await database.close();
  }
}

/** Waits until the running program has sent everything. */
async function drained(place: Place): Promise<void> {
  for (const until = Date.now() + drainedWithinMs; ; await sleep(200)) {
    const state = await stateOf(place);
    const left = state.outbox.filter((row) => ['waiting', 'under-way'].includes(row.state));
    if (left.length === 0) return;
    if (Date.now() > until) throw new Error(`not sent in time: ${JSON.stringify(left)}`);
  }
}

function takenOf(slack: FakeSlack): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const post of slack.posts) {
    const key = markOf(post.blocks[0]?.block_id)?.key;
    if (key !== undefined) taken.set(key, (taken.get(key) ?? 0) + 1);
  }
  return taken;
}
