// Whatever has no handler ends here: help, near misses, old buttons, strangers.
import type { Action, ActionVerb } from '../chat/action.ts';
import type { Button } from '../chat/card.ts';
import { wordsOf } from '../chat/incoming.ts';
import { type Reply, whisper } from '../chat/reply.ts';
import type { Otherwise, Presses, Reader, Word, WordCall } from '../chat/router.ts';
import { distance, firstWord, fold } from '../chat/words.ts';
import type { Ports } from '../delivery/ports.ts';
import { findTalk } from '../talks/find.ts';
import { readTalkName } from '../talks/rules.ts';
import { talkByNumber, theSeries, upcomingTalks } from '../talks/store.ts';
import { wording } from '../wording/wording.ts';
import {
  didYouMeanCard,
  helpCard,
  nearestCommands,
  notUnderstoodCard,
  problemText,
  sentenceCard,
  unknownCard,
} from './cards.ts';
import { answerNames, answerWords } from './commands/answers.ts';
import { answerQuestions, worldOf, worldWithNames } from './commands/questions.ts';
import { foldText } from './rules/folding.ts';
import { nearCommands, nearest } from './rules.ts';

/** `words`: the whole table, these among them. */
export function askingWords(ports: Ports, words: () => readonly Word[]): readonly Word[] {
  return [
    ...answerWords(ports, words, (call) => unknownWords(ports, words(), call)),
    {
      name: 'help',
      spellings: { en: ['help', 'hello', 'hi', '?'], fr: ['aide', 'bonjour', 'salut'] },
      audience: 'staff',
      changes: false,
      handle: ({ reader }) => help(ports, reader),
    },
    {
      name: 'thanks',
      spellings: { en: ['thanks', 'thank', 'thx'], fr: ['merci'] },
      audience: 'staff',
      changes: false,
      handle: async ({ reader: { language } }) =>
        whisper(sentenceCard(language, wording(language).asking.welcome())),
    },
  ];
}

export function askingPresses(ports: Ports): Required<Pick<Presses, 'help'>> {
  return {
    help: { audience: 'staff', changes: false, handle: ({ reader }) => help(ports, reader) },
  };
}

async function help(ports: Ports, reader: Reader): Promise<Reply> {
  const { example, series } = await ports.database.read(async (read) => ({
    example: (await upcomingTalks(read, reader.now, 1))[0],
    series: await theSeries(read),
  }));
  return whisper(helpCard(reader, example, series?.facts.title ?? ''));
}

/** Words that one button can do, by their names, with its verb. */
const talkWords: ReadonlyMap<string, ActionVerb> = new Map([
  ['register', 'register'],
  ['cancel', 'cancel'],
  ['show', 'show'],
  ['why', 'why'],
  ['accept', 'accept'],
  ['decline', 'decline'],
  ['keep', 'keep'],
  ['calendar', 'calendar'],
  ['coming', 'still-coming'],
  ['announce', 'announce'],
  ['who', 'who'],
  ['give', 'give-seat'],
]);
/** The same of words that name no talk. */
const plainWords: ReadonlyMap<string, ActionVerb> = new Map([
  ['list', 'list'],
  ['mine', 'mine'],
  ['give', 'give'],
  ['remind', 'remind'],
  ['calendar', 'calendars'],
  ['followers', 'followers'],
  ['insights', 'insights'],
  ['language', 'preferences'],
  ['zone', 'preferences'],
  ['help', 'help'],
  ['undelivered', 'undelivered'],
]);

/** Answers where no word fits. `words` is the whole table, these among them. */
export function otherwise(ports: Ports, words: () => readonly Word[]): Otherwise {
  return {
    unknownWords: (call) => unknownWords(ports, words(), call),
    question: async (call) => {
      const { reader, incoming } = call;
      const typed = wordsOf(incoming.text);
      if (isCommand(typed, words())) return undefined;
      const { readQuestions } = await grammar();
      const read = readQuestions(typed, reader.language, worldOf(ports, reader));
      if (!read) return undefined;
      return async () =>
        (await answerQuestions(ports, words(), call, read)) ?? notUnderstood(ports, call, typed);
    },
    oldButton: async (reader, why) => {
      const w = wording(reader.language).asking;
      return whisper(
        sentenceCard(
          reader.language,
          why === 'old' ? w.oldButton() : w.strangeButton(),
          ...nearestCommands(reader.language),
        ),
      );
    },
    oldForm: async (reader, why) => {
      const w = wording(reader.language).asking;
      return whisper(
        sentenceCard(
          reader.language,
          why === 'old' ? w.oldForm() : w.strangeForm(),
          ...nearestCommands(reader.language),
        ),
      );
    },
    fieldProblem: (reader, problem) => problemText(problem, reader.language),
    stranger: async (reader, speaker) => {
      const w = wording(reader.language).asking;
      return whisper(sentenceCard(reader.language, speaker === 'bot' ? w.bot() : w.stranger()));
    },
    organisersOnly: async (reader) =>
      whisper(sentenceCard(reader.language, wording(reader.language).asking.organisersOnly())),
  };
}

async function unknownWords(ports: Ports, words: readonly Word[], call: WordCall): Promise<Reply> {
  const { reader, incoming } = call;
  const { head, rest } = firstWord(incoming.text);
  const open = words.filter(
    (w) => (w.audience === 'staff' || reader.organiser) && !isSmallTalk(w.name),
  );
  // A bare talk name means its card: "9", "#9", "next".
  const whole = wordsOf(incoming.text).trim();
  const name = readTalkName(whole);
  const show = words.find((w) => w.name === 'show');
  if (show && name.ok && name.value.kind !== 'words') return show.handle({ ...call, rest: whole });
  if (incoming.place.kind === 'direct') {
    const answer = await namedQuestion(ports, words, call, whole);
    if (answer) return answer;
  }
  // A sentence is no slip of the finger in a command.
  const short = rest.split(/\s+/).length <= longestRest;
  const isAnswer = words.some(
    ({ name, spellings }) =>
      answerNames.has(name) && Object.values(spellings).flat().includes(fold(head)),
  );
  const miss =
    short && !isAnswer ? nearest(head, open, { fold, distance }, reader.language) : undefined;
  if (!miss) {
    const sentence = whole.split(/\s+/).length >= sentenceFrom;
    if (incoming.place.kind === 'direct' && sentence) return notUnderstood(ports, call, whole);
    return whisper(unknownCard(head.slice(0, 40), reader, sentence));
  }
  const typed = `${miss.spelling} ${rest}`.trim().slice(0, 80);
  return whisper(
    didYouMeanCard(typed, await buttonFor(ports, miss.name, typed, rest, reader), reader),
  );
}

/** Its phrases are many: loaded when somebody first asks something, and not at every start. */
const grammar = () => import('./rules/reading.ts');

/** A word of the table with one more at most, and no question mark: there is nothing to read in it. */
function isCommand(typed: string, words: readonly Word[]): boolean {
  const [head = '', ...rest] = typed.trim().split(/\s+/);
  if (rest.length > 1 || typed.includes('?')) return false;
  const said = fold(head);
  return words.some((word) =>
    [word.name, ...Object.values(word.spellings).flat()].some((one) => fold(one) === said),
  );
}

/** So many words are more than a command with a slip in it. */
const sentenceFrom = 3;

/** What answers the bot, or thanks it: nobody means these by a slip. */
const isSmallTalk = (name: string): boolean => answerNames.has(name) || name === 'thanks';

/** A question that names a talk by its title or its speaker. */
async function namedQuestion(
  ports: Ports,
  words: readonly Word[],
  call: WordCall,
  whole: string,
): Promise<Reply | undefined> {
  const { readQuestions } = await grammar();
  const world = await worldWithNames(ports, call.reader);
  const read = readQuestions(whole, call.reader.language, world);
  return read && answerQuestions(ports, words, call, read);
}

async function notUnderstood(ports: Ports, { reader }: WordCall, typed: string): Promise<Reply> {
  const [, number] = /(?:^|[^\p{L}\p{N}.:/-])#?(\d{1,6})(?![\p{L}\p{N}.:/-])/u.exec(typed) ?? [];
  const talk =
    number === undefined
      ? undefined
      : await ports.database.read((read) => talkByNumber(read, Number(number)));
  return whisper(notUnderstoodCard(nearCommands(foldText(typed)), talk, reader.language));
}

/** Words after the first in the longest command: `followers set instagram 412000 on 2019-08-01`. */
const longestRest = 5;

async function buttonFor(
  ports: Ports,
  name: string,
  typed: string,
  rest: string,
  reader: Reader,
): Promise<Button | undefined> {
  const button = (action: Action): Button => ({
    label: typed.length > 30 ? name : typed,
    describes: typed.slice(0, 75),
    action,
    typed,
  });
  const plain = rest === '' ? plainWords.get(name) : undefined;
  if (plain !== undefined) return button({ verb: plain } as Action);
  const verb = talkWords.get(name);
  if (verb === undefined) return undefined;
  const found = await ports.database.read((read) => findTalk(read, rest, reader.now));
  return found.ok ? button({ verb, talk: found.value.id } as Action) : undefined;
}
