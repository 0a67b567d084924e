// The port that a platform implements. Every method is required: what platforms cannot do alike is settled while rendering.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account, Conversation, PlatformName } from '../kernel/account.ts';
import type { Language } from '../kernel/language.ts';
import type { Card } from './card.ts';
import type { AccountNews, Incoming } from './incoming.ts';
import type { Reply } from './reply.ts';

/** Answers what arrived; never rejects: a fault is logged there and told to the person with its reference. */
export type Receive = (incoming: Incoming) => Promise<Reply>;

/** Takes in what a platform says of an account; never rejects. The same word twice does nothing the second time. */
export type Heed = (news: AccountNews) => Promise<void>;

/** What a platform says of a person. Locale and zone are passed on as the platform writes them. */
export interface Profile {
  readonly name: string;
  readonly locale: string | undefined;
  readonly zone: string | undefined;
  readonly bot: boolean;
  /** Nobody can use the account any more. */
  readonly deactivated?: boolean;
  /** Of another workspace or server, met in a shared channel. */
  readonly stranger?: boolean;
}

/** The names under which a posted message can be found again. */
export interface PostMark {
  /** The outbox key: unique for ever; letters, digits, `-` and `:`; at most 120 characters. */
  readonly key: string;
  /** Grows with every drawing of this message, from 0. */
  readonly revision: number;
  /** Random, kept in the outbox row: for a platform that de-duplicates by it. */
  readonly pendingId: string;
}

export type SendOutcome =
  /** `message`: the platform's id of the message inside its conversation. */
  | { readonly kind: 'sent'; readonly message: string }
  /** The platform clearly said no, and would say so again. */
  | { readonly kind: 'refused'; readonly why: SendRefusal; readonly detail: string }
  /** The platform said: not now. Nothing was sent. `afterMs` counts on the machine's clock; `limits` names what it holds back. */
  | {
      readonly kind: 'later';
      readonly afterMs: number;
      readonly limits: 'method' | 'channel' | 'server';
    }
  /** Clearly never begun: no connection, or an answer that proves that nothing was stored. */
  | { readonly kind: 'not-begun'; readonly detail: string }
  /** Begun, and no answer: it may stand there or not. */
  | { readonly kind: 'unknown'; readonly detail: string };

export type SendRefusal =
  | 'not-a-member'
  | 'no-such-conversation'
  | 'archived'
  | 'person-gone'
  | 'message-gone'
  | 'not-allowed'
  | 'other';

export type LookOutcome =
  | { readonly kind: 'found'; readonly message: string }
  | { readonly kind: 'absent' }
  /** This kind of conversation cannot be looked at (a Slack channel). */
  | { readonly kind: 'cannot-look' }
  /** The platform said: not now. As of a `SendOutcome`. */
  | Extract<SendOutcome, { readonly kind: 'later' }>
  /** The platform did not answer; ask again. */
  | { readonly kind: 'unknown'; readonly detail: string };

export interface HttpRoute {
  readonly method: 'GET' | 'POST';
  /** An exact path, or with a trailing `*` everything below it. */
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}

export interface Platform {
  readonly name: PlatformName;
  /** The workspace that this platform object speaks for: Slack's team id, else empty. Known once started. */
  workspace(): string;
  /** How a person reaches it, for the ready line: "Slack (Socket Mode)", an address. */
  door(): string;
  /** What it wants mounted on our one HTTP server. Known before `start`. */
  readonly routes: readonly HttpRoute[];
  /** Starts listening to the platform; resolves when it is usable, rejects with a sentence for the operator when its configuration is wrong. */
  start(receive: Receive, heed: Heed): Promise<void>;
  /** Stops taking in, lets what is under way be answered, closes its connections. */
  stop(): Promise<void>;
  /** Reasons why it cannot be used at this moment; empty when it can. For /readyz. */
  troubles(): readonly string[];
  /** The direct conversation of a person with the bot, opened where needed and remembered. */
  openDirect(
    account: Account,
  ): Promise<
    | { readonly kind: 'open'; readonly conversation: Conversation }
    | Exclude<SendOutcome, { readonly kind: 'sent' }>
  >;
  /** Posts a card as the bot. */
  post(conversation: Conversation, card: Card, mark: PostMark): Promise<SendOutcome>;
  /** Draws a posted message again. */
  edit(
    conversation: Conversation,
    message: string,
    card: Card,
    mark: PostMark,
  ): Promise<SendOutcome>;
  /** Looks for a message of ours by its key among those since an instant (the platform's clock may differ by a minute: the caller allows for it). */
  look(
    conversation: Conversation,
    key: string,
    sinceMs: number,
    direct: boolean,
  ): Promise<LookOutcome>;
  /** How many people's own pages stand open there, as far as it knows. */
  openPages(): number;
  /** Something was decided of which such a page may tell. `by`: whose deed it was; undefined where it was nobody's. Returns at once, in a rush too. */
  changed(by: Account | undefined): void;
  /** What the platform says of a person; `nobody` where it says that there is no such account, undefined where it does not say. */
  describe(account: Account): Promise<Profile | 'nobody' | undefined>;
  /** How the slash command is typed there, e.g. `/icdd`, for sentences that name it. */
  readonly command: string;
  /** Whether an answer to one person can hold a picture; where not, pictures go to the direct conversation. */
  readonly answersShowPictures: boolean;
  /** Milliseconds that the platform wants between two posts in one conversation; 0 where it does not care. */
  readonly postSpacingMs: number;
  /** Edits per minute that one workspace allows, shared by all programs; undefined where there is no such limit. */
  readonly editsPerMinute: number | undefined;
}

/** The sentence for a person whom nothing else can be told, e.g. when a fault hit before anything was known of them. */
export type FaultCard = (language: Language, reference: string) => Card;

/** Structured lines for the operator: no token, no message text, no person's name. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, event: string): void;
  warn(facts: Readonly<Record<string, unknown>>, event: string): void;
  error(facts: Readonly<Record<string, unknown>>, event: string): void;
}

/** The machine's clock and its timers: leases, pacing, time-outs, age of signatures. Never moved by a jump of the series' clock. */
export interface Machine {
  now(): number;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** `bytes` random bytes in hexadecimal, fit for secrets. */
  random(bytes: number): string;
}
