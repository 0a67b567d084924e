// npm run coverage: which branches of the rules and of the routing no test takes. Arms that the compiler proves unreachable (`never`) are left out;
// any other branch that was not taken is printed, and the exit code is 1.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, command, Failure, install, root, runTool, tools } from './prepare.mjs';

/** What decides is tested beside its feature; doors and the program as a whole take the same branches, more slowly. */
const folders = [
  'asking',
  'calendar',
  'chat',
  'delivery',
  'digests',
  'followers',
  'home',
  'insights',
];
folders.push('kernel', 'organising', 'people', 'reminders', 'seats', 'talks', 'dialogues');

await command(async () => {
  await install();
  await build();
  const filters = folders.map((name) => `test/${name}/`);
  const code = await runTool(tools.vitest, [
    'run',
    '--project=all',
    '--reporter=dot',
    '--coverage',
    '--coverage.reporter=json',
    ...filters,
  ]);
  if (code !== 0) throw new Failure('tests failed: what they cover says nothing');
  const report = JSON.parse(readFileSync(join(root, 'coverage/coverage-final.json'), 'utf8'));
  let branches = 0;
  let unreachable = 0;
  const missed = [];
  for (const [path, file] of Object.entries(report)) {
    const lines = readFileSync(path, 'utf8').split('\n');
    for (const [id, { locations, loc }] of Object.entries(file.branchMap)) {
      for (const [n, place] of locations.entries()) {
        branches += 1;
        if (file.b[id][n] > 0) continue;
        // An else that is not written has no place of its own.
        const { start, end } = place.start?.line === undefined ? loc : place;
        const source = lines.slice(start.line - 1, end.line).join('\n');
        if (/\bnever\(/.test(source)) unreachable += 1;
        else missed.push(`${relative(root, path)}:${start.line}: ${lines[start.line - 1].trim()}`);
      }
    }
  }
  for (const line of missed) console.log(`Not taken: ${line}`);
  console.log(
    `${branches} branches of rules and routing: ${unreachable} are never arms, ${missed.length} others were not taken`,
  );
  process.exitCode = missed.length > 0 || branches === 0 ? 1 : 0;
});
