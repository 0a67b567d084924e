// How two accounts become one person, and part again: a code from one, typed on the other, and a Yes from both.
import { type Reply, whisper } from '../../chat/reply.ts';
import type { PressCall, Reader, WordCall } from '../../chat/router.ts';
import { fold } from '../../chat/words.ts';
import { enqueue } from '../../delivery/outbox.ts';
import type { Ports } from '../../delivery/ports.ts';
import { accountKey } from '../../kernel/account.ts';
import { type Decided, decided } from '../../kernel/facts.ts';
import { type LinkId, linkId } from '../../kernel/ids.ts';
import { never } from '../../kernel/result.ts';
import type { Read, Write } from '../../storage/database.ts';
import * as cards from '../cards.ts';
import * as rules from '../rules.ts';
import * as links from '../store/links.ts';
import * as store from '../store.ts';

type LinkReply = Promise<Decided<Reply>>;

/** `link`: a fresh code, a code typed on the other account, or an answer to the question. */
export async function link(ports: Ports, newCode: () => string, call: WordCall): Promise<Reply> {
  const { incoming, reader } = call;
  const [first = '', ...more] = call.rest.split(/\s+/);
  const digits = (typed: readonly string[]) => typed.join('').replaceAll('-', '');
  const all = digits([first, ...more]);
  const said = answers.get(fold(first));
  return ports.transact(incoming, (tx) => {
    if (call.rest === '') return openCode(ports, newCode, tx, reader);
    if (said !== undefined) return typedAnswer(ports, tx, reader, said, digits(more));
    if (/^\d{6}$/.test(all)) return typeCode(tx, reader, all);
    return told(reader, { kind: 'code-shape' });
  });
}

const answers: ReadonlyMap<string, 'yes' | 'no'> = new Map([
  ['yes', 'yes'],
  ['oui', 'yes'],
  ['no', 'no'],
  ['non', 'no'],
]);

async function told(reader: Reader, answer: cards.LinkAnswer, typed?: string): LinkReply {
  return decided(whisper(cards.linkCard(reader, answer, typed)));
}

async function openCode(
  ports: Ports,
  newCode: () => string,
  tx: Write,
  { account, now, ...rest }: Reader,
): LinkReply {
  await store.ensureAccount(tx, account);
  let code = newCode();
  // Two live links must not share a code. With a million codes a second draw is rare, and a tenth means that the source is broken.
  for (let draws = 1; await links.codeInUse(tx, code, now); draws += 1) {
    if (draws === 10) throw new Error('no free code for a link in ten draws');
    code = newCode();
  }
  const expiresAt = now + rules.linkLasts;
  await links.openLink(tx, { id: linkId(ports.newId()), code, account }, now, expiresAt);
  return decided(whisper(cards.codeCard(rest, code, expiresAt)));
}

async function typeCode(tx: Write, reader: Reader, code: string): LinkReply {
  const { account, now } = reader;
  await store.ensureAccount(tx, account);
  const tries = await links.lockTries(tx, account, now);
  const until = rules.lockedUntil(tries, now);
  if (until !== undefined) return told(reader, { kind: 'too-many-tries', until });

  const match = rules.matchCode(await links.lockLinkByCode(tx, code), account, now);
  if (!match.ok) {
    if (match.refusal !== 'own-code')
      await links.saveTries(tx, account, rules.afterWrong(tries, now));
    return told(reader, { kind: match.refusal }, code);
  }
  const { link, again } = match.value;
  const owner = await knownAs(tx, link.owner);
  if (again) return decided(whisper(cards.askedCard(reader, link, owner)));

  const typist = await knownAs(tx, accountKey(account));
  const may = await mayJoin(tx, owner, typist);
  if (!may.ok) return told(reader, { kind: may.refusal });
  const asked = rules.asked(link, account, now);
  await links.saveLink(tx, asked);
  await enqueue(
    tx,
    {
      key: `link-asked:${link.id}`,
      drawer: 'link-asked',
      to: { kind: 'account', account: owner.account },
      params: { link: link.id },
      uselessAt: asked.expiresAt,
    },
    now,
  );
  return decided(whisper(cards.askedCard(reader, asked, owner)));
}

/** An account that a link names; its row outlives the link. */
async function knownAs(read: Read, key: string): Promise<store.KnownAccount> {
  const known = await store.findAccountByKey(read, key);
  if (!known) throw new Error('a link names an account that is not kept');
  return known;
}

async function mayJoin(read: Read, owner: store.KnownAccount, typist: store.KnownAccount) {
  const all = async ({ person }: store.KnownAccount) =>
    person === undefined ? [] : await store.accountsOf(read, person);
  return rules.mayJoin(owner, await all(owner), typist, await all(typist));
}

/** `link yes 482913`, or without the code where one question alone is open. */
async function typedAnswer(
  ports: Ports,
  tx: Write,
  reader: Reader,
  answer: 'yes' | 'no',
  code: string,
): LinkReply {
  const open = await links.askedLinks(tx, reader.account, reader.now);
  const meant = code === '' ? open : open.filter((one) => one.code === code);
  const [only, ...more] = meant;
  if (only && more.length === 0) return decide(ports, tx, reader, only.id, answer);
  if (only) {
    const links = [];
    for (const one of meant) links.push([one, await partner(tx, one, reader)] as const);
    return told(reader, { kind: 'several', links });
  }
  // A twin typed late or again is answered like its button pressed late or again. Somebody else's code is not: nobody may try codes in this way.
  const past = code === '' ? undefined : await links.lockLinkByCode(tx, code);
  return past && rules.takesPart(past, reader.account)
    ? decide(ports, tx, reader, past.id, answer)
    : told(reader, { kind: 'no-question' });
}

/** A press of Yes or No under the question. */
export async function pressed(
  ports: Ports,
  { incoming, reader, action }: PressCall,
  answer: 'yes' | 'no',
): Promise<Reply> {
  if (!('link' in action)) throw new Error(`a link's button without its link: ${action.verb}`);
  return ports.transact(incoming, (tx) => decide(ports, tx, reader, action.link, answer));
}

async function decide(
  ports: Ports,
  tx: Write,
  reader: Reader,
  id: LinkId,
  answer: 'yes' | 'no',
): LinkReply {
  const press = rules.press(await links.lockLink(tx, id), reader.account, answer, reader.now);
  if (press.kind === 'over') return told(reader, { kind: 'over' });
  const other = await partner(tx, press.link, reader);
  switch (press.kind) {
    case 'done-before': {
      const own = await store.findAccount(tx, reader.account);
      const still = own?.person !== undefined && own.person === other.person;
      return told(reader, still ? { kind: 'joined', other } : { kind: 'over' });
    }
    case 'waits':
      await links.saveLink(tx, press.link);
      return told(reader, { kind: 'waits', other, until: press.link.expiresAt });
    case 'refused':
      await links.saveLink(tx, press.link);
      await tellOther(tx, press.link, other, reader);
      return told(reader, { kind: 'not-joined', other });
    case 'both':
      return join(ports, tx, reader, press.link, other);
    default:
      return never(press);
  }
}

/** Both said yes: the typist's person becomes the code owner's, unless one of them was joined with another account meanwhile. */
async function join(
  ports: Ports,
  tx: Write,
  reader: Reader,
  link: rules.Link,
  other: store.KnownAccount,
): LinkReply {
  const ends = async () => ({
    owner: await knownAs(tx, link.owner),
    typist: await knownAs(tx, link.typist ?? link.owner),
  });
  const { owner, typist } = await ends();
  const into = await store.ensurePerson(tx, owner.account, ports.newId, reader.now);
  const from = await store.ensurePerson(tx, typist.account, ports.newId, reader.now);
  await store.lockPersons(tx, from, into);
  const now = await ends();
  const may = await mayJoin(tx, now.owner, now.typist);
  const apart = !may.ok && may.refusal === 'same-place';
  const settled: rules.Link = apart ? { ...link, state: 'refused' } : link;
  await links.saveLink(tx, settled);
  await tellOther(tx, settled, other, reader);
  if (apart) return told(reader, { kind: 'same-place' });
  const { value } = await told(reader, { kind: 'joined', other });
  if (!may.ok) return decided(value);
  await store.mergePersons(tx, from, into);
  return decided(value, { kind: 'persons-merged', from, into });
}

async function partner(read: Read, link: rules.Link, reader: Reader): Promise<store.KnownAccount> {
  return knownAs(read, rules.partnerOf(link, reader.account) ?? link.owner);
}

async function tellOther(
  tx: Write,
  link: rules.Link,
  other: store.KnownAccount,
  { now }: Reader,
): Promise<void> {
  const to = { kind: 'account', account: other.account } as const;
  const params = { link: link.id };
  await enqueue(tx, { key: `link-done:${link.id}`, drawer: 'link-done', to, params }, now);
}

/** `unlink`: the account keeps the person and its seats; every other account is a person of its own again. */
export async function unlink(ports: Ports, { incoming, reader }: WordCall): Promise<Reply> {
  return ports.transact(incoming, async (tx): Promise<Decided<Reply>> => {
    const person = await store.personOf(tx, reader.account);
    if (person === undefined) return decided(whisper(cards.partedCard(reader, [])));
    await store.lockPersons(tx, person);
    const own = accountKey(reader.account);
    const all = await store.accountsOf(tx, person);
    const others = all.filter(({ account }) => accountKey(account) !== own);
    await store.leaveTo(tx, person, reader.account);
    const answer = whisper(cards.partedCard(reader, others));
    return others.length === 0
      ? decided(answer)
      : decided(answer, { kind: 'persons-parted', person });
  });
}
