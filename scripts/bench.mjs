// npm run bench: speed and memory as ratios against floors; writes bench/results.json.
import { build, command, install, runTool, tools } from './prepare.mjs';

await command(async () => {
  await install();
  await build();
  process.exitCode = await runTool(tools.tsx, ['bench/run.ts', ...process.argv.slice(2)]);
});
