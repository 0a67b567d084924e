// Answers as messages: by the response address, in the thread or conversation of an event, or directly to the person.
import { type Card, chartsOf } from '../../chat/card.ts';
import type { Incoming } from '../../chat/incoming.ts';
import { cardOf, type Reply } from '../../chat/reply.ts';
import { deliverDirectly, insist, report } from './direct.ts';
import { inTime, NoAnswerInTime } from './in-time.ts';
import { describeError } from './logger.ts';
import { type SlackMessage, shapesOf } from './render.ts';
import { showCard } from './show.ts';
import type { AnswerParts, Response, Way } from './way.ts';

/** The response address answers in this time or not at all. */
const respondWithinMs = 10_000;

function privately(message: SlackMessage): Response {
  return { response_type: 'ephemeral', replace_original: false, ...message };
}

/** Shows a reply, or what stands in its place where it is a form. */
export async function deliver(
  reply: Reply,
  incoming: Incoming,
  way: Exclude<Way, { readonly kind: 'submit' }>,
  parts: AnswerParts,
): Promise<void> {
  const card = cardOf(reply);
  if (card === undefined) return;
  if (way.kind === 'event') return deliverToEvent(card, incoming, way.thread, parts);
  if (way.kind === 'view-press') {
    // A view holds no picture: what it shows of the card are the numbers.
    if (!(await showCard(card, way, parts)) || chartsOf(card).length > 0)
      await deliverDirectly(card, incoming, parts);
    return;
  }
  if (way.respond !== undefined) {
    const responses =
      way.kind === 'press'
        ? responsesTo(reply.kind, card, way, parts)
        : shapesOf(card, parts.team).map(privately);
    for (const shape of responses) {
      try {
        await inTime(way.respond(shape), respondWithinMs, parts.machine);
        return;
      } catch (error) {
        // Half an hour or five answers later the address is gone (Bolt's RespondError 404); and a workspace may not take charts yet.
        parts.log.warn(describeError(error), 'slack: the response address does not answer');
        // Who does not answer has refused nothing, and whoever waits has waited enough.
        if (error instanceof NoAnswerInTime) break;
      }
    }
  }
  await deliverDirectly(card, incoming, parts);
}

/** A response, and what may stand in its place where it is refused. */
function responsesTo(
  kind: Reply['kind'],
  card: Card,
  way: Extract<Way, { readonly kind: 'press' }>,
  parts: AnswerParts,
): readonly Response[] {
  const { team } = parts;
  if (kind !== 'redraw' || way.card === 'shared') return shapesOf(card, team).map(privately);
  if (way.card === 'ephemeral')
    return shapesOf(card, team).map((one) => ({ ...privately(one), replace_original: true }));
  // A direct message is no ephemeral one, and can only be replaced by its like; it keeps its key, so that it is found again.
  const mark =
    way.mark === undefined ? undefined : { ...way.mark, revision: way.mark.revision + 1 };
  return shapesOf(card, team, mark).map((one) => ({
    response_type: 'in_channel',
    replace_original: true,
    ...one,
  }));
}

async function deliverToEvent(
  card: Card,
  incoming: Incoming,
  thread: string | undefined,
  parts: AnswerParts,
): Promise<void> {
  const { conversation, kind } = incoming.place;
  const shapes = shapesOf(card, parts.team);
  if (kind === 'direct') {
    // Said twice would be seen twice: only what was clearly not sent is sent again.
    const outcome = await insist(
      () => parts.sender.say(conversation.channel, shapes, thread),
      parts.machine,
    );
    if (outcome.kind !== 'sent') report(outcome, parts.log);
    return;
  }
  const outcome = await insist(
    () => parts.sender.whisper(conversation.channel, incoming.account.user, shapes, thread),
    parts.machine,
  );
  if (outcome.kind === 'sent') return;
  report(outcome, parts.log);
  if (outcome.kind !== 'unknown') await deliverDirectly(card, incoming, parts);
}
