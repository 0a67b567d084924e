// A strict Slack for tests: plays the Web API, the deliveries and the people of one or several workspaces on a free port of this machine.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Seen } from '../seen.ts';
import { type AnswerMode, AnswerModes } from './answer-modes.ts';
import { Deliverer } from './deliver.ts';
import { FORM, type HttpAnswer, type RawRequest, sendRaw } from './delivery-http.ts';
import { type DisconnectReason, SocketMode } from './delivery-socket.ts';
import type { Call, Delivery, Fault, Ping } from './journal.ts';
import { parseJson } from './json.ts';
import { VERIFICATION } from './payloads.ts';
import { type AgainOptions, People, type VerbOptions } from './people.ts';
import { handleResponseUrl } from './response-url.ts';
import type { StandingPost } from './transcript.ts';
import { WebApi } from './web-api.ts';
import type { Workspace } from './workspace.ts';
import { type SlackOptions, World } from './world.ts';

export type { AnswerMode } from './answer-modes.ts';
export { validateBlocks, validateMessage, validateView } from './blocks.ts';
export { type HttpAnswer, httpBody, type RawRequest, sign } from './delivery-http.ts';
export type { DisconnectReason } from './delivery-socket.ts';
export type { Call, Delivery, Fault, FaultKind, Ping } from './journal.ts';
export type { Json } from './json.ts';
export { readMrkdwn } from './mrkdwn.ts';
export { type AgainOptions, NOTHING_EXPECTED, People, type VerbOptions } from './people.ts';
export { isPress, type Press, type StandingPost } from './transcript.ts';
export { CHANNELS, PEOPLE, SCOPES, type Workspace, type WorkspaceOptions } from './workspace.ts';
export { type SlackOptions, SUBSCRIPTIONS } from './world.ts';

export class Slack {
  readonly world: World;
  readonly socket: SocketMode;
  private readonly modes = new AnswerModes();
  private readonly deliverer: Deliverer;
  private readonly api: WebApi;
  private readonly http: Server;
  private readonly teams = new Map<string, People>();

  constructor(options: SlackOptions = {}) {
    this.world = new World(options);
    this.socket = new SocketMode(this.world);
    this.deliverer = new Deliverer(this.world, this.socket);
    this.api = new WebApi(this.world, this.modes, () => this.socket.newUrl());
    for (const workspace of this.world.workspaces.values())
      this.teams.set(workspace.teamId, new People(this.world, workspace, this.deliverer));
    this.world.echo = (workspace, ...rest) => this.in(workspace.teamId).echo(...rest);
    this.http = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
      const answered =
        method === undefined
          ? handleResponseUrl(this.world, this.modes, request, response)
          : this.api.handle(request, response, method);
      answered.catch((error: unknown) => {
        this.world.journal.fault('unsupported', `the stand-in failed: ${String(error)}`);
        request.socket.destroy();
      });
    });
    this.http.on('upgrade', (request, socket, head) => this.socket.upgrade(request, socket, head));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    this.world.url = `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  get url(): string {
    return this.world.url;
  }

  /** For `slackApiUrl`, with its last slash. */
  get apiUrl(): string {
    return `${this.world.url}/api/`;
  }

  get botToken(): string {
    return this.workspace.botToken;
  }

  get appToken(): string {
    return this.world.appToken;
  }

  get signingSecret(): string {
    return this.world.signingSecret;
  }

  /** The first workspace: the one that the verbs below speak of. */
  get workspace(): Workspace {
    return this.first.workspace;
  }

  /** The people of any workspace. */
  in(teamId: string): People {
    const people = this.teams.get(teamId);
    if (people === undefined) throw new Error(`no workspace has the id ${teamId}`);
    return people;
  }

  private get first(): People {
    const [people] = this.teams.values();
    if (people === undefined) throw new Error('there is no workspace');
    return people;
  }

  command(user: string, channel: string, text: string, options?: VerbOptions): Promise<Seen[]> {
    return this.first.command(user, channel, text, options);
  }

  press(...args: Parameters<People['press']>): Promise<Seen[]> {
    return this.first.press(...args);
  }

  mention(user: string, channel: string, text: string, options?: VerbOptions): Promise<Seen[]> {
    return this.first.mention(user, channel, text, options);
  }

  direct(user: string, text: string, options?: VerbOptions): Promise<Seen[]> {
    return this.first.direct(user, text, options);
  }

  deliverAgain(options?: AgainOptions): Promise<Seen[]> {
    return this.first.deliverAgain(options);
  }

  submit(...args: Parameters<People['submit']>): Promise<Seen[]> {
    return this.first.submit(...args);
  }

  openHome(...args: Parameters<People['openHome']>): Promise<Seen[]> {
    return this.first.openHome(...args);
  }

  shortcut(...args: Parameters<People['shortcut']>): Promise<Seen[]> {
    return this.first.shortcut(...args);
  }

  /** What the people of all workspaces saw, in order, or one person of the first. */
  seen(user?: string): Seen[] {
    return user === undefined ? this.world.journal.seen() : this.first.seen(user);
  }

  /** The bot's messages as they stand now. */
  posts(channel?: string): StandingPost[] {
    return this.first.posts(channel);
  }

  get calls(): readonly Call[] {
    return this.world.journal.calls;
  }

  /** Rules that the app broke. */
  get faults(): readonly Fault[] {
    return this.world.journal.faults;
  }

  get pings(): readonly Ping[] {
    return this.world.journal.pings;
  }

  get deliveries(): readonly Delivery[] {
    return this.world.journal.deliveries;
  }

  settled(holds: () => boolean, options?: { timeoutMs?: number; what?: string }): Promise<void> {
    return this.world.journal.settled(holds, options);
  }

  /** How the next calls of a method go wrong; `*` is any method, `response_url` an answer to a command or a press. */
  misbehave(method: string, mode: AnswerMode, times = 1): void {
    this.modes.plan(method, mode, times);
  }

  behave(): void {
    this.modes.clear();
  }

  /** Delivers over HTTP from now on; with an empty address over Socket Mode. */
  useHttp(requestUrl: string): void {
    this.world.requestUrl = requestUrl;
  }

  /** Resolves when so many connections are open. */
  connected(count = 1): Promise<void> {
    return this.settled(() => this.socket.open() >= count, { what: `${count} connections` });
  }

  disconnect(reason: DisconnectReason, count?: number): void {
    this.socket.disconnect(reason, count);
  }

  dropConnections(count?: number): void {
    this.socket.drop(count);
  }

  /** Any request to the app's address, well or badly signed. */
  sendRaw(raw: RawRequest): Promise<HttpAnswer> {
    return sendRaw(this.world.requestUrl, this.world.signingSecret, raw);
  }

  /** Whether the app gives the challenge back. */
  async verifyUrl(): Promise<boolean> {
    const challenge = `challenge-${this.world.next()}`;
    const body = JSON.stringify({ token: VERIFICATION, challenge, type: 'url_verification' });
    const answer = await this.sendRaw({ body });
    const told = parseJson(answer.body) ?? answer.body;
    const back =
      typeof told === 'object' && told !== null && 'challenge' in told ? told.challenge : told;
    return answer.status === 200 && back === challenge;
  }

  /** Whether the app answers the certificate check, which is not signed. */
  async checkSsl(): Promise<boolean> {
    const body = new URLSearchParams({ ssl_check: '1', token: VERIFICATION }).toString();
    const answer = await this.sendRaw({ body, type: FORM, signature: 'none' });
    return answer.status === 200;
  }

  async close(): Promise<void> {
    this.world.closing = true;
    this.deliverer.close();
    this.socket.close();
    const closed = new Promise((resolve) => this.http.close(resolve));
    this.http.closeAllConnections();
    await closed;
  }
}

export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const slack = new Slack(options);
  await slack.listen();
  return slack;
}
