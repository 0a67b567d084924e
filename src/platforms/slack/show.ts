// Answers in views: a form or a card as a modal, and what becomes of a modal whose form was sent.
import type { Card } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import type { Incoming } from '../../chat/incoming.ts';
import { cardOf, type Reply } from '../../chat/reply.ts';
import { deliverDirectly } from './direct.ts';
import { inTime } from './in-time.ts';
import { triggerMs } from './limits.ts';
import { describeError } from './logger.ts';
import { cardView, formView } from './modal.ts';
import type { ViewOutcome } from './views.ts';
import type { AnswerParts, ViewAck, Way } from './way.ts';
import { wording } from './wording.ts';

/** Opens a form; false where that cannot be done any more. */
export async function openForm(
  form: Form,
  way: Exclude<Way, { readonly kind: 'submit' }>,
  parts: AnswerParts,
): Promise<boolean> {
  if (way.kind === 'event') return false;
  const view = formView(form, parts.team);
  const on = way.kind === 'view-press' && way.view?.type === 'modal' ? way.view : undefined;
  return shown(parts, async () => {
    if (on === undefined) return parts.views.open(way.trigger, view);
    const pushed = await parts.views.push(way.trigger, view);
    return pushed.kind === 'too-deep' ? parts.views.update(on.id, view, on.hash) : pushed;
  });
}

/** Shows an answer where there is no conversation: in the modal that was pressed in, or in a new one. */
export async function showCard(
  card: Card,
  way: Extract<Way, { readonly kind: 'view-press' }>,
  parts: AnswerParts,
): Promise<boolean> {
  const view = cardView(card, parts.team);
  return shown(parts, () =>
    way.view?.type === 'modal'
      ? // Not over what was drawn since: two answers in one place would hide each other.
        parts.views.update(way.view.id, view, way.view.hash)
      : parts.views.open(way.trigger, view),
  );
}

async function shown(parts: AnswerParts, call: () => Promise<ViewOutcome>): Promise<boolean> {
  try {
    const outcome = await inTime(call(), triggerMs, parts.machine);
    if (outcome.kind === 'shown') return true;
    parts.log.warn({ ...outcome }, 'slack: a view was not shown');
  } catch (error) {
    parts.log.warn(describeError(error), 'slack: a view was not shown');
  }
  return false;
}

/** What becomes of a form's modal: the answer takes its place, or it stays open with what is wrong. Later, and where it was closed, see below. */
export async function answerForm(
  reply: Reply,
  incoming: Incoming,
  way: Extract<Way, { readonly kind: 'submit' }>,
  parts: AnswerParts,
  acknowledged: { done: boolean },
): Promise<void> {
  const card = cardOf(reply) ?? sentBefore(parts);
  if (!acknowledged.done) {
    const answer = ackOf(reply, card, parts);
    acknowledged.done = true;
    try {
      return await way.ack(answer);
    } catch (error) {
      parts.log.warn(describeError(error), 'slack: an acknowledgement was lost');
    }
  }
  const view = cardView(card, parts.team);
  if (!(await shown(parts, () => parts.views.update(way.view.id, view))))
    await deliverDirectly(card, incoming, parts);
}

function sentBefore({ language }: AnswerParts): Card {
  return { language, title: [wording(language).sentBefore()], blocks: [] };
}

function ackOf(reply: Reply, card: Card, { team }: AnswerParts): ViewAck {
  switch (reply.kind) {
    case 'errors':
      return { response_action: 'errors', errors: Object.fromEntries(reply.errors) };
    case 'form':
      return { response_action: 'update', view: formView(reply.form, team) };
    default:
      return { response_action: 'update', view: cardView(card, team) };
  }
}
