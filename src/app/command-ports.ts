// With what a command decides beside the running program: the series' clock as it stands when the command begins, and nobody to tell of a commit.
import type { Ports } from '../delivery/ports.ts';
import type { Database } from '../storage/database.ts';
import { machine, newId } from './clock.ts';
import { seriesNow } from './settings.ts';
import { createTransact } from './transact.ts';

/** The instants that it gives are all the same. */
export async function commandPorts(
  database: Database,
): Promise<Pick<Ports, 'newId' | 'now' | 'transact'>> {
  const at = await seriesNow(database, machine.now());
  const ports = { newId, now: () => at };
  const committed = () => undefined;
  return {
    ...ports,
    transact: createTransact({ database, machineNow: machine.now, ports, committed }),
  };
}
