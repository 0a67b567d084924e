// npm run soak: five hundred pictures in a process of its own, whose memory is to be flat from the fiftieth on.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const program = fileURLToPath(new URL('../drawing/draw-many.ts', import.meta.url));

it('five hundred plots leave memory as it was', { timeout: 600_000 }, async () => {
  const node = ['--import', 'tsx', program, '500'];
  const { stdout } = await run(process.execPath, node, { cwd: root });
  const { early, late } = JSON.parse(stdout) as { early: number; late: number };
  process.stdout.write(`plots: ${early} MB after the fiftieth, ${late} MB after the last\n`);
  // Less than a tenth of a megabyte a picture would be lost; one picture that stays is several.
  expect(late - early).toBeLessThan(40);
});
