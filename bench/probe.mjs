// Loaded into a child beside its program (--expose-gc --import): collects all garbage when asked, and tells what memory remains.
import { setTimeout as sleep } from 'node:timers/promises';

process.on('message', async (asked) => {
  if (asked !== 'measure') return;
  const usages = [];
  for (let n = 0; n < 3; n += 1) {
    globalThis.gc();
    usages.push(process.memoryUsage());
    await sleep(100);
  }
  // What is under way at one instant is not there at all of them.
  const heapUsed = Math.min(...usages.map((usage) => usage.heapUsed));
  process.send({ ...process.memoryUsage(), heapUsed });
});
process.channel?.unref();
