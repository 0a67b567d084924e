// The frame of the REST interface: requests, replies, routes, and the checks that every handler repeats.
import { isRecord } from './attachments.ts';
import { isId } from './ids.ts';
import type { Channel, User } from './types.ts';
import { ApiError, forbidden, type World } from './world.ts';

export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Undefined when the body is no JSON. */
  readonly body: unknown;
  readonly raw: string;
  readonly bytes: Buffer;
  readonly contentType: string;
}

export interface Reply {
  readonly status: number;
  readonly json: unknown;
}

export type Handler = (
  request: Incoming & { readonly me: User },
  ...params: readonly string[]
) => Reply | Promise<Reply>;

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handle: Handler;
}

/** `:name` stands for one part of the path. */
export function route(method: string, path: string, handle: Handler): Route {
  const pattern = new RegExp(`^/api/v4${path.replace(/:[a-z]+/g, '([^/]+)')}$`);
  return { method, pattern, handle };
}

export function ok(json: unknown): Reply {
  return { status: 200, json };
}

export function created(json: unknown): Reply {
  return { status: 201, json };
}

export function badBody(name: string): ApiError {
  return new ApiError(
    400,
    'api.context.invalid_body_param.app_error',
    `Invalid or missing ${name} in request body.`,
  );
}

export function checkId(id: string | undefined, name: string): string {
  if (id !== undefined && isId(id)) return id;
  throw new ApiError(
    400,
    'api.context.invalid_url_param.app_error',
    `Invalid or missing ${name} parameter in request URL.`,
  );
}

export function bodyRecord(request: Incoming, name: string): Record<string, unknown> {
  if (!isRecord(request.body)) throw badBody(name);
  return request.body;
}

export function bodyText(body: Record<string, unknown>, key: string): string {
  const value = body[key];
  return typeof value === 'string' ? value : '';
}

export function userIn(world: World, me: User, id: string | undefined): User {
  if (id === 'me') return me;
  const user = world.users.get(checkId(id, 'user_id'));
  if (user === undefined)
    throw new ApiError(404, 'app.user.missing_account.const', 'Unable to find the user.');
  return user;
}

/** A channel that the person may read. */
export function channelIn(world: World, me: User, id: string | undefined): Channel {
  const channel = world.channels.get(checkId(id, 'channel_id'));
  if (channel === undefined)
    throw new ApiError(
      404,
      'app.channel.get.existing.app_error',
      'Unable to find the existing channel.',
    );
  if (!world.reads(me.id, channel)) throw forbidden();
  return channel;
}
