// npm test: build, type check, lint and all tests; the last lines say what ran, and what could not and why.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync } from 'node:fs';
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

/** What a run leaves, gone at its end. */
const directory = mkdtempSync(join(placeForFiles(), 'idea-circle-test-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

/**
 * In memory where there is room: databases whose every commit waits for a disk were a part of each run, and a killed program's files outlive it there as well.
 */
function placeForFiles() {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize >= 2 ** 31) return memory;
  } catch {
    // Not every system has it.
  }
  return tmpdir();
}

/** Lets something write into a file instead of over what others say, and gives what it came to, with `tell`, which says it all. */
async function aside(name, act) {
  const file = join(directory, name);
  const output = openSync(file, 'w');
  try {
    const value = await act(['ignore', output, output]);
    return { value, tell: () => process.stdout.write(readFileSync(file, 'utf8')) };
  } finally {
    closeSync(output);
  }
}

/** Runs vitest with these arguments; gives its exit code and its own counts, undefined where it wrote none. */
async function vitest(name, args, stdio = ['ignore', 'inherit', 'inherit']) {
  const file = join(directory, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const env = { ...process.env, TMPDIR: directory };
  // Tests speak to nobody outside. Node 20 reads these certificates at each start, 80 ms for those of a whole system, and tests start some hundreds of programs.
  delete env.NODE_EXTRA_CA_CERTS;
  const code = await runTool(tools.vitest, ['run', ...reporters, ...args], { stdio, env });
  try {
    return { code, results: JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return { code, results: undefined };
  }
}

/**
 * A browser waits more than it works: its tests, one file after another, run beside the others and not after them. Named tests run in one go.
 */
async function runTests(filters, withoutBrowser) {
  if (filters.length > 0 || withoutBrowser) {
    const leftOut = withoutBrowser ? ['--exclude', '**/*.browser.test.ts'] : [];
    return [await vitest('named', [...filters, ...leftOut])];
  }
  const [browser, all] = await Promise.all([
    aside('browser.txt', (stdio) => vitest('browser', ['--project=browser'], stdio)),
    vitest('all', ['--project=all']),
  ]);
  browser.tell();
  return [all, browser.value];
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
    const missing = await chromiumMissing();
    if (missing && onCi) wrong.push(`the browser tests could not run: ${missing}`);
    else if (missing) notRun.push(`the browser tests (test/**/*.browser.test.ts): ${missing}`);

    // The type check keeps one core busy at most.
    const [checked, ran] = await Promise.all([
      aside('check.txt', check),
      runTests(filters, missing !== undefined),
    ]);
    checked.tell();
    wrong.push(...checked.value);
    for (const { code, results } of ran) {
      const { files, passed, failed, skipped, broken } = countsOf(results);
      total.files += files;
      total.passed += passed;
      total.failed += failed + broken.length;
      for (const name of broken) wrong.push(`${name} could not be run`);
      for (const name of skipped) {
        if (onCi) wrong.push(`skipped: ${name}`);
        else notRun.push(`skipped: ${name}`);
      }
      if (!results) wrong.push('vitest wrote no results');
      else if (passed + failed + broken.length === 0) wrong.push('no test ran');
      if (code !== 0) wrong.push(failed > 0 ? 'tests failed' : 'vitest ended with an error');
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
