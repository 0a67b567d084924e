// What all words and buttons about one talk share: which talk was typed, which one a button names, and for whom the answer is drawn.
import type { Button } from '../../chat/card.ts';
import { wordsOf } from '../../chat/incoming.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import type { PressCall, PressEntry, Reader, Word, WordCall } from '../../chat/router.ts';
import { fold } from '../../chat/words.ts';
import type { Ports } from '../../delivery/ports.ts';
import type { TalkId } from '../../kernel/ids.ts';
import type { Language } from '../../kernel/language.ts';
import { findRefusalCard } from '../../talks/cards.ts';
import { findTalk } from '../../talks/find.ts';
import { type FindRefusal, readTalkName, type Talk } from '../../talks/rules.ts';
import { readTalk } from '../../talks/store.ts';
import { wording } from '../../wording/wording.ts';
import { unclearCard } from '../cards/answers.ts';
import type { Audience } from '../cards.ts';
import { whyEnded } from '../rules/standing.ts';
import type { SeatState } from '../rules.ts';
import { mySeats } from '../store.ts';

/** The reader as cards take them: a private card shows their own time too. */
export function audienceOf(reader: Reader): Audience {
  return { language: reader.language, zone: reader.zone, command: reader.command, now: reader.now };
}

export type TalkWord =
  | 'register'
  | 'cancel'
  | 'show'
  | 'why'
  | 'accept'
  | 'decline'
  | 'keep'
  | 'give-seat';
type Say = (number: number) => string;

/** A button for each talk that typed words may have meant. */
function asks(verb: TalkWord, language: Language): (talk: Talk) => Button {
  const { offers, seats, talks } = wording(language);
  const says: Readonly<Record<TalkWord, readonly [Say, Say]>> = {
    register: [seats.registerDescribes, seats.sayRegister],
    cancel: [seats.cancelDescribes, seats.sayCancel],
    show: [seats.showDescribes, seats.sayShow],
    why: [seats.whyDescribes, seats.sayWhy],
    accept: [offers.acceptDescribes, offers.sayAccept],
    decline: [offers.declineDescribes, offers.sayDecline],
    keep: [offers.keepSeatDescribes, offers.sayKeep],
    'give-seat': [offers.giveSeatDescribes, offers.sayGiveSeat],
  };
  const [describes, typed] = says[verb];
  return (talk) => ({
    label: talks.label(talk.number),
    describes: describes(talk.number),
    action: { verb, talk: talk.id },
    typed: typed(talk.number),
  });
}

/** Goes on with the talk that was typed; answers itself where none, or more than one, was meant. */
export async function named(
  ports: Ports,
  call: WordCall,
  verb: TalkWord,
  then: (talk: Talk) => Promise<Reply>,
  whenNothingNamed?: () => Promise<Reply>,
): Promise<Reply> {
  const found = await ports.database.read((read) => findTalk(read, call.rest, call.reader.now));
  if (found.ok) return then(found.value);
  if (found.refusal.kind === 'nothing-named' && whenNothingNamed) return whenNothingNamed();
  const refusal = await withHeld(ports, found.refusal, call.reader, heldBy[verb]);
  return whisper(findRefusalCard(refusal, call.reader.language, asks(verb, call.reader.language)));
}

/** In which states a seat is what a word is about; undefined where it is about any talk. */
const heldBy: Readonly<Record<TalkWord, readonly SeatState[] | undefined>> = {
  register: undefined,
  show: undefined,
  cancel: ['confirmed', 'offered', 'waiting'],
  why: ['confirmed', 'offered', 'waiting'],
  accept: ['offered'],
  decline: ['offered'],
  keep: ['confirmed'],
  'give-seat': ['confirmed'],
};
const mostButtons = 5;

/** Where no talk was named: those in which the reader has something of these states. */
export async function withHeld(
  ports: Pick<Ports, 'database'>,
  refusal: FindRefusal,
  { person, now }: Reader,
  states: readonly SeatState[] | undefined,
): Promise<FindRefusal> {
  if (refusal.kind !== 'nothing-named' || person === undefined || !states) return refusal;
  return ports.database.read(async (read) => {
    const held: Talk[] = [];
    for (const seat of await mySeats(read, person, now)) {
      const talk = states.includes(seat.state) ? await readTalk(read, seat.talk) : undefined;
      if (talk && !whyEnded(talk, now) && held.length < mostButtons) held.push(talk);
    }
    return { ...refusal, held };
  });
}

const yesWords = new Set(['yes', 'oui', 'y', 'o']);
const noWords = new Set(['no', 'non', 'n']);

/** A yes or a no after a talk: `cancel 9 yes` says at once what one would be asked. After words of a title a no is one more of them. */
export function withoutAnswer(rest: string): {
  readonly rest: string;
  readonly said: 'yes' | 'no' | undefined;
} {
  const [, before = '', last = ''] = /^(.*?)\s+(\S+)$/s.exec(rest) ?? [];
  const word = fold(last);
  const name = readTalkName(before);
  if (before === '') return { rest, said: undefined };
  if (yesWords.has(word)) return { rest: before.trim(), said: 'yes' };
  const isNo = noWords.has(word) && name.ok && name.value.kind !== 'words';
  return isNo ? { rest: before.trim(), said: 'no' } : { rest, said: undefined };
}

/** As `named`, where a yes that is typed after the talk adds nothing, and a no says the contrary of the word itself: then nothing is done. */
export async function namedSurely(
  ports: Ports,
  call: WordCall,
  verb: TalkWord,
  then: (talk: Talk, call: WordCall) => Promise<Reply>,
  whenNothingNamed?: () => Promise<Reply>,
): Promise<Reply> {
  const { rest, said } = withoutAnswer(call.rest);
  const meant = { ...call, rest };
  return named(
    ports,
    meant,
    verb,
    async (talk) =>
      said === 'no'
        ? whisper(unclearCard(talk, wordsOf(call.incoming.text).trim(), audienceOf(call.reader)))
        : then(talk, meant),
    whenNothingNamed,
  );
}

/** A word for staff. */
export function word(
  name: string,
  en: readonly string[],
  fr: readonly string[],
  changes: boolean,
  handle: Word['handle'],
): Word {
  return { name, spellings: { en, fr }, audience: 'staff', changes, handle };
}

/** A button for staff. */
export function press(changes: boolean, handle: (call: PressCall) => Promise<Reply>): PressEntry {
  return { audience: 'staff', changes, handle };
}

export function talkOfAction({ action }: PressCall): TalkId {
  if ('talk' in action) return action.talk;
  throw new Error(`a button without a talk: ${action.verb}`);
}
