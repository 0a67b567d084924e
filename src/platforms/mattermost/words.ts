// The platforms' own sentences, by language.
import type { Language } from '../../kernel/language.ts';
import { platforms as en } from '../../wording/en/platforms.ts';
import { platforms as fr } from '../../wording/fr/platforms.ts';

const byLanguage = { en, fr };

export function platformWords(language: Language): (typeof byLanguage)[Language] {
  return byLanguage[language];
}
