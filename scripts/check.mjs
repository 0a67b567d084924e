// npm run check: type check and lint alone.
import { check, command, Failure, install } from './prepare.mjs';

await command(async () => {
  await install();
  const failed = await check();
  if (failed.length > 0) throw new Failure(`Failed: ${failed.join(', ')}.`);
  console.log('Type check and lint: nothing to say.');
});
