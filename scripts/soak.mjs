// npm run soak: the long runs of test/soak, which print their seeds.
import { build, command, install, runTool, tools } from './prepare.mjs';

await command(async () => {
  await install();
  await build();
  process.exitCode = await runTool(tools.vitest, ['run', ...process.argv.slice(2)], {
    env: { ...process.env, SOAK: '1' },
  });
});
