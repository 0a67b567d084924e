// A program that a test starts as a process of its own, bundled into a few files: it starts in a fraction of the time that its sources take.
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
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Within node_modules: what it does not bundle is found from there. */
const cache = fileURLToPath(
  new URL('../../node_modules/.cache/idea-circle/programs', import.meta.url),
);
// What is bundled with it and asks for modules of Node in the old way.
const js =
  "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";
const lasts = 24 * 3_600_000;
const files = new Map<string, Promise<string>>();

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
    entryPoints: { program: source },
    bundle: true,
    // What is imported later is loaded later.
    splitting: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3'],
    banner: { js },
    logLevel: 'error',
    outdir: cache,
    outExtension: { '.js': '.mjs' },
    write: false,
  });
  const digest = createHash('sha256');
  for (const { path, contents } of outputFiles) digest.update(basename(path)).update(contents);
  const directory = join(cache, `${name}-${digest.digest('hex').slice(0, 16)}`);
  const program = join(directory, 'program.mjs');
  if (existsSync(program)) {
    utimesSync(directory, new Date(), new Date());
    return program;
  }
  mkdirSync(cache, { recursive: true });
  // Whole at once: another process may look for it.
  const made = mkdtempSync(join(cache, 'new-'));
  for (const { path, contents } of outputFiles) writeFileSync(join(made, basename(path)), contents);
  try {
    renameSync(made, directory);
  } catch (error) {
    if (!existsSync(program)) throw error;
    rmSync(made, { recursive: true });
  }
  removeOld();
  return program;
}

/** What no run that is still under way can have made or taken. */
function removeOld(): void {
  for (const one of readdirSync(cache)) {
    const path = join(cache, one);
    const taken = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - taken > lasts) rmSync(path, { recursive: true, force: true });
  }
}
