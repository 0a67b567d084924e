// Setting what comes before a talk: the word `remind` in words, and its form.
import { textOf, toggleOf } from '../../chat/form.ts';
import { formErrors, openForm, type Reply, whisper } from '../../chat/reply.ts';
import type { FormEntry, Reader, SubmitCall, WordCall } from '../../chat/router.ts';
import type { Ports } from '../../delivery/ports.ts';
import { type Decided, decided } from '../../kernel/facts.ts';
import type { PersonId } from '../../kernel/ids.ts';
import { never, ok, type Result, refuse } from '../../kernel/result.ts';
import { type QuietHours, quietHours } from '../../people/rules/quiet-hours.ts';
import { personOf } from '../../people/store.ts';
import { audienceOf } from '../../seats/commands.ts';
import { mySeats } from '../../seats/store.ts';
import type { Read } from '../../storage/database.ts';
import { readTalk } from '../../talks/store.ts';
import { wording } from '../../wording/wording.ts';
import { fromField, quietField, remindersForm, toField } from '../cards/form.ts';
import * as cards from '../cards.ts';
import { changeReminders, type ReminderChange, remindersOf } from '../decide.ts';
import { remindersMark } from '../rules/mark.ts';
import { parseReminders, type ReminderWish } from '../rules/typed.ts';
import { reminderKinds, upcomingOf } from '../rules.ts';

/** As many of what comes next as a card names. */
const named = 6;

/** `remind`: alone it opens the form. */
export async function remind(ports: Ports, { incoming, reader, rest }: WordCall): Promise<Reply> {
  const wish = parseReminders(rest);
  return ports.transact(incoming, async (tx): Promise<Decided<Reply>> => {
    if (!wish.ok) {
      const set = await remindersOf(tx, reader.person);
      return decided(whisper(cards.reminderRefusalCard(wish.refusal, set, audienceOf(reader))));
    }
    if (wish.value.kind === 'show') return decided(await form(tx, reader));
    await changeReminders(tx, ports, incoming, changeOf(wish.value));
    return decided(whisper(await setCard(tx, reader, answerOf(wish.value))));
  });
}

type Setting = Exclude<ReminderWish, { readonly kind: 'show' }>;

function changeOf(wish: Setting): ReminderChange {
  switch (wish.kind) {
    case 'switch':
      return Object.fromEntries(wish.what.map((kind) => [kind, wish.on]));
    case 'quiet':
      return { quiet: wish.hours };
    default:
      return never(wish);
  }
}

function answerOf(wish: Setting): cards.ReminderAnswer {
  switch (wish.kind) {
    case 'switch':
      return { kind: 'switched', what: wish.what, on: wish.on };
    case 'quiet':
      return { kind: 'quiet' };
    default:
      return never(wish);
  }
}

/** What the reader has set as it now stands, after whatever the transaction changed, and what comes next by it. */
async function setNow(read: Read, reader: Reader): Promise<cards.SetReminders> {
  const person = await personOf(read, reader.account);
  const set = await remindersOf(read, person);
  return { ...set, next: person === undefined ? [] : await nextOf(read, person, set, reader) };
}

const readerOf = (reader: Reader): cards.ReminderReader => ({
  ...audienceOf(reader),
  zone: reader.zone,
});

async function setCard(read: Read, reader: Reader, answer: cards.ReminderAnswer) {
  return cards.remindersCard(await setNow(read, reader), answer, readerOf(reader));
}

async function nextOf(
  read: Read,
  person: PersonId,
  { wanted, quiet }: Awaited<ReturnType<typeof remindersOf>>,
  { now, zone }: Reader,
): Promise<cards.SetReminders['next']> {
  const found: cards.SetReminders['next'][number][] = [];
  for (const held of await mySeats(read, person, now)) {
    const talk = held.state === 'confirmed' ? await readTalk(read, held.talk) : undefined;
    if (talk && talk.cancelled === undefined)
      found.push(...upcomingOf(talk, wanted, quiet, zone, now).map((one) => ({ ...one, talk })));
  }
  return found.sort((a, b) => (a.at ?? a.dueAt) - (b.at ?? b.dueAt)).slice(0, named);
}

/** The form of all that is set, as it stands. */
export async function form(read: Read, reader: Reader): Promise<Reply> {
  const set = await setNow(read, reader);
  const to = readerOf(reader);
  return openForm(remindersForm(set, to), cards.remindersCard(set, { kind: 'now' }, to));
}

export function remindEntry(ports: Ports): FormEntry {
  return {
    audience: 'staff',
    changes: true,
    draw: ({ reader }) => ports.database.read((read) => form(read, reader)),
    handle: (call) => save(ports, call),
  };
}

/** Undefined: none are wanted. Refused with what is wrong, by the field. */
function quietIn({
  values,
  reader,
}: SubmitCall): Result<QuietHours | undefined, ReadonlyMap<string, string>> {
  if (!toggleOf(values, quietField)) return ok(undefined);
  const w = wording(reader.language).reminders;
  const [from, to] = [textOf(values, fromField), textOf(values, toField)];
  const missing = [fromField, toField].filter((field) => textOf(values, field) === '');
  if (missing.length > 0) return refuse(new Map(missing.map((field) => [field, w.needTime()])));
  const hours = quietHours(from, to);
  return hours.ok ? hours : refuse(new Map([[toField, w.needOther()]]));
}

async function save(ports: Ports, call: SubmitCall): Promise<Reply> {
  const { incoming, reader, form: of, values, drawn } = call;
  const quiet = quietIn(call);
  if (!quiet.ok) return formErrors(drawn, quiet.refusal);
  const wanted = Object.fromEntries(reminderKinds.map((kind) => [kind, toggleOf(values, kind)]));
  return ports.transact(incoming, async (tx): Promise<Decided<Reply>> => {
    const person = await personOf(tx, incoming.account);
    const mark = remindersMark(await remindersOf(tx, person));
    const answer = async (kind: 'saved' | 'changed-meanwhile') =>
      decided(whisper(await setCard(tx, reader, { kind })));
    if (!('seen' in of) || of.seen !== mark) return answer('changed-meanwhile');
    await changeReminders(tx, ports, incoming, { ...wanted, quiet: quiet.value });
    return answer('saved');
  });
}
