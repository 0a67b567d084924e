// What every command of a fresh checkout needs first: packages installed, the program built. Runs on bare Node, with nothing installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installStamp = join(root, 'node_modules/.idea-circle-stamp');
const buildStamp = join(root, 'dist/.idea-circle-stamp');

export class Failure extends Error {}

/** Runs a command's body; a failure is told in a sentence, and the exit code is 1. */
export async function command(body) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 20)) {
    console.error(`This needs Node 20.20 or newer; this is Node ${process.versions.node}.`);
    process.exit(1);
  }
  process.chdir(root);
  try {
    await body();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Runs a program to its end and gives its exit code. A signal to this process goes to it as well. `slow` is said every 15 seconds. */
export function run(file, args, { quiet = false, slow, ...options } = {}) {
  return new Promise((resolve, reject) => {
    // Quiet: what it prints goes to stderr, so that stdout carries nothing but the command's own answer.
    const stdio = quiet ? ['ignore', 2, 2] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(file, args, { cwd: root, stdio, ...options });
    const began = Date.now();
    const beat =
      slow === undefined
        ? undefined
        : setInterval(() => {
            console.error(`  … ${Math.round((Date.now() - began) / 1000)} s: ${slow}`);
          }, 15_000);
    let told;
    const forward = (signal) => {
      told = signal;
      child.kill(signal);
    };
    const signals = ['SIGTERM', 'SIGINT'];
    for (const signal of signals) process.on(signal, forward);
    const done = () => {
      clearInterval(beat);
      for (const signal of signals) process.off(signal, forward);
    };
    child.once('error', (error) => {
      done();
      reject(new Failure(`${file} could not be run: ${error.message}`));
    });
    child.once('close', (code) => {
      done();
      if (told) process.exit(told === 'SIGINT' ? 130 : 143);
      resolve(code ?? 1);
    });
  });
}

/** A program of an installed package, run by this Node. */
export function runTool(script, args, options = {}) {
  return run(process.execPath, [join(root, 'node_modules', script), ...args], options);
}

export const tools = {
  tsc: 'typescript-7/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  vitest: 'vitest/vitest.mjs',
};

function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script && /\.c?js$/.test(script)) return run(process.execPath, [script, ...args], options);
  const windows = process.platform === 'win32';
  return run(windows ? 'npm.cmd' : 'npm', args, { shell: windows, ...options });
}

function hash(...parts) {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part).update('\0');
  return digest.digest('hex');
}

function textOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

/** The packages asked for, and the Node for which the compiled one among them was made. */
function wantedInstall() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return hash(lock, process.versions.modules, process.platform, process.arch);
}

/** Whether packages that somebody installed by hand are exactly those of the lock file, and work with this Node. */
async function installedByHand() {
  const there = textOf(join(root, 'node_modules/.package-lock.json'));
  if (there === undefined) return false;
  const have = JSON.parse(there).packages;
  const wanted = JSON.parse(textOf(join(root, 'package-lock.json'))).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.optional) continue;
    if (have[path]?.version !== entry.version || !existsSync(join(root, path))) return false;
  }
  return databaseOpens();
}

/** Whether the compiled package was made for this Node, and lives through a collection of garbage (see `olderHeaders`). */
async function databaseOpens() {
  const opens =
    "const D = require('better-sqlite3'); let d = new D(':memory:'); d.prepare('SELECT 1').get(); d.close(); d = null; gc()";
  return (await run(process.execPath, ['--expose-gc', '-e', opens], { stdio: 'ignore' })) === 0;
}

/** The npm package that carries Node's binary and its headers. */
export const carrier = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
/**
 * From 24.19 on, a header of Node makes better-sqlite3 12 abort whenever a statement is collected as garbage. Compiled with the headers before that
 * it runs on every Node 24, since the binary interface is the same. better-sqlite3 13 is cured and no longer runs on Node 20.
 */
const olderHeaders = '24.18.1';

/** Fetches a Node of the npm registry into a directory and gives its place. */
export async function fetchNode(version, directory) {
  const place = join(directory, `node-${version}`);
  mkdirSync(place, { recursive: true });
  const args = ['install', '--prefix', place, '--no-save', '--no-audit', '--no-fund'];
  const code = await npm([...args, '--ignore-scripts', `${carrier}@${version}`], {
    cwd: place,
    quiet: true,
  });
  if (code !== 0) throw new Failure(`Fetching Node ${version} (${carrier}) failed: see above.`);
  return join(place, 'node_modules', carrier);
}

/** npm's own scripts, which lie beside this Node where npm did not say. */
function npmPlace() {
  const beside = join(dirname(realpathSync(process.execPath)), '../lib/node_modules/npm');
  const told = process.env.npm_execpath && join(dirname(process.env.npm_execpath), '..');
  const place = [told, beside].find((path) => path && existsSync(join(path, 'bin/npm-cli.js')));
  if (!place) throw new Failure('npm was not found beside Node; start this by npm.');
  return place;
}

/** npm hands its own settings down as variables, which node-gyp puts before its arguments: another Node's headers among them. */
export function withoutHeaders(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/nodedir$/i.test(name)));
}

/** Compiles better-sqlite3 of a checkout for a Node 24. */
export async function compileForNode24(node, checkout, directory) {
  console.error('Compiling better-sqlite3 for Node 24: about 90 seconds.');
  const headers = await fetchNode(olderHeaders, directory);
  const gyp = join(npmPlace(), 'node_modules/node-gyp/bin/node-gyp.js');
  const code = await run(node, [gyp, 'rebuild', '--release', '--silent'], {
    cwd: join(checkout, 'node_modules/better-sqlite3'),
    env: { ...withoutHeaders(process.env), npm_config_nodedir: headers },
    quiet: true,
    slow: 'still compiling better-sqlite3',
  });
  if (code !== 0) throw new Failure('Compiling better-sqlite3 failed: see above.');
}

/** What npm ci compiled does not run: compiled anew where we know how, else told. */
async function mendDatabase() {
  if (process.versions.modules === '137') {
    const directory = mkdtempSync(join(tmpdir(), 'idea-circle-headers-'));
    try {
      await compileForNode24(process.execPath, root, directory);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
    if (await databaseOpens()) return;
  }
  throw new Failure(
    `better-sqlite3 does not run in Node ${process.versions.node}. Take Node 20 or 24; and look whether npm's setting "nodedir" names the headers of another one.`,
  );
}

/** `npm ci` where packages are missing or other than package-lock.json says. */
export async function install({ quiet = false } = {}) {
  const wanted = wantedInstall();
  if (textOf(installStamp) === wanted) return;
  const say = quiet ? console.error : console.log;
  if (!(await installedByHand())) {
    say('Installing packages (npm ci). better-sqlite3 may have to be compiled: about 90 seconds.');
    const began = Date.now();
    const code = await npm(['ci', '--no-audit', '--no-fund'], {
      quiet,
      slow: 'still installing; compiling better-sqlite3 takes about 90 seconds',
    });
    if (code !== 0) {
      throw new Failure(
        'npm ci failed: see above. Where better-sqlite3 could not be compiled, python3, make and a C++ compiler are needed.',
      );
    }
    if (!(await databaseOpens())) await mendDatabase();
    say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
  }
  writeFileSync(installStamp, `${wanted}\n`);
}

function filesUnder(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    })
    .sort();
}

const configs = ['tsconfig.json', 'tsconfig.page.json', 'package-lock.json', 'scripts/prepare.mjs'];

function wantedBuild() {
  const files = [...filesUnder(join(root, 'src')), ...configs.map((name) => join(root, name))];
  return hash(...files.flatMap((file) => [relative(root, file), readFileSync(file)]));
}

/** Whether the last build's files are all there, as its stamp lists them after the hash of its sources. */
function isBuilt(wanted) {
  const [hashed, ...files] = (textOf(buildStamp) ?? '').split('\n');
  return hashed === wanted && files.every((name) => existsSync(join(root, 'dist', name)));
}

/** Builds the program and the page into dist/ where the sources changed since. It does not check types: `npm run check` does. */
export async function build({ quiet = false, force = false } = {}) {
  const wanted = wantedBuild();
  if (!force && isBuilt(wanted)) return;
  const say = quiet ? console.error : console.log;
  say('Building …');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  try {
    await Promise.all([bundleProgram(), compilePage()]);
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    throw new Failure('The build failed: see above.');
  }
  copyPage();
  const made = filesUnder(join(root, 'dist')).map((file) => relative(join(root, 'dist'), file));
  // A source that changed while this ran is built the next time.
  if (wantedBuild() === wanted) writeFileSync(buildStamp, `${[wanted, ...made].join('\n')}\n`);
}

const modules = { bundle: true, splitting: true, format: 'esm', logLevel: 'warning' };

/** One file for each of the two programs, and one for what only some starts need: finding and reading hundreds of small files would cost half a start. */
async function bundleProgram() {
  const { build: bundle } = await import('esbuild');
  await bundle({
    absWorkingDir: root,
    // `program` for whoever starts it in a process of their own, as tests do.
    entryPoints: ['src/app/main.ts', 'src/app/cli.ts', 'src/app/program.ts'],
    outdir: 'dist/app',
    ...modules,
    platform: 'node',
    packages: 'external',
    sourcemap: true,
    target: 'node20.20',
  });
}

/** What the browser asks for: the page, what runs before it is drawn, and the drawing of cards alone, for pictures. */
async function compilePage() {
  const { build: compile } = await import('esbuild');
  await compile({
    absWorkingDir: root,
    entryPoints: ['app', 'theme', 'draw'].map((name) => `src/platforms/web/page/${name}.ts`),
    outdir: 'dist/platforms/web/page',
    ...modules,
    target: 'es2022',
  });
}

function copyPage() {
  const from = join(root, 'src/platforms/web/page');
  const to = join(root, 'dist/platforms/web/page');
  for (const name of readdirSync(from)) {
    if (/\.(html|css|svg)$/.test(name))
      writeFileSync(join(to, name), readFileSync(join(from, name)));
  }
}

/** Type check of the program and of the page, and the linter; gives the names of those that failed. `stdio`: where they speak. */
export async function check(stdio = ['ignore', 'inherit', 'inherit']) {
  const cache = join(root, 'node_modules/.cache/idea-circle');
  const notes = (name) => [
    // Several threads would take half as much again of the processor, which the tests have a use for, and save no time.
    '--singleThreaded',
    '--incremental',
    '--tsBuildInfoFile',
    join(cache, `${name}.tsbuildinfo`),
  ];
  const parts = {
    'type check': ['tsc', ['--noEmit', '-p', 'tsconfig.json', ...notes('check')]],
    'type check of the page': ['tsc', ['--noEmit', '-p', 'tsconfig.page.json', ...notes('page')]],
    lint: ['biome', ['check', '--error-on-warnings', ...(process.env.CI ? ['--colors=off'] : [])]],
  };
  const failed = await Promise.all(
    Object.entries(parts).map(async ([name, [tool, args]]) => {
      const code = await runTool(tools[tool], args, { stdio });
      return code === 0 ? [] : [name];
    }),
  );
  return failed.flat();
}

/** Where the browser tests find their browser. */
export const chromium = '/usr/bin/chromium';

/** Undefined where Chromium is there and runs, else the reason why not. */
export async function chromiumMissing() {
  if (!existsSync(chromium)) return `there is no Chromium at ${chromium}`;
  if (!statSync(chromium).isFile()) return `${chromium} is no program`;
  const code = await run(chromium, ['--version'], { stdio: 'ignore', timeout: 30_000 });
  return code === 0 ? undefined : `${chromium} does not run`;
}
