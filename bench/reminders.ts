// Ten thousand reminders that fall due in the same minute, for the people of two workspaces, each of which allows 300 posts a minute; and presses meanwhile.
// Why by two programs, and on a fast clock: docs/decisions/020-reminders-on-a-fast-clock.md.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Ours, ours, seasonOf } from './bench.ts';
import { type Door, median, openDoor, post } from './load.ts';
import { type Running, startOurs } from './programs.ts';
import { fresh, press } from './requests.ts';
import { atLeast, atMost, compare, type Result } from './results.ts';
import { addPeopleWithSeats, idOfTalk, reminderDueAt } from './season.ts';
import { FakeSlack } from './slack-fake.ts';

const messages = 10_000;
const teams = ['T1', 'T2'];
const perMinute = 300;
const pace = 30;
/** Presses before the reminders fall due. */
const pressesBefore = 100;
const pressEveryMs = 25;
const pressers = 20;
/** Of the fast clock: between its move and the instant at which the reminders fall due. */
const lastSecondsMs = 3_000;
const minute = 60_000;

/** Whether the direct conversation of a person was known from the beginning. */
const isKnown = (user: string) => user.startsWith('UDUE');

interface Workspace {
  readonly team: string;
  readonly slack: FakeSlack;
  readonly program: Running;
  readonly door: Door;
}

export async function measureReminders(bench: Bench): Promise<readonly Result[]> {
  const season = seasonOf(bench, 'reminders', 100_000);
  await (await ours(bench, season)).stop();
  const talk = idOfTalk(season.databasePath, 9);
  addPeopleWithSeats(season.databasePath, talk, teams, messages / teams.length);
  const dueAt = reminderDueAt(season.databasePath, talk);

  const machineStart = Date.now();
  // An hour before; when the presses before are measured, the clock is moved on to the last seconds.
  const start = dueAt - 60 * minute;
  let ahead = 0;
  const now = () => start + ahead + (Date.now() - machineStart) * pace;
  const sent = new Map<string, number>();
  const twice: string[] = [];
  const tell = (blockId: string) => {
    const [key = ''] = blockId.split('~');
    if (!key.startsWith('remind:')) return;
    if (sent.has(key)) twice.push(key);
    sent.set(key, now());
  };
  const clock = `${start} ${machineStart} ${pace}`;
  const workspaces = await Promise.all(
    teams.map((team) => open(bench, season, team, clock, now, tell)),
  );
  try {
    const action = idOfTalk(season.databasePath, 10);
    const presses = createPresses(workspaces, action);
    await presses.warm();
    let pressed = 0;
    const quiet = await presses.begin(() => pressed++ < pressesBefore);
    const moveOnMs = dueAt - now() - lastSecondsMs;
    ahead += moveOnMs;
    for (const { program } of workspaces) program.moveOn(moveOnMs);
    const busy = presses.begin(() => sent.size < messages && Date.now() < machineStart + 90_000);
    const heaps = await watchMemory(workspaces, () => sent.size);
    const during = await busy;
    return results({ sent, twice, dueAt, quiet, during, heaps, workspaces });
  } finally {
    for (const { door, program, slack } of workspaces) {
      await door.close();
      await program.stop();
      await slack.close();
    }
  }
}

async function open(
  bench: Bench,
  season: Ours,
  team: string,
  fastClock: string,
  now: () => number,
  onPost: (blockId: string) => void,
): Promise<Workspace> {
  const slack = new FakeSlack({ team, allowance: { perMinute, now }, onPost });
  await slack.listen();
  const place = { directory: bench.directory, slackApiUrl: slack.apiUrl };
  const program = await startOurs({ ...place, ...season, fastClock, probe: true });
  return { team, slack, program, door: openDoor(program.port) };
}

/** Presses one after another, at each door in turn: somebody registers, and gives the seat back. Milliseconds of the machine, each until its answer. */
function createPresses(workspaces: readonly Workspace[], talk: string) {
  let made = 0;
  const one = async (): Promise<number> => {
    const round = Math.floor(made / workspaces.length);
    const { slack, door, team } = workspaces[made % workspaces.length] as Workspace;
    made += 1;
    const user = `UPRESS${round % pressers}`;
    const verb = Math.floor(round / pressers) % 2 === 0 ? 'register' : 'cancel';
    const id = String(fresh());
    const answer = slack.answered(id);
    const sent = press(slack.url, user, `1:${verb}:${talk}`, [], id, team);
    const began = performance.now();
    await post(door.pool, sent);
    await answer;
    return performance.now() - began;
  };
  return {
    /** Everybody once, so that they are known and the code is compiled. */
    async warm() {
      for (let n = 0; n < 4 * pressers * workspaces.length; n += 1) await one();
    },
    async begin(goesOn: () => boolean): Promise<readonly number[]> {
      const times: number[] = [];
      while (goesOn()) {
        times.push(await one());
        await sleep(pressEveryMs);
      }
      return times;
    },
  };
}

/** Bytes that remain after a forced collection, of both programs together, when a quarter, a half, three quarters and all of it was sent. */
async function watchMemory(
  workspaces: readonly Workspace[],
  sent: () => number,
): Promise<readonly NodeJS.MemoryUsage[]> {
  const quarters: NodeJS.MemoryUsage[] = [];
  const until = Date.now() + 90_000;
  for (const quarter of [1, 2, 3, 4]) {
    while (sent() < (messages * quarter) / 4 && Date.now() < until) await sleep(20);
    const all = await Promise.all(workspaces.map(({ program }) => program.memory()));
    const sum = (of: 'rss' | 'heapUsed') => all.reduce((bytes, usage) => bytes + usage[of], 0);
    quarters.push({
      ...(all[0] as NodeJS.MemoryUsage),
      rss: sum('rss'),
      heapUsed: sum('heapUsed'),
    });
  }
  return quarters;
}

interface Measured {
  readonly sent: ReadonlyMap<string, number>;
  readonly twice: readonly string[];
  readonly dueAt: number;
  readonly quiet: readonly number[];
  readonly during: readonly number[];
  readonly heaps: readonly NodeJS.MemoryUsage[];
  readonly workspaces: readonly Workspace[];
}

function results(measured: Measured): readonly Result[] {
  const { sent, twice, dueAt, quiet, during, heaps, workspaces } = measured;
  const last = Math.max(...sent.values());
  const minutes = (last - dueAt) / minute;
  // A minute's allowance is there at the first instant already.
  const allowed = teams.length * perMinute * (minutes + 1);
  const opened = workspaces.flatMap(({ slack }) => slack.opened.filter(isKnown)).length;
  const all = sent.size === messages && twice.length === 0;
  const [first, ...later] = heaps.map((usage) => usage.heapUsed / 2 ** 20);
  console.error(
    `${sent.size} reminders, ${twice.length} twice; ${workspaces.map(({ slack }) => slack.limited).join(' and ')} answered 429; ${quiet.length} presses before, ${during.length} meanwhile; heap ${heaps.map((usage) => (usage.heapUsed / 2 ** 20).toFixed(1)).join(', ')} MiB, resident ${heaps.map((usage) => (usage.rss / 2 ** 20).toFixed(0)).join(', ')} MiB`,
  );
  const what = `${messages} reminders due in one minute over ${teams.length} workspaces`;
  return [
    compare(
      `${what}: sent, each once, of what is allowed (${perMinute} a minute each)`,
      'messages',
      [{ ours: sent.size, floor: allowed }],
      atLeast(0.9),
      all,
    ),
    compare(
      `${what}: direct conversations that are known and were opened again`,
      'openings, floor: the messages',
      [{ ours: opened, floor: messages }],
      atMost(0),
    ),
    compare(
      `${what}: heap after collection, at its largest, against that after a quarter`,
      'MiB, both programs',
      [{ ours: Math.max(...later), floor: first ?? Number.NaN }],
      atMost(1.15),
    ),
    compare(
      `${what}: a press meanwhile, against one before`,
      'ms, medians',
      [{ ours: median(during), floor: median(quiet) }],
      atMost(1.5),
    ),
  ];
}
