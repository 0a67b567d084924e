// Waiting for Slack, but not longer than an answer is of use.
import type { Machine } from '../../chat/platform.ts';

export class NoAnswerInTime extends Error {
  constructor() {
    super('no answer in time');
  }
}

/** What `answer` resolves to; rejects where it takes longer than so many milliseconds of the machine's clock. */
export async function inTime<T>(answer: Promise<T>, ms: number, machine: Machine): Promise<T> {
  const settled = new AbortController();
  const tooLate = machine.sleep(ms, settled.signal).then((): never => {
    throw new NoAnswerInTime();
  });
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    settled.abort('answered');
    answer.catch(() => undefined);
  }
}
