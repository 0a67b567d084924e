// Loaded into a child beside its program (--expose-gc --import): collects all garbage when asked, and tells what memory remains.
import { setTimeout as sleep } from 'node:timers/promises';

process.on('message', async (asked) => {
  if (asked !== 'measure') return;
  for (let n = 0; n < 3; n += 1) {
    globalThis.gc();
    await sleep(100);
  }
  process.send(process.memoryUsage());
});
process.channel?.unref();
