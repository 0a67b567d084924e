// The organiser's desk: announce a talk, change how many seats it has, see who comes.
import { type Reply, whisper } from '../chat/reply.ts';
import type { PressCall, PressEntry, Word, WordCall } from '../chat/router.ts';
import { talkSubject } from '../delivery/notice.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { NoticeOutcome, Ports } from '../delivery/ports.ts';
import { decided } from '../kernel/facts.ts';
import type { TalkId } from '../kernel/ids.ts';
import { never, ok, type Result, refuse } from '../kernel/result.ts';
import { ensurePerson } from '../people/store.ts';
import { type Audience, goneTalkCard } from '../seats/cards.ts';
import { audienceOf } from '../seats/commands.ts';
import { overOf } from '../seats/rules.ts';
import { settle, touchTalk } from '../seats/settle.ts';
import { seatsComing } from '../seats/store/coming.ts';
import { attendees, countSeats } from '../seats/store.ts';
import { viewById } from '../seats/view.ts';
import type { Read, Write } from '../storage/database.ts';
import { findRefusalCard } from '../talks/cards.ts';
import { findTalk } from '../talks/find.ts';
import type { Talk } from '../talks/rules.ts';
import { lockTalk, readTalk, setCapacity, upcomingTalks } from '../talks/store.ts';
import * as cards from './cards.ts';
import { freePress, freeWord } from './commands/freeing.ts';
import { undeliveredPresses, undeliveredWord } from './commands/undelivered.ts';
import { type CapacityWish, decideCapacity, parseCapacity, whyOld } from './rules.ts';
import { noteDone } from './store.ts';

/** How long an organiser waits to hear whether the channel took the card. */
const patienceMs = 2_000;

/** The words of this feature. */
export function organisingWords(ports: Ports): readonly Word[] {
  const audience = 'organisers';
  return [
    {
      name: 'announce',
      spellings: { en: ['announce'], fr: ['annoncer'] },
      audience,
      changes: true,
      handle: (call) =>
        announce(ports, call, call.rest, async (tx, a) => {
          const found = await findTalk(tx, call.rest, ports.now());
          if (found.ok) return found;
          return refuse(
            whisper(findRefusalCard(found.refusal, a.language, cards.asks('announce', a))),
          );
        }),
    },
    {
      name: 'capacity',
      spellings: { en: ['capacity'], fr: ['places', 'capacité'] },
      audience,
      changes: true,
      handle: (call) => capacity(ports, call),
    },
    {
      name: 'who',
      spellings: { en: ['who'], fr: ['qui'] },
      audience,
      changes: false,
      handle: (call) => who(ports, call),
    },
    freeWord(ports),
    undeliveredWord(ports),
  ];
}

/** The buttons of the question which talk was meant, of what a deactivated account holds, and those of what was not delivered. */
export function organisingPresses(ports: Ports): ReturnType<typeof undeliveredPresses> & {
  readonly announce: PressEntry;
  readonly who: PressEntry;
  readonly free: PressEntry;
} {
  return {
    ...undeliveredPresses(ports),
    announce: {
      audience: 'organisers',
      changes: true,
      handle: (call) => announcePressed(ports, call),
    },
    who: {
      audience: 'organisers',
      changes: false,
      handle: (call) =>
        ports.database.read((read) => whoComes(read, talkOf(call), audienceOf(call.reader))),
    },
    free: freePress(ports),
  };
}

function talkOf({ action }: PressCall): TalkId {
  if ('talk' in action) return action.talk;
  throw new Error(`a button without a talk: ${action.verb}`);
}

async function announcePressed(ports: Ports, call: PressCall): Promise<Reply> {
  const id = talkOf(call);
  const typed = await ports.database.read((read) => readTalk(read, id));
  return announce(ports, call, String(typed?.number ?? ''), async (tx, a) => {
    const talk = await readTalk(tx, id);
    return talk ? ok(talk) : refuse(whisper(goneTalkCard(a)));
  });
}

/** Posts a talk's card in the channel, as its newest there; `find` says which talk, or what to answer instead. */
async function announce(
  ports: Ports,
  { incoming, reader }: Pick<WordCall | PressCall, 'incoming' | 'reader'>,
  typed: string,
  find: (tx: Write, a: Audience) => Promise<Result<Talk, Reply>>,
): Promise<Reply> {
  const a = audienceOf(reader);
  const answer = (what: cards.AnnounceAnswer) => whisper(cards.announceCard(what, a));
  const { conversation, kind } = incoming.place;
  type Made = Result<{ readonly talk: Talk; readonly key: string }, Reply>;
  const made = await ports.transact(incoming, async (tx) => {
    const found = await find(tx, a);
    if (!found.ok) return decided<Made>(found);
    const talk = found.value;
    const now = ports.now();
    const why = whyOld(talk, now);
    if (why) return decided<Made>(refuse(answer({ kind: 'old', talk, why })));
    if (kind === 'direct')
      return decided<Made>(refuse(answer({ kind: 'channel-only', talk: typed })));
    const key = `announce:${ports.newId()}`;
    const subjects = [talkSubject(talk.id)];
    await enqueue(
      tx,
      {
        key,
        drawer: 'announcement',
        to: { kind: 'channel', conversation },
        params: { talk: talk.id },
        uselessAt: talk.endsAt,
        live: { subjects, slot: `announcement:${talk.id}`, lastDrawing: false },
      },
      now,
    );
    return decided<Made>(ok({ talk, key }));
  });
  if (!made.ok) return made.refusal;
  return answer(announced(made.value.talk, await ports.outcome(made.value.key, patienceMs)));
}

function announced(talk: Talk, outcome: NoticeOutcome): cards.AnnounceAnswer {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'announced', talk };
    case 'pending':
      return { kind: 'announcing', talk };
    case 'refused':
      return { kind: 'cannot-write', why: outcome.why };
    default:
      return never(outcome);
  }
}

async function capacity(ports: Ports, call: WordCall): Promise<Reply> {
  const a = audienceOf(call.reader);
  const wish = parseCapacity(call.rest);
  const card = await ports.transact(call.incoming, async (tx) => {
    if (wish.ok) return decided(await changeCapacity(ports, call, tx, wish.value, a));
    const [next] = await upcomingTalks(tx, ports.now(), 1);
    return decided(cards.capacityMistakeCard(wish.refusal, next?.number ?? 9, a));
  });
  return whisper(card);
}

async function changeCapacity(
  ports: Ports,
  { incoming }: WordCall,
  tx: Write,
  wish: CapacityWish,
  a: Audience,
) {
  const now = ports.now();
  const found = await findTalk(tx, wish.name, now);
  if (!found.ok) return cards.capacityFindCard(found.refusal, wish.capacity, a);
  const talk = (await lockTalk(tx, found.value.id)) as Talk;
  const decision = decideCapacity(talk, await countSeats(tx, talk.id), wish, now);
  if (!decision.ok) return cards.capacityRefusalCard(talk, decision.refusal, a);
  if (decision.value.kind === 'ask')
    return cards.capacityAskCard(talk, wish.capacity, decision.value, a);
  const { before } = decision.value;
  const changed: Talk = { ...talk, capacity: wish.capacity };
  await setCapacity(tx, talk.id, wish.capacity);
  const { promoted, offered } = await settle(tx, ports, changed, 'more-seats');
  await touchTalk(tx, changed);
  const person = await ensurePerson(tx, incoming.account, ports.newId, now);
  const detail = JSON.stringify({ before, after: wish.capacity });
  const id = ports.newId();
  await noteDone(tx, { id, person, at: now, what: 'capacity', talk: talk.id, detail });
  const counts = await countSeats(tx, talk.id);
  const view = { talk: changed, counts, mine: undefined };
  const over = overOf(changed, counts);
  return cards.capacityChangedCard({ before, view, promoted, offered, over }, a);
}

async function who(ports: Ports, { rest, reader }: WordCall): Promise<Reply> {
  const a = audienceOf(reader);
  return ports.database.read(async (read) => {
    const found = await findTalk(read, rest, reader.now);
    return found.ok
      ? whoComes(read, found.value.id, a)
      : whisper(findRefusalCard(found.refusal, a.language, cards.asks('who', a)));
  });
}

async function whoComes(read: Read, id: TalkId, a: Audience): Promise<Reply> {
  const view = await viewById(read, id, undefined);
  if (!view) return whisper(goneTalkCard(a));
  const coming = await seatsComing(read, view.talk);
  const people = (await attendees(read, id)).map((one) => ({
    ...one,
    coming: coming.has(one.seat),
  }));
  return whisper(cards.whoCard(view, people, a));
}
