// The REST interface as one function from a request to a reply, errors worded as the server words them.
import { randomBytes } from 'node:crypto';
import type { Line } from './call-app.ts';
import { noPage } from './clicks.ts';
import { lateAnswer } from './commands.ts';
import { openDialog } from './dialogs.ts';
import { fileRoutes } from './files.ts';
import { newId } from './ids.ts';
import type { Incoming, Route } from './rest-core.ts';
import { placeRoutes } from './rest-places.ts';
import { postRoutes } from './rest-posts.ts';
import type { User } from './types.ts';
import { ApiError, type World } from './world.ts';

export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const PLAIN = 'text/plain; charset=utf-8';

function versioned(world: World): Record<string, string> {
  return { 'X-Request-Id': newId(), 'X-Version-Id': world.profile.versionId };
}

export function jsonReply(world: World, status: number, json: unknown): RawReply {
  const headers = { 'Content-Type': 'application/json', ...versioned(world) };
  return { status, headers, body: JSON.stringify(json) };
}

export function errorReply(world: World, error: ApiError): RawReply {
  const missing = error.id === 'api.context.404.app_error';
  const headers = versioned(world);
  const body = JSON.stringify({
    id: error.id,
    message: error.message,
    detailed_error: '',
    request_id: headers['X-Request-Id'],
    status_code: error.status,
  });
  if (missing) return { status: 404, headers: { 'Content-Type': PLAIN }, body };
  return {
    status: error.status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  };
}

export function limitedReply(headers: Readonly<Record<string, string>>): RawReply {
  return { status: 429, headers: { 'Content-Type': PLAIN, ...headers }, body: 'limit exceeded\n' };
}

export function gatewayReply(): RawReply {
  const body = `<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx ${randomBytes(2).toString('hex')}</center>\r\n</body>\r\n</html>\r\n`;
  return { status: 502, headers: { 'Content-Type': 'text/html' }, body };
}

function expired(): ApiError {
  return new ApiError(
    401,
    'api.context.session_expired.app_error',
    'Invalid or expired session, please login again.',
  );
}

function clientConfig(world: World, me: User | undefined): Record<string, string> {
  const open = {
    Version: world.profile.version,
    EnableBotAccountCreation: 'true',
    DefaultClientLocale: 'en',
  };
  if (me === undefined) return open;
  return {
    ...open,
    BuildNumber: '',
    MaxPostSize: String(world.profile.maxPostSize),
    SiteURL: world.url,
    EnableCommands: 'true',
    EnableReliableWebSockets: 'true',
    EnableUserAccessTokens: 'true',
    PostEditTimeLimit: '-1',
    ExperimentalTimezone: 'true',
  };
}

export class Rest {
  private readonly world: World;
  private readonly routes: readonly Route[];

  constructor(world: World, line: Line) {
    this.world = world;
    this.routes = [...placeRoutes(world), ...postRoutes(world, line), ...fileRoutes(world)];
  }

  async answer(request: Incoming, me: User | undefined): Promise<RawReply> {
    const { world } = this;
    try {
      return await this.dispatch(request, me);
    } catch (error) {
      if (error instanceof ApiError) return errorReply(world, error);
      throw error;
    }
  }

  private async dispatch(request: Incoming, me: User | undefined): Promise<RawReply> {
    const { world } = this;
    const { method, path } = request;
    const hook = /^\/hooks\/commands\/([^/]+)$/.exec(path)?.[1];
    if (hook !== undefined && method === 'POST') {
      lateAnswer(world, hook, request.contentType, request.raw);
      return { status: 200, headers: { 'Content-Type': PLAIN, ...versioned(world) }, body: 'ok' };
    }
    if (!path.startsWith('/api/v4/'))
      return { status: 404, headers: { 'Content-Type': PLAIN }, body: '404 page not found\n' };
    if (method === 'GET' && path === '/api/v4/system/ping')
      return jsonReply(world, 200, {
        AndroidLatestVersion: '',
        IosLatestVersion: '',
        status: 'OK',
      });
    if (method === 'GET' && path === '/api/v4/config/client')
      return jsonReply(world, 200, clientConfig(world, me));
    if (method === 'POST' && path === '/api/v4/users/login')
      throw new ApiError(
        401,
        'api.user.login.bot_login_forbidden.app_error',
        'Bot login is forbidden.',
      );
    // The trigger is signed: no token is asked for.
    if (method === 'POST' && path === '/api/v4/actions/dialogs/open')
      return jsonReply(world, 200, openDialog(world, request.body));
    for (const { method: wanted, pattern, handle } of this.routes) {
      const match = wanted === method ? pattern.exec(path) : null;
      if (match === null) continue;
      if (me === undefined) throw expired();
      const reply = await handle({ ...request, me }, ...match.slice(1));
      return jsonReply(world, reply.status, reply.json);
    }
    throw noPage(path);
  }
}
