// What was typed after `undelivered`: nothing, or which message to send again or to let go.
import { type FailureNumber, failureNumber } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';

export type UndeliveredWish =
  | { readonly kind: 'list' }
  /** `anyway`: the organiser knows that it may stand there already. */
  | { readonly kind: 'again'; readonly number: FailureNumber; readonly anyway: boolean }
  | { readonly kind: 'all-again' }
  | { readonly kind: 'let-go'; readonly number: FailureNumber };

export type UndeliveredMistake =
  | { readonly kind: 'no-number' }
  | { readonly kind: 'not-a-number' | 'unknown'; readonly typed: string };

/** Typed without accents and in lower case. */
const words = {
  again: ['again', 'resend', 'encore', 'renvoyer', 'renvoie'],
  'let-go': ['drop', 'forget', 'laisser', 'abandonner', 'oublier'],
  all: ['all', 'everything', 'tout', 'tous', 'toutes'],
  yes: ['yes', 'y', 'oui', 'o'],
} as const;

/** Reads what follows the word; `fold` takes accents, capitals and outer punctuation away. */
export function parseUndelivered(
  typed: string,
  fold: (word: string) => string,
): Result<UndeliveredWish, UndeliveredMistake> {
  const [verb, what, ...rest] = typed
    .split(/\s+/)
    .map(fold)
    .filter((word) => word !== '');
  if (verb === undefined) return ok({ kind: 'list' });
  const is = (word: string | undefined, of: keyof typeof words) =>
    word !== undefined && (words[of] as readonly string[]).includes(word);
  if (!is(verb, 'again') && !is(verb, 'let-go')) return refuse({ kind: 'unknown', typed: verb });
  if (what === undefined) return refuse({ kind: 'no-number' });
  if (is(verb, 'again') && is(what, 'all')) return ok({ kind: 'all-again' });
  const number = failureNumber(what.replace(/^#/, ''));
  if (number === undefined) return refuse({ kind: 'not-a-number', typed: what });
  return ok(
    is(verb, 'again')
      ? { kind: 'again', number, anyway: is(rest[0], 'yes') }
      : { kind: 'let-go', number },
  );
}
