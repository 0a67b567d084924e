// A program that a test starts as a process of its own, bundled and compiled: it starts in a fraction of the time that its sources take, and runs what it runs for the
// first time without compiling it. Node itself keeps what it compiled only from version 22 on.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { build } from 'esbuild';

/** Within node_modules: what it does not bundle is found from there. */
const cache = fileURLToPath(
  new URL('../../node_modules/.cache/idea-circle/programs', import.meta.url),
);
const lasts = 24 * 3_600_000;
const files = new Map<string, Promise<string>>();

/** What is given to Node: it takes the program with what was compiled of it; another V8 refuses that and compiles anew. */
const starter = `const { readFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');
const filename = join(__dirname, 'program.cjs');
const source = wrap(readFileSync(filename, 'utf8'));
const cachedData = readFileSync(join(__dirname, 'compiled'));
new Script(source, { filename, cachedData }).runInThisContext()({}, createRequire(filename), {}, filename, __dirname);
`;

/** The file to give to Node, made once in each process of the tests. `entry` is the program's source. */
export function programFile(entry: URL): Promise<string> {
  const source = fileURLToPath(entry);
  const known = files.get(source) ?? bundle(source);
  files.set(source, known);
  return known;
}

/** Named after what is in it, so that it may stay for whoever makes the same. */
async function bundle(source: string): Promise<string> {
  const name = source.replace(/^.*[\\/]test[\\/]/, '').replace(/[\\/.]/g, '-');
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['better-sqlite3'],
    // The one for Node waits while it is loaded, for a package that is not there; without that package it does what the one for browsers does.
    alias: {
      'vega-canvas': createRequire(import.meta.url)
        .resolve('vega-canvas')
        .replace(/node\.js$/, 'browser.js'),
    },
    define: { 'import.meta.url': 'itself' },
    banner: { js: "const itself = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
    outfile: join(cache, 'program.cjs'),
    write: false,
  });
  const program = outputFiles.map(({ text }) => text).join('');
  const digest = createHash('sha256');
  for (const part of [program, starter, process.version, process.arch]) digest.update(part);
  const directory = join(cache, `${name}-${digest.digest('hex').slice(0, 16)}`);
  const start = join(directory, 'start.cjs');
  if (existsSync(start)) {
    utimesSync(directory, new Date(), new Date());
    return start;
  }
  mkdirSync(cache, { recursive: true });
  // Whole at once: another process may look for it.
  const made = mkdtempSync(join(cache, 'new-'));
  writeFileSync(join(made, 'program.cjs'), program);
  writeFileSync(join(made, 'compiled'), compiled(program));
  writeFileSync(join(made, 'start.cjs'), starter);
  try {
    renameSync(made, directory);
  } catch (error) {
    if (!existsSync(start)) throw error;
    rmSync(made, { recursive: true });
  }
  removeOld();
  return start;
}

/** All of its functions, not only those that run while it is loaded. */
function compiled(program: string): Buffer {
  setFlagsFromString('--no-lazy');
  try {
    const script = new Script(module.wrap(program));
    // What it holds is bound to the flags with which it is written.
    setFlagsFromString('--lazy');
    return script.createCachedData();
  } finally {
    setFlagsFromString('--lazy');
  }
}

/** What no run that is still under way can have made or taken. */
function removeOld(): void {
  for (const one of readdirSync(cache)) {
    const path = join(cache, one);
    const taken = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - taken > lasts) rmSync(path, { recursive: true, force: true });
  }
}
