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
  const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external' };
  const [file, fast] = ['bench/run.built.mjs', 'dist/app/fast-program.built.mjs'].map((name) =>
    join(root, name),
  );
  try {
    await bundle({ ...options, entryPoints: [join(root, 'bench/run.ts')], outfile: file });
    await bundle({ ...options, entryPoints: [join(root, 'bench/fast-program.ts')], outfile: fast });
    process.exitCode = await run(process.execPath, [file, ...process.argv.slice(2)]);
  } finally {
    for (const built of [file, fast]) rmSync(built, { force: true });
  }
});
