// What somebody typed after `remind`, in English or French.
import { ok, type Result, refuse } from '../../kernel/result.ts';
import {
  parseQuietHours,
  type QuietHours,
  type QuietRefusal,
} from '../../people/rules/quiet-hours.ts';
import { type ReminderKind, reminderKinds } from '../rules.ts';

export type ReminderWish =
  | { readonly kind: 'show' }
  | { readonly kind: 'switch'; readonly what: readonly ReminderKind[]; readonly on: boolean }
  /** Undefined: no quiet hours. */
  | { readonly kind: 'quiet'; readonly hours: QuietHours | undefined };

export type ReminderRefusal =
  | { readonly kind: 'unknown-word'; readonly typed: string }
  /** `remind day` alone, or with something that is neither on nor off. */
  | { readonly kind: 'on-or-off'; readonly what: ReminderKind; readonly typed: string }
  | { readonly kind: 'quiet'; readonly refusal: QuietRefusal; readonly typed: string };

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[\s"'«“”]+|[\s"'»“”.!?:;,]+$/gu, '');

const subjects: ReadonlyMap<string, ReminderKind | 'quiet'> = new Map([
  ...['day', 'days', 'daybefore', 'day-before', 'veille', 'jour'].map((w) => [w, 'day'] as const),
  ...['hour', 'hours', 'hourbefore', 'hour-before', 'heure'].map((w) => [w, 'hour'] as const),
  ...['quiet', 'silence', 'calme', 'silencieux'].map((w) => [w, 'quiet'] as const),
]);

const switches: ReadonlyMap<string, boolean> = new Map([
  ...'on yes oui active activee actif activer marche'.split(' ').map((w) => [w, true] as const),
  ...'off no none stop non aucun aucune arret arreter desactive desactivee desactiver'
    .split(' ')
    .map((w) => [w, false] as const),
]);

/** Reads nothing, `on`, `off`, `day on|off`, `hour on|off`, `quiet 22:00-07:00`, `quiet off`, and the same in French: `veille non`, `silence 22h-7h`. */
export function parseReminders(typed: string): Result<ReminderWish, ReminderRefusal> {
  // "remind me", "rappels moi": the same word.
  const [head = '', ...more] = typed
    .trim()
    .replace(/^(?:me|moi)(?=$|\s)\s*/i, '')
    .split(/\s+/);
  if (head === '') return ok({ kind: 'show' });
  const rest = more.join(' ');
  const both = switches.get(fold(head));
  if (both !== undefined && rest === '')
    return ok({ kind: 'switch', what: reminderKinds, on: both });
  const subject = subjects.get(fold(head));
  if (subject === undefined) return refuse({ kind: 'unknown-word', typed: typed.trim() });
  const on = switches.get(fold(rest));
  if (subject !== 'quiet')
    return on === undefined
      ? refuse({ kind: 'on-or-off', what: subject, typed: rest })
      : ok({ kind: 'switch', what: [subject], on });
  if (on === false) return ok({ kind: 'quiet', hours: undefined });
  const hours = parseQuietHours(rest);
  return hours.ok
    ? ok({ kind: 'quiet', hours: hours.value })
    : refuse({ kind: 'quiet', refusal: hours.refusal, typed: rest });
}
