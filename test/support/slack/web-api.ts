// The Web API over HTTP: reads the call, checks token, scope and rate, runs the method or the planned misbehaviour, and answers as Slack does.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnswerMode, AnswerModes } from './answer-modes.ts';
import { isRecord, type Json, parseJson } from './json.ts';
import { CHANNEL_BURST, TIER } from './limits.ts';
import { Args, type Method, Refusal, TooFast } from './method.ts';
import { CHAT } from './methods-chat.ts';
import { OTHERS } from './methods-other.ts';
import { VIEWS } from './methods-views.ts';
import { Rates } from './rates.ts';
import type { Workspace } from './workspace.ts';
import type { World } from './world.ts';

const METHODS = new Map(Object.entries({ ...CHAT, ...OTHERS, ...VIEWS }));

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

interface Incoming {
  readonly method: string;
  readonly token: string;
  readonly args: Json;
  readonly warning: string;
  /** A body that Slack does not take. */
  readonly refusal: string;
}

async function readCall(request: IncomingMessage, method: string): Promise<Incoming> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  let args: Json = Object.fromEntries(url.searchParams);
  let [warning, refusal] = ['', ''];
  if (type.startsWith('application/json')) {
    const parsed = body === '' ? {} : parseJson(body);
    if (isRecord(parsed)) args = { ...args, ...parsed };
    else refusal = 'invalid_json';
    if (!type.includes('charset')) warning = 'missing_charset';
  } else if (type.startsWith('application/x-www-form-urlencoded')) {
    args = { ...args, ...Object.fromEntries(new URLSearchParams(body)) };
  } else if (body !== '') refusal = 'invalid_post_type';
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? (typeof args['token'] === 'string' ? args['token'] : '');
  delete args['token'];
  return { method, token, args, warning, refusal };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

function json(status: number, body: Json, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

function tooFast(seconds: number): Answer {
  return json(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) });
}

export class WebApi {
  private readonly world: World;
  private readonly modes: AnswerModes;
  private readonly rates: Rates;
  private readonly openConnection: () => string;

  constructor(world: World, modes: AnswerModes, openConnection: () => string) {
    this.world = world;
    this.modes = modes;
    this.rates = new Rates(world.now);
    this.openConnection = openConnection;
  }

  async handle(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const incoming = await readCall(request, method);
    const mode = this.modes.next(method);
    if (mode?.kind === 'wait') await mode.until;
    const answer = this.answerIn(mode, incoming);
    const told = answer === undefined ? undefined : parseJson(answer.body);
    this.world.journal.call({
      at: this.world.now(),
      method,
      team: this.world.workspaceOf(incoming.token)?.teamId ?? '',
      args: this.shown(incoming.args),
      status: answer?.status ?? 0,
      ok: isRecord(told) && told['ok'] === true,
      error: isRecord(told) && typeof told['error'] === 'string' ? told['error'] : '',
    });
    if (answer !== undefined) {
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } else if (mode?.kind !== 'hang') {
      request.socket.destroy();
    }
  }

  private shown(args: Json): Json {
    const copy = { ...args };
    for (const key of ['blocks', 'metadata', 'view']) {
      const value = copy[key];
      if (typeof value === 'string') copy[key] = parseJson(value) ?? value;
    }
    return copy;
  }

  private answerIn(mode: AnswerMode | undefined, incoming: Incoming): Answer | undefined {
    switch (mode?.kind) {
      case undefined:
      case 'wait':
        return this.answer(incoming);
      case 'lose-reply':
        this.answer(incoming);
        return undefined;
      case 'cut':
        return undefined;
      case 'hang':
        if (mode.after === true) this.answer(incoming);
        return undefined;
      case 'rate-limited':
        return tooFast(mode.retryAfter ?? 1);
      case 'error':
        return json(200, { ok: false, error: mode.error });
      case 'server-error':
        if (mode.after === true) this.answer(incoming);
        return {
          status: mode.status ?? 500,
          headers: { 'content-type': 'text/html; charset=utf-8' },
          body: '<!DOCTYPE html><html><body><h1>Server Error</h1></body></html>',
        };
      default:
        return mode satisfies never;
    }
  }

  private answer(incoming: Incoming): Answer {
    const headers = { 'x-slack-req-id': `r${this.world.next()}` };
    const warnings =
      incoming.warning === ''
        ? {}
        : { warning: incoming.warning, response_metadata: { warnings: [incoming.warning] } };
    try {
      const { result, workspace, method } = this.run(incoming);
      const scopes = {
        'x-oauth-scopes': [...(workspace?.scopes ?? ['connections:write'])].join(','),
        'x-accepted-oauth-scopes': method?.scopes.join(',') ?? 'connections:write',
      };
      return json(200, { ok: true, ...warnings, ...result }, { ...headers, ...scopes });
    } catch (error) {
      if (error instanceof Refusal)
        return json(200, { ok: false, error: error.code, ...warnings, ...error.extra }, headers);
      if (error instanceof TooFast) return tooFast(error.retryAfter);
      throw error;
    }
  }

  private run(incoming: Incoming): { result: Json; workspace?: Workspace; method?: Method } {
    const { token } = incoming;
    const method = METHODS.get(incoming.method);
    const connects = incoming.method === 'apps.connections.open';
    if (method === undefined && !connects) {
      this.world.journal.fault('unknown-method', incoming.method);
      throw new Refusal('unknown_method');
    }
    if (incoming.refusal !== '') throw new Refusal(incoming.refusal);
    if (token === '') throw new Refusal('not_authed');
    const workspace = this.world.workspaceOf(token);
    if (workspace === undefined && token !== this.world.appToken) throw new Refusal('invalid_auth');
    if (connects !== (workspace === undefined)) throw new Refusal('not_allowed_token_type');
    if (workspace === undefined || method === undefined) {
      this.limit(incoming.method, 'app', TIER.three);
      return { result: { url: this.openConnection() } };
    }
    if (!workspace.installed) throw new Refusal('account_inactive');
    if (method.scopes.length > 0 && !method.scopes.some((one) => workspace.scopes.has(one)))
      throw new Refusal('missing_scope', {
        needed: method.scopes.join(','),
        provided: [...workspace.scopes].join(','),
      });
    this.limit(incoming.method, workspace.teamId, method.perMinute);
    const result = method.run({
      world: this.world,
      workspace,
      args: new Args(incoming.args),
      pace: (channel) =>
        this.limitBy(`${workspace.teamId} ${channel.id}`, CHANNEL_BURST, CHANNEL_BURST * 1000),
    });
    return { result, workspace, method };
  }

  private limit(method: string, team: string, perMinute: number): void {
    this.limitBy(`${team} ${method}`, perMinute, 60_000);
  }

  private limitBy(key: string, limit: number, windowMs: number): void {
    if (!this.world.rateLimits) return;
    const seconds = this.rates.take(key, limit, windowMs);
    if (seconds > 0) throw new TooFast(seconds);
  }
}
