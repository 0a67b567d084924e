// What a Web API method is to the stand-in: who may call it, how often, its arguments, and how it fails.
import { type Json, parseJson } from './json.ts';
import type { Channel, Workspace } from './workspace.ts';
import type { World } from './world.ts';

/** An answer of `ok: false`. */
export class Refusal extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** An answer of 429. */
export class TooFast extends Error {
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('ratelimited');
    this.retryAfter = retryAfter;
  }
}

/** Arguments from a form, where all are strings, or from JSON. */
export class Args {
  readonly values: Json;

  constructor(values: Json) {
    this.values = values;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  text(name: string): string {
    const value = this.values[name];
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  }

  required(name: string): string {
    const value = this.text(name);
    if (value !== '') return value;
    throw new Refusal('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
    });
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name));
  }

  /** A value that a form carries as JSON; undefined when it cannot be read. */
  decoded(name: string): unknown {
    const value = this.values[name];
    return typeof value === 'string' ? parseJson(value) : value;
  }

  /** A number of things a page, at most `max`. */
  limit(max: number): number {
    if (!this.has('limit')) return 100;
    const value = Number(this.text('limit'));
    if (!Number.isInteger(value) || value < 1 || value > max) throw new Refusal('invalid_limit');
    return value;
  }

  /** Where a page starts. */
  cursor(): number {
    const value = this.text('cursor');
    if (value === '') return 0;
    const start = Number(Buffer.from(value, 'base64').toString().replace(/^at:/, ''));
    if (!Number.isInteger(start) || start < 1) throw new Refusal('invalid_cursor');
    return start;
  }
}

export function cursorAt(start: number, total: number): string {
  return start < total ? Buffer.from(`at:${start}`).toString('base64') : '';
}

export interface CallOf {
  readonly world: World;
  readonly workspace: Workspace;
  readonly args: Args;
  /** Takes one from the budget of a channel. */
  readonly pace: (channel: Channel) => void;
}

export interface Method {
  readonly token: 'bot' | 'app';
  /** Any one of these is enough; none: free. */
  readonly scopes: readonly string[];
  readonly perMinute: number;
  readonly run: (call: CallOf) => Json;
}

const BY_KIND = { public: 'channels', private: 'groups', im: 'im' } as const;

/** Some methods need the scope of the kind of conversation that they are asked about. */
export function needScope(call: CallOf, channel: Channel, what: 'read' | 'history'): void {
  const needed = `${BY_KIND[channel.kind]}:${what}`;
  const { scopes } = call.workspace;
  if (!scopes.has(needed))
    throw new Refusal('missing_scope', { needed, provided: [...scopes].join(',') });
}

/** A conversation that the bot may know of: public, or one that it is in. */
export function visibleChannel(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (channel === undefined) throw new Refusal('channel_not_found');
  if (channel.kind !== 'public' && !channel.members.has(workspace.botUser))
    throw new Refusal('channel_not_found');
  return channel;
}
