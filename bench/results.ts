// What was measured, as a table on the screen and as bench/results.json.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { median } from './load.ts';

export interface Result {
  readonly name: string;
  readonly ours: number;
  readonly floor: number;
  /** Of `ours` and `floor`. */
  readonly unit: string;
  /** The median over the pairs of interleaved runs. */
  readonly ratio: number;
  /** E.g. `>= 0.6`. */
  readonly bound: string;
  readonly holds: boolean;
}

export interface Bound {
  readonly kind: 'at least' | 'at most';
  readonly value: number;
}

export const atLeast = (value: number): Bound => ({ kind: 'at least', value });
export const atMost = (value: number): Bound => ({ kind: 'at most', value });

/** One interleaved run: ours and the floor, in the unit. */
export interface Pair {
  readonly ours: number;
  readonly floor: number;
}

/** `ours` over `floor`, whichever way the bound looks. */
export function compare(
  name: string,
  unit: string,
  pairs: readonly Pair[],
  bound: Bound,
  also = true,
): Result {
  const ratio = median(pairs.map((pair) => pair.ours / pair.floor));
  const within = bound.kind === 'at least' ? ratio >= bound.value : ratio <= bound.value;
  return {
    name,
    ours: round(median(pairs.map((pair) => pair.ours))),
    floor: round(median(pairs.map((pair) => pair.floor))),
    unit,
    ratio: round(ratio),
    bound: `${bound.kind} ${bound.value}`,
    holds: within && also,
  };
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

export function table(results: readonly Result[]): string {
  const head = ['what', 'ours', 'floor', 'unit', 'ratio', 'bound', 'holds'];
  const rows = results.map((r) => [
    r.name,
    String(r.ours),
    String(r.floor),
    r.unit,
    r.ratio.toFixed(2),
    r.bound,
    r.holds ? 'yes' : 'NO',
  ]);
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const right = new Set([1, 2, 4]);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) =>
        right.has(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export function store(results: readonly Result[], seconds: number): void {
  const [cpu] = cpus();
  const machine = {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
  const kept = { at: new Date().toISOString(), commit: commit(), seconds, machine, results };
  writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(kept, null, 2)}\n`);
}

/** The commit, with a `+` where files differ from it. */
function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: new URL('.', import.meta.url), encoding: 'utf8' }).trim();
  try {
    const changed = git('status', '--porcelain', '--', '../src', '../package-lock.json') !== '';
    return git('rev-parse', '--short', 'HEAD') + (changed ? '+' : '');
  } catch {
    return 'unknown';
  }
}
