// What all parts of delivery share: what `app/` gives them, the names of places, and how a row becomes a card.
import { createHash } from 'node:crypto';
import type { Card } from '../chat/card.ts';
import type { Log, Machine, Platform, SendRefusal } from '../chat/platform.ts';
import type { Account, Conversation, PlatformName } from '../kernel/account.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import type { Instant } from '../kernel/time.ts';
import type { Database, Read } from '../storage/database.ts';
import type { Audience, Drawers, Params, Unsaid } from './drawer.ts';
import type { Recipient } from './notice.ts';

/** What `app/` looks up of whoever reads: a channel's own language and zone, where its notice names them, win over this answer. */
export type AudienceOf = (
  to: Recipient,
  read: Read,
) => Promise<Pick<Audience, 'language' | 'zone' | 'command'>>;

/** Why a notice is lost or dead. */
export type FailureReason =
  | SendRefusal
  /** Dead: it could not be sent for a day. */
  | 'given-up'
  /** Lost: its answer never came, and nobody can look there. */
  | 'cannot-look'
  /** Lost: its answer never came, and for a day nobody could be asked whether it stands there. */
  | 'no-answer';

/** What became of one attempt, for counters. */
export interface DeliveryEvent {
  readonly what: 'post' | 'edit';
  readonly platform: PlatformName;
  /** `held`: waits for the end of quiet hours; `redirected`: goes to another account of the same person; `dead`: refused, or given up; `unchanged`: a dirty copy whose card is the same; `forgotten`: a copy that is no more. */
  readonly became:
    | 'sent'
    | 'dropped'
    | 'held'
    | 'redirected'
    | 'lost'
    | 'dead'
    | 'later'
    | 'not-begun'
    | 'unknown'
    | 'fault'
    | 'unchanged'
    | 'forgotten';
  readonly reason?: FailureReason;
}

export interface Desk {
  readonly database: Database;
  readonly drawers: Drawers;
  /** One for each platform and workspace; a platform's workspace is read at every pass, since it is known only once started. */
  readonly platforms: readonly Platform[];
  readonly audienceOf: AudienceOf;
  /** Leases, pacing and back-off; its `now` is UTC milliseconds, alike on every machine that shares the database. */
  readonly machine: Machine;
  /** Due and useless instants, and what a drawer is told as now. */
  readonly seriesNow: () => Instant;
  readonly newId: NewId;
  readonly log: Log;
  readonly onOutcome: (event: DeliveryEvent) => void;
}

/** One platform's workspace, as the rows name it. */
export interface Station {
  readonly platform: PlatformName;
  readonly workspace: string;
}

export const stationKey = (station: Station): string => `${station.platform}|${station.workspace}`;

/** Messages of one lane are sent one after another: a channel, or an account's direct conversation (known before it is open). */
export function laneOf(to: Recipient): string {
  return to.kind === 'account'
    ? `${stationKey(to.account)}|@${to.account.user}`
    : `${stationKey(to.conversation)}|${to.conversation.channel}`;
}

/** The columns by which an outbox row and a live copy say what to draw, for whom. */
export interface Drawable {
  readonly drawer: string;
  readonly params: string;
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly recipient: string | null;
  readonly channel: string | null;
  readonly language: Language | null;
  readonly zone: string | null;
}

export function accountOf(row: Drawable): Account | undefined {
  return row.recipient === null
    ? undefined
    : { platform: row.platform, workspace: row.workspace, user: row.recipient };
}

export function conversationOf(row: Drawable): Conversation | undefined {
  return row.channel === null
    ? undefined
    : { platform: row.platform, workspace: row.workspace, channel: row.channel };
}

/** Draws from the state that `read` shows; a reason where nothing is left to say. Throws where no drawer is registered, or the drawer fails. */
export async function draw(
  desk: Desk,
  row: Drawable,
  superseded: boolean,
  read: Read,
): Promise<Card | Unsaid> {
  const drawer = desk.drawers.get(row.drawer);
  if (!drawer) throw new Error(`no drawer is registered for ${row.drawer}`);
  const account = accountOf(row);
  const conversation = conversationOf(row);
  const reader = await desk.audienceOf(recipientOf(row), read);
  const audience: Audience = {
    language: row.language ?? reader.language,
    zone: row.zone ?? reader.zone,
    account,
    conversation,
    command: reader.command,
  };
  const params = JSON.parse(row.params) as Params;
  return drawer({ params, now: desk.seriesNow(), superseded }, audience, read);
}

/** Whom a row is for. Throws where it names nobody. */
export function recipientOf(row: Drawable): Recipient {
  const account = accountOf(row);
  const conversation = conversationOf(row);
  if (account) return { kind: 'account', account };
  if (!conversation) throw new Error('a row names neither an account nor a channel');
  return {
    kind: 'channel',
    conversation,
    ...(row.language === null ? {} : { language: row.language }),
    ...(row.zone === null ? {} : { zone: row.zone }),
  };
}

/** Two cards with the same hash look the same. */
export function hashOf(card: Card): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64url');
}
