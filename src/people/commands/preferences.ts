// What somebody prefers over their platform's word: the words language and zone, and the form of both.
import { textOf } from '../../chat/form.ts';
import { formErrors, openForm, type Reply, whisper } from '../../chat/reply.ts';
import type { FormEntry, Reader, SubmitCall, WordCall } from '../../chat/router.ts';
import type { Ports } from '../../delivery/ports.ts';
import { type Decided, decided } from '../../kernel/facts.ts';
import { languageOf } from '../../kernel/language.ts';
import type { Read, Write } from '../../storage/database.ts';
import * as cards from '../cards/preferences.ts';
import { type Preferences, preferencesMark, preferencesOf } from '../rules/preferences.ts';
import * as rules from '../rules.ts';
import * as store from '../store.ts';

const defaultsOf = (ports: Ports) => ({
  language: ports.seriesLanguage,
  zone: ports.seriesZone,
});

/** The reader as the preferences now stand, and these. */
async function standing(
  read: Read,
  ports: Ports,
  reader: Reader,
): Promise<{ readonly now: Reader; readonly set: Preferences }> {
  const { account } = reader;
  const known = await store.findAccount(read, account);
  return {
    now: { ...reader, ...rules.readerOf(known, account, defaultsOf(ports)) },
    set: preferencesOf(known, account, defaultsOf(ports)),
  };
}

/** Sets or takes away preferences; whoever has none and wants none stays unknown. */
async function prefer(
  tx: Write,
  ports: Ports,
  reader: Reader,
  preference: store.Preference,
): Promise<Reader> {
  const known = await store.findAccount(tx, reader.account);
  const wanted = Object.values(preference).some((one) => one !== undefined);
  if (wanted || known?.person !== undefined) {
    const person = await store.ensurePerson(tx, reader.account, ports.newId, reader.now);
    await store.setPreference(tx, person, preference);
  }
  return (await standing(tx, ports, reader)).now;
}

/** `language`: alone it opens the form. */
export async function language(ports: Ports, { incoming, reader, rest }: WordCall): Promise<Reply> {
  return ports.transact(incoming, async (tx): Promise<Decided<Reply>> => {
    const answer = (to: Reader, what: cards.LanguageAnswer) =>
      decided(whisper(cards.languageCard(to, what)));
    if (rest === '') {
      const { now, set } = await standing(tx, ports, reader);
      const instead = cards.languageCard(now, { kind: 'now' });
      return decided(openForm(cards.preferencesForm(set, now), instead));
    }
    const wish = rules.parseLanguage(rest);
    if (!wish.ok) return answer(reader, { kind: 'unknown', typed: rest });
    const wanted = wish.value.kind === 'set' ? wish.value.value : undefined;
    const after = await prefer(tx, ports, reader, { language: wanted });
    return answer(after, { kind: wish.value.kind === 'reset' ? 'auto' : 'set' });
  });
}

/** `zone`: alone it opens the form. */
export async function zone(ports: Ports, { incoming, reader, rest }: WordCall): Promise<Reply> {
  return ports.transact(incoming, async (tx): Promise<Decided<Reply>> => {
    const answer = (to: Reader, what: cards.ZoneAnswer) =>
      decided(whisper(cards.zoneCard(to, what, reader.now)));
    if (rest === '') {
      const { now, set } = await standing(tx, ports, reader);
      const instead = cards.zoneCard(now, { kind: 'now' }, reader.now);
      return decided(openForm(cards.preferencesForm(set, now), instead));
    }
    const wish = rules.parseZone(rest);
    if (!wish.ok)
      return wish.refusal === 'unknown'
        ? answer(reader, { kind: 'unknown', typed: rest })
        : answer(reader, { kind: 'several', typed: rest, zones: wish.refusal });
    const wanted = wish.value.kind === 'set' ? wish.value.value : undefined;
    const after = await prefer(tx, ports, reader, { zone: wanted });
    return answer(after, { kind: wish.value.kind === 'reset' ? 'auto' : 'set' });
  });
}

/** The form of both, as they stand. */
export async function preferences(ports: Ports, reader: Reader): Promise<Reply> {
  const { now, set } = await ports.database.read((read) => standing(read, ports, reader));
  const instead = cards.preferencesCard(now, 'now', reader.now);
  return openForm(cards.preferencesForm(set, now), instead);
}

export function preferencesEntry(ports: Ports): FormEntry {
  return {
    audience: 'staff',
    changes: true,
    draw: ({ reader }) => preferences(ports, reader),
    handle: (call) => save(ports, call),
  };
}

async function save(ports: Ports, call: SubmitCall): Promise<Reply> {
  const { incoming, reader, form, values, drawn } = call;
  const typed = textOf(values, cards.zoneField);
  const zone = typed === '' ? undefined : rules.parseZone(typed);
  if (zone && !zone.ok) {
    const problem = cards.zoneProblem(typed, zone.refusal, reader.language);
    return formErrors(drawn, new Map([[cards.zoneField, problem]]));
  }
  const wanted = {
    language: languageOf(textOf(values, cards.languageField)),
    zone: zone?.value.kind === 'set' ? zone.value.value : undefined,
  };
  return ports.transact(incoming, async (tx): Promise<Decided<Reply>> => {
    const { now, set } = await standing(tx, ports, reader);
    const answer = (to: Reader, what: 'saved' | 'changed-meanwhile') =>
      decided(whisper(cards.preferencesCard(to, what, reader.now)));
    if (!('seen' in form) || form.seen !== preferencesMark(set))
      return answer(now, 'changed-meanwhile');
    return answer(await prefer(tx, ports, reader, wanted), 'saved');
  });
}
