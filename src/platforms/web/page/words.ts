// The page's sentences, as the server gave them for the chosen person, and its ways to write dates.

let words: Readonly<Record<string, string>> = {};
let locale = 'en-GB';

/** A sentence with its places filled in. */
export function say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

/** The sentence for so many: keys end in One and Other. */
export function sayCount(key: string, count: number): string {
  const form = new Intl.PluralRules(locale).select(count) === 'one' ? 'One' : 'Other';
  return say(`${key}${form}`, { count });
}

/** Takes the sentences of a language and writes them wherever index.html asks for one. */
export function useWords(given: Readonly<Record<string, string>>, language: string): void {
  words = given;
  locale = language === 'en' ? 'en-GB' : language;
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll<HTMLElement>('[data-word]')) {
    node.textContent = say(node.dataset['word'] ?? '');
  }
  for (const node of document.querySelectorAll<HTMLElement>('[data-label]')) {
    node.setAttribute('aria-label', say(node.dataset['label'] ?? ''));
  }
}

function format(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(at);
}

/** "09:00" */
export const timeText = (at: number, zone: string): string =>
  format(at, zone, { hour: '2-digit', minute: '2-digit', hour12: false });

/** "Monday 8 July 2019" */
export const dayText = (at: number, zone: string): string =>
  format(at, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(
    ',',
    '',
  );

/** "Wed 10 July, 18:00" */
export const shortMoment = (at: number, zone: string): string =>
  `${format(at, zone, { weekday: 'short', day: 'numeric', month: 'long' }).replace(',', '')}, ${timeText(at, zone)}`;

/** "Zurich time" */
export const zoneText = (zone: string): string =>
  say('zoneTime', { city: (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ') });
