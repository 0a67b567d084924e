// Whoever sits, is offered a seat or waits is told once what became of a talk's plan, by what they were last told and what is so when the message is drawn.
import type { Drawer } from '../../delivery/drawer.ts';
import { enqueue, noticeState } from '../../delivery/outbox.ts';
import type { Ports } from '../../delivery/ports.ts';
import type { TalkPlan } from '../../kernel/facts.ts';
import { type SeatId, seatId } from '../../kernel/ids.ts';
import type { Read, Write } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import { readTalk } from '../../talks/store.ts';
import { planChangedCard } from '../cards/changes.ts';
import { concerned, holderOf, keepPlan, type PlanStep, planSteps } from '../change-store.ts';
import { talkParam } from '../commands.ts';
import { mayBeTold, planChange, tellUntil } from '../rules/changes.ts';
import { mySeat } from '../store.ts';

const keyOf = (seat: SeatId, revision: number): string => `changed:${seat}:${revision}`;

/** Leaves a message for each whom a changed plan concerns. The caller holds the talk's lock; `talk` is as it is now. */
export async function tellChange(
  tx: Write,
  ports: Pick<Ports, 'now'>,
  talk: Talk,
  before: TalkPlan,
): Promise<void> {
  const now = ports.now();
  const uselessAt = tellUntil(before, talk);
  if (now >= uselessAt || !mayBeTold(before, talk)) return;
  const { revision } = talk;
  await keepPlan(tx, talk.id, { revision, before });
  for (const { seat, account } of await concerned(tx, talk.id))
    await enqueue(
      tx,
      {
        key: keyOf(seat, revision),
        drawer: 'plan-changed',
        to: { kind: 'account', account },
        params: { talk: talk.id, seat, revision },
        uselessAt,
      },
      now,
    );
}

/** Draws `plan-changed` (params: talk, seat, revision). Of several changes the newest tells them all at once. */
export const drawPlanChanged: Drawer = async ({ params, now }, audience, read) => {
  const talk = await readTalk(read, talkParam(params['talk']));
  if (!talk) return { dropped: 'no such talk' };
  const seat = seatId(String(params['seat']));
  const person = await holderOf(read, seat);
  const mine = await mySeat(read, talk.id, person);
  if (!mine) return { dropped: 'the seat was given back' };
  const steps = await planSteps(read, talk.id);
  const revision = Number(params['revision']);
  if (steps.some((step) => step.revision > revision)) return { dropped: 'a later change tells it' };
  const known = await lastKnown(read, seat, steps);
  if (!known) return { dropped: 'no such change' };
  if (now >= tellUntil(known, talk)) return { dropped: 'the talk is over' };
  const change = planChange(known, talk);
  if (!change) return { dropped: 'nothing of it holds any more' };
  const { language, zone, command } = audience;
  return planChangedCard(talk, known, change, mine, { language, zone, command, now });
};

/**
 * What somebody believes: the plan before the oldest of the newest changes of which they have heard nothing. `steps` are the newest first; the first is the one
 * that is being drawn.
 */
async function lastKnown(
  read: Read,
  seat: SeatId,
  steps: readonly PlanStep[],
): Promise<TalkPlan | undefined> {
  const [drawn, ...older] = steps;
  let known = drawn?.before;
  for (const step of older) {
    // Sent, or never meant for this seat; messages of one person are sent in their order.
    const state = await noticeState(read, keyOf(seat, step.revision));
    if (state !== 'dropped' && state !== 'dead' && state !== 'waiting') break;
    known = step.before;
  }
  return known;
}
