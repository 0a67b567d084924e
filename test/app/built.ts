// The program as it is built: built anew where its sources changed, then run as a process of its own.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

type Environment = Readonly<Record<string, string>>;

/** Nothing of the environment in which the tests run reaches the program. */
const environment = (more: Environment) => ({ PATH: process.env['PATH'] ?? '', ...more });

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function once(file: string, args: readonly string[], cwd: string, env: Environment) {
  return new Promise<Ended>((resolve) => {
    // What starts though it should have refused must not run on.
    const ending = { timeout: 50_000, killSignal: 'SIGKILL' } as const;
    const options = { cwd, env: environment(env), maxBuffer: 64 * 1024 * 1024, ...ending };
    const child: ChildProcess = execFile(file, [...args], options, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

const lock = join(root, 'node_modules/.cache/idea-circle-built.lock');
const lockLasts = 120_000;

/** Test files run side by side, and only one may build. */
async function alone(act: () => Promise<void>): Promise<void> {
  mkdirSync(join(lock, '..'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      // Left behind by a run that was killed.
      if (Date.now() - since > lockLasts) rmSync(lock, { recursive: true, force: true });
      await sleep(100);
    }
  }
  try {
    await act();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

let building: Promise<void> | undefined;

/** Builds the program and its page, unless they stand as the sources want them. */
export function build(): Promise<void> {
  building ??= alone(async () => {
    const env = { HOME: process.env['HOME'] ?? '/' };
    // Nothing is installed here: whoever runs tests has done that.
    const script = "import('./scripts/prepare.mjs').then((p) => p.command(() => p.build()))";
    const built = await once(process.execPath, ['-e', script], root, env);
    if (built.code !== 0) throw new Error(`The build failed:\n${built.out}${built.err}`);
  });
  return building;
}

/** A module of the built program, in this process. */
export async function builtModule<T>(name: string): Promise<T> {
  await build();
  return (await import(/* @vite-ignore */ pathToFileURL(join(root, 'dist', name)).href)) as T;
}

/** Copies of the data that the program comes with, as an empty directory needs them. */
export function copyData(directory: string): void {
  cpSync(join(root, 'data'), join(directory, 'data'), { recursive: true });
}

/** Runs `main` or `cli` to its end. */
export async function run(
  script: 'main' | 'cli',
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Environment },
): Promise<Ended> {
  await build();
  return once(process.execPath, [join(root, `dist/app/${script}.js`), ...args], cwd, env);
}

export interface Child {
  readonly ready: string;
  readonly url: string;
  readonly pid: number;
  /** All that it wrote so far. */
  out(): string;
  err(): string;
  /** Sends a signal, SIGTERM when left out, and waits for the end. */
  stop(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<Ended>;
}

const readyWithin = 60_000;

/** Starts the program and waits for its ready line; rejects with all it said where it ends before. */
export async function start(cwd: string, env: Environment = {}): Promise<Child> {
  await build();
  const child = spawn(process.execPath, [join(root, 'dist/app/main.js')], {
    cwd,
    env: environment({ PORT: '0', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    err += part;
  });
  const ready = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`not ready within ${readyWithin} ms; it said:\n${out}${err}`));
    }, readyWithin);
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part;
      const line = /^ready: .*$/m.exec(out)?.[0];
      if (line === undefined || !out.includes(`${line}\n`)) return;
      clearTimeout(timer);
      resolve(line);
    });
    void ended.then(({ code }) => {
      clearTimeout(timer);
      reject(new Error(`it ended with ${code}; it said:\n${out}${err}`));
    });
  });
  return {
    ready,
    url: /http:\/\/\S+?(?=[,;]?(?:\s|$))/.exec(ready)?.[0] ?? '',
    pid: child.pid as number,
    out: () => out,
    err: () => err,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}
