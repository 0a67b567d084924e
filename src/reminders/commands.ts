// The words `remind` and `coming`, the buttons of a reminder, and the form of what is set.
import type { Incoming } from '../chat/incoming.ts';
import { type Reply, redraw, whisper } from '../chat/reply.ts';
import type { Forms, PressCall, PressEntry, Reader, Word, WordCall } from '../chat/router.ts';
import type { Ports } from '../delivery/ports.ts';
import type { TalkId } from '../kernel/ids.ts';
import { goneTalkCard } from '../seats/cards.ts';
import { withHeld, withoutAnswer } from '../seats/commands/naming.ts';
import { audienceOf, doCancel } from '../seats/commands.ts';
import { findRefusalCard } from '../talks/cards.ts';
import { findTalk } from '../talks/find.ts';
import type { Talk } from '../talks/rules.ts';
import { wording } from '../wording/wording.ts';
import * as cards from './cards.ts';
import { form, remind, remindEntry } from './commands/setting.ts';
import { sayComing } from './decide.ts';

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
      handle: ({ reader }) => ports.database.read((read) => form(read, reader)),
    },
  };
}

export function reminderForms(ports: Ports): Required<Pick<Forms, 'remind'>> {
  return { remind: remindEntry(ports) };
}

function talkOf({ action }: PressCall): TalkId {
  if ('talk' in action) return action.talk;
  throw new Error(`a button without a talk: ${action.verb}`);
}

async function coming(ports: Ports, { incoming, reader, rest: typed }: WordCall): Promise<Reply> {
  const { rest, said } = withoutAnswer(typed);
  const found = await ports.database.read((read) => findTalk(read, rest, reader.now));
  // `coming 9 no` answers "Still coming?" with a no.
  if (found.ok && said === 'no') return doCancel(ports, incoming, reader, found.value.id);
  if (found.ok) return whisper(await comingCard(ports, incoming, reader, found.value.id));
  const { reminders, talks } = wording(reader.language);
  const refusal = await withHeld(ports, found.refusal, reader, ['confirmed']);
  return whisper(
    findRefusalCard(refusal, reader.language, ({ id, number }: Talk) => ({
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
