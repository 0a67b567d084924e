// A program that a test starts as a process of its own, bundled into one file: it starts in a fraction of the time that its sources take.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Within node_modules: what it does not bundle is found from there. */
const cache = fileURLToPath(
  new URL('../../node_modules/.cache/idea-circle/programs', import.meta.url),
);
// What is bundled with it and asks for modules of Node in the old way.
const js =
  "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";
const files = new Map<string, Promise<string>>();

/** The file to give to Node, made once in each process of the tests. `entry` is the program's source. */
export function programFile(entry: URL): Promise<string> {
  const source = fileURLToPath(entry);
  const known = files.get(source) ?? bundle(source);
  files.set(source, known);
  return known;
}

/** Named after what is in it, so that it may stay for whoever makes the same; one for each program, so that they do not pile up. */
async function bundle(source: string): Promise<string> {
  const name = source.replace(/^.*[\\/]test[\\/]/, '').replace(/[\\/.]/g, '-');
  const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'error' } as const;
  const external = ['better-sqlite3'];
  const { outputFiles } = await build({
    ...options,
    external,
    banner: { js },
    entryPoints: [source],
    write: false,
  });
  const made = outputFiles[0]?.contents ?? new Uint8Array();
  const digest = createHash('sha256').update(made).digest('hex').slice(0, 16);
  const file = join(cache, `${name}-${digest}.mjs`);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const older = readdirSync(cache).filter(
    (one) => one.startsWith(`${name}-`) && one.endsWith('.mjs'),
  );
  // Whole at once: another process may look for it.
  writeFileSync(`${file}.${process.pid}`, made);
  renameSync(`${file}.${process.pid}`, file);
  for (const one of older) rmSync(join(cache, one), { force: true });
  return file;
}
