// The few sentences that this platform says by itself, by language.
import type { Language } from '../../kernel/language.ts';
import { platforms as english } from '../../wording/en/platforms.ts';
import { platforms as french } from '../../wording/fr/platforms.ts';

const byLanguage = { en: english, fr: french };

export function wording(
  language: Language,
): Pick<
  typeof english,
  | 'more'
  | 'asOf'
  | 'otherCommand'
  | 'yourTime'
  | 'answer'
  | 'close'
  | 'yes'
  | 'waiting'
  | 'sentBefore'
> {
  return byLanguage[language];
}
