// A platform that answers nothing is left alone for a while, and then tried with one message at a time: an outage must not put the whole outbox in doubt,
// nor ask every message of it in turn whether it is over.
import type { Machine } from '../chat/platform.ts';
import type { Instant } from '../kernel/time.ts';
import { backOff } from './pacing.ts';

export interface Rest {
  /** Until when nothing is begun, on the machine's clock; 0 where nothing is wrong. */
  until(): Instant;
  /** How many of so many free places may be used while `underWay` calls are. */
  room(places: number, underWay: number): number;
  /** No connection, or no answer. */
  failed(): void;
  /** Any answer, a refusal too. */
  answered(): void;
}

/** The longest rest is half a minute: so soon after the end of an outage messages go out again. */
const mostFailures = 6;

export function createRest(machine: Machine): Rest {
  let failures = 0;
  let until = 0;
  return {
    until: () => until,
    room: (places, underWay) => (failures === 0 ? places : Math.min(places, 1 - underWay)),
    failed() {
      // Those that were begun together fail together: that is one failure.
      if (machine.now() < until) return;
      failures = Math.min(failures + 1, mostFailures);
      until = machine.now() + backOff(failures, machine);
    },
    answered() {
      failures = 0;
      until = 0;
    },
  };
}
