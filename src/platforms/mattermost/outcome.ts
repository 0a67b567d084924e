// What became of a message, in the words of the port, from what the server answered.
import type { SendOutcome, SendRefusal } from '../../chat/platform.ts';
import { describeFailure, type Failure } from './client.ts';

export type NotSent = Exclude<SendOutcome, { readonly kind: 'sent' }>;

// Where a rate limit does not say how long, the usual limit of Mattermost (ten a second) has room again after this.
const shortWait = 1_000;

function refusalOf(status: number, id: string): SendRefusal {
  if (status === 404) return 'no-such-conversation';
  if (status === 403) return 'not-a-member';
  if (/deleted/.test(id)) return 'archived';
  return 'other';
}

/**
 * 429 is the server's, whatever was called. A refused token proves that nothing was stored, but does not stay refused: it is tried again. Whatever else may
 * have come after the message was stored (5xx, a proxy's page, a lost answer) is unknown.
 */
export function outcomeOf(failure: Failure): NotSent {
  const detail = describeFailure(failure);
  if (failure.kind === 'not-begun') return { kind: 'not-begun', detail };
  if (failure.kind === 'lost') return { kind: 'unknown', detail };
  const { status, id, retryAfterMs } = failure;
  if (status === 429)
    return { kind: 'later', afterMs: Math.max(retryAfterMs ?? shortWait, 1), limits: 'server' };
  if (status === 401) return { kind: 'not-begun', detail };
  // A 4xx with the body of a proxy was never seen by Mattermost, and may be gone in a minute.
  if (status >= 400 && status < 500 && (id !== '' || status === 413))
    return { kind: 'refused', why: refusalOf(status, id), detail };
  return { kind: 'unknown', detail };
}
