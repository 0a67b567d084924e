// What somebody prefers over their platform's word, and what they would have without it.
import type { Account } from '../../kernel/account.ts';
import type { Language } from '../../kernel/language.ts';
import type { Zone } from '../../kernel/time.ts';
import { type Defaults, type KnownAccount, readerOf } from '../rules.ts';

export interface Preferences {
  /** Undefined: as in the chat. */
  readonly language: Language | undefined;
  readonly zone: Zone | undefined;
  /** What holds without them: the platform's word, else the series'. */
  readonly otherwise: { readonly language: Language; readonly zone: Zone };
}

export function preferencesOf(
  known: KnownAccount | undefined,
  account: Account,
  defaults: Defaults,
): Preferences {
  const { preferredLanguage: language, preferredZone: zone, ...bare } = known ?? { account };
  return { language, zone, otherwise: readerOf(bare, account, defaults) };
}

/** 1 to 40 letters and digits, the same as long as the preferences are. */
export function preferencesMark({ language, zone }: Preferences): string {
  const letters = (zone ?? 'auto').toLowerCase().replace('+', 'plus').replace('-', 'minus');
  return `${language ?? 'auto'}${letters.replace(/[^a-z0-9]/g, '')}`.slice(0, 40);
}
