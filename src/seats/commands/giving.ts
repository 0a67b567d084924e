// The words and buttons of a seat that is given to a colleague: give, keep.
import type { Incoming } from '../../chat/incoming.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import type { Forms, PressEntry, Reader, Word, WordCall } from '../../chat/router.ts';
import { firstWord, fold } from '../../chat/words.ts';
import type { Ports } from '../../delivery/ports.ts';
import type { TalkId } from '../../kernel/ids.ts';
import { findTalk } from '../../talks/find.ts';
import { readTalkName } from '../../talks/rules.ts';
import { cancelRefusalCard, keptCard } from '../cards/answers.ts';
import { givenCard, giveRefusalCard, withdrawnCard } from '../cards/giving.ts';
import { goneTalkCard } from '../cards.ts';
import { type Colleague, give, keep } from '../decide/giving.ts';
import { giveAny, giveEntries, giveOne } from './give-form.ts';
import { audienceOf, named, namedSurely, press, talkOfAction, word } from './naming.ts';

export function givingWords(ports: Ports): readonly Word[] {
  return [
    word('give', ['give', 'hand'], ['donner', 'céder'], true, (call) => typedGive(ports, call)),
    word('keep', ['keep'], ['garder'], true, (call) =>
      namedSurely(ports, call, 'keep', ({ id }) => kept(ports, call, id, whisper)),
    ),
  ];
}

export interface GivingPresses {
  readonly keep: PressEntry;
  readonly give: PressEntry;
  readonly 'give-seat': PressEntry;
}

export function givingPresses(ports: Ports): GivingPresses {
  return {
    keep: press(true, (call) => kept(ports, call, talkOfAction(call), redraw)),
    give: press(false, ({ reader }) => giveAny(ports, reader)),
    'give-seat': press(false, (call) => giveOne(ports, call.reader, talkOfAction(call))),
  };
}

export function givingForms(ports: Ports): Required<Pick<Forms, 'give' | 'give-seat'>> {
  return giveEntries(ports, (call, talk, colleague) => given(ports, call, talk, colleague));
}

/** Words that may stand between the talk and the colleague, and those that take the offer back. */
const between = new Set(['to', 'for', 'a', 'au', 'pour']);
const backWords = new Set(['back', 'withdraw', 'off', 'retirer', 'reprendre']);

/** What was typed besides the people: the talk, and whether the offer is taken back. */
function readGive({ text }: WordCall['incoming']): {
  readonly talk: string;
  readonly back: boolean;
} {
  const said = text.filter((part) => typeof part === 'string').join(' ');
  const words = firstWord([said]).rest.split(/\s+/);
  const back = backWords.has(fold(words.at(-1) ?? ''));
  if (back || between.has(fold(words.at(-1) ?? ''))) words.pop();
  return { talk: words.join(' '), back };
}

/** `9` of `9 ben`: who was meant by a name without an @ is not guessed, but the talk is none the less said. */
async function talkIn(ports: Ports, { now }: Reader, typed: string): Promise<string> {
  if ((await ports.database.read((read) => findTalk(read, typed, now))).ok) return typed;
  const words = typed.split(/\s+/).filter((word) => !word.startsWith('@'));
  const number = words.find((word) => {
    const name = readTalkName(word);
    return name.ok && name.value.kind !== 'words';
  });
  return number ?? words.join(' ');
}

async function typedGive(ports: Ports, call: WordCall): Promise<Reply> {
  const { reader, people } = call;
  const typed = readGive(call.incoming);
  if (typed.back && people.length === 0)
    return named(ports, { ...call, rest: typed.talk }, 'keep', ({ id }) =>
      kept(ports, call, id, whisper),
    );
  const [colleague, ...others] = people;
  if (!colleague || others.length > 0) {
    const rest = await talkIn(ports, reader, typed.talk);
    const said = { people: people.length, unread: people.length === 0 && rest !== typed.talk };
    return named(
      ports,
      { ...call, rest },
      'give-seat',
      ({ id }) => giveOne(ports, reader, id, said),
      () => giveAny(ports, reader, said),
    );
  }
  return named(ports, { ...call, rest: typed.talk }, 'show', async ({ id }) =>
    given(ports, call, id, { ...colleague, standing: await ports.standing(colleague.account) }),
  );
}

async function given(
  ports: Ports,
  { incoming, reader }: { readonly incoming: Incoming; readonly reader: Reader },
  id: TalkId,
  colleague: Colleague,
): Promise<Reply> {
  const a = audienceOf(reader);
  const decision = await give(ports, incoming, id, colleague);
  if (!decision.ok) return whisper(goneTalkCard(a));
  const { talk, outcome, counts, mine } = decision.value;
  return whisper(
    outcome.ok
      ? givenCard(talk, outcome.value.gift, a)
      : giveRefusalCard({ talk, counts, mine }, outcome.refusal, colleague, a),
  );
}

export async function kept(
  ports: Ports,
  {
    incoming,
    reader,
  }: Pick<WordCall, 'reader'> & { readonly incoming: Parameters<typeof keep>[1] },
  talk: TalkId,
  answer: typeof whisper,
): Promise<Reply> {
  const decision = await keep(ports, incoming, talk);
  const a = audienceOf(reader);
  if (!decision.ok) return answer(goneTalkCard(a));
  const { talk: found, outcome, counts, mine } = decision.value;
  if (!outcome.ok)
    return answer(cancelRefusalCard({ talk: found, counts, mine }, outcome.refusal, a));
  const { value } = outcome;
  return answer(
    value.kind === 'withdrawn'
      ? withdrawnCard(found, value.gift, a)
      : keptCard(found, value.mine, a),
  );
}
