// Giving a seat in a form: the way to it, and what comes of it.
import { peopleOf, textOf } from '../../chat/form.ts';
import { formErrors, openForm, type Reply, whisper } from '../../chat/reply.ts';
import type { FormEntry, Reader, SubmitCall } from '../../chat/router.ts';
import type { Ports } from '../../delivery/ports.ts';
import { type TalkId, talkId } from '../../kernel/ids.ts';
import { nameOf } from '../../people/rules.ts';
import { findAccount } from '../../people/store.ts';
import type { Talk } from '../../talks/rules.ts';
import { upcomingTalks } from '../../talks/store.ts';
import { talkField } from '../cards/choosing.ts';
import { colleagueProblem, giveForm, giveSeatForm, whoField } from '../cards/give-form.ts';
import { giveNoneCard, giveRefusalCard, giveWhomCard } from '../cards/giving.ts';
import { type Audience, goneTalkCard } from '../cards.ts';
import { type Colleague, foreseeGive } from '../decide/giving.ts';
import { type GiveRefusal, whyNotToGive } from '../rules/giving.ts';
import { viewById, viewsOf } from '../view.ts';
import { audienceOf } from './naming.ts';

/** The talks of the seats that the reader could give, soonest first. */
async function givable(ports: Ports, { person, now }: Reader): Promise<readonly Talk[]> {
  const views = await viewsOf(ports.database, (read) => upcomingTalks(read, now), person);
  return views.filter((view) => !view.giving && !whyNotToGive(view, now)).map(({ talk }) => talk);
}

/** What was typed beside the talk: how many people were named, and whether somebody was named who is none. */
export interface SaidOfPeople {
  readonly people: number;
  readonly unread: boolean;
}

const nobody: SaidOfPeople = { people: 0, unread: false };

/** The form of the seats that the reader could give; of one alone where there is one. */
export async function giveAny(ports: Ports, reader: Reader, said = nobody): Promise<Reply> {
  const a = audienceOf(reader);
  const [only, ...more] = await givable(ports, reader);
  return only && more.length === 0
    ? openForm(giveSeatForm(only, a, said.unread), whomCard(said.people, only, a))
    : several(only ? [only, ...more] : [], said, a);
}

function several(talks: readonly Talk[], said: SaidOfPeople, a: Audience): Reply {
  const [next] = talks;
  if (!next) return whisper(giveNoneCard(a));
  return openForm(
    giveForm(talks, a, said.unread),
    giveWhomCard(said.people, { example: next.number }, a),
  );
}

const whomCard = (people: number, talk: Talk, a: Audience) =>
  giveWhomCard(people, { talk, example: talk.number }, a);

/** The form of the reader's seat in one talk; else why there is none to give. */
export async function giveOne(
  ports: Ports,
  reader: Reader,
  id: TalkId,
  said = nobody,
): Promise<Reply> {
  const a = audienceOf(reader);
  const view = await ports.database.read((read) => viewById(read, id, reader.person));
  if (!view) return whisper(goneTalkCard(a));
  const { talk, giving } = view;
  const refusal: GiveRefusal | undefined =
    whyNotToGive(view, reader.now) ??
    (giving && { kind: 'giving-already', gift: giving, same: false });
  if (refusal) return whisper(giveRefusalCard(view, refusal, giving?.to ?? reader, a));
  return openForm(giveSeatForm(talk, a, said.unread), whomCard(said.people, talk, a));
}

type Give = (call: SubmitCall, talk: TalkId, colleague: Colleague) => Promise<Reply>;

/** `give` does it for the chosen talk and colleague, as the words would. */
export function giveEntries(
  ports: Ports,
  give: Give,
): { readonly give: FormEntry; readonly 'give-seat': FormEntry } {
  const entry = (draw: FormEntry['draw'], talkOf: (call: SubmitCall) => TalkId): FormEntry => ({
    audience: 'staff',
    changes: true,
    draw,
    handle: (call) => sent(ports, call, talkOf(call), give),
  });
  return {
    give: entry(
      async ({ reader }) => several(await givable(ports, reader), nobody, audienceOf(reader)),
      ({ values }) => talkId(textOf(values, talkField)),
    ),
    'give-seat': entry(
      ({ reader, form }) => giveOne(ports, reader, ofForm(form)),
      ({ form }) => ofForm(form),
    ),
  };
}

function ofForm(form: SubmitCall['form']): TalkId {
  if ('talk' in form) return form.talk;
  throw new Error(`a form without a talk: ${form.form}`);
}

/** What the platform calls whoever was chosen is known once it was asked of them. */
async function colleagueIn(ports: Ports, { values }: SubmitCall): Promise<Colleague> {
  const [chosen] = peopleOf(values, whoField);
  if (!chosen) throw new Error('a form without a colleague');
  const { account } = chosen;
  const standing = await ports.standing(account);
  const known = await ports.database.read((read) => findAccount(read, account));
  return { account, name: known ? nameOf(known) : chosen.name, standing };
}

async function sent(ports: Ports, call: SubmitCall, talk: TalkId, give: Give): Promise<Reply> {
  const { incoming, reader, drawn } = call;
  const colleague = await colleagueIn(ports, call);
  const refusal = await ports.database.read((read) =>
    foreseeGive(read, incoming.account, talk, colleague, reader.now),
  );
  const problem = refusal && colleagueProblem(refusal, audienceOf(reader));
  return problem === undefined
    ? give(call, talk, colleague)
    : formErrors(drawn, new Map([[whoField, problem]]));
}
