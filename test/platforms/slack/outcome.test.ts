// What came of a failed call: the table that the outbox relies on.
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { deadToken, outcomeOf } from '../../../src/platforms/slack/outcome.ts';

const platform = (error: string, more: object = {}) =>
  new WebAPIPlatformError({ ok: false, error, response_metadata: {}, ...more });
const lost = (code: string) =>
  new WebAPIRequestError(
    new TypeError('fetch failed', { cause: Object.assign(new Error('connection'), { code }) }),
  );

describe('refused', () => {
  it.each([
    ['not_in_channel', 'not-a-member'],
    ['user_not_in_channel', 'not-a-member'],
    ['channel_not_found', 'no-such-conversation'],
    ['is_archived', 'archived'],
    ['is_inactive', 'archived'],
    ['user_disabled', 'person-gone'],
    ['user_not_found', 'person-gone'],
    ['cannot_dm_bot', 'person-gone'],
    ['message_not_found', 'message-gone'],
    ['cant_update_message', 'message-gone'],
    ['edit_window_closed', 'message-gone'],
    ['restricted_action', 'not-allowed'],
    ['messages_tab_disabled', 'not-allowed'],
    ['invalid_blocks', 'other'],
    ['msg_too_long', 'other'],
  ])('%s is %s', (code, why) => {
    expect(outcomeOf(platform(code), 'channel')).toEqual({ kind: 'refused', why, detail: code });
  });
  it('says what Slack said about it', () => {
    const blocks = platform('invalid_blocks', {
      response_metadata: { messages: ['[ERROR] too long [json-pointer:/blocks/0]'] },
    });
    expect(outcomeOf(blocks, 'channel')).toMatchObject({
      detail: 'invalid_blocks; [ERROR] too long [json-pointer:/blocks/0]',
    });
    expect(outcomeOf(platform('missing_scope', { needed: 'im:history' }), 'channel')).toMatchObject(
      {
        why: 'not-allowed',
        detail: 'missing_scope (needed: im:history)',
      },
    );
  });
});

describe('never stored, and to be tried again', () => {
  it.each([
    'not_authed',
    'invalid_auth',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'request_timeout',
    'org_login_required',
  ])('%s', (code) => {
    expect(outcomeOf(platform(code), 'channel')).toEqual({ kind: 'not-begun', detail: code });
  });
});

describe('later', () => {
  it.each<readonly [string, unknown, number]>([
    ['429 with Retry-After', new WebAPIRateLimitedError(7), 7000],
    ['429 without', new Error('Retry header did not contain a valid timeout (url: …)'), 30_000],
    [
      'a body that says so',
      platform('ratelimited', { response_metadata: { retryAfter: 3 } }),
      3000,
    ],
    ['a body that says no time', platform('rate_limited'), 30_000],
  ])('%s', (_, error, afterMs) => {
    expect(outcomeOf(error, 'channel')).toEqual({ kind: 'later', afterMs, limits: 'channel' });
    expect(outcomeOf(error, 'method')).toEqual({ kind: 'later', afterMs, limits: 'method' });
  });
});

describe('never begun', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'NOT_CONNECTED'])(
    '%s',
    (code) => {
      expect(outcomeOf(lost(code), 'channel')).toEqual({ kind: 'not-begun', detail: code });
    },
  );
  it('a proxy that passed nothing on', () => {
    expect(outcomeOf(new WebAPIHTTPError(407, 'x', {}, ''), 'channel')).toEqual({
      kind: 'not-begun',
      detail: 'HTTP 407',
    });
  });
  it('a request that was cut short', () => {
    expect(outcomeOf(platform('request_timeout'), 'channel')).toMatchObject({ kind: 'not-begun' });
  });
});

describe('nobody knows', () => {
  const timedOut = new WebAPIRequestError(
    Object.assign(new Error('aborted'), { name: 'TimeoutError' }),
  );
  it.each<readonly [string, unknown, string]>([
    ['a time-out', timedOut, 'TimeoutError'],
    ['a lost socket', lost('UND_ERR_SOCKET'), 'UND_ERR_SOCKET'],
    [
      'a network that went away under a connection',
      new WebAPIRequestError(
        Object.assign(new Error('read'), { code: 'EHOSTUNREACH', syscall: 'read' }),
      ),
      'EHOSTUNREACH (read)',
    ],
    ['a redirect', new WebAPIHTTPError(303, 'x', {}, ''), 'HTTP 303'],
    ['a reset', lost('ECONNRESET'), 'ECONNRESET'],
    ['HTTP 500', new WebAPIHTTPError(500, 'x', {}, '<html>'), 'HTTP 500'],
    ['a doubtful word', platform('fatal_error'), 'fatal_error'],
    ['no JSON', platform('<html>Bad gateway</html>'), 'an answer that is no JSON'],
    ['something else', new URIError('malformed'), 'URIError'],
  ])('%s', (_, error, detail) => {
    expect(outcomeOf(error, 'channel')).toEqual({ kind: 'unknown', detail });
  });
});

it('a dead token is told apart', () => {
  expect(deadToken(platform('account_inactive'))).toBe('account_inactive');
  expect(deadToken(platform('channel_not_found'))).toBeUndefined();
  expect(deadToken(new Error('x'))).toBeUndefined();
});
