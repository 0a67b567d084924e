// What commands, clicks and posts have in common: one way to a decision, one catch, one way to answer late.
import { createHash } from 'node:crypto';
import type { Card } from '../../chat/card.ts';
import type { Incoming } from '../../chat/incoming.ts';
import type { Log, Machine, Receive } from '../../chat/platform.ts';
import { cardOf, type Reply } from '../../chat/reply.ts';
import type { Account, Conversation } from '../../kernel/account.ts';
import { type Language, languageOf } from '../../kernel/language.ts';
import type { Rest } from './client.ts';
import type { Directory, Known } from './directory.ts';
import type { Usernames } from './escape.ts';
import type { Limits } from './limits.ts';
import type { Pace } from './options.ts';
import type { DrawingRoom } from './render.ts';
import type { Sender } from './send.ts';

export interface Desk {
  readonly machine: Machine;
  readonly log: Log;
  readonly pace: Pace;
  /** With its slash. */
  readonly command: string;
  readonly commandTokens: readonly string[];
  /** The secret in use first, then those before it. */
  readonly secrets: readonly [string, ...string[]];
  readonly actionUrl: string;
  readonly dialogUrl: string;
  readonly openDialog: Rest['openDialog'];
  readonly seriesLanguage: Language;
  readonly directory: Directory;
  readonly sender: Sender;
  readonly limits: () => Limits;
  /** Undefined before the start and after the stop. */
  readonly open: () => { readonly receive: Receive; readonly bot: Bot } | undefined;
  /** Keeps the stop waiting until this is done. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
}

export interface Bot {
  readonly id: string;
  readonly username: string;
}

export const botless: Usernames = new Map();

export function languageFor(desk: Desk, known: Known | undefined): Language {
  return languageOf(known?.profile.locale) ?? desk.seriesLanguage;
}

export function speakerOf(known: Known | undefined): Incoming['speaker'] {
  if (known?.profile.bot === true) return 'bot';
  return known?.stranger === true ? 'stranger' : 'person';
}

/** A direct channel is named by its two members' ids; no other channel may have such a name. */
export function isOwnDirect(channelName: string, user: string, bot: string): boolean {
  return channelName === `${user}__${bot}` || channelName === `${bot}__${user}`;
}

/** Trigger ids are long and signed: the key of a delivery needs neither. */
export function triggerKey(kind: 'command' | 'press', triggerId: string): string {
  return `mattermost:${kind}:${createHash('sha256').update(triggerId).digest('hex').slice(0, 40)}`;
}

export function roomFor(
  desk: Desk,
  channel: string,
  person: string,
  usernames: Usernames,
): DrawingRoom {
  return {
    limits: desk.limits(),
    command: desk.command,
    usernames,
    actionUrl: desk.actionUrl,
    secret: desk.secrets[0],
    channel,
    person,
  };
}

/** A sentence where a card is wanted. */
export function sentenceCard(language: Language, sentence: string): Card {
  return { language, title: [sentence], blocks: [] };
}

/** Logs a fault under a short reference, which is what the person is told. */
export function noteFault(desk: Desk, error: unknown, where: string): string {
  const reference = desk.machine.random(4);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  desk.log.error({ reference, where, error: stack }, 'mattermost-fault');
  return reference;
}

/** `late`: the answer follows as a direct message. */
export type Decision = Reply | 'late';

/** Waits for the decision as long as the server waits for us, and sends it to the person where it comes later. */
export async function decide(desk: Desk, receive: Receive, incoming: Incoming): Promise<Decision> {
  const done = new AbortController();
  let decided: Reply | undefined;
  const deciding = receive(incoming).then((reply) => {
    decided = reply;
    done.abort();
  });
  await Promise.race([deciding, desk.machine.sleep(desk.pace.answerMs, done.signal)]);
  if (decided !== undefined) return decided;
  void desk.track(
    deciding
      .then(() =>
        tellDirectly(desk, incoming.account, decided && cardOf(decided), incoming.delivery),
      )
      .catch((error: unknown) => noteFault(desk, error, 'late answer')),
  );
  return 'late';
}

/** A message of the bot to one person; nothing where there is no card. */
export async function tellDirectly(
  desk: Desk,
  account: Account,
  card: Card | undefined,
  delivery: string,
): Promise<void> {
  if (card === undefined) return;
  const opened = await desk.sender.openDirect(account);
  if (opened.kind === 'open') await tell(desk, opened.conversation, card, delivery, '');
  else desk.log.warn({ delivery, outcome: opened }, 'mattermost-answer-not-sent');
}

/** An answer as a message of the bot. */
export async function tell(
  desk: Desk,
  to: Conversation,
  card: Card,
  delivery: string,
  rootId: string,
): Promise<void> {
  await desk.sender.answer(to, card, `answer:${delivery}`, rootId);
}
