// A program of its own that draws so many pictures, and tells the digest of the first and the memory after a tenth and at the end, in megabytes.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { drawPng } from '../../src/drawing/drawing.ts';
import { staircase } from './charts.ts';

const count = Number(process.argv[2]);
// By hand, since a program that is started with the flag is compiled anew.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function main(): Promise<void> {
  const digest = createHash('sha256')
    .update(await drawPng(staircase, 'light'))
    .digest('hex');
  const memory = async () => {
    const readings: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      // What is only waiting to be collected does not count, nor room that V8 keeps for later, some of it for a moment only.
      collect();
      const { rss, heapTotal, heapUsed } = process.memoryUsage();
      readings.push(Math.round((rss - heapTotal + heapUsed) / 1e6));
      await sleep(200);
    }
    return Math.min(...readings);
  };
  let early = await memory();
  for (let i = 1; i < count; i += 1) {
    await drawPng({ ...staircase, title: `Picture ${i}` }, 'light');
    if (i === Math.ceil(count / 10)) early = await memory();
  }
  process.stdout.write(JSON.stringify({ digest, early, late: await memory() }));
}

void main();
