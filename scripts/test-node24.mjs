// npm run test:node24: all of npm test, on Node 24, in a copy of the checkout.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import {
  command,
  compileForNode24,
  fetchNode,
  install,
  root,
  run,
  withoutHeaders,
} from './prepare.mjs';

const leftOut = new Set(['dist', 'var', 'coverage', '.git', '.env']);

await command(async () => {
  await install();
  const directory = mkdtempSync(join(tmpdir(), 'idea-circle-node24-'));
  try {
    console.log('Fetching Node 24 …');
    const node24 = await fetchNode('24', directory);
    const binary = join(node24, process.platform === 'win32' ? 'node.exe' : 'bin/node');

    console.log('Copying the checkout …');
    const copy = join(directory, 'checkout');
    cpSync(root, copy, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (from) => dirname(from) !== root || !leftOut.has(from.slice(root.length + 1)),
    });
    rmSync(join(copy, 'node_modules/.idea-circle-stamp'), { force: true });
    // Notes of the compiler name paths of the other place.
    rmSync(join(copy, 'node_modules/.cache'), { recursive: true, force: true });
    await compileForNode24(binary, copy, directory);

    const env = withoutHeaders(process.env);
    process.exitCode = await run(
      binary,
      [join(copy, 'scripts/test.mjs'), ...process.argv.slice(2)],
      {
        cwd: copy,
        env: {
          ...env,
          PATH: `${dirname(binary)}${delimiter}${env.PATH}`,
          npm_node_execpath: binary,
        },
      },
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
