// A program of a simulated season as a process of its own, which may be killed: it does what its driver tells it, and answers when it is done.
import type { Incoming } from '../../src/chat/incoming.ts';
import { type Opening, openStation, type Station } from './station.ts';

export type Command =
  | { readonly do: 'open'; readonly opening: Opening }
  | { readonly do: 'run'; readonly now: number; readonly latencyMs: number }
  | { readonly do: 'tick'; readonly now: number }
  | { readonly do: 'next'; readonly now: number }
  | { readonly do: 'load'; readonly latencyMs: number }
  | { readonly do: 'say'; readonly incoming: Incoming; readonly latencyMs: number }
  | { readonly do: 'hurry' };

export interface Asked {
  readonly id: number;
  readonly command: Command;
}

export interface Answered {
  readonly id: number;
  readonly value?: string | number | undefined;
  readonly fault?: string;
}

let station: Station | undefined;
const latency = { ms: 0 };

async function obey(command: Command): Promise<string | number | undefined> {
  if ('latencyMs' in command) latency.ms = command.latencyMs;
  switch (command.do) {
    case 'open':
      station = await openStation(command.opening, latency);
      return undefined;
    case 'run':
      await opened().run(command.now);
      return undefined;
    case 'tick':
      opened().tick(command.now);
      return undefined;
    case 'next':
      return opened().nextAt(command.now);
    case 'load':
      await opened().load();
      return undefined;
    case 'say':
      return opened().say(command.incoming);
    case 'hurry':
      opened().hurry();
      return undefined;
  }
}

function opened(): Station {
  if (!station) throw new Error('not open');
  return station;
}

const answer = (answered: Answered) => process.send?.(answered);

process.on('message', ({ id, command }: Asked) => {
  obey(command).then(
    (value) => answer({ id, value }),
    (error: unknown) =>
      answer({ id, fault: error instanceof Error ? `${error.stack}` : `${error}` }),
  );
});
// Whoever was to kill it is gone.
process.once('disconnect', () => process.exit());
