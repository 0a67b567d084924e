// Words and buttons about who somebody is: language, zone, and two accounts that become one person or part again.
import { type Reply, whisper } from '../chat/reply.ts';
import type { PressEntry, Reader, Word, WordCall } from '../chat/router.ts';
import type { Ports } from '../delivery/ports.ts';
import { type Decided, decided } from '../kernel/facts.ts';
import type { Write } from '../storage/database.ts';
import * as cards from './cards.ts';
import { link, pressed, unlink } from './commands/linking.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/** The words of this feature. `newCode` makes six random digits. */
export function peopleWords(ports: Ports, newCode: () => string): readonly Word[] {
  const word = (name: string, fr: readonly string[], handle: Word['handle']): Word => ({
    name,
    spellings: { en: [name], fr },
    audience: 'staff',
    changes: true,
    handle,
  });
  return [
    word('language', ['langue'], (call) => language(ports, call)),
    word('zone', ['fuseau'], (call) => zone(ports, call)),
    word('link', ['lier'], (call) => link(ports, newCode, call)),
    word('unlink', ['délier'], (call) => unlink(ports, call)),
  ];
}

/** The buttons of the question whether two accounts are one person. */
export function peoplePresses(ports: Ports): {
  readonly 'link-yes': PressEntry;
  readonly 'link-no': PressEntry;
} {
  const entry = (answer: 'yes' | 'no'): PressEntry => ({
    audience: 'staff',
    changes: true,
    handle: (call) => pressed(ports, call, answer),
  });
  return { 'link-yes': entry('yes'), 'link-no': entry('no') };
}

/** The reader as the preferences now stand. */
async function readerNow(tx: Write, ports: Ports, reader: Reader): Promise<Reader> {
  const known = await store.findAccount(tx, reader.account);
  const defaults = { language: ports.seriesLanguage, zone: ports.seriesZone };
  return { ...reader, ...rules.readerOf(known, reader.account, defaults) };
}

/** Sets or takes away a preference; whoever has none and wants none stays unknown. */
async function prefer(
  tx: Write,
  ports: Ports,
  reader: Reader,
  preference: store.Preference,
  reset: boolean,
): Promise<Reader> {
  const known = await store.findAccount(tx, reader.account);
  if (!reset || known?.person !== undefined) {
    const person = await store.ensurePerson(tx, reader.account, ports.newId, reader.now);
    await store.setPreference(tx, person, preference);
  }
  return readerNow(tx, ports, reader);
}

async function language(ports: Ports, { incoming, reader, rest }: WordCall): Promise<Reply> {
  return ports.transact(incoming, async (tx): Promise<Decided<Reply>> => {
    const answer = (to: Reader, what: cards.LanguageAnswer) =>
      decided(whisper(cards.languageCard(to, what)));
    if (rest === '') return answer(await readerNow(tx, ports, reader), { kind: 'now' });
    const wish = rules.parseLanguage(rest);
    if (!wish.ok) return answer(reader, { kind: 'unknown', typed: rest });
    const reset = wish.value.kind === 'reset';
    const wanted = wish.value.kind === 'set' ? wish.value.value : undefined;
    const after = await prefer(tx, ports, reader, { language: wanted }, reset);
    return answer(after, { kind: reset ? 'auto' : 'set' });
  });
}

async function zone(ports: Ports, { incoming, reader, rest }: WordCall): Promise<Reply> {
  return ports.transact(incoming, async (tx): Promise<Decided<Reply>> => {
    const answer = (to: Reader, what: cards.ZoneAnswer) =>
      decided(whisper(cards.zoneCard(to, what, reader.now)));
    if (rest === '') return answer(await readerNow(tx, ports, reader), { kind: 'now' });
    const wish = rules.parseZone(rest);
    if (!wish.ok)
      return wish.refusal === 'unknown'
        ? answer(reader, { kind: 'unknown', typed: rest })
        : answer(reader, { kind: 'several', typed: rest, zones: wish.refusal });
    const reset = wish.value.kind === 'reset';
    const wanted = wish.value.kind === 'set' ? wish.value.value : undefined;
    const after = await prefer(tx, ports, reader, { zone: wanted }, reset);
    return answer(after, { kind: reset ? 'auto' : 'set' });
  });
}
