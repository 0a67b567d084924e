// Cards and the form of what somebody prefers over their platform's word: language and zone.
import { type Button, buttons, type Card, quiet, text } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import { plain } from '../../kernel/inline.ts';
import { type Language, languages } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import type { Instant, Zone } from '../../kernel/time.ts';
import { timeText } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import type { PeopleReader } from '../cards.ts';
import { type Preferences, preferencesMark } from '../rules/preferences.ts';

const words = (reader: PeopleReader) => wording(reader.language).people;
/** What somebody typed, short enough for a sentence. */
const quoted = (typed: string) => (typed.length > 40 ? `${typed.slice(0, 39)}…` : typed);

/** Opens the form of both. */
export function preferencesButton(language: Language): Button {
  const w = wording(language).people;
  return {
    label: w.change(),
    describes: w.changeDescribes(),
    action: { verb: 'preferences' },
    typed: w.sayLanguage(),
  };
}

export type LanguageAnswer =
  | { readonly kind: 'now' | 'set' | 'auto' }
  | { readonly kind: 'unknown'; readonly typed: string };

/** In the reader's language as it is after the word. */
export function languageCard(reader: PeopleReader, answer: LanguageAnswer): Card {
  const w = words(reader);
  const { language } = reader;
  const how = quiet(w.languageHow(reader.command));
  switch (answer.kind) {
    case 'now':
      return {
        language,
        title: w.languageNow(language),
        blocks: [how, buttons(preferencesButton(language))],
      };
    case 'set':
      return { language, title: w.languageSet(language), blocks: [how] };
    case 'auto':
      return { language, title: w.languageAuto(language), blocks: [] };
    case 'unknown':
      return {
        language,
        title: w.languageUnknown(quoted(answer.typed)),
        blocks: [text(w.languageHow(reader.command))],
      };
    default:
      return never(answer);
  }
}

export type ZoneAnswer =
  | { readonly kind: 'now' | 'set' | 'auto' }
  | { readonly kind: 'unknown'; readonly typed: string }
  | { readonly kind: 'several'; readonly typed: string; readonly zones: readonly Zone[] };

/** For the reader's zone as it is after the word; `now` on the series' clock. */
export function zoneCard(reader: PeopleReader, answer: ZoneAnswer, now: Instant): Card {
  const w = words(reader);
  const { language, zone } = reader;
  const time = timeText(now, zone);
  const how = w.zoneHow(reader.command);
  switch (answer.kind) {
    case 'now':
      return {
        language,
        title: w.zoneNow(zone, time),
        blocks: [quiet(how), buttons(preferencesButton(language))],
      };
    case 'set':
      return { language, title: w.zoneSet(zone, time), blocks: [quiet(how)] };
    case 'auto':
      return { language, title: w.zoneAuto(zone, time), blocks: [] };
    case 'unknown':
      return { language, title: w.zoneUnknown(quoted(answer.typed)), blocks: [text(how)] };
    case 'several':
      return { language, title: w.zoneSeveral(quoted(answer.typed), answer.zones), blocks: [] };
    default:
      return never(answer);
  }
}

/** The fields of the form. */
export const languageField = 'language';
export const zoneField = 'zone';
/** Chosen by whoever has no language of their own. */
export const automatic = 'auto';

/** Both preferences as they stand, to be changed at once. */
export function preferencesForm(set: Preferences, reader: PeopleReader): Form {
  const w = words(reader);
  const chat = set.otherwise;
  return {
    id: { form: 'preferences', seen: preferencesMark(set) },
    language: reader.language,
    title: w.preferencesTitle(),
    submit: w.save(),
    intro: [],
    fields: [
      {
        kind: 'choice',
        key: languageField,
        label: w.languageLabel(),
        required: true,
        choices: [
          { value: automatic, label: w.languageAsInChat(chat.language) },
          ...languages.map((one) => ({ value: one, label: w.languageOwnName(one) })),
        ],
        initial: set.language ?? automatic,
      },
      {
        kind: 'line',
        key: zoneField,
        label: w.zoneLabel(),
        hint: w.zoneHint(chat.zone),
        required: false,
        ...(set.zone === undefined ? {} : { initial: set.zone }),
        atMost: 60,
      },
    ],
  };
}

/** Why a typed zone is not taken, at its field. */
export function zoneProblem(
  typed: string,
  refusal: 'unknown' | readonly Zone[],
  language: Language,
): string {
  const w = wording(language).people;
  return plain(
    refusal === 'unknown'
      ? w.zoneUnknown(quoted(typed))
      : w.zoneSeveral(quoted(typed), refusal.slice(0, 6)),
  );
}

/** Both as they stand, after the form or in its place; `reader` as the preferences now are, `now` on the series' clock. */
export function preferencesCard(
  reader: PeopleReader,
  answer: 'now' | 'saved' | 'changed-meanwhile',
  now: Instant,
): Card {
  const w = words(reader);
  const { language, zone, command } = reader;
  const titles = {
    now: () => [w.preferencesTitle()],
    saved: () => w.preferencesSaved(),
    'changed-meanwhile': () => w.preferencesChanged(),
  };
  return {
    language,
    title: titles[answer](),
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: w.languageLabel(), value: [w.languageOwnName(language)] },
          { label: w.zoneLabel(), value: [w.zoneValue(zone, timeText(now, zone))] },
        ],
      },
      ...(answer === 'now' ? [text(w.languageHow(command), w.zoneHow(command))] : []),
      buttons(preferencesButton(language)),
    ],
  };
}
