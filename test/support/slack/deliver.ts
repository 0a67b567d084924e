// Brings events, commands and presses to the app over HTTP or Socket Mode, holds it to its three seconds, and sends events again.
import { randomUUID } from 'node:crypto';
import { type HttpAnswer, httpBody, send, signedHeaders } from './delivery-http.ts';
import type { Envelope, SocketMode } from './delivery-socket.ts';
import type { Delivery } from './journal.ts';
import { type Json, parseJson } from './json.ts';
import type { World } from './world.ts';

export interface Parcel {
  readonly kind: Delivery['kind'];
  readonly name: string;
  readonly team: string;
  readonly id: string;
  readonly payload: Json;
  /** The bot's own message coming back. */
  readonly own?: boolean;
}

export interface Outcome {
  readonly outcome: Delivery['outcome'];
  readonly status: number;
  /** A command's answer: a text, a message, or undefined. */
  readonly answer: unknown;
  readonly noRetry: boolean;
}

const TYPES = {
  event: 'events_api',
  command: 'slash_commands',
  action: 'interactive',
  view: 'interactive',
  shortcut: 'interactive',
} as const;

export interface Attempt {
  readonly number: number;
  /** As HTTP names it; Socket Mode says `timeout`. */
  readonly reason: string;
  /** Socket Mode: the same envelope a second time. */
  readonly envelope?: string;
  /** Not followed by automatic retries. */
  readonly alone?: boolean;
}

const FIRST: Attempt = { number: 0, reason: '' };

function answerOf(http: HttpAnswer): unknown {
  if (http.body === '') return undefined;
  const type = http.headers['content-type'] ?? '';
  return type.includes('json') ? (parseJson(http.body) ?? http.body) : http.body;
}

export class Deliverer {
  /** The newest event that is not of the bot's own making, to be delivered again; and its envelope. */
  lastEvent: Parcel | undefined;
  lastEnvelope = '';
  private readonly world: World;
  private readonly socket: SocketMode;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(world: World, socket: SocketMode) {
    this.world = world;
    this.socket = socket;
  }

  /** Whether anybody listens. */
  reachable(): boolean {
    return this.world.requestUrl !== '' || this.socket.open() > 0;
  }

  async deliver(parcel: Parcel, attempt: Attempt = FIRST): Promise<Outcome> {
    if (parcel.kind === 'event' && parcel.own !== true) this.lastEvent = parcel;
    const via = this.world.requestUrl === '' ? 'socket' : 'http';
    const at = this.world.now();
    const outcome =
      via === 'http'
        ? await this.overHttp(parcel, attempt)
        : await this.overSocket(parcel, attempt);
    if (this.world.closing) return outcome;
    this.note(parcel, outcome);
    const { kind, name, team, id } = parcel;
    this.world.journal.delivery({
      at,
      kind,
      name,
      team,
      id,
      attempt: attempt.number,
      via,
      outcome: outcome.outcome,
      status: outcome.status,
    });
    this.retry(parcel, attempt, outcome);
    return outcome;
  }

  private async overHttp(parcel: Parcel, attempt: Attempt): Promise<Outcome> {
    const { body, type } = httpBody(parcel.kind, parcel.payload);
    const headers = signedHeaders(this.world.signingSecret, body, type);
    if (attempt.number > 0) {
      headers['x-slack-retry-num'] = String(attempt.number);
      headers['x-slack-retry-reason'] = attempt.reason;
    }
    const answer = await send(this.world.requestUrl, body, headers, this.world.ackMs);
    const good = answer.status >= 200 && answer.status < 300;
    const refused = good ? 'acked' : 'refused';
    return {
      outcome: answer.failure === '' ? refused : answer.failure,
      status: answer.status,
      answer: good ? answerOf(answer) : undefined,
      noRetry: answer.headers['x-slack-no-retry'] === '1',
    };
  }

  private async overSocket(parcel: Parcel, attempt: Attempt): Promise<Outcome> {
    const id = attempt.envelope ?? randomUUID();
    if (parcel === this.lastEvent) this.lastEnvelope = id;
    const envelope: Envelope = {
      id,
      type: TYPES[parcel.kind],
      payload: parcel.payload,
      accepts: ['command', 'view'].includes(parcel.kind),
      attempt: attempt.number,
      reason: attempt.number > 0 ? 'timeout' : '',
    };
    const { outcome, payload } = await this.socket.deliver(envelope);
    return { outcome, status: 0, answer: payload, noRetry: false };
  }

  private note(parcel: Parcel, { outcome, status }: Outcome): void {
    const what = `${parcel.kind} ${parcel.name}`;
    if (outcome === 'late') this.world.journal.fault('late-ack', `${what} was not acknowledged`);
    if (outcome === 'refused') this.world.journal.fault('refused', `${what} got HTTP ${status}`);
    if (outcome === 'unreachable')
      this.world.journal.fault('unreachable', `${what} reached nobody`);
  }

  /** Only events come again: at once, after a minute and after five. */
  private retry(parcel: Parcel, attempt: Attempt, result: Outcome): void {
    if (parcel.kind !== 'event' || result.outcome === 'acked') return;
    if (result.noRetry || attempt.alone === true) return;
    const delay = this.world.retriesMs[attempt.number];
    if (delay === undefined) return;
    const reasons = {
      late: 'http_timeout',
      refused: 'http_error',
      unreachable: 'connection_failed',
    };
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const again = { number: attempt.number + 1, reason: reasons[result.outcome as 'late'] };
      void this.deliver(parcel, again);
    }, delay);
    this.timers.add(timer);
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
