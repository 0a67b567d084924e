// Dates, times and numbers as people read them. Every printed time names its zone.
import type { Moment } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import { remember } from '../kernel/remember.ts';
import {
  type Instant,
  instantOf,
  type LocalDate,
  type LocalTime,
  localDate,
  wall,
  type Zone,
} from '../kernel/time.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-CH' };

/** Of numbers: newer runtimes group those of `fr-CH` with an apostrophe, older ones with the thin space that both have for `fr`. */
const numerals: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr' };

// The first of a kind takes the runtime milliseconds: made when it is first needed, not at each start.
const numbers = remember((language: Language) => new Intl.NumberFormat(numerals[language]));

const lists = remember(
  (language: Language) => new Intl.ListFormat(locales[language], { type: 'conjunction' }),
);

/** "9, 10 and 11", "9, 10 et 11". */
export const listText = (parts: readonly string[], language: Language): string =>
  lists(language).format(parts);

const plurals = remember((language: Language) => new Intl.PluralRules(language));

/** The zone as people say it: `Europe/Zurich` → "Zurich time", "heure de Zurich". */
export function zoneName(zone: Zone, language: Language): string {
  // A name without a place (UTC, CET, Etc/GMT+2) is said as it is.
  if (!zone.includes('/') || zone.startsWith('Etc/')) return zone.replace('Etc/', '');
  const city = (zone.split('/').at(-1) ?? zone)
    .replaceAll('_', ' ')
    .replace(/^St Johns$/, 'St John’s');
  if (language === 'en') return `${city} time`;
  return /^[AEIOUY]/.test(city) ? `heure d’${city}` : `heure de ${city}`;
}

/** "Wed 10 Jul 2019", "mer. 10 juil. 2019". */
export const dayText = remember((at: Instant, zone: Zone, language: Language): string => {
  return wall(at, zone)
    .setLocale(locales[language])
    .toLocaleString({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
    .replace(',', '');
});

/** A local date as a day: "8 Jul 2019". */
export const dateText = remember((on: LocalDate, language: Language): string => {
  return wall(instantOf(on, '12:00', 'UTC'), 'UTC')
    .setLocale(locales[language])
    .toLocaleString({ day: 'numeric', month: 'short', year: 'numeric' });
});

/** "18:00". */
export const timeText = remember((at: Instant, zone: Zone): LocalTime => {
  return wall(at, zone).toFormat('HH:mm');
});

/** "Wed 10 Jul 2019, 18:00 (Zurich time)". */
export function momentText(at: Instant, zone: Zone, language: Language): string {
  return `${dayText(at, zone, language)}, ${timeText(at, zone)} (${zoneName(zone, language)})`;
}

/** "Wed 10 Jul 2019, 18:00–19:00 (Zurich time)"; an end on another day is written out. */
export function spanText(from: Instant, to: Instant, zone: Zone, language: Language): string {
  const sameDay = localDate(from, zone) === localDate(to, zone);
  const end = sameDay
    ? timeText(to, zone)
    : `${dayText(to, zone, language)}, ${timeText(to, zone)}`;
  return `${dayText(from, zone, language)}, ${timeText(from, zone)}–${end} (${zoneName(zone, language)})`;
}

export function moment(at: Instant, zone: Zone, language: Language): Moment {
  return { kind: 'moment', at, zone, text: momentText(at, zone, language) };
}

export function span(from: Instant, to: Instant, zone: Zone, language: Language): Moment {
  return { kind: 'moment', at: from, zone, text: spanText(from, to, zone, language) };
}

const offsetOf = remember((at: Instant, zone: Zone) => wall(at, zone).offset);

/** Whether two zones show another wall time at an instant. */
export function zonesDiffer(at: Instant, a: Zone, b: Zone): boolean {
  return a !== b && offsetOf(at, a) !== offsetOf(at, b);
}

/** "2,500,000", "2 500 000". */
export function numberText(value: number, language: Language): string {
  return numbers(language).format(value);
}

/** Picks by the language's plural rules: French counts 0 as singular. */
export function plural(count: number, language: Language, one: string, other: string): string {
  return plurals(language).select(count) === 'one' ? one : other;
}

/** "Monday to Friday" and the like, from ISO weekdays 1–7 in order. */
export function weekdayNames(days: readonly number[], language: Language): string {
  const name = (iso: number) =>
    wall(instantOf(`2019-07-0${iso}`, '12:00', 'UTC'), 'UTC')
      .setLocale(locales[language])
      .toFormat('cccc');
  return listText(days.map(name), language);
}

const rough = remember(
  (language: Language) =>
    new Intl.NumberFormat(numerals[language], { maximumSignificantDigits: 3 }),
);

/** A number that was computed, as exact as it is of use: "310", "0.123", "12,346". */
export function figureText(value: number, language: Language): string {
  return Math.abs(value) >= 100
    ? numberText(Math.round(value), language)
    : rough(language).format(value).replace(/^-0$/, '0').replace(/^-/, '−');
}

/** A share between 0 and 1, likewise: "4.2%", "4,2 %". */
export function shareText(value: number, language: Language): string {
  return `${figureText(value * 100, language)}${language === 'en' ? '%' : '\u202f%'}`;
}
