// What reaches us from a platform, told in one way: words that somebody typed, a button that somebody pressed, a form that somebody sent, or a page that is
// looked at.
import type { Account, Conversation } from '../kernel/account.ts';
import type { Result } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import type { Action } from './action.ts';
import type { FormId, Submitted } from './form.ts';

/** Typed text as data, unescaped by the platform: words, and people who were named with an @. */
export type IncomingPart =
  | string
  | { readonly kind: 'person'; readonly account: Account; readonly name: string };

export interface Place {
  readonly conversation: Conversation;
  /** `direct`: the person's own conversation with the bot. */
  readonly kind: 'channel' | 'direct';
}

interface Arrived {
  readonly account: Account;
  /** `stranger`: of another workspace, in a shared channel; `bot`: no person at all. They get one sentence. */
  readonly speaker: 'person' | 'stranger' | 'bot';
  readonly place: Place;
  /** The platform's own key of this delivery, with its platform and workspace in front: what arrives twice with the same key is answered once. */
  readonly delivery: string;
  /** Whether it came as an event, which platforms deliver again by themselves: then even words that change nothing are claimed. */
  readonly event: boolean;
}

export interface IncomingWords extends Arrived {
  readonly kind: 'words';
  readonly text: readonly IncomingPart[];
}

export interface IncomingPress extends Arrived {
  readonly kind: 'press';
  readonly action: Result<Action, 'old' | 'malformed'>;
  /** The shared message whose button was pressed, as the platform names it: drawn again before its siblings. Undefined for a private card. */
  readonly pressed: string | undefined;
}

export interface IncomingSubmit extends Arrived {
  readonly kind: 'submit';
  readonly form: Result<FormId, 'old' | 'malformed'>;
  /** By the keys of the fields. What was left empty may be missing. */
  readonly values: ReadonlyMap<string, Submitted>;
}

/** Somebody looks at their own page: Slack's Home tab, the page beside the web chat. It is answered with the page. */
export interface IncomingVisit extends Arrived {
  readonly kind: 'visit';
}

export type Incoming = IncomingWords | IncomingPress | IncomingSubmit | IncomingVisit;

/** What a platform says of an account by itself, without anybody having typed or pressed. Nobody is answered. */
export interface AccountNews {
  readonly account: Account;
  /** False: it was deactivated, and nobody can use it any more; true: it is in use, perhaps again. */
  readonly active: boolean;
  /** Of the platform's own clock, by which a later word of an account is told from an earlier one that comes late. */
  readonly at: Instant;
}

/** The typed text as one string, people by their names. */
export function wordsOf(text: readonly IncomingPart[]): string {
  return text.map((part) => (typeof part === 'string' ? part : `@${part.name}`)).join('');
}
