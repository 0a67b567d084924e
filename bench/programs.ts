// Ours and the floor as children of their own: started, timed until they say that they are ready, asked for their memory, stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { botToken, signingSecret } from './requests.ts';

const root = new URL('../', import.meta.url);
const pathOf = (name: string) => fileURLToPath(new URL(name, root));

export interface Running {
  readonly port: number;
  /** Milliseconds from its start to its ready line. */
  readonly readyAfter: number;
  /** Resident bytes after a forced collection; only of a child started with `probe`. */
  memory(): Promise<NodeJS.MemoryUsage>;
  /** Moves a fast clock on by so many of its milliseconds. */
  moveOn(ms: number): void;
  stop(): Promise<void>;
}

export interface Place {
  /** A directory of its own, where no `.env` lies. */
  readonly directory: string;
  readonly slackApiUrl: string;
  readonly probe?: boolean;
  /** More for the command line of Node, e.g. `--cpu-prof`. */
  readonly node?: readonly string[];
}

export interface OurPlace extends Place {
  readonly databasePath: string;
  readonly seriesFile: string;
  /** As bench/fast-clock.ts reads it: the program's clock runs faster than the machine's. */
  readonly fastClock?: string;
}

export function startOurs(place: OurPlace): Promise<Running> {
  const { fastClock } = place;
  const [script, env] =
    fastClock === undefined
      ? ['dist/app/main.js', {}]
      : ['dist/app/fast-program.built.mjs', { FAST_CLOCK: fastClock }];
  return start(script, place, {
    ...env,
    DATABASE_URL: `file:${place.databasePath}`,
    SERIES_FILE: place.seriesFile,
    FOLLOWERS_FILE: pathOf('data/followers.yaml'),
    ORGANISERS: 'slack:T1/UOLGA',
  });
}

export function startBare(place: Place & { readonly cards: string }): Promise<Running> {
  return start('bench/bare-app.mjs', place, { CARDS: place.cards });
}

async function start(
  script: string,
  place: Place,
  env: Readonly<Record<string, string>>,
): Promise<Running> {
  const port = await freePort();
  const probe = place.probe ? ['--expose-gc', '--import', pathOf('bench/probe.mjs')] : [];
  const began = performance.now();
  const child = spawn(process.execPath, [...(place.node ?? []), ...probe, pathOf(script)], {
    cwd: place.directory,
    env: {
      PATH: process.env['PATH'] ?? '',
      ...env,
      PORT: String(port),
      SLACK_API_URL: place.slackApiUrl,
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  await ready(child, script);
  return {
    port,
    readyAfter: performance.now() - began,
    memory: async () => {
      const told = once(child, 'message');
      child.send('measure');
      const [usage] = (await told) as [NodeJS.MemoryUsage];
      return usage;
    },
    moveOn: (ms) => void child.send({ moveOnMs: ms }),
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

function ready(child: ChildProcess, script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let tail = '';
    let started = false;
    // Read to the end: a full pipe would stop the child.
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (started) return;
      tail = (tail + text).slice(-4000);
      if (!/^ready/m.test(tail)) return;
      started = true;
      resolve();
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}: ${tail}`)));
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
