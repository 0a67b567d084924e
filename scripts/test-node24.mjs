// npm run test:node24: all of npm test, on Node 24, in a copy of the checkout.
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { command, Failure, install, root, run } from './prepare.mjs';

const platform = process.platform === 'win32' ? 'win' : process.platform;
/** The npm package that carries Node's binary and its headers. */
const carrier = `node-${platform}-${process.arch}`;
const leftOut = new Set(['dist', 'var', 'coverage', '.git', '.env']);

async function must(what, code) {
  if ((await code) !== 0) throw new Failure(`${what} failed: see above.`);
}

/** npm's own script, which lies beside this Node where npm did not say. */
function npmScript() {
  const beside = join(
    dirname(realpathSync(process.execPath)),
    '../lib/node_modules/npm/bin/npm-cli.js',
  );
  const script = [process.env.npm_execpath, beside].find((path) => path && existsSync(path));
  if (!script) throw new Failure('npm was not found; run this as: npm run test:node24');
  return script;
}

await command(async () => {
  await install();
  const directory = mkdtempSync(join(tmpdir(), 'idea-circle-node24-'));
  try {
    const npm = npmScript();
    console.log(`Fetching Node 24 (${carrier}) …`);
    const home = join(directory, 'node');
    mkdirSync(home);
    const fetched = ['install', '--prefix', home, '--no-save', '--no-audit', '--no-fund'];
    await must(
      'Fetching Node 24',
      run(process.execPath, [npm, ...fetched, '--ignore-scripts', `${carrier}@24`], { cwd: home }),
    );
    const node24 = join(home, 'node_modules', carrier);
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

    console.log('Compiling better-sqlite3 for Node 24: about 90 seconds.');
    const gyp = join(dirname(npm), '../node_modules/node-gyp/bin/node-gyp.js');
    const env = {
      ...process.env,
      PATH: `${dirname(binary)}${delimiter}${process.env.PATH}`,
      npm_node_execpath: binary,
    };
    await must(
      'Compiling better-sqlite3',
      run(binary, [gyp, 'rebuild', '--release', `--nodedir=${node24}`, '--silent'], {
        cwd: join(copy, 'node_modules/better-sqlite3'),
        env,
        slow: 'still compiling better-sqlite3',
      }),
    );

    process.exitCode = await run(
      binary,
      [join(copy, 'scripts/test.mjs'), ...process.argv.slice(2)],
      {
        cwd: copy,
        env,
      },
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
