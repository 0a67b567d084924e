// Programs as processes, some of which are warm: started and loaded, and waiting to be opened.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { programFile } from '../support/program-file.ts';
import type { Answered, Asked, Command } from './program.ts';
import type { Opening } from './station.ts';

/** Its program was killed before it answered. */
export class Killed extends Error {
  override name = 'Killed';
}

export interface Process {
  /** Of its start: no other has it. */
  readonly number: number;
  ask(command: Command): Promise<string | number | undefined>;
  /** Whether it has answered everything. */
  answered(): boolean;
  /** SIGKILL; resolves when it is dead. */
  kill(): Promise<void>;
}

export interface Nursery {
  /** An opened program. */
  open(opening: Omit<Opening, 'number'>): Promise<Process>;
  close(): Promise<void>;
}

/** So many wait, warm. */
const waiting = 2;

export async function openNursery(): Promise<Nursery> {
  const path = await programFile(new URL('program.ts', import.meta.url));
  const all = new Set<ChildProcess>();
  const warm: ChildProcess[] = [];
  let numbers = 0;
  const start = () => {
    const child = fork(path, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
    all.add(child);
    child.once('exit', () => all.delete(child));
    warm.push(child);
  };
  for (let n = 0; n < waiting; n += 1) start();
  return {
    async open(opening) {
      start();
      numbers += 1;
      const opened = talkTo(warm.shift() as ChildProcess, numbers);
      await opened.ask({ do: 'open', opening: { ...opening, number: numbers } });
      return opened;
    },
    async close() {
      await Promise.all(
        [...all].map(async (child) => {
          const exit = once(child, 'exit');
          child.kill('SIGKILL');
          await exit;
        }),
      );
    },
  };
}

function talkTo(child: ChildProcess, number: number): Process {
  const open = new Map<number, { resolve(a: Answered): void; reject(e: Error): void }>();
  let asked = 0;
  let killing = false;
  child.on('message', (answered: Answered) => {
    open.get(answered.id)?.resolve(answered);
    open.delete(answered.id);
  });
  const exit = once(child, 'exit').then(([code]) => {
    const why = killing ? new Killed() : new Error(`a program ended by itself (${code})`);
    for (const { reject } of open.values()) reject(why);
    open.clear();
  });
  return {
    number,
    answered: () => open.size === 0,
    async ask(command) {
      if (killing) throw new Killed();
      asked += 1;
      const id = asked;
      const { value, fault } = await new Promise<Answered>((resolve, reject) => {
        open.set(id, { resolve, reject });
        child.send({ id, command } satisfies Asked);
      });
      if (fault !== undefined) throw new Error(fault);
      return value;
    },
    async kill() {
      killing = true;
      child.kill('SIGKILL');
      await exit;
    },
  };
}
