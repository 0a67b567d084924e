// Notices that fall due later are sent by the worker, which looks for itself; a demonstration that jumps in time must stop at each of them.

import type { DueWork, Ports } from './ports.ts';
import { nextDueAt } from './rows.ts';

/** Has nothing to run: it only says when the next notice is due. */
export function noticesDue({ database }: Pick<Ports, 'database'>): DueWork {
  return {
    name: 'notices',
    nextAt: (now) => database.read((read) => nextDueAt(read, now)),
    run: async () => undefined,
  };
}
