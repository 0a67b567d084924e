// The words `remind` and `coming`, and the buttons of a reminder.
import type { Incoming } from '../chat/incoming.ts';
import { type Reply, redraw, whisper } from '../chat/reply.ts';
import type { PressCall, PressEntry, Reader, Word, WordCall } from '../chat/router.ts';
import type { Ports } from '../delivery/ports.ts';
import { decided } from '../kernel/facts.ts';
import type { PersonId, TalkId } from '../kernel/ids.ts';
import { never } from '../kernel/result.ts';
import { findAccount } from '../people/store.ts';
import { goneTalkCard } from '../seats/cards.ts';
import { audienceOf } from '../seats/commands.ts';
import { mySeats } from '../seats/store.ts';
import type { Read } from '../storage/database.ts';
import { findRefusalCard } from '../talks/cards.ts';
import { findTalk } from '../talks/find.ts';
import type { Talk } from '../talks/rules.ts';
import { readTalk } from '../talks/store.ts';
import { wording } from '../wording/wording.ts';
import * as cards from './cards.ts';
import { changeReminders, type ReminderChange, remindersOf, sayComing } from './decide.ts';
import { parseReminders, type ReminderWish } from './rules/typed.ts';
import { upcomingOf } from './rules.ts';

/** As many of what comes next as a card names. */
const named = 6;

/** The words of this feature. */
export function reminderWords(ports: Ports): readonly Word[] {
  const word = (
    name: string,
    en: readonly string[],
    fr: readonly string[],
    handle: Word['handle'],
  ): Word => ({ name, spellings: { en, fr }, audience: 'staff', changes: true, handle });
  return [
    word('remind', ['remind', 'reminders', 'reminder'], ['rappels', 'rappel', 'rappeler'], (call) =>
      remind(ports, call),
    ),
    word('coming', ['coming'], ['viens', 'présent', 'présente'], (call) => coming(ports, call)),
  ];
}

/** Yes under "Still coming?", and the way to what is set. */
export function reminderPresses(ports: Ports): {
  readonly 'still-coming': PressEntry;
  readonly remind: PressEntry;
} {
  return {
    'still-coming': {
      audience: 'staff',
      changes: true,
      handle: async (call) =>
        redraw(await comingCard(ports, call.incoming, call.reader, talkOf(call))),
    },
    remind: {
      audience: 'staff',
      changes: false,
      handle: async ({ reader }) =>
        whisper(await ports.database.read((read) => setCard(read, reader, { kind: 'now' }))),
    },
  };
}

function talkOf({ action }: PressCall): TalkId {
  if ('talk' in action) return action.talk;
  throw new Error(`a button without a talk: ${action.verb}`);
}

async function remind(ports: Ports, { incoming, reader, rest }: WordCall): Promise<Reply> {
  const wish = parseReminders(rest);
  const card = await ports.transact(incoming, async (tx) => {
    if (!wish.ok) {
      const set = await remindersOf(tx, reader.person);
      return decided(cards.reminderRefusalCard(wish.refusal, set, audienceOf(reader)));
    }
    const change = changeOf(wish.value);
    if (change) await changeReminders(tx, ports, incoming, change);
    return decided(await setCard(tx, reader, answerOf(wish.value)));
  });
  return whisper(card);
}

function changeOf(wish: ReminderWish): ReminderChange | undefined {
  switch (wish.kind) {
    case 'show':
      return undefined;
    case 'switch':
      return Object.fromEntries(wish.what.map((kind) => [kind, wish.on]));
    case 'quiet':
      return { quiet: wish.hours };
    default:
      return never(wish);
  }
}

function answerOf(wish: ReminderWish): cards.ReminderAnswer {
  switch (wish.kind) {
    case 'show':
      return { kind: 'now' };
    case 'switch':
      return { kind: 'switched', what: wish.what, on: wish.on };
    case 'quiet':
      return { kind: 'quiet' };
    default:
      return never(wish);
  }
}

/** What the reader has set as it now stands, after whatever the transaction changed. */
async function setCard(read: Read, reader: Reader, answer: cards.ReminderAnswer) {
  const person = (await findAccount(read, reader.account))?.person;
  const set = await remindersOf(read, person);
  const next = person === undefined ? [] : await nextOf(read, person, set, reader);
  return cards.remindersCard({ ...set, next }, answer, {
    ...audienceOf(reader),
    zone: reader.zone,
  });
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

async function coming(ports: Ports, { incoming, reader, rest }: WordCall): Promise<Reply> {
  const found = await ports.database.read((read) => findTalk(read, rest, reader.now));
  if (found.ok) return whisper(await comingCard(ports, incoming, reader, found.value.id));
  const { reminders, talks } = wording(reader.language);
  return whisper(
    findRefusalCard(found.refusal, reader.language, ({ id, number }: Talk) => ({
      label: talks.label(number),
      describes: reminders.yesDescribes(number),
      action: { verb: 'still-coming', talk: id },
      typed: reminders.sayComing(number),
    })),
  );
}

async function comingCard(ports: Ports, incoming: Incoming, reader: Reader, id: TalkId) {
  const a = audienceOf(reader);
  const decision = await sayComing(ports, incoming, id);
  if (!decision.ok) return goneTalkCard(a);
  const { talk, counts, outcome } = decision.value;
  return outcome.ok
    ? cards.seeYouCard(talk, a)
    : cards.comingRefusalCard(talk, counts, outcome.refusal, a);
}
