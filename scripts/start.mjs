// npm start: installs and builds where needed, then runs the bot in this very process, so that signals reach it.
// package.json says `exec`: without it the shell between npm and this process would keep a SIGTERM for itself.
import { pathToFileURL } from 'node:url';
import { build, command, install, root } from './prepare.mjs';

await command(async () => {
  await install();
  await build();
  process.argv[1] = `${root}/dist/app/main.js`;
  await import(pathToFileURL(process.argv[1]).href);
});
