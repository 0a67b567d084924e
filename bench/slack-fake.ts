// A Slack that costs little, for load and for kills: it answers the methods that the program calls, keeps what is posted, and takes answers at response
// addresses. It checks nothing: the strict stand-in is test/support/slack.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const team = 'T1';

export interface FakePost {
  readonly ts: string;
  readonly channel: string;
  readonly blocks: readonly { readonly block_id?: string }[];
}

/** So many posts in any minute of a clock; what comes above is answered 429, with the seconds until there is room again. */
export interface Allowance {
  readonly perMinute: number;
  readonly now: () => number;
}

export interface FakeSlackOptions {
  /** The workspace; T1 where it is left out. */
  readonly team?: string;
  readonly allowance?: Allowance;
  /** Called for each post that is taken, with the id of its first block; nothing more is kept of it, for there may be thousands. */
  readonly onPost?: (blockId: string) => void;
  /** Waited for before a message is kept, and again before its call is answered. */
  readonly latency?: () => Promise<void>;
}

type Answer = Readonly<Record<string, unknown>>;

export class FakeSlack {
  readonly posts: FakePost[] = [];
  readonly calls = new Map<string, number>();
  /** Whose direct conversations were opened. */
  readonly opened: string[] = [];
  /** Posts that were answered 429. */
  limited = 0;
  readonly #options: FakeSlackOptions;
  readonly #server: Server;
  readonly #waiting = new Map<string, (body: string) => void>();
  /** When the posts of the last minute came, on the clock of the allowance. */
  #taken: number[] = [];
  #clock = 0;

  constructor(options: FakeSlackOptions = {}) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => request.socket.destroy());
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', 4096, resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return `${this.url}/api/`;
  }

  /** Resolves with the body of the first answer that comes for this id. */
  answered(id: string): Promise<string> {
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const path = request.url ?? '/';
    if (path.startsWith('/response/')) {
      const id = path.slice('/response/'.length);
      response.end('ok');
      this.#waiting.get(id)?.(body);
      this.#waiting.delete(id);
      return;
    }
    const method = path.slice('/api/'.length);
    this.calls.set(method, (this.calls.get(method) ?? 0) + 1);
    const wait = method === 'chat.postMessage' ? this.#limit() : 0;
    if (wait > 0) {
      const headers = { 'content-type': 'application/json', 'retry-after': String(wait) };
      response.writeHead(429, headers);
      response.end('{"ok":false,"error":"ratelimited"}');
      return;
    }
    const answer = await this.#answer(method, new URLSearchParams(body));
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': scopes });
    response.end(JSON.stringify({ ok: true, ...answer }));
  }

  async #answer(method: string, fields: URLSearchParams): Promise<Answer> {
    const channel = fields.get('channel') ?? '';
    switch (method) {
      case 'auth.test':
        return {
          team_id: this.#options.team ?? team,
          user_id: 'UBOT',
          bot_id: 'BBOT',
          team: 'Bench',
          user: 'icdd',
        };
      case 'users.info':
        return { user: personOf(fields.get('user') ?? '') };
      case 'conversations.open':
        this.opened.push(fields.get('users') ?? '');
        return { channel: { id: `D${fields.get('users')}` } };
      case 'conversations.history':
        return { messages: this.#standing(channel, Number(fields.get('oldest') ?? 0)) };
      case 'chat.postMessage':
        return this.#keep(channel, fields.get('blocks'));
      case 'chat.update':
        await this.#options.latency?.();
        return { channel, ts: fields.get('ts') };
      default:
        return {};
    }
  }

  /** Takes one post from the allowance; seconds to wait where there is none, else 0. */
  #limit(): number {
    const { allowance } = this.#options;
    if (!allowance) return 0;
    const now = allowance.now();
    const first = this.#taken.findIndex((at) => at > now - 60_000);
    this.#taken = first < 0 ? [] : this.#taken.slice(first);
    const [oldest] = this.#taken;
    if (oldest !== undefined && this.#taken.length >= allowance.perMinute) {
      this.limited += 1;
      return Math.max(1, Math.ceil((oldest + 60_000 - now) / 1000));
    }
    this.#taken.push(now);
    return 0;
  }

  async #keep(channel: string, blocks: string | null): Promise<Answer> {
    await this.#options.latency?.();
    this.#clock = Math.max(this.#clock + 1, Date.now() * 1000);
    const ts = (this.#clock / 1e6).toFixed(6);
    const kept = this.#kept(blocks ?? '[]');
    this.posts.push({ ts, channel, blocks: kept });
    await this.#options.latency?.();
    return { channel, ts };
  }

  #kept(blocks: string): FakePost['blocks'] {
    const { onPost } = this.#options;
    if (!onPost) return JSON.parse(blocks) as FakePost['blocks'];
    const id = /"block_id":"([^"]*)"/.exec(blocks)?.[1] ?? '';
    onPost(id);
    return [{ block_id: id }];
  }

  #standing(channel: string, oldest: number): readonly Answer[] {
    return this.posts
      .filter((post) => post.channel === channel && Number(post.ts) >= oldest)
      .map((post) => ({ ...post, type: 'message', user: 'UBOT', bot_id: 'BBOT' }));
  }
}

const scopes =
  'app_mentions:read,channels:read,chat:write,commands,groups:read,im:history,im:read,im:write,users:read';

function personOf(id: string): Answer {
  const name = `person ${id}`;
  const profile = { display_name: name, real_name: name };
  return { id, name: id, real_name: name, tz: 'Europe/Zurich', locale: 'en-US', profile };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

export async function startFakeSlack(options?: FakeSlackOptions): Promise<FakeSlack> {
  const slack = new FakeSlack(options);
  await slack.listen();
  return slack;
}
