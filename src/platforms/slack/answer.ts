// From a decision to the person's screen: within Slack's three seconds in the acknowledgement itself, afterwards by the response address, and where even that
// is gone by a direct message.
import { chartsOf } from '../../chat/card.ts';
import type { Incoming } from '../../chat/incoming.ts';
import { cardOf, type Reply } from '../../chat/reply.ts';
import { deliver } from './deliver.ts';
import { describeError } from './logger.ts';
import { waitingView } from './modal.ts';
import { render } from './render.ts';
import { answerForm, openForm } from './show.ts';
import type { AnswerParts, Way } from './way.ts';

/** Has an arrival decided and answers it. Never rejects: what fails is logged under a reference, which the person is told. */
export async function attend(incoming: Incoming, way: Way, parts: AnswerParts): Promise<void> {
  const acknowledged = { done: false };
  try {
    await decideAndAnswer(incoming, way, parts, acknowledged);
  } catch (error) {
    const reference = parts.machine.random(4);
    parts.log.error({ reference, way: way.kind, ...describeError(error) }, 'slack: a fault');
    const fault: Reply = { kind: 'whisper', card: parts.fault(parts.language, reference) };
    try {
      if (way.kind === 'submit') return await answerForm(fault, incoming, way, parts, acknowledged);
      await acknowledge(way, acknowledged, parts);
      await deliver(fault, incoming, way, parts);
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
  if (way.kind === 'event') return deliver(await decision, incoming, way, parts);
  // Undefined where it takes longer than Slack may wait for the acknowledgement.
  const first = await parts.patience.soon(decision);
  if (way.kind === 'submit') {
    if (first === undefined) await holdForm(way, parts, acknowledged);
    return answerForm(await decision, incoming, way, parts, acknowledged);
  }
  const card = first === undefined || first.kind === 'form' ? undefined : cardOf(first);
  // Whether Slack takes a chart is only said to a call.
  if (way.kind === 'command' && card !== undefined && chartsOf(card).length === 0) {
    const response = { response_type: 'ephemeral', ...render(card, parts.team) } as const;
    acknowledged.done = true;
    try {
      await way.ack(response);
      return;
    } catch (error) {
      parts.log.warn(describeError(error), 'slack: an acknowledgement was lost');
    }
  } else await acknowledge(way, acknowledged, parts);
  const reply = await decision;
  // Of a decision that came late the trigger is too old: what stands instead of the form leads to it.
  const opened =
    first !== undefined && reply.kind === 'form' && (await openForm(reply.form, way, parts));
  if (!opened) await deliver(reply, incoming, way, parts);
}

async function acknowledge(
  way: Exclude<Way, { readonly kind: 'submit' }>,
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

/** A form whose decision takes long is acknowledged as a window that says so, and drawn again once there is an answer. */
async function holdForm(
  way: Extract<Way, { readonly kind: 'submit' }>,
  parts: AnswerParts,
  acknowledged: { done: boolean },
): Promise<void> {
  acknowledged.done = true;
  try {
    await way.ack({ response_action: 'update', view: waitingView(parts.language) });
  } catch (error) {
    parts.log.warn(describeError(error), 'slack: an acknowledgement was lost');
  }
}
