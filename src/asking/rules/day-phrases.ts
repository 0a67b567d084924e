// How people name days in a question, in English and French: "24 July", "24/7", "next Wednesday", "dans deux semaines".
import { monthOf } from '../../followers/rules/typed-day.ts';
import type { Language } from '../../kernel/language.ts';
import { type LocalDate, plusDays } from '../../kernel/time.ts';
import {
  after,
  agreeing,
  type Days,
  dayAndMonth,
  dayOfMonth,
  monthAfter,
  monthNamed,
  oneDay,
  weekAfter,
  weekday,
} from './days.ts';

export interface DayPhrase {
  /** Over folded text. */
  readonly pattern: RegExp;
  /** What a match means; undefined where no such day is in the calendar. */
  readonly read: (found: readonly (string | undefined)[], today: LocalDate) => Days | undefined;
}

/** A phrase stands between the edges of words, and is no part of a longer number. */
function phrase(pattern: string, read: DayPhrase['read']): DayPhrase {
  const whole = `(?<![\\p{L}\\p{N}#/.-])(?:${pattern})(?![\\p{L}\\p{N}/]|[.-]\\d)`;
  return { pattern: new RegExp(whole, 'gu'), read };
}

const fixed = (pattern: string, days: (today: LocalDate) => Days): DayPhrase =>
  phrase(pattern, (_, today) => days(today));

/** Which of these patterns a word is, counted from 1; undefined where it is none. */
function numberIn(patterns: readonly string[], word: string | undefined): number | undefined {
  const at = patterns.findIndex((one) => new RegExp(`^(?:${one})$`).test(word ?? ''));
  return at < 0 ? undefined : at + 1;
}

const byNumbers = (weekdays: readonly string[]): readonly DayPhrase[] => [
  phrase('(2\\d{3})-(\\d{2})-(\\d{2})', ([, year, month = '', day = ''], today) =>
    dayAndMonth(day, month, year, today),
  ),
  phrase(
    `${beside(weekdays)}(\\d{1,2})([/.])(\\d{1,2})(?:\\3(2\\d{3}|\\d{2})|\\.)?`,
    ([, name, first = '', divider, second = '', year], today) => {
      // Day before month, as in Geneva; where only the other order can be meant, with a slash, that one.
      const [day, month] =
        divider === '/' && Number(second) > 12 ? [second, first] : [first, second];
      return agreeing(numberIn(weekdays, name), dayAndMonth(day, month, year, today));
    },
  ),
];

/** A weekday before a date. */
const beside = (weekdays: readonly string[]): string => `(?:(${weekdays.join('|')})\\.?,? )?`;

const monthIn = (name: string | undefined): string => monthOf(name as string) as string;

const enDays = [
  'mon(?:day)?',
  'tue(?:s|sday)?',
  'wed(?:nesday)?',
  'thu(?:rs?|rsday)?',
  'fri(?:day)?',
  'sat(?:urday)?',
  'sun(?:day)?',
];
const enMonths =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const enNumbers = [
  'an?|one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
];

const english: readonly DayPhrase[] = [
  ...byNumbers(enDays),
  phrase(
    `${beside(enDays)}(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${enMonths})\\.?(?:,? (2\\d{3}))?`,
    ([, name, day = '', month, year], today) =>
      agreeing(numberIn(enDays, name), dayAndMonth(day, monthIn(month), year, today)),
  ),
  phrase(
    `${beside(enDays)}(${enMonths})\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?:,? (2\\d{3}))?`,
    ([, name, month, day = '', year], today) =>
      agreeing(numberIn(enDays, name), dayAndMonth(day, monthIn(month), year, today)),
  ),
  phrase(
    `${beside(enDays)}the (\\d{1,2})(?:st|nd|rd|th)(?! (?:talk|session|one|event))`,
    ([, name, day], today) => agreeing(numberIn(enDays, name), dayOfMonth(Number(day), today)),
  ),
  fixed('(?:the )?day after tomorrow', (today) => oneDay(plusDays(today, 2))),
  fixed('today|tonight|this (?:evening|afternoon)', oneDay),
  fixed('tomorrow(?: (?:evening|night))?', (today) => oneDay(plusDays(today, 1))),
  fixed('yesterday', (today) => oneDay(plusDays(today, -1))),
  fixed('(?:the )?week after next|in a fortnight', (today) => weekAfter(today, 2)),
  fixed('(?:the )?next week', (today) => weekAfter(today, 1)),
  fixed('this week', (today) => weekAfter(today, 0)),
  fixed('last week', (today) => weekAfter(today, -1)),
  fixed('(?:the )?next month', (today) => monthAfter(today, 1)),
  fixed('this month', (today) => monthAfter(today, 0)),
  fixed('last month', (today) => monthAfter(today, -1)),
  phrase(
    `in (\\d{1,2}|${enNumbers.join('|')}) (day|week|month)s?'?(?: time)?`,
    ([, n = '', unit], today) =>
      after(numberIn(enNumbers, n) ?? Number(n), unit as 'day' | 'week' | 'month', today),
  ),
  phrase(`(?:in|during) (${enMonths})(?: (2\\d{3}))?`, ([, month, year], today) =>
    monthNamed(Number(monthIn(month)), year, today),
  ),
  phrase(
    `(?:(this|next|last|coming) )?(${enDays.join('|')})(?: (?:evening|night))?`,
    ([, said, name], today) =>
      weekday(
        numberIn(enDays, name) as number,
        said === 'next' || said === 'last' ? said : undefined,
        today,
      ),
  ),
];

const frDays = [
  'lun(?:di)?',
  'mar(?:di)?',
  'mer(?:credi)?',
  'jeu(?:di)?',
  'ven(?:dredi)?',
  'sam(?:edi)?',
  'dim(?:anche)?',
];
const frMonths =
  'janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?';
const frNumbers = ['une?', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'];
const frUnits = { jour: 'day', semaine: 'week', mois: 'month' } as const;

const french: readonly DayPhrase[] = [
  ...byNumbers(frDays),
  phrase(
    `${beside(frDays)}(?:le )?(\\d{1,2})(?:er|e)? (${frMonths})\\.?(?: (2\\d{3}))?`,
    ([, name, day = '', month, year], today) =>
      agreeing(numberIn(frDays, name), dayAndMonth(day, monthIn(month), year, today)),
  ),
  phrase(`${beside(frDays)}(?:le|du|au) (\\d{1,2})(?:er)?`, ([, name, day], today) =>
    agreeing(numberIn(frDays, name), dayOfMonth(Number(day), today)),
  ),
  fixed('apres demain', (today) => oneDay(plusDays(today, 2))),
  fixed('aujourdhui|ce soir|cet apres midi', oneDay),
  fixed('demain(?: soir)?', (today) => oneDay(plusDays(today, 1))),
  fixed('hier(?: soir)?', (today) => oneDay(plusDays(today, -1))),
  fixed('dans (?:quinze|15) jours', (today) => weekAfter(today, 2)),
  fixed('dans (?:huit|8) jours|(?:la )?semaine (?:prochaine|qui vient)', (today) =>
    weekAfter(today, 1),
  ),
  fixed('cette semaine', (today) => weekAfter(today, 0)),
  fixed('(?:la )?semaine (?:derniere|passee)', (today) => weekAfter(today, -1)),
  fixed('(?:le )?mois (?:prochain|qui vient)', (today) => monthAfter(today, 1)),
  fixed('ce mois(?: ci)?', (today) => monthAfter(today, 0)),
  fixed('(?:le )?mois (?:dernier|passe)', (today) => monthAfter(today, -1)),
  phrase(
    `dans (\\d{1,2}|${frNumbers.join('|')}) (jour|semaine|mois)s?`,
    ([, n = '', unit], today) =>
      after(numberIn(frNumbers, n) ?? Number(n), frUnits[unit as keyof typeof frUnits], today),
  ),
  phrase(`(?:en|au mois de?) (${frMonths})(?: (2\\d{3}))?`, ([, month, year], today) =>
    monthNamed(Number(monthIn(month)), year, today),
  ),
  phrase(
    `(?:(?:ce|le) )?(${frDays.join('|')})(?: (prochain|qui vient|dernier|passe))?(?: soir)?`,
    ([, name, said], today) => {
      const which = said === 'prochain' || said === 'qui vient' ? 'next' : 'last';
      return weekday(numberIn(frDays, name) as number, said === undefined ? said : which, today);
    },
  ),
];

/** Every way to name days; at each place the first that fits is taken. */
export const dayPhrases: Readonly<Record<Language, readonly DayPhrase[]>> = {
  en: english,
  fr: french,
};

/** The words of days to which a slip of the finger is put right. */
export const dayWords: Readonly<Record<Language, readonly string[]>> = {
  en: 'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december today tomorrow tonight yesterday week weeks month fortnight next last'.split(
    ' ',
  ),
  fr: 'lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre demain semaine semaines mois jours prochain prochaine dernier derniere'.split(
    ' ',
  ),
};
