// What every card of follower counts says alike: a count with its bound, a change with what it rests on, the name of an account.
import type { Button } from '../../chat/card.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { wording } from '../../wording/wording.ts';
import type { SpanChange } from '../rules/spans.ts';
import {
  type Bound,
  type Change,
  type Count,
  networkName,
  type Reading,
  type Series,
  type WatchedAccount,
} from '../rules.ts';

/** For whom a card is drawn. `command` is the slash command as typed on the reader's platform; `today` the series' date. */
export interface CardReader {
  readonly language: Language;
  readonly command: string;
  readonly organiser: boolean;
  readonly today: LocalDate;
}

/** An account with what was read of it, as `standing` gives it: oldest first, one a day. */
export interface CountedAccount {
  readonly account: WatchedAccount;
  readonly readings: readonly Reading[];
}

export type Words = ReturnType<typeof wording>['followers'];

function bounded(bound: Bound, count: string, words: Words): string {
  return bound === 'exact' ? count : words[bound](count);
}

/** "more than 400,000 followers". */
export function countText({ value, bound }: Count, series: Series, language: Language): string {
  const words = wording(language).followers;
  return bounded(bound, words[series](value), words);
}

/** "more than 400,000". */
export function bareText({ value, bound }: Count, words: Words): string {
  return bounded(bound, words.number(value), words);
}

/** The network's name, with the account where several of it are counted, and with what is counted where that is two things. */
export function accountName(
  account: WatchedAccount,
  among: readonly WatchedAccount[],
  language: Language,
): string {
  const network = networkName(account);
  const name = severalOf(account, among) ? `${network} ${account.account}` : network;
  const two = among.some((a) => isSameAccount(a, account) && a.series !== account.series);
  const words = wording(language).followers;
  // Stars are counted alone: GitHub has one number for a repository.
  return two && account.series !== 'stars'
    ? words.ofSeries(name, words.series[account.series]())
    : name;
}

const isSameAccount = (a: WatchedAccount, b: WatchedAccount): boolean =>
  a.network === b.network && a.account === b.account;

/** Whether several accounts of its network are counted; those elsewhere are called by their own names. */
export function severalOf(account: WatchedAccount, among: readonly WatchedAccount[]): boolean {
  return (
    account.network !== 'elsewhere' &&
    among.some((a) => a.network === account.network && a.account !== account.account)
  );
}

/** What somebody types for the network of an account. */
export function typedNetwork({ network, account }: WatchedAccount): string {
  return network === 'elsewhere' ? account : network;
}

export function spanText(span: SpanChange, words: Words): string {
  switch (span.kind) {
    case 'said':
      return words.fromTo(changeText(span.change, words), span.from.on, span.to.on);
    case 'single':
      return words.single();
    case 'none-near':
      return words.noneNear(span.wanted, span.nearestOn);
    case 'none-since':
      return words.noneSince(span.newestOn);
    case 'bounds':
      return words.bounds(
        bareText(span.from, words),
        span.from.on,
        bareText(span.to, words),
        span.to.on,
      );
    default:
      return never(span);
  }
}

export function changeText(change: Change, words: Words): string {
  switch (change.kind) {
    case 'exact':
      return change.by === 0 ? words.unchanged() : words.exactly(change.by);
    case 'between':
      return words.between(change.low, change.high);
    case 'atLeast':
      return words.changeAtLeast(change.by);
    case 'atMost':
      return words.changeAtMost(change.by);
    default:
      return never(change);
  }
}

/** What an organiser would type to enter a reading of today. */
export function exampleEntry(
  account: WatchedAccount,
  among: readonly WatchedAccount[],
  reader: CardReader,
  value = '412000',
  on: LocalDate = reader.today,
): string {
  const handle = severalOf(account, among) ? account.account : '';
  return wording(reader.language).followers.sayEntry(typedNetwork(account), handle, value, on);
}

/** To the counts of every network. */
export function allNetworksButton(language: Language): Button {
  const words = wording(language).followers;
  return {
    label: words.all(),
    action: { verb: 'followers' },
    typed: words.sayAll(),
    describes: words.allDescribes(),
  };
}
