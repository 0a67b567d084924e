// Whose seat an organiser frees: what was typed, who is meant, and whether it may be done. Pure; time is an argument.
import { type Account, accountKey } from '../../kernel/account.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { SeatState } from '../../seats/rules.ts';
import { phaseOf, type Talk } from '../../talks/rules.ts';

/** Somebody as typed: an @ that the platform knows, or words. */
export type Whom =
  | { readonly kind: 'account'; readonly account: Account; readonly name: string }
  | { readonly kind: 'words'; readonly words: string };

/** `9 @ben`, `next Ben Okafor yes`, `9 slack:T01/U02`: a talk's name in one word, whose seat, and whether the organiser was asked before. */
export interface FreeWish {
  readonly talk: string;
  readonly whom: Whom;
  readonly sure: boolean;
}

export type FreeMistake = { readonly kind: 'no-talk' | 'nobody-named' | 'several-people' };

/** Reads what follows the word `free`; `people`: those named in it with an @, as `typed` has them by their names. */
export function parseFree(
  typed: string,
  people: readonly { readonly account: Account; readonly name: string }[],
): Result<FreeWish, FreeMistake> {
  const [named, ...others] = people;
  if (others.length > 0) return refuse({ kind: 'several-people' });
  // A name may end like an answer.
  const unnamed = named ? typed.replace(`@${named.name}`, ' ') : typed;
  const words = unnamed.split(/\s+/).filter((word) => word !== '');
  const sure = words.length > 1 && /^(yes|oui)[.!]?$/i.test(words.at(-1) as string);
  const [talk, ...rest] = sure ? words.slice(0, -1) : words;
  const first = typed.trimStart();
  if (talk === undefined || first.startsWith('@')) return refuse({ kind: 'no-talk' });
  if (named) {
    const { account, name } = named;
    return ok({ talk, whom: { kind: 'account', account, name }, sure });
  }
  const whom = rest.join(' ').replace(/^@/, '');
  if (whom === '') return refuse({ kind: 'nobody-named' });
  return ok({ talk, whom: { kind: 'words', words: whom }, sure });
}

/** Somebody who has a seat or a place; `name` as far as it is known. */
export interface Holder {
  readonly account: Account;
  readonly name: string | undefined;
}

/** Those of the holders who are meant: by an account's key or id, by the whole name, else by the beginning of one of its words. */
export function meantBy<T extends Holder>(whom: Whom, holders: readonly T[]): readonly T[] {
  const wanted = whom.kind === 'account' ? accountKey(whom.account) : bare(whom.words);
  const whole = holders.filter(({ account, name }) =>
    whom.kind === 'account'
      ? accountKey(account) === wanted
      : [accountKey(account), account.user, name ?? ''].some((known) => bare(known) === wanted),
  );
  if (whole.length > 0 || whom.kind === 'account' || wanted === '') return whole;
  return holders.filter(({ name }) => ` ${bare(name ?? '')}`.includes(` ${wanted}`));
}

const bare = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ');

export type FreeRefusal =
  | { readonly kind: 'cancelled'; readonly reason: string }
  /** `ended`: it was given back, or freed, before. */
  | { readonly kind: 'started' | 'over' | 'ended' };

/**
 * Whether an organiser may free a seat or a place. `active`: its holder can still use an account, so the organiser is asked once; `sure`: they were asked, and
 * said yes.
 */
export function decideFree(
  talk: Parameters<typeof phaseOf>[0] & Pick<Talk, 'cancelled'>,
  state: SeatState | 'ended',
  active: boolean,
  sure: boolean,
  now: Instant,
): Result<'ask' | 'free', FreeRefusal> {
  const phase = phaseOf(talk, now);
  if (phase === 'cancelled') return refuse({ kind: 'cancelled', reason: talk.cancelled as string });
  if (phase === 'over') return refuse({ kind: 'over' });
  if (phase === 'running') return refuse({ kind: 'started' });
  if (state === 'ended') return refuse({ kind: 'ended' });
  return ok(active && !sure ? 'ask' : 'free');
}
