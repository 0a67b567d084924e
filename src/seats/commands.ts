// The words and buttons of seats: list, show, register, cancel, why.
import type { Card } from '../chat/card.ts';
import type { Incoming } from '../chat/incoming.ts';
import { type Reply, redraw, whisper } from '../chat/reply.ts';
import type { Forms, Presses, Reader, Word, WordCall } from '../chat/router.ts';
import { fold } from '../chat/words.ts';
import type { Ports } from '../delivery/ports.ts';
import { type TalkId, talkId } from '../kernel/ids.ts';
import { pastTalks, upcomingTalks } from '../talks/store.ts';
import { wording } from '../wording/wording.ts';
import {
  cancelledCard,
  cancelRefusalCard,
  registeredCard,
  registerRefusalCard,
} from './cards/answers.ts';
import { whyCard } from './cards/why.ts';
import {
  type Audience,
  goneTalkCard,
  listCard,
  noUpcomingCard,
  type TalkView,
  talkCard,
} from './cards.ts';
import { chooseTalk, chooseTalkEntry } from './commands/choosing.ts';
import {
  type GivingPresses,
  givingForms,
  givingPresses,
  givingWords,
  kept,
} from './commands/giving.ts';
import {
  audienceOf,
  named,
  namedSurely,
  press,
  talkOfAction,
  withoutAnswer,
  word,
} from './commands/naming.ts';
import { type OfferPresses, offerPresses, offerWords } from './commands/offers.ts';
import { cancel, register } from './decide.ts';
import { drawUpcoming, storyOf, viewById, viewsOf } from './view.ts';

export { audienceOf } from './commands/naming.ts';

/** Talks on one list: more than that and it says how to see the rest. */
const listed = 12;

export function seatWords(ports: Ports): readonly Word[] {
  return [
    word(
      'list',
      ['list', 'ls', 'talks', 'upcoming'],
      ['liste', 'lister', 'conférences'],
      false,
      (call) => list(ports, call),
    ),
    word(
      'show',
      ['show', 'details', 'talk'],
      ['voir', 'montrer', 'détails', 'conférence'],
      false,
      (call) => named(ports, call, 'show', (talk) => show(ports, call.reader, talk.id)),
    ),
    word(
      'register',
      ['register', 'join', 'signup'],
      ['inscrire', 's’inscrire', "s'inscrire", 'inscription', 'réserver'],
      true,
      (call) =>
        namedSurely(
          ports,
          call,
          'register',
          (talk) => doRegister(ports, call.incoming, call.reader, talk.id),
          () => chooseTalk(ports, call.reader, audienceOf(call.reader)),
        ),
    ),
    word(
      'cancel',
      ['cancel', 'unregister', 'leave'],
      ['annuler', 'désinscrire', 'annulation'],
      true,
      (call) => {
        const { rest, said } = withoutAnswer(call.rest);
        if (said === 'no')
          return named(ports, { ...call, rest }, 'keep', (talk) =>
            kept(ports, call, talk.id, whisper),
          );
        return named(ports, { ...call, rest }, 'cancel', (talk) =>
          doCancel(ports, call.incoming, call.reader, talk.id, said === 'yes', whisper),
        );
      },
    ),
    word('why', ['why'], ['pourquoi'], false, (call) =>
      named(ports, call, 'why', (talk) => why(ports, call.reader, talk.id)),
    ),
    ...offerWords(ports),
    ...givingWords(ports),
  ];
}

async function list(ports: Ports, call: WordCall): Promise<Reply> {
  const { reader } = call;
  const rest = fold(call.rest);
  if (['past', 'passe', 'passees', 'passes'].includes(rest)) return listPast(ports, reader);
  if (['all', 'tout', 'toutes', 'tous'].includes(rest)) return listAll(ports, reader);
  if (rest !== '') return named(ports, call, 'show', (talk) => show(ports, reader, talk.id));
  return listUpcoming(ports, reader);
}

async function listUpcoming(ports: Ports, reader: Reader): Promise<Reply> {
  const w = wording(reader.language).seats;
  const audience = audienceOf(reader);
  const card = await drawUpcoming(ports.database, reader.person, audience, async (all, read) => {
    if (all.length > 0) return shortened(w.listTitle(), all, (next) => w.sayShow(next), audience);
    const [last] = await pastTalks(read, reader.now, 1);
    return noUpcomingCard(last, audience);
  });
  return whisper(card);
}

async function listAll(ports: Ports, reader: Reader): Promise<Reply> {
  const w = wording(reader.language).seats;
  const all = await viewsOf(
    ports.database,
    async (read) => [
      ...(await upcomingTalks(read, reader.now)),
      ...(await pastTalks(read, reader.now)),
    ],
    reader.person,
  );
  return whisper(shortened(w.listAllTitle(), all, () => w.sayListPast(), audienceOf(reader)));
}

async function listPast(ports: Ports, reader: Reader): Promise<Reply> {
  const w = wording(reader.language).seats;
  const past = await viewsOf(ports.database, (read) => pastTalks(read, reader.now), reader.person);
  return whisper(
    past.length === 0
      ? { language: reader.language, title: [w.noPast()], blocks: [] }
      : shortened(w.listPastTitle(), past, (next) => w.sayShow(next), audienceOf(reader)),
  );
}

/** As many as one list shows; `sayMore` is what to type for the next. */
function shortened(
  title: string,
  views: readonly TalkView[],
  sayMore: (next: number) => string,
  audience: Audience,
): Card {
  const shown = views.slice(0, listed);
  const typed = sayMore(views[listed]?.talk.number ?? 0);
  return listCard(title, shown, audience, { count: views.length - shown.length, typed });
}

async function show(ports: Ports, reader: Reader, talk: TalkId): Promise<Reply> {
  const view = await ports.database.read((read) => viewById(read, talk, reader.person));
  return whisper(
    view ? talkCard(view, audienceOf(reader), true) : goneTalkCard(audienceOf(reader)),
  );
}

async function doRegister(
  ports: Ports,
  incoming: Incoming,
  reader: Reader,
  talk: TalkId,
): Promise<Reply> {
  const decision = await register(ports, incoming, talk);
  const audience = audienceOf(reader);
  if (!decision.ok) return whisper(goneTalkCard(audience));
  const { talk: found, outcome } = decision.value;
  return whisper(
    outcome.ok
      ? registeredCard(found, outcome.value, audience)
      : registerRefusalCard(found, outcome.refusal, audience),
  );
}

/** Gives the reader's seat or place back; where others wait, they are asked unless they are `sure`. */
export async function doCancel(
  ports: Ports,
  incoming: Incoming,
  reader: Reader,
  talk: TalkId,
  sure = false,
  answer: typeof whisper = whisper,
): Promise<Reply> {
  const decision = await cancel(ports, incoming, talk, sure);
  const audience = audienceOf(reader);
  if (!decision.ok) return answer(goneTalkCard(audience));
  const { talk: found, outcome, counts } = decision.value;
  return answer(
    outcome.ok
      ? cancelledCard(found, outcome.value, audience)
      : cancelRefusalCard({ talk: found, counts, mine: undefined }, outcome.refusal, audience),
  );
}

async function why(ports: Ports, reader: Reader, id: TalkId): Promise<Reply> {
  const audience = audienceOf(reader);
  return whisper(
    await ports.database.read(async (read) => {
      const view = await viewById(read, id, reader.person);
      if (!view) return goneTalkCard(audience);
      const ledger = reader.person === undefined ? [] : await storyOf(read, id, reader.person);
      return whyCard(view, ledger, audience);
    }),
  );
}

export function seatPresses(
  ports: Ports,
): Required<
  Pick<
    Presses,
    | 'register'
    | 'cancel'
    | 'give-up'
    | 'show'
    | 'why'
    | 'list'
    | 'list-past'
    | 'choose-talk'
    | keyof OfferPresses
    | keyof GivingPresses
  >
> {
  return {
    register: press(true, (call) =>
      doRegister(ports, call.incoming, call.reader, talkOfAction(call)),
    ),
    cancel: press(true, (call) =>
      doCancel(ports, call.incoming, call.reader, talkOfAction(call), false, whisper),
    ),
    'give-up': press(true, (call) =>
      doCancel(ports, call.incoming, call.reader, talkOfAction(call), true, redraw),
    ),
    ...offerPresses(ports),
    ...givingPresses(ports),
    show: press(false, (call) => show(ports, call.reader, talkOfAction(call))),
    why: press(false, (call) => why(ports, call.reader, talkOfAction(call))),
    list: press(false, (call) => listUpcoming(ports, call.reader)),
    'list-past': press(false, (call) => listPast(ports, call.reader)),
    'choose-talk': press(false, ({ reader }) => chooseTalk(ports, reader, audienceOf(reader))),
  };
}

export function seatForms(
  ports: Ports,
): Required<Pick<Forms, 'choose-talk' | 'give' | 'give-seat'>> {
  return {
    ...givingForms(ports),
    'choose-talk': chooseTalkEntry(ports, audienceOf, ({ incoming, reader }, talk) =>
      doRegister(ports, incoming, reader, talk),
    ),
  };
}

/** For drawers: an id that a row of the outbox holds. */
export const talkParam = (value: string | number | undefined): TalkId => talkId(String(value));
