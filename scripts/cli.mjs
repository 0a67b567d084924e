// npm run cli -- <verb>: prepares without a word on stdout, then runs the command line in this process.
import { pathToFileURL } from 'node:url';
import { build, command, install, root } from './prepare.mjs';

await command(async () => {
  await install({ quiet: true });
  await build({ quiet: true });
  process.argv[1] = `${root}/dist/app/cli.js`;
  await import(pathToFileURL(process.argv[1]).href);
});
