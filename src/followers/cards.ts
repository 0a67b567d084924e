// Follower counts to cards: every number with its bound, its day and its source, and no change that the bounds cannot show.
import { type Block, buttons, type Card, type Field, quiet, rule, text } from '../chat/card.ts';
import { code, type Inline, type Line, strong } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import type { LocalDate } from '../kernel/time.ts';
import { wording } from '../wording/wording.ts';
import {
  accountName,
  allNetworksButton,
  bareText,
  type CardReader,
  type CountedAccount,
  changeText,
  countText,
  exampleEntry,
  spanText,
  typedNetwork,
  type Words,
} from './cards/counts.ts';
import { milestoneText } from './cards/milestones.ts';
import { plotButtons } from './cards/plots.ts';
import { changeSinceYesterday } from './rules/day-change.ts';
import { changeFrom, changeOver, month, type SpanChange, week } from './rules/spans.ts';
import { sparkline } from './rules/sparkline.ts';
import type { Entry, Question } from './rules/typed.ts';
import {
  type Change,
  networkName,
  networkNames,
  type Reading,
  thenTwitter,
  type WatchedAccount,
} from './rules.ts';

/** The accounts that were asked for, a section each. */
export function followersCard(
  counted: readonly CountedAccount[],
  question: Question,
  reader: CardReader,
): Card {
  const words = wording(reader.language).followers;
  const { since } = question;
  const among = counted.map((c) => c.account);
  return {
    language: reader.language,
    title: [since === undefined ? words.title() : words.titleSince(since)],
    blocks: [
      ...counted.flatMap((one, i) => [
        ...(i === 0 ? [] : [rule]),
        ...section(one, among, since, reader.language),
      ]),
      rule,
      ...below(counted, question, reader),
    ],
  };
}

/** What can be done from here: see it as a picture, all networks, or one. */
function below(
  counted: readonly CountedAccount[],
  { since, named }: Question,
  reader: CardReader,
): readonly Block[] {
  const among = counted.map((c) => c.account);
  const plots = since === undefined ? plotButtons(counted, named, reader.language) : [];
  if (since !== undefined || named) return [buttons(...plots, allNetworksButton(reader.language))];
  return [...(plots.length > 0 ? [buttons(...plots)] : []), hints(among, reader)];
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
    {
      kind: 'fields',
      fields: [
        ...changeFields(readings, since, words),
        ...(since === undefined ? milestoneFields(readings, words) : []),
      ],
    },
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

function milestoneFields(readings: readonly Reading[], words: Words): readonly Field[] {
  const said = milestoneText(readings, words);
  return said === undefined ? [] : [{ label: words.milestone(), value: [said] }];
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

/** "X 3,004,127 (+412 since yesterday) · Facebook nearly 700,000"; undefined where nothing was read yet. `today` is the series' date. */
export function lineOf(
  counted: readonly CountedAccount[],
  today: LocalDate,
  language: Language,
): Line | undefined {
  const words = wording(language).followers;
  const among = counted.map((c) => c.account);
  const parts = counted.flatMap(({ account, readings }) => {
    const newest = readings.at(-1);
    if (!newest) return [];
    const change = changeSinceYesterday(readings, today);
    return [
      `${accountName(account, among, language)} ${change ? changedText(newest, change, words) : bareText(newest, words)}`,
    ];
  });
  return parts.length === 0 ? undefined : [parts.join(' · ')];
}

/** "3,004,127 (+412 since yesterday)". */
function changedText(newest: Reading, change: Change, words: Words): string {
  const since = words.sinceYesterday(changeText(change, words));
  // What is rounded has its parenthesis already.
  return newest.bound === 'floor3'
    ? words.floor3Changed(words.number(newest.value), since)
    : words.changed(bareText(newest, words), since);
}
