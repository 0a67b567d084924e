// The word `free`, and the button under what a deactivated account holds.
import type { Card } from '../../chat/card.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import type { PressCall, PressEntry, Word, WordCall } from '../../chat/router.ts';
import type { Ports } from '../../delivery/ports.ts';
import { decided } from '../../kernel/facts.ts';
import { never } from '../../kernel/result.ts';
import { findAccount } from '../../people/store.ts';
import { type Audience, showButton } from '../../seats/cards.ts';
import { audienceOf } from '../../seats/commands.ts';
import { attendees } from '../../seats/store.ts';
import { findRefusalCard } from '../../talks/cards.ts';
import { findTalk } from '../../talks/find.ts';
import { upcomingTalks } from '../../talks/store.ts';
import * as cards from '../cards/freeing.ts';
import { freeSeat } from '../decide.ts';
import { meantBy, parseFree } from '../rules/freeing.ts';

export function freeWord(ports: Ports): Word {
  return {
    name: 'free',
    spellings: { en: ['free'], fr: ['libérer'] },
    audience: 'organisers',
    changes: true,
    handle: (call) => free(ports, call),
  };
}

export function freePress(ports: Ports): PressEntry {
  return {
    audience: 'organisers',
    changes: true,
    handle: (call) => freePressed(ports, call),
  };
}

async function free(ports: Ports, { incoming, reader, rest, people }: WordCall): Promise<Reply> {
  const a = audienceOf(reader);
  const wish = parseFree(rest, people);
  const card = await ports.transact(incoming, async (tx) => {
    if (!wish.ok) {
      const [next] = await upcomingTalks(tx, ports.now(), 1);
      return decided(cards.freeMistakeCard(wish.refusal, next?.number ?? 9, a));
    }
    const { talk: name, whom, sure } = wish.value;
    const found = await findTalk(tx, name, ports.now());
    if (!found.ok)
      return decided(
        findRefusalCard(found.refusal, a.language, (talk) => showButton(talk, a.language)),
      );
    const holders = await attendees(tx, found.value.id);
    // Whoever is called by one account may hold the seat by another.
    const called = whom.kind === 'account' ? await findAccount(tx, whom.account) : undefined;
    const person = called?.person;
    const [one, ...others] =
      person === undefined
        ? meantBy(whom, holders)
        : holders.filter((holder) => holder.person === person);
    if (!one) {
      const typed = whom.kind === 'account' ? whom.name : whom.words;
      return decided(cards.freeNobodyCard(found.value, typed, a));
    }
    if (others.length > 0) return decided(cards.freeWhichCard(found.value, [one, ...others], a));
    return decided(freeCard(await freeSeat(tx, ports, incoming.account, one.seat, sure), a));
  });
  return whisper(card);
}

async function freePressed(ports: Ports, { incoming, reader, action }: PressCall): Promise<Reply> {
  if (!('seat' in action)) throw new Error(`a button without a seat: ${action.verb}`);
  const { seat } = action;
  const freed = await ports.transact(incoming, async (tx) =>
    decided(await freeSeat(tx, ports, incoming.account, seat, false, incoming)),
  );
  return whisper(freeCard(freed, audienceOf(reader)));
}

function freeCard(freed: Awaited<ReturnType<typeof freeSeat>>, a: Audience): Card {
  if (!freed.ok) return cards.freeRefusalCard(freed.refusal.talk, freed.refusal.refusal, a);
  const done = freed.value;
  switch (done.kind) {
    case 'ask':
      return cards.freeAskCard(done.talk, done.holder, a);
    case 'free':
      return cards.freedCard(done.freed, a);
    default:
      return never(done);
  }
}
