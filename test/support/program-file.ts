// A program that a test starts as a process of its own, bundled into one file: it starts in a fraction of the time that its sources take.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
// What is bundled with it and asks for modules of Node in the old way.
const js =
  "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";
const files = new Map<string, Promise<string>>();

/** The file to give to Node, made once for each process of the tests and gone with it. `entry` is the program's source. */
export function programFile(entry: URL): Promise<string> {
  const source = fileURLToPath(entry);
  const known = files.get(source) ?? bundle(source);
  files.set(source, known);
  return known;
}

async function bundle(source: string): Promise<string> {
  const name = source.replace(/^.*[\\/]test[\\/]/, '').replace(/[\\/.]/g, '-');
  const outfile = join(cache, `idea-circle-${name}-${process.pid}.mjs`);
  process.once('exit', () => rmSync(outfile, { force: true }));
  const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'error' } as const;
  const external = ['better-sqlite3'];
  await build({ ...options, external, banner: { js }, entryPoints: [source], outfile });
  return outfile;
}
