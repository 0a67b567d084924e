// npm run build: the program and the page, built into dist/.
import { build, command, install } from './prepare.mjs';

await command(async () => {
  await install();
  await build({ force: process.argv.includes('--force') });
});
