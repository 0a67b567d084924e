// The words `yes` and `no`, typed to the bot directly: they do what the button under its last question does.
import { type Reply, whisper } from '../../chat/reply.ts';
import type { Reader, Word, WordCall } from '../../chat/router.ts';
import type { Ports } from '../../delivery/ports.ts';
import { questionsAsked } from '../../reminders/view.ts';
import { whyEnded } from '../../seats/rules/standing.ts';
import { lastAsked } from '../../seats/store/asked.ts';
import { mySeat } from '../../seats/store.ts';
import type { Read } from '../../storage/database.ts';
import { findTalk } from '../../talks/find.ts';
import type { Talk } from '../../talks/rules.ts';
import { readTalk } from '../../talks/store.ts';
import { whichQuestionCard } from '../cards.ts';
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
  if (more.length > 0)
    return whisper(
      whichQuestionCard(
        meant.map(({ talk }) => talk),
        said,
        call.reader.language,
      ),
    );
  const { about, talk } = only;
  const named = `${talk.series.key}#${talk.number}`;
  if (about === 'coming') return handled(words, call, said === 'yes' ? 'coming' : 'cancel', named);
  return said === 'yes'
    ? handled(words, call, 'cancel', `${named} yes`)
    : handled(words, call, 'keep', named);
}

interface Meant {
  readonly about: Asked['about'];
  readonly talk: Talk;
}

/** `typed`: the talk that was named, where one was. */
async function questionsMeant(
  read: Read,
  { person, now }: Reader,
  typed: string | undefined,
): Promise<readonly Meant[]> {
  if (person === undefined) return [];
  const named = typed === undefined ? undefined : await findTalk(read, typed, now);
  if (named && !named.ok) return [];
  const coming = await questionsAsked(read, person, now);
  const asked: readonly Asked[] = [
    ...coming.map(({ talk, ...one }) => ({ about: 'coming' as const, talk: talk.id, ...one })),
    ...(await giveUpAsked(read, person, now)),
  ].filter(({ talk }) => !named || talk === named.value.id);
  const meant: Meant[] = [];
  for (const { about, talk: id } of answeredBy(asked, now).slice(0, 5)) {
    const talk = await readTalk(read, id);
    if (talk) meant.push({ about, talk });
  }
  return meant;
}

/** The question whether to give a seat up, while there is one to be given up. */
async function giveUpAsked(
  read: Read,
  person: NonNullable<Reader['person']>,
  now: Reader['now'],
): Promise<readonly Asked[]> {
  const last = await lastAsked(read, person);
  const talk = last && (await readTalk(read, last.talk));
  const mine = talk && (await mySeat(read, talk.id, person));
  if (!last || !talk || mine?.state !== 'confirmed' || whyEnded(talk, now)) return [];
  return [{ about: 'give-up', ...last, answered: false }];
}
