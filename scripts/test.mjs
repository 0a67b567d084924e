// npm test: build, type check, lint and all tests; the last lines say what ran, and what could not and why.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  build,
  check,
  chromiumMissing,
  command,
  Failure,
  install,
  root,
  runTool,
  tools,
} from './prepare.mjs';

const onCi = /^(true|1)$/i.test(process.env.CI ?? '');

/** Runs vitest with these arguments; gives its exit code and its own counts, undefined where it wrote none. */
async function vitest(args) {
  const directory = mkdtempSync(join(tmpdir(), 'idea-circle-test-'));
  const file = join(directory, 'results.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await runTool(tools.vitest, ['run', ...reporters, ...args]);
    try {
      return { code, results: JSON.parse(readFileSync(file, 'utf8')) };
    } catch {
      return { code, results: undefined };
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

await command(async () => {
  const wrong = [];
  const notRun = [];
  const filters = process.argv.slice(2);
  let results;
  let passed = 0;
  let failed = 0;
  try {
    await install();
    await build().catch((error) => {
      if (!(error instanceof Failure)) throw error;
      wrong.push('the build');
    });
    wrong.push(...(await check()));

    const missing = await chromiumMissing();
    if (missing && onCi) wrong.push(`the browser tests could not run: ${missing}`);
    else if (missing) notRun.push(`the browser tests (test/**/*.browser.test.ts): ${missing}`);

    const ran = await vitest([
      ...(filters.length === 0 ? ['--coverage'] : filters),
      ...(missing ? ['--exclude', '**/*.browser.test.ts'] : []),
    ]);
    results = ran.results;
    if (results) {
      passed = results.numPassedTests;
      failed = results.numFailedTests;
      // A file that cannot even be loaded has no test that failed: it counts as one.
      const broken = results.testResults.filter(
        (file) =>
          file.status === 'failed' &&
          !file.assertionResults.some((test) => test.status === 'failed'),
      );
      failed += broken.length;
      for (const file of broken) wrong.push(`${relative(root, file.name)} could not be run`);
      for (const file of results.testResults) {
        for (const test of file.assertionResults) {
          if (!['pending', 'skipped', 'todo', 'disabled'].includes(test.status)) continue;
          const name = `${relative(root, file.name)}: ${test.fullName}`;
          if (onCi) wrong.push(`skipped: ${name}`);
          else notRun.push(`skipped: ${name}`);
        }
      }
      if (passed + failed === 0) wrong.push('no test ran');
    } else {
      wrong.push('vitest wrote no results');
    }
    if (ran.code !== 0) wrong.push(failed > 0 ? 'tests failed' : 'vitest ended with an error');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    wrong.push(error.message);
  }

  console.log('');
  const files = results?.testResults.length ?? 0;
  console.log(`Node ${process.versions.node}: build, type check, lint, ${files} test files.`);
  for (const line of notRun) console.log(`Not run: ${line}.`);
  for (const line of wrong) console.log(`Wrong: ${line}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = wrong.length > 0 || failed > 0 ? 1 : 0;
});
