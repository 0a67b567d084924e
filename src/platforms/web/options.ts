// What the web chat is given by `app/`: who may be played, which words complete, where the page lies, and a demonstration's clock.
import type { PlatformMemory } from '../../chat/memory.ts';
import type { Log, Machine } from '../../chat/platform.ts';
import type { Language } from '../../kernel/language.ts';
import type { Result } from '../../kernel/result.ts';
import type { Instant, Zone } from '../../kernel/time.ts';

/** Somebody whom a visitor may be. */
export interface WebPerson {
  /** Lower-case letters, digits, `.`, `_` and `-`; not `bot`. */
  readonly user: string;
  readonly name: string;
  readonly language: Language;
  readonly zone: Zone;
  /** Only what the page offers depends on it: the roles themselves come from ORGANISERS. */
  readonly organiser?: boolean;
}

export interface WebCompletion {
  /** What follows the slash command, e.g. `register 9`. */
  readonly typed: string;
  readonly meaning: string;
  /** Offered to organisers only. */
  readonly organisers: boolean;
}

export const stopKinds = ['digest', 'reminder', 'offer', 'talk'] as const;
/** `offer`: the end of one. */
export type StopKind = (typeof stopKinds)[number];

/** Somewhere to jump to. `label` names it in the reader's language, e.g. the talk's title. */
export interface Stop {
  readonly kind: StopKind;
  readonly at: Instant;
  readonly label: string;
}

/** A demonstration: its clock, the jumps, and the way back to the start. */
export interface Demonstration {
  now(): Instant;
  readonly zone: Zone;
  /** The next of each kind that there is, in order of time. */
  nextStops(language: Language): Promise<readonly Stop[]>;
  /** Runs everything due until then, in order, and resolves with the new now; refused where nothing of this kind is left. */
  jump(to: StopKind): Promise<Result<Instant, 'nothing-left'>>;
  /** Empties the demonstration, this platform's memory with it, and begins anew. */
  restart(): Promise<void>;
}

export interface WebOptions {
  /** Where the program listens: `start` rejects unless it is a loopback address. */
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly people: readonly WebPerson[];
  /** Without the slash, e.g. `icdd`. */
  readonly command: string;
  readonly words: (
    language: Language,
  ) => readonly WebCompletion[] | Promise<readonly WebCompletion[]>;
  /** The one shared channel; the id must not begin with `direct-`. */
  readonly channel: { readonly id: string; readonly name: string };
  /** Absolute path of the compiled page: index.html, style.css and the modules. */
  readonly pageDirectory: string;
  readonly machine: Machine;
  readonly memory: PlatformMemory;
  readonly log: Log;
  /** Absent where the real clock runs. */
  readonly demonstration?: Demonstration;
}
