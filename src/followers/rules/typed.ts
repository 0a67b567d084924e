// What follows the word `followers`, in English and French: what is asked, or why it cannot be understood.
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { accountsCalled, type Series, type WatchedAccount } from '../rules.ts';
import { type CountRefusal, readCount, type TypedCount } from './typed-count.ts';
import { isBefore2000, readDay, readSince } from './typed-day.ts';

/** Of which accounts, and since which day where one was named. */
export interface Question {
  readonly accounts: readonly WatchedAccount[];
  /** Whether a network was named. */
  readonly named: boolean;
  readonly since: LocalDate | undefined;
}

/** A reading to be noted by hand. */
export interface Entry {
  /** Of the usual series of its network. */
  readonly account: WatchedAccount;
  /** Which series was named beside the count, where one was: "742312 followers" is not of Facebook's fans. */
  readonly series: Series | undefined;
  readonly count: TypedCount;
  readonly on: LocalDate;
  /** The count as it was typed. */
  readonly typed: string;
}

export type DayRefusal =
  | { readonly kind: 'no-day' }
  | { readonly kind: 'not-a-day'; readonly typed: string }
  /** Before 2000, when nobody followed anybody. */
  | { readonly kind: 'too-long-ago'; readonly typed: string }
  | { readonly kind: 'future'; readonly on: LocalDate };

export type NetworkRefusal =
  | { readonly kind: 'unknown-network'; readonly typed: string }
  /** Several accounts of a network are counted, and none of them was named. */
  | { readonly kind: 'which-account'; readonly accounts: readonly WatchedAccount[] };

export type EntryRefusal =
  | DayRefusal
  | NetworkRefusal
  | { readonly kind: 'no-count'; readonly account: WatchedAccount }
  | { readonly kind: CountRefusal; readonly account: WatchedAccount; readonly typed: string };

const setWords = /^(?:set|définir|definir|saisir)(?:\s+|$)/i;
const sinceWords = /^(?:since|depuis)(?:\s+|$)/i;

/** Whether a reading is to be noted, which only organisers may. */
export function asksToSet(rest: string): boolean {
  return setWords.test(composed(rest));
}

/** A keyboard may send é as two characters. */
const composed = (rest: string): string => rest.normalize('NFC').trim();

/** The same as to type nothing. */
const allWords = /^(?:all|everything|tous|toutes|tout)$/i;
/** Before the name of a network, where it is no name itself. */
const betweenWords = /^(?:on|of|for|sur|de|pour) +/i;

/**
 * Reads `x`, `since january`, `x since january`, `x and facebook`; nothing typed, or `all`, asks for all. A sign at the end says nothing. `today` is the
 * series' date.
 */
export function readQuestion(
  rest: string,
  watched: readonly WatchedAccount[],
  today: LocalDate,
): Result<Question, DayRefusal | NetworkRefusal> {
  const text = composed(rest).replace(/\s*[?!.…]+$/, '');
  const [, typed = '', from = ''] = /^(.*?)(?:(?<=^|\s)((?:since|depuis)(?:\s.*)?))?$/is.exec(
    text,
  ) as RegExpExecArray;
  const names = typed.trim();
  const all = names === '' || (allWords.test(names) && accountsCalled(names, watched).length === 0);
  const accounts = all ? watched : accountsNamed(names, watched);
  if (typeof accounts === 'string') return refuse({ kind: 'unknown-network', typed: accounts });
  if (from !== '') return sinceOf(from, accounts, !all, today);
  return ok({ accounts, named: !all, since: undefined });
}

/** Of one name or several, each account once; the first name that is none is given as it stands. */
function accountsNamed(
  typed: string,
  watched: readonly WatchedAccount[],
): readonly WatchedAccount[] | string {
  const whole = accountsCalled(typed, watched);
  if (whole.length > 0) return whole;
  const found = new Set<WatchedAccount>();
  const names = typed.replace(betweenWords, '').split(/\s*[,&]\s*|\s+(?:(?:and|et)\s+)?/i);
  for (const name of names.filter((one) => one !== '')) {
    const accounts = accountsCalled(name, watched);
    if (accounts.length === 0) return name;
    for (const account of accounts) found.add(account);
  }
  return found.size > 0 ? watched.filter((account) => found.has(account)) : typed;
}

function sinceOf(
  text: string,
  accounts: readonly WatchedAccount[],
  named: boolean,
  today: LocalDate,
): Result<Question, DayRefusal> {
  const typed = text.replace(sinceWords, '');
  if (typed === '') return refuse({ kind: 'no-day' });
  const since = readSince(typed, today);
  if (since === undefined)
    return refuse({ kind: isBefore2000(typed) ? 'too-long-ago' : 'not-a-day', typed });
  return since > today ? refuse({ kind: 'future', on: since }) : ok({ accounts, named, since });
}

/**
 * Reads `set instagram 412000 on 2019-08-01`; the account may stand after the network and must where several are counted; without a day it is today in
 * the series' zone. Takes what `asksToSet` holds for.
 */
export function readEntry(
  rest: string,
  watched: readonly WatchedAccount[],
  today: LocalDate,
): Result<Entry, EntryRefusal> {
  const text = composed(rest).replace(setWords, '');
  const [, name = '', after = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  const accounts = onePerAccount(accountsCalled(name, watched));
  const only = accounts[0];
  if (!only) return refuse({ kind: 'unknown-network', typed: name });
  const [, first = '', others = ''] = /^@?(\S+)\s*(.*)$/s.exec(after) ?? [];
  const named = accounts.find((a) => a.account.toLowerCase() === first.toLowerCase());
  if (!named && accounts.length > 1) return refuse({ kind: 'which-account', accounts });
  const account = named ?? only;
  return countOn(account, named ? others : after, today);
}

/** The series that are meant where none is named: the first of each account. */
function onePerAccount(series: readonly WatchedAccount[]): readonly WatchedAccount[] {
  const seen = new Set<string>();
  return series.filter(({ account }) => {
    const fresh = !seen.has(account);
    seen.add(account);
    return fresh;
  });
}

const units: readonly (readonly [Series, RegExp])[] = [
  ['fans', /fans?$/i],
  ['followers', /(?:followers?|abonn[ée]s?)$/i],
];

/** Which of two series a word beside the count names; elsewhere "fans" is but another word for followers. */
function seriesNamed({ network }: WatchedAccount, typed: string): Series | undefined {
  return network === 'facebook' ? units.find(([, words]) => words.test(typed))?.[0] : undefined;
}

function countOn(
  account: WatchedAccount,
  text: string,
  today: LocalDate,
): Result<Entry, EntryRefusal> {
  const dated = /^(.*?)\s+(?:(?:on|le)\s+(.+)|(\d{4}-\d{2}-\d{2}))$/is.exec(text);
  const typed = dated?.[1] ?? text;
  if (typed === '') return refuse({ kind: 'no-count', account });
  const count = readCount(typed);
  if (!count.ok) return refuse({ kind: count.refusal, account, typed });
  const typedDay = dated?.[2] ?? dated?.[3];
  const on = typedDay === undefined ? today : readDay(typedDay, today);
  if (on === undefined) return refuse({ kind: 'not-a-day', typed: typedDay as string });
  if (on > today) return refuse({ kind: 'future', on });
  return ok({ account, series: seriesNamed(account, typed), count: count.value, on, typed });
}
