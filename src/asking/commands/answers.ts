// The words `yes` and `no`, typed to the bot directly: they do what the button under its last question does.
import { type Reply, whisper } from '../../chat/reply.ts';
import type { Reader, Word, WordCall } from '../../chat/router.ts';
import type { Ports } from '../../delivery/ports.ts';
import type { PersonId, TalkId } from '../../kernel/ids.ts';
import { never } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import { questionsAsked } from '../../reminders/view.ts';
import { audienceOf } from '../../seats/commands.ts';
import type { Gift } from '../../seats/rules/giving.ts';
import { whyEnded } from '../../seats/rules/standing.ts';
import { lastAsked } from '../../seats/store/asked.ts';
import { openGiftsOf } from '../../seats/store/gifts.ts';
import { mySeat, mySeats } from '../../seats/store.ts';
import type { Read } from '../../storage/database.ts';
import { findTalk } from '../../talks/find.ts';
import { readTalk } from '../../talks/store.ts';
import { type QuestionMeant, whichQuestionCard } from '../cards.ts';
import { type Answer, type Asked, answeredBy, besideAnswer } from '../rules/answers.ts';
import { handled } from './questions.ts';

/** Names under which they stand in the table of words. Nobody means them by a slip, nor another word by them. */
export const answerNames: ReadonlySet<string> = new Set(['yes', 'no']);

/** `words`: the whole table, these among them. `otherwise`: what is said where nothing was asked. */
export function answerWords(
  ports: Ports,
  words: () => readonly Word[],
  otherwise: (call: WordCall) => Promise<Reply>,
): readonly Word[] {
  const word = (name: Answer, en: readonly string[], fr: readonly string[]): Word => ({
    name,
    spellings: { en, fr },
    audience: 'staff',
    changes: true,
    handle: (call) => answer(ports, words(), otherwise, call, name),
  });
  return [
    word('yes', ['yes', 'yep', 'yeah'], ['oui', 'ouais']),
    word('no', ['no', 'nope'], ['non', 'nan']),
  ];
}

async function answer(
  ports: Ports,
  words: readonly Word[],
  otherwise: (call: WordCall) => Promise<Reply>,
  call: WordCall,
  said: Answer,
): Promise<Reply> {
  const beside = call.people.length === 0 ? besideAnswer(said, call.rest) : undefined;
  if (beside === undefined || call.incoming.place.kind !== 'direct') return otherwise(call);
  const typed = beside.kind === 'talk' ? beside.typed : undefined;
  const meant = await ports.database.read((read) => questionsMeant(read, call.reader, typed));
  const [only, ...more] = meant;
  if (!only) return otherwise(call);
  if (more.length > 0) return whisper(whichQuestionCard(meant, said, audienceOf(call.reader)));
  return handled(words, call, ...wordFor(only, said));
}

/** The word that does what the button under a question does, and what follows it. */
function wordFor({ about, talk }: QuestionMeant, said: Answer): readonly [string, string] {
  const named = `${talk.series.key}#${talk.number}`;
  const yes = said === 'yes';
  switch (about) {
    case 'coming':
      return [yes ? 'coming' : 'cancel', named];
    case 'give-up':
      return yes ? ['cancel', `${named} yes`] : ['keep', named];
    case 'offer':
      return [yes ? 'accept' : 'decline', named];
    case 'gift':
      return [yes ? 'accept' : 'decline', `${named} gift`];
    default:
      return never(about);
  }
}

/** `typed`: the talk that was named, where one was. */
async function questionsMeant(
  read: Read,
  { person, now }: Reader,
  typed: string | undefined,
): Promise<readonly QuestionMeant[]> {
  if (person === undefined) return [];
  const named = typed === undefined ? undefined : await findTalk(read, typed, now);
  if (named && !named.ok) return [];
  const coming = await questionsAsked(read, person, now);
  const gifts = await giftsTo(read, person, now);
  const asked: readonly Asked[] = [
    ...coming.map(({ talk, ...one }) => ({ about: 'coming' as const, talk: talk.id, ...one })),
    ...(await giveUpAsked(read, person, now)),
    ...(await offersTo(read, person, now)),
    ...gifts.map(({ talk }) => open('gift', talk)),
  ].filter(({ talk }) => !named || talk === named.value.id);
  const meant: QuestionMeant[] = [];
  for (const { about, talk: id } of answeredBy(asked, now).slice(0, 5)) {
    const talk = await readTalk(read, id);
    const gift = about === 'gift' ? gifts.find((one) => one.talk === id) : undefined;
    if (talk) meant.push({ about, talk, gift });
  }
  return meant;
}

/** The question whether to give a seat up, while there is one to be given up. */
async function giveUpAsked(read: Read, person: PersonId, now: Instant): Promise<readonly Asked[]> {
  const last = await lastAsked(read, person);
  const talk = last && (await readTalk(read, last.talk));
  const mine = talk && (await mySeat(read, talk.id, person));
  if (!last || !talk || mine?.state !== 'confirmed' || whyEnded(talk, now)) return [];
  return [{ about: 'give-up', ...last, answered: false }];
}

/** An offer stays open until it is answered or ends: when it was made does not matter. */
const open = (about: 'offer' | 'gift', talk: TalkId): Asked => ({
  about,
  talk,
  at: 0,
  answered: false,
});

/** The seats that are offered to somebody from the waiting list. */
async function offersTo(read: Read, person: PersonId, now: Instant): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const { talk, state } of await mySeats(read, person, now)) {
    const mine = state === 'offered' ? await mySeat(read, talk, person) : undefined;
    if (mine?.until !== undefined && mine.until > now) asked.push(open('offer', talk));
  }
  return asked;
}

/** The seats that colleagues are giving to somebody, in talks to come. */
async function giftsTo(read: Read, person: PersonId, now: Instant): Promise<readonly Gift[]> {
  const gifts: Gift[] = [];
  for (const gift of await openGiftsOf(read, person)) {
    const talk = gift.to.person === person ? await readTalk(read, gift.talk) : undefined;
    if (talk && !whyEnded(talk, now)) gifts.push(gift);
  }
  return gifts;
}
