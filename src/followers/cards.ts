// Follower counts to cards: every number with its bound, its day and its source, and no change that the bounds cannot show.
import {
  type Block,
  type Button,
  buttons,
  type Card,
  type Field,
  quiet,
  rule,
  text,
} from '../chat/card.ts';
import { code, type Inline, type Line, strong } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import { never } from '../kernel/result.ts';
import type { LocalDate } from '../kernel/time.ts';
import { wording } from '../wording/wording.ts';
import type { Entry, Question } from './rules/typed.ts';
import {
  type Bound,
  type Change,
  type Count,
  changeFrom,
  changeOver,
  month,
  networkName,
  networkNames,
  type Reading,
  type Series,
  type SpanChange,
  sparkline,
  thenTwitter,
  type WatchedAccount,
  week,
} from './rules.ts';

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

type Words = ReturnType<typeof wording>['followers'];

function bounded(bound: Bound, count: string, words: Words): string {
  return bound === 'exact' ? count : words[bound](count);
}

/** "more than 400,000 followers". */
export function countText({ value, bound }: Count, series: Series, language: Language): string {
  const words = wording(language).followers;
  return bounded(bound, words[series](value), words);
}

/** "more than 400,000". */
function bareText({ value, bound }: Count, words: Words): string {
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

/** The accounts that were asked for, a section each. */
export function followersCard(
  counted: readonly CountedAccount[],
  question: Question,
  reader: CardReader,
): Card {
  const words = wording(reader.language).followers;
  const { since, named } = question;
  const among = counted.map((c) => c.account);
  const whole = since === undefined && !named;
  return {
    language: reader.language,
    title: [since === undefined ? words.title() : words.titleSince(since)],
    blocks: [
      ...counted.flatMap((one, i) => [
        ...(i === 0 ? [] : [rule]),
        ...section(one, among, since, reader.language),
      ]),
      rule,
      whole ? hints(among, reader) : buttons(allNetworksButton(reader.language)),
    ],
  };
}

function section(
  { account, readings }: CountedAccount,
  among: readonly WatchedAccount[],
  since: LocalDate | undefined,
  language: Language,
): readonly Block[] {
  const words = wording(language).followers;
  const newest = readings.at(-1);
  const name = accountName(account, among, language);
  if (!newest) return [text([strong(name), ` – ${words.noReading()}`])];
  const label = thenTwitter(account.network, newest.on)
    ? name.replace(networkNames.x, words.thenTwitter())
    : name;
  const spark = since === undefined ? sparkLine(readings, words) : undefined;
  return [
    text([strong(label), ` – ${countText(newest, account.series, language)}`]),
    quiet([`${words.onDay(newest.on)} · ${sourceOf(newest, account, words)}`]),
    { kind: 'fields', fields: changeFields(readings, since, words) },
    ...(spark ? [text(spark)] : []),
  ];
}

function sourceOf({ source, origin }: Reading, account: WatchedAccount, words: Words): string {
  if (origin === 'network') return words.fromNetwork(networkName(account));
  return source === '' ? words.byHand() : source;
}

function changeFields(
  readings: readonly Reading[],
  since: LocalDate | undefined,
  words: Words,
): readonly Field[] {
  const field = (label: string, change: SpanChange): Field => ({
    label,
    value: [spanText(change, words)],
  });
  if (since !== undefined) return [field(words.sinceThen(), changeFrom(readings, since))];
  const overWeek = changeOver(readings, week);
  if (overWeek.kind === 'single') return [field(words.overBoth(), overWeek)];
  return [field(words.overWeek(), overWeek), field(words.overMonth(), changeOver(readings, month))];
}

function spanText(span: SpanChange, words: Words): string {
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

function changeText(change: Change, words: Words): string {
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

function sparkLine(readings: readonly Reading[], words: Words): Line | undefined {
  const spark = sparkline(readings);
  if (!spark) return undefined;
  const caption = words.sparkline(spark.readings, spark.from, spark.lowest, spark.highest);
  return [`${spark.bars}  ${caption}${spark.bounded ? ` · ${words.sparklineBounded()}` : ''}`];
}

/** "Instagram: more than 400,000 followers (8 Jul 2019)", or how each changed since a day; undefined where nothing was read. */
export function answerText(
  counted: readonly CountedAccount[],
  { since }: Pick<Question, 'since'>,
  language: Language,
): string | undefined {
  const words = wording(language).followers;
  const among = counted.map((c) => c.account);
  const parts = counted.flatMap(({ account, readings }) => {
    const newest = readings.at(-1);
    if (!newest) return [];
    const said =
      since === undefined
        ? `${countText(newest, account.series, language)} (${words.onDay(newest.on)})`
        : spanText(changeFrom(readings, since), words);
    return [words.answer(accountName(account, among, language), said)];
  });
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function hints(among: readonly WatchedAccount[], reader: CardReader): Block {
  const words = wording(reader.language).followers;
  const first = among[0] as WatchedAccount;
  const typed = (say: string): Inline => code(`${reader.command} ${say}`);
  const more: Line = [
    words.more(),
    typed(words.sayNetwork(typedNetwork(first))),
    ' · ',
    typed(words.saySince()),
  ];
  const enter: Line = [words.enterHint(), typed(exampleEntry(first, among, reader))];
  return reader.organiser ? quiet(more, enter) : quiet(more);
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

/** Where no account is watched yet. */
export function noAccountsCard(reader: CardReader): Card {
  const words = wording(reader.language).followers;
  return {
    language: reader.language,
    title: [words.title()],
    blocks: [text([words.none()]), ...(reader.organiser ? [quiet([words.noneHint()])] : [])],
  };
}

/** What became of a reading that was entered by hand. */
export interface Entered {
  readonly entry: Entry;
  readonly among: readonly WatchedAccount[];
  readonly kept: 'added' | 'same' | Reading;
  /** What the file says of the same day, where it says something else. */
  readonly file: Reading | undefined;
}

export function enteredCard({ entry, among, kept, file }: Entered, reader: CardReader): Card {
  const words = wording(reader.language).followers;
  const { account, count, on } = entry;
  const name = accountName(account, among, reader.language);
  const now = countText(count, account.series, reader.language);
  const said =
    kept === 'added'
      ? words.noted(name, now, on)
      : kept === 'same'
        ? words.same(name, now, on)
        : words.replaced(name, now, on, bareText(kept, words));
  const again = exampleEntry(account, among, reader, `~${entry.typed}`, on);
  return {
    language: reader.language,
    title: [words.title()],
    blocks: [
      text([said], ...(file ? [[words.beforeFile(bareText(file, words))]] : [])),
      ...(count.shortened && count.bound === 'exact'
        ? [quiet([words.shortened(entry.typed), code(`${reader.command} ${again}`)])]
        : []),
      buttons(allNetworksButton(reader.language)),
    ],
  };
}

/** "X more than 2,500,000 · Facebook nearly 700,000"; undefined where nothing was read yet. */
export function lineOf(counted: readonly CountedAccount[], language: Language): Line | undefined {
  const words = wording(language).followers;
  const among = counted.map((c) => c.account);
  const parts = counted.flatMap(({ account, readings }) => {
    const newest = readings.at(-1);
    return newest ? [`${accountName(account, among, language)} ${bareText(newest, words)}`] : [];
  });
  return parts.length === 0 ? undefined : [parts.join(' · ')];
}
