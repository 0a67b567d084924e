// What a failed call to Slack's Web API means for a message: refused, not now, never begun, or nobody knows.
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { SendOutcome, SendRefusal } from '../../chat/platform.ts';
import { notConnected } from './calls.ts';

export type FailedOutcome = Exclude<SendOutcome, { readonly kind: 'sent' }>;
type Limits = Extract<SendOutcome, { readonly kind: 'later' }>['limits'];

// docs.slack.dev/reference/methods/chat.postMessage, chat.update and conversations.open, "Errors".
const refusals: Readonly<Record<string, SendRefusal>> = {
  not_in_channel: 'not-a-member',
  user_not_in_channel: 'not-a-member',
  channel_not_found: 'no-such-conversation',
  team_not_found: 'no-such-conversation',
  is_archived: 'archived',
  is_inactive: 'archived',
  user_disabled: 'person-gone',
  user_not_found: 'person-gone',
  user_not_visible: 'person-gone',
  cannot_dm_bot: 'person-gone',
  message_not_found: 'message-gone',
  // These two stand there, but never to be edited by us again.
  cant_update_message: 'message-gone',
  edit_window_closed: 'message-gone',
  restricted_action: 'not-allowed',
  restricted_action_non_threadable_channel: 'not-allowed',
  restricted_action_read_only_channel: 'not-allowed',
  restricted_action_thread_locked: 'not-allowed',
  restricted_action_thread_only_channel: 'not-allowed',
  posting_to_channel_denied: 'not-allowed',
  messages_tab_disabled: 'not-allowed',
  missing_scope: 'not-allowed',
  no_permission: 'not-allowed',
  access_denied: 'not-allowed',
  accesslimited: 'not-allowed',
  ekm_access_denied: 'not-allowed',
  enterprise_is_restricted: 'not-allowed',
  team_access_not_granted: 'not-allowed',
  not_allowed_token_type: 'not-allowed',
};

/** The token itself is no good any more: nothing was stored, and nothing works until an operator acts. What waits is to wait for that. */
const deadTokens = [
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
];

/** Nothing was stored, and the same call may succeed later: a body that came cut short, a workspace that is being moved. */
const nothingStored = ['request_timeout', 'org_login_required'];

// Slack's guide to common errors: these may have partly happened.
const doubtful = ['fatal_error', 'internal_error', 'service_unavailable', 'team_added_to_org'];

// No connection was made, so nothing was sent: Node's, undici's and our own codes.
const neverBegun = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  notConnected,
];

/** When Slack limits without saying for how long. */
const unsaidWaitMs = 30_000;

/** What came of a call that was rejected. `limits` names what Slack holds back when it says "not now". */
export function outcomeOf(error: unknown, limits: Limits): FailedOutcome {
  if (error instanceof WebAPIRateLimitedError) return later(error.retryAfter * 1000, limits);
  if (error instanceof WebAPIPlatformError) return platformOutcome(error, limits);
  if (error instanceof WebAPIHTTPError) {
    const detail = `HTTP ${error.statusCode}`;
    if (error.statusCode === 429) return later(unsaidWaitMs, limits);
    // Slack itself answers 200 or 5xx: a 4xx is a proxy that passed nothing on. A redirect may be one that did.
    const refused = error.statusCode >= 400 && error.statusCode < 500;
    return { kind: refused ? 'not-begun' : 'unknown', detail };
  }
  if (error instanceof WebAPIRequestError) {
    const code = codeOf(error.original);
    if (code !== undefined && neverBegun.includes(code)) return { kind: 'not-begun', detail: code };
    return { kind: 'unknown', detail: code ?? error.original.name };
  }
  // web-api 8.2.0 has no class of its own for a 429 without Retry-After.
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return later(unsaidWaitMs, limits);
  // Not from Slack at all: whether anything was sent, nobody knows.
  return { kind: 'unknown', detail: error instanceof Error ? error.name : 'not an error' };
}

function later(afterMs: number, limits: Limits): FailedOutcome {
  return { kind: 'later', afterMs, limits };
}

function platformOutcome(error: WebAPIPlatformError, limits: Limits): FailedOutcome {
  const code = errorCode(error);
  if (code === 'ratelimited' || code === 'rate_limited') {
    return later((error.data.response_metadata?.retryAfter ?? unsaidWaitMs / 1000) * 1000, limits);
  }
  if (nothingStored.includes(code) || deadTokens.includes(code))
    return { kind: 'not-begun', detail: code };
  // A body that is no JSON becomes the "error" in web-api 8.2.0: nobody knows what came of the call.
  if (doubtful.includes(code) || !/^[a-z_]+$/.test(code)) {
    return { kind: 'unknown', detail: /^[a-z_]+$/.test(code) ? code : 'an answer that is no JSON' };
  }
  const said = error.data.response_metadata?.messages ?? [];
  const needed = 'needed' in error.data ? ` (needed: ${String(error.data.needed)})` : '';
  return {
    kind: 'refused',
    why: refusals[code] ?? 'other',
    detail: [`${code}${needed}`, ...said].join('; '),
  };
}

function errorCode(error: WebAPIPlatformError): string {
  return String(error.data.error);
}

/** The code of a failed connection, at whatever depth fetch put it. A network that goes away under a connection that stood has said nothing of what arrived. */
function codeOf(error: unknown): string | undefined {
  for (
    let at: unknown = error, depth = 0;
    at instanceof Error && depth < 5;
    at = at.cause, depth += 1
  ) {
    if (!('code' in at) || typeof at.code !== 'string') continue;
    const { code, syscall } = at as NodeJS.ErrnoException;
    return syscall === 'read' || syscall === 'write' ? `${code} (${syscall})` : code;
  }
  return undefined;
}

/** The code with which Slack refused our token; undefined where the token is not the matter. */
export function deadToken(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const code = errorCode(error);
  return deadTokens.includes(code) ? code : undefined;
}
