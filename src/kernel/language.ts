// The languages in which the bot speaks.

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/** The language for a platform's locale (`fr-CH`, `fr_FR`); undefined for one that we do not speak. */
export function languageOf(locale: string | undefined): Language | undefined {
  const head = (locale ?? '').toLowerCase().split(/[-_]/)[0];
  return languages.find((l) => l === head);
}
