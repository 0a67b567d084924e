// From a decision to the person's screen: within Slack's three seconds in the acknowledgement itself, afterwards by the response address, and where even that
// is gone by a direct message.
import type { Card } from '../../chat/card.ts';
import type { Incoming } from '../../chat/incoming.ts';
import type { FaultCard, Log, Machine, Receive, SendOutcome } from '../../chat/platform.ts';
import { cardOf, type Reply } from '../../chat/reply.ts';
import type { Language } from '../../kernel/language.ts';
import { acknowledgeAfterMs } from './limits.ts';
import { describeError } from './logger.ts';
import { type BlockMark, render, type SlackMessage } from './render.ts';
import type { Sender } from './send.ts';

/** What the acknowledgement of a slash command takes. */
export interface AckResponse extends SlackMessage {
  readonly response_type: 'ephemeral';
}

/** What a response address takes: everything said, since Slack's defaults differ by what is answered. */
export interface Response extends SlackMessage {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly replace_original: boolean;
}

/** How this person can be answered. */
export type Way =
  /** A slash command: the acknowledgement carries the answer. */
  | {
      readonly kind: 'command';
      readonly ack: (response?: AckResponse) => Promise<void>;
      readonly respond: (response: Response) => Promise<unknown>;
    }
  /** A press: an empty acknowledgement, then the response address, which a view does not have. */
  | {
      readonly kind: 'press';
      readonly ack: () => Promise<void>;
      readonly respond: ((response: Response) => Promise<unknown>) | undefined;
      /** Whether the pressed card is the presser's alone: then a redraw takes its place. */
      readonly card: 'shared' | 'ephemeral' | 'direct';
      /** Of the pressed message: a redrawn direct message stays the message that it was. */
      readonly mark: BlockMark | undefined;
    }
  /** A mention in a channel, or a direct message: acknowledged by Bolt before we see it. */
  | { readonly kind: 'event'; readonly thread: string | undefined };

export interface AnswerParts {
  readonly receive: Receive;
  readonly sender: Sender;
  readonly machine: Machine;
  readonly log: Log;
  readonly fault: FaultCard;
  /** Of sentences to people of whom nothing is known. */
  readonly language: Language;
  readonly team: string;
}

/** The response address answers in this time or not at all. */
const respondWithinMs = 10_000;
/** An answer that Slack holds back longer than this is of no use to who waits for it. */
const longestHoldMs = 10_000;
const attempts = 3;
const pauseMs = 500;

/** Has an arrival decided and answers it. Never rejects: what fails is logged under a reference, which the person is told. */
export async function attend(incoming: Incoming, way: Way, parts: AnswerParts): Promise<void> {
  const acknowledged = { done: false };
  try {
    await decideAndAnswer(incoming, way, parts, acknowledged);
  } catch (error) {
    const reference = parts.machine.random(4);
    parts.log.error({ reference, way: way.kind, ...describeError(error) }, 'slack: a fault');
    try {
      await acknowledge(way, acknowledged, parts);
      await deliver(
        { kind: 'whisper', card: parts.fault(parts.language, reference) },
        incoming,
        way,
        parts,
      );
    } catch (second) {
      parts.log.error(
        { reference, ...describeError(second) },
        'slack: the fault could not be told',
      );
    }
  }
}

async function decideAndAnswer(
  incoming: Incoming,
  way: Way,
  parts: AnswerParts,
  acknowledged: { done: boolean },
): Promise<void> {
  const decision = parts.receive(incoming);
  if (way.kind !== 'event') {
    const late = new AbortController();
    const first = await Promise.race([
      decision,
      parts.machine.sleep(acknowledgeAfterMs, late.signal).then(() => undefined),
    ]);
    late.abort('decided');
    const card = first === undefined ? undefined : cardOf(first);
    if (way.kind === 'command' && card !== undefined) {
      const response = { response_type: 'ephemeral', ...render(card, parts.team) } as const;
      acknowledged.done = true;
      try {
        await way.ack(response);
        return;
      } catch (error) {
        parts.log.warn(describeError(error), 'slack: an acknowledgement was lost');
      }
    } else await acknowledge(way, acknowledged, parts);
  }
  await deliver(await decision, incoming, way, parts);
}

async function acknowledge(
  way: Way,
  acknowledged: { done: boolean },
  parts: AnswerParts,
): Promise<void> {
  if (way.kind === 'event' || acknowledged.done) return;
  acknowledged.done = true;
  try {
    await way.ack();
  } catch (error) {
    // The decision stands all the same, and the response address still works.
    parts.log.warn(describeError(error), 'slack: an acknowledgement was lost');
  }
}

function privately(message: SlackMessage): Response {
  return { response_type: 'ephemeral', replace_original: false, ...message };
}

async function deliver(
  reply: Reply,
  incoming: Incoming,
  way: Way,
  parts: AnswerParts,
): Promise<void> {
  const card = cardOf(reply);
  if (card === undefined) return;
  if (way.kind === 'event') return deliverToEvent(card, incoming, way.thread, parts);
  const response =
    way.kind === 'press'
      ? responseTo(reply.kind, card, way, parts)
      : privately(render(card, parts.team));
  if (way.respond !== undefined) {
    try {
      await inTime(way.respond(response), parts.machine);
      return;
    } catch (error) {
      // Half an hour or five answers later the address is gone (Bolt's RespondError 404).
      parts.log.warn(describeError(error), 'slack: the response address does not answer');
    }
  }
  await deliverDirectly(card, incoming, parts);
}

function responseTo(
  kind: Reply['kind'],
  card: Card,
  way: Extract<Way, { readonly kind: 'press' }>,
  parts: AnswerParts,
): Response {
  if (kind !== 'redraw' || way.card === 'shared') return privately(render(card, parts.team));
  if (way.card === 'ephemeral')
    return { ...privately(render(card, parts.team)), replace_original: true };
  // A direct message is no ephemeral one, and can only be replaced by its like; it keeps its key, so that it is found again.
  const mark =
    way.mark === undefined ? undefined : { ...way.mark, revision: way.mark.revision + 1 };
  return {
    response_type: 'in_channel',
    replace_original: true,
    ...render(card, parts.team, mark),
  };
}

async function inTime(answer: Promise<unknown>, machine: Machine): Promise<void> {
  const settled = new AbortController();
  const tooLate = machine.sleep(respondWithinMs, settled.signal).then(() => {
    if (!settled.signal.aborted) throw new Error('no answer in time');
  });
  tooLate.catch(() => undefined);
  try {
    await Promise.race([answer, tooLate]);
  } finally {
    settled.abort('answered');
    answer.catch(() => undefined);
  }
}

async function deliverToEvent(
  card: Card,
  incoming: Incoming,
  thread: string | undefined,
  parts: AnswerParts,
): Promise<void> {
  const { conversation, kind } = incoming.place;
  const message = render(card, parts.team);
  if (kind === 'direct') {
    // Said twice would be seen twice: only what was clearly not sent is sent again.
    const outcome = await insist(
      () => parts.sender.say(conversation.channel, message, thread),
      parts.machine,
    );
    if (outcome.kind !== 'sent') report(outcome, parts.log);
    return;
  }
  const outcome = await insist(
    () => parts.sender.whisper(conversation.channel, incoming.account.user, message, thread),
    parts.machine,
  );
  if (outcome.kind === 'sent') return;
  report(outcome, parts.log);
  if (outcome.kind !== 'unknown') await deliverDirectly(card, incoming, parts);
}

async function deliverDirectly(card: Card, incoming: Incoming, parts: AnswerParts): Promise<void> {
  const opened = await parts.sender.openDirect(incoming.account);
  if (opened.kind !== 'open') return report(opened, parts.log);
  const message = render(card, parts.team);
  const outcome = await insist(
    () => parts.sender.say(opened.conversation.channel, message),
    parts.machine,
  );
  if (outcome.kind !== 'sent') report(outcome, parts.log);
}

/** Tries again what was clearly not sent, a few times and not for long. */
async function insist(send: () => Promise<SendOutcome>, machine: Machine): Promise<SendOutcome> {
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

function report(outcome: Exclude<SendOutcome, { readonly kind: 'sent' }>, log: Log): void {
  log.warn({ ...outcome }, 'slack: an answer did not arrive');
}
