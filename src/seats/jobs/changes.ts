// Whoever sits, is offered a seat or waits is told once what became of a talk's plan, by what they were last told and what is so when the message is drawn.
import type { Drawer } from '../../delivery/drawer.ts';
import type { Notice } from '../../delivery/notice.ts';
import { enqueueAll, noticeState } from '../../delivery/outbox.ts';
import type { Ports } from '../../delivery/ports.ts';
import { type Account, accountKey } from '../../kernel/account.ts';
import type { TalkPlan } from '../../kernel/facts.ts';
import { type PersonId, type SeatId, seatId } from '../../kernel/ids.ts';
import { activeAccounts } from '../../people/store/activity.ts';
import { isOf } from '../../people/store.ts';
import type { Read, Write } from '../../storage/database.ts';
import type { Talk } from '../../talks/rules.ts';
import { readTalk } from '../../talks/store.ts';
import { planChangedCard } from '../cards/changes.ts';
import { type Concerned, concerned, keepPlan, type PlanStep, planSteps } from '../change-store.ts';
import { talkParam } from '../commands.ts';
import { mayBeTold, planChange, tellUntil } from '../rules/changes.ts';
import { mySeat, seatHolder } from '../store.ts';

/** Messages in one statement. */
const atOnce = 250;

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
  const all = await concerned(tx, talk.id);
  for (let first = 0; first < all.length; first += atOnce) {
    const some = all.slice(first, first + atOnce);
    const accounts = await activeAccounts(
      tx,
      some.map(({ person }) => person),
    );
    const notices = some.flatMap((one): readonly Notice[] => {
      const account = accountFor(one, accounts);
      if (!account) return [];
      return [
        {
          key: keyOf(one.seat, revision),
          drawer: 'plan-changed',
          to: { kind: 'account', account },
          params: { talk: talk.id, seat: one.seat, revision },
          uselessAt,
        },
      ];
    });
    await enqueueAll(tx, notices, now);
  }
}

/** The account that took the seat, else another of the person's; none where all are deactivated. */
function accountFor(
  { person, accountKey: taken }: Concerned,
  accounts: ReadonlyMap<PersonId, readonly Account[]>,
): Account | undefined {
  const theirs = accounts.get(person) ?? [];
  return theirs.find((one) => accountKey(one) === taken) ?? theirs[0];
}

/** Draws `plan-changed` (params: talk, seat, revision). Of several changes the newest tells them all at once. */
export const drawPlanChanged: Drawer = async ({ params, now }, audience, read) => {
  const talk = await readTalk(read, talkParam(params['talk']));
  if (!talk) return { dropped: 'no such talk' };
  const seat = seatId(String(params['seat']));
  const holder = await seatHolder(read, seat);
  const mine = await mySeat(read, talk.id, holder?.person);
  if (!holder || mine?.id !== seat) return { dropped: 'the seat was given back' };
  if (!(await isOf(read, audience.account, holder.person)))
    return { dropped: 'the account is another person’s by now' };
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
