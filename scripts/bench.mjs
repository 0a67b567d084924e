// npm run bench: speed and memory as ratios against floors; writes bench/results.json.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, command, install, root, run } from './prepare.mjs';

await command(async () => {
  await install();
  await build();
  // What is measured within the bench's own program runs as the built program does, without what a loader of TypeScript adds to it. In the same folder, since its
  // parts find each other's files from there.
  const { build: bundle } = await import('esbuild');
  const file = join(root, 'bench/run.built.mjs');
  const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external' };
  await bundle({ ...options, entryPoints: [join(root, 'bench/run.ts')], outfile: file });
  try {
    process.exitCode = await run(process.execPath, [file, ...process.argv.slice(2)]);
  } finally {
    rmSync(file, { force: true });
  }
});
