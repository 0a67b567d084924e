// npm test: build, type check, lint and all tests; the last lines say what ran, and what could not and why.
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
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

/** Runs vitest with these arguments; gives its exit code and its own counts, undefined where it wrote none. Its output, or all of it at the end. */
async function vitest(args, { later = false } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'idea-circle-test-'));
  const file = join(directory, 'results.json');
  const said = join(directory, 'said.txt');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const output = later ? openSync(said, 'w') : 'inherit';
    const code = await runTool(tools.vitest, ['run', ...reporters, ...args], {
      stdio: ['ignore', output, output],
    });
    const told = later ? readFileSync(said, 'utf8') : '';
    try {
      return { code, told, results: JSON.parse(readFileSync(file, 'utf8')) };
    } catch {
      return { code, told, results: undefined };
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * A browser waits more than it works: its tests, one file after another, run beside the others and not after them. Named tests run in one go.
 */
async function runTests(filters, withoutBrowser) {
  if (filters.length > 0 || withoutBrowser) {
    const leftOut = withoutBrowser ? ['--exclude', '**/*.browser.test.ts'] : [];
    return [await vitest([...filters, ...leftOut])];
  }
  const browser = vitest(['--project=browser'], { later: true });
  const all = await vitest(['--project=all']);
  const beside = await browser;
  process.stdout.write(beside.told);
  return [all, beside];
}

const notDone = ['pending', 'skipped', 'todo', 'disabled'];

/** What a run wrote down. A file that cannot even be loaded has no test that failed: it counts as one, in `broken`. */
function countsOf(results) {
  const files = results?.testResults ?? [];
  return {
    files: files.length,
    passed: results?.numPassedTests ?? 0,
    failed: results?.numFailedTests ?? 0,
    broken: files
      .filter(
        ({ status, assertionResults }) =>
          status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
      )
      .map(({ name }) => relative(root, name)),
    skipped: files.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => notDone.includes(status))
        .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
    ),
  };
}

await command(async () => {
  const wrong = [];
  const notRun = [];
  const filters = process.argv.slice(2);
  const total = { files: 0, passed: 0, failed: 0 };
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

    for (const ran of await runTests(filters, missing !== undefined)) {
      const { files, passed, failed, skipped, broken } = countsOf(ran.results);
      total.files += files;
      total.passed += passed;
      total.failed += failed + broken.length;
      for (const name of broken) wrong.push(`${name} could not be run`);
      for (const name of skipped) {
        if (onCi) wrong.push(`skipped: ${name}`);
        else notRun.push(`skipped: ${name}`);
      }
      if (!ran.results) wrong.push('vitest wrote no results');
      else if (passed + failed + broken.length === 0) wrong.push('no test ran');
      if (ran.code !== 0) wrong.push(failed > 0 ? 'tests failed' : 'vitest ended with an error');
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    wrong.push(error.message);
  }

  console.log('');
  const { files, passed, failed } = total;
  console.log(`Node ${process.versions.node}: build, type check, lint, ${files} test files.`);
  for (const line of notRun) console.log(`Not run: ${line}.`);
  for (const line of wrong) console.log(`Wrong: ${line}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = wrong.length > 0 || failed > 0 ? 1 : 0;
});
