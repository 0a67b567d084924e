// Reminders fall due for a talk and are left in the outbox for each seat, a hundred at a time; what a moved talk or two persons that become one mean for
// them; and how they are drawn.
import type { Drawer, Drawers, Unsaid } from '../delivery/drawer.ts';
import type { Notice } from '../delivery/notice.ts';
import { enqueueAll } from '../delivery/outbox.ts';
import type { DueWork, Ports } from '../delivery/ports.ts';
import { accountKey } from '../kernel/account.ts';
import { decided, type Fact } from '../kernel/facts.ts';
import { seatId, type TalkId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { quietUntil } from '../people/rules/quiet-hours.ts';
import { activeAccounts, astray } from '../people/store/activity.ts';
import { talkParam } from '../seats/commands.ts';
import { countWaiting, seatHolder } from '../seats/store.ts';
import type { Read, Write } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { readTalk } from '../talks/store.ts';
import { soonCard, stillComingCard } from './cards.ts';
import { remindersOf } from './decide.ts';
import {
  judge,
  type ReminderKind,
  reminderKey,
  reminderKinds,
  replan,
  type Verdict,
  windowOf,
} from './rules.ts';
import * as store from './store.ts';

/** Seats in one transaction: a press that waits for it waits for some milliseconds. */
const seatsAtOnce = 100;
/** Between two such transactions, on the series' clock: what they leave is sent meanwhile, and no platform takes more in that time. */
const restMs = 2_000;

/** Listens to facts inside the transaction that made them. */
export async function remindersListen(
  tx: Write,
  ports: Pick<Ports, 'now'>,
  fact: Fact,
): Promise<readonly Fact[]> {
  switch (fact.kind) {
    case 'talk-changed':
      await plan(tx, fact.talk, ports.now());
      return [];
    case 'persons-merged':
      await store.mergeSettings(tx, fact.from, fact.into);
      return [];
    case 'plan-changed':
    case 'seats-changed':
    case 'persons-parted':
      return [];
  }
}

/** Plans both reminders of a talk for the time at which it is held now. */
async function plan(tx: Write, id: TalkId, now: Instant): Promise<void> {
  const talk = await readTalk(tx, id);
  if (!talk) return;
  for (const kind of reminderKinds) {
    const { write, forget } = replan(await store.plansOf(tx, id, kind), kind, talk, now);
    await store.forgetPlans(tx, id, kind, forget);
    if (write) await store.writePlan(tx, id, kind, write);
  }
}

/** What a step of one reminder came to. */
type Step =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'dropped'; readonly why: Exclude<Verdict, 'send'> }
  | { readonly kind: 'left'; readonly count: number; readonly more: boolean };

/** Leaves the reminders that are due in the outbox. One that comes too late, or whose talk is cancelled, is dropped and logged. */
export function remindersDue(ports: Ports): DueWork {
  const step = (key: store.PlanKey, now: Instant) =>
    ports.transact({ job: 'reminders' }, async (tx) => decided(await advance(tx, key, now)));

  /** That a talk is cancelled is nobody's fault; that a reminder came too late is the operator's matter. */
  const drop = (facts: { readonly why: Exclude<Verdict, 'send'> }) =>
    ports.log[facts.why === 'useless' ? 'warn' : 'info'](facts, 'reminders dropped');

  /** Whether more of it is to be left. */
  async function remind(key: store.PlanKey, now: Instant): Promise<boolean> {
    const facts = { talk: key.talk, reminder: key.kind };
    const done = await step(key, now);
    if (done.kind === 'dropped') drop({ ...facts, why: done.why });
    if (done.kind !== 'left') return false;
    if (done.count > 0) ports.log.info({ ...facts, count: done.count }, 'reminders due');
    return done.more;
  }

  let restsUntil = 0;
  /** Not where the clock of a demonstration went back. */
  const rests = (now: Instant) => now < restsUntil && restsUntil <= now + restMs;

  return {
    name: 'reminders',
    nextAt: (now) =>
      ports.database.read(async (read) => {
        const unplanned = await store.unplannedTalks(read, now);
        if (unplanned.length > 0) return now;
        const next = await store.nextPlanAt(read);
        return next !== undefined && next < restsUntil && rests(now) ? restsUntil : next;
      }),
    run: async (now) => {
      for (;;) {
        const unplanned = await ports.database.read((read) => store.unplannedTalks(read, now));
        if (unplanned.length === 0) break;
        await ports.transact({ job: 'reminders' }, async (tx) => {
          for (const talk of unplanned) await plan(tx, talk, now);
          return decided(undefined);
        });
      }
      if (rests(now)) return;
      const due = await ports.database.read((read) => store.duePlans(read, now));
      const more = [];
      for (const key of due) more.push(await remind(key, now));
      if (more.includes(true)) restsUntil = now + restMs;
    },
  };
}

/** Goes on with one reminder, where no other program has done with it: the next seats get theirs. */
async function advance(tx: Write, key: store.PlanKey, now: Instant): Promise<Step> {
  const locked = await store.lockPlan(tx, key);
  const talk = locked && (await readTalk(tx, key.talk));
  if (!locked || !talk || locked.plan.dueAt > now) return { kind: 'nothing' };
  const verdict = judge(key.kind, key.startsAt, talk, now);
  if (verdict !== 'send') {
    await store.closePlan(tx, key, 'dropped');
    return { kind: 'dropped', why: verdict };
  }
  const { dueAt } = locked.plan;
  const seats = await store.seatsToRemind(tx, key, dueAt, locked.done, seatsAtOnce);
  const count = await enqueueAll(tx, await noticesFor(tx, key, talk, seats), now);
  const last = seats.at(-1);
  const more = last !== undefined && seats.length === seatsAtOnce;
  if (more) await store.markPlan(tx, key, last);
  else await store.closePlan(tx, key, 'sent');
  return { kind: 'left', count, more };
}

/** A notice for each seat whose holder can be reached: by the account that took it, else by another of theirs. */
async function noticesFor(
  read: Read,
  { kind, startsAt }: store.PlanKey,
  talk: Talk,
  seats: readonly store.SeatToRemind[],
): Promise<readonly Notice[]> {
  const accounts = await activeAccounts(
    read,
    seats.map((one) => one.person),
  );
  return seats.flatMap(({ seat, person, accountKey: taken }): readonly Notice[] => {
    const theirs = accounts.get(person) ?? [];
    const account = theirs.find((one) => accountKey(one) === taken) ?? theirs[0];
    if (!account) return [];
    return [
      {
        key: reminderKey(kind, seat, startsAt),
        drawer: drawerOf[kind],
        to: { kind: 'account', account },
        params: { seat, talk: talk.id, startsAt },
        uselessAt: windowOf(kind, talk)?.lastAt ?? talk.startsAt,
        bulk: true,
      },
    ];
  });
}

const drawerOf = {
  day: 'still-coming',
  hour: 'starts-soon',
} as const satisfies Record<ReminderKind, string>;

/** Draws `still-coming` and `starts-soon` (params: seat, talk, startsAt), where all still holds that held when they fell due. */
export function reminderDrawers(): Drawers {
  const drawer =
    (kind: ReminderKind): Drawer =>
    async ({ params, now }, { language, zone, account, command }, read) => {
      const talk = await readTalk(read, talkParam(params['talk']));
      if (!talk) return { dropped: 'no such talk' };
      const verdict = judge(kind, Number(params['startsAt']), talk, now);
      if (verdict !== 'send') return { dropped: reasons[verdict] };
      const holder = await seatHolder(read, seatId(String(params['seat'])));
      if (holder?.state !== 'confirmed') return { dropped: 'the seat was given back' };
      const elsewhere = await astray(read, account, holder.person);
      if (elsewhere) return elsewhere;
      const unsaid = await whyUnsaid(read, kind, holder.person, zone, now);
      if (unsaid) return unsaid;
      const a = { language, zone, command, now };
      return kind === 'day'
        ? stillComingCard(talk, { waiting: await countWaiting(read, talk.id) }, a)
        : soonCard(talk, a);
    };
  return new Map(reminderKinds.map((kind) => [drawerOf[kind], drawer(kind)]));
}

const reasons: Readonly<Record<Exclude<Verdict, 'send'>, string>> = {
  moved: 'the talk was moved',
  cancelled: 'the talk is cancelled',
  useless: 'useless by now',
};

/** What its holder wants now: not this one, or not at this hour. */
async function whyUnsaid(
  read: Read,
  kind: ReminderKind,
  person: Parameters<typeof remindersOf>[1],
  zone: string,
  now: Instant,
): Promise<Unsaid | undefined> {
  const { wanted, quiet } = await remindersOf(read, person);
  if (!wanted[kind]) return { dropped: 'not wanted' };
  const laterAt = quiet && quietUntil(quiet, zone, now);
  return laterAt === undefined ? undefined : { dropped: 'quiet hours', laterAt };
}
