// From the start of the process to its ready line: Slack over HTTP alone, built files, a database that is there already.
import type { Bench } from './bench.ts';
import { bare, ours, seasonOf } from './bench.ts';
import { atMost, compare, type Pair, type Result } from './results.ts';

const starts = 9;

export async function measureStart(bench: Bench): Promise<readonly Result[]> {
  const season = seasonOf(bench, 'start', 45);
  await (await ours(bench, season)).stop();
  const pairs: Pair[] = [];
  for (let n = 0; n < starts; n += 1) {
    const our = await ours(bench, season);
    await our.stop();
    const floor = await bare(bench);
    await floor.stop();
    pairs.push({ ours: our.readyAfter, floor: floor.readyAfter });
  }
  return [
    compare('start to ready, Slack over HTTP alone (median of nine)', 'ms', pairs, atMost(2)),
  ];
}
