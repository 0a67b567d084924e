// Answers as a message of the bot to one person, and how often an answer is tried.
import type { Card } from '../../chat/card.ts';
import type { Incoming } from '../../chat/incoming.ts';
import type { Log, Machine, SendOutcome } from '../../chat/platform.ts';
import { shapesOf } from './render.ts';
import type { AnswerParts } from './way.ts';

/** An answer that Slack holds back longer than this is of no use to who waits for it. */
const longestHoldMs = 10_000;
const attempts = 3;
const pauseMs = 500;

/** As a message of the bot to one person, where nothing else is left. */
export async function deliverDirectly(
  card: Card,
  incoming: Incoming,
  parts: AnswerParts,
): Promise<void> {
  const opened = await parts.sender.openDirect(incoming.account);
  if (opened.kind !== 'open') return report(opened, parts.log);
  const shapes = shapesOf(card, parts.team);
  const outcome = await insist(
    () => parts.sender.say(opened.conversation.channel, shapes),
    parts.machine,
  );
  if (outcome.kind !== 'sent') report(outcome, parts.log);
}

/** Tries again what was clearly not sent, a few times and not for long. */
export async function insist(
  send: () => Promise<SendOutcome>,
  machine: Machine,
): Promise<SendOutcome> {
  let outcome = await send();
  for (let tried = 1; tried < attempts; tried += 1) {
    if (outcome.kind !== 'later' && outcome.kind !== 'not-begun') break;
    const wait = outcome.kind === 'later' ? outcome.afterMs : pauseMs;
    if (wait > longestHoldMs) break;
    await machine.sleep(wait);
    outcome = await send();
  }
  return outcome;
}

/** Tells the operator of an answer that nobody got. */
export function report(outcome: Exclude<SendOutcome, { readonly kind: 'sent' }>, log: Log): void {
  log.warn({ ...outcome }, 'slack: an answer did not arrive');
}
