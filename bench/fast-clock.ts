// Loaded before its program: the program's clock and its timers run FAST_CLOCK times as fast as the machine's, from an instant that its
// parent knows too. What the SDKs time for themselves, such as the three seconds in which a press is to be acknowledged, stays at the machine's pace.
// FAST_CLOCK is `<instant at the start> <the machine's instant then> <pace>`, in milliseconds.
import { machine } from '../src/app/clock.ts';

const [start = 0, machineStart = 0, pace = 1] = (process.env['FAST_CLOCK'] ?? '')
  .split(' ')
  .map(Number);
const { sleep } = machine;
/** How far the parent moved the clock on since. */
let ahead = 0;

Object.assign(machine, {
  now: () => Math.floor(start + ahead + (Date.now() - machineStart) * pace),
  sleep: (ms: number, signal?: AbortSignal) => sleep(ms / pace, signal),
});

process.on('message', (asked: { readonly moveOnMs?: number } | string) => {
  if (typeof asked !== 'string') ahead += asked.moveOnMs ?? 0;
});
process.channel?.unref();
