// Answers what was asked in plain words: finds the talk that is meant, and puts a sentence before the card that a word or a button would show.
import type { Card } from '../../chat/card.ts';
import { cardOf, type Reply, whisper } from '../../chat/reply.ts';
import type { Reader, Word, WordCall } from '../../chat/router.ts';
import type { Ports } from '../../delivery/ports.ts';
import { followersAnswer } from '../../followers/commands.ts';
import { never, ok, type Result, refuse } from '../../kernel/result.ts';
import { localDate } from '../../kernel/time.ts';
import { whyCard } from '../../seats/cards/why.ts';
import { listCard, mineCard, talkCard } from '../../seats/cards.ts';
import { audienceOf } from '../../seats/commands.ts';
import type { SeatState } from '../../seats/rules.ts';
import { mySeats } from '../../seats/store.ts';
import { storyOf, talksHeld, viewOf } from '../../seats/view.ts';
import type { Read } from '../../storage/database.ts';
import { onlyRunning } from '../../talks/cards.ts';
import type { Talk } from '../../talks/rules.ts';
import { readTalk, theSeries, titledTalks, upcomingTalks } from '../../talks/store.ts';
import { momentText } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import { answeredCard, daysText, notOnThatDay, talkAnswer } from '../cards/questions.ts';
import { nearestCommands, sentenceCard } from '../cards.ts';
import { type Days, isAmong } from '../rules/days.ts';
import {
  isOfTalk,
  type Manner,
  type Question,
  type TalkQuestion,
  type Which,
  type World,
} from '../rules/questions.ts';
import { lastTalk, talkMeant, talksOn, viewsAmong } from './which-talk.ts';

/** What sentences are held against; the names of talks are read where nothing was understood without them. */
export function worldOf(ports: Ports, reader: Reader): World {
  return { today: localDate(reader.now, ports.seriesZone), names: [], series: [] };
}

export async function worldWithNames(ports: Ports, reader: Reader): Promise<World> {
  return ports.database.read(async (read) => {
    const names = (await titledTalks(read)).flatMap(({ id, title, speakers }) =>
      [title ?? '', ...speakers.map((s) => s.name)].map((name) => ({ talk: id, name })),
    );
    const series = (await theSeries(read))?.facts;
    return { ...worldOf(ports, reader), names, series: series ? [series.title] : [] };
  });
}

/** Undefined where it comes out that nothing was understood after all: a number that is no talk's. */
export async function answerQuestions(
  ports: Ports,
  words: readonly Word[],
  call: WordCall,
  questions: readonly Question[],
): Promise<Reply | undefined> {
  const ofTalk = questions.filter(isOfTalk);
  if (ofTalk.length > 0) return answerOfTalk(ports, words, call, ofTalk);
  const [question] = questions;
  if (question === undefined || isOfTalk(question)) return undefined;
  const { reader } = call;
  switch (question.about) {
    case 'help':
      return handled(words, call, 'help', '');
    case 'guests':
      return whisper(
        sentenceCard(
          reader.language,
          wording(reader.language).questions.guests(),
          ...nearestCommands(reader.language),
        ),
      );
    case 'followers': {
      const since = question.since === undefined ? '' : `since ${question.since}`;
      const rest = `${question.network ?? ''} ${since}`.trim();
      const { card, said } = await followersAnswer(ports, reader, rest);
      return whisper(said === undefined ? card : answeredCard([said], card));
    }
    case 'mine':
      return whisper(await ports.database.read((read) => mineAnswer(read, reader, 'what')));
    case 'past':
      return pastAnswer(ports, words, call);
    case 'programme':
      return programmeAnswer(ports, words, call, question.as, question.days);
    default:
      return never(question);
  }
}

/** What a word answers, typed with this rest. */
export function handled(
  words: readonly Word[],
  call: WordCall,
  name: string,
  rest: string,
): Promise<Reply> {
  const word = words.find((one) => one.name === name);
  if (!word) throw new Error(`no word is named ${name}`);
  return word.handle({ ...call, rest, people: [] });
}

async function shownBy(
  words: readonly Word[],
  call: WordCall,
  name: string,
  rest: string,
): Promise<Card> {
  const card = cardOf(await handled(words, call, name, rest));
  if (!card) throw new Error(`${name} was answered with silence`);
  return card;
}

async function answerOfTalk(
  ports: Ports,
  words: readonly Word[],
  call: WordCall,
  questions: readonly TalkQuestion[],
): Promise<Reply | undefined> {
  const { reader } = call;
  const [first] = questions;
  if (first === undefined) return undefined;
  const found = await ports.database.read(
    async (read): Promise<Result<Found, Card | undefined>> => {
      const own = await ofMine(read, first, reader);
      if (own && !own.ok) return own;
      const talk = own ?? (await talkMeant(read, first.which, reader, ports.seriesZone));
      if (!talk.ok) return talk;
      const view = await viewOf(read, talk.value, reader.person);
      const story =
        first.about === 'my-story' && reader.person !== undefined
          ? await storyOf(read, talk.value.id, reader.person)
          : undefined;
      return ok({ view, story });
    },
  );
  if (!found.ok) return found.refusal && whisper(found.refusal);
  const { view, story } = found.value;
  if (first.about === 'attendees' && reader.organiser)
    return handled(words, call, 'who', `${view.talk.series.key}#${view.talk.number}`);
  const a = audienceOf(reader);
  const shown = story ? whyCard(view, story, a) : talkCard(view, a, true);
  const next = first.which.kind === 'next';
  const sentences = dayDiffers(view, first.which)
    ? [notOnThatDay(view, dayNamed(first.which) as Days, reader.language)]
    : questions.flatMap(({ about, as }) =>
        talkAnswer({ about, as, next }, view, reader.now, reader.language),
      );
  return whisper(answeredCard([...new Set(sentences)], shown));
}

interface Found {
  readonly view: Awaited<ReturnType<typeof viewOf>>;
  /** The reader's ledger, where that was asked for. */
  readonly story: Awaited<ReturnType<typeof storyOf>> | undefined;
}

const dayNamed = (which: Which): Days | undefined => ('on' in which ? which.on : undefined);

function dayDiffers({ talk }: Found['view'], which: Which): boolean {
  const on = dayNamed(which);
  return on !== undefined && !isAmong(localDate(talk.startsAt, talk.zone), on);
}

/** "Am I registered?", "can I cancel?" without a talk are about what the reader holds; undefined where the question is about the talks of all. */
async function ofMine(
  read: Read,
  { about, as, which }: TalkQuestion,
  reader: Reader,
): Promise<Result<Talk, Card> | undefined> {
  if (which.kind !== 'it') return undefined;
  if (about === 'my-seat') return refuse(await mineAnswer(read, reader, as));
  if (!['my-line', 'my-story', 'cancelling'].includes(about)) return undefined;
  const seats = reader.person === undefined ? [] : await mySeats(read, reader.person, reader.now);
  const fitting = about === 'cancelling' ? seats : seats.filter((s) => s.state !== 'confirmed');
  const [only, ...more] = fitting;
  if (only === undefined)
    return about === 'cancelling' ? refuse(await mineAnswer(read, reader, 'what')) : undefined;
  const talk = await readTalk(read, only.talk);
  if (talk && more.length === 0) return ok(talk);
  const each = wording(reader.language).questions.canCancelEach(
    as === 'what' ? undefined : as === 'whether' ? 'yes' : 'no',
  );
  return refuse(
    about === 'cancelling'
      ? answeredCard([each], await myCard(read, reader))
      : await mineAnswer(read, reader, 'what'),
  );
}

async function myViews(read: Read, reader: Reader) {
  if (reader.person === undefined) return [];
  return viewsAmong(read, await talksHeld(read, reader.person, reader.now), reader.person);
}

const myCard = async (read: Read, reader: Reader): Promise<Card> =>
  mineCard(await myViews(read, reader), audienceOf(reader));

/** All that the reader holds, in a sentence before their own list. */
async function mineAnswer(read: Read, reader: Reader, as: Manner): Promise<Card> {
  const views = await myViews(read, reader);
  const numbers = (state: SeatState) =>
    views.filter(({ mine }) => mine?.state === state).map(({ talk }) => talk.number);
  const w = wording(reader.language).questions;
  const said = w.mine(
    as === 'what' ? undefined : 'yes',
    numbers('confirmed'),
    numbers('offered'),
    numbers('waiting'),
  );
  const card = mineCard(views, audienceOf(reader));
  return views.length > 0 ? answeredCard([said], card) : { ...card, title: [said] };
}

async function pastAnswer(ports: Ports, words: readonly Word[], call: WordCall): Promise<Reply> {
  const { reader } = call;
  const card = await shownBy(words, call, 'list', 'past');
  const last = await ports.database.read((read) => lastTalk(read, reader.now));
  if (!last) return whisper(card);
  const at = momentText(last.startsAt, last.zone, reader.language);
  return whisper(answeredCard([wording(reader.language).questions.lastWas(last.number, at)], card));
}

async function programmeAnswer(
  ports: Ports,
  words: readonly Word[],
  call: WordCall,
  as: Manner,
  days: Days | undefined,
): Promise<Reply> {
  const { reader } = call;
  const { language, now } = reader;
  const w = wording(language).questions;
  const [holds, fails] = as === 'what' ? [] : (['yes', 'no'] as const);
  const { then, ahead, views } = await ports.database.read(async (read) => {
    const then = days && (await talksOn(read, days, ports.seriesZone));
    const ahead = (await upcomingTalks(read, now)).filter((t) => t.cancelled === undefined);
    return { then, ahead, views: await viewsAmong(read, then?.slice(0, 12) ?? [], reader.person) };
  });
  const next = ahead.find((t) => t.startsAt > now);
  const nextSaid = next
    ? [w.isNext(next.number, momentText(next.startsAt, next.zone, language))]
    : [];
  const list = () => shownBy(words, call, 'list', '');
  if (!days || !then) {
    const [running] = ahead;
    if (!running) return whisper(await list());
    const said = next
      ? [w.toCome(holds, ahead.filter((t) => t.startsAt > now).length), ...nextSaid]
      : [onlyRunning(running, language)];
    return whisper(answeredCard(said, await list()));
  }
  if (then.length === 0)
    return whisper(
      answeredCard([w.noneThen(fails, daysText(days, language)), ...nextSaid], await list()),
    );
  const a = audienceOf(reader);
  const [only, ...more] = views;
  if (only && more.length === 0) {
    const said = talkAnswer({ about: 'taking-place', as, next: false }, only, now, language);
    return whisper(answeredCard(said, talkCard(only, a, true)));
  }
  return whisper(
    answeredCard(
      [w.someThen(holds, then.length, daysText(days, language))],
      listCard(wording(language).seats.listAllTitle(), views, a),
    ),
  );
}
