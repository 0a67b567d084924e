// Decisions about reminders, each inside one transaction: which ones somebody wants, and that they are still coming.
import type { Incoming } from '../chat/incoming.ts';
import type { Ports } from '../delivery/ports.ts';
import { decided } from '../kernel/facts.ts';
import type { PersonId, TalkId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { QuietHours } from '../people/rules/quiet-hours.ts';
import { quietHoursOf, setQuietHours } from '../people/store/quiet-hours.ts';
import { countChange, ensurePerson, personOf } from '../people/store.ts';
import type { NoTalk } from '../seats/decide.ts';
import type { Counts } from '../seats/rules.ts';
import { seatsComing } from '../seats/store/coming.ts';
import { countSeats, mySeat, note } from '../seats/store.ts';
import type { Read, Write } from '../storage/database.ts';
import type { Talk } from '../talks/rules.ts';
import { lockTalk } from '../talks/store.ts';
import {
  type ComingRefusal,
  decideComing,
  type ReminderKind,
  type ReminderSettings,
} from './rules.ts';
import { saveSettings, settingsOf } from './store.ts';

/** Everything that a person has set about what comes by itself. */
export interface Reminders {
  readonly wanted: ReminderSettings;
  readonly quiet: QuietHours | undefined;
}

/** What is to be set; what is left out stays. `quiet` undefined: none. */
export type ReminderChange = Partial<Record<ReminderKind, boolean>> & {
  readonly quiet?: QuietHours | undefined;
};

/** What a person has set; whoever set nothing gets both reminders at any hour. */
export async function remindersOf(read: Read, person: PersonId | undefined): Promise<Reminders> {
  return {
    wanted: await settingsOf(read, person),
    quiet: await quietHoursOf(read, person),
  };
}

/** Sets what the speaker wants, and gives it as it then stands. The same again changes nothing. */
export function setReminders(
  ports: Ports,
  incoming: Incoming,
  change: ReminderChange,
): Promise<Reminders> {
  return ports.transact(incoming, async (tx) =>
    decided(await changeReminders(tx, ports, incoming, change)),
  );
}

/** The same inside a decision that is under way, e.g. that of a form. */
export async function changeReminders(
  tx: Write,
  ports: Ports,
  { account }: Pick<Incoming, 'account'>,
  change: ReminderChange,
): Promise<Reminders> {
  const person = await ensurePerson(tx, account, ports.newId, ports.now());
  const { quiet: _, ...switched } = change;
  if (Object.keys(switched).length > 0)
    await saveSettings(tx, person, { ...(await settingsOf(tx, person)), ...switched });
  if ('quiet' in change) await setQuietHours(tx, person, change.quiet);
  await countChange(tx, person);
  return remindersOf(tx, person);
}

export interface ComingDecision {
  readonly talk: Talk;
  readonly counts: Counts;
  readonly outcome: Result<true, ComingRefusal>;
}

/** Notes once that the speaker says that they are coming; again changes nothing and is answered alike. */
export function sayComing(
  ports: Ports,
  incoming: Incoming,
  talkId: TalkId,
): Promise<Result<ComingDecision, NoTalk>> {
  return ports.transact(incoming, async (tx) => {
    const talk = await lockTalk(tx, talkId);
    if (!talk) return decided<Result<ComingDecision, NoTalk>>(refuse({ kind: 'no-such-talk' }));
    const now = ports.now();
    const person = await personOf(tx, incoming.account);
    const decision = decideComing(talk, await mySeat(tx, talk.id, person), now);
    const counts = await countSeats(tx, talk.id);
    if (!decision.ok || person === undefined)
      return decided(
        ok({
          talk,
          counts,
          outcome: decision.ok ? refuse<ComingRefusal>({ kind: 'not-registered' }) : decision,
        }),
      );
    const seat = decision.value.id;
    if (!(await seatsComing(tx, talk, seat)).has(seat))
      await note(tx, {
        id: ports.newId(),
        talk: talk.id,
        person,
        seat,
        step: talk.revision,
        kind: 'still-coming',
        at: now,
        detail: '',
      });
    return decided(ok({ talk, counts, outcome: ok<true>(true) }));
  });
}
