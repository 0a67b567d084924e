// What the stand-in writes down: what people saw, what the app called, how deliveries ended, and what the app did wrong.
import { EventEmitter } from 'node:events';
import type { Seen } from '../seen.ts';
import type { Json } from './json.ts';

/** A Web API call as it arrived. */
export interface Call {
  readonly at: number;
  readonly method: string;
  /** Empty without a token of a workspace. */
  readonly team: string;
  /** `blocks` and `metadata` decoded. */
  readonly args: Json;
  /** 0: no answer was given. */
  readonly status: number;
  readonly ok: boolean;
  /** Empty when ok. */
  readonly error: string;
}

export type FaultKind =
  /** No acknowledgement in time. */
  | 'late-ack'
  /** An HTTP status other than 2xx for a request that was in order. */
  | 'refused'
  /** Nobody listened. */
  | 'unreachable'
  /** Blocks that Slack refuses, wherever they were sent. */
  | 'blocks'
  /** Blocks without a text for notifications, or a text that is too long. */
  | 'text'
  /** A block_id that an edit left as it was. */
  | 'same-block-id'
  | 'answer'
  | 'response-url'
  /** A view that Slack refuses, or an answer to a sent form that it does not understand. */
  | 'view'
  | 'unknown-method'
  | 'unsupported'
  | 'socket';

export interface Fault {
  readonly at: number;
  readonly kind: FaultKind;
  readonly detail: string;
}

/** Words of the app that name people so that Slack tells them. */
export interface Ping {
  readonly at: number;
  readonly where: Seen['where'];
  readonly change: Seen['change'];
  readonly channel: string;
  readonly messageId: string;
  /** As written: `<@U01ANA>`, `<!channel>`. */
  readonly words: readonly string[];
  /** Who is told: nobody by an edit or a private answer. */
  readonly users: readonly string[];
}

export interface Delivery {
  readonly at: number;
  readonly kind: 'event' | 'command' | 'action' | 'view' | 'shortcut';
  /** The type of an event, the name of a command, an action_id, a callback_id. */
  readonly name: string;
  readonly team: string;
  /** event_id, or the id of the trigger. */
  readonly id: string;
  /** 0 at first, then the number of the retry. */
  readonly attempt: number;
  readonly via: 'http' | 'socket';
  readonly outcome: 'acked' | 'late' | 'refused' | 'unreachable';
  /** Of HTTP; 0 without an answer and in Socket Mode. */
  readonly status: number;
}

interface Entry {
  readonly seen: Seen;
  readonly team: string;
  readonly audience: ReadonlySet<string>;
}

export class Journal {
  readonly calls: Call[] = [];
  readonly faults: Fault[] = [];
  readonly pings: Ping[] = [];
  readonly deliveries: Delivery[] = [];
  private readonly entries: Entry[] = [];
  private readonly bell = new EventEmitter();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    this.bell.setMaxListeners(0);
  }

  changed(): void {
    this.bell.emit('change');
  }

  show(seen: Seen, team: string, audience: ReadonlySet<string>): void {
    this.entries.push({ seen, team, audience });
    this.changed();
  }

  fault(kind: FaultKind, detail: string): void {
    this.faults.push({ at: this.now(), kind, detail });
    this.changed();
  }

  call(call: Call): void {
    this.calls.push(call);
    this.changed();
  }

  delivery(delivery: Delivery): void {
    this.deliveries.push(delivery);
    this.changed();
  }

  mark(): number {
    return this.entries.length;
  }

  /** In order; of one person when named, of one workspace when named; from a mark on. */
  seen(team?: string, user?: string, from = 0): Seen[] {
    return this.entries
      .slice(from)
      .filter((one) => team === undefined || one.team === team)
      .filter((one) => user === undefined || one.audience.has(user))
      .map((one) => one.seen);
  }

  /** Resolves as soon as the condition holds, looking whenever something was written down. */
  settled(
    holds: () => boolean,
    options: { timeoutMs?: number; what?: string } = {},
  ): Promise<void> {
    if (holds()) return Promise.resolve();
    const timeoutMs = options.timeoutMs ?? 10_000;
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.bell.off('change', look);
      };
      const look = (): void => {
        let held = false;
        try {
          held = holds();
        } catch (error) {
          stop();
          reject(error);
          return;
        }
        if (!held) return;
        stop();
        resolve();
      };
      const timer = setTimeout(() => {
        stop();
        const faults = this.faults.map((one) => `${one.kind}: ${one.detail}`).join('; ');
        const what = options.what ?? 'what was waited for';
        reject(new Error(`${what} did not happen in ${timeoutMs} ms; faults: ${faults || 'none'}`));
      }, timeoutMs);
      this.bell.on('change', look);
    });
  }
}
